"""What must give: each way ends the day in time, nothing protected is touched, none is missed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts import Act
from models.acts.giving import apply_and_run_on, apply_way
from models.day.day import Day
from models.day.must_give import MOST_WAYS, MustGive, must_give
from models.day.timeline import ItemState
from models.day.way import CARRY, DROP, SHORTEN, Way
from models.entries.entry import Entry
from models.entries.timeline import DayEnded, Item, ItemStarted, PlanLaid
from models.local_time import MINUTE_MS
from tests.models.made_days import Hand, item, opened, wall

PROTECTED = 10
SETS = ("thematic", "assessment", "introductory", "personal", "break", "process")


@st.composite
def small_days(draw: st.DrawFn) -> tuple[Day, int]:
    """A day of at most seven items with the closing last, running late, and the moment."""
    start, items = 600, []
    for place in range(draw(st.integers(1, 6))):
        minutes = draw(st.sampled_from((15, 20, 30, 45)))
        set_ = draw(st.sampled_from(SETS))
        optional = set_ == "thematic" and draw(st.booleans())
        items.append(item(f"i{place}", start, minutes, set_, optional=optional))
        start += minutes
        if draw(st.booleans()) and set_ != "break" and place == 2:
            start += draw(st.sampled_from((0, 10)))
            items.append(item("lunch", start, 30, "lunch", fixed=True))
            start += 30
    items.append(item("closing", start, 15, "process"))
    late = draw(st.integers(0, 90))
    return laid(items, late, begun=draw(st.booleans()))


def laid(items: list[Item], late: int, *, begun: bool = True) -> tuple[Day, int]:
    """A day of these items whose first one starts (or would start) `late` minutes late."""
    hand = Hand()
    hand.say(opened())
    hand.say(PlanLaid(items=tuple(items), start=600, end=items[-1].end))
    now = wall(600 + late)
    if begun:
        hand.say(ItemStarted(item=items[0].id), 600 + late)
    return hand.day, now


Picked = list[tuple[int, int]]
"""What is done to each item (-1: nothing), and the minutes it then takes."""


class Brute:
    """Everything that could be done to a small day, tried."""

    def __init__(self, day: Day, now: int) -> None:
        self.day, self.now = day, now
        states = day.timeline.states
        self.states = [state for state in states if state.status in ("pending", "running")]
        self.closing = [state for state in states if state.item.set.is_work][-1].item.id
        self.options = [self._options(state) for state in self.states]
        self.untouched = [choices[0] for choices in self.options]
        self.best = min(self.end(picked) for picked in product(*self.options))
        self.target = self.best  # as little late as may be: the planned end where it can be kept

    def _options(self, state: ItemState) -> Picked:
        choices = [(-1, state.minutes)]
        set_, work = state.item.set.value, state.item.set.is_work
        touchable = state.item.id != self.closing and set_ not in ("lunch", "personal")
        least = state.item.minimum if work else PROTECTED
        if touchable and state.minutes > least:
            choices.append((SHORTEN, least))
        if touchable and work and set_ != "process" and state.status == "pending":
            choices.append((DROP if state.item.optional else CARRY, 0))
        return choices

    def end(self, picked: Sequence[tuple[int, int]]) -> int:
        begun = self.day.timeline.started is not None
        cursor = self.now if begun else max(self.now, self.day.planned_start)
        for state, (hard, minutes) in zip(self.states, picked, strict=True):
            if hard in (DROP, CARRY):
                continue
            if state.item.fixed:
                cursor = max(cursor, self.day.wall(state.item.start))
            cursor += minutes * MINUTE_MS
        return max(cursor, self.day.planned_end)

    def spared(self, picked: Picked) -> Picked:
        """Minute by minute, the earliest shortened item gets back what isn't needed."""
        for place, (hard, _) in enumerate(picked):
            while hard == SHORTEN:
                longer = (SHORTEN, picked[place][1] + 1)
                if self.end([*picked[:place], longer, *picked[place + 1 :]]) > self.target:
                    break
                picked[place] = longer
        return picked

    def rank(self, picked: Picked) -> tuple[object, ...]:
        order = [state.item.id for state in self.day.timeline.states]
        done = [(s, hard, m) for s, (hard, m) in zip(self.states, picked, strict=True) if hard >= 0]
        return (
            max(hard for _, hard, _ in done),
            len(done),
            sum(s.minutes - m for s, _, m in done if s.item.set.is_work),
            tuple(-order.index(s.item.id) for s, _, _ in done),
        )

    def ranks(self) -> list[tuple[object, ...]]:
        """The rank of each way from which nothing could be left out, best first."""
        fitting = {p for p in product(*self.options) if self.end(p) <= self.target}
        if tuple(self.untouched) in fitting:
            return []
        minimal = [
            list(picked)
            for picked in fitting
            if not any(
                choice[0] >= 0
                and (*picked[:place], self.untouched[place], *picked[place + 1 :]) in fitting
                for place, choice in enumerate(picked)
            )
        ]
        return sorted(self.rank(self.spared(picked)) for picked in minimal)


