"""What the board says to the record: changes of planned days, whole plans, and taking them back.

All of it runs in the record's own thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exercise_bank.block_wishes import BlockSchedule, BlockWishes
from exercise_bank.component import Component, component_of
from models.acts import Act, Refused
from models.acts.planning import change_days, plan_days
from models.acts.rearranging import Rearranged
from models.acts.undoing import plan_to_redo, plan_to_undo
from models.day.day import Day
from models.entries.planning import DayPlanned
from models.group.block_runs import BlockRun, block_runs
from models.group.clashes import shared_men
from models.group.planned_days import as_they_stand, block_wishes, replanned, usual_weekdays
from session_tui.desk import Desk
from session_tui.screens.board.look import Board

NOT_PLANNED = "Only blocks of the Core Group are planned here: this group follows its own plan."
FROM_DAY_1 = "The rest can be planned again where the record has the block from its first day on."


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan is asked for: which run of which block, and its wishes."""

    block: int
    run: str
    wishes: BlockWishes


def keep(desk: Desk, board: Board, change: Rearranged) -> str:
    """Record days that were changed by hand: the line that says so. Raises Refused."""
    act = change_days(
        desk.group_facts,
        desk.roster(),
        desk.bank,
        group=desk.group,
        known=board.run.to_come,
        days=change.days,
        says=change.says,
    )
    desk.append(act)
    return act.says


def ask_for_rest(desk: Desk, run: BlockRun) -> Asked:
    """What is to be planned again of a run: what was placed by hand stays. Raises Refused."""
    if component_of(run.block) is not Component.CORE:
        raise Refused(NOT_PLANNED)
    if not run.to_come and run.opened:
        raise Refused("All days of this block have begun: there is no rest to plan.")
    held = held_days(desk, run)
    if [day.about.day for day in held] != list(range(1, len(held) + 1)):
        raise Refused(FROM_DAY_1)
    dates = [date.fromisoformat(on) for on in run.dates]
    roster = desk.roster()
    wishes = block_wishes(
        roster,
        block=run.block,
        start=min(dates),
        weekdays=usual_weekdays(dates),
        team=desk.team,
        team_facts=desk.team_facts(),
    )
    return Asked(run.block, run.run, as_they_stand(wishes, run.planned, held, roster))


def ask_for_block(
    desk: Desk, block: int, run: str, start: date, weekdays: tuple[int, ...]
) -> Asked:
    """What is to be planned of a block that hasn't begun, from a date on."""
    roster = desk.roster()
    wishes = block_wishes(
        roster,
        block=block,
        start=start,
        weekdays=weekdays,
        team=desk.team,
        team_facts=desk.team_facts(),
    )
    known = next((one.planned for one in block_runs(desk.group_facts) if one.run == run), {})
    return Asked(block, run, replanned(wishes, known, (), roster))


def lay_down(desk: Desk, asked: Asked, schedule: BlockSchedule) -> str:
    """Record a plan that was made: the line that says so. Raises Refused."""
    ran = len(asked.wishes.kept)
    act = plan_days(
        desk.group_facts,
        desk.roster(),
        desk.bank,
        group=desk.group,
        block=asked.block,
        block_run=asked.run,
        days=schedule.days[ran:],
        ran=ran,
    )
    desk.append(act)
    passed = [f"{on:%a} {on.day} {on:%b}: {why}" for on, why in schedule.passed_over]
    return "; ".join([act.says, *_shared(desk, act), *schedule.moved, *passed])


def _shared(desk: Desk, act: Act) -> list[str]:
    """Who is in another group that meets at the time of one of these days."""
    days = [one.what for one in act.entries if isinstance(one.what, DayPlanned)]
    groups = desk.team.groups.values()
    others = {one.name: desk.facts_of(one.group) for one in groups if one.group != desk.group}
    return [one.removesuffix(".") for one in shared_men(desk.roster(), days, others)]


def held_days(desk: Desk, run: BlockRun) -> list[Day]:
    """The days of a run that were opened, in order."""
    opened = sorted(run.opened.items())
    return [desk.read_day(session.session) for _, session in opened]


def take_back(desk: Desk, run: BlockRun) -> str:
    """Take back one's own last act on a run's plan: the line that says so. Raises Refused."""
    found = plan_to_undo(desk.group_facts, desk.me, run.run, tuple(run.opened))
    days = [one.what.day for one in found.entries if isinstance(one.what, DayPlanned)]
    return _appended(desk, found.taken_back(f"undone: {_days_said(days)} as before"))


def do_again(desk: Desk, run: BlockRun) -> str:
    """Do again what was taken back last: the line that says so. Raises Refused."""
    found = plan_to_redo(desk.group_facts, desk.me, run.run)
    said = getattr(found.entries[0].what, "says", "")
    days = said.removeprefix("undone: ").removesuffix(" as before")
    return _appended(desk, found.taken_back(f"done again: {days}"))


def _appended(desk: Desk, act: Act) -> str:
    desk.append(act)
    return act.says


def _days_said(days: Sequence[int]) -> str:
    numbers = sorted(set(days))
    if len(numbers) == 1:
        return f"day {numbers[0]}"
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"days {numbers[0]} to {numbers[-1]}"
    return f"days {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
