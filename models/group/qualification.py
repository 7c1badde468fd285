"""What staff passed, and so who may lead: shown where something is missing, forbidden nowhere.

Seed: assessment centre, fundamental skills (core) training, NSOGP training, each with its result.
"""

from __future__ import annotations

from models.entries.staffing import Stage, TrainingTaken
from models.facts import Facts

STAGES: tuple[Stage, ...] = ("assessment centre", "core training", "NSOGP training")


def trainings(facts: Facts, staff: str) -> tuple[TrainingTaken, ...]:
    """Every result of a member of staff, by date."""
    said = (settled.value.what for settled in facts.all_of("training"))
    his = [one for one in said if isinstance(one, TrainingTaken) and one.staff == staff]
    return tuple(sorted(his, key=lambda one: one.date))


def stages_missing(facts: Facts, staff: str, on: str) -> tuple[Stage, ...]:
    """The stages that somebody hasn't passed by a date (ISO); the last result of each counts."""
    last = {one.stage: one for one in trainings(facts, staff) if one.date <= on}
    return tuple(stage for stage in STAGES if stage not in last or last[stage].failed)
