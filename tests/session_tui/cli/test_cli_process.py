"""Commands as processes of their own: what they load, what a pipe or a terminal does to them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LIST = [sys.executable, "-m", "session_tui", "list"]
LOADED = "import sys; from session_tui.cli import main; main(sys.argv[1:]); print(*sys.modules)"
DATABASE = {"pydantic", "sqlmodel", "sqlalchemy"}
HEAVY = {*DATABASE, "textual", "cryptography", "pendulum", "sqlcipher3", "typst"}


def loaded(*arguments: str) -> set[str]:
    """The modules that are loaded once a command is done."""
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True
    )
    return set(ran.stdout.splitlines()[-1].split())


@pytest.fixture
def filled(own: Path) -> Path:
    """The home with its database filled."""
    subprocess.run(LIST, check=True, capture_output=True)
    return own


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["nope"]], ids=" ".join)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert not loaded(*arguments) & HEAVY


@pytest.mark.usefixtures("filled")
def test_what_is_heavy_would_be_seen() -> None:
    assert {"cryptography", "sqlcipher3"} <= loaded("list")
    assert loaded("sync") >= DATABASE


@pytest.mark.parametrize("arguments", [["list"], ["show", "2026-11-17"], ["verify"]], ids=" ".join)
@pytest.mark.usefixtures("filled")
def test_reading_loads_neither_screens_nor_tables(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if arguments == ["verify"]:  # with a passphrase it opens every entry and checks roles too
        monkeypatch.delenv("SESSION_TUI_PASSPHRASE_FILE")
    modules = loaded(*arguments)
    assert "models.home" in modules
    assert not modules & {*DATABASE, "textual"}


@pytest.mark.parametrize("command", ["sync", "rebuild", "export", "bank", "sample"])
@pytest.mark.usefixtures("own")
def test_no_other_command_loads_the_screens(command: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    more = {
        "export": ["2026-11-17", "--format", "md", "--to", out],
        "bank": ["check"],
        "sample": ["--to", out, "--sessions", "1"],
    }
    assert "textual" not in loaded(command, *more.get(command, []))


@pytest.mark.usefixtures("filled")
def test_a_reader_that_goes_away_is_no_trouble() -> None:
    command = [sys.executable, "-m", "session_tui", "show", "2026-11-17"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.close()
        said = shown.stderr.read()
    assert said == b""
    assert shown.returncode == 1


@pytest.mark.usefixtures("filled")
def test_no_colour_is_ever_printed() -> None:
    ran = subprocess.run(
        LIST, capture_output=True, check=True, env={**os.environ, "FORCE_COLOR": "1"}
    )
    assert b"\x1b" not in ran.stdout + ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals of this kind")
@pytest.mark.usefixtures("filled")
def test_the_passphrase_is_asked_for_on_a_terminal_and_may_be_typed_again() -> None:
    from session_tui.sample.home import PASSPHRASE
    from tests.terminal import Terminal

    environment = {k: v for k, v in os.environ.items() if k != "SESSION_TUI_PASSPHRASE_FILE"}
    with Terminal(LIST, environment, Path.cwd()) as terminal:
        terminal.wait_for("Passphrase:")
        terminal.send("wrong\r")
        terminal.wait_for("Type it again.\nPassphrase:")
        terminal.send(PASSPHRASE + "\r")
        terminal.wait_for("2026-11-17")
        assert PASSPHRASE not in terminal.text
