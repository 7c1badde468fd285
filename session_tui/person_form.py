"""The form for one of the staff: name, role, passphrase twice. Of who is known: the passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Resize
from textual.message import Message
from textual.widgets import Input

from session_tui.ask import Choice
from session_tui.form import ChoiceRow, FormRow
from session_tui.lines import Line, LinesPane, Weight, line, wrap
from session_tui.new_passphrase import random_words, weakness
from session_tui.passphrase_box import PassphraseBox

if TYPE_CHECKING:
    from models.roles import Role

LONGEST_NAME = 80
WIDEST = 90

ROLES: dict[str, Role] = {
    "f": "facilitator",
    "c": "co-facilitator",
    "v": "cover",
    "s": "supervisor",
}
AUDITS: dict[str, Role] = {"a": "auditor", "l": "clinical auditor"}
"""Who looks at how the record was used, and at nothing else in it; or at samples given to him."""
KEYS = [("Enter", "next row"), ("ctrl+r", "words by chance"), ("Esc", "back"), ("F1", "keys")]
"""What the footer of a screen with this form says."""


class PersonForm(Vertical):
    """Asks for a person row by row; `Filled` is posted when all of it will do.

    `guarded` says in a sentence what the passphrase guards; `known` is the name and role of who
    gets another passphrase; `roles` are offered, each by its key. While `busy`, nothing is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "offer_words", "words by chance", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    PersonForm { height: auto; max-width: 90; }
    PersonForm FormRow { margin-bottom: 1; }
    PersonForm FormRow > .label { width: 12; }
    PersonForm #told { height: auto; }
    """

    @dataclass
    class Filled(Message):
        """A person as asked for."""

        name: str
        role: Role
        passphrase: str

    def __init__(
        self,
        guarded: str,
        known: tuple[str, Role] | None = None,
        roles: Mapping[str, Role] = ROLES,
    ) -> None:
        super().__init__()
        self._roles = roles
        self._guarded = guarded
        self._known = known
        self._words = ""
        self._told: tuple[str, Weight] = ("", "accent")
        self.busy = False

    def compose(self) -> ComposeResult:
        if self._known is None:
            roles = [Choice(key, role, role) for key, role in self._roles.items()]
            yield FormRow("Name", Input(id="name", compact=True, max_length=LONGEST_NAME))
            yield FormRow("Role", ChoiceRow(roles, id="role"))
        yield FormRow("Passphrase", PassphraseBox(id="passphrase"))
        yield FormRow("Once more", PassphraseBox(id="again"))
        yield LinesPane(id="told")

    def on_mount(self) -> None:
        """Begin with the name."""
        self._box("passphrase" if self._known else "name").focus()

    def on_resize(self, event: Resize) -> None:
        del event
        self._draw()

    def say(self, text: str, weight: Weight = "accent") -> None:
        """Say something under the rows: what is wrong, or what goes on."""
        self._told = (text, weight)
        self._draw()

    def _draw(self) -> None:
        cells = max(30, min(self.size.width, WIDEST))
        text, weight = self._told
        self.query_one("#told", LinesPane).show([*wrap(text, cells, weight), *self._hints(cells)])

    def _hints(self, cells: int) -> list[Line]:
        gap: list[Line] = [()] if self._told[0] else []
        if self.busy:
            return []
        if self._words:
            hint = (
                "These words are in the first box. Learn them or write them down, "
                "then type them once more. ctrl+r offers others."
            )
            return [*gap, line(self._words, "now"), *wrap(hint, cells, "past")]
        return [*gap, *wrap(self._guarded, cells, "past")]

    # --- row by row -----------------------------------------------------------

    def on_choice_row_picked(self) -> None:
        """Go on to the passphrase."""
        if self.query_one(ChoiceRow).picked:
            self._box("passphrase").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next row; from the last, finish."""
        event.stop()
        if trouble := self._trouble_of(event.input.id or ""):
            self.say(trouble)
        elif event.input.id == "again":
            self._finish()
        else:
            self.say("")
            self.screen.focus_next()

    def action_offer_words(self) -> None:
        """Five words by chance, in the first box; they are shown until the form is left."""
        if not self.busy:
            self._words = random_words()
            self._box("passphrase").value = self._words
            self._box("again").value = ""
            self._box("again").focus()
            self.say("")

    def _finish(self) -> None:
        rows = ("passphrase", "again")
        for row in rows if self._known else ("name", "role", *rows):
            if trouble := self._trouble_of(row):
                self.say(trouble)
                self.query_one(f"#{row}").focus()
                return
        if not self.busy:
            name, role = self._known or (self._person_name(), self._role())
            self.post_message(self.Filled(name, role, self._box("passphrase").value))

    def _person_name(self) -> str:
        return self._known[0] if self._known else " ".join(self._box("name").value.split())

    def _role(self) -> Role:
        (picked,) = self.query_one(ChoiceRow).picked
        return next(role for role in self._roles.values() if role == picked)

    def _trouble_of(self, row: str) -> str:
        """What is wrong with a row, or nothing."""
        passphrase = self._box("passphrase").value
        if row == "name" and not self._person_name():
            return "The name, as it is to stand in the record: type it first."
        if row == "role" and not self.query_one(ChoiceRow).picked:
            *keys, last = self._roles
            return f"Which role? One key: {', '.join(keys)} or {last}."
        if row == "passphrase":
            return weakness(passphrase, self._person_name())
        if row == "again" and self._box("again").value != passphrase:
            return "The two passphrases differ: type it once more."
        return ""

    def _box(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)
