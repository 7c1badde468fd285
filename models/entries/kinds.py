"""Every kind of entry this version knows, by its name."""

from __future__ import annotations

from models.entries import (
    attendance,
    closing,
    group,
    keeping,
    lifestyle,
    membership,
    observation,
    planning,
    reviewing,
    sampling,
    staffing,
    supervision,
    team,
    timeline,
    trail,
)
from models.entries.content import Content

KINDS: dict[str, type[Content]] = {
    content.kind: content
    for module in (
        team,
        staffing,
        group,
        membership,
        lifestyle,
        keeping,
        planning,
        timeline,
        attendance,
        observation,
        closing,
        reviewing,
        supervision,
        sampling,
        trail,
    )
    for content in vars(module).values()
    if isinstance(content, type) and issubclass(content, Content) and hasattr(content, "kind")
}
