"""A restricted record: said by keys, and closed to who isn't named, on screens and in commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.acts import Refused
from models.acts.restricting import restrict
from session_tui.cli import main
from session_tui.screens.group.screen import GroupScreen
from session_tui.screens.man.screen import ManScreen
from tests.session_tui.hands import PASSPHRASE, HandClock, app_on, running_desk, settle
from tests.session_tui.keyboard import screen_text, type_text, until

BO = "another four invented words"


async def test_a_restricted_record_is_shown_to_the_named_alone(
    tmp_path: Path,
    hand_clock: HandClock,
) -> None:
    desk = running_desk(tmp_path / "record", hand_clock, 2, 1)
    desk.add_staff("Bo Rook", "supervisor", BO)
    man = desk.roster().by_seat(3)
    assert man is not None
    app = app_on(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        app.push_screen(ManScreen(man.member))
        await until(pilot, lambda: "Sessions missed" in screen_text(app.screen))
        await pilot.press("v")
        await until(pilot, lambda: "Who alone may read" in screen_text(app.screen))
        await type_text(pilot, "ada")
        await pilot.press("enter")
        await until(pilot, lambda: "restricted to Ada Quill" in screen_text(app.screen))
        await pilot.press("escape")
        await settle(pilot)
        desk.unlock(BO)
        app.push_screen(GroupScreen())
        await settle(pilot)
        await pilot.press("o")
        await until(pilot, lambda: "Whose page?" in screen_text(app.screen))
        await pilot.press("3")
        await until(pilot, lambda: "Ada Quill may read it" in screen_text(app.screen))
        assert isinstance(app.screen, GroupScreen)
        assert desk.closed_men() == {man.member}
        app.push_screen(ManScreen(man.member))
        await until(pilot, lambda: isinstance(app.screen, GroupScreen))
    desk.close()


def test_in_commands_too_and_nobody_shuts_himself_out(
    tmp_path: Path,
    hand_clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desk = running_desk(tmp_path / "record", hand_clock, 2, 1)
    desk.add_staff("Bo Rook", "supervisor", BO)
    his = desk.roster().by_seat(3)
    assert his is not None
    record = (desk.group_facts, desk.roster(), desk.team, his.member)
    for typed, says in (("Bo", "Name yourself"), ("Zed", "Which of the staff")):
        with pytest.raises(Refused, match=says):
            restrict(*record, typed, desk.me)
    desk.append(restrict(*record, "ada", desk.me))
    desk.close()
    words = tmp_path / "words"
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(words))
    asked = ["--home", str(tmp_path / "record"), "report", "thread", "--format", "txt", "--yes"]
    out = tmp_path / "out"
    for passphrase, code in ((BO, 1), (PASSPHRASE, 0)):
        words.write_text(passphrase)
        assert main([*asked, "--seat", "3", "--to", str(out)]) == code
        assert (out / "thread.txt").exists() == (code == 0)
    words.write_text(BO)
    pack = ["--home", str(tmp_path / "record"), "report", "supervision-pack", "--format", "txt"]
    assert main([*pack, "--yes", "--names", "--to", str(out)]) == 1
    said = capsys.readouterr()
    assert "Ada Quill may read it" in said.err + said.out
    assert "leave --names" in said.err + said.out
