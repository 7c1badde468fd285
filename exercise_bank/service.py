"""The service's data: the figures and word lists that the programme runs by.

Every value comes from `nsogp/service.toml`, where each says its source (seed, derived, practice or
ours), and from the service's own file of that name. No figure here has a default in code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from exercise_bank.component import Component, component_of
from exercise_bank.document_style import DocumentStyle
from exercise_bank.quality import QualityForm, SupervisionFigures


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the day's default shape: "work", "break" or "lunch", and its minutes."""

    kind: str
    minutes: int


@dataclass(frozen=True, slots=True)
class DayShape:
    """When a day starts and ends (minutes since local midnight) and how it is filled."""

    start: int
    end: int
    work_minutes: int
    break_minutes: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class ComponentShape:
    """A component beside the core: its sessions' shape, and the sets that it works with.

    `men` are the fewest that it has; `every_days`: its sessions lie so far apart.
    """

    day: DayShape
    sets: tuple[str, ...]
    men: int
    every_days: int


@dataclass(frozen=True, slots=True)
class Breaks:
    """Minutes of a short break and of lunch, and what a late day must leave of a short break."""

    short_minutes: int
    protected_minutes: int
    lunch_minutes: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the core group, of one block, and of the relapse prevention group."""

    blocks: int
    core_fewest: float
    core_most: float
    block_fewest: float
    block_base: float
    block_per_member: float
    block_most: float
    relapse_prevention: float
    relapse_prevention_sessions: int

    def block_hours(self, members: int) -> float:
        """Hours that one block takes for so many men (derived: 36 to 40.5)."""
        wanted = self.block_base + self.block_per_member * members
        return min(self.block_most, max(self.block_fewest, wanted))

    def block_days(self, members: int, work_minutes: int) -> int:
        """Days that one block takes at `work_minutes` a day; what is over is buffer (derived)."""
        return math.ceil(self.block_hours(members) * 60 / work_minutes)


@dataclass(frozen=True, slots=True)
class GroupLimits:
    """How many men a group may have, and who may join (years of age, IQ).

    Who was away for up to `return_within_weeks` may go on where he stopped.
    """

    fewest: int
    usual_fewest: int
    most: int
    youngest: int
    iq: int
    return_within_weeks: int


@dataclass(frozen=True, slots=True)
class PersonalWork:
    """How long one man's personal work takes in a block, and where it may stand."""

    fewest_minutes: int
    planned_minutes: int
    most_minutes: int
    men_a_day: int
    first_day: bool


@dataclass(frozen=True, slots=True)
class Facilitators:
    """How many of them a day needs."""

    a_day: int


@dataclass(frozen=True, slots=True)
class MissedDays:
    """From how many missed days in a block a man owes a catch-up; above how many, the block.

    `fewest_minutes`: fewer minutes in the room count as missed; None, a person decides. A catch-up
    plans `catch_up_percent` of the minutes that an exercise ran.
    """

    catch_up_percent: int
    catch_up_from: int
    repeat_block_above: int
    fewest_minutes: int | None


@dataclass(frozen=True, slots=True)
class Warn:
    """Warn when this percentage of an item's minutes is left, but not later than so long before."""

    percent_left: int
    least_seconds: int

    def ms_left(self, planned_minutes: int) -> int:
        """How many milliseconds before its end an item of these minutes warns."""
        return max(planned_minutes * 600 * self.percent_left, self.least_seconds * 1000)


@dataclass(frozen=True, slots=True)
class Idle:
    """Minutes without a key until the room view, and until the lock."""

    room_view_minutes: int
    lock_minutes: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome code; `three_code` says the same in ATTC, AFTC, UAAB, None where none does.

    `one_key` is false where a code leads to enforcement or is a judgement.
    """

    code: str
    meaning: str
    attended: bool
    three_code: str | None
    one_key: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason given by one key. `uses` says where ("skip", "late"); `suggests` an outcome code."""

    id: str
    key: str
    label: str
    uses: tuple[str, ...]
    suggests: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few kinds chosen by one key; `asks` says what is to be written with it."""

    id: str
    key: str
    label: str
    asks: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A state that lasts; of those with the same `one_of` only one lasts at a time in a man."""

    id: str
    key: str
    label: str
    one_of: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a man left the day; `distressed` ones ask what was done about it."""

    id: str
    key: str
    label: str
    distressed: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a concern may have to be told to; `number` is empty until the service sets it."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Service:
    """All of the service's data.

    `components` are those beside the core. `learning_styles` are the methods that suit each way of
    learning. `climate` is words by code, `judging_words` the gentle alternative by word,
    `most_note_bytes` the longest note in UTF-8 bytes, `shortest_minutes` the shortest an exercise
    may be. `rating_scale` is words by digit; it is used only where `ratings` is set.
    `quality_scale` is words by digit for `quality_forms`.
    """

    starter: bool
    day: DayShape
    half_day: DayShape
    components: Mapping[Component, ComponentShape]
    breaks: Breaks
    shortest_minutes: int
    hours: Hours
    group: GroupLimits
    personal_work: PersonalWork
    facilitators: Facilitators
    learning_styles: Mapping[str, tuple[str, ...]]
    missed_days: MissedDays
    warn_soon: Warn
    warn_last: Warn
    idle: Idle
    most_note_bytes: int
    ratings: bool
    rating_scale: Mapping[int, str]
    outcomes: Mapping[str, Outcome]
    reasons: tuple[Reason, ...]
    taking_part: tuple[Choice, ...]
    leaving: tuple[Leaving, ...]
    states: tuple[State, ...]
    climate: Mapping[str, str]
    judging_words: Mapping[str, str]
    contacts: tuple[Contact, ...]
    supervision: SupervisionFigures
    quality_scale: Mapping[int, str]
    quality_forms: tuple[QualityForm, ...]
    documents: DocumentStyle

    def reasons_for(self, use: str) -> tuple[Reason, ...]:
        """The reasons offered in one place: "skip", "cut", "overrun", "pause", "late" and so on."""
        return tuple(reason for reason in self.reasons if use in reason.uses)

    def states_beside(self, state: str) -> tuple[str, ...]:
        """The ids of the states that cannot last beside this one."""
        group = next((one.one_of for one in self.states if one.id == state), "")
        return tuple(
            one.id for one in self.states if group and one.one_of == group and one.id != state
        )

    def day_shape(self, block: int) -> DayShape:
        """The shape of a whole day of a block, or of a component's session (component.py)."""
        component = component_of(block)
        return self.day if component is Component.CORE else self.components[component].day

    def sets_of(self, block: int) -> tuple[str, ...]:
        """The sets that a component works with; empty for the core, which has all five."""
        component = component_of(block)
        return () if component is Component.CORE else self.components[component].sets

    def fewest_men(self, component: Component) -> int:
        """How many men a group of a component has at least."""
        core = component is Component.CORE
        return self.group.fewest if core else self.components[component].men

    def block_days(self, members: int) -> int:
        """How many days one block has for so many men."""
        return self.hours.block_days(members, self.day.work_minutes)
