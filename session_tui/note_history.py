"""All that a note ever said: each version with when, by whom and why; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from models.day.day import Day
from models.day.observation import Note
from models.entries.entry import Entry
from models.entries.observation import NoteWritten
from session_tui.lines import Line, LinesPane, line, wrap
from session_tui.note_head import head_of
from session_tui.on_top import Sheet

if TYPE_CHECKING:
    from session_tui.app import SessionApp

MARGIN = 6


class NoteHistory(Sheet[None]):
    """The versions of one note, oldest first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x,q,enter,space", "dismiss", "leave", show=False)
    ]

    def __init__(self, app: SessionApp, note: Note) -> None:
        super().__init__()
        self._on = app
        self._note = note

    def compose(self) -> ComposeResult:
        """The versions, in a sheet that scrolls."""
        desk = self._on.desk
        assert desk.day is not None
        staff = {one: person.name for one, person in desk.team.staff.items()}
        with VerticalScroll(classes="sheet"):
            cells = max(30, self.app.size.width - MARGIN)
            pane = LinesPane(history_lines(desk.day, self._note, staff, cells))
            pane.styles.height = "auto"
            yield pane


def history_lines(day: Day, note: Note, staff: Mapping[str, str], cells: int) -> list[Line]:
    """Every version of a note, those too that were taken back."""
    lines: list[Line] = [line(f"The note of {day.clock(note.at)}", "now")]
    for place, entry in enumerate(note.history):
        if isinstance(entry.what, NoteWritten):
            lines += [(), *_version(day, entry, entry.what, staff, cells, first=place == 0)]
    return [*lines, (), line("Esc leaves", "past")]


def _version(
    day: Day, entry: Entry, what: NoteWritten, staff: Mapping[str, str], cells: int, *, first: bool
) -> list[Line]:
    did = "struck" if what.struck else "written" if first else "changed"
    told = f"{did} {day.clock(entry.written)} by {staff.get(entry.by, 'someone')}"
    if what.why_changed:
        told += f": {what.why_changed}"
    if not day.facts.stands(entry):
        told += " (taken back)"
    words = what.text or ("" if what.meaning else "to describe")
    meaning = f" // {what.meaning}" if what.meaning else ""
    said = f"{head_of(what, day.roster) or 'group'} {words}{meaning}"
    return [
        *wrap(told, cells, "head"),
        *wrap(f"{day.clock(entry.about)}  {said}", cells, indent="  "),
    ]
