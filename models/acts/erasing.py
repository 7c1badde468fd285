"""Acts about how long is kept what is about a man, and about his erasure by two people."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.keeping import ErasureAgreed, ErasureProposed, HoldSet, RetentionSet
from models.facts import Facts
from models.group.keeping import Kept, Proposal

_MOST_MONTHS = 1200


def keep_for(facts: Facts, months: int) -> Act:
    """What is about a man of this group is kept so many months after he left it."""
    if not 1 <= months <= _MOST_MONTHS:
        raise Refused(f"A schedule is from 1 to {_MOST_MONTHS} months.")
    before = facts.settle("retention")
    new = NewEntry(RetentionSet(months=months), supersedes=before.values if before else ())
    return Act(f"kept for {months} months after leaving", (new,))


def hold(facts: Facts, man: Kept, why: str, *, held: bool) -> Act:
    """What is about him is kept beyond the schedule, or no longer. Refused without a reason."""
    if held and not why.strip():
        raise Refused("A hold needs its reason: a complaint, an inquiry, an appeal.")
    before = facts.settle("hold", man.man.member)
    said = HoldSet(member=man.man.member, held=held, why=why.strip())
    new = NewEntry(said, supersedes=before.values if before else ())
    return Act("held" if held else "not held any more", (new,))


def propose(man: Kept, group: str, erasure: str, on: str) -> Act:
    """One of two agrees to destroy his keys. `erasure` is a fresh id, `on` today (ISO).

    Refused while he is held, before his time, or where nothing was ever sealed for him.
    """
    if man.held:
        raise Refused(f"It is held: {man.held}. Release the hold first.")
    if not man.due(on):
        until = f"until {man.until}" if man.until else "for good: the group has no schedule"
        raise Refused(f"It is kept {until}.")
    if not man.keys:
        raise Refused("Nothing was sealed for him alone: there is no key to destroy.")
    said = ErasureProposed(
        erasure=erasure, group=group, whose=man.man.member, keys=man.keys, date=man.until
    )
    return Act("erasure proposed: another has to agree", (NewEntry(said),))


def agree(proposal: Proposal, me: str, held: str) -> Act:
    """The second agrees: the keys are destroyed. Refused for who proposed it, or while held."""
    if proposal.by == me:
        raise Refused("Two people agree to an erasure: somebody else than who proposed it.")
    if held:
        raise Refused(f"It is held: {held}. Release the hold first.")
    said = ErasureAgreed(erasure=proposal.what.erasure, keys=proposal.what.keys)
    return Act("erased: the keys are destroyed", (NewEntry(said),))
