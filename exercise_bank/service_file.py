"""Reading `service.toml`: what it may hold, how two of them merge, and the Service they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from exercise_bank.component import BESIDE_CORE, Component
from exercise_bank.document_style import STYLE_SHAPES, document_style
from exercise_bank.exercise import ItemSet, Method
from exercise_bank.fault import Fault
from exercise_bank.minutes import parse_clock
from exercise_bank.quality import QUALITY_SHAPES, SupervisionFigures, quality_form
from exercise_bank.service import (
    Breaks,
    Choice,
    ComponentShape,
    Contact,
    DayShape,
    Facilitators,
    GroupLimits,
    Hours,
    Idle,
    Leaving,
    MissedDays,
    Outcome,
    PersonalWork,
    Reason,
    Service,
    Slot,
    State,
    Warn,
)
from exercise_bank.shape import (
    Kind,
    clock,
    each,
    flag,
    list_of,
    misfits,
    number,
    table,
    text,
    whole,
    word,
)
from exercise_bank.toml_file import TomlFile

THREE_CODES = ("ATTC", "AFTC", "UAAB")
"""The outcome codes that the case system's screens take (practice)."""

METHODS = tuple(method.value for method in Method)

REASON_USES = (
    *("skip", "cut", "overrun", "pause", "late start", "carry"),
    *("absent", "late", "stepped out", "cancelled"),
)
"""Where a reason may be offered."""

_MINUTES = whole(1, 24 * 60)
_KEY = text(longest=1)
_LABEL = text(longest=80)
_DAY_KEYS: Mapping[str, Kind] = {
    "start": clock(),
    "end": clock(),
    "work_minutes": _MINUTES,
    "break_minutes": whole(0, 24 * 60),
    "slots": list_of(
        table({"kind": word(("work", "break", "lunch")), "minutes": _MINUTES}), least=1
    ),
}
_DAY = table({}, {**_DAY_KEYS, "break_minutes": _MINUTES})
_COMPONENT = table(
    {
        **_DAY_KEYS,
        "sets": list_of(word(tuple(one.value for one in ItemSet if one.is_work)), least=1),
        "men": whole(1, 10),
        "every_days": whole(1, 366),
    }
)
_WARN = table({}, {"percent_left": whole(0, 100), "least_seconds": whole(0, 3600)})
_HOURS_FIGURES = ("core_fewest", "core_most", "block_fewest", "block_base", "block_per_member")


def _whole(lowest: int, highest: int, *names: str) -> Mapping[str, Kind]:
    return {name: whole(lowest, highest) for name in names}


# Every key may be left out, since a service's own file names only what it changes.
_SHAPE = table(
    {},
    {
        "bank": table({}, {"starter": flag()}),
        "day": _DAY,
        "half_day": _DAY,
        "components": table({}, {one.value: _COMPONENT for one in BESIDE_CORE}),
        "breaks": table({}, _whole(1, 120, "short_minutes", "protected_minutes", "lunch_minutes")),
        "exercise": table({}, {"shortest_minutes": whole(1, 60)}),
        "hours": table(
            {},
            {
                **{name: number(0, 1000) for name in _HOURS_FIGURES},
                **{name: number(0, 1000) for name in ("block_most", "relapse_prevention")},
                **_whole(1, 100, "blocks", "relapse_prevention_sessions"),
            },
        ),
        "group": table(
            {},
            {
                **_whole(1, 10, "fewest", "usual_fewest", "most"),
                **_whole(0, 200, "youngest", "iq", "return_within_weeks"),
            },
        ),
        "personal_work": table(
            {},
            {
                **_whole(1, 600, "fewest_minutes", "planned_minutes", "most_minutes"),
                "men_a_day": whole(1, 10),
                "first_day": flag(),
            },
        ),
        "facilitators": table({}, {"a_day": whole(1, 10)}),
        "learning_styles": each(list_of(word(METHODS))),
        "missed_days": table(
            {},
            {
                **_whole(0, 40, "catch_up_from", "repeat_block_above"),
                "fewest_minutes": whole(1, 600),
                "catch_up_percent": whole(1, 100),
            },
        ),
        "warn_soon": _WARN,
        "warn_last": _WARN,
        "idle": table({}, _whole(1, 240, "room_view_minutes", "lock_minutes")),
        "notes": table({}, {"most_bytes": whole(1024, 65_536), "ratings": flag()}),
        "rating_scale": table({}, dict.fromkeys("123456789", text(longest=80, may_be_empty=True))),
        "outcomes": each(
            table(
                {"meaning": _LABEL, "attended": flag(), "one_key": flag()},
                {"three_code": word(THREE_CODES)},
            )
        ),
        "reasons": each(
            table(
                {"key": _KEY, "label": _LABEL, "for": list_of(word(REASON_USES), least=1)},
                {"suggests": text(longest=8)},
            )
        ),
        "taking_part": each(table({"key": _KEY, "label": _LABEL}, {"asks": _LABEL})),
        "leaving": each(table({"key": _KEY, "label": _LABEL, "distressed": flag()})),
        "states": each(table({"key": _KEY, "label": _LABEL}, {"one_of": _LABEL})),
        "climate": each(_LABEL),
        "judging_words": each(text(longest=120, may_be_empty=True)),
        **QUALITY_SHAPES,
        **STYLE_SHAPES,
        "concerns": table(
            {},
            {
                "contacts": list_of(
                    table({"label": _LABEL, "number": text(longest=40, may_be_empty=True)})
                )
            },
        ),
    },
)


