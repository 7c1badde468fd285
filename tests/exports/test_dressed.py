"""A service's own name, logo, words and order of sections in its documents."""

from __future__ import annotations

from types import MappingProxyType

from exercise_bank.document_style import DocumentStyle
from exports.document import Document, Figure, Heading, plain
from exports.dressed import dressed
from exports.html import to_html
from exports.markdown import to_markdown
from exports.pdf import to_pdf
from exports.session_note import session_note
from exports.word import to_docx
from tests.exports.sample_day import sample_day, source_of

SVG = "<svg xmlns='http://www.w3.org/2000/svg'"
DRAWN = f"{SVG} viewBox='0 0 40 20'><rect width='9' height='9'/></svg>"
STYLE = DocumentStyle(
    service="Example Probation Service",
    logo=DRAWN,
    words=MappingProxyType({"Session note": "Group session record", "Venue": "Held at"}),
    order=MappingProxyType({"session note": ("Exercises, planned and delivered", "Attendance")}),
)


def sections(document: Document) -> list[str]:
    return [
        plain(block.text)
        for block in document.parts[0].blocks
        if isinstance(block, Heading) and block.level == 2
    ]


def test_nothing_said_changes_nothing() -> None:
    note = session_note(source_of(sample_day()))
    assert dressed(note, DocumentStyle()) is note


def test_name_words_and_order_are_the_services_own() -> None:
    note = session_note(source_of(sample_day()))
    own = dressed(note, STYLE)
    assert all(part.facts.title.startswith("Example Probation Service · ") for part in own.parts)
    assert sections(own)[:2] == ["Exercises, planned and delivered", "Attendance"]
    assert sorted(sections(own)) == sorted(sections(note))
    text = to_markdown(own)
    assert "# Group session record: " in text
    assert "Held at" in text
    assert "Venue" not in text


def test_the_logo_heads_the_first_part_in_every_format() -> None:
    own = dressed(session_note(source_of(sample_day())), STYLE)
    assert isinstance(own.parts[0].blocks[0], Figure)
    assert "Logo of Example Probation Service" in to_html(own)
    assert to_pdf(own).startswith(b"%PDF")
    assert to_docx(own).startswith(b"PK")
