"""What typed text a record can hold: 64 KiB a text at most; NUL and lone surrogates become marks.

A terminal or a paste can bring either; JSON, the database and half the formats break on them.
All else is kept exactly as it was typed. What is *shown* is made visible elsewhere
(exports.safe_text); this is about what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from models.entries.content import Content
from models.record_error import RecordError

C = TypeVar("C", bound=Content)

TEXT_CAP = 64 * 1024
"""The longest text of one field, in bytes of UTF-8."""

_UNFIT = re.compile("[\0\ud800-\udfff]")


class TooLong(RecordError):
    """A text beyond the cap; nothing of its entry was written."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"A text holds at most {TEXT_CAP // 1024} KiB, this has {size // 1024 + 1}: "
            "split it in two. Nothing typed is lost."
        )


def fit_to_keep(content: C) -> C:
    """The content with marks for what can't be kept; the very same where there is none. TooLong."""
    unfit = False
    for text in _texts(content):
        check_length(text)
        unfit = unfit or _UNFIT.search(text) is not None
    return type(content).model_validate(_marked(content.model_dump())) if unfit else content


def check_length(*texts: str) -> None:
    """TooLong where they are beyond the cap together."""
    if 4 * sum(map(len, texts)) > TEXT_CAP:
        size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
        if size > TEXT_CAP:
            raise TooLong(size)


def _texts(value: object) -> Iterator[str]:
    """All text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(tuple(value.__dict__.values()))
    elif isinstance(value, dict):
        yield from _texts((*value, *value.values()))
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from _texts(each)


def _marked(value: object) -> object:
    if isinstance(value, str):
        return _UNFIT.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)
    if isinstance(value, dict):
        return {_marked(key): _marked(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(map(_marked, value))
    return value
