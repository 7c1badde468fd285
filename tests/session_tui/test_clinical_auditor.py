"""A clinical auditor by keys and by commands: his samples under coded names, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.acts import Act
from models.entries import NewEntry
from models.entries.supervision import SupervisionHeld
from models.group.people import fold_sessions
from models.home import open_home
from models.journal.recorder import open_recorder
from models.record import Record
from models.streams import TRAIL_STREAM
from models.trail import Step, steps
from session_tui.cli import main, parser
from session_tui.commands.opening import PASSPHRASE_VARIABLE
from session_tui.desk import Desk
from session_tui.sample.home import PASSPHRASE, fill_home
from session_tui.sampling import Prepared, Span, prepare
from session_tui.screens.samples.page import SamplePage
from session_tui.screens.samples.screen import SamplesScreen
from session_tui.screens.staff.screen import StaffScreen
from tests.session_tui.hands import app_on, settle
from tests.session_tui.keyboard import screen_text, type_text, until

TODAY = "2026-11-24"
HIS = "the clinical auditor's own words"
HIS_COMMANDS = {"audit-sample", "verify"}
SUPERVISOR = "DQ"
DOCUMENTS = ("Recordings and observations", "Session note", "Treatment report", "Supervision of")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two groups of invented men, some sessions each."""
    folder = tmp_path_factory.mktemp("sampled") / "home"
    fill_home(folder, sessions=3, groups=2, today=TODAY)
    return folder


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of it in which the supervisor named a clinical auditor and unlocked last."""
    import shutil

    folder = tmp_path / "record"
    shutil.copytree(filled, folder)
    desk = supervising(folder)
    desk.add_staff("Max Odd", "clinical auditor", HIS)
    desk.local.fill(desk)
    desk.close()
    return folder


def supervising(folder: Path) -> Desk:
    """The record with its supervisor at the keyboard."""
    desk = Desk(folder)
    desk.passes = 3
    desk.load_parts()
    (person,) = (one for one in desk.home.people() if one.label == SUPERVISOR)
    desk.unlock(PASSPHRASE, person.staff)
    return desk


def auditing(folder: Path) -> Desk:
    """The record with the clinical auditor at the keyboard."""
    desk = Desk(folder)
    desk.load_parts()
    desk.unlock(HIS)
    return desk


def names_in(folder: Path) -> list[str]:
    """Every word of a man's or staff's name, and every man's initials, of the whole record."""
    from models.group.people import fold_roster

    desk = supervising(folder)
    assert desk.record is not None
    men = [
        man
        for group in desk.team.groups
        for man in fold_roster(desk.record.group_facts(group)).members.values()
    ]
    said = [*(man.name for man in men), *(one.name for one in desk.team.staff.values())]
    desk.close()
    return [*(word for name in said for word in name.split()), *(man.initials for man in men)]


def trail_of(folder: Path) -> list[Step]:
    """What the trail says of samples."""
    home = open_home(folder)
    keyring = home.unlock(HIS)
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: 0, recorder)
        said = steps(record.entries([TRAIL_STREAM]))
    return [one for one in said if one.what.startswith("clinical sample")]


async def grant_by_keys(folder: Path) -> None:
    """The supervisor goes from Today to the staff, to the samples, and grants one."""
    desk = supervising(folder)
    app = app_on(desk)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, StaffScreen))
        await pilot.press("s")
        await until(pilot, lambda: "No sample may be read today" in screen_text(app.screen))
        await pilot.press("n")
        for question, answer in (
            ("How many sessions", "2"),
            ("Drawn from which day", ""),
            ("how many days", "14"),
            ("Why", "the yearly audit"),
        ):
            await until(pilot, lambda q=question: q in screen_text(app.screen))  # type: ignore[misc]  # mypy can't infer a lambda's default
            await type_text(pilot, answer)
            await pilot.press("enter")
        await until(pilot, lambda: "Replaced in it:" in screen_text(app.screen))
        await pilot.press("y")
        await until(
            pilot,
            lambda: (
                "for Max Odd" in screen_text(app.screen)
                or "Max Odd, until" in screen_text(app.screen)
            ),
        )
        for title in DOCUMENTS:
            assert title in screen_text(app.screen)
    desk.close()


async def test_a_supervisor_grants_it_and_he_reads_it_by_keys(home: Path) -> None:
    await grant_by_keys(home)
    desk = auditing(home)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SamplesScreen))
        await until(pilot, lambda: DOCUMENTS[0] in screen_text(app.screen))
        assert "Max Odd, until" not in screen_text(app.screen)
        await pilot.press("escape", "n", "x", "t")
        await settle(pilot)
        assert isinstance(app.screen, SamplesScreen)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SamplePage))
        await until(pilot, lambda: "Session note" in screen_text(app.screen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SamplesScreen))
    desk.close()
    grant, read = trail_of(home)
    assert grant.kind == "disclosure"
    assert grant.recipient.startswith("Max Odd, clinical auditor, until ")
    assert grant.why == "the yearly audit"
    assert (read.kind, read.what) == ("consultation", "clinical sample, session note")
    assert read.men == grant.men
    assert len(read.men) > 1


def run_as(words: str, home: Path, *typed: str) -> int:
    """The status of a command typed by whoever has these words."""
    path = home.parent / "words"
    path.write_text(words, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSPHRASE_VARIABLE, str(path))
        return main([*typed, "--home", str(home)])


