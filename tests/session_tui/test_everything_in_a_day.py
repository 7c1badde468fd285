"""A day with everything in it that the whole day by keys hasn't: played by keys, read as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from exports.json import to_json
from models.acts import attending
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.rating import Ratings
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.day_by_keys import Keyboard
from tests.session_tui.hands import DATE, HandClock
from tests.session_tui.live_screen import begun, friday_group, live
from tests.session_tui.two_laptops import second_terminal
from tests.session_tui.writing_day import day_of, man_on

Data = dict[str, Any]
WORK, BREAK = 1, 2


def at(time: str) -> str:
    return f"{DATE}T{time}:00.000+00:00"


async def named(hands: Keyboard, name: str, time: str = "") -> None:
    """An action of the palette, by its name."""
    await hands.keys("ctrl+p", at=time)
    await hands.text(name, "enter")


async def recording(hands: Keyboard, key: str, words: str, time: str) -> None:
    await named(hands, "recording", time)
    await hands.keys(key)
    await hands.text(words, "enter")


async def people(hands: Keyboard) -> None:
    """Who walks in from another of our groups; who steps out with staff, and is back."""
    await hands.keys("a", "w", at="10:20")
    await hands.text("QX", "enter")
    await hands.keys("1")
    await hands.text("missed his own day", "enter")
    await hands.keys("y", "escape")
    await hands.keys("a", "7", "o", "n", "tab", at="10:25")
    await hands.text("AQ", "enter", "escape")
    await hands.keys("a", "7", "b", "escape", at="10:31")


async def words(hands: Keyboard) -> None:
    """The recording with a gap, notes in it and after; a timer; a state that lasts; ratings."""
    await recording(hands, "s", "disc 7", "10:16")
    await recording(hands, "f", "disk full", "10:32")
    await hands.note("3+sr went back to the moment before", at="10:34")
    await recording(hands, "s", "disc 8", "10:36")
    await hands.note("6@-3 looked up when asked", at="10:40")
    await hands.keys("ctrl+t", "3", at="10:45")
    await hands.keys("o")
    await hands.on(ObserveScreen)
    await hands.keys("ctrl+t", "3", "q", at="10:50")
    await hands.keys("ctrl+t", "3", "q", at="10:54")
    await named(hands, "rate understanding", "10:55")
    await hands.on(Ratings)
    await hands.keys("3", "2", "escape", "escape")
    await hands.on(LiveScreen)


async def time(hands: Keyboard) -> None:
    """One item is carried over; the break's start was forgotten; the day ends."""
    await hands.keys("down", "down", "c", "s", "escape", at="11:00")
    await hands.keys("space", at="11:16")
    await hands.keys("t")
    await hands.text("@11:13", "enter")
    await hands.keys("f", "y", at="11:30")
    await hands.on(CloseScreen)


@pytest.fixture
async def day(desk: Desk, hand_clock: HandClock) -> Data:
    """The day as it is exported."""
    desk.bank = replace(desk.bank, service=replace(desk.bank.service, ratings=True))
    friday_group(desk)
    begun(desk, hand_clock)
    with second_terminal(desk, hand_clock) as other:
        four = man_on(desk, 4)
        desk.say(attending.mark(day_of(desk), four, "in", hand_clock.at))
        other.say(attending.mark(day_of(other), four, "not admitted", hand_clock.at))
    async with live(desk, hand_clock) as hands:
        await people(hands)
        await words(hands)
        await time(hands)
    return dict(json.loads(to_json(desk.source(day_of(desk)))))


async def test_a_day_with_everything_in_it_is_exported_whole(day: Data, desk: Desk) -> None:
    men = {one["seat"]: one for one in day["members"]}
    (friday,) = [one for one in desk.team.groups if one != desk.group]
    assert men[9]["id"] in str(desk.facts_of(friday).all_of("member"))
    check_men(day, men)
    check_words(day, men)
    check_time(day)
    # The timer ran beside the day: no item's minutes know of it.
    timer = day_of(desk).side_timer
    assert timer is not None
    assert timer.until - timer.since == 3 * 60_000


def check_men(day: Data, men: dict[int, Data]) -> None:
    """Who walked in, who stepped out, what two said differently."""
    guest = men[9]["attendance"]
    assert guest["walk_in"] == {"from_group": "Core Group Friday", "sent_away": False}
    assert guest["inside"] == [{"from": at("10:20"), "until": at("11:30")}]
    assert men[9]["minutes"] == 53  # of the work until 11:13
    out, back = men[7]["attendance"]["moves"]
    assert (out["at"], out["why"], back["at"]) == (at("10:25"), "needs a moment", at("10:31"))
    assert men[7]["minutes"] == 15 + 58 - 6
    (differs,) = day["unsettled"]
    assert "not admitted" in differs
    assert [seat for seat, one in men.items() if one["attendance"]["unsettled"]] == [4]


def check_words(day: Data, men: dict[int, Data]) -> None:
    """A state, a rating, the recording's gap, and notes in it and after."""
    notes = {one["text"]: one for one in day["notes"]}
    (state,) = day["states"]
    assert (state["state"], state["member"]) == ("silent", men[3]["id"])
    assert (state["since"], state["until"]) == (at("10:50"), at("10:54"))
    (rated,) = day["understanding"]
    assert (rated["member"], rated["rating"]) == (men[3]["id"], 2)
    assert rated["item"] == day["items"][WORK]["id"]
    first, second = day["recordings"]["intervals"]
    assert (first["reference"], first["ended_why"]) == ("disc 7", "disk full")
    assert (second["from"], second["until"]) == (at("10:36"), at("11:30"))
    assert {"from": at("10:32"), "until": at("10:36")} in day["recordings"]["gaps"]
    assert notes["went back to the moment before"]["recording"] is None
    late = notes["looked up when asked"]
    assert (late["at"], late["written"], late["late"]) == (at("10:37"), at("10:40"), True)
    assert late["recording"] == {"reference": "disc 8", "offset_ms": 60_000}


def check_time(day: Data) -> None:
    """A start said late, an item carried over; minutes that nobody changed."""
    items = day["items"]
    (run,) = items[BREAK]["runs"]
    assert (run["from"], run["written"], run["late"]) == (at("11:13"), at("11:16"), True)
    assert items[WORK]["runs"][0]["until"] == at("11:13")
    assert [one["reason"] for one in items if one["status"] == "carried"] == ["short of time"]
    assert [one["minutes_changed"] for one in items] == [0] * len(items)
