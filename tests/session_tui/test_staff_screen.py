"""The staff by keys alone: training, leave, supervision, rota; passphrases, words, who leaves."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from models.acts import Refused
from models.acts.staffing import leave_taken, staffed
from models.entries.planning import DayPlanned
from models.entries.team import StaffAdded
from models.facts import Facts
from models.group.people import Team
from models.group.planned_days import planned_runs
from models.group.qualification import stages_missing
from session_tui.desk import Desk
from session_tui.lines import LinesPane
from session_tui.screens.staff.reading import leave_to_come
from session_tui.screens.staff.screen import StaffScreen
from tests.session_tui.hands import (
    PASSPHRASE,
    HandClock,
    app_on,
    new_desk,
    settle,
    with_group,
)
from tests.session_tui.keyboard import screen_text, type_text, until
from tests.session_tui.planned_block import plan

HIS, NEW = "a passphrase of his own", "quite another passphrase"


@pytest.fixture
def desk(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """Ada founded the team; Bo seconds, Sue supervises; a group whose block is planned."""
    made = with_group(new_desk(tmp_path / "record", hand_clock))
    made.add_staff("Bo Rook", "co-facilitator", HIS)
    made.add_staff("Sue Vane", "supervisor", "words that are hers")
    plan(made)
    return made


async def open_staff(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("t")
    await until(pilot, lambda: "Days to come" in screen_text(pilot.app.screen))


async def sees(pilot: Pilot[None], text: str) -> None:
    await until(pilot, lambda: text in " ".join(screen_text(pilot.app.screen).split()))


async def answer(pilot: Pilot[None], question: str, *keys: str, words: str | None = None) -> None:
    await sees(pilot, question)
    if words is not None:
        await type_text(pilot, words)
        await pilot.press("enter")
    await pilot.press(*keys)


async def trained(pilot: Pilot[None], stage: str, on: str, passed: str, result: str = "") -> None:
    await pilot.press("t")
    await answer(pilot, "which stage?", stage)
    await answer(pilot, "On which date?", words=on)
    await answer(pilot, "Passed?", passed)
    await answer(pilot, "The result in a word?", words=result)


async def twice(pilot: Pilot[None], passphrase: str, there: str) -> None:
    await sees(pilot, there)
    for _ in range(2):
        await type_text(pilot, passphrase)
        await pilot.press("enter")


async def seconded(pilot: Pilot[None]) -> None:
    """Ada leads the second planned day, Bo seconds."""
    await pilot.press("r")
    await answer(pilot, "Which day?", "2")
    await answer(pilot, "Who leads?", "1")
    await answer(pilot, "Who is second?", "2")
    await answer(pilot, "Who covers", "-")
    await sees(pilot, "Ada Quill, Bo Rook · Core Group 2.2")


async def test_training_leave_and_rota_are_entered_by_keys(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(100, 50)) as pilot:
        await open_staff(pilot)
        await sees(pilot, "not yet: assessment, core, NSOGP")
        await sees(pilot, "Nobody is planned to lead.")
        await trained(pilot, "a", "2 Mar 2020", "p")
        await trained(pilot, "c", "2 Mar 2020", "p")
        await trained(pilot, "n", "2 Mar 2020", "n", "71 %")
        await sees(pilot, "2 March 2020, not passed: 71 %")
        await sees(pilot, "not yet: NSOGP")
        await trained(pilot, "n", "1 Jun 2020", "p")
        await sees(pilot, "may lead")
        await seconded(pilot)
        await pilot.press("down", "l")
        await answer(pilot, "Bo Rook is away from?", words="30 Nov 2026")
        await answer(pilot, "To which day", words="4 Dec 2026")
        await sees(pilot, "Bo Rook is on leave that day.")
        await pilot.press("g")
        await answer(pilot, "Which leave isn't taken?", "1")
        await sees(pilot, "the leave from 30 November 2026 is given up")
    facts = desk.team_facts()
    assert stages_missing(facts, desk.me, "2026-11-24") == ()
    assert stages_missing(facts, desk.me, "2020-03-02") == ("NSOGP training",)
    assert all(not leave_to_come(facts, one, "2026-11-24") for one in desk.team.here)
    (run,) = planned_runs(desk.group_facts)
    assert (run.days[2].lead, run.days[2].second, run.days[2].cover) == ("Ada Quill", "Bo Rook", "")
    desk.close()


async def test_who_says_who_is_staff_changes_slots_and_supervision(desk: Desk) -> None:
    """Sue, who supervises: she gives Ada a supervisor, lets Bo in anew, and then he leaves."""
    desk.lock()
    desk.unlock("words that are hers")
    bo = next(one for one in desk.team.here.values() if one.name == "Bo Rook")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_staff(pilot)
        await pilot.press("v")
        await answer(pilot, "Who supervises Ada Quill?", "1")
        await sees(pilot, "Supervised by Sue Vane")
        await pilot.press("down", "i")
        await answer(pilot, "Bo Rook gets a new passphrase", words="not hers")
        await sees(pilot, "That is not the passphrase")
        await answer(pilot, "Enter goes on", words="words that are hers")
        await twice(pilot, NEW, "Let your colleague type it")
        await sees(pilot, "Bo Rook was let in again")
        assert desk.home.unlock(NEW, bytes.fromhex(bo.staff)).staff.hex() == bo.staff
        await pilot.press("x")
        await answer(pilot, "Bo Rook leaves", words="words that are hers")
        await sees(pilot, "Bo Rook has left the team")
        await until(pilot, lambda: "› Sue Vane" in screen_text(app.screen))
    assert bo.staff not in desk.team.here
    assert [one.label for one in desk.home.people() if one.staff.hex() == bo.staff] == []
    desk.close()


async def test_words_for_the_safe_are_shown_once_and_open_the_record(desk: Desk) -> None:
    desk.lock()
    desk.unlock("words that are hers")
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_staff(pilot)
        await pilot.press("w")
        await answer(pilot, "Twelve words for the safe", words="words that are hers")
        await sees(pilot, "Write these words down")
        shown = " ".join(app.screen.query_one("#lines", LinesPane).plain.split())
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StaffScreen))
    words = [word for _, word in re.findall(r"(\d+) ([a-z]+)", shown)]
    assert desk.home.recover(" ".join(words), NEW, passes=3).staff.hex() == desk.me
    desk.close()


async def test_another_passphrase_for_oneself_after_the_present_one(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_staff(pilot)
        await pilot.press("x")
        await sees(pilot, "A facilitator may not say who is staff")
        await pilot.press("p")
        await answer(pilot, "the present one first", words=PASSPHRASE)
        await twice(pilot, NEW, "Your own alone.")
        await sees(pilot, "The new passphrase opens the record")
    mine = bytes.fromhex(desk.me)
    assert desk.home.unlock(NEW, mine).staff == mine
    desk.close()


TEAM = Team("", {"s1": StaffAdded(staff="s1", name="Ann Ash", role="facilitator")}, {})


@given(st.integers(-3, 400))
def test_a_leave_lasts_from_its_first_day_to_its_last(days: int) -> None:
    first = date(2026, 11, 24)
    last = (first + timedelta(days=days - 1)).isoformat()
    if not 1 <= days <= 366:
        with pytest.raises(Refused, match="after its first"):
            leave_taken(TEAM, "l", "s1", first.isoformat(), last)
        return
    (entry,) = leave_taken(TEAM, "l", "s1", first.isoformat(), last).entries
    assert getattr(entry.what, "days", 0) == days
    assert getattr(entry.what, "last", "") == last


def test_one_person_is_in_one_place_of_a_day() -> None:
    day = DayPlanned(
        block=2, block_run="r", day=1, days=8, date="2026-11-24", items=(), start=600, end=930
    )
    with pytest.raises(Refused, match="two of the places"):
        staffed(Facts.of(()), day, "Ann Ash", "Ann Ash", "")
