"""`session-tui import roster|plan FILE`: how it is understood, then all of it or nothing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from session_tui.commands.output import many, put
from session_tui.commands.writing import accepted, group_meant, writing

if TYPE_CHECKING:
    from exercise_bank.bank import Bank
    from exercise_bank.fault import Fault, Guess
    from exercise_bank.plan_reading import PlanReading
    from exercise_bank.table_file import Heading
    from models.acts.roster_import import RosterChanges
    from models.group.roster import RosterReading, RosterRow


def run(arguments: Namespace) -> int:
    """Preview; then, unless it is a dry run, ask and record."""
    if arguments.what == "comments":
        from session_tui.commands.import_comments import run as run_comments

        return run_comments(arguments)
    return _roster(arguments) if arguments.what == "roster" else _plan(arguments)


def _roster(arguments: Namespace) -> int:
    from models.group.roster import read_roster

    reading = read_roster(arguments.file)
    put(roster_lines(reading))
    if reading.faults or not reading.rows:
        put(["Nothing was imported: put these right first."])
        return 1
    if arguments.dry_run:
        put(["A dry run: nothing was written."])
        return 0
    return _record_roster(arguments, reading)


def _record_roster(arguments: Namespace, reading: RosterReading) -> int:
    from models.acts import Refused
    from models.acts.roster_import import compare, men_said, take_in
    from models.acts.standing import check_one_group
    from models.group.people import fold_roster
    from models.ids import new_id
    from session_tui.commands.opening import now

    with writing(arguments, "import roster") as record:
        group = group_meant(record, arguments.group)
        facts = record.group_facts(group.group)
        try:
            changes = compare(fold_roster(facts), reading.rows)
            put(change_lines(changes))
            check_one_group(men_said(changes), group, record.team(), record.group_facts)
            if not changes.new and not changes.changed:
                put(["The record says the same already: nothing was written."])
                return 0
            if not accepted(arguments, f"Take this into {group.name}?"):
                put(["Nothing was written."])
                return 1
            act = take_in(facts, changes, lambda: new_id(now()), record.new_key)
        except Refused as why:
            put([f"Nothing was written. {why}"])
            return 1
        record.append(act.entries, group=group.group)
        put([f"Recorded in {group.name}: {act.says}."])
    return 0


def _plan(arguments: Namespace) -> int:
    from exercise_bank.bank import load_bank
    from exercise_bank.plan_file import read_plan

    bank = load_bank(arguments.bank)
    reading = read_plan(arguments.file, bank, block=arguments.block)
    put(plan_lines(reading))
    if reading.faults or not reading.days:
        put(["Nothing was imported: put these right first."])
        return 1
    if arguments.dry_run:
        put(["A dry run: nothing was written."])
        return 0
    return _record_plan(arguments, reading, bank)


def _record_plan(arguments: Namespace, reading: PlanReading, bank: Bank) -> int:
    from exercise_bank.block_standing import without_work
    from models.acts import Refused
    from models.acts.planning import dated, plan_days
    from models.group.people import fold_roster
    from session_tui.commands.plan_run import also_elsewhere, run_of

    with writing(arguments, "import plan") as record:
        group = group_meant(record, arguments.group)
        facts = record.group_facts(group.group)
        roster = fold_roster(facts)
        never = without_work(reading.days, [man.seat for man in roster.members.values()])
        if never:
            put(
                [f"Personal work of seats {', '.join(map(str, never))} stands on none of its days."]
            )
        try:
            act = plan_days(
                facts,
                roster,
                bank,
                group=group.group,
                block=reading.block,
                block_run=run_of(facts, group.group, reading.block),
                days=dated(reading.days, dict(reading.dates)),
                whole=False,
            )
        except Refused as why:
            put([f"Nothing was written. {why}"])
            return 1
        put([*also_elsewhere(record, group, act), f"To be recorded: {act.says}."])
        if not accepted(arguments, f"Take this into {group.name}?"):
            put(["Nothing was written."])
            return 1
        record.append(act.entries, group=group.group)
        put([f"Recorded in {group.name}: {act.says}."])
    return 0


def roster_lines(reading: RosterReading) -> list[str]:
    """How a roster was understood: columns, men by seat and initials, guesses, faults."""
    return [
        *_heading_lines(reading.headings),
        *([f"{many(len(reading.rows), 'row')} read:"] if reading.rows else []),
        *(f"  {_row_line(row)}" for row in reading.rows),
        *_said_lines(reading.guesses, reading.faults),
    ]


def _row_line(row: RosterRow) -> str:
    facts = (
        f"risk {row.risk_level}" if row.risk_level else "no risk level",
        f"IQ rule {row.iq_rule}" if row.iq_rule else "IQ rule not said",
        f"born {row.born}" if row.born else "no date of birth",
        f"joined {row.joined}" if row.joined else "",
        f"block {row.block}" if row.block else "",
        "credit" if row.credit else "",
        f"apart from {', '.join(map(str, row.keep_apart))}" if row.keep_apart else "",
    )
    return f"{row.seat:>2} {row.initials:<4} {'; '.join(filter(None, facts))}"


def change_lines(changes: RosterChanges) -> list[str]:
    """What taking a roster in would do, by seat and initials."""
    lines = [f"  new      {row.seat:>2} {row.initials}" for row in changes.new]
    for one in changes.changed:
        what = ", ".join(name.replace("_", " ") for name in one.fields)
        lines.append(f"  changed  {one.man.seat:>2} {one.man.initials}: {what}")
    lines += [f"  same     {man.seat:>2} {man.initials}" for man in changes.same]
    lines += [f"  not in the file, stays  {man.seat:>2} {man.initials}" for man in changes.absent]
    return ["Beside the record:", *lines]


def plan_lines(reading: PlanReading) -> list[str]:
    """How a plan was understood: columns, days, guesses, faults, where rules aren't kept."""
    lines = _heading_lines(reading.headings)
    if reading.days:
        lines.append(f"Block {reading.block}, {many(len(reading.days), 'day')} read:")
    for day in reading.days:
        on = reading.dates.get(day.number)
        date = f"{on:%a} {on.day} {on:%b %Y}" if on else "no date"
        items = many(len(day.items), "item")
        lines.append(f"  Day {day.number}, {date}: {items}, {day.work_minutes} minutes of work")
    lines += _said_lines(reading.guesses, reading.faults)
    if reading.departures:
        lines.append("Not as the programme or the bank has it; it can be recorded all the same:")
        lines += [f"  {one}" for one in reading.departures]
    return lines


def _heading_lines(headings: Sequence[Heading]) -> list[str]:
    if not headings:
        return []
    return ["Columns:", *(f"  {one.number}. {one.said} → {one.column}" for one in headings)]


def _said_lines(guesses: Iterable[Guess], faults: Sequence[Fault]) -> list[str]:
    lines = [f"  {guess}" for guess in guesses]
    if lines:
        lines.insert(0, "Understood so:")
    if faults:
        lines += [f"{many(len(faults), 'fault')}:", *(f"  {fault}" for fault in faults)]
    return lines
