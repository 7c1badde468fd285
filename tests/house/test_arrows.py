"""The arrows of the design: session_tui → exports → models → exercise_bank, and no others."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("exercise_bank", "models", "exports", "session_tui")


def check_contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml on the packages in this folder."""
    program = "from importlinter.cli import lint_imports_command as go; go(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_contracts_hold(copy: Path) -> None:
    result = check_contracts(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("package", "imported"),
    [
        ("exercise_bank", "models"),
        ("exercise_bank", "textual"),
        ("exercise_bank", "pydantic"),
        ("models", "exports"),
        ("models", "textual"),
        ("exports", "session_tui"),
        ("exports", "textual.content"),
    ],
)
def test_an_arrow_that_points_back_is_found(copy: Path, package: str, imported: str) -> None:
    (copy / package / "stray.py").write_text(f"import {imported}\n", encoding="utf-8")
    result = check_contracts(copy)
    assert result.returncode != 0
    assert f"{package}.stray" in result.stdout
