"""A table in Word: its first row repeats on each page and is named as its head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from exports.document import Band, Column, Row, Table, Text, ours, plain, strong
from exports.safe_text import one_line
from exports.word_style import MUTED, TABLE, style_id

Fill = Callable[[WordParagraph, Text], None]

_ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_LETTER_CM, _BOLD_CM, _PADDING_CM, _MOST_TIGHT_CM = 0.21, 0.26, 0.5, 3.2
_BOX = Pt(20)
_ACROSS = Column("")


def add_table(word: WordDocument, table: Table, fill: Fill, across: Length) -> None:
    """Add it, as wide as `across`; `fill` puts a text into a paragraph."""
    widths = _widths(table, across.cm)
    style = "Table Grid" if table.boxes else "Normal Table"
    made = word.add_table(1, len(table.columns), style=style)
    made.autofit = False
    _describe(made, table.caption)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    head = made.rows[0]
    _head(head)
    for cell, column in zip(_laid(made, head, widths), table.columns, strict=True):
        _put(cell, ours(one_line(column.title), "strong"), column, fill)
    for row in table.rows:
        added = made.add_row()
        _whole(added)
        cells = _laid(made, added, widths)
        if isinstance(row, Band):
            band = cells[0].merge(cells[-1])
            _put(band, strong(row.text), _ACROSS, fill)
            band.paragraphs[0].paragraph_format.keep_with_next = True
        else:
            _cells(added, cells, row, table, fill)
        _ruled(added, "2")
    _ruled(head, "8")
    word.add_paragraph()


def _laid(made: WordTable, row: _Row, widths: Sequence[Length]) -> list[_Cell]:
    """The cells of a row that is whole yet, each in its width.

    The library's own `row.cells` and `column.cells` walk the table once more for every cell.
    """
    cells = [_Cell(tc, made) for tc in row._tr.tc_lst]  # no public way
    for cell, width in zip(cells, widths, strict=True):
        cell.width = width
    return cells


def _cells(added: _Row, cells: Sequence[_Cell], row: Row, table: Table, fill: Fill) -> None:
    if table.boxes:
        added.height = _BOX
    for cell, text, column in zip(cells, row.cells, table.columns, strict=False):
        _put(cell, text, column, fill)
        if row.quiet:
            for run in cell.paragraphs[0].runs:
                run._r.style = style_id(MUTED)


def _put(cell: _Cell, text: Text, column: Column, fill: Fill) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGNS[column.align]
    paragraph._p.style = style_id(TABLE)
    fill(paragraph, text)


def _widths(table: Table, across_cm: float) -> list[Length]:
    """Columns without a share take what their words need, the others share what is left."""
    tight = [
        0.0 if column.share else _needed(table, place, column)
        for place, column in enumerate(table.columns)
    ]
    left = max(4.0, across_cm - sum(tight))
    whole = sum(column.share for column in table.columns) or 1
    return [
        Cm(width or left * column.share / whole)
        for width, column in zip(tight, table.columns, strict=True)
    ]


def _needed(table: Table, place: int, column: Column) -> float:
    rows = [row.cells for row in table.rows if isinstance(row, Row) and place < len(row.cells)]
    lines = [line for cells in rows for line in plain(cells[place]).split("\n")]
    title = max((len(word) for word in column.title.split()), default=0) * _BOLD_CM
    longest = max((len(line) for line in lines), default=0) * _LETTER_CM
    return max(title, min(_MOST_TIGHT_CM, longest)) + _PADDING_CM


def _describe(made: WordTable, caption: str) -> None:
    """What it shows, for those who hear it read."""
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), one_line(caption))
    made._tbl.tblPr.append(said)  # no public way


def _head(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _ruled(row: _Row, eighths: str) -> None:
    """A rule under a row, so many eighths of a point thick: a hairline, or that of the head."""
    for cell in row._tr.tc_lst:
        borders, edge = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", eighths), ("color", "777777")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
        cell.get_or_add_tcPr().append(borders)
