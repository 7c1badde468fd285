"""Adding a member of staff: name, role, and a passphrase of his own that he types himself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Vertical
from textual.widget import Widget

from models.acts import Refused
from models.group.people import Team
from models.record_error import RecordError
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.person_form import AUDITS, KEYS, ROLES, PersonForm

GUARDED = (
    "Let your colleague type the passphrase: it is his alone, and what he writes is signed with "
    "it. ctrl+r offers five words by chance."
)
WIDEST = 60


class AddStaffScreen(FrameScreen):
    """Lets one more person in."""

    place: ClassVar[str] = "add_staff"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    AddStaffScreen #page { padding: 2 3; height: 1fr; }
    AddStaffScreen #staff { height: 1fr; margin-top: 1; }
    """

    def body(self) -> Iterable[Widget]:
        """The form, and who is there already."""
        with Vertical(id="page"):
            yield PersonForm(GUARDED, roles=ROLES | AUDITS)
            yield LinesPane(id="staff")

    def title_left(self) -> Line:
        """What is asked."""
        return line("Add a member of staff", "now")

    def footer_actions(self) -> list[tuple[str, str]]:
        """The form's keys."""
        return KEYS

    def redraw(self) -> None:
        """Who is there."""
        if self.stands and self.session_app.desk.unlocked:
            lines = staff_lines(self.session_app.desk.team, min(WIDEST, self.size.width - 10))
            self.query_one("#staff", LinesPane).show(lines)
            self.draw_frame()

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @work(exclusive=True)
    async def on_person_form_filled(self, event: PersonForm.Filled) -> None:
        """Add him; the passphrase is worked into his key, which takes a second or two."""
        desk = self.session_app.desk
        form = self.query_one(PersonForm)
        form.busy = True
        form.say("making the keys…", "past")
        try:
            said = await desk.run(lambda: desk.add_staff(event.name, event.role, event.passphrase))
        except (Refused, RecordError) as why:
            form.busy = False
            form.say(str(why))
            return
        self.session_app.tell(said)
        self.dismiss()

    def action_back(self) -> None:
        """Back, with nobody added."""
        if not self.query_one(PersonForm).busy:
            self.dismiss()


def staff_lines(team: Team, cells: int) -> list[Line]:
    """Who is staff already."""
    rows = [spread(line(one.name), line(one.role, "past"), cells) for one in team.here.values()]
    return [line("Already here", "head"), *rows]
