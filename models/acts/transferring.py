"""A man goes on in another group at the same point: he leaves one, and is known in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exercise_bank.component import Component, component_of, day_of
from models.acts.act import Act, Refused
from models.acts.membership import free_seat
from models.entries import NewEntry
from models.entries.content import Content
from models.entries.group import MemberAdded
from models.entries.membership import (
    AgreementGiven,
    CreditAllowed,
    CriterionExcepted,
    MeasuresTaken,
    NamesKeptOut,
    NeedsNoted,
    OrderNoted,
    StandingChanged,
)
from models.facts import Facts
from models.group.block_runs import BlockRun, block_runs, run_now
from models.group.people import TEN, fold_roster
from models.group.standing import ZONE
from models.local_time import instant

KNOWN_OF_HIM = (
    AgreementGiven,
    CreditAllowed,
    CriterionExcepted,
    MeasuresTaken,
    NamesKeptOut,
    NeedsNoted,
    OrderNoted,
)
"""What goes along with him; his sessions, notes and work stay where they were written."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the programme: a block and its day."""

    block: int
    day: int

    def __str__(self) -> str:
        """As "block 2 day 5"."""
        return day_of(self.block, self.day)


@dataclass(frozen=True, slots=True)
class GroupAt:
    """A group (id) with its facts."""

    group: str
    facts: Facts
    component: Component = Component.CORE

    def began(self) -> int:
        """When its run of a block began (ms); 0 before any."""
        run = self._run()
        return instant(run.first, 0, ZONE) if run else 0

    def _run(self) -> BlockRun | None:
        runs = block_runs(self.facts)
        return run_now([run for run in runs if component_of(run.block) is self.component])

    def next_point(self, blocks: int) -> Point | None:
        """The day that the group comes to next; None before its first.

        The core has so many `blocks`, and after the last comes the first: it rolls.
        """
        run = self._run()
        if run is None:
            return None
        if run.to_come:
            return Point(run.block, min(run.to_come))
        last = run.opened[max(run.opened)]
        if last.day < last.days or self.component is not Component.CORE:
            return Point(run.block, last.day + 1)
        return Point(run.block % blocks + 1, 1)


def transfer(
    here: GroupAt, there: GroupAt, member: str, *, date: str, point: Point, why: str
) -> Act:
    """From a date (ISO) on he is of the other group, and goes on there at this point.

    Who he is and what is known of him go along: agreements, order, assessment, exceptions, credit,
    names near him. Whom he is kept apart from are seats of the group he leaves, so that is said
    anew. Raises Refused without a reason, and where the other group is full, has somebody of the
    same initials, or him already.
    """
    man = fold_roster(here.facts).get(member)
    if man is None:
        raise Refused("He isn't in this group's record.")
    if here.group == there.group:
        raise Refused("He is in that group already.")
    roster = fold_roster(there.facts)
    if member in roster.members:
        raise Refused("He is in that group already.")
    if any(other.initials == man.initials for other in roster.members.values()):
        raise Refused(f"{man.initials} is in that group already: tell them apart there first.")
    if not why.strip():
        raise Refused("A transfer needs its reason: a few words.")
    seat = free_seat(there.facts, roster, there.began())
    new = man.model_copy(
        update={"seat": seat, "joined": date, "block": point.block, "keep_apart": ()}
    )
    said = {"member": member, "date": date, "block": point.block, "day": point.day, "why": why}
    gone = StandingChanged(standing="transferred", other_group=there.group, **said)
    come = StandingChanged(standing="joined", other_group=here.group, **said)
    return Act(
        f"{man.seat % TEN} · {man.initials} transferred at {point}, to seat {seat % TEN}",
        (
            _over(here, gone),
            *(_over(there, one) for one in (new, come, *_known(here.facts, man))),
        ),
    )


def point_typed(text: str, his: Point) -> Point:
    """A point as somebody typed it: "2 5", "block 2 day 5"; his where nothing was. Refused."""
    numbers = [int(word) for word in re.findall("[0-9]+", text)]
    if not text.strip():
        return his
    if len(numbers) == 1 and component_of(his.block) is not Component.CORE:
        return Point(his.block, numbers[0])
    if len(numbers) != 2 or not all(numbers):
        raise Refused("Which point? Type its block and its day, such as 2 5.")
    return Point(*numbers)


def _known(facts: Facts, man: MemberAdded) -> Iterator[Content]:
    for entry in facts.entries.values():
        if isinstance(entry.what, KNOWN_OF_HIM) and entry.what.member == man.member:
            fact = entry.what.fact
            standing = facts.value(*fact) if fact else None
            if standing is not None and standing.id == entry.id:
                yield entry.what


def _over(group: GroupAt, what: Content) -> NewEntry:
    """Said in this group, over what was said of the same there."""
    before = group.facts.settle(*what.fact) if what.fact else None
    supersedes = before.values if before else ()
    return NewEntry(what, supersedes=supersedes, chosen_stream=group.group)
