"""Joining a team: from a hub or a sealed backup, with the passphrase of one of its staff."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Vertical
from textual.events import Callback
from textual.widget import Widget
from textual.widgets import Input

from session_tui.commands.trouble import sentence_of
from session_tui.desk import Desk
from session_tui.form import FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, Weight, line, wrap
from session_tui.passphrase_box import PassphraseBox

if TYPE_CHECKING:
    from models.sync.exchange import HowFar, Told

ABOUT = (
    "From: a folder on a stick or a shared drive, a file ending in .hub, a backup (.zip), or "
    "postgresql://LOGIN@HOST/DATABASE. A laptop of the team has to have been there. Who is new to "
    "the team is let in first by its supervisor, on whose laptop he types a passphrase of his own."
)
LONGEST = 400
WIDEST = 84


class JoinScreen(FrameScreen):
    """Makes this laptop's home from what the team left somewhere."""

    place: ClassVar[str] = "join"
    DEFAULT_CSS = """
    JoinScreen #page { padding: 2 3; height: 1fr; }
    JoinScreen FormRow { margin-bottom: 1; }
    JoinScreen FormRow > .label { width: 12; }
    JoinScreen #told { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, Weight] = ("", "accent")
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """From where, and the passphrase."""
        with Vertical(id="page"):
            yield FormRow("From", Input(id="source", compact=True, max_length=LONGEST))
            yield FormRow("Passphrase", PassphraseBox(id="passphrase"))
            yield LinesPane(id="told")

    def title_left(self) -> Line:
        """What is asked."""
        return line("Join a team", "now")

    def title_right(self) -> Line:
        """Nothing is open that could be saved."""
        return ()

    def footer_actions(self) -> list[tuple[str, str]]:
        """The form's keys."""
        return [("Enter", "next row"), ("Esc", "back"), ("F1", "keys")]

    def redraw(self) -> None:
        """What was said last, and what a source is."""
        if not self.stands:
            return
        cells = max(30, min(WIDEST, self.size.width - 8))
        text, weight = self._told
        about = [] if self._busy else wrap(ABOUT, cells, "past")
        gap: list[Line] = [()] if text else []
        self.query_one("#told", LinesPane).show([*wrap(text, cells, weight), *gap, *about])
        self.draw_frame()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the passphrase; from there, join."""
        event.stop()
        source = self.query_one("#source", Input)
        if self._busy:
            return
        if not source.value.strip():
            source.focus()
            self._say("Where is the team's hub or backup? Type it first.")
        elif event.input is source:
            self._say("")
            self.screen.focus_next()
        elif passphrase := self.query_one(PassphraseBox).take():
            self._join(source.value.strip(), passphrase)

    @work(exclusive=True)
    async def _join(self, source: str, passphrase: str) -> None:
        from models.record_error import RecordError

        desk = self.session_app.desk
        self._busy = True
        self._say("looking for the team…", "past")
        try:
            await desk.run(lambda: join_and_open(desk, source, passphrase, self._came))
        except (RecordError, OSError) as trouble:
            self._busy = False
            self._say(sentence_of(trouble))
            return
        self.session_app.drafts.update(await desk.run(desk.drafts))
        self.session_app.tell("This laptop has joined the team.")
        self.dismiss()  # the first screen sees that the record is open, and goes on to Today

    def _came(self, far: HowFar) -> None:
        """Called in the record's thread."""
        says = f"{far.left:,} of {far.of:,} entries to go"
        self.post_message(Callback(callback=partial(self._say, says, "past")))

    def _say(self, text: str, weight: Weight = "accent") -> None:
        self._told = (text, weight)
        self.redraw()

    def action_back(self) -> None:
        """Back to the first screen, with nothing made."""
        if not self._busy:
            self.dismiss()


def join_and_open(desk: Desk, source: str, passphrase: str, told: Told) -> None:
    """Make the home, keep to the hub it came from, and open it. RecordError, OSError."""
    from models.sync.joining import join_from

    join_from(source, desk.folder, passphrase, told)
    desk.load_parts()
    desk.unlock(passphrase)
