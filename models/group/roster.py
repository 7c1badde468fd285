"""Reading a roster that a service keeps as CSV or XLSX: the men of a group, one a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exercise_bank.dates import parse_date
from exercise_bank.fault import Fault, Guess, shown
from exercise_bank.table_file import Heading, TableRow, plain_words, read_table

RISK_LEVELS = ("low", "medium", "high", "very high")
"""Static risk by Risk Matrix 2000/S; very high goes the route of high (derived)."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "seat": ("No", "Seat", "Number", "Member", "Member no"),
    "initials": ("Initials",),
    "name": ("Name", "Name (invented)", "Full name", "Member name"),
    "crn": ("CRN", "Case reference", "Case reference number", "Case ref"),
    "born": ("D.O.B.", "DOB", "Date of birth", "Born"),
    "risk": ("RM2000/S", "RM2000S", "RM 2000 S", "Risk", "Risk level", "Static risk"),
    "iq": ("IQ 80+", "IQ", "IQ rule"),
    "joined": ("Joined", "Start date", "Joined on"),
    "block": ("Block", "Joined block", "Joins block"),
    "credit": ("Credit", "Credits"),
    "learning": ("Learning style", "Learning styles"),
    "accommodations": ("Accommodations", "Adjustments", "Needs"),
    "om": ("Offender manager", "OM", "Probation practitioner"),
    "apart": ("Keep apart", "Not together with"),
    "remarks": ("Remarks", "Remark", "Notes", "Comments"),
}
"""The words that each column of a roster may stand under."""

SEATS = 10
"""Seats of a group, a digit each (seed: at most ten men)."""

