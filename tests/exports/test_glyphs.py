"""The list of glyphs agrees with the fonts inside the typst library that is installed."""

from __future__ import annotations

from exports.document import Document, Heading, PageFacts, Paragraph, Part, ours, typed
from exports.glyphs import covered
from exports.pdf import to_pdf

FACTS = PageFacts("t", "p", "r", "m", "h")


def test_every_character_of_the_list_is_printed_upright_and_bold() -> None:
    signs = sorted(covered())
    texts = ["".join(signs[at : at + 50]) for at in range(0, len(signs), 50)]
    plain = [Paragraph(typed(text)) for text in texts]
    bold = [Paragraph(typed(text, "strong")) for text in texts]
    part = Part(FACTS, (Heading(1, ours("Signs")), *plain, *bold))
    assert to_pdf(Document("Signs", (part,), 0)).startswith(b"%PDF")


def test_what_people_write_here_is_covered() -> None:
    wanted = "ÀÉÎÖÜßçñŵŷŴŶŁłŚśŻżĄąĘęĆćŃńÓóđřšžğıİ’‘“”–—…€£½×−✓☐→"
    assert set(wanted) <= covered()
