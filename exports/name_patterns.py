"""How a man may be named in free text: his whole name, its parts, his initials, his seat.

Patterns run over folded text (see folding). A name that is also an ordinary word is only sure
with its capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from exports.folding import folded_text
from models.entries.group import MemberAdded
from models.entries.membership import NamedPerson

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

_COMPANY = ("ltd", "limited", "plc", "llp", "inc", "co", "company")

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


People = Mapping[str, tuple[NamedPerson, ...]]
"""Who is near each man (by his id), and what else he is called."""

NOBODY: People = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Naming:
    """A pattern that names these men (ids); `ordinary` ones count with a capital only.

    `word` is the folded name where it is one word, `first` that it is a first name. `near` says
    who it is to the men whose list it stands on, where it is none of the men himself.
    """

    pattern: str
    men: frozenset[str] = frozenset()
    ordinary: bool = False
    initials: bool = False
    word: str = ""
    first: bool = False
    near: str = ""


def namings(men: Iterable[MemberAdded], near: People = NOBODY) -> list[Naming]:
    """Every way in which these men may be named, and who is `near` them, the longest first.

    A name that a man shares with somebody near him or another is taken for the man's.
    """
    found: dict[Naming, set[str]] = {}
    for man in men:
        known_as = [one.name for one in near.get(man.member, ()) if one.who == "himself"]
        ways = [way for name in (man.name, *known_as) for way in _of_name(name)]
        for way in (*ways, *_of_initials(man.initials)):
            found.setdefault(way, set()).add(man.member)
    patterns = {way.pattern for way in found}
    for member, people in near.items():
        for way in (way for one in people for way in _of_person(one)):
            if way.pattern not in patterns:
                found.setdefault(way, set()).add(member)
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
        begins = word == words[0]
        yield Naming(re.escape(word), ordinary=ordinary, word=word, first=begins)


def _of_person(person: NamedPerson) -> Iterator[Naming]:
    """The ways to name somebody near a man; an employer by his whole name alone."""
    if person.who == "himself":
        return
    if person.who != "employer":
        for way in _of_name(person.name):
            yield replace(way, near=person.who)
        return
    words = folded_text(person.name).split()
    while len(words) > 1 and words[-1].strip(".") in _COMPANY:
        del words[-1]
    if words:
        alone = words[0] if len(words) == 1 else ""
        pattern = r"\s+".join(map(re.escape, words))
        yield Naming(pattern, ordinary=alone in ORDINARY_NAMES, word=alone, near=person.who)


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
