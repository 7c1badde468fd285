"""A session goes out as a sealed file and is commented on by keys; the comments come back."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from exports.session_file import session_file
from exports.session_note import session_note
from exports.source import Source
from models.acts import noting
from models.database.queries import list_sessions
from models.day.review import comments, review_of
from models.entries.group import MemberAdded
from models.review_file.contents import read_session, session_bytes
from models.review_file.sealing import ReviewFileError, WrongWords
from session_tui.cli import main
from session_tui.commands.review import opened_desk
from session_tui.desk import Desk
from session_tui.file_desk import FileDesk
from tests.session_tui.hands import PASSPHRASE, HandClock, app_on
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.writing_day import day_of, note

SUPERVISES = "a colleague's own words"
WHY = "the debrief says nothing of the pause"


@pytest.fixture
def sent(
    desk: Desk,
    hand_clock: HandClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Path:
    """A signed day as a sealed file, its words in the file that the environment names."""
    ended(desk, hand_clock)
    note(desk, "3 went quiet", hand_clock, 30)
    hand_clock.to(11, 5)
    desk.say(noting.sign(day_of(desk), desk.me, desk.heads(), hand_clock.at))
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    monkeypatch.setenv("SESSION_TUI_WORDS_FILE", str(tmp_path / "words"))
    monkeypatch.setenv("SESSION_TUI_HOME", str(desk.folder))
    at = ["export", day_of(desk).session[:16], "--format", "sealed", "--to", str(tmp_path / "out")]
    assert main([*at, "--yes", "--recipient", "Dora Vale"]) == 0
    path, opens, _ = capsys.readouterr().out.splitlines()[-3:]
    (tmp_path / "words").write_text(opens.removeprefix("It opens with: ").upper())
    return Path(path)


def at_hers(file: Path, clock: HandClock, name: str = "Dora Vale") -> FileDesk:
    """The file opened by its reader."""
    desk = opened_desk(Namespace(file=file, to=None, name=name, bank=None))
    desk.clock = clock
    return desk


async def test_from_a_sealed_file_to_comments_on_record(
    sent: Path, desk: Desk, hand_clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_clock.to(14, 0)
    await she_comments(sent, hand_clock)
    back = sent.with_name(f"{sent.stem}-comments.sealed")
    assert {one.name for one in sent.parent.iterdir()} == {sent.name, back.name}
    assert b"Who sat" not in back.read_bytes()
    capsys.readouterr()
    assert main(["import", "comments", str(back), "--yes"]) == 0
    assert "2 comments of Dora Vale taken in; that it was returned waits" in capsys.readouterr().out
    it_stands(desk)
    assert main(["import", "comments", str(back), "--yes"]) == 0
    assert "a supervisor can take that in" in capsys.readouterr().out
    desk.add_staff("Bo Winter", "supervisor", SUPERVISES)
    Path(os.environ["SESSION_TUI_PASSPHRASE_FILE"]).write_text(SUPERVISES)
    assert main(["import", "comments", str(back), "--yes"]) == 0
    assert "and the session returned" in capsys.readouterr().out
    desk.news()
    day = desk.read_any_day(day_of(desk).about)
    assert review_of(day, desk.team.here).stands == "returned"
    assert main(["import", "comments", str(back), "--yes"]) == 0
    assert "on record already" in capsys.readouterr().out


async def she_comments(sent: Path, clock: HandClock) -> None:
    """On a man's day, on a note; she returns it, begins a fourth, and is locked out."""
    hers = at_hers(sent, clock)
    app = app_on(hers)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Session note: Core Group" in screen_text(app.screen))
        await write(pilot, "", "right", "right", "c")
        await write(pilot, "Who sat by him?", "enter")
        await write(pilot, "", "n")
        await until(pilot, lambda: "went quiet" in screen_text(app.screen))
        await write(pilot, "", "enter")
        await write(pilot, "Say how one saw it.", "enter")
        await write(pilot, "", "escape", "s")
        assert "your own slot" in screen_text(app.screen)
        await write(pilot, "", "x")
        await write(pilot, WHY, "enter")
        await write(pilot, "", "left", "left", "left", "c")
        await write(pilot, "half a wo")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: not hers.unlocked)
        assert "went quiet" not in screen_text(app.screen)
    hers.close()
    again = at_hers(sent, clock, "")
    assert (again.name, again.said) == ("Dora Vale", 3)
    assert "half a wo" in again.drafts().values()
    again.close()


def it_stands(desk: Desk) -> None:
    """The comments are read at home, and the question waits in the queue of who took them in."""
    desk.news()
    day = desk.read_any_day(day_of(desk).about)
    asked, said = sorted(comments(day), key=lambda one: one.what.about)
    assert (asked.what.text, asked.what.by_file, asked.entry.by) == (
        "Who sat by him?",
        "Dora Vale",
        desk.me,
    )
    assert said.what.about == "note"
    assert review_of(day, desk.team.here).stands == "to read"
    desk.local.fill(desk)
    (listed,) = desk.local.ask(desk, list_sessions)
    assert listed.asked_by == "file"


def test_whole_once_and_by_its_words_alone(
    sent: Path, hand_clock: HandClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half, altered = tmp_path / "half.sealed", tmp_path / "altered.sealed"
    raw = sent.read_bytes()
    half.write_bytes(raw[:-9])
    altered.write_bytes(raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:])
    for file, says in (
        (tmp_path / "words", "is no file of comments"),
        (sent, "is a sealed session, not a file of comments"),
    ):
        assert main(["import", "comments", str(file), "--yes"]) == 1
        assert says in capsys.readouterr().err
    with pytest.raises(ReviewFileError, match="copied only in part"):
        at_hers(half, hand_clock)
    with pytest.raises(ReviewFileError, match="is damaged"):
        at_hers(altered, hand_clock)
    (tmp_path / "words").write_text("five other words by chance")
    with pytest.raises(WrongWords, match="don't open it"):
        at_hers(sent, hand_clock)


def test_the_file_reads_as_the_session_does_at_home(
    sent: Path, desk: Desk, hand_clock: HandClock
) -> None:
    assert sent.suffix == ".sealed"
    day = desk.read_any_day(day_of(desk).about)
    home = Source(day, desk.team, desk.bank, hand_clock.at, desk.me, desk.heads())
    file = read_session(session_bytes(session_file(home, "f", "t", "Dora Vale")))
    away = Source(file.day(), file.of_team, desk.bank, hand_clock.at, desk.me, file.heads)
    assert session_note(away).parts == session_note(home).parts
    men = [one.what for one in file.entries if isinstance(one.what, MemberAdded)]
    assert men
    assert not any(one.name or one.key or one.crn for one in men)
