"""A laptop by itself: its report is the same after a flat battery, and no network is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from exports.markdown import to_markdown
from exports.session_note import session_note
from models.clock import RealClock
from models.local_time import date_of
from session_tui.commands.opening import PASSPHRASE_VARIABLE
from session_tui.desk import Desk
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import PASSPHRASE, ZONE, HandClock, running_desk
from tests.session_tui.keyboard import write
from tests.session_tui.test_killed import Begun
from tests.session_tui.writing_day import begin, day_of, notes_of, on_screen
from tests.terminal import Terminal

ASKS_NOBODY = """
import os, sys
ASKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
def heard(event, arguments):
    if event in ASKED:
        os.write(2, b"A NETWORK WAS ASKED")
        os._exit(77)
sys.addaudithook(heard)
if sys.argv[1] == "control":
    import socket
    socket.getaddrinfo("localhost", 1)
from session_tui.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""Runs the program, and ends at once when anything of it turns to a network."""
ROOT = Path(__file__).parents[2]


async def test_the_report_is_the_same_after_a_flat_battery(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = begin(running_desk(tmp_path / "record", hand_clock), hand_clock)
    async with on_screen(desk, ObserveScreen()) as (_, pilot):
        await write(pilot, "3+sr went back to it by himself", "enter")
        await write(pilot, "5 asked the others", "enter")
    assert len(notes_of(desk)) == 2
    before = to_markdown(session_note(desk.source(day_of(desk))))
    shutil.copytree(desk.folder, tmp_path / "as it lay")
    desk.close()
    again = Desk(tmp_path / "as it lay")
    again.clock = hand_clock
    again.load_parts()
    again.unlock(PASSPHRASE)
    again.choose_group(desk.group)
    after = to_markdown(session_note(again.source(again.open_day(day_of(desk).session))))
    again.close()
    assert "went back to it by himself" in before
    assert after == before


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals of this kind")
def test_a_day_and_its_document_ask_no_network(tmp_path: Path) -> None:
    begun = Begun(tmp_path / "record")
    program = [sys.executable, "-c", ASKS_NOBODY]
    with Terminal([*program, "--home", str(begun.folder), "--observe"], os.environ, ROOT) as seen:
        for sees, keys in (
            ("Passphrase", f"{PASSPHRASE}\r"),
            ("Enter goes on", "\r"),
            ("who, sign, then words", "3 went back to it\r"),
            ("saved", "\x11"),
        ):
            seen.wait_for(sees, 60)
            seen.send(keys)
        while seen.program.poll() is None:
            seen.read(0.1)
        assert seen.program.poll() == 0, seen.text
    words = tmp_path / "words"
    words.write_text(PASSPHRASE, encoding="utf-8")
    environment = {**os.environ, PASSPHRASE_VARIABLE: str(words)}
    today = date_of(RealClock().now(), ZONE)
    export = ("export", today, "--to", str(tmp_path), "--home", str(begun.folder))
    for arguments, status in ((export, 0), (("control",), 77)):
        done = subprocess.run(
            [*program, *arguments], env=environment, cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode == status, done.stderr
    assert list(tmp_path.glob("*.pdf"))
