"""What a man missed, in his thread: catch-ups with their exercises, and the block again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercise_bank.component import at_start, day_of, part_of
from exports.document import Block, Bullets, Heading, Text, ours, typed
from exports.source import Source
from models.group.rolling_on import (
    BlockAgain,
    CatchUp,
    Owed,
    blocks_again,
    catch_ups,
    session_part,
)
from models.local_time import long_date


def missed_blocks(last: Source, sources: Iterable[Source], member: str) -> list[Block]:
    """His missed sessions and what became of each; nothing where he missed none.

    `last` has the newest facts of his group.
    """
    found = (session_part(one.day, member, one.bank) for one in sources)
    facts = last.day.facts
    missed = catch_ups(facts, member, [part for part in found if part is not None])
    if not missed:
        return []
    again = blocks_again(facts, member, missed, last.bank.service)
    lines = [*map(_again, again), *(text for one in missed for text in _catch_up(one))]
    return [Heading(2, ours("Sessions missed")), Bullets(tuple(lines))]


def _again(again: BlockAgain) -> Text:
    said = f"{at_start(part_of(again.block))}: {again.missed} sessions missed; "
    if again.decided is None:
        return ours(f"{said}to be decided whether he starts it again")
    does = "starts it again" if again.decided.again else "goes on"
    return (*ours(f"{said}decided, he {does}: "), *typed(again.decided.why))


def _catch_up(one: CatchUp) -> Iterator[Text]:
    part = one.part
    yield ours(f"{at_start(day_of(part.block, part.day))}, {long_date(part.date)}: {_became(one)}")
    if one.open:
        yield from map(_owed, part.owed)


def _became(one: CatchUp) -> str:
    if one.settled is None:
        return (
            "catch-up owed" if one.part.missed == "yes" else "whether it was missed isn't decided"
        )
    if one.settled.decided == "held":
        return f"caught up, {one.settled.minutes} min"
    if one.settled.decided == "scheduled":
        return f"catch-up on {long_date(one.settled.on)}" if one.settled.on else "catch-up to come"
    return "no catch-up needed"


def _owed(owed: Owed) -> Text:
    if owed.again:
        return (*ours("to be placed again: "), *typed(owed.item.title))
    if not owed.key_message:
        return (*ours("missed: "), *typed(owed.item.title))
    return (*ours("missed: "), *typed(owed.item.title), *ours("; "), *typed(owed.key_message))
