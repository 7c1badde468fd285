"""The Word file: real headings and table heads, every word as it was typed, nothing that acts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from exports.document import Document
from exports.safe_text import one_line, showable
from exports.session_note import session_note
from exports.word import to_docx
from tests.exports.hostile_day import ALL, hostile_source
from tests.exports.sample_day import sample

PARTS = {"_rels", "docProps", "word", "customXml"}


@cache
def made(*, hostile: bool = False) -> bytes:
    return to_docx(note(hostile=hostile))


@cache
def note(*, hostile: bool = False) -> Document:
    return session_note(hostile_source() if hostile else sample())


def opened(*, hostile: bool = False) -> WordDocument:
    return docx.Document(io.BytesIO(made(hostile=hostile)))


def words(word: WordDocument) -> str:
    """All that stands in it, without heads and feet."""
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def heads_and_feet(word: WordDocument) -> Iterator[str]:
    for section in word.sections:
        yield "\n".join(one.text for one in section.header.paragraphs)
        yield "\n".join(one.text for one in section.footer.paragraphs)


def test_every_part_is_a_section_with_its_own_head_foot_and_count_of_pages() -> None:
    word = opened()
    parts = note().parts
    assert len(word.sections) == len(parts)
    for section, part in zip(word.sections, parts, strict=True):
        head = "\n".join(one.text for one in section.header.paragraphs)
        foot = "\n".join(one.text for one in section.footer.paragraphs)
        assert one_line(part.facts.title) in head
        assert one_line(part.facts.state) in head
        assert one_line(part.facts.recipient) in foot
        assert one_line(part.facts.heads) in foot
        codes = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
        assert codes == ["PAGE", "SECTIONPAGES"]
        (start,) = section._sectPr.iter(qn("w:pgNumType"))
        assert start.get(qn("w:start")) == "1"


def test_headings_and_table_heads_are_real() -> None:
    word = opened()
    titles = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"]
    assert len(titles) == len(note().parts)
    assert word.tables
    for table in word.tables:
        assert next(table.rows[0]._tr.iter(qn("w:tblHeader")), None) is not None
        (caption,) = table._tbl.tblPr.iter(qn("w:tblCaption"))
        assert caption.get(qn("w:val"))


def test_the_chart_is_a_picture_that_says_what_it_shows() -> None:
    word = opened()
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert described
    assert all("10:00" in (one or "") for one in described)


def test_what_was_typed_stands_there_as_it_was() -> None:
    shown = words(opened(hostile=True))
    assert showable(ALL) in shown


@pytest.mark.parametrize("hostile", [False, True])
def test_nothing_in_it_acts_or_loads(hostile: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(made(hostile=hostile))) as packed:
        names = packed.namelist()
        assert {name.split("/")[0] for name in names} <= PARTS | {"[Content_Types].xml"}
        assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]
        relations = b"".join(packed.read(name) for name in names if name.endswith(".rels"))
        body = packed.read("word/document.xml")
    assert b'TargetMode="External"' not in relations
    assert b"hyperlink" not in relations
    for acting in (b"w:hyperlink", b"w:instrText", b"w:object", b"w:altChunk"):
        assert acting not in body


def test_who_made_it_is_the_program_and_when_is_when() -> None:
    about = opened().core_properties
    assert about.author == "session-tui"
    assert about.comments == ""
    assert about.title == note().title
    assert about.created is not None
    assert about.created.timestamp() * 1000 == note().made_at // 1000 * 1000
    assert not [text for text in heads_and_feet(opened()) if "python-docx" in text]
