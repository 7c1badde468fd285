"""What a day leaves for the next ones: exercises not delivered, sessions missed, catch-ups owed.

Practice: one missed core session means a catch-up before going on; more than two in a block mean
starting the block again, which a person decides. A day that the service cancelled is nobody's miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from exercise_bank.bank import Bank
from exercise_bank.component import Component, component_of
from exercise_bank.exercise import ItemSet
from exercise_bank.service import MissedDays, Service
from models.day.attendance import Presence, dosage_ms, total_dosage_ms
from models.day.day import Day
from models.day.timeline import Status
from models.entries.membership import BlockAgainDecided, CatchUpSettled
from models.entries.timeline import Item
from models.facts import Facts
from models.group.routes import BlockHeld
from models.local_time import MINUTE_MS

Missed = Literal["no", "yes", "to decide"]

SERVICE_CANCELLED = ("RSSR", "ATSS", "AASD")
"""Outcomes that say that the service, not the man, was why he wasn't there (practice)."""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """An exercise that a day didn't deliver whole, and what became of it."""

    item: Item
    status: Status

    @property
    def part_delivered(self) -> bool:
        """Whether some of it ran."""
        return self.status == "cut"


@dataclass(frozen=True, slots=True)
class Owed:
    """An exercise that a man missed: its key message, and the minutes that it ran.

    `again` says that it is his personal work, to be placed again in the group.
    """

    item: Item
    key_message: str
    minutes: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class SessionPart:
    """A man's part in one session. Lengths in minutes; `owed` is what a catch-up goes through.

    `catches_up` is the missed session that this one was the catch-up of; "" for any other.
    """

    session: str
    date: str
    block: int
    run: str
    day: int
    days: int
    delivered: int
    attended: int
    missed: Missed
    owed: tuple[Owed, ...]
    catches_up: str = ""


@dataclass(frozen=True, slots=True)
class CatchUp:
    """A missed session and what was decided about it; `settled` is None until someone does."""

    part: SessionPart
    settled: CatchUpSettled | None

    @property
    def open(self) -> bool:
        """Whether it is still owed."""
        return self.settled is None or self.settled.decided == "scheduled"

    @property
    def counts(self) -> bool:
        """Whether it counts among the missed sessions of its block."""
        if self.part.missed == "yes":
            return True
        return self.settled is not None and self.settled.decided != "not needed"


def left_over(day: Day) -> tuple[LeftOver, ...]:
    """What an ended day didn't deliver, in the day's order; process work and pauses left out."""
    if day.timeline.ended is None:
        return ()
    return tuple(
        LeftOver(state.item, state.status)
        for state in day.timeline.states
        if state.item.set.is_work
        and state.item.set is not ItemSet.PROCESS
        and state.status in ("pending", "carried", "skipped", "cut")
    )


def session_part(day: Day, member: str, bank: Bank) -> SessionPart | None:
    """A man's part in a session; None where it hasn't ended or he wasn't of the group."""
    ended = day.timeline.ended
    man = day.attendance.men.get(member)
    if ended is None or man is None:
        return None
    delivered = sum(
        day.timeline.worked_ms(state, ended)
        for state in day.timeline.states
        if state.item.set.is_work
    )
    attended = total_dosage_ms(man, day.timeline, ended)
    owed = _owed(day, man, bank)
    about = day.about
    return SessionPart(
        session=day.session,
        date=about.date,
        block=about.block,
        run=about.block_run,
        day=about.day,
        days=about.days,
        delivered=delivered // MINUTE_MS,
        attended=attended // MINUTE_MS,
        missed=_missed(man, delivered, attended, bool(owed), bank.service.missed_days),
        owed=owed,
        catches_up=about.catches_up,
    )


def _missed(man: Presence, delivered: int, attended: int, owes: bool, rule: MissedDays) -> Missed:
    """Whether a day counts as missed; where the service set no figure, a person decides."""
    if not delivered or man.here == "rescheduled" or man.outcome in SERVICE_CANCELLED:
        return "no"
    if not attended:
        return "yes"
    if rule.fewest_minutes is not None:
        return "yes" if attended < rule.fewest_minutes * MINUTE_MS else "no"
    return "to decide" if owes else "no"


