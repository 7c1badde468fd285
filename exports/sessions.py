"""Several sessions of a group as one document reads them: in their order, with all their men."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exercise_bank.component import day_of
from exports.attendance_table import men_of
from exports.document import Block, Bullets, PageFacts, Paragraph, Part, Replaced, Text, ours
from exports.guard import for_group, guarded
from exports.session_facts import heads_in_short
from exports.signing import PRACTICE
from exports.source import Source
from models.day.attendance import Presence
from models.group.people import Roster
from models.local_time import date_of, long_date


def in_order(sources: Iterable[Source]) -> list[Source]:
    """The sessions by their dates. Raises LookupError where there is none."""
    found = sorted(sources, key=lambda one: (one.day.about.date, one.day.about.day))
    if not found:
        raise LookupError("there is no session")
    return found


def his_sessions(sources: Iterable[Source], member: str) -> list[tuple[Source, Presence]]:
    """The sessions that he was due in, by their dates. Raises LookupError where there is none."""
    his = [(one, man) for one in sources if (man := _man(one, member)) is not None]
    if not his:
        raise LookupError("he was due in no session")
    return sorted(his, key=lambda pair: (pair[0].day.about.date, pair[0].day.about.day))


def everybody(sources: Sequence[Source]) -> Roster:
    """Every man of any of these sessions, the last one's roster first."""
    last = sources[-1].day.roster
    others = {
        one: man
        for source in sources
        for known in (source.day.roster.members, source.day.roster.left)
        for one, man in known.items()
        if one not in last.members
    }
    return replace(last, left={**others, **last.left})


def span(sources: Sequence[Source]) -> str:
    """From the first session's date to the last one's."""
    first, last = sources[0].day.about.date, sources[-1].day.about.date
    return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"


def which_day(source: Source) -> str:
    """Which session it is: "block 2 day 3, Tue 24 Nov 2026"."""
    about = source.day.about
    return f"{day_of(about.block, about.day)}, {long_date(about.date)}"


def listed(lines: Iterable[Text], none: str) -> Block:
    """A point a line; where there is none, `none` says so."""
    told = tuple(lines)
    return Bullets(told) if told else Paragraph(ours(none))


def behind_guards(
    part: Part, sources: Sequence[Source], where: str
) -> tuple[Part, tuple[Replaced, ...]]:
    """A part about several sessions with every man named as may be, and what was found in it."""
    found: list[Replaced] = []
    for of_group in _by_group(sources):
        last = of_group[-1]
        guard = for_group(everybody(of_group), names=last.names, near=last.near)
        part, told = guarded(part, guard, where)
        found += told
    return part, tuple(found)


def _by_group(sources: Iterable[Source]) -> Iterable[list[Source]]:
    groups: dict[str, list[Source]] = {}
    for one in sources:
        groups.setdefault(one.day.about.group, []).append(one)
    return groups.values()


def facts_of(
    source: Source, title: str, purpose: str, recipient: str, state: str = ""
) -> PageFacts:
    """The facts on every page of what is about more than one session."""
    date = long_date(date_of(source.now, source.zone))
    made = f"made {date} {source.clock(source.now)} by {source.short_staff(source.made_by)}"
    state = " · ".join(filter(None, (PRACTICE if source.day.about.practice else "", state)))
    return PageFacts(title, purpose, recipient, made, heads_in_short(source.heads), state)


def _man(source: Source, member: str) -> Presence | None:
    return next((one for one in men_of(source) if one.member == member), None)
