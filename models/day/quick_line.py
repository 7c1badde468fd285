"""The quick line: a head as the first word, then the words.

The head says whom a note is about, then in any order its sign, tags, flags and time, all glued:
`3+sr went back`, `35 argued`, `*#co waited`, `3!! said`, `4@-3 left`. All after the first space is
text. A head begins with who (seats or `*`), or with one of `+ - # ! ? @` where it is about the
group. So a line that begins with a letter is text, though `at` and `re` are domains as well. A
first word that isn't wholly a head makes the line text. (experience.md, Notes; the examples are in
models/day/quick_line_examples.py.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from exercise_bank.exercise import Domain

Sign = Literal["strength", "concern", ""]

SIGNS: dict[str, Sign] = {"+": "strength", "-": "concern"}
CLIMATES = {
    "co": "cohesion",
    "le": "leadership",
    "op": "openness",
    "re": "responsibility",
    "ho": "hope",
}

_WHO = re.compile(r"[0-9]+|\*")
_PIECE = re.compile(
    r"(?P<sign>[+-])"
    r"|(?P<flag>!+|\?)"
    r"|\#(?P<climate>co|le|op|re|ho)"
    r"|(?P<domain>sx|at|re|sr)"
    r"|t(?P<target>[1-9])(?![0-9])"
    r"|@-(?P<ago>[0-9]{1,3})(?![0-9])"
    r"|@(?P<hour>[0-9]{1,2}):(?P<minute>[0-5][0-9])(?![0-9])",
    re.ASCII | re.IGNORECASE,
)
_BEGINS = "0123456789*+-#!?@"
_MEANING = " // "
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line was understood to say.

    `head` is the first word where it is a head, else empty; then the whole line is text and
    `trouble` says which part of the first word was not understood. `seats` are 1 to 10;
    `all_in_room` is `*`; neither is the group. `minutes_ago` and `clock` (minutes since 00:00)
    say when, at most one of them. `meaning` is what stands after ` // `; `own_words` says that
    the text holds words in quotation marks. `understood` is the head in words.
    """

    line: str
    head: str = ""
    seats: tuple[int, ...] = ()
    all_in_room: bool = False
    sign: Sign = ""
    domain: str = ""
    climate: str = ""
    target: int = 0
    action: bool = False
    concern: bool = False
    supervision: bool = False
    minutes_ago: int | None = None
    clock: int | None = None
    text: str = ""
    meaning: str = ""
    own_words: bool = False
    understood: str = ""
    trouble: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether it is a head without words: the moment is kept, the words come later."""
        return bool(self.head) and not self.text.strip() and not self.meaning.strip()


def read_line(line: str) -> Reading:
    """What this line says. Any text is a line; none raises."""
    word = re.split(r"\s", line, maxsplit=1)[0]
    if not word:
        # A leading space makes any line plain text.
        return _with_text(Reading(line, understood="text" if line.strip() else ""), line)
    try:
        head = _read_head(word)
    except _HeadError as why:
        return _with_text(Reading(line, understood="text", trouble=str(why)), f" {line}")
    reading = _with_text(replace(head, line=line, head=word), line[len(word) :])
    parts = _in_words(reading)
    if reading.is_mark:
        parts.append("mark")
    return replace(reading, understood=" · ".join(parts))


def _with_text(reading: Reading, tail: str) -> Reading:
    """The reading with its words: `tail` is a space and then the words."""
    said, parted, meaning = tail.partition(_MEANING)
    if not parted or not meaning.strip():
        said, meaning = tail, ""
    return replace(reading, text=said[1:], meaning=meaning, own_words=_has_quoted(said))


def _has_quoted(text: str) -> bool:
    """Whether words stand between quotation marks, straight or curved."""
    between = text.split('"')[1:-1:2]
    between.append(text[text.find("“") + 1 : max(text.rfind("”"), 0)] if "“" in text else "")
    return any(words.strip() for words in between)


class _HeadError(Exception):
    """A first word is no head; the message says why."""


def _read_head(word: str) -> Reading:
    """What a head says. Raises _HeadError where a part of the word isn't understood."""
    if word[0] not in _BEGINS:
        raise _HeadError(f"a head begins with who or a sign; {_shown(word)} is text")
    who = _WHO.match(word)
    reading = _read_who(who[0]) if who else Reading("")
    place = who.end() if who else 0
    while place < len(word):
        piece = _PIECE.match(word, place)
        if piece is None:
            raise _HeadError(_not_understood(word[place:]))
        reading = _take(reading, piece)
        place = piece.end()
    if reading.target and len(reading.seats) != 1:
        raise _HeadError(f"t{reading.target} is one man's target: say his seat first")
    return reading


