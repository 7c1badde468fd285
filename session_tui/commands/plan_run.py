"""Which run of a block a plan is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.facts import Facts


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
