"""Practice: the chosen day is next, the days before are done, and the clock runs fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.clock import PracticeClock
from models.day.day import Day
from models.group.people import fold_sessions
from session_tui.desk import Desk
from session_tui.sample.groups import NoSuchDay
from session_tui.sample.practice import (
    Copied,
    Practice,
    practice_desk,
    practice_home,
)

TODAY = "2026-11-24"


def opened(practice: Practice) -> tuple[Desk, list[Day]]:
    """The desk of a practice home, and the days done before."""
    desk = practice_desk(practice, speed=60)
    days = [desk.read_day(one.session) for one in fold_sessions(desk.group_facts)]
    return desk, days


@pytest.mark.parametrize(
    ("block", "day", "before"),
    [(2, 3, [(2, 1), (2, 2)]), (2, 8, [(2, 6), (2, 7)]), (3, 1, [(2, 7), (2, 8)]), (1, 1, [])],
)
def test_the_days_before_are_done(
    block: int, day: int, before: list[tuple[int, int]], tmp_path: Path
) -> None:
    desk, days = opened(practice_home(tmp_path / "practice", today=TODAY, block=block, day=day))
    assert [(one.about.block, one.about.day) for one in days] == before
    assert all(one.timeline.ended is not None for one in days)
    assert all(one.about.practice for one in days)
    assert all(one.about.date < TODAY for one in days)
    assert len(desk.roster().members) == 8
    if days:
        assert any(state.status == "carried" for state in days[-1].timeline.states)
        assert days[-1].work_set
        assert Day("planned", desk.group_facts).work_due
    desk.close()


def test_the_desk_is_unlocked_for_the_facilitator_just_before_ten(tmp_path: Path) -> None:
    desk, _ = opened(practice_home(tmp_path / "practice", today=TODAY, block=1, day=1))
    assert desk.practice
    assert desk.unlocked
    assert desk.team.staff[desk.me].role == "facilitator"
    assert isinstance(desk.clock, PracticeClock)
    assert desk.now() < 1_795_514_400_000  # 10:00
    desk.close()


def test_a_copy_of_ones_own_group_has_its_men_and_new_keys(tmp_path: Path) -> None:
    first, _ = opened(practice_home(tmp_path / "own", today=TODAY, block=1, day=1))
    men = tuple(first.roster().members.values())
    first.close()
    copied = Copied("Our group", "upstairs", men[:6])
    made = practice_home(
        tmp_path / "copy", today=TODAY, block=1, day=2, copied=copied, passphrase="my own one"
    )
    assert made.passphrase == "my own one"
    desk, days = opened(made)
    assert desk.team.groups[desk.group].name == "Our group"
    assert len(days) == 1
    again = tuple(desk.roster().members.values())
    assert [man.initials for man in again] == [man.initials for man in men[:6]]
    assert not {man.key for man in again} & {man.key for man in men}
    desk.close()


@pytest.mark.parametrize(("block", "day"), [(9, 1), (2, 40)])
def test_a_day_that_the_bank_does_not_have_is_said(block: int, day: int, tmp_path: Path) -> None:
    with pytest.raises(NoSuchDay):
        practice_home(tmp_path / "practice", today=TODAY, block=block, day=day)
    assert not (tmp_path / "practice").exists()
