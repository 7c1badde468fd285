"""Erasure by two people: what goes, what stays, and that nothing brings it back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.acts.opening import add_staff, found_team
from models.database.filling import bring_up_to_date
from models.drafts import Drafts
from models.entries import NewEntry
from models.entries.group import MemberAdded, MemberLeft, SessionOpened
from models.entries.observation import NoteWritten
from models.entries.team import GroupFormed
from models.home import Home, create_home, open_home
from models.ids import named_id
from models.journal.recorder import open_recorder
from models.keys.keyring import Keyring
from models.reader import open_reader
from models.record import Record
from models.sync.papers import HomePapers
from tests.session_tui.cli.conftest import Run

ADA, BO = "ada's own invented words", "bo's own invented words"
NOW = 1_795_000_000_000
YEARS_AGO = NOW - 3 * 365 * 86_400_000
GROUP, SESSION, HIM, OTHER = (named_id(one) for one in ("group", "session", "him", "other"))
SECRET, SHARED, STAYS = "quokka alone", "quokka with another", "talked with Zebedee outside"
Typed = Callable[[str], object]


def record(home: Home, passphrase: str) -> tuple[Record, Keyring]:
    keyring = home.unlock(passphrase)
    return Record(open_reader(home, keyring), keyring, lambda: NOW), keyring


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two supervisors; a group that a man left three years ago, and one who stayed."""
    folder = tmp_path_factory.mktemp("erase") / "home"
    home, ada = create_home(folder, ADA, passes=3)
    bo = home.add_staff(ada, BO, passes=3)
    with open_recorder(home, ada) as recorder:
        made = Record(recorder.reader, ada, lambda: NOW, recorder)
        for act in (
            found_team(ada.staff.hex(), "Ada Quill", "supervisor", ada.signer.hex()),
            add_staff(bo.staff.hex(), "Bo Rook", "supervisor", bo.signer.hex()),
        ):
            made.append(act.entries)
        his, others, groups = made.new_key(), made.new_key(), made.new_key()
        man = MemberAdded(member=HIM, seat=1, initials="ZP", name="Zebedee Pike", key=his)
        stays = MemberAdded(member=OTHER, seat=2, initials="QR", name="Quin Roe", key=others)
        opened = SessionOpened(
            session=SESSION,
            group=GROUP,
            block=1,
            block_run=named_id("run"),
            day=1,
            days=8,
            date="2023-11-21",
        )
        notes = [
            NoteWritten(note="a", scope="members", members=(HIM,), text=SECRET),
            NoteWritten(note="b", scope="members", members=(HIM, OTHER), text=SHARED),
            NoteWritten(note="c", scope="members", members=(OTHER,), text=STAYS),
        ]
        left = NewEntry(MemberLeft(member=HIM), about=YEARS_AGO)
        made.append([NewEntry(GroupFormed(group=GROUP, name="Core", key=groups))], group=GROUP)
        made.append([NewEntry(one) for one in (man, stays, opened)] + [left], group=GROUP)
        made.append([NewEntry(one) for one in notes], group=GROUP, session=SESSION)
    return folder


