"""The plan of each run of a block as the record has it, and what it is planned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exercise_bank.block_wishes import BlockWishes, Facilitator, Man, Placed, PlannedDay
from exercise_bank.exercise import Domain, ItemSet
from exercise_bank.plan import DayPlan, PlanItem
from models.day.day import Day
from models.day.timeline import Status
from models.entries.group import MemberAdded
from models.entries.planning import DayPlanned
from models.entries.staffing import LeaveNoted
from models.entries.timeline import Item
from models.facts import Facts
from models.group.people import Roster, Team
from models.group.qualification import stages_missing
from models.group.rolling_on import left_over
from models.local_time import MINUTE_MS


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run of a block as planned: its days by number."""

    block: int
    run: str
    days: Mapping[int, DayPlanned]

    @property
    def first(self) -> str:
        """The date (ISO) of its first planned day."""
        return min(day.date for day in self.days.values())


def planned_runs(facts: Facts) -> tuple[PlannedRun, ...]:
    """The runs planned for a group, by their first dates."""
    runs: dict[str, dict[int, DayPlanned]] = {}
    for settled in facts.all_of("day-planned"):
        what = settled.value.what
        if isinstance(what, DayPlanned) and not what.struck:
            runs.setdefault(what.block_run, {})[what.day] = what
    made = [
        PlannedRun(next(iter(days.values())).block, run, dict(sorted(days.items())))
        for run, days in runs.items()
    ]
    return tuple(sorted(made, key=lambda run: run.first))


def plan_of(planned: DayPlanned, roster: Roster) -> DayPlan:
    """A planned day as a day's plan; a man who is no longer in the group leaves it seatless."""
    by_hand = frozenset(planned.by_hand)
    items = (_plan_item(item, roster, by_hand=item.id in by_hand) for item in planned.items)
    return DayPlan(planned.block, planned.day, tuple(items))


def planned_day(planned: DayPlanned, roster: Roster) -> PlannedDay:
    """A planned day with its date and staff."""
    on = date.fromisoformat(planned.date)
    plan = plan_of(planned, roster)
    return PlannedDay(on, plan, planned.lead, planned.second, planned.cover)


def _plan_item(item: Item, roster: Roster, *, by_hand: bool = False) -> PlanItem:
    man = roster.members.get(item.member)
    return PlanItem(
        exercise=item.exercise,
        title=item.title,
        public_title=item.public_title,
        set=item.set,
        minimum=item.minimum,
        planned=item.planned,
        maximum=item.maximum,
        start=item.start,
        fixed=item.fixed,
        seat=man.seat if man else None,
        part=item.part,
        parts=item.parts,
        optional=item.optional,
        remark=item.remark,
        by_hand=by_hand,
    )


def block_wishes(
    roster: Roster,
    *,
    block: int,
    start: date,
    weekdays: tuple[int, ...],
    team: Team | None = None,
    team_facts: Facts | None = None,
    carried: tuple[str, ...] = (),
) -> BlockWishes:
    """What the record knows of a group, as wishes for a block's plan.

    Staff who deliver are named with their leave; only who passed every stage leads.
    """
    return BlockWishes(
        block=block,
        men=tuple(_man(man, start) for man in roster.members.values()),
        start=start,
        weekdays=weekdays,
        staff=_staff(team, team_facts, start) if team and team_facts else (),
        carried=carried,
    )


def _man(man: MemberAdded, start: date) -> Man:
    known = {domain.value for domain in Domain}
    joins = _date(man.joined)
    return Man(
        man.seat,
        tuple(Domain(one.domain) for one in man.targets if one.domain in known),
        tuple(man.learning_styles),
        joins=joins if joins is not None and joins > start else None,
    )


def _staff(team: Team, facts: Facts, start: date) -> tuple[Facilitator, ...]:
    leave = leave_of(facts)
    return tuple(
        Facilitator(
            person.name,
            leads=not stages_missing(facts, person.staff, start.isoformat()),
            leave=tuple(leave.get(person.staff, ())),
        )
        for person in team.here.values()
        if person.role in ("facilitator", "co-facilitator", "cover")
    )


