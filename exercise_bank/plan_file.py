"""Opening a plan from a file: TOML as the bank's, or a CSV or XLSX as people keep it."""

from __future__ import annotations

from pathlib import Path

from exercise_bank.bank import Bank
from exercise_bank.check_plan import plan_faults
from exercise_bank.component import part_of
from exercise_bank.fault import Fault, shown_name
from exercise_bank.plan_csv import read_plan_csv
from exercise_bank.plan_reading import PlanReading
from exercise_bank.plan_toml import read_plan_toml
from exercise_bank.toml_file import read_toml


def read_plan(path: Path, bank: Bank, *, block: int | None = None) -> PlanReading:
    """Read a plan; its name's ending says which kind it is, anything but .toml being a table.

    `block` is the block that it is for, where that is known. Nothing is raised: what can't be read
    is in the reading's faults.
    """
    if path.suffix.lower() != ".toml":
        return read_plan_csv(path, bank, block)
    name = shown_name(path.name)
    file = read_toml(path, name)
    if isinstance(file, Fault):
        return PlanReading(faults=(file,))
    read = read_plan_toml(file, bank.by_id, frozenset(), bank.service)
    if read.placed is None:
        return PlanReading(faults=read.faults)
    plan = read.placed.plan
    departures = sorted(plan_faults(read.placed, bank.service, bank.by_id))
    if block is not None and plan.block != block:
        line = file.line("block")
        allowed = f"must be the plan of {part_of(block)}"
        departures.append(Fault(name, line, "The plan's file", part_of(plan.block), allowed))
    return PlanReading(
        block=plan.block, days=plan.days, faults=read.faults, departures=tuple(departures)
    )
