"""A document as Markdown (CommonMark with tables), to be read as it stands or rendered.

What people typed is escaped, so that it can't become a heading, a link, a picture or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    PageFacts,
    Paragraph,
    Part,
    Row,
    SignatureLines,
    Table,
    Text,
)
from exports.safe_text import showable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
_INDENT = re.compile(r"(?<=\n)[ \u00a0]+|^ {2,}")
_LINE_START = re.compile(r"^( ?)([-+=]|\d+(?=[.)]))", re.MULTILINE)
_ALIGNS = {"left": "---", "center": ":-:", "right": "--:"}
_BREAK = "  \n"
_TO_WRITE_ON = "\\_" * 30


def to_markdown(document: Document) -> str:
    """The document as the text of a Markdown file."""
    return "\n---\n\n".join(_part(part) for part in document.parts)


def _part(part: Part) -> str:
    blocks = [*_top(part.facts), *map(_block, part.blocks), _foot(part.facts)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _top(facts: PageFacts) -> list[str]:
    return [_escaped(facts.title), f"**{_escaped(facts.state)}**" if facts.state else ""]


def _foot(facts: PageFacts) -> str:
    return _BREAK.join(map(_escaped, facts.foot))


def _block(block: Block) -> str:  # noqa: PLR0911  (one case a kind of block)
    match block:
        case Heading():
            return f"{'#' * block.level} {_line(block.text, ' ')}"
        case Paragraph():
            return _line(block.text)
        case Notice():
            return f"> {_line(block.text, '  ' + chr(10) + '> ')}"
        case Bullets():
            return "\n".join(f"- {_line(item, _BREAK + '  ')}" for item in block.items)
        case Definitions():
            return "\n".join(
                f"- **{_escaped(term)}:** {_line(text, _BREAK + '  ')}"
                for term, text in block.entries
            )
        case Table():
            return _table(block)
        case Figure():
            return _escaped(block.chart.alt)
        case Lines():
            return "\n\n".join([_TO_WRITE_ON * 2] * block.fewest)
        case SignatureLines():
            return "\n\n".join(f"{_TO_WRITE_ON}{_BREAK}{_line(who)}" for who in block.who)


def _table(table: Table) -> str:
    heads = [_escaped(column.title) or " " for column in table.columns]
    lines = [_cells(heads), _cells(_ALIGNS[column.align] for column in table.columns)]
    lines += [_row(row, len(heads)) for row in table.rows]
    return "\n".join(lines)


def _row(row: Row | Band, columns: int) -> str:
    if isinstance(row, Band):
        return _cells([f"**{_line(row.text, ' ').replace('**', '')}**", *([""] * (columns - 1))])
    cells = [_line(cell, "<br>") for cell in row.cells]
    return _cells([*cells, *([""] * (columns - len(cells)))])


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(text: Text, newline: str = _BREAK) -> str:
    words = "".join(
        f"**{_escaped(run.text)}**"
        if run.weight == "strong" and run.text.strip() == run.text
        else _escaped(run.text)
        for run in text
    )
    return words.replace("\n", newline)


def _escaped(text: str) -> str:
    shown = _SPECIAL.sub(r"\\\1", _INDENT.sub("", showable(text)))
    return _LINE_START.sub(_held, shown)


def _held(match: re.Match[str]) -> str:
    """A line's first sign that would make it a list or a rule, held back."""
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
