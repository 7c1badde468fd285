"""The board as lines: a column a day, totals above, what is chosen and what isn't kept below."""

from __future__ import annotations

from dataclasses import dataclass

from exercise_bank.component import at_start, unit_of
from exercise_bank.exercise import ItemSet
from exercise_bank.minutes import clock_text
from exercise_bank.plan import PlanItem
from session_tui.lines import Line, Piece, Weight, fit, line, width, wrap
from session_tui.screens.board.look import Board, BoardDay
from session_tui.screens.board.walking import Walk, shown_first

LEAST_COLUMN, GAP = 22, 2
"""Cells of a day's column at least, and between two."""

BY_HAND = "▪"
"""Stands beside what somebody placed by hand."""

SIGNS = {
    "pending": " ",
    "running": "▶",
    "done": "✓",
    "cut": "✓",
    "skipped": "×",
    "carried": "→",
}
LEFT = "Not delivered on day"
BECAME = {
    "pending": "not delivered",
    "running": "running",
    "done": "delivered",
    "cut": "cut short",
    "skipped": "skipped",
    "carried": "carried over",
}

WORK = ("personal work", "personal", "work")
"""A man's personal work before his seat, as there is room."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One item of a day's column: its lines."""

    lines: tuple[Line, ...]
    lunch: bool = False


