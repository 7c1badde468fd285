"""What leaves, opened by other programs: LibreOffice, a PDF reader."""

from __future__ import annotations

import csv
import io
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PasswordType, PdfReader

from exports.block_report import block_report
from exports.document import Column, Document, PageFacts, Part, Row, Table, typed
from exports.sealing import sealed
from exports.sheets import to_csv, to_xlsx
from exports.treatment_report import treatment_report
from exports.write import render
from tests.exports.sample_day import man, sample

OFFICE = shutil.which("soffice")
UTF8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76"
HOSTILE = 5000
ACTS = ("=", "+", "-", "@", "\t=", "\r=", " =", "'=", '"=', "=\n", "\uff1d", ";=", ",=", "%", "|")
CALLS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","y")', "SUM(A1:A9)", "A1")

needs_office = pytest.mark.skipif(
    OFFICE is None, reason="no soffice on the PATH: install LibreOffice's Writer and Calc"
)


def converted(data: bytes, ending: str, to: str, folder: Path) -> Path:
    """The file as LibreOffice opens and saves it."""
    assert OFFICE
    source = folder / f"given.{ending}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    command = [OFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(out.iterdir())


def hostile() -> Document:
    """A table of cells each of which would like to be a formula."""
    by = random.Random(1)
    cells = [f"{by.choice(ACTS)}{by.choice(CALLS)}" for _ in range(HOSTILE)]
    rows = tuple(Row(tuple(map(typed, cells[at : at + 5]))) for at in range(0, HOSTILE, 5))
    table = Table("Hostile", tuple(Column(f"c{n}", 1) for n in range(5)), rows)
    facts = PageFacts("Hostile", "a test", "nobody", "made", "no chain head")
    return Document("Hostile", (Part(facts, (table,)),), 0)


@needs_office
def test_no_cell_is_a_formula_in_a_real_spreadsheet(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    made = converted(to_csv(hostile()).encode(), "csv", "xlsx", tmp_path)
    cells = [cell for row in load_workbook(made).worksheets[0].iter_rows(2) for cell in row]
    assert len(cells) >= HOSTILE
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@needs_office
def test_a_workbook_comes_back_from_a_real_spreadsheet_as_it_was(tmp_path: Path) -> None:
    report = block_report([sample()])
    made = converted(to_xlsx(report), "xlsx", UTF8_CSV, tmp_path)
    given = list(csv.reader(io.StringIO(to_csv(report).removeprefix("\ufeff"))))
    back = list(csv.reader(io.StringIO(made.read_text(encoding="utf-8"))))
    assert [cell.lstrip("'+") for row in back for cell in row] == [
        cell.lstrip("'+") for row in given for cell in row
    ]


@needs_office
def test_a_word_file_opens_with_its_headings_and_pages(tmp_path: Path) -> None:
    report = treatment_report([sample()], man(3))
    made = converted(render(report, "docx"), "docx", "pdf", tmp_path)
    pages = [page.extract_text() for page in PdfReader(made).pages]
    assert len(pages) <= 3
    assert all(f"page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1))
    for words in ("Target 1:", "His own comment", "not a risk assessment", "Draft"):
        assert any(words in page for page in pages)


def test_a_sealed_pdf_opens_with_its_words_alone_and_keeps_its_tags() -> None:
    plain = render(block_report([sample()]), "pdf")
    made = sealed(plain, "five words by chance now")
    assert b"Block report" not in made
    reader = PdfReader(io.BytesIO(made))
    assert reader.decrypt("wrong words") == PasswordType.NOT_DECRYPTED
    assert reader.decrypt("five words by chance now")
    assert "Block report" in reader.pages[0].extract_text()
    root = reader.root_object
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en-GB"
    assert reader.metadata
    assert (reader.metadata.title or "").startswith("Block report")
