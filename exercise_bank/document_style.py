"""How a service's documents look and speak: name, logo, words, the order of sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from exercise_bank.shape import Kind, each, list_of, table, text

_WORDS = text(longest=120)
STYLE_SHAPES: Final[dict[str, Kind]] = {
    "documents": table(
        {},
        {
            "service": text(longest=80, may_be_empty=True),
            "logo": text(longest=40_000, may_be_empty=True),
        },
    ),
    "document_words": each(_WORDS),
    "document_order": each(list_of(_WORDS, least=1)),
}
"""The tables of a service's file that are about its documents."""


@dataclass(frozen=True, slots=True)
class DocumentStyle:
    """`service` heads every page and `logo` (an SVG's text) the first; both may be empty.

    `words` are the service's own for the program's headings, labels and columns; `order` are
    headings of sections by a document's title: they come first, in this order.
    """

    service: str = ""
    logo: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def document_style(data: Mapping[str, Any]) -> DocumentStyle:
    """The style that checked data make."""
    order = {title: tuple(sections) for title, sections in data["document_order"].items()}
    return DocumentStyle(
        **data["documents"],
        words=MappingProxyType(dict(data["document_words"])),
        order=MappingProxyType(order),
    )
