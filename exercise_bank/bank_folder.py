"""A folder of the bank: which of its files hold exercises, plans and the service's data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from exercise_bank.component import component_named
from exercise_bank.fault import Fault, shown_name
from exercise_bank.text_file import read_text
from exercise_bank.toml_file import TomlFile, parse_toml

SERVICE_FILE = "service.toml"
PRACTICE_FILE = "practice.toml"
"""Material for practice days; it lies in the same folder and is no part of the bank."""

_BLOCK = re.compile(r"^block[ \t]*=[ \t]*(\d+)[ \t]*(?:#.*)?$", re.MULTILINE)
_COMPONENT = re.compile(r'^component[ \t]*=[ \t]*"([^"\n]*)"[ \t]*(?:#.*)?$', re.MULTILINE)


@dataclass(slots=True)
class BankFolder:
    """The files of one folder by what they hold, and the faults of those that can't be read."""

    blocks: list[TomlFile] = field(default_factory=list)
    plans: list[TomlFile] = field(default_factory=list)
    service: TomlFile | None = None
    faults: list[Fault] = field(default_factory=list)


def read_folder(
    folder: Path, block: int | None = None, *, without: tuple[str, ...] = ()
) -> BankFolder:
    """Read every TOML file of a folder; with `block`, none that says it is of another block.

    A file with [[day]] is a plan, any other beside service.toml holds exercises. Files named in
    `without` are passed over.
    """
    read = BankFolder()
    paths = _toml_paths(folder)
    if isinstance(paths, Fault):
        read.faults.append(paths)
        return read
    for path in paths:
        if path.name in without or path.name == PRACTICE_FILE:
            continue
        name = bank_file_name(path)
        text = read_text(path, name)
        if isinstance(text, str) and block is not None and _of_another_block(text, block):
            continue
        file = parse_toml(text, name) if isinstance(text, str) else text
        _sort_in(read, file, path)
    return read


def bank_file_name(path: Path) -> str:
    """A file of the bank as messages name it: `nsogp/block2.toml`."""
    return shown_name(f"{path.parent.resolve().name}/{path.name}")


def _sort_in(read: BankFolder, file: TomlFile | Fault, path: Path) -> None:
    if isinstance(file, Fault):
        read.faults.append(file)
    elif path.name == SERVICE_FILE:
        read.service = file
    elif "day" in file.data or ("exercise" not in file.data and path.stem.startswith("plan")):
        read.plans.append(file)
    else:
        read.blocks.append(file)


def _of_another_block(text: str, block: int) -> bool:
    """Whether the text, not yet parsed, says that it is of another block."""
    if named := _COMPONENT.search(text):
        return component_named(named[1]).number not in (0, block)
    said = _BLOCK.search(text)
    return said is not None and int(said[1]) != block


def _toml_paths(folder: Path) -> list[Path] | Fault:
    name = shown_name(folder.name or str(folder))
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
    return paths
