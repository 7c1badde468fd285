"""sample and practice: as somebody types them."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from session_tui.desk import Desk
from session_tui.sample.groups import SampleGroup
from session_tui.sample.home import PASSPHRASE
from tests.session_tui.cli.conftest import Run


@pytest.mark.usefixtures("secret")
def test_sample_says_its_passphrase_and_can_be_listed(run: Run, tmp_path: Path) -> None:
    ran = run("sample", "--to", tmp_path / "new", "--sessions", "1", "--groups", "2")
    assert ran.status == 0
    assert "2 groups, 2 sessions" in ran.out
    assert PASSPHRASE in ran.out
    assert len(run("list", "--home", tmp_path / "new").out.splitlines()) == 3


def test_sample_writes_into_no_folder_that_holds_something(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter").write_text("mine", encoding="utf-8")
    for folder in (tmp_path / "full", tmp_path / "full" / "letter"):
        ran = run("sample", "--to", folder)
        assert ran.status == 2
        assert "empty" in ran.err
    assert (tmp_path / "full" / "letter").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("there", [True, False])
def test_half_a_sample_is_taken_away(
    there: bool, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(SampleGroup, "play", interrupt)
    if there:
        (tmp_path / "new").mkdir()
    ran = run("sample", "--to", tmp_path / "new")
    assert ran.status == 130
    assert (tmp_path / "new").exists() == there
    assert not list((tmp_path / "new").glob("*"))


class App:
    """Stands where the screens would open: what they were given, and what lies there then."""

    def __init__(self) -> None:
        self.home = Path()
        self.group = ""
        self.men = 0
        self.speed: object = None

    def __call__(self, folder: Path, *_: object, **options: object) -> int:
        desk = options["desk"]
        assert isinstance(desk, Desk)
        assert (folder / "journal.db").exists()
        self.home, self.men = folder, len(desk.roster().members)
        self.group = desk.team.groups[desk.group].name
        self.speed = getattr(desk.clock, "_speed", None)
        desk.close()
        return 0


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> App:
    app = App()
    monkeypatch.setattr("session_tui.app.run_app", app)
    monkeypatch.setattr("session_tui.commands.practice.needs_terminal", lambda: None)
    return app


def test_practice_opens_a_home_that_is_gone_afterwards(run: Run, app: App) -> None:
    assert run("practice", "--speed", "30").status == 0
    assert (app.group, app.men, app.speed) == ("Practice group", 8, 30.0)
    assert not app.home.exists()


def test_practice_on_a_copy_leaves_ones_own_record_alone(own: Path, run: Run, app: App) -> None:
    before = (own / "journal.db").read_bytes()
    ran = run("practice", "--group", "core \x1b[2j group", "--block", "1")
    assert ran.status == 0
    assert app.group.startswith("Core")
    assert app.home != own
    assert (own / "journal.db").read_bytes() == before


@pytest.mark.usefixtures("own")
def test_practice_on_no_such_group_names_those_there_are(run: Run, app: App) -> None:
    ran = run("practice", "--group", "Nobody")
    assert ran.status == 2
    assert "Core" in ran.err
    assert "\x1b" not in ran.err
    assert app.home == Path()


def test_practice_on_a_day_that_is_not_there_says_so(run: Run, app: App) -> None:
    ran = run("practice", "--block", "2", "--day", "12")
    assert ran.status == 1
    assert "no day 12" in ran.err
    assert app.home == Path()
