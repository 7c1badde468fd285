"""An entry's free texts through a guard, with what is no free text left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
_ID = re.compile("[0-9a-f]{16,}(:[0-9]+:[0-9a-f]+)?")
"""An id, a digest, or the head of a writer's chain."""


def cleaned(value: M, clean: Callable[[str], str]) -> M:
    """A value with its free texts through the guard; words of a fixed choice are no free text."""
    update: dict[str, object] = {}
    for name, known in type(value).model_fields.items():
        if known.annotation in (str, tuple[str, ...]) or not isinstance(getattr(value, name), str):
            update[name] = _part(getattr(value, name), clean)
    return value.model_copy(update=update)


def _part(part: object, clean: Callable[[str], str]) -> object:
    if isinstance(part, str):
        return part if _ID.fullmatch(part) else clean(part)
    if isinstance(part, BaseModel):
        return cleaned(part, clean)
    if isinstance(part, tuple):
        return tuple(_part(each, clean) for each in part)
    return part
