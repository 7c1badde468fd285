"""How a man may be named in free text: his whole name, its parts, his initials, his seat.

Patterns run over folded text (see folding). A name that is also an ordinary word is only sure
with its capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from exports.folding import folded_text
from models.entries.group import MemberAdded

_NAMES = """
    abel ace al art bill bob brook buck chance chase chip christian cliff clay dale dean den
    drew earnest faith frank gene glen grant guy hank harry heath hope hunter jack jay jean job joy
    june king lance lane lee love major mark max may miles nick nile norm page pat pete pierce
    price ray reed rich rob robin rock rod rose ross rusty sandy saint sky sol stone sunny van
    victor wade wane ward will wood woods young black brown green white gray grey hill field fields
    bush banks best bird bishop blunt bond booth bridge brooks burns butler carpenter carter church
    cook cross day farmer fisher fox gardener good hall hand hardy head house hunt knight lamb law
    light little long marsh mason moon moss noble parks pool pope potter power rice rivers savage
    sharp shepherd short singer smart smith snow spring stark steel strange strong summers swan
    taylor turner walker wall waters webb wells wise wolf worth
"""
ORDINARY_NAMES = frozenset(_NAMES.split())
"""Names that are ordinary words too: in lower case they are taken for the word."""

_SHORT_WORDS = """
    ad ah am an as at be by do eh er ex go ha he hi ho id ie if in is it la lo ma me my no of oh
    ok on or ow ox pa pm so tv uk um up us we ya ye yo aid all and any are ask bad bar bed bus but
    can car day did end far few for get god got had has her him his hot how its job key law lay let
    lie lot mad man may men met mum new nor not now off old one our out own pay put ran red sad sat
    saw say see she sit six ten the tie too try two use was way who why win won yes yet you
"""
ORDINARY_INITIALS = frozenset(_SHORT_WORDS.split())
"""Words of two and three letters: in lower case they are no one's initials."""

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_SEAT = rf"(?:10|[0-9]|{'|'.join(NUMBERS)})(?!\w|:\d)"
SEATS = (
    rf"(?:seats?|chairs?|members?)\s*(?:no\.?|number|nr\.?|\#)?\s*{_SEAT}"
    rf"(?:\s*(?:,|and|or|&|\+|/|to|-)\s*{_SEAT})*"
)
"""Men called by their seats: "seat 3", "seats 3 and 5", "member two"."""

ONE_SEAT = re.compile(_SEAT)
TITLES = r"(?:(?:mr|mister|dr|doctor)\.?\s+)?"
BEFORE = r"(?<![^\W\d_])"
AFTER = r"(?=(?:'?s)?(?![^\W\d_]))"


@dataclass(frozen=True, slots=True)
class Naming:
    """A pattern that names these men (ids); `ordinary` ones count with a capital only."""

    pattern: str
    men: frozenset[str] = frozenset()
    ordinary: bool = False
    initials: bool = False


def namings(men: Iterable[MemberAdded]) -> list[Naming]:
    """Every way in which these men may be named, the longest first."""
    found: dict[Naming, set[str]] = {}
    for man in men:
        for way in (*_of_name(man.name), *_of_initials(man.initials)):
            found.setdefault(way, set()).add(man.member)
    made = [replace(way, men=frozenset(who)) for way, who in found.items()]
    return sorted(made, key=lambda way: -len(way.pattern))


def seat_number(word: str) -> int:
    """The seat that a word or digit stands for; 0 is seat ten."""
    number = NUMBERS.index(word.lower()) + 1 if word.isalpha() else int(word)
    return number or 10


def _of_name(name: str) -> Iterator[Naming]:
    words = folded_text(name).split()
    if len(words) > 1:
        first, last = re.escape(words[0]), re.escape(words[-1][0])
        yield Naming(r"\s+".join(map(re.escape, words)))
        yield Naming(rf"{first}\s+{last}\.?(?![^\W\d_])")
    for word in _telling_parts(name):
        ordinary = word in ORDINARY_NAMES or len(word) == 2
        yield Naming(re.escape(word), ordinary=ordinary)


def _telling_parts(name: str) -> list[str]:
    """The parts that name him by themselves: surname, first name, halves of a double name."""
    found: list[str] = []
    for word in name.split():
        if word.islower():
            continue  # "de", "van"
        whole = folded_text(word).strip(".'-")
        halves = [half for half in whole.split("-") if len(half) > 2]
        found += [whole, *(halves if "-" in whole else ())]
    return [word for word in dict.fromkeys(found) if len(word) > 1]


def _of_initials(initials: str) -> Iterator[Naming]:
    letters = [letter for letter in folded_text(initials) if letter.isalnum()]
    if len(letters) > 1:
        ordinary = "".join(letters) in ORDINARY_INITIALS
        signs = [re.escape(letter) for letter in letters]
        dotted, loose = r"\.\s?".join(signs), r"\.?\s?".join(signs)
        pattern = rf"(?:{dotted}\.|{loose})"
        yield Naming(pattern, ordinary=ordinary, initials=True)
