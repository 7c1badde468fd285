"""What the fields of the note form say: the same note that a line would say."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from exercise_bank.exercise import Domain
from models.acts import Refused
from models.day.day import Day
from models.day.quick_line import CLIMATES, read_line
from models.entries.observation import Direction, NoteWritten
from session_tui.ask import Choice
from session_tui.note_keeping import Who, domain_of_target, men_on, moment_of

DIRECTIONS = (Choice("+", "strength", "strength"), Choice("-", "concern", "concern"))
FLAGS = (Choice("!", "calls for an action", "!"), Choice("?", "for supervision", "?"))
TARGETS = tuple(Choice(str(number), "", str(number)) for number in range(1, 10))
CLIMATE = tuple(Choice(code[0], word, code) for code, word in CLIMATES.items())
DOMAINS = tuple(
    Choice(key, domain.label, domain.value)
    for key, domain in zip("xars", (Domain(code) for code in ("sx", "at", "re", "sr")), strict=True)
)
ALONE = ("*", "g")
"""Answers to "who" that stand alone: all in the room, the group."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What was picked, as values of the choices; `who` holds seats, or "*", or "g".

    `item` is the id of a chosen exercise, none where the moment says it.
    """

    who: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    climate: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    item: tuple[str, ...] = ()

    def as_draft(self) -> str:
        """As text, to be kept with what is half-typed."""
        return json.dumps(asdict(self))


def tags_in_draft(text: str) -> Tags | None:
    """The tags in a draft; None where there is none that reads."""
    try:
        said = json.loads(text)
        return Tags(**{one.name: tuple(map(str, said.get(one.name, ()))) for one in fields(Tags)})
    except (ValueError, AttributeError, TypeError):
        return None


def who_choices(day: Day) -> tuple[Choice, ...]:
    """The seats of the men, all in the room, the group."""
    seats = (day.roster.seat_sign(member) for member in day.roster.members)
    return (
        *(Choice(seat, "", seat) for seat in seats),
        Choice("*", "all in the room", "*"),
        Choice("g", "the group", "g"),
    )


def settle_who(picked: tuple[str, ...]) -> tuple[str, ...]:
    """Seats or one answer that stands alone, whichever was picked last."""
    if not picked:
        return ()
    if picked[-1] in ALONE:
        return (picked[-1],)
    return tuple(one for one in picked if one not in ALONE)


def tags_of(note: NoteWritten, day: Day) -> Tags:
    """The tags of a note as they would be picked."""
    whom = {"all": ("*",), "group": ("g",), "exercise": ("g",)}
    seats = tuple(day.roster.seat_sign(member) for member in note.members)
    return Tags(
        who=whom.get(note.scope, seats),
        direction=(note.direction,) if note.direction else (),
        domain=(note.domain,) if note.domain else (),
        climate=(note.climate,) if note.climate else (),
        target=(str(note.target),) if note.target else (),
        flags=(*(("!",) if note.action else ()), *(("?",) if note.supervision else ())),
        item=(note.item,) if note.item else (),
    )


def who_picked(day: Day, picked: tuple[str, ...]) -> Who:
    """Whom the note is about. Raises Refused where nobody was picked."""
    if not picked:
        raise Refused("Who is it about? A digit for each seat, * for all, g for the group.")
    if picked == ("*",):
        return Who("all")
    return Who("group") if picked == ("g",) else Who("members", men_on(day, "".join(picked)))


def note_from(
    day: Day, base: NoteWritten, tags: Tags, said: str, own: str, meaning: str
) -> NoteWritten:
    """The note that the fields say. `own` are his words, put in quotation marks after `said`.

    Raises Refused where nobody was picked or nothing was written.
    """
    who = who_picked(day, tags.who)
    quoted = f'"{own.strip()}"' if own.strip() else ""
    text = " ".join(part for part in (said.strip(), quoted) if part)
    if not text and not meaning.strip():
        raise Refused("What was said or done? A few words; a head alone on the line is a mark.")
    target = int(tags.target[0]) if tags.target and len(who.members) == 1 else 0
    return base.model_copy(
        update={
            "scope": who.scope,
            "members": who.members,
            "text": text,
            "meaning": meaning.strip(),
            "own_words": text.count('"') > 1 or "“" in text,
            "direction": _direction(tags.direction),
            "domain": _first(tags.domain) or domain_of_target(day, who, target),
            "climate": _first(tags.climate),
            "target": target,
            "action": "!" in tags.flags,
            "supervision": "?" in tags.flags,
            "item": _first(tags.item),
        }
    )


def moment_in(day: Day, text: str, at: int, now: int) -> int:
    """The instant (ms) that "11:40" or "-3" says; `at` where it says that or nothing.

    Raises Refused for what is no time of the day, or still to come.
    """
    text = text.strip().removeprefix("@")
    if text in ("", day.clock(at)):
        return at
    reading = read_line(f"@{text}")
    if not reading.head or reading.understood.count(" · ") > 2:
        raise Refused("When: 11:40, or -3 for three minutes ago.")
    return moment_of(day, reading, at, now)


def _direction(picked: tuple[str, ...]) -> Direction:
    return "strength" if "strength" in picked else "concern" if "concern" in picked else ""


def _first(picked: tuple[str, ...]) -> str:
    return picked[0] if picked else ""
