"""The script of a sample day: what is said, about which moment, written when, by whom.

Playing a day only fills a script; `stage.py` turns scripts into entries of a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from models.entries.content import Content
from models.entries.group import MemberAdded, SessionOpened, WorkSet
from models.entries.timeline import Item, PlanLaid
from models.local_time import MINUTE_MS, instant
from session_tui.sample.material import Material


@dataclass(frozen=True, slots=True)
class Cast:
    """The staff of a day, by id: who leads, who writes most, who supervises."""

    lead: str
    second: str
    supervisor: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A day before it is played.

    `due` is work set in earlier sessions; `spare` an exercise that may be put in; `carries` says
    that something is surely carried over; `finished` that everything is described, decided and
    signed. `reasons` are the service's reasons in words, by use.
    """

    session: SessionOpened
    plan: PlanLaid
    men: tuple[MemberAdded, ...]
    cast: Cast
    material: Material
    reasons: Mapping[str, tuple[str, ...]]
    due: tuple[WorkSet, ...] = ()
    spare: Item | None = None
    carries: bool = False
    finished: bool = True

    def wall(self, minute: float) -> int:
        """The instant (ms) of a minute since midnight."""
        whole = int(minute)
        at = instant(self.session.date, whole, self.session.zone)
        return at + int((minute - whole) * MINUTE_MS)


@dataclass(frozen=True, eq=False, slots=True)
class Said:
    """One entry to be: what, of which moment and written when (ms), by whom (staff id).

    `replaces` is what it supersedes; `together` the one whose act it belongs to; one that
    `undoes` another takes that one's act back and says nothing itself.
    """

    at: int
    written: int
    by: str
    what: Content | None
    replaces: Said | None = None
    together: Said | None = None
    undoes: Said | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """A stretch in which an item ran (ms)."""

    item: Item
    start: int
    end: int


@dataclass
class Script:
    """What is said on one day, as it is being made up; `ran` and `inside` are what came of it.

    `inside` holds each man's stretches in the room (ms), none for who never came.
    """

    setting: Setting
    dice: Random
    said: list[Said] = field(default_factory=list)
    ran: list[Ran] = field(default_factory=list)
    inside: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)

    def say(
        self,
        what: Content | None,
        at: int,
        *,
        by: str = "",
        after_s: float = 0,
        replaces: Said | None = None,
        together: Said | None = None,
    ) -> Said:
        """Say something about a moment (ms), written `after_s` seconds later; the lead says it.

        What is said `together` with something is written when that is, by the same person.
        """
        written = together.written if together else at + int(after_s * 1000)
        by = by or self.setting.cast.lead
        one = Said(at, written, by, what, replaces=replaces, together=together)
        self.said.append(one)
        return one

    def take_back(self, one: Said, after_s: float) -> None:
        """Undo what was said, so many seconds later."""
        written = one.written + int(after_s * 1000)
        self.said.append(Said(one.at, written, one.by, None, undoes=one))

    def chance(self, share: float) -> bool:
        """Whether it happens this time: true in this share of times."""
        return self.dice.random() < share

    def reason(self, use: str) -> str:
        """One of the service's reasons for this use, in words."""
        return self.dice.choice(self.setting.reasons[use])

    def in_room(self, at: int) -> list[str]:
        """The men in the room at this instant."""
        return [
            member
            for member, stretches in self.inside.items()
            if any(since <= at < until for since, until in stretches)
        ]

    def seat(self, member: str) -> str:
        """A man's seat, as typed."""
        return next(str(man.seat % 10) for man in self.setting.men if man.member == member)

    @property
    def began(self) -> int:
        """When the first item began (ms)."""
        return self.ran[0].start

    @property
    def ended(self) -> int:
        """When the group went home (ms)."""
        return self.ran[-1].end
