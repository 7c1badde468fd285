"""The bell on a real terminal: the byte itself, only once it is wanted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.session_tui.hands import PASSPHRASE
from tests.session_tui.test_killed import Begun
from tests.terminal import UNSEEN, Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals of this kind")


class Heard(Terminal):
    """A terminal that counts the bells: what ends a title with the same byte is none."""

    raw = b""

    def took_in(self, written: bytes) -> None:
        """Keep it as it came, too."""
        self.raw += written
        super().took_in(written)

    @property
    def bells(self) -> int:
        """How often it rang."""
        return UNSEEN.sub(b"", self.raw).count(b"\x07")


def test_a_round_that_is_over_rings_the_terminals_bell_once_it_is_wanted(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "session_tui",
        "--home",
        str(Begun(tmp_path / "record").folder),
    ]
    with Heard(command, os.environ, Path(__file__).parents[2]) as terminal:

        def press(*steps: tuple[str, str]) -> None:
            for sees, keys in steps:
                terminal.wait_for(sees, 60)
                terminal.send(keys)

        press(("Passphrase", f"{PASSPHRASE}\r"), ("Enter goes on", "\r"), ("space", "\x14"))
        press(("A timer beside", "\t"), ("90s", "1s\r"))
        terminal.wait_for("time is up")
        assert terminal.bells == 0
        terminal.send("\x10bell on or off")
        press(("A bell when time is up", "\r"), ("The bell is on", "\x14"))
        press(("A timer beside", "\t"), ("90s", "1s\r"))
        while not terminal.bells and terminal.program.poll() is None and terminal.read(30):
            pass
        assert terminal.bells == 1
