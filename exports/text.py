"""A document as plain text, to be pasted into a case system's box: no marks, no columns."""

from __future__ import annotations

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
    Paragraph,
    Part,
    Row,
    SignatureLines,
    Table,
    Text,
    plain,
)
from exports.safe_text import one_line, showable

_RULE = "-" * 60


def to_text(document: Document) -> str:
    """The document as text, a block after the other."""
    return f"\n{_RULE}\n\n".join(_part(part) for part in document.parts)


def _part(part: Part) -> str:
    facts = part.facts
    head = [one_line(facts.state).upper()] if facts.state else []
    foot = [one_line("; ".join(facts.foot))]
    blocks = ["\n".join(head), *("\n".join(_lines(block)) for block in part.blocks), *foot]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Heading():
            title = one_line(plain(block.text))
            yield title.upper() if block.level < 3 else title
        case Paragraph() | Notice():
            yield showable(plain(block.text))
        case Bullets():
            yield from (f"* {_shown(item)}" for item in block.items)
        case Definitions():
            yield from (f"{one_line(term)}: {_shown(text)}" for term, text in block.entries)
        case Table():
            yield from (_row(block, row) for row in block.rows)
        case Figure():
            yield one_line(block.chart.alt)
        case SignatureLines():
            yield from (f"{_shown(who)}: " for who in block.who)
        case Lines():
            return


def _row(table: Table, row: Row | Band) -> str:
    """A row as "Exercise: Check-in; Ran: 10:02-10:20; min: 18", without its empty cells."""
    if isinstance(row, Band):
        return f"{_shown(row.text)}:"
    pairs = zip(table.columns, row.cells, strict=False)
    said = (
        f"{one_line(column.title)}: {one_line(plain(cell))}"
        for column, cell in pairs
        if plain(cell)
    )
    return f"* {'; '.join(said)}"


def _shown(text: Text) -> str:
    """Words whose further lines stand in from the first."""
    return showable(plain(text)).replace("\n", "\n  ")
