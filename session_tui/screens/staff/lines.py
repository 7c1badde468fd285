"""The staff as lines: who may lead, who is away, who supervises whom, and the days to come."""

from __future__ import annotations

from collections.abc import Mapping

from models.entries.staffing import LeaveNoted
from models.group.rota import RotaDay
from models.local_time import day_in_words, long_date
from models.roles import Role
from session_tui.lines import Line, fit, line, wrap
from session_tui.screens.staff.reading import Colleague, StaffLook

NAME, ROLE, LABEL, DATE = 22, 16, 19, 17
SHORT = {
    "assessment centre": "assessment",
    "core training": "core",
    "NSOGP training": "NSOGP",
}
"""The stages in a row of the list; they stand whole below."""
_READS: Mapping[Role, str] = {
    "auditor": "the trail alone",
    "clinical auditor": "samples granted to him",
}
DAYS_SHOWN = 12
"""So many days to come: a block, and the first days of the next."""


def staff_lines(look: StaffLook, chosen: int, cells: int) -> list[Line]:
    """All of the page, at most so many cells wide; `chosen` is the row told below."""
    rows = [_row(one, cells, chosen=place == chosen) for place, one in enumerate(look.people)]
    head = f"  {'Who':<{NAME}}{'Role':<{ROLE}}Leads"
    lines: list[Line] = [line(head, "past"), *rows, ()]
    if chosen < len(look.people):
        lines += [*_details(look.people[chosen], cells), ()]
    return [*lines, *_days(look, cells)]


def _row(one: Colleague, cells: int, *, chosen: bool) -> Line:
    mark = "›" if chosen else " "
    start = f"{mark} {fit(one.person.name, NAME - 1)} {fit(one.person.role, ROLE - 1)} "
    says = _leads(one)
    if chosen:
        return line(fit(start + says, cells), "chosen")
    return ((start, "normal"), (fit(says, cells - len(start)), "past"))


def _leads(one: Colleague) -> str:
    away = "; away today" if one.away else ""
    if not one.delivers:
        return f"{'audits' if one.audits else 'supervises'}{away}"
    missing = ", ".join(SHORT[stage] for stage in one.missing)
    may = f"not yet: {missing}" if missing else "may lead"
    return f"{may}{away}"


def _details(one: Colleague, cells: int) -> list[Line]:
    lines: list[Line] = [line(one.person.name, "head")]
    rows = []
    if one.delivers:
        rows.append(("Supervised by", one.supervisor or "nobody on record"))
    elif one.audits:
        rows.append(("Reads", f"{_READS[one.person.role]}: his passphrase opens nothing else"))
    else:
        rows.append(("Supervises", ", ".join(one.supervises) or "nobody on record"))
    for taken in one.passed:
        how = "not passed" if taken.failed else "passed"
        result = f": {taken.result}" if taken.result else ""
        stage = taken.stage[0].upper() + taken.stage[1:]
        rows.append((stage, f"{day_in_words(taken.date)}, {how}{result}"))
    rows += [(stage[0].upper() + stage[1:], "nothing on record") for stage in _silent(one)]
    rows += [("Away", leave_words(leave)) for leave in one.leave]
    for label, words in rows:
        first, *rest = wrap(words, max(20, cells - LABEL - 2)) or [()]
        lines.append(((f"  {fit(label, LABEL)}", "past"), *first))
        lines += [((" " * (LABEL + 2), "past"), *more) for more in rest]
    return lines


def _silent(one: Colleague) -> list[str]:
    """The stages he lacks and of which nothing was said."""
    known = {taken.stage for taken in one.passed}
    return [stage for stage in one.missing if one.delivers and stage not in known]


def leave_words(leave: LeaveNoted) -> str:
    """A leave as people say it."""
    if leave.days <= 1:
        return day_in_words(leave.date)
    return f"{day_in_words(leave.date)} to {day_in_words(leave.last)}"


def _days(look: StaffLook, cells: int) -> list[Line]:
    if not look.days:
        return [
            line("Days to come", "head"),
            *wrap("None is planned: the board or session-tui plan plans a block.", cells, "past"),
        ]
    lines: list[Line] = [((fit("Days to come", DATE + 2), "head"), ("lead, second, cover", "past"))]
    for one in look.days[:DAYS_SHOWN]:
        lines += _day(one, look, cells)
    more = len(look.days) - DAYS_SHOWN
    if more > 0:
        lines.append(line(f"and {more} more", "past"))
    return lines


def _day(one: RotaDay, look: StaffLook, cells: int) -> list[Line]:
    told = wrap(" ".join(one.missing), max(20, cells - DATE - 4), "now")
    return [
        (
            (f"  {long_date(one.planned.date):<{DATE}}", "normal"),
            (fit(day_words(one, look), cells - DATE - 2), "normal"),
        ),
        *(((" " * (DATE + 2), "normal"), *row) for row in told),
    ]


def day_words(one: RotaDay, look: StaffLook) -> str:
    """A planned day by its staff, its group and its number."""
    planned = one.planned
    names = ", ".join(
        name or "–" for name in (planned.lead, planned.second, *filter(None, (planned.cover,)))
    )
    where = f"{look.groups.get(one.group, 'group')} {planned.block}.{planned.day}"
    return f"{names}  · {where}"
