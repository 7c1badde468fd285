"""A document as a Word file (DOCX), to be finished in Word: real styles, headings, table headers.

What people typed only ever becomes text of a run. Each part is a section of its own, with its
facts in header and foot and its own count of pages. Charts are pictures with their words.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph as WordParagraph

from exports.chart_picture import png
from exports.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Figure,
    Heading,
    Lines,
    Notice,
    PageFacts,
    Paragraph,
    Part,
    SignatureLines,
    Table,
    Text,
)
from exports.safe_text import one_line, showable
from exports.steady_archive import steady
from exports.word_style import (
    DEFINITIONS,
    FACTS,
    LINE,
    MUTED,
    NOTICE,
    WIDE_CM,
    WIDTH_CM,
    field,
    lay,
    restart_pages,
    set_up,
    style_id,
)
from exports.word_table import add_table


def to_docx(document: Document) -> bytes:
    """The document as the bytes of a DOCX file."""
    word = docx.Document()
    set_up(word)
    about = word.core_properties
    about.title, about.author, about.comments = one_line(document.title), "session-tui", ""
    about.language = document.language
    about.created = about.modified = datetime.fromtimestamp(document.made_at / 1000, UTC)
    for place, part in enumerate(document.parts):
        _part(word, part, first=place == 0, alone=len(document.parts) == 1)
    file = BytesIO()
    word.save(file)
    return steady(file.getvalue(), document.made_at)


def _part(word: WordDocument, part: Part, *, first: bool, alone: bool) -> None:
    section = word.sections[0] if first else word.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    restart_pages(section)
    lay(section, wide=part.wide)
    across = Cm(WIDE_CM if part.wide else WIDTH_CM)
    _header(section.header.paragraphs[0], part.facts)
    _footer(section.footer.paragraphs[0], part.facts, across, alone=alone)
    for block in part.blocks:
        if isinstance(block, Table):
            add_table(word, block, _fill, across)
        else:
            _block(word, block)


def _header(paragraph: WordParagraph, facts: PageFacts) -> None:
    paragraph.style = FACTS
    paragraph.add_run(one_line(facts.title))
    if facts.state:
        paragraph.add_run().add_break()
        paragraph.add_run(one_line(facts.state)).bold = True


def _footer(paragraph: WordParagraph, facts: PageFacts, across: Length, *, alone: bool) -> None:
    paragraph.style = FACTS
    paragraph.paragraph_format.tab_stops.add_tab_stop(across, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(one_line(f"{facts.purpose}, {facts.recipient}"))
    paragraph.add_run().add_break()
    paragraph.add_run(one_line(facts.made))
    paragraph.add_run().add_break()
    paragraph.add_run(f"{one_line(facts.heads)}\tpage ")
    field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    # LibreOffice doesn't count a section's pages: where there is one, the document's are the same.
    field(paragraph, "NUMPAGES" if alone else "SECTIONPAGES")


def _block(word: WordDocument, block: Block) -> None:  # noqa: C901, PLR0912  (one case a kind of block)
    match block:
        case Heading():
            _fill(word.add_heading(level=min(max(block.level, 1), 9)), block.text)
        case Paragraph():
            _fill(word.add_paragraph(), block.text)
        case Notice():
            _fill(word.add_paragraph(style=NOTICE), block.text)
        case Bullets():
            for item in block.items:
                _fill(word.add_paragraph(style="List Bullet"), item)
        case Definitions():
            _definitions(word, block)
        case Figure():
            _figure(word, block)
        case Lines():
            for _ in range(block.fewest):
                word.add_paragraph(style=LINE)
        case SignatureLines():
            for who in block.who:
                word.add_paragraph(style=LINE).paragraph_format.right_indent = Cm(8)
                _fill(word.add_paragraph(), who)


def _definitions(word: WordDocument, block: Definitions) -> None:
    for term, text in block.entries:
        paragraph = word.add_paragraph(style=DEFINITIONS)
        paragraph.add_run(f"{one_line(term)}\t").style = MUTED
        _fill(paragraph, text)


def _figure(word: WordDocument, figure: Figure) -> None:
    words, picture = one_line(figure.chart.alt), png(figure.svg)
    if picture is None:
        word.add_paragraph(words)
        return
    shape = word.add_picture(BytesIO(picture), width=Cm(WIDTH_CM))
    shape._inline.docPr.set("descr", words)  # no public way to say what it shows


def _fill(paragraph: WordParagraph, text: Text) -> None:
    """The runs as Word's runs; a newline is a line break."""
    for run in text:
        # python-docx reads \n as a break and \t as a tab; showable text has no tab.
        added = paragraph.add_run(showable(run.text))
        if run.weight == "strong":
            added.bold = True
        elif run.weight == "muted":
            added._r.style = style_id(MUTED)
