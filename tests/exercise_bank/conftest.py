"""A small bank of one block, and a way to break it and know on which line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from exercise_bank.bank import Bank, load_bank

EXAMPLES = Path(__file__).parent / "examples"

Edit = Callable[..., int]


@pytest.fixture(scope="session")
def shipped() -> Bank:
    return load_bank()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A service's own folder that stands alone: one block of two days for two men."""
    return Path(shutil.copytree(EXAMPLES / "small_bank", tmp_path / "ours"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """`edit(file, old, new, nth=1)` replaces the nth `old`, and gives the line where it stood."""

    def replace(name: str, old: str, new: str, nth: int = 1) -> int:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        at = -1
        for _ in range(nth):
            at = text.index(old, at + 1)
        path.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
        return text.count("\n", 0, at) + 1

    return replace
