"""Acts on how a man stands in his group: suspended, back, done, gone; he is in one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.group import MemberAdded
from models.entries.membership import StandingChanged
from models.entries.team import GroupFormed
from models.facts import Facts
from models.group.people import TEN, Roster, Team, fold_roster
from models.group.same_man import same_man
from models.group.standing import MemberStanding, standing_of
from models.local_time import long_date


def change_standing(facts: Facts, roster: Roster, said: StandingChanged, weeks: int) -> Act:
    """From a date on a man stands so.

    Who comes back after more `weeks` than the service allows (practice: 12) needs a reason: it
    isn't forbidden. Raises Refused for what changes nothing, and without that reason.
    """
    man = _known(roster, said.member)
    now = standing_of(facts, said.member, said.date)
    when = long_date(said.date)
    if said.standing in ("joined", "transferred"):
        raise Refused("A man joins with his details, and is transferred to another group.")
    if said.standing == "returned" and now.in_group:
        raise Refused(f"{_who(man)} is in the group on {when}: nothing to come back to.")
    if said.standing == "returned" and now.standing == "transferred":
        raise Refused(f"{_who(man)} was transferred: the other group transfers him back.")
    if said.standing == now.standing and now.since == said.date:
        raise Refused(f"That is on record: {said.standing} on {when}.")
    why = said.why.strip()
    if said.standing == "returned" and not why and (late := late_return(now, said.date, weeks)):
        raise Refused(f"{late} Coming back needs its reason: a few words.")
    before = facts.settle("standing", said.member, said.date)
    new = NewEntry(said.model_copy(update={"why": why}), supersedes=before.values if before else ())
    return Act(f"{_who(man)} {said.standing} from {when}", (new,))


def late_return(now: MemberStanding, date: str, weeks: int) -> str:
    """Why coming back on a date (ISO) isn't going on where he stopped; "" where it is."""
    if now.in_group or now.may_return(date, weeks):
        return ""
    until = now.may_return_until(weeks)
    if not until:
        return f"He has {now.standing}."
    return f"The {weeks} weeks to go on where he stopped ended on {long_date(until)}."


def check_one_group(
    men: Iterable[MemberAdded], group: GroupFormed, team: Team, facts_of: Callable[[str], Facts]
) -> None:
    """A man is in one group of a component at a time (individual work goes alongside another).

    `facts_of` gives the facts of a group (id). Raises Refused with who it is and where he is.
    """
    others = {
        one.group: fold_roster(facts_of(one.group))
        for one in team.groups.values()
        if one.group != group.group and one.component == group.component
    }
    for man in men:
        if other := in_other_group(man, others):
            where = team.groups[other].name
            raise Refused(
                f"Seat {man.seat}, {man.initials}, is in {where} already, and a man is in one group"
                " of a component at a time: say there that he left, then take him in here."
            )


def in_other_group(man: MemberAdded, others: Mapping[str, Roster]) -> str:
    """The group (id) in which the same man is already; "" where none is known."""
    for group, roster in others.items():
        for other in roster.members.values():
            if same_man(man, other):
                return group
    return ""


def _known(roster: Roster, member: str) -> MemberAdded:
    man = roster.get(member)
    if man is None:
        raise Refused("He isn't in this group's record.")
    return man


def _who(man: MemberAdded) -> str:
    return f"{man.seat % TEN} · {man.initials}"
