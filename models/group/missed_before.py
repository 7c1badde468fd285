"""What a man missed of a block before he was transferred into it: it goes along with him.

Practice: more than two sessions missed in a block mean starting it again; he goes on at the same
point of it, so that what he missed of it in the group he left counts in the one he came to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.entries.membership import StandingChanged
from models.facts import Facts
from models.group.block_runs import block_runs
from models.group.rolling_on import SessionPart


@dataclass(frozen=True, slots=True)
class BeforeHere:
    """Another group's facts, and a man's parts in its sessions."""

    facts: Facts
    parts: Sequence[SessionPart]


def came_from(facts: Facts, member: str) -> StandingChanged | None:
    """How he came here into the midst of a block, where he was transferred; the last time."""
    said = (settled.value.what for settled in facts.all_of("standing"))
    came = [
        one
        for one in said
        if isinstance(one, StandingChanged)
        and one.member == member
        and one.standing == "joined"
        and one.other_group
        and one.day > 1
    ]
    return max(came, key=lambda one: one.date, default=None)


def with_before(
    facts: Facts,
    member: str,
    parts: Sequence[SessionPart],
    before: Mapping[str, BeforeHere],
) -> list[SessionPart]:
    """His parts in a group's sessions with those of the block that he came into the midst of.

    `before` are the other groups by id. What was missed there counts as of the run that he went on
    in; nothing of it is there twice.
    """
    found = {one.session: one for one in parts}
    came = came_from(facts, member)
    there = before.get(came.other_group) if came else None
    if came is None or there is None:
        return list(found.values())
    others = {group: one for group, one in before.items() if group != came.other_group}
    every = with_before(there.facts, member, there.parts, others)
    of_block = [one for one in every if one.block == came.block and one.date <= came.date]
    last = max(of_block, key=lambda one: one.date, default=None)
    missed = [one for one in of_block if last and one.run == last.run and not one.catches_up]
    sessions = {one.session for one in missed}
    missed += [one for one in every if one.catches_up in sessions]
    goes_on = (
        run.run
        for run in block_runs(facts)
        if run.block == came.block and max(run.dates) >= came.date
    )
    here = next(goes_on, last.run if last else "")
    found |= {one.session: replace(one, run=here) for one in missed}
    return list(found.values())
