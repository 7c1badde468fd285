"""A session of one man, opened from Today: what for, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from exercise_bank.component import Component, day_of, part_of
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan
from models.acts import Act
from models.acts.one_to_one import open_catch_up, open_individual
from models.entries.group import MemberAdded, SessionOpened
from models.facts import Facts
from models.group.missed_before import BeforeHere, with_before
from models.group.people import Team, fold_sessions
from models.group.rolling_on import CatchUp, blocks_again, catch_ups
from models.local_time import date_of, long_date, minute_of_day
from session_tui.desk import Desk
from session_tui.lines import Line, line, spread, wrap
from session_tui.screens.today.held import Held
from session_tui.screens.today.look import ZONE, Look

Made = tuple[SessionOpened, Act]
MOST = 12
"""So many of his sessions that can be gone back to are offered, the last ones."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be opened: in words, and how; `session` is one opened before."""

    says: str
    session: str = ""
    make: Callable[[], Made] | None = None


def offers(
    desk: Desk,
    man: MemberAdded,
    held: Mapping[str, Held],
    before: Mapping[str, BeforeHere] = MappingProxyType({}),
) -> list[Offer]:
    """What a session of this man may be: one that isn't finished, a catch-up, individual work."""
    sessions = [one for one in fold_sessions(desk.group_facts) if man.member in one.only]
    open_ = [one for one in sessions if one.session not in held or not held[one.session].finished]
    begun = {one.catches_up for one in sessions}
    found = [Offer(f"go on: {long_date(one.date)}", one.session) for one in open_[-MOST:]]
    found += [
        Offer(f"catch-up of {day_of(one.part.block, one.part.day)}", make=_catch_up(desk, man, one))
        for one in owed(desk.group_facts, man.member, held, before)
        if one.open and one.part.session not in begun
    ]
    number = sum(not one.catches_up for one in sessions) + 1
    plan = desk.bank.block_plan(Component.INDIVIDUAL.number)
    found += [
        Offer(_title(day), make=_individual(desk, man, day, number))
        for day in (plan.days if plan else ())
    ]
    return found


def owed(
    facts: Facts,
    member: str,
    held: Mapping[str, Held],
    before: Mapping[str, BeforeHere] = MappingProxyType({}),
) -> tuple[CatchUp, ...]:
    """His missed days among those read, each with what became of it.

    `before` are the groups (ids) from which he came here amid a block: what he missed of it there
    counts.
    """
    parts = [part for day in held.values() if (part := day.parts.get(member)) is not None]
    every = with_before(facts, member, parts, before)
    return catch_ups(facts, member, every, [one.facts for one in before.values()])


def _title(day: DayPlan) -> str:
    """What a session of individual work is about: its first exercise that isn't process work."""
    return next(item.title for item in day.items if item.set is not ItemSet.PROCESS)


def _individual(desk: Desk, man: MemberAdded, day: DayPlan, number: int) -> Callable[[], Made]:
    return lambda: open_individual(
        man,
        day,
        group=desk.group,
        number=number,
        date=date_of(desk.now(), ZONE),
        minute=minute_of_day(desk.now(), ZONE),
        bank=desk.bank,
        roster=desk.roster(),
        supervisor=_supervisor(desk.team),
        practice=desk.practice,
    )


def _supervisor(team: Team) -> str:
    """The name of the team's supervisor; nothing where there is none, or more than one."""
    names = [person.name for person in team.here.values() if person.role == "supervisor"]
    return names[0] if len(names) == 1 else ""


def _catch_up(desk: Desk, man: MemberAdded, one: CatchUp) -> Callable[[], Made]:
    return lambda: open_catch_up(
        man,
        one.part,
        group=desk.group,
        date=date_of(desk.now(), ZONE),
        minute=minute_of_day(desk.now(), ZONE),
        bank=desk.bank,
        roster=desk.roster(),
        supervisor=_supervisor(desk.team),
        practice=desk.practice,
    )


def owed_lines(look: Look, cells: int) -> list[Line]:
    """Catch-ups that men are owed, or that somebody has to decide about, by seat."""
    lines: list[Line] = []
    for man in look.roster.members.values():
        for one in owed(look.facts, man.member, look.held, look.came_with.get(man.member, {})):
            if one.open:
                which = day_of(one.part.block, one.part.day)
                when = one.settled.on if one.settled else ""
                said = f"{look.roster.seat_sign(man.member)} {which}"
                said += f", on {long_date(when)}" if when else ""
                said += ": missed? to be decided" if one.part.missed == "to decide" else ""
                lines += wrap(said, cells, indent="  ")
    head = spread(line("Catch-ups owed", "head"), line("i runs one", "past"), cells)
    return [head, *lines] if lines else []


def block_again_lines(look: Look, cells: int) -> list[Line]:
    """Who missed more of a block than the service allows, until a person decides."""
    lines: list[Line] = []
    service = look.bank.service
    for man in look.roster.members.values():
        missed = owed(look.facts, man.member, look.held, look.came_with.get(man.member, {}))
        for one in blocks_again(look.facts, man.member, missed, service):
            if one.decided is None:
                said = f"{look.roster.seat_sign(man.member)} {part_of(one.block)}"
                lines += wrap(f"{said}: {one.missed} sessions missed", cells, "now", "  ")
    head = spread(line("The block again?", "head"), line("m o b decides", "past"), cells)
    return [head, *lines] if lines else []
