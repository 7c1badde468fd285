"""States that last, as stretches of one man each: from when, until when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.entries.observation import StateMarked
from models.facts import Facts


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state (the bank's id) of a man from `since` until `until` (ms; None: nobody ended it).

    `by` saw it begin; `entry` is the id of the entry that began it.
    """

    member: str
    state: str
    since: int
    until: int | None
    by: str
    entry: str


def fold_states(facts: Facts) -> tuple[Stretch, ...]:
    """Every stretch, by the moment it began.

    What began twice lasts from the first time; an end of what never began says nothing.
    """
    made: list[Stretch] = []
    lasting: dict[tuple[str, str], int] = {}

    def end(member: str, state: str, at: int) -> None:
        place = lasting.pop((member, state), None)
        if place is not None:
            made[place] = replace(made[place], until=at)

    for entry in facts.standing(StateMarked):
        what = entry.what
        assert isinstance(what, StateMarked)
        if not what.began:
            end(what.member, what.state, entry.about)
            continue
        for other in what.ends:
            if other != what.state:
                end(what.member, other, entry.about)
        if (what.member, what.state) not in lasting:
            lasting[what.member, what.state] = len(made)
            began = Stretch(what.member, what.state, entry.about, None, entry.by, entry.id)
            made.append(began)
    return tuple(made)
