"""What supervision is measured by: its forms of quality, how often it is due, what is viewed.

The forms are the service's data; a score is given only with words of feedback beside it.
(programme.md, Supervision, quality and audit)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from exercise_bank.shape import Kind, each, list_of, table, text, whole, word

ABOUT: Final = ("facilitator", "treatment manager")
"""Whom a form may be about."""

_LABEL = text(longest=80)
QUALITY_SHAPES: Final[dict[str, Kind]] = {
    "supervision": table({}, {"every_days": whole(1, 366), "viewed_percent": whole(0, 100)}),
    "quality_scale": table({}, dict.fromkeys("123456789", text(longest=80, may_be_empty=True))),
    "quality_forms": each(
        table(
            {
                "title": _LABEL,
                "about": word(ABOUT),
                "sections": list_of(
                    table({"title": _LABEL, "points": list_of(text(longest=120), least=1)}),
                    least=1,
                ),
            }
        )
    ),
}
"""The tables of a service's file that are about supervision."""


@dataclass(frozen=True, slots=True)
class SupervisionFigures:
    """How many days after one supervision the next is due, at the latest.

    `viewed_percent`: of how many of a facilitator's sessions a recording is to be viewed.
    """

    every_days: int
    viewed_percent: int


@dataclass(frozen=True, slots=True)
class QualitySection:
    """A section of a form: what is looked at."""

    title: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityForm:
    """A form that a supervisor fills in after viewing, `about` one person."""

    id: str
    title: str
    about: str
    sections: tuple[QualitySection, ...]


def quality_form(name: str, raw: Mapping[str, Any]) -> QualityForm:
    """The form of this name that checked data make."""
    sections = (QualitySection(one["title"], tuple(one["points"])) for one in raw["sections"])
    return QualityForm(name, raw["title"], raw["about"], tuple(sections))
