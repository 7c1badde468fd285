"""A man's page by keys alone: standing, reasons, agreements, catch-ups; what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from exports.text import to_text
from exports.thread import thread
from models.acts import Act, running
from models.acts.details import ROWS
from models.entries import NewEntry
from models.entries.attendance import AttendanceMarked
from models.entries.membership import CreditAllowed, CriterionExcepted
from models.group.names_kept_out import names_kept_out
from models.group.needs import needs_of
from models.group.people import fold_sessions
from models.group.standing import closing_steps, standing_of
from session_tui.desk import Desk
from session_tui.form import FormArea
from session_tui.screens.man.screen import ManScreen
from tests.session_tui.hands import (
    HandClock,
    app_on,
    new_desk,
    running_desk,
    settle,
    with_day,
    with_group,
)
from tests.session_tui.keyboard import screen_text, type_text, until


@pytest.fixture
def desk(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """A group that hasn't met."""
    return with_group(new_desk(tmp_path / "record", hand_clock))


async def open_page(pilot: Pilot[None], seat: str = "3") -> None:
    await settle(pilot)
    await pilot.press("m")
    await settle(pilot)
    await pilot.press("o")
    await until(pilot, lambda: "Whose page?" in screen_text(pilot.app.screen))
    await pilot.press(seat)
    await until(pilot, lambda: isinstance(pilot.app.screen, ManScreen))
    await until(pilot, lambda: "Sessions missed" in screen_text(pilot.app.screen))


async def asked(pilot: Pilot[None], question: str, *keys: str) -> None:
    await until(pilot, lambda: question in screen_text(pilot.app.screen))
    await pilot.press(*keys)


async def answered(pilot: Pilot[None], question: str, words: str) -> None:
    await until(pilot, lambda: question in screen_text(pilot.app.screen))
    await type_text(pilot, words)
    await pilot.press("enter")


def member(desk: Desk, seat: int = 3) -> str:
    man = desk.roster().by_seat(seat)
    assert man is not None
    return man.member


