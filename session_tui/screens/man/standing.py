"""How a man stands, said by keys: suspended, back, to another group, completed, gone."""

from __future__ import annotations

from textual import work

from exercise_bank.component import component_named
from models.acts import Act, Refused
from models.acts.particulars import date_typed
from models.acts.standing import change_standing, late_return
from models.acts.transferring import GroupAt, Point, point_typed, transfer
from models.entries.membership import ClosingStepDone, StandingChanged
from models.entries.team import GroupFormed
from models.group.standing import CLOSING_STEPS, standing_of
from session_tui.ask import Choice, numbered
from session_tui.screens.man.page import ManPage

TRANSFERRED = "transferred"
STANDINGS = (
    Choice("s", "suspended", "suspended"),
    Choice("r", "back in the group", "returned"),
    Choice("t", "to another group", TRANSFERRED),
    Choice("c", "completed", "completed"),
    Choice("w", "withdrawn", "withdrawn"),
    Choice("l", "recalled", "recalled"),
)


class HowHeStands(ManPage):
    """Says how he stands, and what completing takes."""

    @work
    async def action_standing(self) -> None:
        """Suspended, back, transferred, completed, withdrawn, recalled: from which date, why."""
        standing = await self._asked("How does he stand from now on?", STANDINGS)
        if standing == TRANSFERRED:
            await self._transfer()
        elif standing:
            await self._change(standing)

    async def _change(self, standing: str) -> None:
        typed = await self._words("From which date?", "today", "man:date")
        on = self._date(typed)
        if not on:
            return
        late = self._late(on) if standing == "returned" else ""
        why = await self._words(
            f"{late} Why does he come back, and who agreed?" if late else "Why?",
            "a few words",
            "man:why",
            needed=bool(late),
        )
        if why is not None:
            self._keep(lambda: self._changed(standing, on, why))

    def _date(self, typed: str | None) -> str:
        """The date (ISO) typed; "" where none was, or it is none, which is said."""
        try:
            return "" if typed is None else date_typed(typed, self._today)
        except Refused as why:
            self.session_app.tell(str(why))
            return ""

    @property
    def _weeks(self) -> int:
        return self._desk.bank.service.group.return_within_weeks

    def _late(self, on: str) -> str:
        now = standing_of(self._desk.group_facts, self._member, on)
        return late_return(now, on, self._weeks)

    def _changed(self, standing: str, on: str, why: str) -> Act:
        desk = self._desk
        said = StandingChanged.model_validate(
            {"member": self._member, "date": on, "standing": standing, "why": why}
        )
        return change_standing(desk.group_facts, desk.roster(), said, self._weeks)

    # --- to another group -----------------------------------------------------

    async def _transfer(self) -> None:
        groups = self._others()
        if not groups:
            self.session_app.tell("There is no other group of this component: form it first.")
            return
        name = await self._asked("To which group?", numbered([one.name for one in groups]))
        typed = await self._words("From which date?", "today", "man:date") if name else None
        on = self._date(typed)
        if not on:
            return
        desk = self._desk
        other = next(one for one in groups if one.name == name)
        facts = await desk.run(lambda: desk.facts_of(other.group))
        component = component_named(other.component)
        there = GroupAt(other.group, facts, component)
        here = GroupAt(desk.group, desk.group_facts, component)
        blocks = desk.bank.service.hours.blocks
        his = here.next_point(blocks) or Point(1, 1)
        point = await self._words(f"At which point does he go on? ({his})", str(his), "man:point")
        why = await self._why_there(there, point, his) if point is not None else None
        if point is not None and why is not None:
            self._keep(
                lambda: transfer(
                    here, there, self._member, date=on, point=point_typed(point, his), why=why
                )
            )

    async def _why_there(self, there: GroupAt, typed: str, his: Point) -> str | None:
        """The reason; where the group comes to another point, that is said in the question."""
        question = "Why?"
        try:
            point = point_typed(typed, his)
        except Refused as refused:
            self.session_app.tell(str(refused))
            return None
        comes = there.next_point(self._desk.bank.service.hours.blocks)
        if comes is not None and comes != point:
            question = f"That group comes to {comes}, he to {point}. Why now, and who agreed?"
        return await self._words(question, "a few words", "man:why", needed=True)

    def _others(self) -> list[GroupFormed]:
        """The other groups of the component."""
        groups = self._desk.team.groups
        mine = groups[self._desk.group]
        return [
            one
            for one in groups.values()
            if one.group != mine.group and one.component == mine.component
        ]

    # --- completing -----------------------------------------------------------

    @work
    async def action_closing_step(self) -> None:
        """A step of his completing: measures, report, sent, details recorded."""
        step = await self._asked("Which step is done?", numbered(CLOSING_STEPS))
        on = await self._words("On which date?", "today", "man:step") if step else None
        if step and on is not None:
            self._say(
                lambda: ClosingStepDone.model_validate(
                    {"member": self._member, "step": step, "date": date_typed(on, self._today)}
                ),
                f"{step}: on record",
            )
