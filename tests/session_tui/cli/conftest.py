"""A sample home, its passphrase in a file, and a hand that types commands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from models.entries import NewEntry
from models.entries.observation import NoteWritten
from models.entries.team import GroupFormed
from models.home import open_home
from models.journal.recorder import open_recorder
from models.record import Record
from session_tui.cli import main
from session_tui.sample.home import PASSPHRASE, fill_home

TODAY = "2026-11-22"
HOSTILE = "\x1b]0;taken\x07\x9b31mred \u202egnirts\u202c [@click=app.bell]bell[/] \u200bend"
"""What a note says that would act on a terminal."""


class Ran(NamedTuple):
    """What came of a command."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a group of two sessions; a group's name and a note in it are hostile."""
    folder = tmp_path_factory.mktemp("sample") / "home"
    fill_home(folder, sessions=2, groups=1, today=TODAY)
    home = open_home(folder)
    keyring = home.unlock(PASSPHRASE)
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: 1_795_000_000_000, recorder)
        (group,) = record.team().groups.values()
        facts = record.group_facts(group.group)
        last = max(facts.all_of("session"), key=lambda one: one.value.about).value.what
        note = NoteWritten(note="hostile", scope="group", text=HOSTILE, meaning=HOSTILE)
        session = getattr(last, "session", "")
        record.append([NewEntry(note)], group=group.group, session=session)
        settled = record.team_facts().settle("group", group.group)
        assert settled is not None
        formed = GroupFormed(
            group=group.group, name="Core \x1b[2J Group", venue=group.venue, key=group.key
        )
        record.append([NewEntry(formed, supersedes=settled.values)])
    return folder


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the environment names for the passphrase."""
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(path))
    return path


@pytest.fixture
def own(sample: Path, secret: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample home, which the environment names."""
    folder = secret.parent / "own"
    shutil.copytree(sample, folder)
    monkeypatch.setenv("SESSION_TUI_HOME", str(folder))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as typed."""

    def typed(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        status = main([str(one) for one in arguments])
        return Ran(status, *capsys.readouterr())

    return typed
