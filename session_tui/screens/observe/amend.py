"""Amending a note: its line as it could have been typed, to be changed; then why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from models.acts import Refused
from models.day.observation import Note
from models.day.quick_line import read_line
from models.entries.observation import NoteWritten
from session_tui.ask import Ask
from session_tui.lines import Line, LinesPane, line
from session_tui.note_box import NoteBox
from session_tui.note_changing import WHY_AMENDED, change, reworded
from session_tui.note_head import line_of
from session_tui.note_line import understood_lines
from session_tui.on_top import Sheet

if TYPE_CHECKING:
    from session_tui.app import SessionApp

Changed = tuple[NoteWritten, int]


def draft_field(note: Note) -> str:
    """Where the half-typed change of a note is kept."""
    return f"amend:{note.id}"


class AmendNote(Sheet[Changed | None]):
    """The line of one note. Gives the note as changed and its moment (ms); None for Esc."""

    AUTO_FOCUS = "NoteBox"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]

    def __init__(self, app: SessionApp, note: Note) -> None:
        super().__init__()
        self._on = app
        self._note = note

    def compose(self) -> ComposeResult:
        """The line as it stands, and what is understood of it."""
        day = self._on.desk.day
        assert day is not None
        with Vertical(classes="sheet"):
            said = f"Amend the note of {day.clock(self._note.at)}: what stood stays in its history"
            question = LinesPane([line(said, "now"), line("Enter keeps, Esc leaves", "past")])
            question.styles.height = 2
            yield question
            text = line_of(self._note.what, day.roster)
            yield NoteBox(draft_field(self._note), text, id="note")
            yield LinesPane(id="understood", classes="growing")

    def on_mount(self) -> None:
        """Say what the line says already."""
        self._show()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Show what is understood."""
        message.stop()
        self._show()

    def _show(self) -> None:
        box = self.query_one(NoteBox)
        box.fit_rows()
        judging = self._on.desk.bank.service.judging_words
        reading = read_line(box.text)
        pane = self.query_one("#understood", LinesPane)
        head = reading.head
        pane.show(
            understood_lines(reading, "", judging, pane.size.width)
            if head
            else _plain(reading.trouble)
        )

    def on_note_box_ended(self, message: NoteBox.Ended) -> None:
        """Give back the note as changed, or say what can't be."""
        message.stop()
        day = self._on.desk.day
        assert day is not None
        reading = read_line(self.query_one(NoteBox).text)
        try:
            changed = reworded(day, self._note, reading, self._on.desk.now())
        except Refused as why:
            self.query_one("#understood", LinesPane).show([line(str(why), "accent")])
            return
        self.dismiss(changed)

    def action_leave(self) -> None:
        """Leave; the change stays half-typed."""
        self.dismiss(None)


def _plain(trouble: str) -> list[Line]:
    """A line without a head: whom it is about stays as it is."""
    said = "→ words alone: whom it is about stays as it is"
    return [line(f"{said} · {trouble}" if trouble else said, "past")]


async def amend(app: SessionApp, note: Note) -> bool:
    """Let a note be amended, with its reason. Whether it was. For a worker."""
    changed = await app.push_screen_wait(AmendNote(app, note))
    if changed is None:
        return False
    what, at = changed
    if (what, at) == (note.what, note.at):
        _forget(app, note)
        return True
    why = await app.push_screen_wait(
        Ask("Why is it changed?", WHY_AMENDED, words="or in your words", field=f"why:{note.id}")
    )
    day = app.desk.day
    assert day is not None
    if why is None or not await app.do(lambda: change(day, note, what, at, why)):
        return False
    _forget(app, note)
    return True


def _forget(app: SessionApp, note: Note) -> None:
    app.drafts.pop(draft_field(note), None)
    app.keep_draft(draft_field(note), "")
