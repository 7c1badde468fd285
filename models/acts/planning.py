"""Acts on a block's plan: days laid down ahead, changed, taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from exercise_bank.bank import Bank
from exercise_bank.block_wishes import PlannedDay
from exercise_bank.plan import DayPlan
from models.acts.act import Act, Refused
from models.acts.opening import lay_plan
from models.entries import NewEntry
from models.entries.planning import DayPlanned, SessionCancelled
from models.facts import Facts
from models.group.clashes import overlap
from models.group.people import Roster
from models.group.planned_days import planned_day, planned_runs, unlike
from models.ids import session_id
from models.local_time import long_date

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def cancel_session(facts: Facts, block: int, day: int, on: str, reason: str) -> Act:
    """The session of a date (ISO) is not held. Refused without a reason, or said twice."""
    if not reason.strip():
        raise Refused("Why is it cancelled? A word or two.")
    before = facts.settle("cancelled", on)
    said = SessionCancelled(date=on, block=block, day=day, reason=reason.strip())
    if before is not None and before.value.what == said:
        raise Refused("That is on record already.")
    supersedes = before.values if before else ()
    return Act(f"the session of {long_date(on)} is cancelled", (NewEntry(said, None, supersedes),))


def plan_days(  # noqa: PLR0913  (which run of which group, and its days)
    facts: Facts,
    roster: Roster,
    bank: Bank,
    *,
    group: str,
    block: int,
    block_run: str,
    days: Sequence[PlannedDay],
    whole: bool = True,
    ran: int = 0,
) -> Act:
    """Lay down the days of a run; only those that differ from what is on record are written.

    With `whole` these are all its days after the first `ran`, which stay as they are: others on
    record are taken out. Raises Refused where nothing changes, or sessions of the group overlap.
    """
    known = next((run.days for run in planned_runs(facts) if run.run == block_run), {})
    count = ran + len(days) if whole else max([*known, *(day.plan.number for day in days)])
    made = [_planned(day, group, block, block_run, count, bank, roster) for day in days]
    kept = {one.day for one in made}
    gone = [
        one.model_copy(update={"struck": True})
        for number, one in known.items()
        if whole and number > ran and number not in kept
    ]
    changed = (*unlike(made, known), *gone)
    if clash := overlap(facts, made, known, whole=whole):
        raise Refused(clash)
    if not changed:
        raise Refused("The plan on record says the same already.")
    entries = tuple(NewEntry(one, supersedes=_values(facts, one)) for one in changed)
    word = "day" if len(changed) == 1 else "days"
    return Act(f"block {block}: {len(changed)} {word} planned", entries)


def change_days(
    facts: Facts,
    roster: Roster,
    bank: Bank,
    *,
    group: str,
    known: Mapping[int, DayPlanned],
    days: Mapping[int, DayPlan],
    says: str,
) -> Act:
    """Days of a run laid out anew, with the dates and staff that are `known`.

    Raises Refused where nothing changes.
    """
    made = [replace(planned_day(known[number], roster), plan=plan) for number, plan in days.items()]
    about = next(iter(known.values()))
    act = plan_days(
        facts,
        roster,
        bank,
        group=group,
        block=about.block,
        block_run=about.block_run,
        days=made,
        whole=False,
    )
    return replace(act, says=says)


def dated(plans: Sequence[DayPlan], dates: dict[int, date]) -> list[PlannedDay]:
    """Plans of a file with their dates. Raises Refused where a day has none."""
    without = [plan.number for plan in plans if plan.number not in dates]
    if without:
        said = ", ".join(str(number) for number in without)
        raise Refused(f"Day {said} has no date: the file needs one for each day.")
    return [PlannedDay(dates[plan.number], plan) for plan in plans]


def weekdays_typed(text: str, start: date) -> tuple[int, ...]:
    """Days of the week as somebody typed them (0 is Monday), the start's where nothing was.

    Raises Refused.
    """
    if not text.strip():
        return (start.weekday(),)
    words = [word[:3].casefold() for word in text.replace(",", " ").split()]
    unknown = [word for word in words if word not in _WEEKDAYS]
    if unknown:
        raise Refused(f"{unknown[0]} is no day of the week: type such as tue,thu.")
    return tuple(sorted({_WEEKDAYS.index(word) for word in words}))


def _planned(
    day: PlannedDay, group: str, block: int, run: str, count: int, bank: Bank, roster: Roster
) -> DayPlanned:
    session = session_id(group, run, day.plan.number)
    laid = lay_plan(day.plan, session, bank, roster)
    placed = zip(laid.items, day.plan.items, strict=True)
    return DayPlanned(
        block=block,
        block_run=run,
        day=day.plan.number,
        days=count,
        date=day.date.isoformat(),
        items=laid.items,
        start=laid.start,
        end=laid.end,
        lead=day.lead,
        second=day.second,
        cover=day.cover,
        by_hand=tuple(item.id for item, planned in placed if planned.by_hand),
    )


def _values(facts: Facts, planned: DayPlanned) -> tuple[str, ...]:
    before = facts.settle(*planned.fact)
    return before.values if before else ()
