from __future__ import annotations

import io

import pypdf
import pytest

from exports.concern_note import concern_note
from exports.document import Heading, Notice, SignatureLines, plain
from exports.markdown import to_markdown
from exports.pdf import to_pdf
from models.entries.group import ConcernWritten
from tests.exports.sample_day import CONCERN, SESSION, Room, sample, sample_day, source_of


def read(document_bytes: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(document_bytes))
    assert len(reader.pages) == 1
    return reader.pages[0].extract_text().replace("\n", " ")


@pytest.mark.parametrize(
    "fact",
    [
        "Concern note C-2026-031",
        "I took the road past the school again on Friday.",
        "seat 2 CM",
        "Tue 24 Nov 2026 13:48, in How my pressure builds, minute 45",
        "entered late, 13:52 about 13:48",
        "Hester Larkmoor, offender manager",
        "telephone",
        "15:38",
        "His offender manager sees him tomorrow at 10:00.",
        "He said he expected it.",
        "Safeguarding: children",
        "999",
        "Written by Wren Alderpike, date",
        "Supervisor, date",
    ],
)
def test_it_holds_on_one_page(fact: str) -> None:
    text = read(to_pdf(concern_note(sample(), CONCERN)))
    assert fact.replace(" ", "") in text.replace(" ", "").replace("\u00a0", "")


def test_his_own_words_come_first() -> None:
    blocks = concern_note(sample(), CONCERN).parts[0].blocks
    assert [type(block) for block in blocks[:3]] == [Heading, Heading, Notice]
    assert isinstance(blocks[2], Notice)
    assert "I took the road" in plain(blocks[2].text)
    assert isinstance(blocks[-1], SignatureLines)


def test_names_only_where_asked_for() -> None:
    assert "Mallowdene" not in to_markdown(concern_note(sample(), CONCERN))
    assert "Corin Mallowdene" in to_markdown(concern_note(sample(names=True), CONCERN))


def test_nobody_told_yet_is_seen_first() -> None:
    room = Room(sample_day(), "16:03")
    room.say(ConcernWritten(concern="c2", session=SESSION, words="x", incident=True), when="16:05")
    document = concern_note(source_of(room.day), "c2")
    assert document.parts[0].facts.state == "Nobody told yet"
    text = to_markdown(document)
    assert "# Incident note no reference yet" in text
    assert "Nobody yet." in text
    assert "## What happened" in text
    assert "the group" in text
    assert read(to_pdf(document))


def test_a_long_concern_runs_on_in_readable_type() -> None:
    room = Room(sample_day(), "16:03")
    said = ConcernWritten(concern="c3", session=SESSION, words="He said more. " * 500)
    room.say(said, when="16:05")
    pages = pypdf.PdfReader(io.BytesIO(to_pdf(concern_note(source_of(room.day), "c3")))).pages
    assert 1 < len(pages) < 5


def test_an_unknown_concern_is_refused() -> None:
    with pytest.raises(LookupError):
        concern_note(sample(), "nowhere")
