"""The bank: all exercises, the plans of the blocks, and the service's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from exercise_bank.bank_parts import BankParts, read_bank_parts
from exercise_bank.component import Component, component_of
from exercise_bank.exercise import Exercise, ItemSet
from exercise_bank.fault import BankError
from exercise_bank.plan import BlockPlan
from exercise_bank.service import Service


@dataclass(frozen=True, slots=True, repr=False)
class Bank:
    """What should happen, as data, none of which can be written to.

    `plans` are the blocks' of the core, `beside` those of the other components.
    """

    service: Service
    by_id: Mapping[str, Exercise]
    plans: Mapping[int, BlockPlan]
    beside: Mapping[int, BlockPlan]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order of the files."""
        return tuple(self.by_id.values())

    def exercise(self, exercise_id: str) -> Exercise | None:
        """The exercise of that id; None where the bank hasn't got it (any more)."""
        return self.by_id.get(exercise_id)

    def of_set(self, item_set: ItemSet, block: int) -> tuple[Exercise, ...]:
        """The exercises of one set in one block or component, in the order of the files."""
        return tuple(
            exercise
            for exercise in self.by_id.values()
            if exercise.set is item_set and exercise.block == block
        )

    def block_plan(self, block: int) -> BlockPlan | None:
        """The plan of a block, or of a component by its number; None where the bank has none."""
        return self.plans.get(block) or self.beside.get(block)

    def plans_of(self, component: Component) -> Mapping[int, BlockPlan]:
        """The plans that a group of this component goes through, by block."""
        if component is Component.CORE:
            return self.plans
        return {block: plan for block, plan in self.beside.items() if block == component.number}

    def fitting(self, block: int) -> tuple[Exercise, ...]:
        """The exercises that may be put into a day of this block or component, by its sets."""
        sets = self.service.sets_of(block)
        return tuple(one for one in self.by_id.values() if not sets or one.set.value in sets)


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
        _plans(parts, core=True),
        _plans(parts, core=False),
    )


def _plans(parts: BankParts, *, core: bool) -> Mapping[int, BlockPlan]:
    return MappingProxyType(
        {
            block: placed.plan
            for block, placed in sorted(parts.plans.items())
            if (component_of(block) is Component.CORE) is core
        }
    )
