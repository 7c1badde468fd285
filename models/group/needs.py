"""What a man needs so that he can take part, as his group's facts have it."""

from __future__ import annotations

from models.entries.membership import NeedsNoted
from models.facts import Facts


def needs_of(facts: Facts, member: str) -> NeedsNoted:
    """His needs; nothing in it where nothing was said."""
    entry = facts.value("needs", member)
    if entry is not None and isinstance(entry.what, NeedsNoted):
        return entry.what
    return NeedsNoted(member=member)
