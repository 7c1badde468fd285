"""Whatever people type, no format lets it act: no script, no escape, no hidden character."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from functools import cache
from html.parser import HTMLParser

import pypdf
import pytest
from markdown_it import MarkdownIt

from exports.concern_note import concern_note
from exports.day_sheet import day_sheet
from exports.document import Document
from exports.html import to_html
from exports.json import to_json
from exports.markdown import to_markdown
from exports.pdf import to_pdf
from exports.session_note import session_note
from tests.exports.hostile_day import ALL, hostile_source
from tests.exports.sample_day import CONCERN

_TAGS = """
    html head meta title style body main section p span strong small br wbr h1 h2 h3 dl div dt dd
    ul li figure svg defs pattern path text rect table caption thead tbody tr th td hr
"""
TAGS = frozenset(_TAGS.split())
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


@cache
def documents() -> dict[str, Document]:
    source = hostile_source()
    return {
        "session note": session_note(source),
        "day sheet": day_sheet(source),
        "concern note": concern_note(source, CONCERN),
    }


def hidden(text: str) -> set[str]:
    """The characters of a text file that can't be seen, but for its newlines."""
    return {sign for sign in set(text) if unicodedata.category(sign) in UNSEEN} - {"\n"}


class Tags(HTMLParser):
    """The tags, attributes and data of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, set()).add(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("name", ["session note", "day sheet", "concern note"])
def test_html_holds_no_script_and_nothing_to_load(name: str) -> None:
    page = to_html(documents()[name])
    seen = Tags()
    seen.feed(page)
    assert seen.tags <= TAGS
    assert not {at for at in seen.attributes if at.startswith("on")}
    assert not seen.attributes.keys() & {"src", "href", "style", "action", "srcdoc"}
    assert not hidden(page)
    style = page.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert any(value.startswith("default-src 'none'") for value in seen.attributes["content"])
    if name != "day sheet":
        words = "".join(seen.words)
        assert "<script>alert(1)</script>" in words
        assert "[U+202E]evil" in words


@pytest.mark.parametrize("name", ["session note", "day sheet", "concern note"])
def test_markdown_renders_to_no_html_link_or_picture(name: str) -> None:
    text = to_markdown(documents()[name])
    assert not hidden(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    kinds = {token.type for token in parser.parse(text)}
    children = [child for token in parser.parse(text) for child in token.children or []]
    kinds |= {child.type for child in children}
    assert not kinds & {"html_block", "link_open", "image", "code_inline", "fence", "code_block"}
    assert {c.content for c in children if c.type == "html_inline"} <= {"<br>"}


@pytest.mark.parametrize("name", ["session note", "day sheet", "concern note"])
def test_pdf_prints_what_was_typed_as_it_stands(name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(documents()[name])))
    assert not reader.attachments
    assert not any("/Annots" in page for page in reader.pages)
    if name == "day sheet":
        assert len(reader.pages) == 1
        return
    words = re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages[:4]))
    assert "#tag*bold*_it_$x$" in words
    assert "[U+001B]]0;owned[U+0007]" in words
    assert "[U+4E2D]" in words


def test_json_is_ascii_and_keeps_the_text() -> None:
    text = to_json(hostile_source())
    assert text.isascii()
    assert not hidden(text)
    assert ALL in {note["text"] for note in json.loads(text)["notes"]}
    assert "REFLECTION" not in text