async def test_the_page_shows_what_is_missing_and_the_longer_route(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        text = screen_text(app.screen)
        assert "3  RT" in text
        assert "joined" in text
        assert "no date of birth" in text
        assert "no date of consent" in text
        await pilot.resize_terminal(80, 60)
        await until(pilot, lambda: "180 to 198 hours" in screen_text(app.screen))
    desk.close()


async def test_a_man_is_suspended_and_leaves_the_men_of_the_day(desk: Desk) -> None:
    his = member(desk)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        await pilot.press("s")
        await asked(pilot, "How does he stand", "s")
        await answered(pilot, "From which date?", "")
        await answered(pilot, "Why?", "awaiting a decision")
        await until(pilot, lambda: "suspended since 24 Nov 2026" in screen_text(app.screen))
        assert "until 16 Feb 2027" in screen_text(app.screen)
        await pilot.press("escape")
        await until(pilot, lambda: "Left" in screen_text(app.screen))
    now = standing_of(desk.group_facts, his, "2026-11-24")
    assert (now.standing, now.why) == ("suspended", "awaiting a decision")
    assert his not in desk.roster().members
    desk.close()


async def stands(pilot: Pilot[None], key: str, on: str, why: str, question: str = "Why?") -> None:
    await pilot.press("s")
    await asked(pilot, "How does he stand", key)
    await answered(pilot, "From which date?", on)
    await answered(pilot, question, why)


async def test_a_man_is_withdrawn_comes_back_late_is_recalled_and_completes(desk: Desk) -> None:
    his = member(desk)
    app = app_on(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await open_page(pilot)
        for key, on, standing, question in (
            ("w", "1/6/2026", "withdrawn since 1 Jun 2026", "Why?"),
            ("r", "8/11/2026", "Back after the time", "The 12 weeks"),
            ("l", "9/11/2026", "recalled since 9 Nov 2026", "Why?"),
            ("c", "", "completed since 24 Nov 2026", "Why?"),
        ):
            await stands(pilot, key, on, "x", question)
            await until(pilot, lambda: standing in screen_text(app.screen))  # noqa: B023  (awaited here)
        assert "Still to do for completing (d): measures, report" in screen_text(app.screen)
        await pilot.press("d")
        await asked(pilot, "Which step is done?", "1")
        await answered(pilot, "On which date?", "")
        await until(pilot, lambda: "(d): report, report sent, details" in screen_text(app.screen))
    history = standing_of(desk.group_facts, his, "2026-11-24").history
    said = [change.standing for change in history]
    assert said == ["withdrawn", "returned", "recalled", "completed"]
    assert closing_steps(desk.group_facts, his)["measures"] == "2026-11-24"
    desk.close()


async def transferred(pilot: Pilot[None], point: str) -> None:
    """To the only other group, today."""
    await pilot.press("s")
    await asked(pilot, "How does he stand", "t")
    await asked(pilot, "To which group?", "1")
    await answered(pilot, "From which date?", "")
    await answered(pilot, "At which point", point)
    await answered(pilot, "Why?", "x")


async def test_a_man_is_transferred_and_goes_on_at_the_same_point(desk: Desk) -> None:
    his, old = member(desk), desk.group
    with_group(desk, ("JB", "DK"))
    new = desk.group
    desk.choose_group(old)
    app = app_on(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await open_page(pilot)
        await transferred(pilot, "2 5")
        await until(pilot, lambda: "transferred since 24 Nov 2026" in screen_text(app.screen))
        assert "at block 2 day 5" in screen_text(app.screen)
    assert standing_of(desk.facts_of(new), his, "2026-11-24").history[0].day == 5
    desk.choose_group(new)
    there = desk.roster().by_seat(3)
    assert there is not None
    assert (there.member, there.block, there.joined) == (his, 2, "2026-11-24")
    desk.close()


async def test_what_he_missed_in_the_group_that_he_left_counts_in_the_one_he_came_to(
    desk: Desk, hand_clock: HandClock
) -> None:
    his, old, run = member(desk), desk.group, desk.new_id()
    for number in (1, 2):
        run_without(with_day(desk, 2, number, run=run), hand_clock, his)
    with_group(desk, ("JB", "DK"))
    new = desk.group
    desk.choose_group(old)
    app = app_on(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_page(pilot)
        await transferred(pilot, "2 3")
        await until(pilot, lambda: "at block 2 day 3" in screen_text(app.screen))
        desk.choose_group(new)
        run_without(with_day(desk, 2, 3), hand_clock, his)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "3 block 2: 3 sessions missed" in screen_text(app.screen))
        await open_page(pilot)
        await until(pilot, lambda: "Block 2" in screen_text(app.screen))
        for day in (1, 2, 3):
            assert f"Block 2 day {day}, 24 Nov 2026" in screen_text(app.screen)
        await pilot.press("b")
        await asked(pilot, "Block 2 again?", "n")
        await answered(pilot, "Why?", "caught up in part")
        await until(pilot, lambda: "decided" in screen_text(app.screen))
    desk.close()


async def to_row(pilot: Pilot[None], name: str) -> None:
    await pilot.press(*["tab"] * list(ROWS).index(name), "end")


async def test_all_particulars_are_one_form_and_today_says_what_matters(desk: Desk) -> None:
    his = member(desk)
    app = app_on(desk)
    async with app.run_test(size=(80, 40)) as pilot:
        await open_page(pilot)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.focused, FormArea))
        await to_row(pilot, "risk_level")
        await type_text(pilot, "some")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "RM2000/S level: type low" in screen_text(app.screen))
        await pilot.press(*["backspace"] * 4)
        await type_text(pilot, "high")
        for rows_down, words in ((6, "Urdu"), (1, "yes")):
            await pilot.press(*["down"] * rows_down)
            await type_text(pilot, words)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ManScreen))
        await until(pilot, lambda: "language, interpreter on record" in screen_text(app.screen))
        await until(pilot, lambda: "Route, high risk" in screen_text(app.screen))
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Interpreter: Urdu" in screen_text(app.screen))
    assert desk.roster().members[his].risk_level == "high"
    assert needs_of(desk.group_facts, his).language == "Urdu"
    desk.close()


