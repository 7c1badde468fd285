"""Acts about who is staff: one leaves, one is let in again with other keys."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.team import StaffLeft
from models.facts import Facts
from models.group.people import Team


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
