"""`session-tui plan`: a block planned ahead, shown, recorded, written for the wall."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from session_tui.commands.opening import now, opened_home, record_of, unlocked
from session_tui.commands.output import many, put
from session_tui.commands.plan_run import also_elsewhere, run_of
from session_tui.commands.trouble import Stop
from session_tui.commands.writing import accepted, group_meant, writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_bank.bank import Bank
    from exercise_bank.block_wishes import BlockSchedule, BlockWishes, PlannedDay
    from models.entries.team import GroupFormed
    from models.facts import Facts
    from models.group.people import Roster
    from models.group.planned_days import PlannedRun
    from models.record import Record


def run(arguments: Namespace) -> int:
    """Plan where a start is given, else show or write what is on record."""
    from exercise_bank.bank import load_bank

    bank = load_bank(arguments.bank)
    if arguments.start is None:
        return _show(arguments, bank)
    if arguments.block is None:
        raise Stop("Say which block with --block.", 2)
    if arguments.men is not None:
        put(schedule_lines(_planned(_invented(arguments), bank), bank))
        return 0
    return _plan(arguments, bank)


def _plan(arguments: Namespace, bank: Bank) -> int:
    """Plan the group's block from the record; ask; record it."""
    from models.acts import Refused
    from models.acts.planning import plan_days
    from models.group.people import fold_roster

    with writing(arguments, "plan") as record:
        group = group_meant(record, arguments.group)
        facts = record.group_facts(group.group)
        roster = fold_roster(facts)
        run = run_of(facts, group.group, arguments.block)
        wishes = _wishes(arguments, record, group, facts, roster, run)
        schedule = _planned(wishes, bank)
        put(schedule_lines(schedule, bank))
        try:
            act = plan_days(
                facts,
                roster,
                bank,
                group=group.group,
                block=arguments.block,
                block_run=run,
                days=schedule.days[len(wishes.kept) :],
                ran=len(wishes.kept),
            )
        except Refused as why:
            put([f"Nothing was written. {why}"])
            return 1
        put(also_elsewhere(record, group, act))
        if arguments.dry_run or not accepted(arguments, f"Record this for {group.name}?"):
            put(["Nothing was written."])
            return 0 if arguments.dry_run else 1
        record.append(act.entries, group=group.group)
        put([f"Recorded in {group.name}: {act.says}."])
        _write(arguments, group, bank, run, schedule.days)
    return 0


def _wishes(
    arguments: Namespace,
    record: Record,
    group: GroupFormed,
    facts: Facts,
    roster: Roster,
    run: str,
) -> BlockWishes:
    from models.group.people import fold_sessions
    from models.group.planned_days import block_wishes, planned_runs, replanned

    team_facts = record.team_facts()
    wishes = block_wishes(
        roster,
        block=arguments.block,
        start=arguments.start,
        weekdays=_weekdays(arguments),
        team=record.team(),
        team_facts=team_facts,
    )
    wishes = replace(wishes, closed=_closed(arguments))
    known = next((one.days for one in planned_runs(facts) if one.run == run), {})
    sessions = [one for one in fold_sessions(facts) if one.block_run == run]
    if not known and not sessions:
        return wishes
    held = [record.day(group.group, session.session) for session in sessions]
    return replanned(wishes, known, held, roster)


def _planned(wishes: BlockWishes, bank: Bank) -> BlockSchedule:
    from exercise_bank.block_planner import plan_block
    from exercise_bank.block_wishes import NoPlan

    try:
        return plan_block(wishes, bank)
    except NoPlan as why:
        raise Stop(f"There is no such plan. {why}") from None


def _invented(arguments: Namespace) -> BlockWishes:
    """So many men of whom nothing is known."""
    from exercise_bank.block_wishes import BlockWishes, Man

    men = tuple(Man(seat) for seat in range(1, arguments.men + 1))
    return BlockWishes(
        arguments.block, men, arguments.start, _weekdays(arguments), closed=_closed(arguments)
    )


def _weekdays(arguments: Namespace) -> tuple[int, ...]:
    """The days of the week, as typed; the start's where none is."""
    from models.acts import Refused
    from models.acts.planning import weekdays_typed

    try:
        return weekdays_typed(arguments.weekdays or "", arguments.start)
    except Refused as why:
        raise Stop(str(why), 2) from None


def _closed(arguments: Namespace) -> dict[date, str]:
    return dict.fromkeys(arguments.closed or (), "closed")


def _show(arguments: Namespace, bank: Bank) -> int:
    """The plan on record of the block, or of the run that begins next; written where asked."""
    from models.group.people import fold_roster
    from models.group.planned_days import planned_day, planned_runs

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    with record_of(home, keyring) as record:
        group = group_meant(record, arguments.group)
        facts = record.group_facts(group.group)
        runs = [one for one in planned_runs(facts) if arguments.block in (None, one.block)]
        if not runs:
            raise Stop("No plan is on record: make one with --block N --start DATE.")
        chosen: PlannedRun = runs[-1]
        roster = fold_roster(facts)
        days = [planned_day(day, roster) for day in chosen.days.values()]
        put(day_lines(days))
        _write(arguments, group, bank, chosen.run, days)
    return 0


def _write(
    arguments: Namespace, group: GroupFormed, bank: Bank, run: str, days: Sequence[PlannedDay]
) -> None:
    """Write the plan's document, where a folder was named."""
    if arguments.to is None:
        return
    from exports.block_plan import PlannedBlock
    from exports.write import export_block_plan

    block = days[0].plan.block
    known = bank.block_plan(block)
    title = known.title if known else ""
    planned = PlannedBlock(group.name, group.group, block, title, run, tuple(days), now())
    put([str(export_block_plan(planned, arguments.format, arguments.to))])


def schedule_lines(schedule: BlockSchedule, bank: Bank) -> list[str]:
    """A plan to read: its days, what was passed over or left out, and how good it is."""
    lines = day_lines(schedule.days)
    lines += [f"passed over {_said(on)}: {why}" for on, why in schedule.passed_over]
    for name in schedule.left_out:
        exercise = bank.exercise(name)
        lines.append(f"no room for {exercise.title if exercise else name}")
    lines += schedule.moved
    minutes = sum(day.plan.work_minutes for day in schedule.days)
    lines.append(
        f"{many(len(schedule.days), 'day')}, {minutes / 60:g} hours of work. "
        f"Cost {schedule.cost}: no plan that keeps the rules has a lower one."
    )
    return lines


def day_lines(days: Sequence[PlannedDay]) -> list[str]:
    """Each day: date, staff, its items with minutes; seats, no names of members."""
    from exercise_bank.minutes import clock_text

    lines: list[str] = []
    for day in days:
        staff = ", ".join(filter(None, (day.lead, day.second)))
        warnings = f" ({'; '.join(day.warnings)})" if day.warnings else ""
        lines.append(f"Day {day.plan.number} · {_said(day.date)}  {staff}{warnings}".rstrip())
        for item in day.plan.items:
            whose = f" · seat {item.seat}" if item.seat is not None else ""
            part = f" ({item.part} of {item.parts})" if item.parts > 1 else ""
            lines.append(
                f"  {clock_text(item.start)} {item.planned:>4} min  {item.title}{whose}{part}"
            )
    return lines


def _said(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"
