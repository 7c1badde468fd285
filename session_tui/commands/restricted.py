"""Restricted records at the command line: whose own documents, and whose name, stay closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from models.facts import Facts
    from models.group.people import Team


def check_open(facts: Facts, team: Team, member: str, staff: str) -> None:
    """Stop where this man's own record isn't for this person."""
    from models.group.restricted import closed_to

    if why := closed_to(facts, team, member, staff):
        raise Stop(f"{why} Nothing was written.")


def check_names(facts: Facts, team: Team, staff: str) -> None:
    """Stop where a document with names would name a man whose record isn't for this person."""
    from models.group.restricted import closed_men

    if closed_men(facts, team, staff):
        raise Stop(
            "A man of this group has a restricted record: leave --names, or ask one of the staff "
            "who may read it. Nothing was written."
        )
