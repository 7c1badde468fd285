"""How a Word file looks: A4, one family, styles that whoever finishes it in Word can change."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

NOTICE, LINE, FACTS, DEFINITIONS = "Notice", "Ruled line", "Page facts", "Facts"
TABLE, MUTED = "In a table", "Muted"
WIDTH_CM, WIDE_CM = 17.0, 25.7
"""Between the margins, of a page that stands and of one that lies."""
FONT = "Arial"
_GREY = RGBColor(0x55, 0x55, 0x55)
_TERM = Cm(4)


def set_up(word: WordDocument) -> None:
    """Page, fonts and the styles of our own."""
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.9)  # three lines stand below
    normal = _style(word, "Normal", 10.5)
    normal.paragraph_format.space_after = Pt(5)
    _language(normal)
    for level, size in ((1, 17), (2, 12), (3, 11)):
        heading = _style(word, f"Heading {level}", size)
        heading.font.bold, heading.font.color.rgb = True, RGBColor(0, 0, 0)
        heading.paragraph_format.space_before = Pt(0 if level == 1 else 14)
        heading.paragraph_format.space_after = Pt(8 if level == 1 else 5)
    word.styles.add_style(MUTED, WD_STYLE_TYPE.CHARACTER).font.color.rgb = _GREY
    _bordered(_added(word, NOTICE), "left", 16)
    _added(word, TABLE, 10).paragraph_format.space_after = Pt(2)
    line = _added(word, LINE)
    line.paragraph_format.space_before = Pt(16)
    _bordered(line, "bottom", 4)
    facts = _added(word, FACTS, 10)
    facts.font.color.rgb = _GREY
    definitions = _added(word, DEFINITIONS)
    definitions.paragraph_format.left_indent = _TERM
    definitions.paragraph_format.first_line_indent = -_TERM
    definitions.paragraph_format.tab_stops.add_tab_stop(_TERM)
    definitions.paragraph_format.space_after = Pt(2)


def style_id(name: str) -> str:
    """What a style that was added is called in the file: set by it, no list of styles is walked."""
    return name.replace(" ", "")


def lay(section: Section, *, wide: bool) -> None:
    """A4, standing or lying."""
    short, long = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if wide else (short, long)


def restart_pages(section: Section) -> None:
    """Its pages count from 1."""
    for copied in section._sectPr.findall(qn("w:pgNumType")):  # from the section before
        section._sectPr.remove(copied)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)  # python-docx has no public way


def field(paragraph: Paragraph, code: str) -> None:
    """A field that Word counts: PAGE, SECTIONPAGES."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    paragraph._p.append(simple)  # python-docx has no fields


def _added(word: WordDocument, name: str, size: float = 10.5) -> ParagraphStyle:
    word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = word.styles["Normal"]
    return _style(word, name, size)


def _style(word: WordDocument, name: str, size: float) -> ParagraphStyle:
    style = word.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), FONT)
    return style


def _language(style: ParagraphStyle) -> None:
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(said)


def _bordered(style: ParagraphStyle, side: str, eighths: int) -> None:
    """A rule on one side, so many eighths of a point thick."""
    borders, edge = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    looks = {"val": "single", "sz": str(eighths), "space": "6", "color": "000000"}
    for name, value in looks.items():
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    style.element.get_or_add_pPr().append(borders)
