"""What a command loads before it answers: start-up is felt."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("session_tui.cli") is None,
    reason="session_tui/cli.py is not written yet",
)

HEAVY = {
    "cryptography",
    "nacl",
    "pendulum",
    "pydantic",
    "sqlalchemy",
    "sqlmodel",
    "textual",
    "typst",
}


def loaded(folder: Path, *command: str) -> set[str]:
    """The top-level modules that this Python imports for a command, in whichever thread."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        cwd=folder,
        env=os.environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in result.stderr, result.stderr
    lines = re.findall(r"^import time:.*\| +(\w+)", result.stderr, flags=re.MULTILINE)
    assert "os" in lines or "site" in lines, "this Python does not say what it imports"
    return set(lines)


@pytest.mark.parametrize("module", sorted(HEAVY))
def test_a_heavy_module_would_be_seen(module: str, tmp_path: Path) -> None:
    assert module in loaded(tmp_path, "-c", f"import {module}")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["export", "--help"], ["no-such-command"]],
    ids=" ".join,
)
def test_help_and_refusals_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    modules = loaded(tmp_path, "-m", "session_tui", *arguments)
    assert "session_tui" in modules
    assert not modules & HEAVY


def test_the_bank_is_checked_without_screens_database_or_keys(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "-m", "session_tui", "bank", "check")
    assert "exercise_bank" in modules
    assert not modules & (HEAVY - {"pendulum"})


@pytest.mark.parametrize("command", ["list", "show", "export", "verify", "rebuild", "sync"])
def test_commands_load_no_screens(command: str, tmp_path: Path) -> None:
    assert "textual" not in loaded(tmp_path, "-m", "session_tui", command)


@pytest.mark.skipif(
    importlib.util.find_spec("session_tui.app") is None,
    reason="session_tui/app.py is not written yet",
)
def test_the_app_paints_before_it_loads_database_and_keys(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "-c", "import session_tui.app")
    assert not modules & {"cryptography", "nacl", "pydantic", "sqlalchemy", "sqlmodel", "typst"}
