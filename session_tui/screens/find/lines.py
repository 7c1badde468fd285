"""What was found, as lines: under each session its notes, with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from exercise_bank.component import day_of
from models.database.finding import FoundNote, Sought
from models.local_time import clock, long_date
from session_tui.lines import Line, Piece, fit, line, wrap

CURSOR, TIME, WHO, WRITER = 2, 7, 10, 4
"""Cells of the columns: the chosen one's sign, the time, whom it is about, who wrote it."""
MOST_ROWS = 3
"""So many rows a note may fill: Enter shows all of it, where it belongs."""

EXAMPLES = (
    "chair                  notes with this word; all of several",
    "3+sr chair             as you write it: seat, sign, domain",
    "JB                     about this man, by his initials",
    "by:AQ in:core          who wrote it; which group",
    "2026-10                in this month; 2026-09..2026-11 from, to",
)


def sought_line(sought: Sought, found: int, most: int) -> Line:
    """What was understood of what is looked for, and how much was found."""
    if sought.everything:
        return line("find in all sessions: words, a head, initials, by:, in:, a date", "past")
    parts: list[str] = []
    if sought.head.head:
        said = sought.head.understood.removesuffix(" · mark")
        parts.append(said.removeprefix("group · "))
    if sought.initials:
        parts.append("about " + " or ".join(sought.initials))
    if sought.words:
        parts.append(" ".join(f"“{word}”" for word in sought.words))
    if sought.by:
        parts.append(f"by {sought.by}")
    if sought.group:
        parts.append(f"in {sought.group}")
    if sought.since or sought.until:
        parts.append(_span(sought))
    many = f"the newest {most}" if found >= most else str(found) if found else "none"
    said = " · ".join(part for part in parts if part)
    return (("→ ", "past"), (said, "head"), (f"   {many}", "now"))


def _span(sought: Sought) -> str:
    if sought.since == sought.until:
        return f"in {sought.since}"
    ends = (f"from {sought.since}" * bool(sought.since), f"to {sought.until}" * bool(sought.until))
    return " ".join(filter(None, ends))


def found_rows(
    found: Sequence[FoundNote], chosen: int, staff: Mapping[str, str], cells: int, rows: int
) -> list[tuple[Line, int]]:
    """The notes that fill so many rows round the chosen one; `staff` gives initials by id.

    Each row has the place of its note among those found; -1 where it is of none.
    """
    lines: list[tuple[Line, int]] = []
    top = bottom = 0
    place = 0
    for _, notes in groupby(found, key=lambda note: note.session):
        of_session = list(notes)
        first = of_session[0]
        if lines:
            lines.append(((), -1))
        told = f"{long_date(first.date)} · {first.group_name} · {day_of(first.block, first.day)}"
        lines.append((line(told, "past"), -1))
        for note in of_session:
            if place == chosen:
                top = len(lines) - (1 if note is first else 0)
            own = _note_lines(note, staff, cells, chosen=place == chosen)
            lines += [(row, place) for row in own]
            if place == chosen:
                bottom = len(lines)
            place += 1
    start = max(0, min(top - rows // 3, len(lines) - rows))
    start = max(start, bottom - rows)
    return lines[start : start + rows]


def _note_lines(
    note: FoundNote, staff: Mapping[str, str], cells: int, *, chosen: bool
) -> list[Line]:
    """A note: when, about whom, the words, and at the end who wrote it."""
    before = CURSOR + TIME + WHO
    room = max(10, cells - before - WRITER - 1)
    said = f"{note.text} // {note.meaning}" if note.meaning else note.text
    words = wrap(said, room, "chosen" if chosen else "normal")
    if len(words) > MOST_ROWS:
        words = words[:MOST_ROWS]
        last = "".join(text for text, _ in words[-1])
        words[-1] = line(fit(f"{last[: room - 1]}…", room), "chosen" if chosen else "normal")
    who = _who(note)
    head: tuple[Piece, ...] = (
        ("› " if chosen else "  ", "now"),
        (f"{clock(note.at, note.zone):<{TIME}}", "past"),
        (fit(who, WHO - 1) + " ", "head"),
    )
    writer: Piece = (f" {fit(staff.get(note.by, ''), WRITER, right=True)}", "past")
    first = words[0] if words else ()
    used = sum(len(text) for text, _ in first)
    lines: list[Line] = [(*head, *first, (" " * max(0, room - used), "normal"), writer)]
    lines += [((" " * before, "normal"), *rest) for rest in words[1:]]
    return lines


def _who(note: FoundNote) -> str:
    sign = {"strength": "+", "concern": "-"}.get(note.direction, "")
    about = note.initials or {"all": "all"}.get(note.scope, "group")
    return f"{about} {sign}{note.domain}".strip()
