"""The chain heads that signatures stand over, told so that they are the same each time.

Keys are made anew with each sample home, and so are heads. What counts for a reader stays: which
heads are of one writer, and how many entries he had written.
"""

from __future__ import annotations

import re
from dataclasses import replace

from exports.document import Block, Document, Row, Table, Text
from models.ids import named_id

_HEAD = re.compile(r"([0-9a-f]{4}):(\d+):[0-9a-f]{8}")


def with_steady_heads(document: Document) -> Document:
    """The document with such heads in its tables of signatures."""
    writers: dict[str, str] = {}
    parts = (
        replace(part, blocks=tuple(_block(block, writers) for block in part.blocks))
        for part in document.parts
    )
    return replace(document, parts=tuple(parts))


def _block(block: Block, writers: dict[str, str]) -> Block:
    if not isinstance(block, Table) or block.caption != "Signatures":
        return block
    rows = (
        replace(row, cells=tuple(_cell(cell, writers) for cell in row.cells))
        if isinstance(row, Row)
        else row
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


def _cell(cell: Text, writers: dict[str, str]) -> Text:
    """The heads of a cell, the longest chain first: ids, by which they stood in order, differ."""
    found = [_HEAD.fullmatch(head) for run in cell for head in run.text.split(", ")]
    heads = sorted((one for one in found if one), key=lambda one: -int(one[2]))
    if not heads or len(heads) < len(found):
        return cell
    told = []
    for one in heads:
        writer = writers.setdefault(one[1], named_id("sample", "writer", len(writers))[:4])
        told.append(f"{writer}:{one[2]}:{named_id('sample', 'head', writer, one[2])[:8]}")
    return (replace(cell[0], text=", ".join(told)),)
