"""Typed text that no record can hold as it came: NUL and lone surrogates become visible marks.

A terminal or a paste can bring either; JSON, the database and half the formats break on them.
All else is kept exactly as it was typed. What is *shown* is made visible elsewhere
(exports.safe_text); this changes what is written.
"""

from __future__ import annotations

import re
from typing import TypeVar

from pydantic import BaseModel

from models.entries.content import Content

C = TypeVar("C", bound=Content)

_UNFIT = re.compile("[\0\ud800-\udfff]")


def fit_to_keep(content: C) -> C:
    """The content with marks for what can't be kept; the very same where there is none."""
    if not _UNFIT.search(_text_in(content)):
        return content
    return type(content).model_validate(_marked(content.model_dump()))


def _text_in(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, BaseModel):
        return "".join(map(_text_in, value.__dict__.values()))
    if isinstance(value, dict):
        return "".join(_text_in(each) for pair in value.items() for each in pair)
    if isinstance(value, (tuple, list)):
        return "".join(map(_text_in, value))
    return ""


def _marked(value: object) -> object:
    if isinstance(value, str):
        return _UNFIT.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)
    if isinstance(value, dict):
        return {_marked(key): _marked(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(map(_marked, value))
    return value
