from __future__ import annotations

import io
from functools import cache
from typing import Any

import pypdf

from exports.pdf import to_pdf
from exports.session_note import session_note
from tests.exports.sample_day import sample


@cache
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(to_pdf(session_note(sample()))))


def catalog() -> Any:
    """The PDF's root, whose parts pypdf types as bare objects."""
    return reader().trailer["/Root"].get_object()


def test_it_is_tagged_titled_and_in_english() -> None:
    assert catalog()["/Lang"] == "en-GB"
    assert catalog()["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog()
    metadata = reader().metadata
    assert metadata is not None
    assert metadata.title == "Session note, block 2 day 4, Tue 24 Nov 2026"
    xmp = catalog()["/Metadata"].get_object().get_data()
    assert b"pdfuaid:part>1<" in xmp


def test_the_chart_says_what_it_shows() -> None:
    assert any("Time line of the day" in alt for alt in alternatives(catalog()["/StructTreeRoot"]))


def test_its_fonts_are_inside() -> None:
    resources: list[Any] = [page["/Resources"] for page in reader().pages]
    fonts = {
        str(font.get_object()["/BaseFont"])
        for one in resources
        for font in one.get("/Font", {}).values()
    }
    assert fonts
    assert all("Libertinus" in font for font in fonts)


def test_the_same_document_is_the_same_file() -> None:
    assert to_pdf(session_note(sample())) == to_pdf(session_note(sample()))


def alternatives(node: object) -> list[str]:
    """Every alternative text in the structure tree."""
    node = getattr(node, "get_object", lambda: node)()
    if isinstance(node, list):
        return [alt for one in node for alt in alternatives(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (alternatives(node["/K"]) if "/K" in node else [])
