"""Items started out of turn, swapped, and begun or ended at another moment."""

from __future__ import annotations

import pytest

from models.acts import Act, Refused
from models.acts.arranging import split_over_break, start_chosen
from models.acts.backdating import move_end, move_start
from models.acts.ordering import swap_items
from models.acts.running import break_now, minutes_until, set_minutes
from models.day.day import Day
from models.entries.timeline import ItemEnded, ItemStarted
from tests.models.made_days import ITEMS, Hand, planned_day, wall


def running() -> Hand:
    """Check-in ran from ten to a quarter past; the messages run."""
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(ItemEnded(item="check-in"), 615)
    hand.say(ItemStarted(item="messages"), 615)
    return hand


def after(hand: Hand, act: Act) -> Day:
    """The day once this act is written."""
    written = {entry.id: entry for entry in hand.entries}
    for new in act.entries:
        assert new.about is not None
        minute = (new.about - wall(0)) / 60_000
        late = max(minute, 640)
        hand.say(
            new.what, minute, written=late, supersedes=[written[one] for one in new.supersedes]
        )
    return hand.day


def to_come(day: Day) -> list[str]:
    """Ids of what is still to come, in order."""
    return [state.item.id for state in day.timeline.to_come]


def test_a_later_item_is_started_and_what_it_jumps_past_follows() -> None:
    hand = running()
    act = start_chosen(hand.day, "work-1", wall(640))
    day = after(hand, act)
    assert act.says == "Work-1 started 10:40, before Break-1"
    assert day.timeline.running is not None
    assert day.timeline.running.item.id == "work-1"
    assert to_come(day) == ["break-1", *ITEMS[4:]]
    assert not day.timeline.odd


def test_an_item_that_ran_is_gone_back_to_and_the_rest_stays() -> None:
    hand = running()
    act = start_chosen(hand.day, "check-in", wall(640))
    day = after(hand, act)
    assert act.says == "back to Check-In 10:40"
    state = day.timeline.state("check-in")
    assert state is not None
    assert state.running
    assert len(state.runs) == 2
    assert to_come(day) == list(ITEMS[2:])


def test_the_next_one_is_simply_started() -> None:
    hand = running()
    assert start_chosen(hand.day, "break-1", wall(640)).says == "Break-1 started 10:40"
    with pytest.raises(Refused, match="running already"):
        start_chosen(hand.day, "messages", wall(640))


def test_swapped_items_take_each_others_place() -> None:
    hand = running()
    day = after(hand, swap_items(hand.day, "break-1", wall(640)))
    assert to_come(day)[:3] == ["work-1", "break-1", "lunch"]
    with pytest.raises(Refused, match="Lunch has a fixed start"):
        swap_items(day, "break-1", wall(640))
    with pytest.raises(Refused, match="Nothing comes after"):
        swap_items(day, "check-out", wall(640))


def test_an_end_set_earlier_leaves_the_next_start_alone() -> None:
    hand = running()
    day = after(hand, move_end(hand.day, "check-in", wall(610)))
    state = day.timeline.state("check-in")
    assert state is not None
    assert state.runs[-1].ended == wall(610)
    running_now = day.timeline.running
    assert running_now is not None
    assert running_now.runs[-1].started == wall(615)


def test_what_runs_ends_at_the_moment_given() -> None:
    hand = running()
    day = after(hand, move_end(hand.day, "messages", wall(630)))
    state = day.timeline.state("messages")
    assert day.timeline.running is None
    assert state is not None
    assert state.runs[-1].ended == wall(630)


def test_ends_and_starts_that_can_not_be_are_refused() -> None:
    day = running().day
    with pytest.raises(Refused, match="began at 10:00"):
        move_end(day, "check-in", wall(600))
    with pytest.raises(Refused, match="Messages started at 10:15"):
        move_end(day, "check-in", wall(620))
    with pytest.raises(Refused, match="hasn't been started"):
        move_end(day, "lunch", wall(620))
    with pytest.raises(Refused, match="ended at 10:15"):
        move_start(day, "check-in", wall(616))


def test_minutes_are_set_whatever_was_given_before() -> None:
    hand = running()
    day = after(hand, set_minutes(hand.day, "messages", 45, wall(640)))
    state = day.timeline.state("messages")
    assert state is not None
    assert state.minutes == 45
    with pytest.raises(Refused, match="has 45 min already"):
        set_minutes(day, "messages", 45, wall(640))


def test_until_counts_from_its_start_or_from_when_it_will_start() -> None:
    day = running().day
    assert minutes_until(day, "messages", wall(700), wall(640)) == 85
    assert minutes_until(day, "break-1", wall(695), wall(640)) == 20
    with pytest.raises(Refused, match="10:30 is past"):
        minutes_until(day, "messages", wall(630), wall(640))


def test_a_break_before_its_turn_leaves_nothing_to_the_end_of_the_day() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    day = after(hand, break_now(hand.day, wall(640)))
    assert to_come(day) == ["messages", *ITEMS[3:]]


def test_what_runs_is_split_over_the_break_with_what_is_left_of_it() -> None:
    hand = running()
    act = split_over_break(hand.day, wall(640), 15)
    day = after(hand, act)
    assert act.says == "Messages goes on after the break, 35 min left"
    first, second = day.timeline.state("messages"), day.timeline.following
    assert first is not None
    assert second is not None
    assert (first.status, first.minutes) == ("done", 25)
    assert (second.minutes, second.item.part, second.item.exercise) == (35, 2, "messages")
    assert to_come(day)[1:] == list(ITEMS[3:])
    with pytest.raises(Refused, match="No exercise is running"):
        split_over_break(day, wall(641), 15)
