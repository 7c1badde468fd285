"""Acts on how a man stands in his group: suspended, back, moved to another group, done, gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.group import MemberAdded
from models.entries.membership import Standing, StandingChanged
from models.entries.team import GroupFormed
from models.facts import Facts
from models.group.people import TEN, Roster, Team, fold_roster
from models.group.same_man import same_man
from models.group.standing import standing_of
from models.local_time import long_date


def change_standing(
    facts: Facts, roster: Roster, member: str, standing: Standing, date: str, why: str = ""
) -> Act:
    """From a date (ISO) on he stands so. Raises Refused for what changes nothing."""
    man = _known(roster, member)
    now = standing_of(facts, member, date)
    if standing in ("joined", "transferred"):
        raise Refused("A man joins with his details, and is transferred to another group.")
    if standing == "returned" and now.in_group:
        raise Refused(f"{_who(man)} is in the group on {long_date(date)}: nothing to come back to.")
    if standing == now.standing and now.since == date:
        raise Refused(f"That is on record: {standing} on {long_date(date)}.")
    before = facts.settle("standing", member, date)
    said = StandingChanged(member=member, date=date, standing=standing, why=why.strip())
    supersedes = before.values if before else ()
    return Act(
        f"{_who(man)} {standing} from {long_date(date)}",
        (NewEntry(said, supersedes=supersedes),),
    )


def transfer(  # noqa: PLR0913  (what a transfer is: who, from where to where, at which point)
    roster: Roster,
    member: str,
    *,
    to_group: str,
    from_group: str,
    seat: int,
    date: str,
    block: int,
    day: int,
    why: str = "",
) -> Act:
    """He goes on in another group at the same point; his record there begins with who he is.

    Groups are ids, `seat` is his seat there, `block` and `day` the point at which he goes on.
    """
    man = _known(roster, member)
    if to_group == from_group:
        raise Refused("He is in that group already.")
    point = {"block": block, "day": day, "date": date, "member": member}
    gone = StandingChanged(standing="transferred", other_group=to_group, why=why, **point)
    come = StandingChanged(standing="joined", other_group=from_group, why=why, **point)
    there: MemberAdded = man.model_copy(update={"seat": seat, "joined": date, "block": block})
    return Act(
        f"{_who(man)} transferred at block {block} day {day}",
        (
            NewEntry(gone),
            NewEntry(there, chosen_stream=to_group),
            NewEntry(come, chosen_stream=to_group),
        ),
    )


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
