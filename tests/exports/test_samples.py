"""The documents in docs/samples: what the command makes, and as PDFs whole for who can't see them.

What a screen reader gets of a PDF is its structure tree: headings, tables with heads, pictures in
words. Pages are read as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
import pytest

from docs.make_samples import FOLDER, made
from docs.steady_heads import with_steady_heads
from exports.write import render

PDFS = sorted(FOLDER.glob("*.pdf"))
WITHOUT_HEAD = {"wall-plan"}  # it hangs where anybody reads it
PAGE = re.compile(r"page (\d+) of (\d+)")


def test_they_are_what_the_command_makes(tmp_path: Path) -> None:
    """Where this fails: `python -m docs.make_samples`, and look at what changed."""
    names = set()
    for name, document, kinds in made(tmp_path):
        for kind in kinds:
            file = FOLDER / f"{name}.{kind}"
            names.add(file.name)
            told = render(with_steady_heads(document), kind)
            assert contents(told) == contents(file.read_bytes()), f"{file.name} is old"
    assert names == {file.name for file in FOLDER.iterdir()}


def contents(data: bytes) -> object:
    """What is compared: of a Word file or workbook the files inside, however they are packed."""
    if not data.startswith(b"PK"):
        return data
    with ZipFile(BytesIO(data)) as archive:
        return {one.filename: (one.date_time, archive.read(one)) for one in archive.infolist()}


@pytest.mark.parametrize("file", PDFS, ids=lambda file: file.stem)
def test_a_pdf_is_tagged_titled_and_has_its_pictures_in_words(file: Path) -> None:
    reader = pypdf.PdfReader(file)
    root: Any = reader.trailer["/Root"].get_object()
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title
    found = list(elements(root["/StructTreeRoot"]["/K"]))
    roles = Counter(str(one["/S"]) for one in found)
    assert roles["/H1"] + roles["/Title"] >= 1
    assert all(str(one.get("/Alt", "")).strip() for one in found if one["/S"] == "/Figure")
    for table in (one for one in found if one["/S"] == "/Table"):
        rows = [one for one in elements(table["/K"]) if one["/S"] == "/TR"]
        first = [str(cell["/S"]) for cell in elements(rows[0]["/K"]) if cell["/S"] != "/TR"]
        assert set(first) <= {"/TH", "/P", "/Strong", "/Span"}, first
        assert "/TH" in first


@pytest.mark.parametrize("file", PDFS, ids=lambda file: file.stem)
def test_each_page_says_for_what_for_whom_by_whom_and_which_of_how_many(file: Path) -> None:
    due = 1
    for page in pypdf.PdfReader(file).pages:
        words = page.extract_text()
        (counted,) = PAGE.findall(words)
        at, of = map(int, counted)
        assert at == due, "each part counts from one, and no page is missing"
        due = at % of + 1
        assert ", for " in words
        assert re.search(r"made \w{3} \d+ \w{3} \d{4}", words)
        assert ("chain head " in words) != (file.stem in WITHOUT_HEAD)
    assert due == 1


def elements(node: object) -> Iterator[Any]:
    """Every element of a structure tree, from the top."""
    node = getattr(node, "get_object", lambda: node)()
    if isinstance(node, list):
        for one in node:
            yield from elements(one)
    elif isinstance(node, dict) and "/S" in node:
        yield node
        if "/K" in node:
            yield from elements(node["/K"])
