"""Acts that say one thing of a man beside who he is: an agreement, a date, a reason, a decision."""

from __future__ import annotations

from datetime import date

from exercise_bank.dates import parse_date
from exercise_bank.minutes import MinutesError, parse_duration
from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.content import Content
from models.facts import Facts
from models.group.people import TEN, Roster


def say_of(facts: Facts, roster: Roster, member: str, what: Content, says: str) -> Act:
    """Say it; what was said of the same before is superseded. Raises Refused for what is known."""
    man = roster.get(member)
    if man is None:
        raise Refused("He isn't in this group's record.")
    fact = what.fact
    before = facts.settle(*fact) if fact else None
    if before is not None and before.value.what == what and not before.unsettled:
        raise Refused("That is on record already.")
    supersedes = before.values if before else ()
    return Act(f"{man.seat % TEN} · {man.initials}: {says}", (NewEntry(what, None, supersedes),))


def date_typed(text: str, today: str) -> str:
    """A date (ISO) as somebody typed it, today's where nothing was. Raises Refused."""
    if not text.strip():
        return today
    read = parse_date(text)
    if read is None:
        raise Refused("That is no date: type such as 24 Nov 2026 or 24/11/2026.")
    return read.date.isoformat()


def minutes_typed(text: str) -> int:
    """A length in minutes as somebody typed it: "45", "1h30". Raises Refused."""
    try:
        return parse_duration(text)
    except MinutesError as why:
        raise Refused(str(why)) from None


def blocks_typed(text: str, most: int) -> tuple[int, ...]:
    """Blocks as somebody typed them: "1", "1 2", "1,2". Raises Refused."""
    words = text.replace(",", " ").split()
    if not words or not all(word.isdigit() and 1 <= int(word) <= most for word in words):
        raise Refused(f"Which blocks? Type their numbers, 1 to {most}, such as 1 2.")
    return tuple(sorted({int(word) for word in words}))


def in_words(on: str) -> str:
    """An ISO date as 24 Nov 2026; what isn't one stays."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return on
    return f"{day.day} {day:%b %Y}"
