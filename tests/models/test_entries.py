"""Entries as bytes: they come back as they went, whatever they say and whoever wrote them."""

import contextlib
import json
import typing
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from models.entries import KINDS, Entry, decode, encode
from models.entries.content import Content, Number
from models.entries.entry import LATE_MS, DamagedEntry, Unknown
from models.entries.observation import NoteWritten
from tests.models import golden_entries

SECRET = "SECRET-WORDS"
DATES = ("date", "next_date", "spoken", "last_day", "drawn_from", "drawn_to")


def some(  # noqa: PLR0911  (one line a type)
    kind: Any, name: str = "", bounds: Sequence[Any] = ()
) -> st.SearchStrategy[Any]:
    """Any value of a field's type."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        limits = [limit for one in inner[1:] for limit in getattr(one, "metadata", (one,))]
        return some(inner[0], name, limits)
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(some(inner[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(st.text(max_size=3), st.text(), max_size=3)
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(_bound("ge", bounds, -(2**53)), _bound("le", bounds, 2**46))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    if issubclass(kind, BaseModel):
        return st.fixed_dictionaries(
            {
                field: some(about.annotation, field, about.metadata)
                for field, about in kind.model_fields.items()
            }
        )
    if name == "zone":
        return st.sampled_from(("Europe/London", "UTC", "Pacific/Chatham"))
    return st.dates().map(str) if name in DATES else st.text()


def _bound(name: str, bounds: Sequence[Any], otherwise: int) -> int:
    return next((getattr(one, name) for one in bounds if hasattr(one, name)), otherwise)


def contents(kind: str) -> st.SearchStrategy[Content]:
    content = KINDS[kind]
    return some(content).map(content.model_validate)


INSTANTS = st.integers(0, 2**47 - 1)
ENTRIES = st.builds(
    Entry,
    id=st.text(),
    act=st.text(),
    about=INSTANTS,
    written=INSTANTS,
    clock=st.tuples(INSTANTS, st.integers(0, 2**32)),
    by=st.text(),
    supersedes=st.lists(st.text(), max_size=3).map(tuple),
    what=st.just(NoteWritten(note="n", scope="group")),
    writer=st.text(),
    seq=st.integers(0),
    stream=st.text(),
    unverified=st.booleans(),
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=25)
@given(data=st.data())
def test_every_kind_comes_back_as_it_went(kind: str, data: st.DataObject) -> None:
    entry = replace(data.draw(ENTRIES), what=data.draw(contents(kind)))
    back = decode(encode(entry), entry.writer, entry.seq, entry.stream)
    assert back == entry
    assert isinstance(back, Entry)
    assert encode(back) == encode(entry)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_bytes_of_a_kind_stay_readable_and_stay_the_same(kind: str) -> None:
    golden = golden_entries.read()
    assert kind in golden, "a new kind: run python -m tests.models.golden_entries"
    for sample in golden[kind].values():
        entry = decode(sample["body"].encode())
        assert isinstance(entry, Entry)
        assert entry.what.model_dump(mode="json") == sample["says"]
        assert encode(entry).decode() == sample["body"]
    said = json.loads(golden[kind]["full"]["body"].split("\n", 2)[2])
    assert said.keys() == KINDS[kind].model_fields.keys(), "a new field: give the kind a version"


def test_no_kind_of_the_golden_file_was_forgotten() -> None:
    assert golden_entries.read().keys() == KINDS.keys()


def test_the_list_of_kinds() -> None:
    bases = Content.__subclasses__()
    classes = [
        one for base in bases for one in ([base] if "kind" in vars(base) else base.__subclasses__())
    ]
    assert len(classes) == len(KINDS)
    assert set(KINDS.values()) == set(classes)
    for kind, content in KINDS.items():
        assert content.kind == kind
        assert kind.isascii()
        assert not set(kind) & set(" \n")
        assert content.version >= 1
        assert content.__doc__


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_content_can_not_be_changed_and_takes_no_unknown_field(kind: str) -> None:
    what = KINDS[kind].model_validate(golden_entries.samples(kind)["full"]["says"])
    for name in type(what).model_fields:
        with pytest.raises(ValueError, match="frozen"):
            setattr(what, name, "x")
    with pytest.raises(ValueError, match="not_a_field"):
        KINDS[kind].model_validate({**what.model_dump(), "not_a_field": 1})


def test_a_fact_begins_with_its_name_and_men_named_are_members() -> None:
    names: dict[str, str] = {}
    for kind in KINDS:
        what = KINDS[kind].model_validate(golden_entries.samples(kind)["full"]["says"])
        if what.fact is not None:
            assert names.setdefault(what.fact[0], kind) == kind
        men = {"member", "members", "leaving"}
        assert set(what.members_named) <= men
        has_man = men & set(type(what).model_fields)
        assert bool(what.members_named) == bool(has_man)


@pytest.mark.parametrize(
    ("head", "kind", "version"),
    [("note-written 2", "note-written", 2), ("mood-drawn 1", "mood-drawn", 1)],
)
def test_an_entry_of_a_newer_program_is_kept_byte_for_byte(
    head: str, kind: str, version: int
) -> None:
    body = head.encode() + b"\n\xff\x00 whatever\nit holds\nin lines"
    assert decode(body, "w", 3) == Unknown(kind, version, body)


GOOD = encode(
    Entry(
        id="a",
        act="b",
        about=5,
        written=6,
        clock=(6, 0),
        by="c",
        supersedes=("d",),
        what=NoteWritten(note="n", scope="group", text=SECRET),
    )
)


def damaged(body: bytes) -> DamagedEntry:
    with pytest.raises(DamagedEntry) as caught:
        decode(body, "77" * 16, 12)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"about":5', b'"about":Infinity'),
        (b'"about":5', b'"about":NaN'),
        (b'"about":5', b'"about":-1'),
        (b'"about":5', b'"about":140737488355328'),
        (b'"about":5', b'"about":' + b"9" * 5000),
        (b'"about":5', b'"about":' + b"[" * 100_000),
        (b'"about":5', b'"about":"5"'),
        (b'"about":5', b'"about":true'),
        (b'"about":5', b'"about":5.5'),
        (b'"written":6', b'"written":null'),
        (b'"clock":[6,0]', b'"clock":[6,0,0]'),
        (b'"clock":[6,0]', b'"clock":"60"'),
        (b'"clock":[6,0]', b'"clock":[6,-1]'),
        (b'"clock":[6,0]', b'"clock":6'),
        (b'"id":"a"', b'"id":["a"]'),
        (b'"id":"a"', b'"id":7'),
        (b'"supersedes":["d"]', b'"supersedes":"d"'),
        (b'"supersedes":["d"]', b'"supersedes":[["d"]]'),
        (b'"supersedes":["d"]', b'"supersedes":[7]'),
        (b'"supersedes":["d"]', b'"unverified":"no"'),
        (b'{"id"', b'[{"id"'),
        (b'{"id"', b'"SECRET-WORDS'),
        (b'"scope":"group"', b'"scope":"SECRET-WORDS"'),
        (b'"scope":"group"', b'"scope":"group","more":"SECRET-WORDS"'),
        (b'"scope":"group",', b""),
        (b"note-written 1\n", b""),
        (b"note-written 1\n", b"note-written 1"),
        (b"note-written 1\n", b"note-written\n"),
        (b"note-written 1\n", b"note-written 0\n"),
        (b"note-written 1\n", b"note-written -1\n"),
        (b"note-written 1\n", b"note-written x\n"),
        (b"note-written 1\n", b"n\xc3\xb6te 1\n"),
        (GOOD, b""),
        (GOOD[20:], b""),
    ],
)
def test_a_damaged_entry_says_so_and_nothing_of_its_text(old: bytes, new: bytes) -> None:
    assert old in GOOD
    error = damaged(GOOD.replace(old, new, 1))
    assert str(error) == "entry 12 of writer 77777777 can't be read"
    assert error.__cause__ is error.__context__ is None


@given(st.integers(0, len(GOOD)), st.binary(max_size=6), st.integers(0, 6))
def test_bytes_changed_anywhere_give_an_entry_or_say_that_they_are_damaged(
    place: int, put: bytes, gone: int
) -> None:
    with contextlib.suppress(DamagedEntry):
        entry = decode(GOOD[:place] + put + GOOD[place + gone :])
        assert isinstance(entry, Entry | Unknown)


@given(st.binary(max_size=200))
def test_any_bytes_at_all(body: bytes) -> None:
    with contextlib.suppress(DamagedEntry):
        decode(body)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("session-opened", {"date": "24 Nov"}),
        ("session-opened", {"date": "20261124"}),
        ("written-afterwards", {"date": "2026-02-30"}),
        ("plan-laid", {"start": 1441}),
        ("plan-laid", {"end": -1}),
        ("minutes-changed", {"minutes": -1441}),
        ("away-settled", {"since": 2**47}),
    ],
)
def test_what_no_clock_or_calendar_can_show_is_refused(kind: str, change: dict[str, Any]) -> None:
    said = golden_entries.samples(kind)["full"]["says"]
    with pytest.raises(ValueError, match=next(iter(change))):
        KINDS[kind].model_validate({**said, **change})


@pytest.mark.parametrize(("after", "late"), [(0, False), (LATE_MS, False), (LATE_MS + 1, True)])
def test_an_entry_is_late_after_more_than_a_minute(after: int, late: bool) -> None:
    entry = decode(GOOD)
    assert isinstance(entry, Entry)
    assert replace(entry, about=1000, written=1000 + after).late is late


def opening(**more: object) -> bytes:
    """The bytes of a session's opening with other values than it should have."""
    about = {"session": "5e" * 16, "group": "g", "block": 2, "block_run": "r", "day": 3, "days": 8}
    content = json.dumps({**about, "date": "2026-11-24", **more})
    envelope = '{"id":"1","act":"1","about":1,"written":1,"clock":[1,0],"by":"a"}'
    return f"session-opened 1\n{envelope}\n{content}".encode()


def test_an_opening_in_a_zone_that_is_none_is_refused_in_a_sentence() -> None:
    assert isinstance(decode(opening(zone="Europe/Dublin")), Entry)
    for zone in ("Mars/Olympus", "", "../London", "/etc/localtime", "a\0b", "x" * 9000):
        with pytest.raises(DamagedEntry) as refused:
            decode(opening(zone=zone), "ab" * 16, 7)
        said = (
            "entry 7 of writer abababab can't be read: it names a time zone that isn't known here"
        )
        assert str(refused.value) == said


@pytest.mark.parametrize("field", ["block", "day", "days"])
def test_a_number_past_all_counting_is_refused(field: str) -> None:
    with pytest.raises(DamagedEntry):
        decode(opening(**{field: 2**63}))


@given(data=st.data())
def test_what_a_tuple_holds_keeps_its_bounds(data: st.DataObject) -> None:
    seats = data.draw(some(tuple[Number, ...]))
    assert all(0 <= seat <= 1_000_000 for seat in seats)
