"""A man's lifestyle plan by keys: written in his words, in versions, gone through, handed out."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from exercise_bank.component import Component
from exports.lifestyle_plan import lifestyle_plan_document
from exports.lifestyle_source import gather
from exports.text import to_text
from models.acts import Refused
from models.acts.lifestyle import write_plan
from models.acts.opening import members_from_initials
from models.entries.group import MemberAdded
from models.group.lifestyle import lifestyle_plan
from session_tui.cli import main
from session_tui.desk import Desk
from session_tui.screens.group.form import formed
from session_tui.screens.lifestyle.screen import LifestyleScreen
from session_tui.screens.lifestyle.words import LifestyleWordsScreen
from session_tui.screens.man.screen import ManScreen
from session_tui.screens.today.lifestyle import lifestyle_lines, lifestyle_plans
from session_tui.screens.today.look import Chosen, Look
from tests.session_tui.day_by_keys import THE_DAY, Keyboard
from tests.session_tui.hands import PASSPHRASE, HandClock, app_on, new_desk, settle, with_group
from tests.session_tui.keyboard import until


@pytest.fixture
def desk(tmp_path: Path, hand_clock: HandClock) -> Desk:
    """A group that hasn't met."""
    return with_group(new_desk(tmp_path / "record", hand_clock))


async def his_plan(pilot: Pilot[None], hand_clock: HandClock) -> Keyboard:
    """Seat 3's plan, from Today."""
    await settle(pilot)
    hands = Keyboard(pilot, hand_clock, THE_DAY)
    await hands.keys("m", "o", "3")
    await hands.on(ManScreen)
    await hands.keys("l")
    await hands.on(LifestyleScreen)
    return hands


async def written(hands: Keyboard, words: str) -> None:
    await hands.keys("w")
    await hands.on(LifestyleWordsScreen)
    await hands.text(words)
    await hands.keys("ctrl+s")
    await hands.on(LifestyleScreen)


async def lived_by(hands: Keyboard) -> None:
    """Two versions and a review."""
    assert "Nothing is written yet." in hands.sees
    await hands.keys("r")
    assert "He has no plan yet" in hands.sees
    await written(hands, "I ring Sam on Sundays.")
    assert "Version 1, 24 November 2026" in hands.sees
    assert "due on 25 December 2026" in hands.sees
    await written(hands, "I swim on Fridays. ")
    assert "Version 2, 24 November 2026" in hands.sees
    assert "Earlier versions" in hands.sees
    await hands.keys("r")
    await hands.text("The swimming held. Sundays slipped twice.", "enter")
    await hands.text("his sister", "enter")
    assert "The swimming held." in hands.sees


def by_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan of seat 3 is written; seat 4 has none."""
    words = tmp_path / "words"
    words.write_text(PASSPHRASE)
    monkeypatch.setenv("SESSION_TUI_PASSPHRASE_FILE", str(words))
    asked = ["--home", str(tmp_path / "record"), "report", "lifestyle-plan", "--yes"]
    to = ["--format", "md", "--to", str(tmp_path / "out")]
    assert main([*asked, "--seat", "3", *to]) == 0
    assert "I swim on Fridays." in (tmp_path / "out" / "lifestyle-plan.md").read_text()
    assert main([*asked, "--seat", "4", *to]) == 1


async def test_a_plan_is_written_in_versions_reviewed_and_handed_out(
    tmp_path: Path, desk: Desk, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_on(desk)
    async with app.run_test(size=(100, 40)) as pilot:
        hands = await his_plan(pilot, hand_clock)
        await lived_by(hands)
        await hands.keys("e", "t")
        await hands.text(str(tmp_path / "out"), "enter")
        await until(pilot, lambda: "lifestyle management plan written" in hands.sees)
    man = desk.roster().by_seat(3)
    assert man is not None
    plan = lifestyle_plan(desk.group_facts, man.member)
    assert plan is not None
    assert [one.number for one in plan.versions] == [1, 2]
    assert plan.reviews[0].with_whom == "his sister"
    (file,) = (tmp_path / "out").glob("lifestyle-management-plan*.txt")
    text = file.read_text()
    assert "I ring Sam on Sundays." in text
    assert "The swimming held. Sundays slipped twice." in text
    desk.close()
    by_command_line(tmp_path, monkeypatch)


def test_a_plan_that_says_nothing_new_is_refused_and_no_other_member_is_named(desk: Desk) -> None:
    man = desk.roster().by_seat(3)
    assert man is not None
    args = (desk.group_facts, desk.roster(), man.member)
    with pytest.raises(Refused, match="own words first"):
        write_plan(*args, None, "  ", "2026-11-24")
    desk.append(write_plan(*args, None, "SM keeps it with me", "2026-11-24"))
    plan = lifestyle_plan(desk.group_facts, man.member)
    with pytest.raises(Refused, match="version 1 already"):
        write_plan(desk.group_facts, desk.roster(), man.member, plan, "SM keeps it with me", "")
    source = gather(
        desk.facts_of,
        desk.team,
        desk.group,
        man.member,
        desk.bank.service,
        now=desk.now(),
        made_by=desk.me,
    )
    text = to_text(lifestyle_plan_document(source))
    assert "SM" not in text
    assert "Another member keeps it with me" in text
    desk.close()


def test_today_says_whose_plan_is_due_also_of_who_brought_it_from_another_group(
    tmp_path: Path, hand_clock: HandClock
) -> None:
    desk = new_desk(tmp_path / "record", hand_clock)
    for component, date in ((Component.BETTER_LIVES, "2026-10-23"), (Component.LONG_TERM, "")):

        def men() -> tuple[MemberAdded, ...]:
            made = members_from_initials(("JB", "DK", "RT"), desk.new_id, desk.new_key)
            return tuple(one.model_copy(update={"crn": f"X{one.seat}"}) for one in made)

        formed(desk, component.value, men, component)
        for man in list(desk.roster().members.values())[:2] if date else ():
            on = date if man.seat == 1 else "2026-11-20"
            args = (desk.group_facts, desk.roster(), man.member, None)
            desk.append(write_plan(*args, "I swim on Fridays", on))
    plans = lifestyle_plans(desk)
    group = desk.team.groups[desk.group]
    chosen = Chosen(Component.LONG_TERM.number, "", 1, 12)
    look = Look(
        group,
        desk.team,
        desk.group_facts,
        desk.roster(),
        desk.bank,
        chosen,
        {},
        "2026-11-24",
        plans=plans,
    )
    told = ["".join(said for said, _ in one) for one in lifestyle_lines(look, 60)]
    assert told == ["Lifestyle plans", "To go through with: 1", "None on record: 3"]
    desk.close()
