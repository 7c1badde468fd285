"""Checking a folder of the bank: every fault, with its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exercise_bank.bank_parts import BankParts, read_bank_parts
from exercise_bank.check_exercises import exercise_faults, shared_texts
from exercise_bank.check_plan import plan_faults
from exercise_bank.exercise_file import SETS, PlacedExercise
from exercise_bank.fault import BankError, Fault


def check_folder(folder: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of a service's folder, read over the shipped bank; without one, of the latter.

    Faults of files first, then where the programme's rules are not kept, each in the order of the
    files. A starter plan that no longer adds up since the folder changed one of its exercises is a
    fault as well.
    """
    try:
        parts = read_bank_parts(folder)
    except BankError as error:
        return error.faults
    rules = [*_exercise_rules(parts), *_block_rules(parts), *_plan_rules(parts)]
    return (*parts.faults, *sorted(rules))


def _exercise_rules(parts: BankParts) -> Iterator[Fault]:
    for placed in parts.exercises.values():
        yield from exercise_faults(placed)
    yield from shared_texts(parts.exercises.values())


def _block_rules(parts: BankParts) -> Iterator[Fault]:
    """Each block needs exercises of all five sets (seed), and a plan."""
    for block in range(1, parts.service.hours.blocks + 1):
        here = [placed for placed in parts.exercises.values() if placed.exercise.block == block]
        there = {placed.exercise.set.value for placed in here}
        file, line = _first_line(here, parts)
        for name in (name for name in SETS if name not in there and not parts.faults):
            allowed = f"must have at least one exercise of the set {name}"
            yield Fault(file, line, f"Block {block}", "none", allowed)
        if block not in parts.plans and not parts.faults:
            yield Fault(file, 0, f"Block {block}", "none", "must have a plan")


def _first_line(here: list[PlacedExercise], parts: BankParts) -> tuple[str, int]:
    """Where a block's file says its block, or the folder where there is no such file."""
    return (here[0].file.name, here[0].file.line("block")) if here else (parts.name, 0)


def _plan_rules(parts: BankParts) -> Iterator[Fault]:
    exercises = {name: placed.exercise for name, placed in parts.exercises.items()}
    for placed in parts.plans.values():
        yield from plan_faults(placed, parts.service, exercises)