@pytest.fixture
def home(team: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    shutil.copytree(team, tmp_path / "home")
    monkeypatch.setenv("SESSION_TUI_HOME", str(tmp_path / "home"))
    return open_home(tmp_path / "home")


@pytest.fixture
def typed(home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Who types a passphrase next; Ada at first."""
    del home
    path = tmp_path / "passphrase"
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(path))
    path.write_text(ADA)
    return path.write_text


def notes(home: Home, passphrase: str = BO) -> set[str]:
    """The texts of the notes that can be read."""
    read, _ = record(home, passphrase)
    assert not read.trouble
    return {one.what.text for one in read.day(GROUP, SESSION).notes}


def code_of(run: Run) -> str:
    """The code by which who left is listed, once he is due."""
    assert "no schedule yet" in run("erase", "due").out
    assert run("erase", "keep", "--months", "24").status == 0
    due = run("erase", "due").out
    assert "  due\n" in due
    assert not any(word in due for word in ("Zebedee", "ZP"))
    (code,) = re.findall(r"^(\w{8})  seat 1", due, re.MULTILINE)
    return str(code)


def erase(run: Run, typed: Typed, to: Path) -> None:
    """Ada proposes it, Bo agrees."""
    code = code_of(run)
    told = run("erase", "propose", code, "--yes").out
    assert "to be written anew first: 1." in told
    assert "may name him, for you to look at: 1." in told
    assert not any(word in told for word in (SECRET, SHARED, STAYS, "Zebedee"))
    assert "somebody else than who proposed" in run("erase", "agree", code, "--yes").err
    typed(BO)
    done = run("erase", "agree", code, "--yes", "--to", to)
    assert done.status == 0, done.err


def test_who_is_held_or_of_a_group_without_a_schedule_is_not_erased(run: Run, typed: Typed) -> None:
    typed(ADA)
    code = code_of(run)
    assert run("erase", "hold", code).status == 1
    assert run("erase", "hold", code, "--why", "an appeal").status == 0
    assert "held: an appeal" in run("erase", "due").out
    assert "It is held: an appeal" in run("erase", "propose", code, "--yes").err
    assert run("erase", "release", code).status == 0
    assert run("erase", "keep", "--months", "60").status == 0
    assert "It is kept until 20" in run("erase", "propose", code, "--yes").err
    assert "Nobody has proposed it" in run("erase", "agree", code, "--yes").err


def test_two_people_erase_a_man_and_his_text_is_nowhere(
    run: Run, typed: Typed, home: Home, tmp_path: Path
) -> None:
    keyring = home.unlock(ADA)
    drafts = Drafts(home.drafts_path, 1)
    drafts.save(keyring, "note", SECRET)
    bring_up_to_date(home, keyring, lambda: NOW)
    assert notes(home) == {SECRET, SHARED, STAYS}
    erase(run, typed, tmp_path / "out")
    assert list((tmp_path / "out").glob("certificate-of-erasure.pdf"))
    assert notes(home) == {STAYS}
    assert not drafts.load(keyring)
    drafts.close()
    assert not home.database_path.exists()
    assert run("verify").status == 0
    assert "Entries erased, their keys destroyed: " in run("verify").out
    assert "erasure " in run("trail").out
    assert run("rebuild").status == 0
    assert run("list").status == 0


def test_another_laptop_and_the_hub_destroy_the_key_and_refuse_it(
    run: Run, typed: Typed, home: Home, tmp_path: Path
) -> None:
    hub, old = tmp_path / "hub", tmp_path / "old"
    assert run("sync", hub).status == 0
    shutil.copytree(home.folder, old, ignore=shutil.ignore_patterns("seats", "sync*"))
    (old / "seats").mkdir()
    other = open_home(old)
    erase(run, typed, tmp_path / "out")
    had, has = ({path.name for path in one.keys_folder.glob("*.key")} for one in (other, home))
    (his,) = had - has
    raw = (other.keys_folder / his).read_bytes()
    assert run("sync", hub).status == 0
    assert not list(hub.rglob(f"{his}~*"))
    assert notes(other) == {SECRET, SHARED, STAYS}
    bo, drafts = other.unlock(BO), Drafts(other.drafts_path, 1)
    drafts.save(bo, "note", SECRET)
    assert run("sync", hub, "--home", old).status == 0
    assert notes(other) == {STAYS}
    assert not drafts.load(bo)
    drafts.close()
    assert not (other.keys_folder / his).exists()
    # Put back by hand, or into the hub: refused all the same.
    (other.keys_folder / his).write_bytes(raw)
    assert notes(other) == {STAYS}
    assert not HomePapers(home).take(his, raw)
