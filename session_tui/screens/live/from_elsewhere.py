"""Who came without being of this group: who he is, whether another of our groups knows him."""

from __future__ import annotations

from collections.abc import Mapping

from textual import work

from models.acts import Refused, attending
from models.acts.membership import free_seat
from models.entries.attendance import WalkInSaid
from models.group.people import TEN, Roster, fold_roster
from models.group.same_man import KnownMan, as_typed, men_typed_as, told_apart, typed_as
from session_tui.ask import Ask, Choice, answers_of
from session_tui.screens.group.initials import LONGEST, read_initials
from session_tui.screens.group.screen import one_man, run_began
from session_tui.screens.live.attendance_base import MenSheet
from session_tui.screens.live.attendance_lines import group_choices


class FromElsewhere(MenSheet):
    """The key of who walked in."""

    async def action_walk_in(self) -> None:
        """A man came who isn't of this group: who, from which, why; may he stay."""
        desk, at = self._app.desk, self.moment()
        groups = [group for group in desk.team.groups if group != desk.group]
        others = await desk.run(
            lambda: {group: fold_roster(desk.facts_of(group)) for group in groups}
        )
        self._ask_walk_in(others, at)

    @work
    async def _ask_walk_in(self, others: Mapping[str, Roster], at: int) -> None:
        asked = Ask(
            "He isn't in this group. Who is it?",
            words="initials or case reference",
            needed=True,
            check=lambda text: self._trouble(text, others),
        )
        who = await answers_of(self.app, [asked])
        if who is None:
            return
        known = men_typed_as(who[0], others)
        said = await answers_of(self.app, [self._is_it(known)] if known else [])
        if said is None:
            return
        he = next((one for place, one in enumerate(known, start=1) if said == [str(place)]), None)
        if he is None and one_man(who[0]):
            self.tell("Another man, then: w again, with his initials.")
            return
        await self._let_in(he, he.man.initials if he else read_initials(who[0]).names[0], at)

    async def _let_in(self, he: KnownMan | None, initials: str, at: int) -> None:
        """Ask the rest, and write it: of the man of another group, or of one whom none knows."""
        desk, seat = self._app.desk, self._free_seat()
        groups = group_choices(desk.team, desk.group)
        stay = [Choice("y", f"stays, on seat {seat % TEN}", "stays")] if seat > 0 else []
        stay.append(Choice("n", "isn't admitted", "sent away"))
        full = "" if seat > 0 else " All ten seats are taken."
        which = Ask("From which group?", groups, words="or in words; Enter: not known")
        said = await answers_of(
            self.app,
            [
                *([] if he else [which]),
                Ask("Why does he come here?", words="a few words"),
                Ask(f"May he stay?{full}", stay),
            ],
        )
        if said is None:
            return
        group = desk.team.groups[he.group].name if he else said[0]
        guest = WalkInSaid(
            member=he.man.member if he else desk.new_id(),
            seat=seat,
            initials=told_apart(initials, self.day.roster) if he else initials,
            from_group=group,
            why=said[-2],
            sent_away=said[-1] != "stays",
            key=(he.man.key if he else "") or await desk.run(desk.new_key),
        )
        await self.do(lambda: attending.walk_in(self.day, guest, at))
        self.done()

    def _free_seat(self) -> int:
        """A seat for him; 0 where all are taken."""
        desk = self._app.desk
        try:
            return free_seat(desk.group_facts, self.day.roster, run_began(desk))
        except Refused:
            return 0

    def _is_it(self, known: tuple[KnownMan, ...]) -> Ask:
        """Whether he is one of these, so that this day is in his record."""
        groups = self._app.desk.team.groups
        choices = [
            Choice(
                str(place),
                f"{one.man.initials} of {groups[one.group].name}"
                f"{', who left it' if one.left else f', seat {one.man.seat % TEN}'}",
                str(place),
            )
            for place, one in enumerate(known[:9], start=1)
        ]
        return Ask("Is it he?", [*choices, Choice("n", "another man", "")], columns=1)

    def _trouble(self, text: str, others: Mapping[str, Roster]) -> str:
        """What is wrong with what was typed: no man, several, or one who is here already."""
        known = men_typed_as(text, others)
        guests = {one.man.member for one in known}
        for man in self.day.roster.members.values():
            seat = man.seat % TEN
            if man.seat > 0 and man.member in guests:
                return f"He walked in already, on seat {seat}: Esc, {seat}, then i."
            if man.seat > 0 and typed_as(text, man):
                other = told_apart(man.initials, self.day.roster)
                return f"He is of this group, on seat {seat}: Esc, {seat}, then i. If not: {other}."
        if not known and len(as_typed(text)) > LONGEST and as_typed(text).isalnum():
            return "No other group of ours has this case reference: his initials, please."
        return "" if known else one_man(text)
