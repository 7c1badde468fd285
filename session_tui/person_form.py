"""The form for one of the staff: name, role, passphrase twice. Nothing else is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from session_tui.lines import Line, LinesPane, Weight, line, wrap
from session_tui.new_passphrase import random_words, weakness
from session_tui.passphrase_box import PassphraseBox
from session_tui.role_row import RoleRow

if TYPE_CHECKING:
    from models.entries.team import Role

LABEL = 16
LONGEST_NAME = 80


class PersonForm(Vertical):
    """Asks for a person row by row; `Filled` is posted when all of it will do.

    `guarded` says in a sentence what the passphrase guards.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "offer_words", "words by chance", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    PersonForm { height: auto; max-width: 100; }
    PersonForm Horizontal { height: 1; margin-bottom: 1; }
    PersonForm .label { width: 16; }
    PersonForm #told { height: auto; margin-top: 1; }
    """

    @dataclass
    class Filled(Message):
        """A person as asked for."""

        name: str
        role: Role
        passphrase: str

    def __init__(self, guarded: str) -> None:
        super().__init__()
        self._guarded = guarded
        self._words = ""
        self.busy = False

    def compose(self) -> ComposeResult:
        yield from self._row("Name", Input(id="name", compact=True, max_length=LONGEST_NAME))
        yield from self._row("Role", RoleRow(id="role"))
        yield from self._row("Passphrase", PassphraseBox(id="passphrase"))
        yield from self._row("Once more", PassphraseBox(id="again"))
        yield LinesPane(id="told")

    def _row(self, label: str, field: Input | RoleRow) -> ComposeResult:
        with Horizontal():
            yield LinesPane([line(label, "head")], classes="label")
            yield field

    def on_mount(self) -> None:
        """Begin with the name."""
        self._box("name").focus()
        self.say("")

    def say(self, text: str, weight: Weight = "accent") -> None:
        """Say something under the rows: what is wrong, or what goes on."""
        cells = max(30, min(self.size.width, 100))
        self.query_one("#told", LinesPane).show([*wrap(text, cells, weight), *self._hints(cells)])

    def _hints(self, cells: int) -> list[Line]:
        if self.busy:
            return []
        if self._words:
            hint = (
                "These words are in the first box. Learn them or write them down, "
                "then type them once more. ctrl+r offers others."
            )
            return [(), line(self._words, "now"), (), *wrap(hint, cells, "past")]
        return [(), *wrap(self._guarded, cells, "past")]

    # --- row by row -----------------------------------------------------------

    def on_role_row_chosen(self) -> None:
        """Go on to the passphrase."""
        self._box("passphrase").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next row; from the last, finish."""
        event.stop()
        following = {"name": "role", "passphrase": "again"}
        if trouble := self._trouble_of(event.input.id or ""):
            self.say(trouble)
        elif event.input.id in following:
            self.say("")
            self.query_one(f"#{following[event.input.id]}").focus()
        else:
            self._finish()

    def action_offer_words(self) -> None:
        """Five words by chance, in the first box; they are shown until the form is left."""
        if not self.busy:
            self._words = random_words()
            self._box("passphrase").value = self._words
            self._box("again").value = ""
            self._box("again").focus()
            self.say("")

    def _finish(self) -> None:
        role = self.query_one(RoleRow).role
        for row in ("name", "role", "passphrase", "again"):
            if trouble := self._trouble_of(row):
                self.say(trouble)
                self.query_one(f"#{row}").focus()
                return
        if role is not None and not self.busy:
            name = " ".join(self._box("name").value.split())
            self.post_message(self.Filled(name, role, self._box("passphrase").value))

    def _trouble_of(self, row: str) -> str:
        """What is wrong with a row, or nothing."""
        name, passphrase = self._box("name").value, self._box("passphrase").value
        if row == "name" and not name.strip():
            return "The name, as it is to stand in the record: type it first."
        if row == "role" and self.query_one(RoleRow).role is None:
            return "Which role? One key: f, c, v or s."
        if row == "passphrase":
            return weakness(passphrase, name)
        if row == "again" and self._box("again").value != passphrase:
            return "The two passphrases differ: type it once more."
        return ""

    def _box(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)
