"""What must give: each way ends the day in time, nothing protected is touched, none is missed."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.acts.giving import apply_way
from models.day import Day
from models.entries.entry import Entry
from models.entries.timeline import Item, ItemStarted, PlanLaid
from models.local_time import MINUTE_MS
from models.must_give import CARRY, DROP, SHORTEN, MustGive, must_give
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


def brute(day: Day, now: int) -> tuple[int, set[frozenset[tuple[str, int]]]]:
    """How late at best, and every minimal way, by trying all there is, minute by minute."""
    line = day.timeline
    options: list[list[int | None]] = []
    states = [state for state in line.states if state.status in ("pending", "running")]
    work = [state for state in line.states if state.item.set.is_work]
    for state in states:
        choices: list[int | None] = [None]
        set_ = state.item.set.value
        touchable = state.item.id != work[-1].item.id and set_ not in ("lunch", "personal")
        least = state.item.minimum if state.item.set.is_work else PROTECTED
        if touchable and state.minutes > least:
            choices.append(SHORTEN)
        whole = touchable and state.item.set.is_work and set_ != "process"
        if whole and state.status == "pending":
            choices.append(DROP if state.item.optional else CARRY)
        options.append(choices)

    def end(picked: tuple[int | None, ...]) -> int:
        cursor = now if line.started is not None else max(now, day.planned_start)
        for state, choice in zip(states, picked, strict=True):
            least = state.item.minimum if state.item.set.is_work else PROTECTED
            if choice in (DROP, CARRY):
                continue
            if state.item.fixed:
                cursor = max(cursor, day.wall(state.item.start))
            cursor += (least if choice == SHORTEN else state.minutes) * MINUTE_MS
        return cursor

    fitting = {picked for picked in product(*options) if end(picked) <= day.planned_end}
    minimal = {
        frozenset((s.item.id, c) for s, c in zip(states, picked, strict=True) if c is not None)
        for picked in fitting
        if not any(
            choice is not None and (*picked[:place], None, *picked[place + 1 :]) in fitting
            for place, choice in enumerate(picked)
        )
    }
    return min(end(picked) for picked in product(*options)), minimal


def as_sets(found: MustGive) -> list[frozenset[tuple[str, int]]]:
    return [frozenset((change.item, change.hard) for change in way.changes) for way in found.ways]


@given(small_days())
@settings(max_examples=150)
def test_the_best_way_and_every_other_agree_with_trying_everything(pair: tuple[Day, int]) -> None:
    day, now = pair
    found = must_give(day, now, PROTECTED)
    best, minimal = brute(day, now)
    if found.run_on <= day.planned_end:
        assert found.ways == ()
    elif best > day.planned_end:
        assert found.ways == ()
        assert found.short_ms == best - day.planned_end
    else:
        ways = as_sets(found)
        assert ways
        assert set(ways) <= minimal
        mildest = min(max(hard for _, hard in way) for way in minimal)
        fewest = min(len(w) for w in minimal if max(hard for _, hard in w) == mildest)
        assert max(hard for _, hard in ways[0]) == mildest
        assert len(ways[0]) == fewest


@given(small_days())
@settings(max_examples=100)
def test_each_way_applied_ends_the_day_in_time(pair: tuple[Day, int]) -> None:
    day, now = pair
    for way in must_give(day, now, PROTECTED).ways:
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
            for place, new in enumerate(apply_way(day, way, now).entries)
        ]
        after = day.plus(said)
        assert after.forecast(now).end == way.end
        assert way.end <= day.planned_end


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
