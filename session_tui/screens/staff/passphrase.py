"""Another passphrase for one of the staff: his own, or a colleague's who forgot his."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import Vertical
from textual.widget import Widget

from models.acts import Refused
from models.entries.team import StaffAdded
from models.record_error import RecordError
from session_tui.frame import FrameScreen
from session_tui.lines import Line
from session_tui.person_form import PersonForm

KEYS = [("Enter", "next row"), ("ctrl+r", "words by chance"), ("Esc", "back")]


class PassphraseScreen(FrameScreen):
    """Asks for it twice; `change` takes it, in the record's thread, and gives the line to show."""

    place: ClassVar[str] = "passphrase"
    AUTO_FOCUS = ""
    DEFAULT_CSS = "PassphraseScreen #page { padding: 2 3; height: 1fr; }"

    def __init__(self, person: StaffAdded, guarded: str, change: Callable[[str], str]) -> None:
        super().__init__()
        self._person = person
        self._guarded = guarded
        self._change = change

    def body(self) -> Iterable[Widget]:
        """The form."""
        with Vertical(id="page"):
            yield PersonForm(self._guarded, (self._person.name, self._person.role))

    def title_left(self) -> Line:
        """Whose it is."""
        return ((self._person.name, "now"), (" · a new passphrase", "past"))

    def footer_actions(self) -> list[tuple[str, str]]:
        """The form's keys."""
        return KEYS

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @work(exclusive=True)
    async def on_person_form_filled(self, event: PersonForm.Filled) -> None:
        """Change it; working the passphrase into a key takes a second or two."""
        form = self.query_one(PersonForm)
        form.busy = True
        form.say("making the keys…", "past")
        try:
            said = await self.session_app.desk.run(lambda: self._change(event.passphrase))
        except (Refused, RecordError) as why:
            form.busy = False
            form.say(str(why))
            return
        self.session_app.tell(said)
        self.dismiss()

    def action_back(self) -> None:
        """Back, with nothing changed."""
        if not self.query_one(PersonForm).busy:
            self.dismiss()
