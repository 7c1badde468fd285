"""Which run of a block a plan is for, and who of its men is in another group meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.acts import Act
    from models.entries.team import GroupFormed
    from models.facts import Facts
    from models.record import Record


def run_of(facts: Facts, group: str, block: int) -> str:
    """The id of the run of a block that is planned but not over, or of a new one.

    A run counts as over once its last day was opened. A new run's id comes from the group, the
    block and how many runs of it there were, so that two laptops that plan it mean the same run.
    """
    from models.group.people import fold_sessions
    from models.group.planned_days import planned_runs
    from models.ids import named_id

    sessions = [one for one in fold_sessions(facts) if one.block == block]
    over = {one.block_run for one in sessions if one.day >= one.days}
    begun = {one.block_run for one in sessions} - over
    planned = {run.run for run in planned_runs(facts) if run.block == block} - over
    going = sorted(begun) or sorted(planned)
    return going[-1] if going else named_id("block-run", group, block, len(over))


def also_elsewhere(record: Record, group: GroupFormed, act: Act) -> list[str]:
    """Which men are in another group that meets at the time of a day that is to be planned."""
    from models.entries.planning import DayPlanned
    from models.group.clashes import shared_men
    from models.group.people import fold_roster

    days = [one.what for one in act.entries if isinstance(one.what, DayPlanned)]
    others = {
        one.name: record.group_facts(one.group)
        for one in record.team().groups.values()
        if one.group != group.group
    }
    return list(shared_men(fold_roster(record.group_facts(group.group)), days, others))