def _read_who(who: str) -> Reading:
    if who == "*":
        return Reading("", all_in_room=True)
    twice = next((seat for seat in who if who.count(seat) > 1), None)
    if twice:
        raise _HeadError(f"seat {twice} stands twice in {_shown(who)}")
    return Reading("", seats=tuple(int(seat) or 10 for seat in who))


def _take(reading: Reading, piece: re.Match[str]) -> Reading:
    """The reading with one more piece of the head."""
    kind = str(piece.lastgroup)
    said = piece[kind].lower()
    match kind:
        case "sign":
            _once("a sign", reading.sign)
            return replace(reading, sign=SIGNS[said])
        case "climate":
            _once("a climate", reading.climate)
            return replace(reading, climate=said)
        case "domain":
            _once("a domain", reading.domain)
            return replace(reading, domain=said)
        case "target":
            _once("a target", reading.target)
            return replace(reading, target=int(said))
        case "flag":
            return _take_flag(reading, said)
        case _:
            return _take_time(reading, piece)


def _take_flag(reading: Reading, said: str) -> Reading:
    match said:
        case "!":
            _once(said, reading.action)
            return replace(reading, action=True)
        case "!!":
            _once(said, reading.concern)
            return replace(reading, concern=True)
        case "?":
            _once(said, reading.supervision)
            return replace(reading, supervision=True)
        case _:
            raise _HeadError(f"{_shown(said)}: ! is an action, !! a concern")


def _take_time(reading: Reading, piece: re.Match[str]) -> Reading:
    _once("a time", reading.minutes_ago is not None or reading.clock is not None)
    if piece["ago"]:
        return replace(reading, minutes_ago=int(piece["ago"]))
    hour, minute = int(piece["hour"]), int(piece["minute"])
    if hour > 23:
        raise _HeadError(f"{piece[0][1:]} is no time of day")
    return replace(reading, clock=hour * 60 + minute)


def _once(name: str, before: object) -> None:
    if before:
        raise _HeadError(f"{name} is there twice")


def _not_understood(rest: str) -> str:
    """Why the head ends before `rest`."""
    if rest[0] in "0123456789*":
        return f"who comes first, so {_shown(rest)} isn't understood"
    if rest[0] == "@":
        return f"{_shown(rest)}: a time is @-3 (minutes ago) or @11:40"
    if rest[0] == "#":
        return f"{_shown(rest)}: climate is #{' #'.join(CLIMATES)}"
    if rest[0] in "tT" and rest[1:2] in tuple("0123456789"):
        return f"{_shown(rest)}: targets are t1 to t9"
    return f"{_shown(rest)} isn't understood"


def _shown(word: str) -> str:
    return f'"{word if len(word) <= _SHOWN else word[:_SHOWN] + "…"}"'


def _in_words(reading: Reading) -> list[str]:
    """The parts of a head in words, who first."""
    who = " ".join(str(seat % 10) for seat in reading.seats)
    ago = reading.minutes_ago
    at = "" if reading.clock is None else f"at {reading.clock // 60:02d}:{reading.clock % 60:02d}"
    parts = (
        who or ("all in the room" if reading.all_in_room else "group"),
        reading.sign,
        Domain(reading.domain).label if reading.domain else "",
        CLIMATES.get(reading.climate, ""),
        f"target {reading.target}" if reading.target else "",
        "action" if reading.action else "",
        "someone must be told" if reading.concern else "",
        "for supervision" if reading.supervision else "",
        at if ago is None else f"{ago} min ago",
    )
    return [part for part in parts if part]
