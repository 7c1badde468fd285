"""What every document is made from: the day, the team, the moment, and the service's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.safe_text import shortened
from models.day import Day
from models.entries.entry import Entry
from models.entries.group import MemberAdded
from models.local_time import MINUTE_MS, clock, date_of, long_date
from models.people import Team

MOST_INITIALS = 8


@dataclass(frozen=True)
class Source:
    """One session as a document reads it.

    `now` is the instant (ms) the document is made, `made_by` the id of the staff who makes it.
    `heads` are the writers' chain heads ("writer:seq:hash", models.record.Record.heads).
    `outcomes` and `climate` give the meaning of codes, `contacts` the service's labels and
    numbers, `block_title` the block's title in the bank. Without `names` members are seats and
    initials only.
    """

    day: Day
    team: Team
    now: int
    made_by: str
    heads: tuple[str, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)
    climate: Mapping[str, str] = field(default_factory=dict)
    contacts: tuple[tuple[str, str], ...] = ()
    block_title: str = ""
    names: bool = False

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

    def short_staff(self, staff: str) -> str:
        """His name with the first names as letters: "W. Alderpike"."""
        *first, last = self.staff(staff).split() or [""]
        return " ".join([*(f"{name[0]}." for name in first), last])

    def man(self, member: str) -> MemberAdded | None:
        """The man of this id."""
        return self.day.roster.get(member)

    def initials(self, member: str) -> str:
        """His initials, "?" where he isn't known."""
        man = self.man(member)
        return shortened(man.initials, MOST_INITIALS) if man and man.initials.strip() else "?"

    def label(self, member: str) -> str:
        """His seat and initials: "3 DF"."""
        seat = self.day.roster.seat(member)
        return f"{seat} {self.initials(member)}" if seat > 0 else self.initials(member)

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


def minutes(ms: int) -> int:
    """Milliseconds as minutes, to the nearest whole one."""
    return (ms + MINUTE_MS // 2) // MINUTE_MS


def _is_id(text: str) -> bool:
    return len(text) == 32 and all(sign in "0123456789abcdef" for sign in text)
