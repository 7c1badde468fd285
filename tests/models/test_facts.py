"""Which entries stand: standing, superseding, undo and redo, in any order of arrival."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.day.day import Day
from models.entries.attendance import AttendanceMarked
from models.entries.closing import ActWithdrawn, DebriefWritten
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.observation import NoteWritten
from models.entries.timeline import ItemStarted
from models.facts import Facts
from tests.models.made_days import (
    PLAN,
    SESSION,
    Hand,
    contents,
    everything,
    histories,
    opened,
    wall,
)

NOW = wall(720)
RANDOM = st.randoms(use_true_random=False)


def listed(facts: Facts) -> list[object]:
    """Facts with every order that a list shows."""
    return [
        list(facts.entries.values()),
        [(name, list(facts.settled[name].items())) for name in sorted(facts.settled)],
        {kind: list(entries) for kind, entries in facts.events.items()},
        facts.withdrawals,
        facts.withdrawn,
    ]


def arrived(entries: list[Entry], random: Random) -> Facts:
    """The facts of entries that came in any order, a few at a time."""
    random.shuffle(entries)
    facts = Facts()
    while entries:
        take = random.randint(1, 4)
        facts, entries = facts.plus(entries[:take]), entries[take:]
    return facts


@settings(max_examples=150)
@given(histories(forged=True), RANDOM)
def test_order_of_arrival_never_matters(entries: list[Entry], random: Random) -> None:
    whole = listed(Facts.of(entries))
    assert listed(Facts.of(random.sample(entries, len(entries)))) == whole
    assert listed(arrived(list(entries), random)) == whole


@given(histories(), RANDOM)
def test_an_entry_written_again_by_a_new_writer_counts_once(
    entries: list[Entry], random: Random
) -> None:
    # A home restored whole writes its forked entries again, with their ids, as a new writer.
    again = [replace(entry, writer="0", seq=entry.seq + 100) for entry in entries[::2]]
    whole = Facts.of([*entries, *again])
    assert len(whole.entries) == len(entries)
    assert listed(arrived([*entries, *again], random)) == listed(whole)


def test_entries_of_the_same_place_keep_one_order() -> None:
    one = Hand().say(DebriefWritten(next_time="one"))
    other = replace(one, id="a0", what=DebriefWritten(next_time="two"))
    whole = listed(Facts.of([one, other]))
    assert listed(Facts.of([other, one])) == whole
    assert listed(Facts.of([other]).plus([one])) == whole
    assert listed(Facts.of([one]).plus([other])) == whole


@settings(max_examples=100)
@given(histories(), st.lists(contents(), min_size=1, max_size=3))
def test_undo_of_anything_restores_everything_and_redo_too(
    entries: list[Entry], said: list[Content]
) -> None:
    before = Day.of(SESSION, entries)
    hand = Hand(writer="z", begin=1000)
    done = [hand.say(what, 700, act="last") for what in said]
    day = before.plus(done)
    undo = hand.take_back(done[0])
    assert everything(day.plus([undo]), NOW) == everything(before, NOW)
    redo = hand.take_back(undo)
    assert everything(day.plus([undo, redo]), NOW) == everything(day, NOW)
    assert everything(day.plus([undo, redo, hand.take_back(redo)]), NOW) == everything(before, NOW)


@given(histories())
def test_undo_of_an_undo_is_undone_like_any_act(entries: list[Entry]) -> None:
    before = Day.of(SESSION, entries)
    hand = Hand(writer="z", begin=1000)
    undo = hand.say(ActWithdrawn(act=entries[-1].act))
    after = before.plus([undo, hand.take_back(undo)])
    assert everything(after, NOW) == everything(before, NOW)


def test_a_withdrawal_counts_wherever_clocks_have_put_it() -> None:
    # A clock a day ahead doesn't move ours, so our undo of what it wrote may sort before it.
    hand = Hand()
    hand.say(opened())
    note = hand.say(NoteWritten(note="n", scope="group", text="x"))
    ahead = Hand(writer="b", begin=5000)
    undo = ahead.take_back(note)
    redo = hand.take_back(undo)
    assert redo.order < undo.order
    facts = Facts.of([*hand.entries, undo])
    assert facts.value("note", "n") == note


@given(st.integers(1, 60))
def test_undo_and_redo_many_times_over(times: int) -> None:
    hand = Hand()
    last = hand.say(DebriefWritten())
    for _ in range(times):
        last = hand.take_back(last)
    assert bool(Facts.of(hand.entries).value("debrief")) == (times % 2 == 0)


def test_undo_and_redo_more_often_than_the_stack_is_deep() -> None:
    hand = Hand()
    last = hand.say(DebriefWritten())
    for _ in range(5000):
        last = hand.take_back(last)
    assert Facts.of(hand.entries).value("debrief")


def test_the_newest_of_a_chain_counts() -> None:
    hand = Hand()
    first = hand.say(DebriefWritten(next_time="1"))
    second = hand.say(DebriefWritten(next_time="2"), supersedes=[first])
    third = hand.say(DebriefWritten(next_time="3"), supersedes=[second])
    settled = Facts.of(hand.entries).settle("debrief")
    assert settled
    assert settled.value == third
    assert not settled.unsettled
    assert settled.history == (first, second, third)


def test_a_withdrawn_link_still_passes_on() -> None:
    hand = Hand()
    first = hand.say(DebriefWritten(next_time="1"))
    second = hand.say(DebriefWritten(next_time="2"), supersedes=[first])
    third = hand.say(DebriefWritten(next_time="3"), supersedes=[second])
    hand.take_back(second)
    settled = Facts.of(hand.entries).settle("debrief")
    assert settled
    assert settled.value == third
    assert not settled.unsettled


def test_a_withdrawn_link_passes_on_for_events_too() -> None:
    hand = Hand()
    first = hand.say(ItemStarted(item="check-in"), 600)
    second = hand.say(ItemStarted(item="check-in"), 601, supersedes=[first])
    third = hand.say(ItemStarted(item="check-in"), 602, supersedes=[second])
    hand.take_back(second)
    assert Facts.of(hand.entries).standing(ItemStarted) == [third]


def test_taking_back_the_newest_brings_back_the_one_before() -> None:
    hand = Hand()
    first = hand.say(DebriefWritten(next_time="1"))
    second = hand.say(DebriefWritten(next_time="2"), supersedes=[first])
    hand.take_back(second)
    assert Facts.of(hand.entries).value("debrief") == first


def test_unlike_values_are_unsettled_and_the_first_counts() -> None:
    hand, other = Hand("a"), Hand("b")
    first = hand.say(DebriefWritten(next_time="1"))
    unlike = other.say(DebriefWritten(next_time="2"))
    settled = Facts.of([unlike, first]).settle("debrief")
    assert settled
    assert settled.value == first
    assert settled.beside == (unlike,)
    assert settled.unsettled


def test_a_person_settles_it() -> None:
    hand, other = Hand("a"), Hand("b")
    hand.say(DebriefWritten(next_time="1"))
    other.say(DebriefWritten(next_time="2"))
    both = Facts.of([*hand.entries, *other.entries]).settle("debrief")
    assert both
    last = replace(hand.say(DebriefWritten(next_time="2"), 700), supersedes=both.values, writer="a")
    settled = Facts.of([hand.entries[0], *other.entries, last]).settle("debrief")
    assert settled
    assert settled.value == last
    assert not settled.unsettled


def test_a_new_value_supersedes_those_that_agreed_as_well() -> None:
    hand, other = Hand("a"), Hand("b")
    mark = AttendanceMarked(member="m1", state="in")
    hand.say(mark, 600)
    other.say(mark, 600)
    agreed = Facts.of([*hand.entries, *other.entries]).settle("attendance", "m1")
    assert agreed
    assert not agreed.unsettled
    away = hand.say(AttendanceMarked(member="m1", state="absent"), 605)
    away = replace(away, supersedes=agreed.values)
    settled = Facts.of([hand.entries[0], *other.entries, away]).settle("attendance", "m1")
    assert settled
    assert settled.value == away
    assert not settled.unsettled


@pytest.mark.parametrize(
    ("what", "agree"),
    [
        (PLAN, True),
        (opened(), True),
        (AttendanceMarked(member="m1", state="absent"), True),
        (AttendanceMarked(member="m1", state="in"), False),
        (NoteWritten(note="n", scope="group", text="x"), False),
    ],
)
def test_alike_values_of_other_minutes_agree_unless_the_minute_is_printed(
    what: Content, agree: bool
) -> None:
    hand, other = Hand("a"), Hand("b")
    first = hand.say(what, 600)
    other.say(what, 604)
    assert first.fact
    settled = Facts.of([*hand.entries, *other.entries]).settle(*first.fact)
    assert settled
    assert settled.unsettled is not agree


def test_the_same_minute_agrees() -> None:
    hand, other = Hand("a"), Hand("b")
    hand.say(AttendanceMarked(member="m1", state="in"), 600.1)
    other.say(AttendanceMarked(member="m1", state="in"), 600.9)
    settled = Facts.of([*hand.entries, *other.entries]).settle("attendance", "m1")
    assert settled
    assert not settled.unsettled


def test_a_forged_circle_of_values_leaves_the_first() -> None:
    hand = Hand()
    first = hand.say(DebriefWritten(next_time="1"))
    second = hand.say(DebriefWritten(next_time="2"), supersedes=[first])
    first = replace(first, supersedes=(second.id, first.id))
    settled = Facts.of([first, second]).settle("debrief")
    assert settled
    assert settled.value == first


def test_a_forged_circle_of_withdrawals_ends() -> None:
    hand = Hand()
    note = hand.say(DebriefWritten())
    one = hand.say(ActWithdrawn(act=note.act), act="one")
    two = hand.say(ActWithdrawn(act="one"), act="two")
    three = hand.say(ActWithdrawn(act="two"), act="one")
    own = hand.say(ActWithdrawn(act="own"), act="own")
    whole = Facts.of([note, one, two, three, own])
    assert listed(Facts.of([own, three, two, one, note])) == listed(whole)


def test_nothing_is_settled_where_nothing_was_said() -> None:
    facts = Facts.of([])
    assert facts.settle("debrief") is None
    assert facts.value("debrief") is None
    assert facts.all_of("debrief") == []
    assert facts.standing(ItemStarted) == []
    assert facts.plus([]) is facts


def test_a_fact_that_was_taken_back_stays_in_no_list() -> None:
    hand = Hand()
    note = hand.say(NoteWritten(note="n", scope="group", text="x"))
    hand.take_back(note)
    facts = Facts.of(hand.entries)
    assert facts.all_of("note") == []
    assert not facts.stands(note)
