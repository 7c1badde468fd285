"""Handing over the keyboard: a colleague opens the record as himself, the day stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Input

from models.home import Person
from models.record_error import RecordError
from session_tui.lines import Line, LinesPane, line, wrap
from session_tui.on_top import Sheet
from session_tui.passphrase_box import PassphraseBox
from session_tui.wait_out import wait_out

if TYPE_CHECKING:
    from session_tui.app import SessionApp

KEYS = "1234567890abcdefghijklmnopqrstuvwxyz"


class HandOver(Sheet[None]):
    """Who takes the keyboard, by one key, and his passphrase."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x", "leave", "leave", show=False),
    ]
    CSS = "HandOver { background: $background; }"
    """What lies beneath is his who gives the keyboard away: nothing of it is seen."""

    DEFAULT_CSS = "HandOver LinesPane { height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._others: tuple[Person, ...] = ()
        self._taker: Person | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        """The question, the box, and what went wrong."""
        with Vertical(classes="sheet"):
            yield LinesPane(id="question")
            box = PassphraseBox("his passphrase", id="passphrase")
            box.display = False
            yield box
            yield LinesPane(id="told")

    @property
    def _app(self) -> SessionApp:
        from session_tui.app import SessionApp

        assert isinstance(self.app, SessionApp)
        return self.app

    def on_mount(self) -> None:
        """See who else can open the record here."""
        self._find_others()

    @work
    async def _find_others(self) -> None:
        desk = self._app.desk
        people = await desk.run(desk.home.people)
        self._others = tuple(one for one in people if one.staff.hex() != desk.me)
        if len(self._others) == 1:
            self._take(self._others[0])
        else:
            self._draw()

    def _draw(self, told: str = "") -> None:
        self.query_one("#question", LinesPane).show(self._question())
        self.query_one("#told", LinesPane).show(wrap(told, max(20, self.size.width - 6), "accent"))

    def _question(self) -> list[Line]:
        if not self._others:
            told = "Nobody else can open the record here yet: Today's t adds a colleague."
            return [line("Hand over", "now"), line(told), line("Esc leaves", "past")]
        if self._taker is not None:
            return [
                line(f"{self._called(self._taker)} takes the keyboard", "now"),
                line("Enter hands over, Esc leaves", "past"),
            ]
        rows: list[Line] = [
            ((f"{key}  ", "head"), (self._called(one), "normal"))
            for key, one in zip(KEYS, self._others, strict=False)
        ]
        return [line("Who takes the keyboard?", "now"), *rows, line("Esc leaves", "past")]

    def _called(self, person: Person) -> str:
        """His name in the record, or else his label on this laptop."""
        known = self._app.desk.team.staff.get(person.staff.hex())
        return known.name if known else person.label

    def on_key(self, event: Key) -> None:
        """One key chooses."""
        if self._taker is None and event.character and event.character in KEYS:
            place = KEYS.index(event.character)
            if place < len(self._others):
                event.stop()
                self._take(self._others[place])

    def _take(self, person: Person) -> None:
        self._taker = person
        box = self.query_one(PassphraseBox)
        box.display = True
        box.focus()
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """His passphrase makes the keyboard his."""
        event.stop()
        passphrase = self.query_one(PassphraseBox).take()
        if passphrase and not self._busy:
            self._draw("opening…")
            self.call_after_refresh(self._hand_over, passphrase)

    @work(exclusive=True)
    async def _hand_over(self, passphrase: str) -> None:
        app, taker = self._app, self._taker
        assert taker is not None
        self._busy = True
        await app.keep_drafts_now()
        try:
            await wait_out(app.desk, self._draw)
            await app.desk.run(lambda: app.desk.unlock(passphrase, taker.staff))
        except RecordError as trouble:
            self._draw(str(trouble))
            return
        finally:
            self._busy = False
        await app.take_up_drafts()
        self.dismiss()
        app.tell(f"{self._called(taker)} has the keyboard.")

    def action_leave(self) -> None:
        """Leave it with who has it."""
        if not self._busy:
            self.dismiss()
