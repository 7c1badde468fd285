"""Supervision as it stands: what was held of whom, who signed it, what was viewed and scored.

Due is counted from the last one that was held; the figures are the service's.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from exercise_bank.quality import SupervisionFigures
from models.day.agreement import Agreement, agreement
from models.entries.supervision import (
    QualityScored,
    RecordingViewed,
    SupervisionHeld,
    SupervisionSigned,
)
from models.facts import Facts

_Dated = TypeVar("_Dated", RecordingViewed, QualityScored)


@dataclass(frozen=True, slots=True)
class Supervision:
    """One supervision: `entry` is the id of what stands, `signed` who signed just that."""

    entry: str
    what: SupervisionHeld
    signed: tuple[SupervisionSigned, ...]

    @property
    def unsigned(self) -> tuple[str, ...]:
        """Who has yet to sign (ids): who was supervised, and who supervised."""
        there = {one.staff for one in self.signed}
        both = (self.what.staff, self.what.supervisor)
        return () if self.what.cancelled else tuple(one for one in both if one not in there)

    @property
    def comment(self) -> str:
        """What the supervised said to it."""
        own = (one.comment for one in self.signed if one.staff == self.what.staff)
        return next(own, "")


@dataclass(frozen=True, slots=True)
class Supervised:
    """All that is on record about the supervision of one of the staff, the oldest first."""

    staff: str
    held: tuple[Supervision, ...]
    viewed: tuple[RecordingViewed, ...]
    scored: tuple[QualityScored, ...]

    @property
    def last(self) -> str:
        """The date (ISO) of the last one that was held; "" where none was."""
        return max((one.what.date for one in self.held if not one.what.cancelled), default="")

    @property
    def sessions_viewed(self) -> frozenset[str]:
        """The sessions (ids) of which a recording was viewed."""
        return frozenset(one.session for one in self.viewed)

    def due(self, figures: SupervisionFigures) -> str:
        """The date (ISO) by which the next is due; "" where none was held: then it is due now."""
        if not self.last:
            return ""
        last = date.fromisoformat(self.last)
        return (last + timedelta(days=figures.every_days)).isoformat()


def supervised(facts: Facts, staff: str) -> Supervised:
    """What the team's facts say of the supervision of this member of staff (id)."""
    held = []
    for settled in facts.all_of("supervision"):
        what = settled.value.what
        if isinstance(what, SupervisionHeld) and what.staff == staff:
            held.append(Supervision(settled.value.id, what, _signatures(facts, settled.value.id)))
    held.sort(key=lambda one: one.what.date)
    viewed = (one.value.what for one in facts.all_of("viewing"))
    scored = (one.value.what for one in facts.all_of("quality"))
    return Supervised(
        staff,
        tuple(held),
        tuple(_by_date(w for w in viewed if isinstance(w, RecordingViewed) and staff in w.staff)),
        tuple(_by_date(w for w in scored if isinstance(w, QualityScored) and w.staff == staff)),
    )


def scored_alike(scored: Iterable[tuple[str, QualityScored]]) -> dict[str, Agreement]:
    """How often two supervisors gave one point of one viewed session the same digit.

    `scored` are forms about one person, each with who filled it in (id); the answer is by the
    session, where two did.
    """
    by_session: dict[str, dict[str, QualityScored]] = {}
    for who, form in scored:
        if form.session:
            by_session.setdefault(form.session, {})[who] = form
    return {
        session: agreement(*(_digits(form) for form in list(forms.values())[:2]))
        for session, forms in by_session.items()
        if len(forms) > 1
    }


def _digits(form: QualityScored) -> dict[Hashable, str]:
    return {(one.section, one.point): str(one.score) for one in form.points}


def _signatures(facts: Facts, entry: str) -> tuple[SupervisionSigned, ...]:
    signed = (settled.value.what for settled in facts.all_of("supervision-signed"))
    return tuple(
        what for what in signed if isinstance(what, SupervisionSigned) and what.said == entry
    )


def _by_date(found: Iterable[_Dated]) -> list[_Dated]:
    return sorted(found, key=lambda one: one.date)
