"""What the fold costs: a day of 2,000 entries decoded and folded, and one entry more.

    python -m benchmarks.fold

Every figure stands beside `json.loads` of the same bytes in the same run: milliseconds wander
from machine to machine, ratios hardly do.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable

from exercise_bank.exercise import ItemSet
from models.day.day import Day
from models.entries import Entry, decode, encode
from models.entries.attendance import AttendanceMarked, MemberMoved, PartTaken, RoomCounted
from models.entries.closing import ActWithdrawn
from models.entries.content import Content
from models.entries.group import MemberAdded, SessionOpened
from models.entries.observation import NoteWritten
from models.entries.timeline import Item, ItemStarted, PlanLaid
from models.ids import item_id, new_id, session_id
from models.local_time import MINUTE_MS, instant

ENTRIES = 2000
DATE, ZONE = "2026-11-24", "Europe/London"
SESSION = session_id("group", "run", 3)
MEN = [f"{seat:032x}" for seat in range(1, 11)]
SAID = "Went back to the moment before and named what he told himself then."


class Hand:
    """Writes entries one after the other, as a laptop does."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def say(self, what: Content, at: int, supersedes: tuple[str, ...] = ()) -> Entry:
        """One entry about an instant (ms), an act of its own."""
        seq = len(self.entries) + 1
        entry = Entry(
            id=new_id(at),
            act=new_id(at),
            about=at,
            written=at,
            clock=(at, seq),
            by="5f" * 16,
            supersedes=supersedes,
            what=what,
            writer="a1" * 16,
            seq=seq,
            stream=SESSION if what.stream == "session" else "6f" * 16,
        )
        self.entries.append(entry)
        return entry


def day_of(count: int) -> list[Entry]:
    """A day of so many entries: mostly notes, a fifth of them revised, a few acts undone."""
    chance = random.Random(1)
    hand, now = Hand(), instant(DATE, 590, ZONE)
    items = _begin(hand, now)
    now = instant(DATE, 600, ZONE)
    step = 330 * MINUTE_MS // count
    while len(hand.entries) < count:
        now += step
        entry = hand.say(*_some_act(chance, hand, now, items))
        if chance.random() < 0.02:
            hand.say(ActWithdrawn(act=entry.act), now)
    return hand.entries


def _begin(hand: Hand, now: int) -> list[str]:
    hand.say(
        SessionOpened(
            session=SESSION, group="g", block=2, block_run="run", day=3, days=8, date=DATE
        ),
        now,
    )
    sets = (ItemSet.PROCESS, ItemSet.PERSONAL, ItemSet.BREAK, ItemSet.THEMATIC)
    items = tuple(_item(place, sets[place % 4]) for place in range(12))
    hand.say(PlanLaid(items=items, start=600, end=930), now)
    for seat, member in enumerate(MEN, start=1):
        hand.say(MemberAdded(member=member, seat=seat, initials=f"M{seat}"), now)
        hand.say(AttendanceMarked(member=member, state="in"), now)
    return [item.id for item in items]


def _item(place: int, of: ItemSet) -> Item:
    return Item(
        id=item_id(SESSION, f"exercise-{place}", 1),
        exercise=f"exercise-{place}",
        title=f"Exercise {place}",
        public_title="Exercise",
        set=of,
        minimum=15,
        planned=27,
        maximum=40,
        start=600 + 27 * place,
    )


def _some_act(
    chance: random.Random, hand: Hand, now: int, items: list[str]
) -> tuple[Content, int, tuple[str, ...]]:
    place = chance.random()
    member = chance.choice(MEN)
    if place < 0.01:
        return ItemStarted(item=chance.choice(items)), now, ()
    if place < 0.03:
        return MemberMoved(member=member, move=chance.choice(("out", "back"))), now, ()
    if place < 0.04:
        return RoomCounted(), now, ()
    if place < 0.08:
        return PartTaken(member=member, item=chance.choice(items), part="took part"), now, ()
    last = hand.entries[-1]
    if place < 0.25 and isinstance(last.what, NoteWritten):
        return last.what.model_copy(update={"text": f"{SAID} {now}"}), last.about, (last.id,)
    return NoteWritten(note=new_id(now), scope="members", members=(member,), text=SAID), now, ()


def looked_at(day: Day) -> Day:
    """The day with every part derived that the live screen shows."""
    _ = day.timeline, day.attendance, day.notes, day.roster
    day.forecast(instant(DATE, 720, ZONE))
    return day


def measured(work: Callable[[], object], times: int) -> float:
    """The best of so many runs, in ms of this process: what else the machine does only adds."""
    took = []
    for _ in range(times):
        began = time.process_time()
        work()
        took.append((time.process_time() - began) * 1000)
    return min(took)


def main() -> None:
    """Print the table."""
    entries = day_of(ENTRIES)
    bodies = [encode(entry) for entry in entries]
    lines = [line for body in bodies for line in body.split(b"\n")[1:]]
    whole = looked_at(Day.of(SESSION, entries))
    now = instant(DATE, 931, ZONE)
    hand = Hand()
    note = hand.say(NoteWritten(note=new_id(now), scope="group", text=SAID), now)
    start = hand.say(ItemStarted(item=whole.timeline.states[1].item.id), now)
    move = hand.say(MemberMoved(member=MEN[0], move="out"), now)
    undo = hand.say(ActWithdrawn(act=entries[-1].act), now)

    loads = measured(lambda: [json.loads(line) for line in lines], 20)
    rows: list[tuple[str, float]] = [
        ("json.loads of the same bytes", loads),
        ("decode", measured(lambda: [decode(body) for body in bodies], 10)),
        ("fold, decoded already", measured(lambda: looked_at(Day.of(SESSION, entries)), 10)),
    ]
    for name, entry in (("note", note), ("start", start), ("move", move), ("undo", undo)):
        more = [entry]
        rows.append((f"one {name} more", measured(lambda: looked_at(whole.plus(more)), 50)))  # noqa: B023
    print(f"{ENTRIES:,} entries, {sum(map(len, bodies)):,} bytes")
    for name, ms in rows:
        print(f"  {name:<30} {ms:8.2f} ms  {ms / loads:7.2f} ×")


if __name__ == "__main__":
    main()
