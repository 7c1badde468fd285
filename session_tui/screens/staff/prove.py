"""Showing once more who one is, before anything that changes who can open the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from models.record_error import RecordError
from session_tui.lines import LinesPane, line, wrap
from session_tui.on_top import Sheet
from session_tui.passphrase_box import PassphraseBox
from session_tui.wait_out import wait_out

if TYPE_CHECKING:
    from session_tui.app import SessionApp


class ProveSheet(Sheet[bool]):
    """Asks for the passphrase of whoever is at the keyboard; gives whether it was his."""

    AUTO_FOCUS = "PassphraseBox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x", "leave", "leave", show=False),
    ]
    DEFAULT_CSS = "ProveSheet LinesPane { height: auto; }"

    def __init__(self, what: str) -> None:
        """`what` is what will be done, in a sentence."""
        super().__init__()
        self._what = what
        self._busy = False

    def compose(self) -> ComposeResult:
        """What it is for, the box, and what went wrong."""
        with Vertical(classes="sheet"):
            yield LinesPane(id="question")
            yield PassphraseBox("your own passphrase", id="passphrase")
            yield LinesPane(id="told")

    @property
    def _app(self) -> SessionApp:
        from session_tui.app import SessionApp

        assert isinstance(self.app, SessionApp)
        return self.app

    def on_mount(self) -> None:
        """Say what it is for."""
        cells = max(20, self.app.size.width - 8)
        asked = [*wrap(self._what, cells, "now"), line("Enter goes on, Esc leaves", "past")]
        self.query_one("#question", LinesPane).show(asked)

    def _tell(self, told: str) -> None:
        told_lines = wrap(told, max(20, self.app.size.width - 8), "accent")
        self.query_one("#told", LinesPane).show(told_lines)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try it."""
        event.stop()
        passphrase = self.query_one(PassphraseBox).take()
        if passphrase and not self._busy:
            self._tell("looking…")
            self._prove(passphrase)

    @work(exclusive=True)
    async def _prove(self, passphrase: str) -> None:
        desk = self._app.desk
        self._busy = True
        try:
            await wait_out(desk, self._tell)
            me = bytes.fromhex(desk.me)
            await desk.run(lambda: desk.home.unlock(passphrase, me))
        except RecordError as trouble:
            self._tell(str(trouble))
            return
        finally:
            self._busy = False
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave it."""
        if not self._busy:
            self.dismiss(False)