async def test_a_reason_consent_and_credit_are_kept(desk: Desk) -> None:
    his = member(desk)
    app = app_on(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_page(pilot)
        await pilot.press("x")
        await asked(pilot, "For which?", "1")
        await answered(pilot, "Why, and who agreed?", "papers to follow, S. Crane")
        await until(pilot, lambda: "papers to follow" in screen_text(app.screen))
        await pilot.press("a")
        await asked(pilot, "Given or agreed?", "1")
        await answered(pilot, "On which date?", "1 Nov 2026")
        await until(pilot, lambda: "no date of consent" not in screen_text(app.screen))
        await pilot.press("t")
        await answered(pilot, "Credit for which blocks?", "1")
        await answered(pilot, "Who allowed it?", "S. Crane")
        await answered(pilot, "Why?", "prison programme")
        await until(pilot, lambda: "credited" in screen_text(app.screen))
        assert "144 to 157.5 hours" in screen_text(app.screen)
    reason = desk.group_facts.value("exception", his, "age")
    credit = desk.group_facts.value("credit", his)
    assert reason is not None
    assert isinstance(reason.what, CriterionExcepted)
    assert credit is not None
    assert isinstance(credit.what, CreditAllowed)
    assert credit.what.blocks == (1,)
    desk.close()


async def test_what_is_typed_wrong_is_said_and_nothing_is_kept(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot)
        acts = desk.acts
        await pilot.press("a")
        await asked(pilot, "Given or agreed?", "1")
        await answered(pilot, "On which date?", "soon")
        await until(pilot, lambda: "That is no date" in screen_text(app.screen))
        assert desk.acts == acts
    desk.close()


def run_without(desk: Desk, hand_clock: HandClock, his: str) -> None:
    """Three exercises of the open day run, and it ends; all are in but him."""
    assert desk.day is not None
    everyone = [
        NewEntry(AttendanceMarked(member=one, state="absent" if one == his else "in"))
        for one in desk.day.roster.members
    ]
    desk.say(Act("all in", tuple(everyone)))
    for hour in (10, 11, 12):
        hand_clock.to(hour, 5)
        step = running.next_step(desk.day, desk.now())
        assert step.act is not None
        desk.say(step.act)
    hand_clock.to(13, 0)
    desk.say(running.end_day(desk.day, desk.now()))


async def test_more_than_two_missed_stand_on_today_until_a_person_decides(
    desk: Desk, hand_clock: HandClock
) -> None:
    his, run = member(desk), desk.new_id()
    for number in (1, 2, 3):
        run_without(with_day(desk, 2, number, run=run), hand_clock, his)
    app = app_on(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await until(pilot, lambda: "3 block 2: 3 sessions missed" in screen_text(app.screen))
        assert "m o b decides" in screen_text(app.screen)
        await open_page(pilot)
        await pilot.press("b")
        await asked(pilot, "Block 2 again?", "y")
        await answered(pilot, "Why?", "x")
        await until(pilot, lambda: "decided, he starts it again" in screen_text(app.screen))
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Catch-ups owed" in screen_text(app.screen))
        assert "The block again?" not in screen_text(app.screen)
    facts = desk.group_facts
    sources = [desk.source(desk.read_day(one.session)) for one in fold_sessions(facts)]
    text = to_text(thread(sources, his))
    assert "Block 2: 3 sessions missed; decided, he starts it again" in text
    assert "missed: " in text.partition("SESSIONS MISSED")[2].partition("HIS OWN")[0]
    desk.close()


async def test_a_missed_session_owes_a_catch_up_until_it_is_held(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = running_desk(tmp_path / "record", hand_clock, 2, 1)
    run_without(desk, hand_clock, member(desk))
    app = app_on(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_page(pilot)
        assert "catch-up owed" in screen_text(app.screen)
        assert "Meeting the new members" in screen_text(app.screen)
        await pilot.press("c")
        await asked(pilot, "Which session?", "1")
        await asked(pilot, "The catch-up is", "h")
        await answered(pilot, "How many minutes?", "40")
        await until(pilot, lambda: "caught up, 40 min" in screen_text(app.screen))
    desk.close()


async def named(pilot: Pilot[None], typed: str, says: str) -> None:
    await pilot.press("n")
    await answered(pilot, "Never in a document", typed)
    await until(pilot, lambda: says in screen_text(pilot.app.screen))


async def test_names_near_him_are_counted_not_shown(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_page(pilot)
        await named(pilot, "his wife", "Say who each is")
        await named(pilot, "partner Marta Lowe; child Kim", "2 names, in no document")
        await named(pilot, "nickname Dez", "3 names, in no document")
        assert "Marta" not in screen_text(app.screen)
        await pilot.press("n")
        await answered(pilot, "Never in a document", "none")
        await until(pilot, lambda: "in no document" not in screen_text(app.screen))
        assert not names_kept_out(desk.group_facts)[member(desk)]
    desk.close()


async def test_his_targets_and_the_steps_of_completing_are_said(desk: Desk) -> None:
    app = app_on(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_page(pilot)
        assert "None on record" in screen_text(app.screen)
        for which, words, domain in (("", "ask before I react", "s"), ("2", "ring Sam", "r")):
            await pilot.press("g")
            if which:
                await asked(pilot, "Which target?", which)
            await answered(pilot, "In his words?", words)
            await asked(pilot, "Which domain", domain)
            await until(pilot, lambda: "Which" not in screen_text(app.screen))
            await until(pilot, lambda: f" {words} (" in screen_text(app.screen))  # noqa: B023  (awaited here)
        await pilot.press("g")
        await asked(pilot, "Which target?", "1")
        await answered(pilot, "In his words?", "stop and think")
        await asked(pilot, "Which domain", "n")
        await until(pilot, lambda: "1 stop and think" in screen_text(app.screen))
        await pilot.press("d")
        await asked(pilot, "Which step is done?", "2")
        await answered(pilot, "On which date?", "20/11/2026")
        await until(pilot, lambda: "Report " in screen_text(app.screen))
        assert "20 Nov 2026" in screen_text(app.screen)
    man = desk.roster().by_seat(3)
    assert man is not None
    assert [(one.text, one.domain) for one in man.targets] == [
        ("stop and think", ""),
        ("ring Sam", "re"),
    ]
    desk.close()
