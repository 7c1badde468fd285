"""sync HUB and join HUB: as somebody types them."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.sync import exchange
from models.sync.kept_hub import kept_hub
from session_tui.commands import output
from tests.session_tui.cli.conftest import Run

ROOT = Path(__file__).parents[3]


@pytest.mark.usefixtures("own")
def test_a_new_laptop_joins_over_a_stick_and_reads_the_same(run: Run, tmp_path: Path) -> None:
    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    sent = run("sync", stick)
    assert sent.status == 0
    assert sent.out.startswith("A new hub was begun there.\nSent ")
    assert "2 sessions folded" in sent.out
    joined = run("join", stick, "--home", other)
    assert joined.status == 0
    assert f"its record is in {other}" in joined.out
    assert run("list", "--home", other).out == run("list").out
    assert run("verify", "--home", other).status == 0
    assert run("sync", stick).status == 0
    again = run("sync", stick)
    assert again.out.startswith("Sent 0 entries, received 0 entries.\n")


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("hub", "says"),
    [
        ("nowhere/at/all", "plug the stick in"),
        ("https://example.org", "A hub is a folder"),
        ("own", "own record"),
    ],
)
def test_a_hub_that_is_none_is_a_sentence(hub: str, says: str, run: Run, tmp_path: Path) -> None:
    ran = run("sync", tmp_path / hub / "journal.db" if hub == "own" else hub)
    assert ran.status == 1
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_wrong_passphrase_makes_no_home(
    own: Path, secret: Path, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "team.hub"
    assert run("sync", file).status == 0
    shutil.rmtree(own)
    secret.write_text("a wrong one", encoding="utf-8")
    ran = run("join", file)
    assert ran.status == 1
    assert "passphrase" in ran.err
    assert not own.exists()


@pytest.mark.usefixtures("own")
def test_it_stays_in_step_until_it_is_stopped(run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("sync", stick).status == 0
    command = [sys.executable, "-m", "session_tui", "sync", str(stick), "--stay"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as staying:
        assert staying.stdout is not None
        lines = iter(staying.stdout.readline, "")
        assert any(line.startswith("Staying in step") for line in lines)
        staying.send_signal(signal.SIGINT)
        assert staying.wait(60) == 130


def test_a_hub_that_is_kept_needs_no_name_again(own: Path, run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("sync", stick, "--keep").out.startswith("Sent ")
    assert kept_hub(own) == str(stick)
    assert run("sync").out.startswith("Sent 0 entries, received 0 entries.\n")
    secret = run("sync", "postgresql://me:word@hub/team", "--keep")
    assert "A password isn't kept" in secret.err
    assert kept_hub(own) == str(stick)
    assert "folded" in run("sync", "--keep").out.splitlines()[0]
    assert kept_hub(own) == ""


@pytest.mark.usefixtures("own")
def test_ctrl_c_says_how_far_it_came_and_the_next_run_goes_on_from_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(exchange, "PIECE_FRAMES", 10)
    monkeypatch.setattr(output, "_QUIET_SECONDS", -1.0)
    pressed: list[str] = []

    def press_at_the_third_bar(text: str) -> int:
        pressed.append(text)
        if "to go" in text and sum("to go" in one for one in pressed) == 3:
            signal.raise_signal(signal.SIGINT)
        return len(text)

    with monkeypatch.context() as terminal:
        terminal.setattr(sys.stderr, "isatty", lambda: True)
        terminal.setattr(sys.stderr, "write", press_at_the_third_bar)
        assert run("sync", stick).status == 130
    drawn = next(one for one in pressed if "20 of" in one)
    assert "━" in drawn
    (says,) = [one for one in pressed if one.startswith("Stopped")]
    told = re.fullmatch(
        r"Stopped: 20 of (\d+) entries sent, 0 of 0 received. "
        "That is kept, and the next sync goes on from there.",
        says,
    )
    assert told
    assert f"Sent {int(told[1]) - 20} entries" in run("sync", stick).out
