"""The terminal is closed, the machine shuts down: the last letters are back at the next start."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from models.journal.verify import Outcome, verify
from session_tui.desk import Desk
from tests.session_tui.hands import PASSPHRASE
from tests.session_tui.test_killed import Begun
from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals of this kind")

LETTERS = "5-at looked awa"


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    """A home whose day runs."""
    return Begun(tmp_path / "record")


def typing(folder: Path) -> Terminal:
    """The program on the observe screen, with letters on its line that nobody has kept."""
    command = [sys.executable, "-m", "session_tui", "--home", str(folder), "--observe"]
    terminal = Terminal(command, os.environ, Path(__file__).parents[2])
    for sees, keys in (("Passphrase", f"{PASSPHRASE}\r"), ("Enter goes on", "\r")):
        terminal.wait_for(sees, 60)
        terminal.send(keys)
    terminal.wait_for("who, sign, then words")
    terminal.send(LETTERS)
    terminal.wait_for(LETTERS)
    return terminal


def half_typed(folder: Path) -> list[str]:
    """What is kept of what was half-typed."""
    desk = Desk(folder)
    desk.load_parts()
    desk.unlock(PASSPHRASE)
    assert desk.opening == ()
    held = list(desk.drafts().values())
    desk.close()
    return held


def test_a_closed_terminal_ends_the_program_and_keeps_the_last_letters(begun: Begun) -> None:
    with typing(begun.folder) as terminal:
        terminal.close()
        assert terminal.program.wait() == 128 + signal.SIGHUP
    assert LETTERS in half_typed(begun.folder)
    assert verify(begun.folder).outcome is Outcome.VERIFIED


def test_a_machine_that_shuts_down_ends_it_and_keeps_the_last_letters(begun: Begun) -> None:
    with typing(begun.folder) as terminal:
        os.kill(terminal.program.pid, signal.SIGTERM)
        while terminal.program.poll() is None:
            terminal.read(0.1)
        assert terminal.program.poll() == 0
    assert LETTERS in half_typed(begun.folder)
