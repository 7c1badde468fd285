"""Several sessions of a group as one document reads them: in their order, with all their men."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exports.attendance_table import men_of
from exports.document import PageFacts
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
