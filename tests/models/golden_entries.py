"""The frozen form of entries: `python -m tests.models.golden_entries` adds kinds not yet there.

It never rewrites one that is: bytes once written stay readable, so a kind that changes needs a
new version of it. (Before the first release a changed kind may be deleted from the file.)
"""

from __future__ import annotations

import json
import typing
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from models.entries import KINDS, Entry, encode
from models.entries.content import Content

FILE = Path(__file__).with_suffix(".json")
NUMBERS = {
    "seat": 3,
    "minimum": 20,
    "planned": 30,
    "maximum": 45,
    "start": 615,
    "end": 930,
    "score": 3,
}
INSTANTS = ("at", "since", "until")
TEXTS = {
    "date": "2026-11-24",
    "next_date": "2026-12-22",
    "spoken": "2026-11-25",
    "last_day": "2026-12-22",
    "drawn_from": "2026-01-01",
    "drawn_to": "2026-11-24",
    "joined": "2026-11-03",
    "domain": "sr",
    "zone": "Europe/Dublin",
    "text": 'Went back. "I stopped" — “so”…\nThen \\ and \u2028',
}


def samples(kind: str) -> dict[str, dict[str, Any]]:
    """A kind's entry with every field said and with only what it must say."""
    content = KINDS[kind]
    fields = content.model_fields.items()
    every = {name: _value(name, field.annotation) for name, field in fields}
    least = {name: every[name] for name, field in fields if field.is_required()}
    return {
        "full": _sample(content.model_validate(every), ("0193" + "c" * 28,), unverified=True),
        "bare": _sample(content.model_validate(least), (), unverified=False),
    }


def _sample(what: Content, supersedes: tuple[str, ...], *, unverified: bool) -> dict[str, Any]:
    entry = Entry(
        id="0193" + "a" * 28,
        act="0193" + "b" * 28,
        about=1_795_514_400_000,
        written=1_795_514_461_000,
        clock=(1_795_514_461_000, 3),
        by="5f" * 16,
        supersedes=supersedes,
        what=what,
        unverified=unverified,
    )
    return {"body": encode(entry).decode(), "says": what.model_dump(mode="json")}


def _value(name: str, kind: Any) -> Any:  # noqa: PLR0911  (one line a type)
    """A value of this type that is no field's default."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _value(name, inner[0])
    if origin is typing.Literal:
        return next(one for one in reversed(inner) if one)
    if origin is tuple:
        return [_value(name, inner[0])]
    if origin is dict:
        return {"co": "waited for each other"}
    if kind is bool:
        # The one flag that is on by default.
        return name != "present"
    if kind is int:
        return 1_795_514_400_000 if name in INSTANTS else NUMBERS.get(name, 7)
    if issubclass(kind, Enum):
        return list(kind)[-1].value
    if issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return {field: _value(field, about.annotation) for field, about in fields}
    return TEXTS.get(name, name.replace("_", " "))


def read() -> dict[str, dict[str, dict[str, Any]]]:
    """What the file holds: by kind the full and the bare entry, its bytes and what it says."""
    held: dict[str, dict[str, dict[str, Any]]] = json.loads(FILE.read_text("utf-8"))
    return held


def main() -> None:
    """Add the kinds that the file doesn't hold yet."""
    held = read() if FILE.exists() else {}
    held |= {kind: samples(kind) for kind in KINDS if kind not in held}
    text = json.dumps(dict(sorted(held.items())), indent=1, ensure_ascii=True)
    FILE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