def _owed(day: Day, man: Presence, bank: Bank) -> tuple[Owed, ...]:
    """The exercises of which he had less than their fewest minutes, and his own missed work.

    Another man's personal work isn't among them: it is that man's.
    """
    found: list[Owed] = []
    ended = day.timeline.ended or 0
    for state in day.timeline.states:
        item = state.item
        if not item.set.is_work or item.set is ItemSet.PROCESS:
            continue
        ran = day.timeline.worked_ms(state, ended)
        if item.set is ItemSet.PERSONAL:
            if item.member == man.member and not ran:
                found.append(Owed(item, _key_message(item, bank), 0, again=True))
            continue
        had = dosage_ms(man, day.timeline, item.id, ended)
        if ran and had < min(ran, item.minimum * MINUTE_MS):
            found.append(Owed(item, _key_message(item, bank), ran // MINUTE_MS))
    return tuple(found)


def _key_message(item: Item, bank: Bank) -> str:
    exercise = bank.exercise(item.exercise)
    return item.aim or (exercise.aim if exercise else "")


def catch_ups(
    facts: Facts, member: str, parts: Iterable[SessionPart], others: Iterable[Facts] = ()
) -> tuple[CatchUp, ...]:
    """A man's missed days of the core and those to be decided, by date, and what became of each.

    A catch-up that was run as a session of his is held, with the minutes that he was in it.
    `others` are the facts of groups he was in before: what was decided there holds until it is
    decided here.
    """
    known = (facts, *others)
    every = sorted(parts, key=lambda part: (part.date, part.day))
    ran: dict[str, int] = {}
    for part in every:
        if part.catches_up and part.attended:
            ran[part.catches_up] = ran.get(part.catches_up, 0) + part.attended
    return tuple(
        CatchUp(part, _settled(known, member, part.session, ran.get(part.session, 0)))
        for part in every
        if part.missed != "no" and component_of(part.block) is Component.CORE
    )


def _settled(known: Iterable[Facts], member: str, session: str, ran: int) -> CatchUpSettled | None:
    """What was decided of a missed session; what ran of its catch-up stands over it."""
    if ran:
        return CatchUpSettled(member=member, session=session, decided="held", minutes=ran)
    said = (facts.value("catch-up", member, session) for facts in known)
    settled = (one.what for one in said if one and isinstance(one.what, CatchUpSettled))
    return next(settled, None)


@dataclass(frozen=True, slots=True)
class BlockAgain:
    """A run of a block of which a man missed too many sessions; `decided` is None until someone."""

    block: int
    run: str
    missed: int
    decided: BlockAgainDecided | None


def blocks_again(
    facts: Facts, member: str, missed: Iterable[CatchUp], service: Service
) -> tuple[BlockAgain, ...]:
    """The runs in which he missed more than the service allows (practice: two)."""
    counts: dict[tuple[int, str], int] = {}
    for one in missed:
        if one.counts:
            key = (one.part.block, one.part.run)
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        BlockAgain(block, run, count, _decided(facts, member, run))
        for (block, run), count in counts.items()
        if count > service.missed_days.repeat_block_above
    )


def _decided(facts: Facts, member: str, run: str) -> BlockAgainDecided | None:
    entry = facts.value("block-again", member, run)
    return entry.what if entry and isinstance(entry.what, BlockAgainDecided) else None


def blocks_held(facts: Facts, member: str, parts: Sequence[SessionPart]) -> tuple[BlockHeld, ...]:
    """A man's runs of blocks and of other components with their hours, for his route.

    What he caught up counts as attended.
    """
    runs: dict[str, list[SessionPart]] = {}
    own = (part for part in parts if not part.catches_up)
    for part in sorted(own, key=lambda part: (part.date, part.day)):
        runs.setdefault(part.run, []).append(part)
    caught = [part for part in parts if part.catches_up]
    held: list[BlockHeld] = []
    for run, days in runs.items():
        decided = _decided(facts, member, run)
        caught_up = sum(
            one.settled.minutes
            for one in catch_ups(facts, member, (*days, *caught))
            if one.settled is not None and one.settled.decided == "held"
        )
        held.append(
            BlockHeld(
                block=days[-1].block,
                run=run,
                days=days[-1].day if days[-1].delivered else len(days),
                days_planned=days[-1].days,
                delivered=sum(day.delivered for day in days),
                attended=sum(day.attended for day in days) + caught_up,
                repeats=decided is not None and decided.again,
            )
        )
    return tuple(held)
