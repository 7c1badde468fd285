"""A document in the service's own dress: its name, its logo, its words, its order of sections.

What a document says is not touched: only the program's own words for headings, labels and columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exercise_bank.document_style import DocumentStyle
from exercise_bank.logo import logo
from exports.document import (
    Block,
    Definitions,
    Document,
    Figure,
    Heading,
    Part,
    Table,
    plain,
)


def dressed(document: Document, style: DocumentStyle) -> Document:
    """The document in this style; just as it is where the service has said nothing."""
    if style == DocumentStyle():
        return document
    parts = [_part(document, part, style) for part in document.parts]
    if parts and style.logo:
        head = Figure(logo(style.logo, style.service))
        parts[0] = replace(parts[0], blocks=(head, *parts[0].blocks))
    return replace(document, parts=tuple(parts))


def _part(document: Document, part: Part, style: DocumentStyle) -> Part:
    first = next((order for title, order in style.order.items() if _begins(document, title)), ())
    blocks = _ordered(part.blocks, first)
    title = _own(part.facts.title, style.words)
    facts = replace(
        part.facts,
        title=f"{style.service} · {title}" if style.service else title,
        purpose=_own(part.facts.purpose, style.words),
    )
    return replace(part, facts=facts, blocks=tuple(_block(one, style.words) for one in blocks))


def _begins(document: Document, title: str) -> bool:
    return document.title.casefold().startswith(title.casefold())


def _ordered(blocks: tuple[Block, ...], first: tuple[str, ...]) -> list[Block]:
    """The sections named, in that order, before the others; what heads the part stays there."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            sections.append([])
        sections[-1].append(block)
    head, *rest = sections
    names = {title.casefold(): place for place, title in enumerate(first)}

    def place(section: list[Block]) -> int:
        heading = section[0]
        title = plain(heading.text).casefold() if isinstance(heading, Heading) else ""
        return names.get(title, len(names))

    return [*head, *(block for section in sorted(rest, key=place) for block in section)]


def _block(block: Block, words: Mapping[str, str]) -> Block:
    match block:
        case Heading():
            return replace(
                block,
                text=tuple(
                    replace(run, text=_own(run.text, words)) if run.ours else run
                    for run in block.text
                ),
            )
        case Definitions():
            return Definitions(tuple((_own(term, words), text) for term, text in block.entries))
        case Table():
            columns = [replace(one, title=_own(one.title, words)) for one in block.columns]
            return replace(block, columns=tuple(columns))
        case _:
            return block


def _own(text: str, words: Mapping[str, str]) -> str:
    """The service's word for the whole text, or for what it begins with."""
    if text in words:
        return words[text]
    for ours, theirs in words.items():
        if text.startswith((f"{ours}:", f"{ours},", f"{ours} ·")):
            return theirs + text.removeprefix(ours)
    return text
