"""A folder of the bank: which of its files hold exercises, plans and the service's data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exercise_bank.fault import Fault
from exercise_bank.toml_file import TomlFile, read_toml

SERVICE_FILE = "service.toml"
PRACTICE_FILE = "practice.toml"
"""Material for practice days; it lies in the same folder and is no part of the bank."""


@dataclass(frozen=True, slots=True)
class BankFolder:
    """The files of one folder by what they hold, and the faults of those that can't be read."""

    blocks: tuple[TomlFile, ...]
    plans: tuple[TomlFile, ...]
    service: TomlFile | None
    faults: tuple[Fault, ...]


def read_folder(folder: Path) -> BankFolder:
    """Read every TOML file of a folder. One with [[day]] is a plan, any other holds exercises."""
    blocks: list[TomlFile] = []
    plans: list[TomlFile] = []
    service: TomlFile | None = None
    faults: list[Fault] = []
    paths = _toml_paths(folder)
    if isinstance(paths, Fault):
        return BankFolder((), (), None, (paths,))
    for path in paths:
        file = read_toml(path, f"{folder.resolve().name}/{path.name}")
        if isinstance(file, Fault):
            faults.append(file)
        elif path.name == SERVICE_FILE:
            service = file
        elif "day" in file.data or ("exercise" not in file.data and path.stem.startswith("plan")):
            plans.append(file)
        else:
            blocks.append(file)
    return BankFolder(tuple(blocks), tuple(plans), service, tuple(faults))


def _toml_paths(folder: Path) -> list[Path] | Fault:
    name = folder.name or str(folder)
    try:
        if not folder.is_dir():
            found = "a file" if folder.exists() else "no such folder"
            return Fault(name, 0, "The bank's folder", found, "must be a folder of TOML files")
        paths = sorted(folder.glob("*.toml"))
    except OSError as error:
        reason = error.strerror or "an error"
        return Fault(name, 0, "The bank's folder", reason, "must be readable")
    if not paths:
        return Fault(name, 0, "The bank's folder", "none", "must hold at least one TOML file")
    return [path for path in paths if path.name != PRACTICE_FILE]
