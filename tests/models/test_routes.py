"""Routes by risk level: what is asked, done and left, and when it could end."""

from __future__ import annotations

from datetime import date

import pytest

from exercise_bank.bank import load_bank
from exercise_bank.component import Component
from models.entries.membership import CreditAllowed
from models.group.routes import BlockHeld, Route, earliest_end, route_of
from tests.models.made_days import man

SERVICE = load_bank(block=2).service
BETTER, ALONE = Component.BETTER_LIVES.number, Component.INDIVIDUAL.number
SUPPORT = Component.LONG_TERM.number


def way(level: str, *held: BlockHeld, block: int = 1, **credit: object) -> Route:
    allowed = None
    if credit:
        given = {"member": "m1", "allowed_by": "L. Quill", "why": "prison programme", **credit}
        allowed = CreditAllowed.model_validate(given)
    return route_of(man(1, risk_level=level, block=block), SERVICE, held, allowed, 8)


def block(number: int, days: int = 8, **more: object) -> BlockHeld:
    told = {"block": number, "run": f"r{number}", "days_planned": 8, "delivered": days * 270}
    return BlockHeld(**{"days": days, "attended": days * 260, **told, **more})  # type: ignore[arg-type]  # mixed values by name


@pytest.mark.parametrize(
    ("level", "fewest", "most", "sessions"),
    [
        ("low", 36, 36, 12),
        ("medium", 180, 198, 44),
        ("high", 180, 198, 44),
        ("very high", 180, 198, 44),
        ("", 180, 198, 44),
    ],
)
def test_hours_by_level(level: str, fewest: int, most: int, sessions: int) -> None:
    route = way(level)
    assert (route.fewest / 60, route.most / 60, route.sessions_left) == (fewest, most, sessions)


def test_low_goes_from_individual_work_straight_into_better_lives() -> None:
    assert [stage.name for stage in way("low").stages] == ["Individual work", "Better Lives"]


def test_the_group_rolls_so_the_blocks_go_round_from_where_he_joined() -> None:
    assert [stage.block for stage in way("high", block=3).stages] == [ALONE, 3, 4, 1, 2, BETTER]


def test_what_is_done_and_what_remains() -> None:
    route = way("medium", block(1), block(2, 3))
    assert [stage.state for stage in route.stages] == [
        "to come",
        "done",
        "under way",
        "to come",
        "to come",
        "to come",
    ]
    assert [stage.block for stage in route.remaining] == [ALONE, 2, 3, 4, BETTER]
    assert route.sessions_left == 5 + 8 + 8 + 12
    assert (route.delivered, route.attended) == (11 * 270, 11 * 260)


def test_a_block_to_be_started_again_counts_whole_and_its_hours_stay() -> None:
    route = way("medium", block(1, 5, repeats=True))
    first = route.stages[1]
    assert (first.state, first.sessions_left, first.delivered) == ("to come", 8, 5 * 270)


def test_credit_for_a_block() -> None:
    route = way("high", blocks=(1,))
    assert route.stages[1].state == "credited"
    assert (route.fewest / 60, route.most / 60) == (144, 157.5)
    assert route.sessions_left == 36


def test_credit_in_hours_takes_off_the_blocks_that_come_last_and_the_rest_off_the_hours() -> None:
    route = way("high", core_minutes=40 * 60)
    assert [stage.state for stage in route.stages][1:5] == ["to come"] * 3 + ["credited"]
    assert (route.fewest / 60, route.credited / 60) == (140, 4)


def test_the_earliest_end_counts_the_groups_days_and_passes_over_closed_ones() -> None:
    route = way("low")
    closed = {date(2026, 12, 29): "closed"}
    assert earliest_end(route, date(2026, 11, 24), (1,), {}) == date(2027, 2, 16)
    assert earliest_end(route, date(2026, 11, 24), (1,), closed) == date(2027, 2, 23)
    assert earliest_end(route, date(2026, 11, 24), (1, 3), {}) == date(2027, 1, 5)
    assert earliest_end(route, date(2026, 11, 24), (), {}) is None


def test_nothing_left_has_no_end_to_come() -> None:
    done = BlockHeld(BETTER, "bl", 12, 12, 12 * 180, 12 * 180)
    assert earliest_end(way("low", done), date(2026, 11, 24), (1,), {}) is None


@pytest.mark.parametrize("level", ["low", "high"])
def test_each_component_counts_what_was_delivered_in_it(level: str) -> None:
    better = BlockHeld(BETTER, "bl", 5, 12, 5 * 180, 4 * 180)
    alone = BlockHeld(ALONE, "one", 3, 6, 180, 170)
    support = BlockHeld(SUPPORT, "lt", 12, 12, 12 * 120, 11 * 120)
    route = way(level, block(1), alone, better, support)
    by_block = {stage.block: stage for stage in route.stages}
    assert (by_block[BETTER].state, by_block[BETTER].attended) == ("under way", 4 * 180)
    assert (by_block[ALONE].state, by_block[ALONE].delivered) == ("under way", 180)
    assert (by_block[SUPPORT].state, by_block[SUPPORT].sessions_left) == ("under way", 0)
    core = 8 * 270 if level == "high" else 0
    # Against the hours asked stand the core's and Better Lives' alone.
    assert route.delivered == core + 5 * 180
    assert route.sessions_left == (3 * 8 if level == "high" else 0) + 7


def test_nobody_is_asked_to_come_to_long_term_support() -> None:
    assert SUPPORT not in [stage.block for stage in way("high").stages]
