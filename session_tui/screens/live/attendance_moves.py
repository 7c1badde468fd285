"""The keys of coming and going: in, absent, out, back, left."""

from __future__ import annotations

from textual import work

from models.acts import Act, attending
from models.entries.attendance import Marked, Moved
from models.local_time import MINUTE_MS
from session_tui.ask import Ask, Choice, answers_of
from session_tui.screens.live.attendance_base import MenSheet
from session_tui.screens.live.attendance_lines import staff_here


class Moves(MenSheet):
    """Who came, who went, who is back."""

    def _waited_for(self) -> list[str]:
        """Those chosen; with nobody chosen the one man who is still expected, if it is one."""
        waiting = [m for m, man in self.day.attendance.men.items() if man.here == "expected"]
        if not self.chosen and len(waiting) == 1:
            return waiting
        return self.members()

    def _said_of_the_last(self, alone: bool) -> None:
        """The sheet was opened for the last man expected: with him said, it is done."""
        waiting = any(man.here == "expected" for man in self.day.attendance.men.values())
        if alone and not waiting:
            self.dismiss()

    @work
    async def action_in_(self) -> None:
        """The chosen are in, now; why, where that is late."""
        alone, members, at = not self.chosen, self._waited_for(), self.moment()
        if trouble := self._here_already(members):
            self.tell(trouble)
            return
        if self.refused(members, lambda member: attending.check_mark(self.day, member, "in", at)):
            return
        late = (at - self.day.late_from) // MINUTE_MS
        asked = self.why(f"In at {self.day.clock(at)}, {late} min late: why?", "late")
        answers = await answers_of(self.app, [asked] if members and late > 0 else [])
        if answers is not None and members:
            reason = "".join(answers)
            await self.for_each(
                members, lambda member: attending.mark(self.day, member, "in", at, reason)
            )
            self._said_of_the_last(alone)

    def _here_already(self, members: list[str]) -> str:
        """Why one of them can't be said to come now: his arrival would be lost by a slip."""
        for member in members:
            man = self.day.attendance.men[member]
            seat = self.day.roster.seat_sign(member)
            if man.here == "in" and self.since is None and man.arrived is not None:
                return f"{seat} is in since {self.day.clock(man.arrived)}; @ first changes when."
            if man.here == "out":
                return f"{seat} is out: b says that he is back."
        return ""

    async def action_rest_in(self) -> None:
        """All expected are in, but those chosen; after a break all are back, but those chosen."""
        at, kept = self.moment(), tuple(self.chosen)
        attendance = self.day.attendance
        expected = any(
            man.here == "expected" and member not in kept for member, man in attendance.men.items()
        )
        if not expected and attendance.count_due(self.day.timeline):
            await self.do(lambda: attending.count(self.day, kept, at))
        else:
            await self.do(lambda: attending.rest_in(self.day, kept, at))
        self.done()

    def action_absent(self) -> None:
        """The chosen aren't coming."""
        self._with_reason("absent", "Absent: the reason given?", "absent")

    def action_not_admitted(self) -> None:
        """The chosen came and were not admitted."""
        self._with_reason("not admitted", "Not admitted: why?", "")

    def action_rescheduled(self) -> None:
        """The day of the chosen was put off."""
        self._with_reason("rescheduled", "Rescheduled: why?", "")

    @work
    async def _with_reason(self, state: Marked, question: str, use: str) -> None:
        alone, members, at = not self.chosen, self._waited_for(), self.moment()
        if self.refused(members, lambda member: attending.check_mark(self.day, member, state, at)):
            return
        said = await answers_of(self.app, [self.why(question, use)]) if members else None
        if said is not None:
            (reason,) = said
            await self.for_each(
                members, lambda member: attending.mark(self.day, member, state, at, reason)
            )
            self._said_of_the_last(alone)

    # --- out, back, gone ------------------------------------------------------

    @work
    async def action_step_out(self) -> None:
        """The chosen stepped out: why, with which staff."""
        members, at = self.members(), self.moment()
        if self.refused(members, lambda member: attending.move(self.day, member, "out", at)):
            return
        here = staff_here(self.day, self._app.desk.team)
        with_whom = Ask("With which staff?", here, words="or initials; Enter for nobody")
        questions = [self.why("Stepped out: why?", "stepped out"), with_whom]
        said = await answers_of(self.app, questions) if members else None
        if said is not None:
            why, staff = said
            await self.for_each(
                members, lambda member: attending.move(self.day, member, "out", at, why, staff)
            )

    @work
    async def action_come_back(self) -> None:
        """The chosen are back; with nobody chosen, after a break, all are."""
        at = self.moment()
        if self.chosen:
            await self.for_each(
                list(self.chosen), lambda member: attending.move(self.day, member, "back", at)
            )
        else:
            await self.do(lambda: attending.count(self.day, (), at))
            self.done()

    def action_left(self) -> None:
        """The chosen left for the day; after its end, how each left."""
        if self.day.timeline.ended is not None:
            self._left_so()
        else:
            self._gone("left", "Left for the day: why?", "stepped out")

    def action_sent_home(self) -> None:
        """The chosen were sent home."""
        self._gone("sent home", "Sent home: why?", "")

    @work
    async def _gone(self, how: Moved, question: str, use: str) -> None:
        members, at = self.members(), self.moment()
        if self.refused(members, lambda member: attending.move(self.day, member, how, at)):
            return
        said = await answers_of(self.app, [self.why(question, use)]) if members else None
        manner = await self._how_left() if said is not None else None
        if said is None or manner is None:
            return
        (why,), (left, distressed, done) = said, manner

        def gone(member: str) -> Act:
            act = attending.move(self.day, member, how, at, why, "", left)
            if not left:
                return act
            seen = attending.leaving(self.day, member, left, at, distressed=distressed, done=done)
            return Act(act.says, (*act.entries, *seen.entries))

        await self.for_each(members, gone)

    @work
    async def _left_so(self) -> None:
        """How the chosen left at the day's end."""
        members, at = self.members(), self.moment()
        if self.refused(members, lambda member: attending.leaving(self.day, member, "", at)):
            return
        manner = await self._how_left() if members else None
        if manner is not None and manner[0]:
            left, distressed, done = manner
            await self.for_each(
                members,
                lambda member: attending.leaving(
                    self.day, member, left, at, distressed=distressed, done=done
                ),
            )

    async def _how_left(self) -> tuple[str, bool, str] | None:
        """How he left, whether distressed, what was done about it; None where it was left."""
        ways = self._app.desk.bank.service.leaving
        choices = [Choice(way.key, way.label, way.label) for way in ways]
        asked = Ask("How did he leave?", choices, words="or in words", field="left:how")
        how = await answers_of(self.app, [asked])
        if how is None:
            return None
        distressed = any(way.label == how[0] and way.distressed for way in ways)
        further = Ask("What was done about it?", words="Enter: say it before the day is closed")
        done = await answers_of(self.app, [further] if distressed else [])
        return None if done is None else (how[0], distressed, "".join(done))
