"""The names that never leave in a document: people near each man, and what else he is called."""

from __future__ import annotations

from collections.abc import Mapping

from models.entries.membership import NamedPerson, NamesKeptOut
from models.facts import Facts


def names_kept_out(facts: Facts) -> Mapping[str, tuple[NamedPerson, ...]]:
    """Each man's list by his id; where two lists stand unlike, the names of both."""
    found: dict[str, tuple[NamedPerson, ...]] = {}
    for settled in facts.all_of("names-kept-out"):
        for entry in settled.standing:
            if isinstance(said := entry.what, NamesKeptOut):
                both = (*found.get(said.member, ()), *said.people)
                found[said.member] = tuple(dict.fromkeys(both))
    return found
