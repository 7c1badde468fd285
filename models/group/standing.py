"""How each man stands in his group on a date: in it, suspended, gone and why; may he come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.entries.group import MemberAdded
from models.entries.membership import (
    ClosingStep,
    ClosingStepDone,
    MeasuresTaken,
    Standing,
    StandingChanged,
)
from models.facts import Facts
from models.local_time import date_of

IN_GROUP: tuple[Standing, ...] = ("joined", "returned")
FOR_GOOD: tuple[Standing, ...] = ("completed", "transferred")
CLOSING_STEPS: tuple[ClosingStep, ...] = (
    "measures",
    "report",
    "report sent",
    "details recorded",
)
ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """A man's standing since a date (ISO; empty where nothing says when).

    `to_come` is what was said of a later date.
    """

    member: str
    standing: Standing
    since: str = ""
    why: str = ""
    history: tuple[StandingChanged, ...] = ()
    to_come: tuple[StandingChanged, ...] = ()

    @property
    def in_group(self) -> bool:
        """Whether he is expected on the group's days."""
        return self.standing in IN_GROUP

    def may_return_until(self, weeks: int) -> str:
        """The last date (ISO) on which he may go on where he stopped; "" where he can't or needn't.

        `weeks` is the service's figure (practice: 12).
        """
        if self.in_group or self.standing in FOR_GOOD or not self.since:
            return ""
        return (date.fromisoformat(self.since) + timedelta(weeks=weeks)).isoformat()

    def may_return(self, on: str, weeks: int) -> bool:
        """Whether on this date (ISO) he may still go on where he stopped."""
        return on <= self.may_return_until(weeks)

    def back_late(self, weeks: int) -> bool:
        """Whether he came back after the time in which he might go on where he stopped."""
        if self.standing != "returned":
            return False
        out = [change for change in self.history if change.standing not in IN_GROUP]
        if not out:
            return False
        gone = MemberStanding(self.member, out[-1].standing, out[-1].date)
        return not gone.may_return(self.since, weeks)


def standing_of(facts: Facts, member: str, on: str) -> MemberStanding:
    """How a man stands on a date (ISO): the last that was said of that date or before.

    Who left without more being said counts as withdrawn from the date of leaving.
    """
    changes = _changes(facts, member)
    past = tuple(change for change in changes if change.date <= on)
    later = tuple(change for change in changes if change.date > on)
    if past:
        last = past[-1]
        return MemberStanding(member, last.standing, last.date, last.why, past, later)
    added = facts.value("member", member)
    joined = added.what.joined if added and isinstance(added.what, MemberAdded) else ""
    return MemberStanding(member, "joined", joined, to_come=later)


def _changes(facts: Facts, member: str) -> list[StandingChanged]:
    """All that was said of his standing, by date."""
    said = _said(facts, member)
    left = facts.value("member-left", member)
    if left is not None:
        on = date_of(left.about, ZONE)
        if not any(change.date == on for change in said):
            why = getattr(left.what, "why", "")
            gone = StandingChanged(member=member, date=on, standing="withdrawn", why=why)
            said.append(gone)
    return sorted(said, key=lambda change: change.date)


def closing_steps(facts: Facts, member: str) -> dict[ClosingStep, str]:
    """When each step of a man's completing was done (ISO); "" where it isn't.

    Assessment after the group is the measures' step, said once or the other way.
    """
    done: dict[ClosingStep, str] = dict.fromkeys(CLOSING_STEPS, "")
    for step in CLOSING_STEPS:
        entry = facts.value("closing-step", member, step)
        if entry is not None and isinstance(entry.what, ClosingStepDone):
            done[step] = entry.what.date
    after = facts.value("measures", member, "after")
    if not done["measures"] and after is not None and isinstance(after.what, MeasuresTaken):
        done["measures"] = after.what.date
    return done


_LAST = "9999-12-31"


def out_of_group(facts: Facts, member: str, day: str = "", start: int | None = None) -> bool:
    """Whether a man isn't expected on a day (ISO; "" is after all that was said).

    `start` is the instant (ms) that day began: who leaves later that day was still there. Who
    completes or is transferred is of the group on that date and no longer after it; the other
    standings hold from their date on.
    """
    left = facts.value("member-left", member)
    gone = left is not None and (start is None or left.about < start)
    said = [change for change in _said(facts, member) if _holds(change, day or _LAST)]
    if not said:
        return gone
    if said[-1].standing in IN_GROUP:
        return gone and left is not None and date_of(left.about, ZONE) >= said[-1].date
    return True


def _holds(change: StandingChanged, day: str) -> bool:
    return change.date < day or (change.date == day and change.standing not in FOR_GOOD)


def _said(facts: Facts, member: str) -> list[StandingChanged]:
    """What was said of his standing, by date."""
    said = (settled.value.what for settled in facts.all_of("standing"))
    his = [one for one in said if isinstance(one, StandingChanged) and one.member == member]
    return sorted(his, key=lambda change: change.date)
