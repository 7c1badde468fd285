"""How the JSON of a session says its values: instants, minutes, staff, text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from exports.guard import Guard, for_group
from exports.source import Source
from models.day.attendance import Interval
from models.local_time import offset_minutes

Data = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """Values of one session as JSON has them."""

    source: Source
    guard: Guard

    @classmethod
    def of(cls, source: Source) -> Words:
        """The words of this source, behind its guard."""
        return cls(source, for_group(source.day.roster, names=source.names, near=source.near))

    def text(self, text: str) -> str:
        """What somebody typed, without names where there are to be none."""
        return self.guard.clean(text)

    def instant(self, at: int | None) -> str | None:
        """An instant (ms) as ISO 8601 with its offset: "2026-11-24T10:02:00.000+00:00"."""
        if at is None:
            return None
        offset = offset_minutes(at // 900_000, self.source.zone)
        zone = timezone(timedelta(minutes=offset))
        return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="milliseconds")

    def stretch(self, since: int, until: int | None) -> Data:
        """From when to when; null: still."""
        return {"from": self.instant(since), "until": self.instant(until)}

    def stretches(self, intervals: tuple[Interval, ...]) -> list[Data]:
        """Several of them."""
        return [self.stretch(since, until) for since, until in intervals]

    def staff(self, staff: str) -> Data:
        """A member of staff: id, name, role."""
        known = self.source.team.staff.get(staff)
        return {
            "id": staff if known else None,
            "name": self.source.staff(staff),
            "role": known.role if known else None,
        }

    def seats(self, members: tuple[str, ...]) -> list[int]:
        """The seats of these men."""
        return [self.source.day.roster.seat(member) for member in members]


def head_data(head: str) -> Data:
    """A chain head ("writer:seq:hash") in its parts."""
    writer, _, rest = head.partition(":")
    number, _, hash_ = rest.partition(":")
    return {"writer": writer, "seq": int(number) if number.isdecimal() else None, "hash": hash_}
