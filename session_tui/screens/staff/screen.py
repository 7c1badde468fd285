"""The staff: who may lead, who supervises, who is away, who leads which day; and their slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work

from models.acts import Refused
from models.record_error import RecordError
from session_tui.ask import Ask, Choice, numbered
from session_tui.lines import Line, line
from session_tui.reading_page import ReadingPage
from session_tui.screens.staff import questions, slots
from session_tui.screens.staff.lines import DAYS_SHOWN, day_words, leave_words, staff_lines
from session_tui.screens.staff.passphrase import PassphraseScreen
from session_tui.screens.staff.prove import ProveSheet
from session_tui.screens.staff.reading import Colleague, StaffLook, look_at_staff
from session_tui.scrolling_page import ScrollingPage

WIDEST = 100


class StaffScreen(ScrollingPage):
    """Shows the staff, and says what changes of them."""

    place: ClassVar[str] = "staff"

    def __init__(self) -> None:
        super().__init__()
        self._staff: StaffLook | None = None
        self._chosen = 0

    def title_left(self) -> Line:
        """What this is."""
        return line("The staff", "now")

    def on_screen_resume(self) -> None:
        """Read it, also after somebody was added."""
        super().on_screen_resume()
        self._read()

    def redraw(self) -> None:
        """The page as it was read last."""
        if not self.stands or not self._desk.unlocked:
            return
        reading = [line("Reading…", "past")]
        cells = self.cells(WIDEST)
        self.draw(staff_lines(self._staff, self._chosen, cells) if self._staff else reading)

    def heard(self) -> None:
        """Another laptop wrote something: read it."""
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        desk = self._desk
        if desk.unlocked:
            self._staff = await desk.run(lambda: look_at_staff(desk))
            self._choose(self._chosen)

    # --- whom -----------------------------------------------------------------

    def action_row_up(self) -> None:
        """The one above."""
        self._choose(self._chosen - 1)

    def action_row_down(self) -> None:
        """The one below."""
        self._choose(self._chosen + 1)

    def _choose(self, place: int) -> None:
        people = self._staff.people if self._staff else ()
        self._chosen = max(0, min(len(people) - 1, place))
        self.redraw()

    @property
    def _one(self) -> Colleague | None:
        people = self._staff.people if self._staff else ()
        return people[self._chosen] if self._chosen < len(people) else None

    # --- training, supervision, leave, rota --------------------------------------

    @work
    async def action_training(self) -> None:
        """A stage of training, its date and result."""
        if one := self._one:
            said = await questions.training(self.app, one.person, self._today)
            if said is not None:
                await self._keep(lambda: questions.keep_training(self._desk, said))

    @work
    async def action_who_supervises(self) -> None:
        """Who supervises him."""
        if one := self._one:
            supervisor = await questions.supervisor(self.app, self._desk.team, one.person)
            if supervisor is not None:
                staff = one.person.staff
                await self._keep(lambda: questions.keep_supervisor(self._desk, staff, supervisor))

    @work
    async def action_away_days(self) -> None:
        """He is away, from a day to a day."""
        if one := self._one:
            days = await questions.leave(self.app, one.person, self._today)
            if days is not None:
                staff, (first, last) = one.person.staff, days
                await self._keep(lambda: questions.keep_leave(self._desk, staff, first, last))

    @work
    async def action_away_no_more(self) -> None:
        """A leave that he doesn't take."""
        one = self._one
        if one is None or not one.leave:
            self.session_app.tell("No leave of his is to come.")
            return
        words = [leave_words(leave) for leave in one.leave]
        which = await self._asked("Which leave isn't taken?", numbered(words))
        if which:
            leave = one.leave[words.index(which)]
            await self._keep(lambda: questions.give_up_leave(self._desk, leave))

    @work
    async def action_rota(self) -> None:
        """Who leads, seconds and covers a planned day."""
        look = self._staff
        days = look.days[:DAYS_SHOWN] if look else ()
        if look is None or not days:
            self.session_app.tell("No day is planned yet.")
            return
        words = [f"{one.planned.date}  {day_words(one, look)}" for one in days]
        which = await self.app.push_screen_wait(Ask("Which day?", numbered(words), columns=1))
        if which is None:
            return
        day = days[words.index(which)]
        names = [one.person.name for one in look.people if one.delivers]
        places = await questions.places(self.app, names)
        if places is not None:
            await self._keep(lambda: questions.keep_rota(self._desk, day, places))

    # --- who can open the record ---------------------------------------------------

    def action_add_staff(self) -> None:
        """Add a member of staff."""
        from session_tui.screens.staff.add import AddStaffScreen

        self.app.push_screen(AddStaffScreen())

    def action_samples(self) -> None:
        """What a clinical auditor may read."""
        from session_tui.screens.samples.screen import SamplesScreen

        self.app.push_screen(SamplesScreen())

    @work
    async def action_own_passphrase(self) -> None:
        """Another passphrase for oneself, after the present one."""
        desk = self._desk
        if await self._proven("Another passphrase for yourself: the present one first."):
            me = desk.team.staff[desk.me]
            self.app.push_screen(
                PassphraseScreen(me, slots.OWN, lambda typed: slots.change_own(desk, typed))
            )

    @work
    async def action_let_in_again(self) -> None:
        """A new passphrase for a colleague who forgot his."""
        desk, one = self._desk, self._one
        if one is None or one.person.staff == desk.me:
            self.session_app.tell("Choose a colleague; p is another passphrase for oneself.")
        elif await self._proven(f"{one.person.name} gets a new passphrase: yours first."):
            person = one.person
            self.app.push_screen(
                PassphraseScreen(person, slots.HIS, lambda typed: slots.let_in(desk, person, typed))
            )

    @work
    async def action_words_for_the_safe(self) -> None:
        """Twelve words that open the record as whoever is at the keyboard."""
        desk = self._desk
        if not await self._proven("Twelve words for the safe: your passphrase first."):
            return
        try:
            words = await desk.run(lambda: slots.make_words(desk))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
            return
        self.app.push_screen(
            ReadingPage("Words for the safe", lambda cells: slots.words_lines(words, cells), None)
        )

    @work
    async def action_staff_leaves(self) -> None:
        """He leaves the team."""
        one = self._one
        if one is None or one.person.staff == self._desk.me:
            self.session_app.tell("Nobody removes himself: another supervisor does it.")
            return
        person = one.person
        what = (
            f"{person.name} leaves: his passphrase opens nothing here any more, and the team goes "
            "on under a new key. Your passphrase says so."
        )
        if await self._proven(what):
            await self._keep(lambda: slots.remove(self._desk, person))

    async def _proven(self, what: str) -> bool:
        return await self.app.push_screen_wait(ProveSheet(what)) or False

    # --- asking and keeping ---------------------------------------------------

    async def _asked(self, question: str, choices: Sequence[Choice]) -> str | None:
        return await self.app.push_screen_wait(Ask(question, choices))

    async def _keep(self, keep: Callable[[], str]) -> None:
        try:
            self.session_app.tell(await self._desk.run(keep))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
        self._read()

    def action_back(self) -> None:
        """Back to Today."""
        self.dismiss()
