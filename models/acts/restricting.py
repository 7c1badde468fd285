"""Saying who alone may read what is held about one man; nobody shuts himself out."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.acts.particulars import say_of
from models.facts import Facts
from models.group.needs import needs_of
from models.group.people import Roster, Team

NOBODY = "none"


def restrict(facts: Facts, roster: Roster, team: Team, member: str, typed: str, by: str) -> Act:
    """His record is for the staff named in `typed` between commas; "none" lifts that.

    Raises Refused for a name that nobody here has, or several, and where `by`, who says so, isn't
    among them.
    """
    names = [name.strip() for name in typed.split(",") if name.strip()]
    lifted = [name.casefold() for name in names] == [NOBODY]
    staff = () if lifted else tuple(dict.fromkeys(_named(team, name) for name in names))
    if not lifted and by not in staff:
        raise Refused("Name yourself as well: nobody shuts himself out.")
    said = needs_of(facts, member).model_copy(update={"restricted_to": staff})
    told = ", ".join(map(team.staff_name, staff))
    return say_of(
        facts, roster, member, said, f"restricted to {told}" if staff else "not restricted"
    )


def _named(team: Team, name: str) -> str:
    found = [one.staff for one in team.at_work.values() if name.casefold() in one.name.casefold()]
    if len(found) != 1:
        known = ", ".join(one.name for one in team.at_work.values())
        raise Refused(f"Which of the staff is meant? There are {known}.")
    return found[0]
