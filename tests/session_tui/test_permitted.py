"""Screens and command line hold to the table of roles: refused with a sentence, and not offered."""

from __future__ import annotations

import shutil
from argparse import _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.entries import NewEntry
from models.entries.team import StaffAdded
from models.roles import DEED, DEEDS, NO_ROLE, OF_COMMAND, ROLES, Role
from session_tui.actions import ACTIONS
from session_tui.cli import main, parser
from session_tui.commands.opening import PASSPHRASE_VARIABLE, check_allowed
from session_tui.commands.trouble import Stop
from session_tui.desk import Desk
from session_tui.permitted import DEED_OF
from session_tui.screens.today.screen import TodayScreen
from tests.session_tui.hands import PASSPHRASE, app_on, clock_at, running_desk, settle
from tests.session_tui.keyboard import screen_text, until

HIS = "the words of somebody else"
COMMANDS = {
    "list": ("list",),
    "show": ("show", "2026-11-24"),
    "export": ("export", "2026-11-24", "--format", "md", "--to", "out"),
    "rebuild": ("rebuild",),
    "sync": ("sync",),
    "verify": ("verify",),
    "trail": ("trail",),
    "operational-audit": ("operational-audit", "--format", "txt", "--to", "out"),
    "report": ("report", "members-sheet", "--seat", "1", "--format", "md", "--to", "out"),
    "import roster": ("import", "roster", "roster.csv", "--yes"),
    "import comments": ("import", "comments", "comments.sealed", "--yes"),
    "import plan": ("import", "plan", "plan.csv", "--yes"),
    "plan": ("plan", "--block", "3", "--start", "2027-01-05", "--yes"),
    "staff list": ("staff", "list"),
    "staff remove": ("staff", "remove", "Bo Rook"),
    "staff words": ("staff", "words"),
    "staff again": ("staff", "again"),
    "audit-sample grant": ("audit-sample", "grant", "Ada", "--yes"),
    "audit-sample list": ("audit-sample", "list"),
    "audit-sample show": ("audit-sample", "show", "1"),
    "audit-sample end": ("audit-sample", "end"),
    "erase due": ("erase", "due"),
    "erase keep": ("erase", "keep", "--months", "12", "--yes"),
    "erase hold": ("erase", "hold", "none"),
    "erase release": ("erase", "release", "none"),
    "erase propose": ("erase", "propose", "none"),
    "erase agree": ("erase", "agree", "none"),
}
"""How each command of the table is typed; practice needs a terminal."""
ENDS_WELL = (
    "list",
    "show",
    "export",
    "rebuild",
    "sync",
    "verify",
    "trail",
    "report",
    "staff list",
    "audit-sample list",
)
"""Commands that find all they need in this record; the others get past the table and say more."""
FILES = {
    "roster.csv": "No,Initials\n10,ZA\n",
    "plan.csv": "Day,Start,Minutes,Set,Exercise\nDay 1,10:00,15,Process,Check-in\n",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A record with a day; Ada supervises, Bo can be given any role."""
    desk = running_desk(tmp_path_factory.mktemp("roles") / "record", clock_at())
    desk.add_staff("Bo Rook", "cover", HIS)
    be(desk, "Ada Quill", "supervisor")
    yield desk
    desk.close()


def be(desk: Desk, name: str, role: Role) -> None:
    """Give somebody a role, also one that nobody can be added in yet. Ada is at the keyboard."""
    if desk.hand != "AQ":
        desk.unlock(PASSPHRASE)
    record = desk.record
    assert record is not None
    facts = record.team_facts()
    (staff,) = (one for one in desk.team.staff.values() if one.name == name)
    standing = facts.settle("staff", staff.staff)
    assert standing is not None
    said = StaffAdded.model_validate(staff.model_dump() | {"role": role})
    if staff.role != role:
        record.append([NewEntry(said, supersedes=standing.values)])
    desk.lock()
    desk.unlock(PASSPHRASE)


def as_him(desk: Desk, role: Role) -> Desk:
    """Bo at the keyboard, in this role."""
    if (desk.hand, desk.unlocked and desk.team.staff[desk.me].role) == ("BR", role):
        return desk
    be(desk, "Bo Rook", role)
    desk.lock()
    desk.unlock(HIS)
    return desk


@pytest.mark.parametrize("role", ROLES)
def test_every_action_of_the_screens_is_refused_by_the_table_and_no_other(
    shared: Desk, role: Role
) -> None:
    desk = as_him(shared, role)
    for action in ACTIONS:
        deed = DEED_OF.get(action.name)
        allowed = deed is None or role in DEED[deed].roles
        assert bool(desk.why_not(action.name)) != allowed, action.name
        if not allowed and deed is not None:
            assert f"{role} may not {DEED[deed].says}" in desk.why_not(action.name)


def test_each_action_of_the_table_is_one_of_the_screens() -> None:
    assert set(DEED_OF) <= {action.name for action in ACTIONS}
    assert set(DEED_OF.values()) <= {deed.name for deed in DEEDS}


@pytest.mark.parametrize("role", ROLES)
def test_every_command_is_refused_by_the_table_and_no_other(shared: Desk, role: Role) -> None:
    record = as_him(shared, role).record
    assert record is not None
    for command, name in OF_COMMAND.items():
        if role in DEED[name].roles:
            check_allowed(record, command)
        else:
            with pytest.raises(Stop, match=f"{role} may not {DEED[name].says}"):
                check_allowed(record, command)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_asks_the_table_first(
    shared: Desk,
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = tmp_path / "words"
    words.write_text(HIS, encoding="utf-8")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(words))
    monkeypatch.chdir(tmp_path)
    for name, says in FILES.items():
        (tmp_path / name).write_text(says, encoding="utf-8")
    deed = DEED[OF_COMMAND[command]]
    typed = [*COMMANDS[command], "--home", str(shared.folder)]
    as_him(shared, deed.roles[0])
    assert main(typed) == 0 or command not in ENDS_WELL
    assert "may not" not in capsys.readouterr().err
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    for role in [one for one in ROLES if one not in deed.roles][:1]:
        as_him(shared, role)
        assert main(typed) == 1
        told = capsys.readouterr()
        assert f"{role} may not {deed.says}" in told.err
        assert len(told.err.strip().splitlines()) == 1
        assert not told.out or command.startswith("import")  # the file alone is shown
        assert not (tmp_path / "out").exists()


def test_every_command_that_asks_for_a_passphrase_stands_in_the_table() -> None:
    assert {*COMMANDS, "practice"} == set(OF_COMMAND)


def test_every_command_stands_in_the_table_or_says_why_it_asks_no_role() -> None:
    (commands,) = (one for one in parser()._actions if isinstance(one, _SubParsersAction))
    table = {*OF_COMMAND, *NO_ROLE}
    assert not OF_COMMAND.keys() & NO_ROLE.keys()
    met = set[str]()
    for name, command in commands.choices.items():
        (choices,) = [one.choices for one in command._actions if one.dest == "what"] or [None]
        typed = {f"{name} {what}" for what in choices or ()}
        assert (name in table) != bool(typed and typed <= table), name
        met |= {name, *typed} & table
    assert met == table


def test_what_asks_no_role_opens_no_key_or_ones_own_slot_alone(
    shared: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Backup and restore run without any passphrase; join with anybody's own, and no other."""
    as_him(shared, "clinical auditor")
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    assert main(["backup", "--to", str(tmp_path), "--home", str(shared.folder)]) == 0
    (backup,) = tmp_path.glob("*.zip")
    assert main(["restore", str(backup), "--home", str(tmp_path / "restored")]) == 0
    words = tmp_path / "words"
    monkeypatch.setenv(PASSPHRASE_VARIABLE, str(words))
    for says, status in (("nobody's words at all", 1), (HIS, 0)):
        words.write_text(says, encoding="utf-8")
        assert main(["join", str(backup), "--home", str(tmp_path / "joined")]) == status
        assert (tmp_path / "joined").exists() == (status == 0)
    told = capsys.readouterr()
    assert "may not" not in told.err
    # What he has joined with is no more than his role may.
    assert main(["list", "--home", str(tmp_path / "joined")]) == 1
    assert "A clinical auditor may not read sessions" in capsys.readouterr().err


async def test_a_refused_key_says_who_can_and_opens_nothing(shared: Desk) -> None:
    app = app_on(as_him(shared, "cover"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("g")
        await until(pilot, lambda: "A cover may not form a group" in screen_text(app.screen))
        assert isinstance(app.screen, TodayScreen)
        assert "a facilitator or a supervisor can" in screen_text(app.screen)


async def test_what_a_role_may_not_is_neither_in_palette_nor_footer(shared: Desk) -> None:
    for role, offered in (("cover", False), ("facilitator", True)):
        app = app_on(as_him(shared, role))  # type: ignore[arg-type]  # two roles
        async with app.run_test(size=(160, 48)) as pilot:
            await settle(pilot)
            titles = {command.title for command in app.get_system_commands(app.screen)}
            assert ("New group" in titles) == offered
            assert ("new group" in screen_text(app.screen)) == offered
