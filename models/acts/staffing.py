"""Acts about staff: who leaves or is let in again, training, leave, who leads which day."""

from __future__ import annotations

from datetime import date

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.planning import DayPlanned
from models.entries.staffing import LeaveNoted, TrainingTaken
from models.entries.team import StaffAdded, StaffLeft
from models.facts import Facts
from models.group.people import Team
from models.local_time import day_in_words

LONGEST_LEAVE = 366
"""Days; a longer leave is a slip of the keys."""


def staff_leaves(team: Team, staff: str, me: str) -> Act:
    """A member of staff leaves the team. Refused for oneself, or who isn't there."""
    person = team.here.get(staff)
    if person is None:
        raise Refused("Nobody of the staff is called so, or he has left already.")
    if staff == me:
        raise Refused("Nobody removes himself: another supervisor does it.")
    return Act(f"{person.name} has left the team", (NewEntry(StaffLeft(staff=staff)),))


def let_in_again(facts: Facts, team: Team, staff: str, signing_key: str) -> Act:
    """He who forgot his passphrase signs with this key (hex) from here on."""
    settled = facts.settle("staff", staff)
    if settled is None or staff not in team.here:
        raise Refused("Nobody of the staff is called so, or he has left.")
    said = team.staff[staff].model_copy(update={"signing_key": signing_key})
    new = NewEntry(said, supersedes=settled.values)
    return Act(f"{said.name} was let in again, with a passphrase of his own", (new,))


def supervised_by(facts: Facts, team: Team, staff: str, supervisor: str) -> Act:
    """From here on this supervisor (id; "" for none) supervises him. Raises Refused."""
    settled = facts.settle("staff", staff)
    if settled is None or staff not in team.here:
        raise Refused("Nobody of the staff is called so, or he has left.")
    if staff == supervisor:
        raise Refused("Nobody supervises himself.")
    if supervisor and team.here[supervisor].role != "supervisor":
        raise Refused(f"{team.staff_name(supervisor)} isn't a supervisor.")
    person = team.staff[staff]
    if person.supervisor == supervisor:
        raise Refused("That is on record already.")
    said = person.model_copy(update={"supervisor": supervisor})
    who = team.staff_name(supervisor) if supervisor else "nobody"
    new = NewEntry(said, supersedes=settled.values)
    return Act(f"{person.name} is supervised by {who}", (new,))


def training_taken(facts: Facts, team: Team, said: TrainingTaken) -> Act:
    """He passed a stage, or didn't. Raises Refused for what is known or of who isn't there."""
    person = _known(team, said.staff)
    before = facts.settle(*said.fact)
    if before is not None and before.value.what == said and not before.unsettled:
        raise Refused("That is on record already.")
    how = "not passed" if said.failed else "passed"
    new = NewEntry(said, supersedes=before.values if before else ())
    return Act(f"{person.name}: {said.stage} {how} on {day_in_words(said.date)}", (new,))


def leave_taken(team: Team, leave: str, staff: str, first: str, last: str) -> Act:
    """He is away from one date to another (ISO, both included). `leave` is a fresh id.

    Raises Refused where it ends before it begins, or goes on for more than a year.
    """
    person = _known(team, staff)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    if not 1 <= days <= LONGEST_LEAVE:
        raise Refused("The last day of a leave comes after its first, within a year.")
    said = LeaveNoted(leave=leave, staff=staff, date=first, days=days)
    until = f" to {day_in_words(last)}" if days > 1 else ""
    return Act(f"{person.name} is away: {day_in_words(first)}{until}", (NewEntry(said),))


def leave_given_up(facts: Facts, team: Team, leave: LeaveNoted) -> Act:
    """A leave that was noted isn't taken."""
    before = facts.settle(*leave.fact)
    said = leave.model_copy(update={"cancelled": True})
    new = NewEntry(said, supersedes=before.values if before else ())
    name = team.staff_name(leave.staff)
    return Act(f"{name}: the leave from {day_in_words(leave.date)} is given up", (new,))


def staffed(facts: Facts, day: DayPlanned, lead: str, second: str, cover: str) -> Act:
    """Who leads, seconds and covers a planned day, by name ("" for nobody). Raises Refused.

    `facts` are those of the day's group.
    """
    named = [one for one in (lead, second, cover) if one]
    if len(named) != len(set(named)):
        raise Refused("One person can't be in two of the places: lead, second, cover.")
    settled = facts.settle(*day.fact)
    said = day.model_copy(update={"lead": lead, "second": second, "cover": cover})
    if said == day:
        raise Refused("That is on record already.")
    new = NewEntry(said, supersedes=settled.values if settled else ())
    who = ", ".join(filter(None, (lead, second, cover and f"cover {cover}"))) or "nobody"
    return Act(f"{day_in_words(day.date)}: {who}", (new,))


def _known(team: Team, staff: str) -> StaffAdded:
    person = team.here.get(staff)
    if person is None:
        raise Refused("Nobody of the staff is called so, or he has left.")
    return person
