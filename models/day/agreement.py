"""Two observers compared: how often they said the same of the same thing.

Cohen's kappa (1960) takes off what chance alone would make agree. From few pairs it says nothing,
so it isn't given: from 30 on. It describes how staff write; nothing about the man.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 30
"""So many pairs it takes for a kappa."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many things (`pairs`) both observers judged, and how many the same.

    `kappa` is None where it says nothing: from too few pairs, or where both always said one thing.
    """

    pairs: int
    same: int
    kappa: float | None

    @property
    def percent(self) -> float:
        """How often they agreed; 0 without a pair."""
        return 100 * self.same / self.pairs if self.pairs else 0.0


def agreement(first: Mapping[Hashable, str], second: Mapping[Hashable, str]) -> Agreement:
    """Two observers' judgments, by what they are of; what only one judged doesn't count."""
    pairs = [(said, second[thing]) for thing, said in first.items() if thing in second]
    same = sum(one == other for one, other in pairs)
    return Agreement(len(pairs), same, _kappa(pairs) if len(pairs) >= FEWEST else None)


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    count = len(pairs)
    by_first = Counter(one for one, _ in pairs)
    by_second = Counter(other for _, other in pairs)
    chance = sum(by_first[code] * by_second[code] for code in by_first) / count**2
    if chance == 1:
        return None
    observed = sum(one == other for one, other in pairs) / count
    return (observed - chance) / (1 - chance)
