"""What a man missed, in his thread: catch-ups with their exercises, and the block again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exercise_bank.component import at_start, day_of, part_of
from exports.document import Block, Bullets, Heading, Text, ours, typed
from exports.source import Source
from models.facts import Facts
from models.group.missed_before import BeforeHere, with_before
from models.group.rolling_on import (
    BlockAgain,
    CatchUp,
    Owed,
    SessionPart,
    blocks_again,
    catch_ups,
    session_part,
)
from models.local_time import long_date


def missed_blocks(
    last: Source, sources: Iterable[Source], member: str, before: Mapping[str, BeforeHere]
) -> list[Block]:
    """His missed sessions and what became of each; nothing where he missed none.

    `last` has the newest facts of his group. `before` are groups (ids) that he came from, beside
    those of the sources.
    """
    facts = last.day.facts
    parts: dict[str, list[SessionPart]] = {}
    known: dict[str, Facts] = {}
    for one in sources:
        if part := session_part(one.day, member, one.bank):
            parts.setdefault(one.day.about.group, []).append(part)
            known[one.day.about.group] = one.day.facts
    mine = last.day.about.group
    others = {
        **before,
        **{group: BeforeHere(known[group], parts[group]) for group in parts if group != mine},
    }
    every = {part.session: part for of_group in parts.values() for part in of_group}
    his = with_before(facts, member, parts.get(mine, []), others)
    every |= {part.session: part for part in his}
    missed = catch_ups(facts, member, every.values(), [one.facts for one in others.values()])
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
