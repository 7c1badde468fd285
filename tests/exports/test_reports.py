"""The reports and packs over sessions: figures, what is left to be written, whom they name."""

from __future__ import annotations

import re

import pytest

from exports.audit_pack import TREATMENT_REPORT, audit_pack
from exports.block_report import block_report
from exports.document import Document, Part
from exports.members_sheet import members_sheet
from exports.packs import subject_access_pack, supervision_pack
from exports.session_note import session_note
from exports.sessions import facts_of
from exports.supervision_meeting import supervision_meeting
from exports.text import to_text
from exports.treatment_report import NOT_RISK, pickable, treatment_report
from models.entries.reviewing import CommentWritten
from models.trail import Step
from tests.exports.sample_day import (
    DOROTHEA,
    WREN,
    man,
    members,
    note,
    sample,
    sample_room,
    source_of,
)


def test_a_block_as_planned_and_as_delivered() -> None:
    text = to_text(block_report([sample()]))
    assert "1 held of 8 in the block" in text
    assert "4.5 hours delivered of 4.5 planned" in text
    assert "carried over: EP asked for a fresh day; EP was tired" in text
    assert "Man: 6 HS" in text
    assert not any(one.name and one.name.split()[-1] in text for one in members())


def test_a_treatment_report_has_the_picked_notes_alone_and_no_ratings() -> None:
    notes = pickable([sample()], man(3))
    first, *others = [note.what for _, note in notes]
    text = re.sub(r"\s+", " ", to_text(treatment_report([sample()], man(3), {first.note})))
    assert first.text[:30] in text
    assert not any(note.text[:30] in text for note in others if note.text != first.text)
    assert NOT_RISK in text
    for word in ("strength;", "[strength]", "[concern]", " notes;", "rated"):
        assert word not in text
    for heading in ("UNDERSTOOD", "HIS OWN COMMENT", "RESPONSIVITY", "SOURCES AND LIMITS"):
        assert heading in text.upper()


def test_what_is_flagged_for_supervision_is_not_offered() -> None:
    assert all(not note.what.supervision for _, note in pickable([sample()], man(2)))


def test_the_sheet_for_members_names_nobody() -> None:
    text = to_text(members_sheet(sample()))
    assert "You can ask to see what is written about you." in text
    assert not any(one.name and one.name.split()[-1] in text for one in members())


def test_packs_hold_whole_documents() -> None:
    note = session_note(sample())
    pack = supervision_pack([sample()])
    assert pack.parts[1:] == note.parts
    assert pack.replaced == note.replaced


def test_what_is_held_about_a_man_names_no_other_and_has_no_reflection() -> None:
    text = to_text(subject_access_pack([sample(names=True)], man(3)))
    assert "DESMOND FARTHINGALE" in text
    for other in members():
        if other.member != man(3):
            assert not other.name or other.name.split()[-1] not in text
    for hidden in ("REFLECTION", "STRUCKWORDS"):
        assert hidden not in text


def test_an_audit_pack_holds_what_an_audit_examines() -> None:
    day = sample()
    part = Part(facts_of(day, "Operational audit", "Operational audit", "x"), ())
    audit = Document("Operational audit", (part,), day.now)
    left = Step(day.now, "disclosure", day.made_by, TREATMENT_REPORT, "", (man(3),))
    pack = audit_pack([day], audit, [Document("Supervision of A", (part,), day.now)], [left])
    words = to_text(pack)
    for found in ("RECORDINGS OF SESSIONS", "Supervision of A", "seat 3 of "):
        assert found in words
    assert len(pack.parts) > 3
    with pytest.raises(LookupError):
        audit_pack([], audit, [], [])


def test_what_supervisors_wrote_names_men_by_initials_alone() -> None:
    room = sample_room()
    other = next(one for one in members() if one.name)
    words = f"Ask {other.name} about it, and {other.name.split()[-1]} again."
    room.say(CommentWritten(comment="c", about="session", text=words), when="16:00", by=DOROTHEA)
    flagged = note(90, (), f"Spoke of {other.name}.", supervision=True)
    room.say(flagged, when="15:10")
    source = source_of(room.day)
    meeting = supervision_meeting([source], WREN)
    nothing = Document("Operational audit", (), source.now)
    for made in (audit_pack([source], nothing, [], []), meeting):
        text = to_text(made)
        assert other.initials in text
        assert other.name.split()[-1] not in text
        assert any(one.count for one in made.replaced)
