"""The tables of a document as rows: CSV, and a workbook (XLSX). No cell is ever a formula."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from exports.document import Band, Document, Row, Table, Text, plain
from exports.safe_text import one_line, showable
from exports.steady_archive import steady

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ACTS = ("=", "+", "-", "@", "|", "%", "'", "\t", "\r")
_MOST_IN_A_CELL = 32_000
"""A workbook's cell takes 32,767 characters."""

_NARROW, _WIDE, _WIDEST = 8, 24, 50


def to_csv(document: Document) -> str:
    """The document's first table: a row of titles, then its rows. Raises ValueError without one.

    It begins with the mark by which Excel knows UTF-8. A cell that a program could take for a
    formula begins with an apostrophe.
    """
    table = next(iter(_tables(document)), None)
    if table is None:
        raise ValueError("this document has no table")
    made = StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    for cells in _rows(table):
        writer.writerow([f"'{cell}" if _could_act(cell) else cell for cell in cells])
    return "\ufeff" + made.getvalue()


def to_xlsx(document: Document) -> bytes:
    """A workbook with a sheet for each table of the document. Raises ValueError without one."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in _tables(document):
        sheet = book.create_sheet(_sheet_name(table.caption))
        _fill(sheet, table)
        _print(sheet, document)
    if not book.worksheets:
        raise ValueError("this document has no table")
    book.properties.creator, book.properties.title = "session-tui", one_line(document.title)
    book.properties.created = datetime.fromtimestamp(document.made_at / 1000, UTC).replace(
        tzinfo=None
    )
    file = BytesIO()
    book.save(file)
    return steady(file.getvalue(), document.made_at)


def _tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def _rows(table: Table) -> list[list[str]]:
    rows = [[one_line(column.title) for column in table.columns]]
    for row in table.rows:
        cells: tuple[Text, ...] = (row.text,) if isinstance(row, Band) else row.cells
        rows.append([showable(plain(cell))[:_MOST_IN_A_CELL] for cell in cells])
        rows[-1] += [""] * (len(table.columns) - len(cells))
    return rows


def _could_act(cell: str) -> bool:
    return cell.lstrip().startswith(_ACTS) and not _is_number(cell)


def _is_number(cell: str) -> bool:
    return cell.isascii() and cell.removeprefix("-").isdecimal() and len(cell) < 16


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for down, cells in enumerate(_rows(table), 1):
        band = down > 1 and isinstance(table.rows[down - 2], Band)
        for across, words in enumerate(cells, 1):
            cell = sheet.cell(down, across)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if down > 1 and _is_number(words):
                cell.value = int(words)
            elif words:
                cell.value, cell.data_type = words, "s"
            if down == 1 or band:
                cell.font = Font(bold=True)
    for across, column in enumerate(table.columns, 1):
        rows = [row.cells for row in table.rows if isinstance(row, Row)]
        longest = max(
            (len(plain(cells[across - 1])) for cells in rows if cells[across - 1 :]), default=0
        )
        most = _WIDEST if column.share else _WIDE
        wide = max(_NARROW, len(column.title) + 2, min(longest + 2, most))
        sheet.column_dimensions[get_column_letter(across)].width = wide
    sheet.freeze_panes = "A2"


def _print(sheet: Worksheet, document: Document) -> None:
    """On paper: lying A4, as wide as the page, titles on each, the part's facts at the foot."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    facts = document.parts[0].facts
    said = "; ".join(facts.foot)
    head = HeaderFooterItem()
    head.left.text = one_line(f"{facts.title}  {facts.state}").replace("&", "&&")
    sheet.HeaderFooter.oddHeader = head
    foot = HeaderFooterItem()
    foot.left.text, foot.right.text = one_line(said).replace("&", "&&"), "page &P of &N"
    sheet.HeaderFooter.oddFooter = foot


def _sheet_name(caption: str) -> str:
    allowed = "".join(sign for sign in one_line(caption) if sign not in r"[]:*?/\'")
    return allowed[:31] or "Table"
