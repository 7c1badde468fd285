"""An exercise of the programme, as the bank describes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ItemSet(StrEnum):
    """What an item of the day belongs to: the five sets of a block, and the pauses between."""

    INTRODUCTORY = "introductory"
    ASSESSMENT = "assessment"
    PERSONAL = "personal"
    THEMATIC = "thematic"
    PROCESS = "process"
    BREAK = "break"
    LUNCH = "lunch"

    @property
    def is_work(self) -> bool:
        """Whether its minutes count as work (breaks and lunch don't)."""
        return self not in (ItemSet.BREAK, ItemSet.LUNCH)

    @property
    def label(self) -> str:
        """The set in the words of the screen."""
        return "personal work" if self is ItemSet.PERSONAL else self.value


class Domain(StrEnum):
    """The four domains of dynamic risk (Craissati and Beech 2003; Hanson 2000)."""

    SEXUAL_INTERESTS = "sx"
    ATTITUDES = "at"
    RELATIONSHIPS = "re"
    SELF_REGULATION = "sr"

    @property
    def label(self) -> str:
        """The domain in words."""
        return {
            Domain.SEXUAL_INTERESTS: "sexual interests",
            Domain.ATTITUDES: "attitudes",
            Domain.RELATIONSHIPS: "relationships",
            Domain.SELF_REGULATION: "self-regulation",
        }[self]


class Method(StrEnum):
    """How an exercise is worked."""

    DISCUSSION = "discussion"
    PAIRS = "pairs"
    ROLE_PLAY = "role play"
    SKILLS = "skills practice"
    WRITTEN = "written"
    PRESENTATION = "presentation"


@dataclass(frozen=True, slots=True)
class Minutes:
    """How long an exercise may take, in minutes: at least, as planned, at most."""

    minimum: int
    planned: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an exercise and its planned minutes."""

    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. `public_title` is what the room view may show to anyone."""

    id: str
    title: str
    public_title: str
    set: ItemSet
    block: int
    aim: str
    minutes: Minutes
    domains: tuple[Domain, ...]
    methods: tuple[Method, ...]
    materials: tuple[str, ...]
    steps: tuple[Step, ...]
    watch_for: tuple[str, ...]
    questions: tuple[str, ...]
    follow_up: str
