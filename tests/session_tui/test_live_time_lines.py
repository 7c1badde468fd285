"""What the live screen's panes say of time: windows, clashes, what is free, the chosen item."""

from __future__ import annotations

from models.entries.timeline import (
    ClockPaused,
    ItemDropped,
    ItemEnded,
    ItemStarted,
    MinutesChanged,
    PlanLaid,
    RunOn,
    SideTimerSet,
)
from session_tui.lines import Line, width
from session_tui.screens.live.chosen_item import ChosenItem
from session_tui.screens.live.day_pane import day_lines
from session_tui.screens.live.now_pane import Known, now_lines
from tests.models.made_days import PLAN, Hand, item, planned_day, wall

NARROW, WIDE = 29, 60


def plain(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ in one).rstrip() for one in lines]


def day_pane(hand: Hand, minute: float, cells: int = 40, chosen: str = "") -> list[str]:
    day, now = hand.day, wall(minute)
    return plain(day_lines(day, day.forecast(now), now, cells, 40, chosen))


def now_pane(
    hand: Hand, minute: float, cells: int = 40, chosen: str = "", usual: int = 0
) -> list[str]:
    day, now = hand.day, wall(minute)
    state = day.timeline.state(chosen)
    item_ = ChosenItem(state, usual) if state else None
    return plain(now_lines(day, day.forecast(now), now, cells, 40, Known(), item_))


def test_every_later_item_has_its_expected_start_and_the_end_when_it_should_be() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    pane = day_pane(hand, 625)
    assert "  10:25 Messages                   60" in pane
    assert "  12:40 Lunch (fixed 12:30)        30" in pane
    assert pane[-1] == "  15:40 end of the day (15:30)"
    assert all(width(((one, "normal"),)) <= NARROW for one in day_pane(hand, 625, NARROW))
    assert "  12:40 Lunch (12:30)   30" in day_pane(hand, 625, NARROW)
    assert day_pane(hand, 625, NARROW)[-1] == "  15:40 the end (15:30)"
    hand.say(RunOn(until=wall(945), reason="discussion"), 626)
    assert day_pane(hand, 626)[-1] == "  15:41 end of the day (agreed 15:45)"


def test_what_stays_free_before_a_fixed_start_and_before_the_end_has_a_line() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="work-1"), 640)
    for name in ("check-in", "messages", "break-1", "theme"):
        hand.say(ItemDropped(item=name, reason="time"), 640)
    pane = day_pane(hand, 640)
    assert pane[pane.index("  11:40 50 min free") + 1].startswith("  12:30 Lunch (fixed)")
    assert pane[-2:] == ["  14:45 45 min free", "  15:30 end of the day"]


def test_where_there_is_room_each_start_has_its_window() -> None:
    pane = day_pane(planned_day(), 600, WIDE)
    assert pane[0].split() == ["starts", "between", "min"]
    (messages,) = [one for one in pane if "Messages" in one]
    assert "10:10–10:20" in messages
    (lunch,) = [one for one in pane if "Lunch" in one]
    assert "12:30–13:20" in lunch
    assert not any("–" in one for one in day_pane(planned_day(), 600))


def test_the_chosen_item_says_its_minutes_its_start_and_its_window() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600)
    hand.say(MinutesChanged(item="theme", minutes=-5), 606)
    said = now_pane(hand, 606, 60, "theme", 52)
    assert "minutes  40 (30 to 60), planned 45, usually 52" in said
    assert "starts   14:30, as planned" in said
    (window,) = [one for one in said if one.startswith("between")]
    assert window == "between  13:50 and 16:00"
    lunch = now_pane(hand, 630, 60, "lunch")
    assert "starts   12:45, 15 min later than planned" in lunch
    assert "fixed    at 12:30: clashes, 15 min too late" in lunch


def test_a_chosen_item_that_ran_says_when_with_what_was_entered_late() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="check-in"), 600, written=610)
    hand.say(ItemEnded(item="check-in", cut=True, reason="incident"), 612)
    said = now_pane(hand, 613, 60, "check-in")
    assert "ran      10:00 to 10:12, entered late (incident)" in said
    hand.say(ItemDropped(item="theme", reason="short of time"), 613)
    assert "is       skipped: short of time" in now_pane(hand, 613, 60, "theme")


def test_past_an_hour_the_minutes_planned_are_whole_on_a_narrow_screen() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="messages"), 600)
    said = now_pane(hand, 670, 27)
    assert "of 60 min" in said
    assert "••• over by 10 min" in said
    assert all(width(((one, "normal"),)) <= 27 for one in said)


def test_near_the_end_a_sign_and_words_say_so() -> None:
    hand = planned_day()
    hand.say(ItemStarted(item="messages"), 600)
    assert "30 min left" in now_pane(hand, 630)
    assert "• 12 min left, soon over" in now_pane(hand, 648)
    assert "•• 2 min left, nearly over" in now_pane(hand, 658)
    assert "••• over by 60 s" in now_pane(hand, 661)


def test_a_break_says_what_comes_then_and_a_timer_shows_wherever_one_is() -> None:
    hand = planned_day()
    hand.say(SideTimerSet(seconds=180, rounds=2), 598)
    assert "timer 1 of 2   1:00" in now_pane(hand, 600)
    hand.say(ItemStarted(item="break-1"), 600)
    assert any(one.startswith("Then Work-1") or "Work-1" in one for one in now_pane(hand, 601))
    assert "timer 2 of 2   3:00" in now_pane(hand, 601)
    hand.say(ClockPaused(reason="incident"), 602)
    assert "timer 2 of 2   1:30" in now_pane(hand, 602.5)
    assert "timer: time is up" in now_pane(hand, 604.5)


def test_a_day_shorter_than_its_plan_has_time_to_spare() -> None:
    hand = planned_day(plan=PlanLaid(items=PLAN.items[:3], start=600, end=930))
    hand.say(ItemStarted(item="check-in"), 600)
    assert any("day ends 15:30   240 min to spare" in one for one in now_pane(hand, 600, 60))
    assert day_pane(hand, 600)[-2:] == ["  11:30 240 min free", "  15:30 end of the day"]
    more = planned_day(plan=PlanLaid(items=(item("only", 600, 330),), start=600, end=930))
    assert day_pane(more, 600)[-1] == "  15:30 end of the day"