def test_he_reads_by_command_and_no_name_is_in_any_document(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_as(PASSPHRASE, home, "audit-sample", "grant", "Max", "--sessions", "2", "--yes") == 0
    capsys.readouterr()
    assert run_as(HIS, home, "audit-sample", "list") == 0
    listed = capsys.readouterr().out
    for title in DOCUMENTS:
        assert title in listed
    count = sum(bool(re.match(r" +\d+  ", row)) for row in listed.splitlines())
    said = ""
    for number in range(1, count + 1):
        assert run_as(HIS, home, "audit-sample", "show", str(number)) == 0
        said += capsys.readouterr().out
    assert len(trail_of(home)) == 1 + count
    assert re.search(r"\bM\d+\b", said)
    assert re.search(r"\bS\d+\b", said)
    left = [name for name in names_in(home) if re.search(rf"\b{re.escape(name)}\b", said)]
    assert not left


def test_it_ends_by_command_for_both(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_as(PASSPHRASE, home, "audit-sample", "grant", "Max", "--sessions", "1", "--yes") == 0
    assert run_as(PASSPHRASE, home, "audit-sample", "end", "--why", "enough seen") == 0
    capsys.readouterr()
    for words in (PASSPHRASE, HIS):
        assert run_as(words, home, "audit-sample", "list") == 0
        assert "There is no sample that may be read." in capsys.readouterr().out
    assert run_as(HIS, home, "audit-sample", "show", "1") == 2


def test_an_erasure_ends_the_samples_that_the_man_is_in(home: Path) -> None:
    """Its rule alone; how two people erase is tested with the erasure."""
    from argparse import Namespace

    from models.group.keeping import Kept
    from models.group.people import fold_roster
    from session_tui.commands.erase import samples_ended
    from session_tui.commands.staff import opened_hand

    assert run_as(PASSPHRASE, home, "audit-sample", "grant", "Max", "--sessions", "1", "--yes") == 0
    words = home.parent / "words"
    words.write_text(PASSPHRASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSPHRASE_VARIABLE, str(words))
        with opened_hand(Namespace(home=home)) as hand:
            ended = {
                man.member: len(samples_ended(hand, Kept(man, "", "", "", ())))
                for group in hand.record.team().groups
                for man in fold_roster(hand.record.group_facts(group)).members.values()
            }
    assert set(ended.values()) == {0, 1}


def test_every_other_command_is_refused_in_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.session_tui.test_auditor import NOT_HERE, TYPED

    (commands,) = (one.choices for one in parser()._actions if isinstance(one.choices, dict))
    assert set(commands) == TYPED.keys() | HIS_COMMANDS | NOT_HERE | {"trail"}
    monkeypatch.chdir(tmp_path)
    (tmp_path / "men.csv").write_text("seat,initials\n1,ZZ\n2,YY\n", encoding="utf-8")
    for command, rest in TYPED.items():
        assert run_as(HIS, home, command, *rest) == 1, command
        assert "A clinical auditor may not do that" in capsys.readouterr().err, command
    assert run_as(HIS, home, "trail") == 1
    assert "A clinical auditor may not read the trail" in capsys.readouterr().err
    assert run_as(HIS, home, "audit-sample", "grant", "Max", "--yes") == 1
    assert "A clinical auditor may not grant a sample" in capsys.readouterr().err


def prepared(home: Path, sessions: int) -> Prepared:
    """A sample that nobody was given, drawn with one seed from all that was run."""
    desk = supervising(home)
    span = Span(sessions, "2026-01-01", TODAY)
    made = prepare(desk.open_record, desk.bank, span, "seed", desk.now(), lambda _: [], _quiet)
    desk.close()
    return made


def _quiet(done: int, of: int) -> None:
    del done, of


def test_the_seed_of_the_draw_tells_no_code(home: Path) -> None:
    """The auditor has the seed and the men's ids: with them alone nobody is to be decoded."""
    first, second = prepared(home, 2), prepared(home, 2)
    assert first.drawn == second.drawn
    assert [one.text for one in first.documents] != [one.text for one in second.documents]


def test_a_session_that_was_not_run_to_its_end_is_not_drawn(home: Path) -> None:
    desk = supervising(home)
    group = next(iter(desk.team.groups))
    desk.choose_group(group)
    about = max(fold_sessions(desk.facts_of(group)), key=lambda one: one.date)
    opened = about.model_copy(update={"session": "0e" * 16, "date": TODAY})
    desk.append(Act("opened", (NewEntry(opened),)))
    desk.close()
    made = prepared(home, 99)
    assert made.drawn.of == 7
    assert len(made.drawn.sessions) == 6
    assert opened.session not in made.drawn.sessions


def test_it_is_about_every_man_whom_a_supervision_record_in_it_speaks_of(home: Path) -> None:
    """His erasure ends it, though he was in none of the sessions."""
    desk = supervising(home)
    (wren,) = (one.staff for one in desk.team.staff.values() if one.role == "facilitator")
    man = "0c" * 16
    held = SupervisionHeld(
        supervision="5b" * 16, staff=wren, supervisor=desk.me, date=TODAY, minutes=60, men=(man,)
    )
    desk.append(Act("held", (NewEntry(held),)))
    desk.close()
    assert man in prepared(home, 6).drawn.men


def test_a_supervisor_who_is_no_staff_is_not_named(home: Path) -> None:
    desk = supervising(home)
    for group in desk.team.groups:
        facts = desk.facts_of(group)
        for settled in facts.all_of("session"):
            said = settled.value.what.model_copy(update={"supervisor": "Ottoline Marchbank"})
            desk.append(Act("", (NewEntry(said, supersedes=settled.values),)), group=group)
    desk.close()
    text = "".join(one.text for one in prepared(home, 6).documents)
    assert "Marchbank" not in text
    assert "a supervisor" in text
