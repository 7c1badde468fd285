"""What every document is made from: the day, the team, the moment, and the service's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from exercise_bank.bank import Bank
from exercise_bank.exercise import Domain
from exports.document import Text, ours, typed
from exports.safe_text import shortened
from models.day.day import Day
from models.entries.entry import Entry
from models.entries.group import MemberAdded
from models.entries.membership import NamedPerson
from models.group.names_kept_out import names_kept_out
from models.group.people import Team
from models.local_time import MINUTE_MS, clock, date_of, long_date

MOST_INITIALS = 8


@dataclass(frozen=True)
class Source:
    """One session as a document reads it.

    `now` is the instant (ms) the document is made, `made_by` the id of the staff who makes it,
    `bank` gives the meaning of codes, the block's title and the service's contacts. `heads` are
    the writers' chain heads ("writer:seq:hash", models.record.Record.heads). Without `names`
    members are seats and initials only.
    """

    day: Day
    team: Team
    bank: Bank
    now: int
    made_by: str
    heads: tuple[str, ...] = ()
    names: bool = False

    @cached_property
    def near(self) -> Mapping[str, tuple[NamedPerson, ...]]:
        """The names that never leave: who is near each man, by his id."""
        return names_kept_out(self.day.facts)

    @property
    def zone(self) -> str:
        """The session's time zone."""
        return self.day.about.zone

    def staff(self, staff: str) -> str:
        """The name of this member of staff; a name given in words stays."""
        known = self.team.staff.get(staff)
        if known:
            return known.name
        return "unknown staff" if _is_id(staff) else staff

    def staff_text(self, staff: str) -> Text:
        """The name as a run of text; one that somebody typed goes through the guard."""
        return ours(self.staff(staff)) if staff in self.team.staff else typed(self.staff(staff))

    def short_staff(self, staff: str) -> str:
        """His name with the first names as letters: "W. Alderpike", not to be parted."""
        *first, last = self.staff(staff).split() or [""]
        return "\u00a0".join([*(f"{name[0]}." for name in first), last])

    def man(self, member: str) -> MemberAdded | None:
        """The man of this id."""
        return self.day.roster.get(member)

    def initials(self, member: str) -> str:
        """His initials, "?" where he isn't known."""
        man = self.man(member)
        return shortened(man.initials, MOST_INITIALS) if man and man.initials.strip() else "?"

    def label(self, member: str) -> str:
        """His seat and initials: "3 DF", not to be parted at a line's end."""
        seat = self.day.roster.seat(member)
        return f"{seat}\u00a0{self.initials(member)}" if seat > 0 else self.initials(member)

    def labels(self, members: tuple[str, ...]) -> str:
        """Several men: "3 DF, 5 SK"."""
        return ", ".join(self.label(member) for member in members)

    def clock(self, at: int) -> str:
        """An instant as "11:42"."""
        return clock(at, self.zone)

    def when(self, at: int) -> str:
        """An instant as "11:42", with its date where that isn't the session's."""
        date = date_of(at, self.zone)
        if date == self.day.about.date:
            return self.clock(at)
        return f"{long_date(date)} {self.clock(at)}"

    def title(self, item: str) -> str:
        """The title of an item, "an item not in the plan" where it isn't there."""
        state = self.day.timeline.state(item)
        return state.item.title if state else "an item not in the plan"

    def late(self, entry: Entry) -> str:
        """How a late entry says so; empty where it was in time or the day was on paper."""
        if self.day.afterwards or not entry.late:
            return ""
        return f"entered late, {self.when(entry.written)} about {self.clock(entry.about)}"

    def outcome(self, code: str) -> str:
        """The meaning of an outcome code: "attended, complied"; empty where nobody knows it."""
        known = self.bank.service.outcomes.get(code)
        return known.meaning if known else ""

    def climate(self, code: str) -> str:
        """A climate code in a word: "cohesion"."""
        return self.bank.service.climate.get(code, code)

    def domain(self, code: str) -> str:
        """A domain's code in words: "self-regulation"."""
        return Domain(code).label if code in set(Domain) else code

    def leaving(self, code: str) -> str:
        """How a man left, in words where it is one of the service's codes."""
        known = (way.label for way in self.bank.service.leaving if way.id == code)
        return next(known, code)

    def state(self, state: str) -> str:
        """A state that lasts, in the service's words."""
        return next((one.label for one in self.bank.service.states if one.id == state), state)

    @property
    def block_title(self) -> str:
        """The block's title in the bank; empty where the bank has no plan of it."""
        plan = self.bank.block_plan(self.day.about.block)
        return plan.title if plan else ""


def minutes(ms: int) -> int:
    """Milliseconds as minutes, to the nearest whole one."""
    return (ms + MINUTE_MS // 2) // MINUTE_MS


def signed(number: int) -> str:
    """A difference as "+3", "−4" or "0"."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def many(count: int, word: str) -> str:
    """A count and its word: "1 note", "3 notes"."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(sign in "0123456789abcdef" for sign in text)
