"""The bank: all exercises, the plans of the blocks, and the service's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from exercise_bank.bank_parts import read_bank_parts
from exercise_bank.exercise import Exercise, ItemSet
from exercise_bank.fault import BankError
from exercise_bank.plan import BlockPlan
from exercise_bank.service import Service


@dataclass(frozen=True, slots=True, repr=False)
class Bank:
    """What should happen, as data. `by_id` and `plans` can't be written to."""

    service: Service
    by_id: Mapping[str, Exercise]
    plans: Mapping[int, BlockPlan]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order of the files."""
        return tuple(self.by_id.values())

    def exercise(self, exercise_id: str) -> Exercise | None:
        """The exercise of that id; None where the bank hasn't got it (any more)."""
        return self.by_id.get(exercise_id)

    def of_set(self, item_set: ItemSet, block: int) -> tuple[Exercise, ...]:
        """The exercises of one of the five sets in one block, in the order of the files."""
        return tuple(
            exercise
            for exercise in self.by_id.values()
            if exercise.set is item_set and exercise.block == block
        )

    def block_plan(self, block: int) -> BlockPlan | None:
        """The plan of a block; None where the bank has none."""
        return self.plans.get(block)


def load_bank(folder: Path | None = None, *, block: int | None = None) -> Bank:
    """The shipped starter bank, with a service's own `folder` of TOML over it.

    With `block`, only what that block needs: three times as quick, and a file of another block
    that can't be used is no hindrance.

    The same exercise id, the same block's plan and the same service key replace, anything else
    extends; with `starter = false` in the folder's service.toml the starter exercises and plans
    are left out. Raises BankError with every fault where a file can't be used. Whether the bank
    also keeps the programme's rules is `check.check_folder`'s to say, not a condition here.
    """
    parts = read_bank_parts(folder, block)
    if parts.faults:
        raise BankError(parts.faults)
    return Bank(
        parts.service,
        MappingProxyType({name: placed.exercise for name, placed in parts.exercises.items()}),
        MappingProxyType({block: placed.plan for block, placed in sorted(parts.plans.items())}),
    )
