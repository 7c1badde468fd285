"""One row of a plan kept as CSV: what its cells say, each guess said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from exercise_bank.dates import parse_date
from exercise_bank.exercise import ItemSet
from exercise_bank.fault import Fault, Guess, shown
from exercise_bank.minutes import (
    MinutesError,
    clock_text,
    duration_text,
    parse_clock,
    parse_duration,
)
from exercise_bank.plan_toml import MOST_DAYS
from exercise_bank.service import Service
from exercise_bank.table_file import TableRow, plain_words

HEADINGS = {
    "day": ("Day", "Session", "Day no", "Day number"),
    "date": ("Date",),
    "start": ("Start", "From", "Time", "Start time", "Begins"),
    "end": ("End", "To", "Until", "End time", "Finish"),
    "minutes": ("Minutes", "Mins", "Min", "Length", "Duration"),
    "set": ("Set", "Type", "Kind"),
    "exercise": ("Exercise", "Activity", "Title", "Item", "What"),
    "member": ("Member", "Man", "Seat", "Member no", "Who"),
    "remarks": ("Remarks", "Remark", "Notes", "Comments"),
}
"""The words that each column of a plan may stand under."""

_PAUSES = {
    **dict.fromkeys(("break", "short break", "tea", "tea break", "coffee"), ItemSet.BREAK),
    **dict.fromkeys(("coffee break", "morning break", "afternoon break"), ItemSet.BREAK),
    **dict.fromkeys(("lunch", "lunch break", "dinner"), ItemSet.LUNCH),
}
_SETS = {
    **{item_set.value: item_set for item_set in ItemSet if item_set.is_work},
    "personal work": ItemSet.PERSONAL,
    "intro": ItemSet.INTRODUCTORY,
    "introduction": ItemSet.INTRODUCTORY,
    "assess": ItemSet.ASSESSMENT,
    "theme": ItemSet.THEMATIC,
}
_CONTINUED = re.compile(r"\s*[(\[–-]?\s*\bcont(?:inued|d|'d)?\b\.?\s*[)\]]?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,4}")
_MEMBER = re.compile(r"(?:member|man|seat|no|m)?[\s.]*(\d{1,2})", re.IGNORECASE)
_FIXED = re.compile(r"\bfixed\b(?!\s+end)", re.IGNORECASE)
_FIXED_END = re.compile(r"\bfixed\s+end\s*(\d{1,2}[:.]\d\d)?", re.IGNORECASE)
_OPTIONAL = re.compile(r"\boptional\b|\bif time\b", re.IGNORECASE)
_LIMIT = re.compile(r"\b(min|max)(?:imum)?\.?\s*([1-9]\d{0,2})\b", re.IGNORECASE)


@dataclass(slots=True)
class PlanRow:
    """What one row says. `start` and `day_ends` are minutes since local midnight.

    `title` is `said_title` without its "(cont.)"; `limits` may have "min" and "max" minutes.
    """

    line: int
    said_title: str = ""
    title: str = ""
    set: ItemSet | None = None
    minutes: int | None = None
    start: int | None = None
    seat: int | None = None
    continued: bool = False
    fixed: bool = False
    optional: bool = False
    day_ends: int | None = None
    limits: dict[str, int] = field(default_factory=dict)
    remark: str = ""


class RowReader:
    """Reads rows, and gathers what is to be said about them.

    `guesses` were needed, `faults` name rows that are left out, `departures` cells of other rows
    that can't be read.
    """

    def __init__(self, name: str, service: Service) -> None:
        self.name = name
        self.service = service
        self.guesses: list[Guess] = []
        self.faults: list[Fault] = []
        self.departures: list[Fault] = []

    def day_number(self, row: TableRow) -> int | None:
        """The number in the day's cell, None where the cell is empty or has none."""
        said = row["day"]
        if not said or parse_date(said) is not None:
            return None
        number = _NUMBER.search(said)
        if number is None or not 1 <= int(number[0]) <= MOST_DAYS:
            self._depart(row, said, f"the day must be 1 to {MOST_DAYS}, such as Day 2")
            return None
        return int(number[0])

    def date(self, row: TableRow) -> date | None:
        """The date of the row, None where there is none."""
        in_day = parse_date(row["day"]) is not None
        said = row["date"] or (row["day"] if in_day else "")
        if not said:
            return None
        read = parse_date(said)
        if read is None:
            self._depart(row, said, "the date must be such as 10 Nov 2026 or 10/11/2026")
            return None
        if read.doubt:
            self.guess(row.line, said, f"{read.date:%a %d %b %Y} ({read.doubt})")
        return read.date

    def read(self, row: TableRow) -> PlanRow | None:
        """What the row says; None, with a fault, where its title or minutes can't be read."""
        read = PlanRow(row.line, said_title=row["exercise"] or row["set"])
        self._name(row, read)
        self._start(row, read)
        if not read.title and read.set is None:
            self._fault(row, "", "the row must name an exercise, a break or lunch")
            return None
        if not self._length(row, read):
            return None
        self._remarks(row, read)
        self._member(row, read)
        return read

    def _name(self, row: TableRow, read: PlanRow) -> None:
        """The title and set; the word for a pause may stand in any column."""
        for column in ("exercise", "set", "member", "remarks"):
            pause = _PAUSES.get(plain_words(row[column]))
            if pause is not None:
                read.set = pause
                if column != "exercise":
                    found = f"{shown(row[column])} under {HEADINGS[column][0]}"
                    self.guesses.append(Guess(row.line, found, pause.label))
                return
        read.set = _SETS.get(plain_words(row["set"]))
        read.title = _CONTINUED.sub("", row["exercise"])
        read.continued = read.title != row["exercise"]
        if row["set"] and read.set is None:
            if read.title:
                self.guess(row.line, row["set"], "no set of the programme, passed over")
            else:
                read.title = row["set"]
                found = f"{shown(row['set'])} under Set"
                self.guesses.append(Guess(row.line, found, "the exercise"))

    def _start(self, row: TableRow, read: PlanRow) -> None:
        if not row["start"]:
            return
        start = self._clock(row, "start")
        if start is not None and start < 7 * 60:
            start += 12 * 60
            self.guess(row.line, row["start"], f"{clock_text(start)}, in the afternoon")
        read.start = start

    def _clock(self, row: TableRow, column: str) -> int | None:
        read = _clock_or_none(row[column])
        if read is None:
            self._depart(row, row[column], f"the {column} must be a time such as 11:30")
        return read

    def _length(self, row: TableRow, read: PlanRow) -> bool:
        """The row's minutes; false, with a fault, where they are said and can't be read."""
        said = row["minutes"]
        if not said and row["end"] and read.start is not None:
            end = self._clock(row, "end")
            if end is not None:
                read.minutes = (end - read.start) % (12 * 60)
                self.guess(row.line, row["end"], f"{duration_text(read.minutes)} from the start")
            return True
        if not said:
            return True
        most = self.service.day.work_minutes
        try:
            read.minutes = parse_duration(said)
        except MinutesError:
            self._fault(row, said, "minutes must be such as 45, 1h30, 90m or 60 min")
            return False
        if not 1 <= read.minutes <= most:
            self._fault(row, said, f"minutes must be 1 to {most}")
            return False
        if not said.isdigit():
            self.guess(row.line, said, f"{read.minutes} minutes")
        return True

    def _remarks(self, row: TableRow, read: PlanRow) -> None:
        """Remarks that carry rules; the words themselves stay as the remark."""
        said = "" if plain_words(row["remarks"]) in _PAUSES else row["remarks"]
        read.remark = " ".join(said.split())
        for name, minutes in _LIMIT.findall(said):
            read.limits[name.lower()] = int(minutes)
        if read.limits:
            meant = " and ".join(
                f"{'at least' if name == 'min' else 'at most'} {minutes} minutes"
                for name, minutes in read.limits.items()
            )
            self.guess(row.line, said, meant)
        if _FIXED.search(said) and read.start is None:
            self._depart(row, said, "what is fixed must have a start")
        elif _FIXED.search(said):
            read.fixed = True
            self.guess(row.line, said, f"a fixed start at {clock_text(read.start or 0)}")
        if end := _FIXED_END.search(said):
            read.day_ends = _clock_or_none(end[1]) if end[1] else self.service.day.end
            if read.day_ends is None:
                self._depart(row, said, "the fixed end must be a time such as 15:30")
            else:
                self.guess(row.line, said, f"the end of the day, {clock_text(read.day_ends)}")
        if _OPTIONAL.search(said):
            read.optional = True
            self.guess(row.line, said, "an item that may be left out")

    def _member(self, row: TableRow, read: PlanRow) -> None:
        said = row["member"]
        if not said or plain_words(said) in _PAUSES:
            return
        number = _MEMBER.fullmatch(said)
        seat = int(number[1]) if number else -1
        if number and seat == 0:
            seat = 10  # the key for seat ten
        if not 1 <= seat <= self.service.group.most:
            allowed = f"the member must be a seat from 1 to {self.service.group.most}"
            self._depart(row, said, allowed)
            return
        if said != str(seat):
            self.guess(row.line, said, f"seat {seat}")
        read.seat = seat

    def fault_of(self, row: PlanRow, allowed: str, found: str = "") -> None:
        """A row that can't be used, and is left out."""
        self.faults.append(self._of(row, allowed, found))

    def depart_of(self, row: PlanRow, allowed: str, found: str = "") -> None:
        """A row that is used although it departs from what is allowed."""
        self.departures.append(self._of(row, allowed, found))

    def _of(self, row: PlanRow, allowed: str, found: str) -> Fault:
        return Fault(self.name, row.line, f"The row {shown(row.said_title)}", found, allowed)

    def guess(self, line: int, found: str, read_as: str) -> None:
        """How something on a line was understood."""
        self.guesses.append(Guess(line, shown(found), read_as))

    def _fault(self, row: TableRow, found: str, allowed: str) -> None:
        self.faults.append(self._said(row, found, allowed))

    def _depart(self, row: TableRow, found: str, allowed: str) -> None:
        self.departures.append(self._said(row, found, allowed))

    def _said(self, row: TableRow, found: str, allowed: str) -> Fault:
        title = " ".join((row["exercise"] or row["set"]).split())
        where = f"The row {shown(title)}" if title else "The row"
        got = shown(found) if found else "nothing"
        return Fault(self.name, row.line, where, got, allowed, row.place_of(found))


def _clock_or_none(said: str) -> int | None:
    try:
        return parse_clock(said)
    except MinutesError:
        return None
