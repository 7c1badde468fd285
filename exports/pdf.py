"""A document as PDF, set by Typst: A4, tagged (PDF/UA-1), its own fonts, no network.

The document goes to the template as data (JSON in `sys.inputs`) and is printed as strings, never
spliced into source. What the fonts have no glyph for is marked before (see glyphs), because
PDF/UA refuses it and without PDF/UA it would be an empty box.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from exports.document import (
    Band,
    Block,
    Bullets,
    Definitions,
    Document,
    Figure,
    Heading,
    Lines,
    Notice,
    Paragraph,
    Part,
    Row,
    SignatureLines,
    Table,
    Text,
    plain,
)
from exports.glyphs import FONTS, printable
from exports.safe_text import showable, with_breaks

_SHORT_ROW = 700
"""Characters up to which a row of a table stays on one page."""

Data = dict[str, Any]


class PdfUnavailable(Exception):
    """Typst can't be used here; the message says what to do instead."""


def to_pdf(document: Document) -> bytes:
    """The document as a PDF. Raises PdfUnavailable where Typst isn't installed or refuses it."""
    try:
        import typst
    except ImportError:
        raise PdfUnavailable(
            "No PDF can be made on this computer: the typst library isn't installed. "
            "Choose html and print it from the browser."
        ) from None
    compiler = typst.Compiler(
        template(),
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"document": json.dumps(typst_data(document))},
    )
    try:
        made = compiler.compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=document.made_at // 1000
        )
    except typst.TypstError:
        # No cause: Typst's message quotes the text that it met.
        raise PdfUnavailable(
            "The PDF of this document couldn't be set. Choose html and print it from the browser."
        ) from None
    assert isinstance(made, bytes)
    return made


@cache
def template() -> bytes:
    """The source that sets every document."""
    return (resources.files("exports") / "templates" / "document.typ").read_bytes()


def typst_data(document: Document) -> Data:
    """What the template is told of a document: all of it, as data."""
    return {
        "title": _words(document.title),
        "fonts": FONTS,
        "parts": [_part(part) for part in document.parts],
    }


def _part(part: Part) -> Data:
    facts = part.facts
    return {
        "facts": {
            "title": _words(facts.title),
            "foot": [_words(" · ".join(line)) for line in (facts.foot[:1], facts.foot[1:])],
            "state": _words(facts.state),
        },
        "fit": part.fit,
        "wide": part.wide,
        "largest": part.largest,
        "blocks": [_block(block) for block in part.blocks],
    }


def _block(block: Block) -> Data:  # noqa: PLR0911  (one case a kind of block)
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _text(block.text)}
        case Paragraph():
            return {"kind": "paragraph", "text": _text(block.text)}
        case Notice():
            return {"kind": "notice", "text": _text(block.text)}
        case Bullets():
            return {"kind": "bullets", "items": [_text(item) for item in block.items]}
        case Definitions():
            entries = [[_words(term), _text(text)] for term, text in block.entries]
            return {"kind": "definitions", "entries": entries}
        case Table():
            return _table(block)
        case Figure():
            return {"kind": "figure", "svg": block.svg, "alt": _words(block.chart.alt)}
        case Lines():
            return {"kind": "lines", "fewest": block.fewest, "fill": block.fill}
        case SignatureLines():
            return {"kind": "signatures", "who": [_text(who) for who in block.who]}


def _table(table: Table) -> Data:
    columns = [
        {"title": _words(column.title), "share": column.share, "align": column.align}
        for column in table.columns
    ]
    rows = [_row(row, len(columns)) for row in table.rows]
    return {"kind": "table", "columns": columns, "rows": rows, "boxes": table.boxes}


def _row(row: Row | Band, columns: int) -> Data:
    if isinstance(row, Band):
        return {"band": _text(row.text)}
    cells = [_text(cell) for cell in row.cells]
    cells += [[] for _ in range(columns - len(cells))]
    short = sum(len(plain(cell)) for cell in row.cells) < _SHORT_ROW
    return {"cells": cells, "quiet": row.quiet, "whole": short}


def _text(text: Text) -> list[list[Any]]:
    """Runs as weight and lines."""
    return [[run.weight, _words(run.text).split("\n")] for run in text]


def _words(text: str) -> str:
    """Printable text in which a word too long for a line may break."""
    return with_breaks(printable(showable(text)))
