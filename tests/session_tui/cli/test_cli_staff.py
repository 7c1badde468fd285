"""The command line's own words about staff: leaving, another passphrase, words for the safe."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.acts.opening import add_staff, found_team
from models.home import create_home, open_home
from models.journal.recorder import open_recorder
from models.record import Record
from session_tui.cli import main
from tests.session_tui.cli.conftest import Run

ADA, BO = "ada's own invented words", "bo's own invented words"
NEW = "quartz kettle, seven gulls"
Typed = Callable[[str], object]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team of two: Ada, who supervises, and Bo."""
    folder = tmp_path_factory.mktemp("team") / "home"
    home, ada = create_home(folder, ADA, passes=3)
    bo = home.add_staff(ada, BO, passes=3)
    with open_recorder(home, ada) as recorder:
        record = Record(recorder.reader, ada, lambda: 1_795_000_000_000, recorder)
        record.append(
            found_team(ada.staff.hex(), "Ada Quill", "supervisor", ada.signer.hex()).entries
        )
        record.append(add_staff(bo.staff.hex(), "Bo Rook", "facilitator", bo.signer.hex()).entries)
    return folder


@pytest.fixture
def home(team: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the team's home; a new passphrase waits in a file; three passes do here."""
    shutil.copytree(team, tmp_path / "home")
    monkeypatch.setenv("SESSION_TUI_HOME", str(tmp_path / "home"))
    (tmp_path / "new").write_text(NEW)
    monkeypatch.setenv("SESSION_TUI_NEW_PASSPHRASE_FILE", str(tmp_path / "new"))
    monkeypatch.setattr("models.keys.passphrase.calibrated_passes", lambda: 3)
    return tmp_path / "home"


@pytest.fixture
def typed(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Who types a passphrase next; Ada at first."""
    del home
    path = tmp_path / "passphrase"
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(path))
    path.write_text(ADA)
    return path.write_text


def test_another_passphrase(run: Run, typed: Typed, home: Path) -> None:
    done = run("staff", "passphrase")
    assert (done.status, done.err) == (0, "")
    typed(NEW)
    assert run("list").status == 0
    typed(ADA)
    assert "That is not the passphrase" in run("list").err
    assert len(open_home(home).people()) == 2


def test_a_weak_one_changes_nothing(run: Run, typed: Typed, tmp_path: Path) -> None:
    typed(ADA)
    (tmp_path / "new").write_text("qwertyuiopasdfgh")
    refused = run("staff", "passphrase")
    assert refused.status == 1
    assert refused.err.endswith("Nothing was changed.\n")
    assert run("list").status == 0


def test_words_for_the_safe_give_another_passphrase(run: Run, typed: Typed) -> None:
    said = run("staff", "words")
    assert said.status == 0, said.err
    words = " ".join(re.findall(r"\d+ ([a-z]+)", said.out))
    assert len(words.split()) == 12
    typed(f"{words} strange")
    assert "number 13" in run("staff", "recover").err
    typed(words)
    assert run("staff", "recover").status == 0
    typed(NEW)
    assert run("list").status == 0


def test_who_forgot_is_let_in_again_and_who_leaves_opens_nothing(
    run: Run, typed: Typed, home: Path
) -> None:
    assert run("staff", "again", "bo").status == 0
    typed(NEW)
    assert run("list").status == 0
    assert "supervisor can" in run("staff", "remove", "ada", "--yes").err
    typed(ADA)
    assert run("staff", "remove", "bo", "--yes").status == 0
    assert run("staff", "list").out.splitlines() == ["Ada Quill, supervisor", "Bo Rook, has left"]
    assert len(open_home(home).people()) == 1
    assert run("verify").status == 0
    assert run("staff", "remove", "bo", "--yes").status == 2
    assert "Nobody removes himself" in run("staff", "remove", "ada", "--yes").err


def test_help_names_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["staff", "--help"]) == 0
    assert "recover" in capsys.readouterr().out