_SEAT = re.compile(r"(?:no|seat|member)?[\s.]*(\d{1,2})", re.IGNORECASE)
_OM = re.compile(r"\b(?:offender manager|OM)\s*[:=]\s*([^;,|\n]+)[;,|\s]*", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:not together with|keep apart from|apart from)\s+((?:\d{1,2}(?:\s*(?:,|and|&)\s*)?)+)",
    re.IGNORECASE,
)
_A_REMARK = re.compile(
    r"\bIQ \d|\bexception\b|\bjoined\b|\btransfer|\bnot together\b|\boffender manager\b",
    re.IGNORECASE,
)
_IQ_WORDS = {
    **dict.fromkeys(("yes", "y", "met", "true", "80", "80+"), "met"),
    **dict.fromkeys(("exception", "excepted", "exempt"), "exception"),
    **dict.fromkeys(("no", "n", "not met", "false"), "not met"),
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One man as the roster has him. Dates are ISO dates; `seat` is 1 to 10.

    `iq_rule` is "met", "not met", "exception" or empty; `keep_apart` are seats.
    """

    line: int
    seat: int
    initials: str
    name: str = ""
    crn: str = ""
    born: str | None = None
    risk_level: str = ""
    iq_rule: str = ""
    joined: str | None = None
    block: int | None = None
    credit: str = ""
    learning_styles: tuple[str, ...] = ()
    accommodations: str = ""
    offender_manager: str = ""
    keep_apart: tuple[int, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class RosterReading:
    """The men of a roster, how cells were understood, and what can't be read.

    A fault of a seat or initials leaves the row out; any other leaves that cell empty. `headings`
    say how the columns were understood.
    """

    rows: tuple[RosterRow, ...] = ()
    guesses: tuple[Guess, ...] = ()
    faults: tuple[Fault, ...] = ()
    headings: tuple[Heading, ...] = ()


def read_roster(path: Path) -> RosterReading:
    """Read a roster; nothing is raised: what can't be read is in the reading's faults.

    `keep_apart` is what a man's own row says; it holds for the other man as well.
    """
    table = read_table(path, HEADINGS, ("seat", "initials"))
    if isinstance(table, Fault):
        return RosterReading(faults=(table,))
    reader = _RosterReader(table.name, list(table.guesses))
    rows: dict[int, RosterRow] = {}
    crns: dict[str, RosterRow] = {}
    for cells in table.rows:
        row = reader.row(cells)
        if row is None:
            continue
        first = rows.setdefault(row.seat, row)
        if first is not row:
            reader.fault(cells, str(row.seat), f"the seat is taken on line {first.line}")
        elif row.crn:
            same = crns.setdefault(row.crn, row)
            if same is not row:
                allowed = f"the same man, by his case reference, is on line {same.line}"
                reader.fault(cells, row.crn, allowed)
    return RosterReading(
        tuple(rows[seat] for seat in sorted(rows)),
        tuple(sorted(reader.guesses)),
        tuple(sorted((*table.faults, *reader.faults))),
        table.headings,
    )


class _RosterReader:
    """Reads rows, and gathers what was guessed and what can't be read."""

    def __init__(self, name: str, guesses: list[Guess]) -> None:
        self.name = name
        self.guesses = guesses
        self.faults: list[Fault] = []

    def row(self, cells: TableRow) -> RosterRow | None:
        """The man of a row; None, with a fault, where his seat or initials can't be read."""
        seat = self._seat(cells)
        initials = cells["initials"].replace(".", "").replace(" ", "").upper()
        if seat is not None and not (1 <= len(initials) <= 4 and initials.isalpha()):
            self.fault(cells, cells["initials"], "initials must be 1 to 4 letters")
            return None
        if seat is None:
            return None
        accommodations, remarks = self._accommodations(cells)
        manager, remarks = self._offender_manager(cells, remarks)
        return RosterRow(
            line=cells.line,
            seat=seat,
            initials=initials,
            name=_one_line(cells["name"]),
            crn=_one_line(cells["crn"]),
            born=self._date(cells, "born"),
            risk_level=self._risk(cells),
            iq_rule=self._iq(cells),
            joined=self._date(cells, "joined"),
            block=self._block(cells),
            credit=_one_line(cells["credit"]),
            learning_styles=_listed(cells["learning"]),
            accommodations=accommodations,
            offender_manager=manager,
            keep_apart=self._apart(cells, seat, remarks),
            remarks=remarks,
        )

    def fault(self, cells: TableRow, found: str, allowed: str) -> None:
        """Something in a row that can't be read."""
        who = cells["seat"] or cells["initials"]
        where = f"The row of {shown(who)}" if who else "The row"
        got = shown(found) if found else "nothing"
        place = cells.place_of(found)
        self.faults.append(Fault(self.name, cells.line, where, got, allowed, place))

    def _guess(self, cells: TableRow, found: str, read_as: str) -> None:
        place = cells.place_of(found)
        self.guesses.append(Guess(cells.line, shown(found), read_as, place))

    def _seat(self, cells: TableRow) -> int | None:
        said = cells["seat"]
        number = _SEAT.fullmatch(said)
        if number and int(number[1]) == 0:
            self._guess(cells, said, f"seat {SEATS}")
            return SEATS
        if not number or not 1 <= int(number[1]) <= SEATS:
            self.fault(cells, said, f"the seat must be 1 to {SEATS}")
            return None
        return int(number[1])

    def _date(self, cells: TableRow, column: str) -> str | None:
        said = cells[column]
        if not said:
            return None
        read = parse_date(said)
        if read is None:
            allowed = f"`{HEADINGS[column][0]}` must be a date such as 14/03/1979 or 1979-03-14"
            self.fault(cells, said, allowed)
            return None
        if read.doubt:
            self._guess(cells, said, f"{read.date.isoformat()} ({read.doubt})")
        return read.date.isoformat()

    def _risk(self, cells: TableRow) -> str:
        said = plain_words(cells["risk"])
        if said in RISK_LEVELS:
            if said == "very high":
                self._guess(cells, cells["risk"], "very high, on the route of high")
            return said
        if said:
            allowed = f"the risk level must be {', '.join(RISK_LEVELS[:-1])} or {RISK_LEVELS[-1]}"
            self.fault(cells, cells["risk"], allowed)
        return ""

    def _iq(self, cells: TableRow) -> str:
        said = cells["iq"].strip().lower()
        if said and said not in _IQ_WORDS:
            self.fault(cells, cells["iq"], "the IQ rule must be yes, no or exception")
        return _IQ_WORDS.get(said, "")

    def _block(self, cells: TableRow) -> int | None:
        said = cells["block"]
        number = re.search(r"\d{1,2}", said)
        if said and number is None:
            self.fault(cells, said, "the block must be a number")
        elif number and number[0] != said:
            self._guess(cells, said, f"block {number[0]}")
        return int(number[0]) if number else None

    def _accommodations(self, cells: TableRow) -> tuple[str, str]:
        """Accommodations and remarks; a remark that slipped one column to the left is moved."""
        said, remarks = _one_line(cells["accommodations"]), _one_line(cells["remarks"])
        if not _A_REMARK.search(said):
            return said, remarks
        self._guess(cells, said, "a remark, not an accommodation")
        return "", "; ".join(filter(None, (said, remarks)))

    def _offender_manager(self, cells: TableRow, remarks: str) -> tuple[str, str]:
        """His offender manager, from the column or the remarks, and the remarks without that."""
        if cells["om"]:
            return _one_line(cells["om"]), remarks
        said = _OM.search(remarks)
        if said is None:
            return "", remarks
        manager = said[1].strip()
        self._guess(cells, said[0].strip(), f"his offender manager, {manager}")
        return manager, (remarks[: said.start()] + remarks[said.end() :]).strip(" ;,|")

    def _apart(self, cells: TableRow, seat: int, remarks: str) -> tuple[int, ...]:
        """The seats he is kept apart from in pair work, from the column or the remarks."""
        in_remarks = _APART.search(remarks)
        said = cells["apart"] or (in_remarks[0] if in_remarks else "")
        numbers = [int(number) % SEATS or SEATS for number in re.findall(r"\d{1,2}", said)]
        seats = tuple(dict.fromkeys(number for number in numbers if number != seat))
        if in_remarks and not cells["apart"]:
            with_whom = " and ".join(str(number) for number in seats)
            self._guess(cells, said, f"keep apart from seat {with_whom}")
        return seats


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(text: str) -> tuple[str, ...]:
    """What a cell lists, between semicolons, commas or slashes."""
    return tuple(filter(None, (_one_line(part).lower() for part in re.split(r"[;,/\n]", text))))