def service_file_faults(file: TomlFile) -> tuple[Fault, ...]:
    """Everything in a service's file that departs from its format."""
    return tuple(
        Fault(file.name, file.line(*misfit.path), "Service data", misfit.found, misfit.allowed)
        for misfit in misfits(_SHAPE, file.data)
    )


def merged(files: Sequence[TomlFile]) -> dict[str, Any]:
    """The data of several service files; a later file's key replaces or adds that key.

    Keys that depart from the format are passed over, as if they weren't there.
    """
    tables: dict[str, Any] = {}
    for file in files:
        unusable = {misfit.path[:2] for misfit in misfits(_SHAPE, file.data)}
        for name, keys in file.data.items():
            if (name,) in unusable:
                continue
            sound = {key: value for key, value in keys.items() if (name, key) not in unusable}
            tables[name] = {**tables.get(name, {}), **sound}
    return tables


def service_from(data: Mapping[str, Any]) -> Service:
    """The Service that complete, checked data make."""
    words = {word: instead for word, instead in data["judging_words"].items() if instead.strip()}
    return Service(
        starter=data["bank"]["starter"],
        day=_day_shape(data["day"]),
        half_day=_day_shape(data["half_day"]),
        components=MappingProxyType(
            {Component(name): _component(raw) for name, raw in data["components"].items()}
        ),
        breaks=Breaks(**data["breaks"]),
        shortest_minutes=data["exercise"]["shortest_minutes"],
        hours=Hours(**data["hours"]),
        group=GroupLimits(**data["group"]),
        personal_work=PersonalWork(**data["personal_work"]),
        facilitators=Facilitators(**data["facilitators"]),
        learning_styles=MappingProxyType(
            {style: tuple(methods) for style, methods in data["learning_styles"].items()}
        ),
        missed_days=MissedDays(**{"fewest_minutes": None, **data["missed_days"]}),
        warn_soon=Warn(**data["warn_soon"]),
        warn_last=Warn(**data["warn_last"]),
        idle=Idle(**data["idle"]),
        most_note_bytes=data["notes"]["most_bytes"],
        ratings=data["notes"]["ratings"],
        rating_scale=_words_by_digit(data["rating_scale"]),
        outcomes=MappingProxyType(
            {
                code: Outcome(code, **{"three_code": None, **rest})
                for code, rest in data["outcomes"].items()
            }
        ),
        reasons=tuple(_reason(name, raw) for name, raw in data["reasons"].items()),
        taking_part=tuple(Choice(name, **raw) for name, raw in data["taking_part"].items()),
        leaving=tuple(Leaving(name, **raw) for name, raw in data["leaving"].items()),
        states=tuple(State(name, **raw) for name, raw in data["states"].items()),
        climate=MappingProxyType(dict(data["climate"])),
        judging_words=MappingProxyType(words),
        contacts=tuple(Contact(**raw) for raw in data["concerns"]["contacts"]),
        supervision=SupervisionFigures(**data["supervision"]),
        quality_scale=_words_by_digit(data["quality_scale"]),
        quality_forms=tuple(quality_form(*pair) for pair in data["quality_forms"].items()),
        documents=document_style(data),
    )


def _words_by_digit(raw: Mapping[str, str]) -> Mapping[int, str]:
    return MappingProxyType({int(d): words for d, words in sorted(raw.items()) if words.strip()})


def _day_shape(raw: Mapping[str, Any]) -> DayShape:
    return DayShape(
        start=parse_clock(raw["start"]),
        end=parse_clock(raw["end"]),
        work_minutes=raw["work_minutes"],
        break_minutes=raw["break_minutes"],
        slots=tuple(Slot(**slot) for slot in raw["slots"]),
    )


def _component(raw: Mapping[str, Any]) -> ComponentShape:
    return ComponentShape(_day_shape(raw), tuple(raw["sets"]), raw["men"], raw["every_days"])


def _reason(name: str, raw: Mapping[str, Any]) -> Reason:
    return Reason(name, raw["key"], raw["label"], tuple(raw["for"]), raw.get("suggests"))
