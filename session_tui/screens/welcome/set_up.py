"""Setting up a team: its first person's name, role and passphrase, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Vertical
from textual.widget import Widget

from session_tui.frame import FrameScreen
from session_tui.lines import Line, line
from session_tui.person_form import KEYS, PersonForm

GUARDED = (
    "The passphrase opens this team's record on this laptop. Nobody can open it without one: "
    "not us, not the people who look after the laptop. ctrl+r offers five words by chance."
)


class SetUpScreen(FrameScreen):
    """Makes the home and its team."""

    place: ClassVar[str] = "set_up"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    SetUpScreen #page { padding: 2 3; height: 1fr; }
    """

    def body(self) -> Iterable[Widget]:
        """The form."""
        with Vertical(id="page"):
            yield PersonForm(GUARDED)

    def title_left(self) -> Line:
        """What is asked."""
        return line("Set up a team", "now")

    def title_right(self) -> Line:
        """Nothing is open that could be saved."""
        return ()

    def footer_actions(self) -> list[tuple[str, str]]:
        """The form's keys."""
        return KEYS

    @work(exclusive=True)
    async def on_person_form_filled(self, event: PersonForm.Filled) -> None:
        """Make it; the passphrase is worked into the key twice, so it takes some seconds."""
        from models.record_error import RecordError

        desk = self.session_app.desk
        form = self.query_one(PersonForm)
        form.busy = True
        form.say("making the team…", "past")
        try:
            await desk.run(lambda: desk.found(event.name, event.role, event.passphrase))
        except RecordError as trouble:
            form.busy = False
            form.say(str(trouble))
            return
        self.session_app.tell("The team is set up. Next: form a group.")
        self.dismiss()  # the first screen sees that the record is open, and goes on to Today

    def action_back(self) -> None:
        """Back to the first screen, with nothing made."""
        if not self.query_one(PersonForm).busy:
            self.dismiss()
