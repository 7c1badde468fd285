"""Acts on the names that never leave in a document: a man's list, as somebody types it."""

from __future__ import annotations

from typing import get_args

from models.acts.act import Refused
from models.entries.membership import NamedPerson, NamesKeptOut, Near
from models.facts import Facts
from models.group.names_kept_out import names_kept_out

NONE = "none"
"""Typed to empty the list."""

_RELATIONS = {"nickname": "himself", "alias": "himself", **{one: one for one in get_args(Near)}}


def keep_out(facts: Facts, member: str, text: str) -> NamesKeptOut:
    """What is typed is added to his list; "none" empties it. Raises Refused."""
    if text.strip().lower() == NONE:
        return NamesKeptOut(member=member)
    known = names_kept_out(facts).get(member, ())
    people = tuple(dict.fromkeys((*known, *people_typed(text))))
    return NamesKeptOut(member=member, people=people)


def people_typed(text: str) -> tuple[NamedPerson, ...]:
    """A list as typed: "partner Marta Lowe; child Kim; nickname Dez". Raises Refused."""
    people = []
    for said in filter(None, map(str.strip, text.split(";"))):
        first, _, rest = said.partition(" ")
        who = _RELATIONS.get(first.lower().rstrip(":,"))
        if who is None or not rest.strip():
            raise Refused(
                "Say who each is: partner Marta; child Kim; victim …; family …; employer …; "
                "nickname Dez; somebody …"
            )
        people.append(NamedPerson.model_validate({"name": rest.strip(), "who": who}))
    return tuple(people)
