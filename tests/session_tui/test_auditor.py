"""An auditor by keys and by commands: the trail, whether the record is whole, and nothing else."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import pytest

from models.trail_entry import Use
from session_tui.cli import main, parser
from session_tui.commands.opening import PASSPHRASE_VARIABLE
from session_tui.desk import Desk
from session_tui.screens.trail.screen import TrailScreen
from tests.session_tui.hands import PASSPHRASE, app_on, clock_at, new_desk, settle, with_group
from tests.session_tui.keyboard import screen_text, type_text, until

HIS = "the auditor's own words"
MAN = "c0ffee" + "ab" * 13
HIS_COMMANDS = {"trail", "verify"}
NOT_HERE = {"review", "bank", "sample", "backup", "restore", "join", "practice"}
"""What they write or make stays sealed, or is invented; practice needs a terminal."""
TYPED = {
    "list": (),
    "show": ("2026-11-24",),
    "export": ("2026-11-24", "--to", "out"),
    "report": ("block-report", "--to", "out"),
    "operational-audit": ("--to", "out"),
    "import": ("roster", "men.csv", "--yes"),
    "plan": ("--block", "1", "--start", "2026-12-01", "--yes"),
    "sync": (),
    "staff": ("list",),
    "erase": ("due",),
    "rebuild": (),
}
NOT_HIS = {"audit-sample": ("list",)}
"""What asks the table itself, for it is open to another auditor."""

"""How every other command is typed."""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ada founded the team and named an auditor; she looked at a man of the group."""
    made = with_group(new_desk(tmp_path / "record", clock_at()))
    made.add_staff("Max Odd", "auditor", HIS)
    assert made.record is not None
    made.record.note_use(Use("consultation", "man's page", group=made.group, men=(MAN,)))
    return made


def fresh(desk: Desk) -> Desk:
    """The program started again on the same home."""
    desk.close()
    anew = Desk(desk.folder)
    anew.clock = desk.clock
    return anew


async def test_he_reads_the_trail_by_ids_verifies_and_goes_nowhere_else(desk: Desk) -> None:
    group, anew = desk.group, fresh(desk)
    app = app_on(anew)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "AQ" in screen_text(app.screen))
        await pilot.press("down")
        await type_text(pilot, HIS)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TrailScreen))
        await until(pilot, lambda: "man's page" in screen_text(app.screen))
        shown = screen_text(app.screen)
        assert f"{group[-8:]} · {MAN[-8:]}" in shown
        assert "AQ" in shown
        assert "Core Group" not in shown
        assert "Ada" not in shown
        assert "MO" in shown
        await pilot.press("escape", "q", "t", "r")
        await settle(pilot)
        assert isinstance(app.screen, TrailScreen)
        await pilot.press("v")
        await until(pilot, lambda: "VERIFIED. Entries:" in screen_text(app.screen))
        assert "Writers: 1" in screen_text(app.screen)
    anew.close()


async def test_locked_it_opens_to_him_alone(desk: Desk) -> None:
    anew = fresh(desk)
    anew.load_parts()
    anew.unlock(HIS)
    app = app_on(anew)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TrailScreen))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: not anew.unlocked)
        await type_text(pilot, PASSPHRASE)
        await pilot.press("enter")
        await until(pilot, lambda: "An auditor has the program open" in screen_text(app.screen))
        assert not anew.unlocked
        await type_text(pilot, HIS)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TrailScreen))
    anew.close()


async def test_no_screen_of_the_staff_opens_to_him(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("h")
        await until(pilot, lambda: "Max Odd takes the keyboard" in screen_text(app.screen))
        await type_text(pilot, HIS)
        await pilot.press("enter")
        await until(pilot, lambda: "The staff have the program open" in screen_text(app.screen))
        assert desk.hand == "AQ"
    desk.close()


def test_every_command_but_his_own_is_refused_in_a_sentence(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert set(_commands(parser())) == TYPED.keys() | NOT_HIS.keys() | HIS_COMMANDS | NOT_HERE
    desk.close()
    words = tmp_path / "words"
    words.write_text(HIS, encoding="utf-8")
    (tmp_path / "men.csv").write_text("seat,initials\n1,ZZ\n2,YY\n", encoding="utf-8")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(words))
    monkeypatch.chdir(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*") if "record" not in path.parts)
    for command, rest in TYPED.items():
        status = main([command, *rest, "--home", str(desk.folder)])
        told = capsys.readouterr()
        assert status == 1, command
        assert "An auditor may not do that" in told.err, command
        assert "JB" not in told.out + told.err
    for command, rest in NOT_HIS.items():
        assert main([command, *rest, "--home", str(desk.folder)]) == 1
        assert "An auditor may not read a sample" in capsys.readouterr().err
    assert sorted(path for path in tmp_path.rglob("*") if "record" not in path.parts) == before
    for command in sorted(HIS_COMMANDS):
        assert main([command, "--home", str(desk.folder)]) == 0
    told = capsys.readouterr()
    assert f"AQ: man's page of {desk.group[-8:]} {MAN[-8:]}" in told.out
    assert "VERIFIED" in told.out
    assert "Core Group" not in told.out


def _commands(top: ArgumentParser) -> list[str]:
    (found,) = (one.choices for one in top._actions if isinstance(one.choices, dict))
    return list(found)