@given(small_days())
@settings(max_examples=150)
def test_the_ways_are_the_best_of_all_there_are_in_their_order(pair: tuple[Day, int]) -> None:
    day, now = pair
    found = must_give(day, now, PROTECTED)
    brute = Brute(day, now)
    shown = (found.least,) if found.least else found.ways
    assert [way.rank for way in shown] == brute.ranks()[: 1 if found.least else MOST_WAYS]
    assert found.run_on == day.forecast(now).end
    if found.run_on > day.planned_end:
        assert found.short_ms == brute.best - day.planned_end
        assert bool(found.ways) == (not found.short_ms)
        assert bool(found.least) == (day.planned_end < brute.best < found.run_on)


def offered(day: Day, now: int) -> list[Way]:
    """Every way with changes that is offered."""
    found = must_give(day, now, PROTECTED)
    return [*found.ways, *([found.least] if found.least else [])]


@given(small_days())
@settings(max_examples=100)
def test_no_way_touches_what_is_protected(pair: tuple[Day, int]) -> None:
    day, now = pair
    for way in offered(day, now):
        for change in way.changes:
            state = day.timeline.state(change.item)
            assert state
            assert state.item.set.value not in ("lunch", "personal")
            assert state is not day.timeline.states[-1]
            assert 0 < change.minutes <= state.minutes
            if not state.item.set.is_work:
                assert state.minutes - change.minutes >= PROTECTED
            if state.item.set.value == "process":
                assert change.hard == SHORTEN


@given(small_days())
@settings(max_examples=60)
def test_no_two_ways_read_the_same(pair: tuple[Day, int]) -> None:
    day, now = pair
    said = [
        tuple(change.says for change in way.changes) for way in must_give(day, now, PROTECTED).ways
    ]
    assert len(said) == len(set(said))


def test_two_breaks_are_told_apart_by_when_they_come() -> None:
    items = [
        item("theme", 600, 60, "personal"),
        item("break-1", 660, 15, "break"),
        item("work", 675, 60, "personal"),
        item("break-2", 735, 15, "break"),
        item("closing", 750, 15, "process"),
    ]
    items = [one.model_copy(update={"title": one.title.partition("-")[0]}) for one in items]
    day, now = laid(items, 4)
    said = [way.changes[0].says for way in must_give(day, now).ways]
    assert said == ["Break at 12:19 4 min shorter", "Break at 11:04 4 min shorter"]


def test_a_way_takes_no_more_than_it_must() -> None:
    day, now = laid([item("theme", 600, 60), item("closing", 660, 15, "process")], 7)
    (way, *_) = must_give(day, now).ways
    assert [change.minutes for change in way.changes] == [7]
    assert way.end == day.planned_end


def test_a_day_that_ended_has_nothing_to_give() -> None:
    hand = Hand()
    hand.say(opened())
    items = (item("theme", 600, 60), item("closing", 660, 15, "process"))
    hand.say(PlanLaid(items=items, start=600, end=675))
    hand.say(ItemStarted(item="theme"), 600)
    hand.say(DayEnded(), 700)
    assert must_give(hand.day, wall(720)) == MustGive((), wall(700), 0)


def after(day: Day, now: int, act: Act) -> Day:
    """The day once an act was said."""
    said = [
        Entry(
            id=f"w{place}",
            act="way",
            about=now,
            written=now,
            clock=(now + 1, place),
            by="anna",
            supersedes=(),
            what=new.what,
        )
        for place, new in enumerate(act.entries)
    ]
    return day.plus(said)


@given(small_days())
@settings(max_examples=100)
def test_each_way_applied_ends_the_day_in_time(pair: tuple[Day, int]) -> None:
    day, now = pair
    found = must_give(day, now, PROTECTED)
    for way in found.ways:
        assert after(day, now, apply_way(day, way, now)).forecast(now).end == way.end
        assert way.end <= day.planned_end
    if least := found.least:
        agreed = after(day, now, apply_and_run_on(day, least, "discussion", (), now))
        assert agreed.forecast(now).end == least.end == day.planned_end + found.short_ms
        assert agreed.run_on is not None
        assert agreed.run_on.until == least.end
        assert must_give(agreed, now, PROTECTED).short_ms == found.short_ms


def test_a_day_on_time_has_nothing_to_give() -> None:
    day, now = laid([item("theme", 600, 60), item("closing", 660, 15, "process")], 0)
    assert must_give(day, now).ways == ()


def test_where_nothing_may_give_it_says_by_how_much() -> None:
    items = [item("work", 600, 60, "personal"), item("closing", 660, 15, "process")]
    day, now = laid(items, 12)
    found = must_give(day, now)
    assert found.ways == ()
    assert found.short_ms == 12 * MINUTE_MS
    assert found.run_on == wall(687)


def test_what_is_saved_before_a_fixed_lunch_is_not_counted_twice() -> None:
    items = [
        item("theme", 600, 60),
        item("lunch", 660, 30, "lunch", fixed=True),
        item("late", 690, 60, optional=True),
        item("closing", 750, 15, "process"),
    ]
    day, now = laid(items, 5)
    best = must_give(day, now).ways[0]
    assert [(change.item, change.hard) for change in best.changes] in (
        [("theme", SHORTEN)],
        [("late", SHORTEN)],
    )
    assert best.end <= day.planned_end
