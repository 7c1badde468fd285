"""A day that ran on paper: rows written in any order, written again, taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Act, Refused
from models.acts.afterwards import (
    Came,
    Ran,
    day_ended,
    item_ran,
    man_came,
    said_of,
    said_of_man,
)
from models.acts.undoing import to_undo
from models.entries.closing import ActWithdrawn
from models.local_time import MINUTE_MS
from tests.models.made_days import ITEMS, Hand, planned_day, wall

AFTER = 1000
NOW = wall(AFTER)


def paper() -> Hand:
    return planned_day(begin=AFTER)


def write(hand: Hand, act: Act) -> None:
    known = {entry.id: entry for entry in hand.entries}
    name = f"row-{len(hand.entries)}"
    for entry in act.entries:
        assert entry.about is not None
        hand.say(
            entry.what,
            (entry.about - wall(0)) / MINUTE_MS,
            written=AFTER,
            supersedes=[known[one] for one in entry.supersedes],
            act=name,
        )


def ran(hand: Hand, item: str, row: Ran) -> None:
    write(hand, item_ran(hand.day, item, row, NOW))


def row(began: float | None, ended: float | None = None, became: str = "", why: str = "") -> Ran:
    return Ran(
        None if began is None else wall(began),
        None if ended is None else wall(ended),
        became,  # type: ignore[arg-type]  # the tests give its words
        why,
    )


@st.composite
def papers(draw: st.DrawFn) -> list[tuple[str, Ran]]:
    """A register: items one after the other, some cut, dropped, or without a gap between."""
    rows, at = [], 600
    for item in ITEMS:
        kind = draw(st.sampled_from(["ran", "ran", "cut", "carried on", "skipped", "carried"]))
        if kind in ("skipped", "carried"):
            rows.append((item, row(None, None, kind, "short of time")))
            continue
        at += draw(st.sampled_from([0, 0, 5]))
        ends = at + draw(st.integers(1, 20))
        became = {"cut": "cut", "carried on": "carried"}.get(kind, "")
        rows.append((item, row(at, ends, became, "late start" if became else "")))
        at = ends
    return rows


@given(papers(), st.randoms(use_true_random=False))
def test_in_whatever_order_rows_are_written_the_day_is_the_papers(
    rows: list[tuple[str, Ran]], chance: object
) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    hand = paper()
    for item, one in shuffled:
        ran(hand, item, one)
    assert [said_of(hand.day, item) for item, _ in rows] == [one for _, one in rows]
    assert hand.day.timeline.odd == ()


@given(papers(), st.data())
def test_a_row_written_again_takes_the_place_of_what_it_said(
    rows: list[tuple[str, Ran]], data: st.DataObject
) -> None:
    hand = paper()
    for item, one in rows:
        ran(hand, item, one)
    ends = [one.ended for _, one in rows if one.ended]
    if ends:
        write(hand, day_ended(hand.day, max(ends), NOW))
    item, old = data.draw(st.sampled_from(rows))
    dropped = row(None, None, "skipped", "staffing")
    shorter = row(None, None, "carried", "staffing")
    if old.started is not None and old.ended is not None:
        shorter = Ran(old.started, old.ended, "cut", "incident")
    new = data.draw(st.sampled_from([dropped, shorter]))
    ran(hand, item, new)
    wished = [(one, new if one == item else said) for one, said in rows]
    assert [said_of(hand.day, one) for one, _ in wished] == [said for _, said in wished]
    assert hand.day.timeline.odd == ()
    if ends:
        assert hand.day.timeline.ended == max(ends)


@given(papers())
def test_each_row_is_one_act_to_undo(rows: list[tuple[str, Ran]]) -> None:
    hand = paper()
    days = []
    for item, one in rows:
        days.append(hand.day.timeline)
        ran(hand, item, one)
    for before in reversed(days):
        hand.say(ActWithdrawn(act=to_undo(hand.day, "anna").act))
        assert hand.day.timeline == before


def test_without_an_end_an_item_ran_until_the_next_began() -> None:
    hand = paper()
    ran(hand, "check-in", row(600))
    ran(hand, "break-1", row(640, 650))
    ran(hand, "messages", row(620))
    states = {state.item.id: state.runs[0] for state in hand.day.timeline.states if state.runs}
    assert (states["check-in"].ended, states["messages"].ended) == (wall(620), wall(640))


def test_what_ran_over_may_say_why() -> None:
    hand = paper()
    ran(hand, "check-in", row(600, 630, "", "discussion"))
    state = hand.day.timeline.states[0]
    assert (state.status, state.overrun_reason) == ("done", "discussion")
    ran(hand, "check-in", row(600, 610, "cut", "incident"))
    state = hand.day.timeline.states[0]
    assert (state.status, state.reason, state.overrun_reason) == ("cut", "incident", "")


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (row(None), "When did it begin"),
        (row(None, None, "skipped"), "Why?"),
        (row(None, 620, "skipped", "x"), "no times"),
        (row(600, None, "cut", "x"), "When did it end"),
        (row(600, 610, "skipped", "x"), "wasn't skipped"),
        (row(620, 610), "ended before it began"),
        (row(600, 615, "", "x"), "A reason is for"),
        (row(600, AFTER + 5), "still to come"),
        (row(640, 660), "Messages ran 10:30–10:50"),
        (row(620, 640), "Messages ran 10:30–10:50"),
        (row(630, 640), "Messages ran 10:30–10:50"),
        (row(720, 735), "The day ended at 12:10"),
    ],
)
def test_what_cant_have_been_is_refused(one: Ran, why: str) -> None:
    hand = paper()
    ran(hand, "messages", row(630, 650))
    write(hand, day_ended(hand.day, wall(730), NOW))
    with pytest.raises(Refused, match=why):
        item_ran(hand.day, "check-in", one, NOW)


def test_the_day_cant_end_before_its_items_or_after_now() -> None:
    hand = paper()
    ran(hand, "check-in", row(600, 620))
    for at in (wall(610), wall(600), NOW + MINUTE_MS):
        with pytest.raises(Refused):
            day_ended(hand.day, at, NOW)
    write(hand, day_ended(hand.day, wall(620), NOW))
    write(hand, day_ended(hand.day, wall(640), NOW))
    assert hand.day.timeline.ended == wall(640)


MEN_ROWS: Sequence[Came] = (
    Came(wall(600)),
    Came(wall(612), why="travel"),
    Came(wall(600), wall(840), "", "court"),
    Came(wall(600), wall(840), "sent home", "shouted"),
    Came(became="absent", why="says ill"),
    Came(became="not admitted", why="drunk"),
)


@given(st.lists(st.sampled_from(MEN_ROWS), min_size=1, max_size=4))
def test_a_mans_row_stands_as_it_was_written_last(rows: list[Came]) -> None:
    hand = paper()
    left = False
    for one in rows:
        # Who left once may leave at another time, but has left.
        left_now = one.left is not None
        if left and not left_now and one.came is not None:
            with pytest.raises(Refused, match="ctrl"):
                man_came(hand.day, "m1", one, NOW)
            continue
        write(hand, man_came(hand.day, "m1", one, NOW))
        assert said_of_man(hand.day, "m1") == one
        left = left or left_now


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Came(), "When did he come"),
        (Came(wall(600), None, "sent home", "x"), "When was he sent home"),
        (Came(wall(600), wall(590)), "can't have left before"),
        (Came(wall(600), None, "absent", "x"), "has no times"),
        (Came(NOW + 1), "still to come"),
    ],
)
def test_a_mans_row_that_cant_be_is_refused(one: Came, why: str) -> None:
    with pytest.raises(Refused, match=why):
        man_came(paper().day, "m1", one, NOW)


def test_the_reason_of_coming_late_stays_when_he_left_early() -> None:
    hand = paper()
    write(hand, man_came(hand.day, "m1", Came(wall(612), why="travel"), NOW))
    write(hand, man_came(hand.day, "m1", Came(wall(612), wall(840), "", "court"), NOW))
    man = hand.day.attendance.men["m1"]
    assert (man.reason, getattr(man.moves[-1].what, "why", "")) == ("travel", "court")
