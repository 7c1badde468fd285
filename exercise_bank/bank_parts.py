"""The bank put together from its files: the shipped ones first, then a service's own folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exercise_bank.bank_folder import SERVICE_FILE, BankFolder, bank_file_name, read_folder
from exercise_bank.check_service import service_faults
from exercise_bank.component import part_of
from exercise_bank.exercise_file import PlacedExercise, read_exercises
from exercise_bank.fault import BankError, Fault, shown_name
from exercise_bank.plan_toml import PlacedPlan, read_plan_toml
from exercise_bank.service import Service
from exercise_bank.service_file import merged, service_file_faults, service_from
from exercise_bank.toml_file import TomlFile, read_toml

SHIPPED = Path(__file__).parent / "nsogp"
"""The starter bank."""


@dataclass(frozen=True, slots=True)
class BankParts:
    """Everything that the files gave, by id and by block, with where it stands; and the faults.

    `name` is the folder that was read last, as messages name it.
    """

    name: str
    service: Service
    exercises: Mapping[str, PlacedExercise]
    plans: Mapping[int, PlacedPlan]
    faults: tuple[Fault, ...]


def read_bank_parts(folder: Path | None = None, block: int | None = None) -> BankParts:
    """Read the shipped bank, and `folder` over it, where one is given; all of it or one block.

    What can be used is there even where other things have faults. Raises BankError only where the
    program's own service data are damaged.
    """
    own = folder is not None and folder.resolve() != SHIPPED.resolve()
    folders = [read_folder(folder, block)] if folder and own else []
    faults = [fault for read in folders for fault in read.faults]
    service = _service([read.service for read in folders if read.service], faults)
    if service.starter or not folders:
        starter = read_folder(SHIPPED, block, without=(SERVICE_FILE,))
        folders.insert(0, starter)
        faults = [*starter.faults, *faults]
    exercises: dict[str, PlacedExercise] = {}
    plans: dict[int, PlacedPlan] = {}
    broken = _read_exercises(folders, service, exercises, faults)
    _read_plans(folders, service, exercises, broken, plans, faults)
    name = shown_name((folder or SHIPPED).resolve().name)
    return BankParts(name, service, exercises, plans, tuple(faults))


def _service(own: list[TomlFile], faults: list[Fault]) -> Service:
    """The program's service data with a folder's own over them; keys with faults are left out."""
    path = SHIPPED / SERVICE_FILE
    shipped = read_toml(path, bank_file_name(path))
    damaged = (shipped,) if isinstance(shipped, Fault) else service_file_faults(shipped)
    if isinstance(shipped, Fault) or damaged:
        raise BankError(damaged)
    files = [shipped, *own]
    service = service_from(merged(files))
    faults.extend(fault for file in own for fault in service_file_faults(file))
    faults.extend(service_faults(service, files[-1]))
    return service


def _read_exercises(
    folders: list[BankFolder],
    service: Service,
    exercises: dict[str, PlacedExercise],
    faults: list[Fault],
) -> frozenset[str]:
    """Fill `exercises`, later folders over earlier; the ids that exist but can't be used."""
    broken: set[str] = set()
    for folder in folders:
        here: dict[str, PlacedExercise] = {}
        for file in folder.blocks:
            read = read_exercises(file, service)
            faults.extend(read.faults)
            broken |= read.broken
            for placed in read.placed:
                first = here.setdefault(placed.exercise.id, placed)
                if first is not placed:
                    line = first.file.line("exercise", first.index, "id")
                    allowed = f"the id is taken by {first.file.name} line {line}"
                    faults.append(placed.fault(allowed, "", "id"))
        exercises.update(here)
    return frozenset(broken)


def _read_plans(
    folders: list[BankFolder],
    service: Service,
    exercises: Mapping[str, PlacedExercise],
    broken: frozenset[str],
    plans: dict[int, PlacedPlan],
    faults: list[Fault],
) -> None:
    """Fill `plans`, later folders over earlier."""
    by_id = {name: placed.exercise for name, placed in exercises.items()}
    for folder in folders:
        here: dict[int, PlacedPlan] = {}
        for file in folder.plans:
            read = read_plan_toml(file, by_id, broken, service)
            faults.extend(read.faults)
            if read.placed is None:
                continue
            first = here.setdefault(read.placed.plan.block, read.placed)
            if first is not read.placed:
                allowed = f"this block has a plan already, in {first.file}"
                where = f"The plan of {part_of(first.plan.block)}"
                faults.append(Fault(file.name, file.line("block"), where, "", allowed))
        plans.update(here)
