"""One measure as a row of the table: what it costs, beside what, and what it may cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAME = 46


@dataclass(frozen=True, slots=True)
class Row:
    """A measure. `value` and `beside` are in `unit`; `at_most` bounds `value / beside`, or `value`.

    Without `beside` the value itself is bounded; without `at_most` it is only told.
    """

    name: str
    value: float
    unit: str
    at_most: float | None = None
    beside: float | None = None

    @property
    def measured(self) -> float:
        """What is bounded: the ratio, or the value."""
        return self.value / self.beside if self.beside else self.value

    @property
    def verdict(self) -> str:
        """Whether it keeps its bound."""
        if self.at_most is None:
            return ""
        return "ok" if self.measured <= self.at_most else "MISSED"


def median(samples: Sequence[float]) -> float:
    """The middle one."""
    return at(samples, 0.5)


def p95(samples: Sequence[float]) -> float:
    """Nineteen in twenty are at most this."""
    return at(samples, 0.95)


def at(samples: Sequence[float], share: float) -> float:
    """The sample that this share of them is at most."""
    return sorted(samples)[min(len(samples) - 1, int(len(samples) * share))]


def compared(
    name: str,
    ours: Sequence[float],
    plain: Sequence[float],
    unit: str,
    at_most: tuple[float, float],
) -> tuple[Row, Row]:
    """Median and p95 of ours beside those of the plain program."""
    return (
        Row(f"{name}, median", median(ours), unit, at_most[0], median(plain)),
        Row(f"{name}, p95", p95(ours), unit, at_most[1], p95(plain)),
    )


def print_table(rows: Iterable[Row]) -> None:
    """Print the rows as they come: a long run shows how far it is."""
    print(f"{'':<{NAME}}{'ours':>12}{'beside':>12}{'ratio':>8}{'at most':>9}")
    for row in rows:
        ours = f"{row.value:.{_places(row.unit)}f} {row.unit}"
        beside = f"{row.beside:.{_places(row.unit)}f} {row.unit}" if row.beside else ""
        ratio = f"{row.measured:.2f}×" if row.beside else ""
        bound = "" if row.at_most is None else f"{row.at_most:g}" + ("×" if row.beside else "")
        print(f"{row.name:<{NAME}}{ours:>12}{beside:>12}{ratio:>8}{bound:>9}  {row.verdict}")


def _places(unit: str) -> int:
    return 2 if unit in ("s", "%", "ms") else 0