def columns_for(cells: int, days: int) -> int:
    """How many days stand side by side in so many cells."""
    return max(1, min(days, (cells + GAP) // (LEAST_COLUMN + GAP)))


def totals_lines(board: Board) -> list[Line]:
    """Hours of the block against what it should have, men's work placed, what is by hand."""
    standing = board.standing
    enough = standing.minutes >= standing.block_minutes
    once = sum(times == 1 for times in standing.places.values())
    off = [str(seat) for seat, times in standing.places.items() if times != 1]
    by_hand = sum(
        item.by_hand and item.part == 1 for day in board.to_come.values() for item in day.items
    )
    said: list[Piece] = [
        (_hours(standing.minutes), "normal" if enough else "now"),
        (f" of {_hours(standing.block_minutes)} h", "past"),
    ]
    if delivered := board.delivered:
        said += [(f", delivered {_hours(delivered)} h", "past")]
    if standing.places:
        said += [
            ("   personal work ", "past"),
            (str(once), "normal" if not off else "now"),
            (f" of {len(board.seats)}", "past"),
        ]
    if off:
        said.append((f", not {' '.join(off)}", "now"))
    if by_hand:
        said.append((f"   {BY_HAND} {by_hand} by hand", "past"))
    return [tuple(said), ()]


def days_shown(board: Board, walk: Walk, cells: int) -> Line:
    """Which days are in sight, where not all are."""
    count = columns_for(cells, len(board.days))
    if count == len(board.days):
        return ()
    first = shown_first(board, walk, count)
    days = board.days[first : first + count]
    left = "← " if first else "  "
    right = " →" if first + count < len(board.days) else "  "
    last = board.days[-1].number
    said = f"days {days[0].number} to {days[-1].number} of {last}"
    return ((left, "head"), (said, "past"), (right, "head"))


def board_lines(board: Board, walk: Walk, cells: int, rows: int) -> list[Line]:
    """As many days side by side as fit, scrolled so that the chosen item is in sight."""
    count = columns_for(cells, len(board.days))
    first = shown_first(board, walk, count)
    days = board.days[first : first + count]
    wide = (cells - GAP * (count - 1)) // count
    heads = [_head(board, day, wide, chosen=day.number == walk.at.day) for day in days]
    columns, chosen = _columns(days, walk, wide, rows - 2)
    lines = [_beside([head[row] for head in heads], wide) for row in (0, 1)]
    tall = max(len(column) for column in columns)
    top = max(0, min(chosen - (rows - 2) // 2, tall - (rows - 2)))
    in_sight = range(top, min(tall, top + rows - 2))
    return [*lines, *(_beside([_at(column, row) for column in columns], wide) for row in in_sight)]


def _at(column: list[Line], row: int) -> Line:
    return column[row] if row < len(column) else ()


def _head(board: Board, day: BoardDay, wide: int, *, chosen: bool) -> tuple[Line, Line]:
    """A day's number and date; its minutes of work against what it should have."""
    sign = "✓ " if day.ended else "▶ " if day.opened else ""
    on = f"{day.on:%a} {day.on.day} {day.on:%b}"
    weight: Weight = "now" if chosen else "past" if day.opened else "head"
    wanted = board.standing.wanted[day.number]
    minutes = day.delivered if day.opened else day.plan.work_minutes
    off = minutes - wanted
    over: Line = ()
    if off and (day.ended or not day.opened):
        over = line(f" {off:+d}".replace("-", "−"), "past" if day.opened else "now")
    unit = "delivered" if day.opened else "min"
    return (
        line(fit(f"{sign}{at_start(unit_of(board.run.block))} {day.number} · {on}", wide), weight),
        ((f"{minutes} of {wanted} {unit}", "past"), *over),
    )


def _columns(
    days: tuple[BoardDay, ...], walk: Walk, wide: int, rows: int
) -> tuple[list[list[Line]], int]:
    """Each day's lines, and the line of the chosen item.

    Long titles take two lines and lunch stands beside lunch, where there is room for it.
    """
    for most, level in ((3, True), (2, True), (2, False), (1, True)):
        cells = [_cells(day, walk, wide, most) for day in days]
        pads = _pads(cells) if level else [0] * len(days)
        tall = max(_height(column) + pad for column, pad in zip(cells, pads, strict=True))
        if tall <= rows:
            break
    else:
        pads = [0] * len(days)
    columns: list[list[Line]] = []
    chosen = 0
    for day, column, pad in zip(days, cells, pads, strict=True):
        lines: list[Line] = []
        for place, cell in enumerate(column):
            lines += [()] * pad if cell.lunch else []
            if walk.at == (day.number, place):
                chosen = len(lines)
            lines += cell.lines
        columns.append(lines)
    return columns, chosen


def _height(column: list[_Cell]) -> int:
    return sum(len(cell.lines) for cell in column)


def _pads(columns: list[list[_Cell]]) -> list[int]:
    """How many lines each day leaves free before lunch, so that all have it at one height."""
    noons = []
    for column in columns:
        noon = next((at for at, cell in enumerate(column) if cell.lunch), None)
        noons.append(None if noon is None else _height(column[:noon]))
    latest = max((noon for noon in noons if noon is not None), default=0)
    return [0 if noon is None else latest - noon for noon in noons]


def _cells(day: BoardDay, walk: Walk, wide: int, most: int) -> list[_Cell]:
    return [_cell(day, place, walk, wide, most) for place in range(day.count)]


def _cell(day: BoardDay, place: int, walk: Walk, wide: int, most: int) -> _Cell:
    """Sign, minutes (as planned, then as delivered), title on at most so many lines."""
    item = day.item(place)
    chosen = walk.at == (day.number, place)
    grip = walk.grip
    taken = grip is not None and grip.what == "swap" and grip.start == (day.number, place)
    weight: Weight = "past" if day.opened or not item.set.is_work else "normal"
    if day.opened:
        held = day.held[place]
        minutes = f"{item.planned:>3}→{held.delivered or '–':<3}"
        mark = SIGNS[held.status]
    else:
        minutes = f"{item.planned:>3}"
        mark = BY_HAND if item.by_hand else " "
    numbers: Weight = "past"
    if chosen or taken:
        weight = numbers = "now"
        mark = "›" if chosen else "»"
    room = wide - len(minutes) - 2
    first, *others = _titles(item, room, most)
    head: Line = ((mark, numbers), (f"{minutes} ", numbers), (first, weight))
    indent = " " * (wide - room)
    rest: list[Line] = [((indent, "normal"), (other, weight)) for other in others]
    return _Cell((head, *rest), item.set is ItemSet.LUNCH)


def _titles(item: PlanItem, cells: int, most: int) -> list[str]:
    """What an item is, on at most so many lines: a man's work by his seat, pauses in a word."""
    if not item.set.is_work:
        return [fit(item.title.casefold(), cells)]
    part = f" {item.part}/{item.parts}" if item.parts > 1 else ""
    if item.set is ItemSet.PERSONAL:
        part = f" {item.seat if item.seat is not None else '?'}{part}"
        word = next((one for one in WORK if len(one) + len(part) <= cells), WORK[-1])
        return [word + part]
    wrapped = ["".join(text for text, _ in row) for row in wrap(item.title + part, cells)]
    if len(wrapped) <= most:
        return wrapped or [""]
    last = fit(" ".join(wrapped[most - 1 :]).removesuffix(part), cells - len(part)).rstrip()
    return [*wrapped[: most - 1], last + part]


def _beside(pieces: list[Line], wide: int) -> Line:
    """The rows of the columns on one line."""
    row: list[Piece] = []
    for number, column in enumerate(pieces):
        if number:
            row.append((" " * GAP, "normal"))
        row += [*column, (" " * max(0, wide - width(column)), "normal")]
    return tuple(row)


def about_lines(board: Board, walk: Walk, cells: int, rows: int) -> list[Line]:
    """The chosen item in full; then what isn't kept, that of its day first, a line each."""
    day = board.day(walk.at.day)
    lines = [line(fit(_about(day, walk.at.place), cells).rstrip(), "normal")] if day.count else []
    told = sorted(board.standing.departures, key=lambda one: (one.day != day.number, one.day))
    says = [f"Day {one.day}: {one.says}" if one.day else one.says.capitalize() for one in told]
    says += [f"{LEFT} {number}: {item.title}" for number, item in board.left_over]
    room = rows - len(lines)
    if len(says) > room:
        more = len(says) - room
        says = [*says[: room - 1], *(f"{one} (and {more} more)" for one in says[room - 1 : room])]
    return [*lines, *(line(fit(one, cells).rstrip(), "soft") for one in says)]


def _about(day: BoardDay, place: int) -> str:
    """The chosen item: its times, its minutes, what became of it, what it is."""
    item = day.item(place)
    said = [f"{clock_text(item.start)} to {clock_text(item.end)}"]
    if day.opened:
        held = day.held[place]
        said.append(f"planned {item.planned}, delivered {held.delivered} min")
        if held.status != "done" and (day.ended or held.status != "pending"):
            said.append(BECAME[held.status])
    elif item.set.is_work:
        said.append(f"{item.planned} min ({item.minimum} to {item.maximum})")
        said += ["by hand"] if item.by_hand else []
    whose = f" of seat {item.seat}" if item.seat is not None else ""
    part = f", part {item.part} of {item.parts}" if item.parts > 1 else ""
    said += [f"{item.set.label}{whose}{part}"] if item.set.is_work else []
    return " · ".join([*said, item.title])


def nothing_lines(key: str, cells: int) -> list[Line]:
    """What the board says where nothing is planned yet."""
    return wrap(f"No block of this group is planned yet: {key} plans one.", cells, "normal")


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
