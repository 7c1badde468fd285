"""The guard over members' names: what leaves about one man never names another.

In a man's own pages the others' names, initials and seats ("seat 3") become "another member". In
every other document without names, a man's name becomes his initials. Who is near a man (victims,
partners, children, employers) is named in no document. Names are found without regard to case,
accents, invisible characters and kinds of apostrophe, and misspelt too. What was found is listed
for the person who writes the document; a name that may be an ordinary word ("will") stays where
it has no capital, and is listed too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from exports.document import Part, Replaced, with_text
from exports.folding import folded
from exports.misspellings import WORD, Misspellings, is_word
from exports.name_patterns import (
    AFTER,
    BEFORE,
    NOBODY,
    ONE_SEAT,
    SEATS,
    TITLES,
    Naming,
    People,
    namings,
    seat_number,
)
from models.entries.group import MemberAdded
from models.group.people import Roster

ANOTHER = "another member"
OTHERS = "other members"
A_MEMBER = "a member"
"""Stands for a name or initials that several men share, the page's own man among them."""

ANOTHER_PERSON = "another person"
"""Stands for who is near another man."""

_KEPT = ""
_SENTENCE_BEGINS = ("", ".", "!", "?", ":", '"', "“", "(", "\n")


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
        known = list(ways)
        told = [(way, now) for way in known if (now := instead(way))]
        self._told = {f"n{index}": pair for index, pair in enumerate(told)}
        self._seats = seats or {}
        self._own = own
        self._pattern = _pattern(self._told, bool(seats))
        self._now = dict(told)
        self._misspellings = Misspellings(known)
        self._found: Counter[tuple[str, str]] = Counter()

    def clean(self, text: str) -> str:
        """The text without what this guard looks for."""
        if self._pattern is None or not text:
            return text
        plain, places = folded(text)
        made: list[str] = []
        done = gap = 0
        for match in (*self._pattern.finditer(plain), None):
            until = match.start() if match else len(plain)
            for begin, end, now in self._misspelt(text, plain, places, gap, until):
                made += [
                    text[done:begin],
                    self._told_of(text[begin:end], now, _before(text, begin)),
                ]
                done = end
            if match is None:
                break
            start, end = places[match.start()], places[match.end() - 1] + 1
            found = text[start:end]
            runs_on = plain[match.end() : match.end() + 1].isalpha()
            now = self._instead(match.lastgroup or "", found, match.group(), runs_on=runs_on)
            made += [text[done:start], self._told_of(found, now, _before(text, start))]
            done, gap = end, match.end()
        return "".join([*made, text[done:]]) if made else text

    def _misspelt(
        self, text: str, plain: str, places: list[int], start: int, until: int
    ) -> Iterator[tuple[int, int, str]]:
        """What is misspelt between two places of the folded text: from, to, what stands for it."""
        for match in WORD.finditer(plain, start, until):
            begin, end = places[match.start()], places[match.end() - 1] + 1
            capital, word = text[begin].isupper(), match.group()
            way = self._misspellings.meant(word, capital=capital)
            if way is None or (now := self._now.get(way, text[begin:end])) == text[begin:end]:
                continue
            if not is_word(word):
                yield begin, end, now
            elif capital and _before(text, begin) not in _SENTENCE_BEGINS:
                yield begin, end, _KEPT

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
        return _capital(now) if before in ("", ".", "!", "?", "\n") else now

    def _instead(self, group: str, found: str, plain: str, *, runs_on: bool) -> str:
        """What stands for this match; "" where it is left and listed, itself where it is fine.

        `runs_on`: an "s" follows at once, as in "JBs"; in "was" that is no one called WA.
        """
        if group == "seats":
            return self._instead_of_seats(found, plain)
        way, now = self._told[group]
        if way.initials and runs_on and not found.isupper():
            return found
        if way.ordinary and found.islower():
            # "go" isn't GO: who is asked about each such word soon says yes to anything.
            return found if way.initials else _KEPT
        return now

    def _instead_of_seats(self, found: str, plain: str) -> str:
        sitting = [self._seats.get(seat_number(word), "") for word in ONE_SEAT.findall(plain)]
        others = [man for man in sitting if man != self._own]
        if not any(others):
            return found
        now = OTHERS if len(others) > 1 else ANOTHER
        return f"he and {now}" if self._own in sitting else now


def for_member(roster: Roster, member: str, *, names: bool, near: People = NOBODY) -> Guard:
    """The guard of this man's own pages; without `names` his own name becomes his initials.

    `near` is who is near each man (models.group.names_kept_out).
    """
    men = _men(roster)
    own = next((man for man in men if man.member == member), None)

    def instead(way: Naming) -> str:
        if way.near:
            return f"[{way.near}]" if member in way.men else ANOTHER_PERSON
        if member not in way.men:
            return ANOTHER
        if len(way.men) > 1:
            return A_MEMBER
        return _KEPT if names or way.initials or own is None else _shown_initials(own)

    return Guard(namings(men, near), instead, {man.seat: man.member for man in men}, member)


def for_group(roster: Roster, *, names: bool, near: People = NOBODY) -> Guard:
    """The guard of what is about the whole group: without `names`, initials only.

    Who is near a man is named in neither.
    """
    men = _men(roster)
    initials = {man.member: _shown_initials(man) for man in men}

    def instead(way: Naming) -> str:
        if way.near:
            return f"[{way.near}]"
        if names or way.initials:
            return _KEPT
        return A_MEMBER if len(way.men) > 1 else initials[next(iter(way.men))]

    return Guard(namings(men, near), instead)


def guarded(part: Part, guard: Guard, where: str) -> tuple[Part, tuple[Replaced, ...]]:
    """The part as it may leave, and what was found in it; `where` names the part."""
    return with_text(part, guard.clean), guard.replaced(where)


def _men(roster: Roster) -> list[MemberAdded]:
    return [*roster.members.values(), *roster.left.values()]


def _shown_initials(man: MemberAdded) -> str:
    return man.initials.strip() or A_MEMBER


def _pattern(told: Mapping[str, tuple[Naming, str]], seats: bool) -> re.Pattern[str] | None:
    """One pattern for all: seats first, then the longest way of naming."""
    ways = "|".join(f"(?P<{group}>{way.pattern})" for group, (way, _) in told.items())
    found = [f"(?P<seats>{SEATS})"] * seats + [f"{TITLES}(?:{ways}){AFTER}"] * bool(ways)
    return re.compile(f"{BEFORE}(?:{'|'.join(found)})") if found else None


def _before(text: str, at: int) -> str:
    """The sign before this place, a line's end too; "" at the text's beginning."""
    return text[:at].rstrip(" \t")[-1:]


def _capital(words: str) -> str:
    if words.startswith("["):
        return words
    return words[0].upper() + words[1:]
