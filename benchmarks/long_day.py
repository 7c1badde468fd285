"""What a day of 2,000 entries costs without a screen: read and folded, added to, what must give."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.busy_day import PASSPHRASE
from benchmarks.fold import DATE, MEN, SAID, SESSION, ZONE, Hand, day_of, looked_at
from benchmarks.table import Row
from exercise_bank.exercise import ItemSet
from models.day.day import Day
from models.day.must_give import must_give
from models.entries import Entry
from models.entries.attendance import MemberMoved
from models.entries.closing import ActWithdrawn
from models.entries.group import SessionOpened
from models.entries.observation import NoteWritten
from models.entries.timeline import Item, ItemStarted, PlanLaid
from models.ids import item_id, new_id
from models.local_time import instant
from session_tui.desk import Desk

OPENED = 7
ITEMS, ITEM_MINUTES = 22, 15
LATE_MINUTES = range(5, 165, 5)
PROTECTED_MINUTES = 10


def measures(home: Path, session: str) -> Iterator[Row]:
    """The rows, of a home whose `session` has 2,000 entries."""
    yield from _read_and_folded(home, session)
    yield from _added_to()
    late_days = [_late_day(late) for late in LATE_MINUTES]
    slowest = max(_best(partial(must_give, *one, PROTECTED_MINUTES), 3) for one in late_days)
    yield Row(f"what must give, {ITEMS} items: slowest delay", slowest, "ms", 20)


def _read_and_folded(home: Path, session: str) -> Iterator[Row]:
    """From the journal to a day whose every part is folded, with keys unused so far."""
    taken = []
    for _ in range(OPENED):
        desk = Desk(home)
        desk.load_parts()
        desk.unlock(PASSPHRASE)
        desk.choose_group(next(iter(desk.team.groups)))
        began = time.process_time()
        day = looked_at(desk.read_day(session))
        taken.append((time.process_time() - began) * 1000)
        entries = len(day.facts.entries)
        desk.close()
    yield Row(f"{entries:,} entries read, checked, folded", min(taken), "ms", 100)


def _added_to() -> Iterator[Row]:
    """A day of 2,000 entries and one more, every part of it looked at."""
    entries = day_of(2000)
    whole = looked_at(Day.of(SESSION, entries))
    now = instant(DATE, 931, ZONE)
    contents = {
        "a note": NoteWritten(note=new_id(now), scope="group", text=SAID),
        "a start": ItemStarted(item=whole.timeline.states[1].item.id),
        "a move": MemberMoved(member=MEN[0], move="out"),
        "an undo": ActWithdrawn(act=entries[-1].act),
    }
    for name, what in contents.items():
        entry = Hand().say(what, now)
        yield Row(f"{name} more", _best(partial(_plus, whole, entry), 30), "ms", 1)


def _plus(day: Day, entry: Entry) -> Day:
    return looked_at(day.plus([entry]))


def _best(work: Callable[[], object], times: int) -> float:
    """The best of so many runs, in ms of this process: what else the machine does only adds."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return min(taken)


def _late_day(late: int) -> tuple[Day, int]:
    """A day whose first item overruns by so many minutes; and now (ms)."""
    hand, start = Hand(), instant(DATE, 600, ZONE)
    hand.say(
        SessionOpened(
            session=SESSION, group="g", block=2, block_run="run", day=3, days=8, date=DATE
        ),
        start,
    )
    items = tuple(_item(place) for place in range(ITEMS))
    hand.say(PlanLaid(items=items, start=600, end=600 + ITEMS * ITEM_MINUTES), start)
    hand.say(ItemStarted(item=items[0].id), start)
    return Day.of(SESSION, hand.entries), instant(DATE, 600 + ITEM_MINUTES + late, ZONE)


def _item(place: int) -> Item:
    sets = (
        ItemSet.THEMATIC,
        ItemSet.INTRODUCTORY,
        ItemSet.BREAK,
        ItemSet.THEMATIC,
        ItemSet.PERSONAL,
    )
    return Item(
        id=item_id(SESSION, f"exercise-{place}", 1),
        exercise=f"exercise-{place}",
        title=f"Exercise {place}",
        public_title="Exercise",
        set=sets[place % len(sets)],
        minimum=8 + place % 3,
        planned=ITEM_MINUTES,
        maximum=ITEM_MINUTES + 10,
        start=600 + ITEM_MINUTES * place,
        optional=place % 4 == 0,
    )
