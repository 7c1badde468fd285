"""Reading a plan that a service keeps as CSV or XLSX: its days, its splits, its starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from exercise_bank.bank import Bank
from exercise_bank.block_standing import placed_wrongly
from exercise_bank.check_day import day_faults
from exercise_bank.exercise import ItemSet
from exercise_bank.fault import Fault, Guess
from exercise_bank.minutes import clock_text
from exercise_bank.plan import BlockPlan, DayPlan, PlanItem, with_starts
from exercise_bank.plan_match import ItemMaker
from exercise_bank.plan_reading import PlanReading
from exercise_bank.plan_row import HEADINGS, PlanRow, RowReader
from exercise_bank.plan_toml import PlacedPlan
from exercise_bank.table_file import Table, plain_words, read_table

_BLOCK = re.compile(r"block[\s_-]*(\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Day:
    """The rows of one day, in order."""

    number: int
    rows: list[PlanRow] = field(default_factory=list)


def read_plan_csv(path: Path, bank: Bank, block: int | None = None) -> PlanReading:
    """Read a plan kept as CSV or XLSX. `block` where it is known; otherwise the file may say it."""
    table = read_table(path, HEADINGS, ("minutes", "exercise"))
    if isinstance(table, Fault):
        return PlanReading(faults=(table,))
    reader = RowReader(table.name, bank.service)
    reader.guesses.extend(table.guesses)
    reader.faults.extend(table.faults)
    if block is None:
        block = _guessed_block(table, bank, reader)
    maker = ItemMaker(bank, block, reader)
    days, dates = _days(table, reader, maker)
    plans: list[DayPlan] = []
    wanted: dict[tuple[int, int], int] = {}
    for index, day in enumerate(days):
        items, start = _timed(day, _items(day, maker), bank, reader)
        wanted |= {(index, at): item.start for at, item in enumerate(items) if item.fixed}
        plans.append(DayPlan(block, day.number, with_starts(items, start)))

    def line_of(day: int, item: int | None) -> int:
        return days[day].rows[item or 0].line

    plan = BlockPlan(block, table.name, bank.service.group.most, tuple(plans))
    rules = day_faults(PlacedPlan(plan, table.name, line_of, wanted), bank.service)
    lines = {day.number: day.rows[0].line for day in days if day.rows}
    over = [
        Fault(table.name, lines.get(one.day, 0), _place(one.day), "", one.says)
        for one in placed_wrongly(plan.days, dates, bank)
    ]
    return PlanReading(
        block=block,
        days=plan.days,
        dates=dates,
        guesses=tuple(sorted(reader.guesses)),
        faults=tuple(sorted([*reader.faults, *_on_one_date(table.name, lines, dates)])),
        departures=tuple(sorted([*reader.departures, *rules, *over])),
        headings=table.headings,
    )


def _on_one_date(file: str, lines: Mapping[int, int], dates: Mapping[int, date]) -> Iterator[Fault]:
    """Days that overlap, as they are on one date: both places are named."""
    first: dict[date, int] = {}
    for number, on in dates.items():
        other = first.setdefault(on, number)
        if other != number and number in lines and other in lines:
            said = f"{on:%a} {on.day} {on:%b %Y}"
            allowed = f"must have a date of its own: day {other} on line {lines[other]} has it too"
            yield Fault(file, lines[number], f"Day {number}", said, allowed)


def _place(day: int) -> str:
    return f"Day {day}" if day else "The block"


def _guessed_block(table: Table, bank: Bank, reader: RowReader) -> int:
    """The block that a title above the headings or the file's name says; otherwise the first."""
    for text in (*table.titles, table.name):
        said = _BLOCK.search(text)
        if said and 1 <= int(said[1]) <= bank.service.hours.blocks:
            reader.guess(0, text, f"a plan of block {said[1]}")
            return int(said[1])
    reader.guesses.append(Guess(0, "a plan that names no block", "a plan of block 1"))
    return 1


def _days(table: Table, reader: RowReader, maker: ItemMaker) -> tuple[list[_Day], dict[int, date]]:
    """The rows by day: a day stands on its first row only, or a new date begins it."""
    days: dict[int, _Day] = {}
    dates: dict[int, date] = {}
    number = 0
    for row in table.rows:
        said, on = reader.day_number(row), reader.date(row)
        if said is None and (not number or (on is not None and on != dates.get(number))):
            said = number + 1
            reader.guesses.append(Guess(row.line, "a row without a day's number", f"day {said}"))
        number = said or number
        if on is not None:
            dates.setdefault(number, on)
        read = reader.read(row)
        if read is not None and maker.give_minutes(read):
            days.setdefault(number, _Day(number)).rows.append(read)
    return list(days.values()), dates


def _items(day: _Day, maker: ItemMaker) -> list[PlanItem]:
    """The day's items; rows marked as going on are parts of the exercise that they go on."""
    parts: dict[int, tuple[int, int]] = {}
    for chain in _chains(day, maker.reader):
        for part, index in enumerate(chain, start=1):
            parts[index] = (part, len(chain))
            if part > 1:
                line = day.rows[chain[0]].line
                read_as = f"part {part} of {len(chain)} of what begins on line {line}"
                maker.reader.guess(day.rows[index].line, day.rows[index].said_title, read_as)
    return [maker.item(row, *parts[index]) for index, row in enumerate(day.rows)]


def _chains(day: _Day, reader: RowReader) -> list[list[int]]:
    """Which rows belong together, by their number in the day; most stand alone."""
    chains: list[list[int]] = []
    latest: dict[tuple[str, int | None], list[int]] = {}
    for index, row in enumerate(day.rows):
        key = (plain_words(row.title), row.seat)
        before = latest.get(key) or (latest.get((key[0], None)) if row.title else None)
        his_again = row.set is ItemSet.PERSONAL and row.seat is not None
        if before is not None and row.title and (row.continued or his_again):
            before.append(index)
            continue
        if row.continued:
            read_as = "an exercise of its own: it doesn't begin that day"
            reader.guess(row.line, row.said_title, read_as)
        latest[key] = [index]
        chains.append(latest[key])
    return chains


def _timed(
    day: _Day, items: list[PlanItem], bank: Bank, reader: RowReader
) -> tuple[list[PlanItem], int]:
    """The items with gaps before them kept as fixed starts, and when the day starts.

    Starts are worked out from the minutes; one that was typed earlier than that is told of.
    """
    start = bank.service.day.start
    first = day.rows[0]
    if first.start is not None and first.start != start:
        start = first.start
        reader.guess(first.line, clock_text(start), "the start of the day")
    cursor = start
    timed: list[PlanItem] = []
    for row, item in zip(day.rows, items, strict=True):
        gap = row.start is not None and row.start > cursor
        if gap and not item.fixed:
            read_as = f"a fixed start: what stands before ends at {clock_text(cursor)}"
            reader.guess(row.line, clock_text(row.start or 0), read_as)
        elif row.start is not None and row.start < cursor and not item.fixed:
            allowed = f"starts at {clock_text(cursor)}, when what stands before it ends"
            reader.depart_of(row, allowed, clock_text(row.start))
        timed.append(replace(item, fixed=item.fixed or gap))
        cursor = (max(cursor, item.start) if timed[-1].fixed else cursor) + item.planned
        if row.day_ends is not None and row.day_ends != cursor:
            reader.depart_of(row, f"must end at {clock_text(row.day_ends)}", clock_text(cursor))
    return timed, start
