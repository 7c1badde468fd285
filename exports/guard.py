"""The guard over members' names: what leaves about one man never names another.

In a man's own pages the others' names, initials and seats ("seat 3") become "another member". In
every other document without names, a man's name becomes his initials. Names are found without
regard to case, accents, invisible characters and kinds of apostrophe. What was found is listed
for the person who writes the document; a name that may be an ordinary word ("will") stays where
it has no capital, and is listed too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from exports.document import Part, Replaced, with_text
from exports.folding import folded
from exports.name_patterns import (
    AFTER,
    BEFORE,
    ONE_SEAT,
    SEATS,
    TITLES,
    Naming,
    namings,
    seat_number,
)
from models.entries.group import MemberAdded
from models.group.people import Roster

ANOTHER = "another member"
OTHERS = "other members"
A_MEMBER = "a member"
"""Stands for a name or initials that several men share, the page's own man among them."""

_KEPT = ""


class Guard:
    """Replaces names in one text after another, and counts what it found."""

    def __init__(
        self,
        ways: Iterable[Naming],
        instead: Callable[[Naming], str],
        seats: Mapping[int, str] | None = None,
        own: str = "",
    ) -> None:
        """`instead` gives what stands for a way of naming, "" to leave it."""
        told = [(way, now) for way in ways if (now := instead(way))]
        self._told = {f"n{index}": pair for index, pair in enumerate(told)}
        self._seats = seats or {}
        self._own = own
        self._pattern = _pattern(self._told, bool(seats))
        self._found: Counter[tuple[str, str]] = Counter()

    def clean(self, text: str) -> str:
        """The text without what this guard looks for."""
        if self._pattern is None or not text:
            return text
        plain, places = folded(text)
        made: list[str] = []
        done = 0
        for match in self._pattern.finditer(plain):
            start, end = places[match.start()], places[match.end() - 1] + 1
            found = text[start:end]
            now = self._instead(match.lastgroup or "", found, match.group())
            made += [text[done:start], self._told_of(found, now, text[:start].rstrip()[-1:])]
            done = end
        return "".join([*made, text[done:]]) if made else text

    def replaced(self, where: str) -> tuple[Replaced, ...]:
        """What it found so far; `where` names the part it looked through."""
        return tuple(
            Replaced(where, found, now, count) for (found, now), count in self._found.items()
        )

    def _told_of(self, found: str, now: str, before: str) -> str:
        """What is written for it, counted; a capital where a sentence begins."""
        if now != found:
            self._found[found, now] += 1
        if now in (_KEPT, found):
            return found
        return _capital(now) if before in ("", ".", "!", "?") else now

    def _instead(self, group: str, found: str, plain: str) -> str:
        """What stands for this match; "" where it is left and listed, itself where it is fine."""
        if group == "seats":
            return self._instead_of_seats(found, plain)
        way, now = self._told[group]
        if way.ordinary and found.islower():
            return _KEPT
        return now

    def _instead_of_seats(self, found: str, plain: str) -> str:
        sitting = [self._seats.get(seat_number(word), "") for word in ONE_SEAT.findall(plain)]
        others = [man for man in sitting if man != self._own]
        if not any(others):
            return found
        now = OTHERS if len(others) > 1 else ANOTHER
        return f"he and {now}" if self._own in sitting else now


def for_member(roster: Roster, member: str, *, names: bool) -> Guard:
    """The guard of this man's own pages; without `names` his own name becomes his initials."""
    men = _men(roster)
    own = next((man for man in men if man.member == member), None)

    def instead(way: Naming) -> str:
        if member not in way.men:
            return ANOTHER
        if len(way.men) > 1:
            return A_MEMBER
        return _KEPT if names or way.initials or own is None else _shown_initials(own)

    return Guard(namings(men), instead, {man.seat: man.member for man in men}, member)


def for_group(roster: Roster, *, names: bool) -> Guard:
    """The guard of what is about the whole group: without `names`, initials only."""
    if names:
        return Guard((), lambda _: _KEPT)
    initials = {man.member: _shown_initials(man) for man in _men(roster)}

    def instead(way: Naming) -> str:
        if way.initials:
            return _KEPT
        return A_MEMBER if len(way.men) > 1 else initials[next(iter(way.men))]

    return Guard(namings(_men(roster)), instead)


def guarded(part: Part, guard: Guard, where: str) -> tuple[Part, tuple[Replaced, ...]]:
    """The part as it may leave, and what was found in it; `where` names the part."""
    return with_text(part, guard.clean), guard.replaced(where)


def _men(roster: Roster) -> list[MemberAdded]:
    return [*roster.members.values(), *roster.left.values()]


def _shown_initials(man: MemberAdded) -> str:
    return man.initials.strip() or A_MEMBER


def _pattern(told: Mapping[str, tuple[Naming, str]], seats: bool) -> re.Pattern[str] | None:
    """One pattern for all: seats first, then the longest way of naming."""
    ways = [f"(?P<{group}>{TITLES}{way.pattern}{AFTER})" for group, (way, _) in told.items()]
    if seats:
        ways.insert(0, f"(?P<seats>{SEATS})")
    return re.compile(f"{BEFORE}(?:{'|'.join(ways)})") if ways else None


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
