"""Acts on who is in a group: a man joins later, a man leaves for good."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.acts.opening import MOST_MEN
from models.entries import NewEntry
from models.entries.group import MemberAdded, MemberLeft
from models.facts import Facts
from models.group.people import TEN, Roster
from models.group.standing import standing_of


def free_seat(facts: Facts, roster: Roster, since: int) -> int:
    """The seat for a man who joins. A seat isn't used again within a block (experience.md).

    `since` is when the block's run began (ms): the seats of who left after that stay empty, as
    long as there is another; the seat of a man who is suspended waits for him. Raises Refused where
    the group is full.
    """
    taken = {man.seat for man in roster.members.values()}
    taken |= {man.seat for member, man in roster.left.items() if _suspended(facts, member)}
    if len(taken) >= MOST_MEN:
        raise Refused(f"The group is full: it has at most {MOST_MEN} men.")
    resting = {
        man.seat
        for member, man in roster.left.items()
        if (gone := facts.value("member-left", member)) and gone.about >= since
    }
    free = [seat for seat in range(1, MOST_MEN + 1) if seat not in taken]
    return next((seat for seat in free if seat not in resting), free[0])


def _suspended(facts: Facts, member: str) -> bool:
    """Whether he is to come back."""
    return standing_of(facts, member, "9999-12-31").standing == "suspended"


def join(roster: Roster, man: MemberAdded, remark: str = "") -> Act:
    """A man joins; `remark` says what is odd about it. Raises Refused where initials are taken."""
    if any(other.initials == man.initials for other in roster.members.values()):
        raise Refused(
            f"{man.initials} is in the group already: tell them apart, "
            f"for instance {man.initials}2."
        )
    says = f"{man.initials} joins on seat {man.seat % TEN}"
    return Act(f"{says}; {remark}" if remark else says, (NewEntry(man),))


def leave(roster: Roster, member: str, why: str) -> Act:
    """A man leaves the group for good; what is recorded of him stays."""
    man = roster.members.get(member)
    if man is None:
        raise Refused("He isn't in the group.")
    said = MemberLeft(member=member, why=why.strip())
    return Act(f"{man.seat % TEN} · {man.initials} left the group", (NewEntry(said),))
