"""Workbooks as spreadsheet programs write them, made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], *, merged: Sequence[str] = (), first: str = "Sheet"
) -> Path:
    """A workbook of one sheet at `path`; `merged` are ranges such as A4:A8."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = first
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def with_values(path: Path, cell: str, formula: str, value: str) -> None:
    """Put a formula and the value that it was worked out to into a saved workbook's cell.

    The library writes formulas without values, spreadsheet programs with them.
    """
    import zipfile

    parts = {}
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    start = text.index(f'<c r="{cell}"')
    end = (
        text.index("</c>", start) + 4 if text.find("</c>", start) >= 0 else text.index("/>", start)
    )
    text = f'{text[:start]}<c r="{cell}"><f>{formula}</f><v>{value}</v></c>{text[end:]}'
    parts[name] = text.encode()
    with zipfile.ZipFile(path, "w") as packed:
        for part, raw in parts.items():
            packed.writestr(part, raw)