def leave_of(facts: Facts) -> dict[str, list[tuple[date, date]]]:
    """When each member of staff (id) is away: first and last dates."""
    away: dict[str, list[tuple[date, date]]] = {}
    for settled in facts.all_of("leave"):
        what = settled.value.what
        if isinstance(what, LeaveNoted) and not what.cancelled:
            first, last = date.fromisoformat(what.date), date.fromisoformat(what.last)
            away.setdefault(what.staff, []).append((first, last))
    return away


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def unlike(days: Iterable[DayPlanned], known: Mapping[int, DayPlanned]) -> tuple[DayPlanned, ...]:
    """Of newly planned days those that say something else than what is on record."""
    return tuple(day for day in days if known.get(day.day) != day)


def run_to_begin(
    runs: Iterable[PlannedRun], block: int | None, begun: Collection[str]
) -> PlannedRun | None:
    """The first planned run (of a block, where one is said) of which no day was opened yet."""
    wanted = (run for run in runs if block in (None, run.block) and run.run not in begun)
    return next(wanted, None)


@dataclass(frozen=True, slots=True)
class HeldItem:
    """An item of a day that was opened: as planned, the minutes that it ran, what became of it."""

    item: PlanItem
    delivered: int
    status: Status


def held_items(day: Day, now: int) -> tuple[HeldItem, ...]:
    """Planned and delivered of each item of an opened day, in its order; `now` in ms."""
    until = day.timeline.ended or now
    return tuple(
        HeldItem(
            _plan_item(state.item, day.roster),
            round(day.timeline.worked_ms(state, until) / MINUTE_MS),
            state.status,
        )
        for state in day.timeline.states
    )


def kept_day(day: Day) -> PlannedDay:
    """A day that was opened, as a later plan must take it: only what was delivered stands.

    While it hasn't ended, what is still to come stands as well.
    """
    items = (
        _plan_item(state.item, day.roster)
        for state in day.timeline.states
        if state.runs or (day.timeline.ended is None and not state.dropped)
    )
    about = day.about
    return PlannedDay(date.fromisoformat(about.date), DayPlan(about.block, about.day, tuple(items)))


def replanned(
    wishes: BlockWishes, known: Mapping[int, DayPlanned], held: Sequence[Day], roster: Roster
) -> BlockWishes:
    """The wishes for what is left of a run: days that were opened stay as they went.

    `known` is the plan on record by day: what somebody placed by hand stays in its place of its
    day, the rest changes only where it must; what the days held didn't deliver comes first.
    """
    kept = tuple(kept_day(day) for day in sorted(held, key=lambda day: day.about.day))
    before: dict[str, int] = {}
    men: dict[int, int] = {}
    placed: list[Placed] = []
    for number, planned in known.items():
        plan = plan_of(planned, roster)
        for item in plan.items[1:-1]:
            if item.seat is not None:
                men[item.seat] = number
            elif item.set.is_work:
                before[item.exercise] = number
        if number > len(kept):
            placed += _placed_by_hand(plan)
    carried = [one.item.exercise for day in held for one in left_over(day)]
    delivered = {item.exercise for day in kept for item in day.plan.items}
    still = tuple(dict.fromkeys(one for one in carried if one not in delivered))
    return replace(
        wishes,
        kept=kept,
        before=before,
        before_men=men,
        carried=still,
        placed=(*wishes.placed, *placed),
    )


def _placed_by_hand(plan: DayPlan) -> list[Placed]:
    """What of a day somebody placed by hand and where, the parts of a split in a half together."""
    found: dict[tuple[int, str, int | None], Placed] = {}
    half = after = 0
    for item in plan.items[1:]:
        if item.set is ItemSet.LUNCH:
            half, after = half + 1, 0
        if not item.set.is_work:
            continue
        if item.by_hand:
            key = (half, item.exercise, item.seat)
            first = found.get(key, Placed(plan.number, half, item.exercise, 0, item.seat, after))
            found[key] = replace(first, minutes=first.minutes + item.planned)
        after += item.planned
    return list(found.values())


def as_they_stand(
    wishes: BlockWishes, known: Mapping[int, DayPlanned], held: Sequence[Day], roster: Roster
) -> BlockWishes:
    """The wishes for the rest of a run whose days keep the dates that they have."""
    dates = {number: date.fromisoformat(planned.date) for number, planned in known.items()}
    return replace(replanned(wishes, known, held, roster), dates=dates)


def usual_weekdays(dates: Iterable[date]) -> tuple[int, ...]:
    """The days of the week on which these dates fall, but for a date moved once (0 is Monday)."""
    times = Counter(on.weekday() for on in dates)
    most = max(times.values(), default=0)
    return tuple(sorted(day for day, count in times.items() if 3 * count >= most))
