"""What a session's documents say of themselves: title, page facts, who made them when."""

from __future__ import annotations

from exercise_bank.component import at_start, day_of, part_of, unit_of
from exports.document import PageFacts, Text, ours, typed
from exports.signing import short_head
from exports.source import Source
from models.local_time import date_of, long_date

MOST_HEADS = 3


def page_facts(source: Source, title: str, purpose: str, recipient: str, state: str) -> PageFacts:
    """The facts on every page of a part; `state` is what must be seen first."""
    about = source.day.about
    date = long_date(date_of(source.now, source.zone))
    made = f"made {date} {source.clock(source.now)} by {source.short_staff(source.made_by)}"
    running = f"{title} · {day_of(about.block, about.day)} · {long_date(about.date)}"
    return PageFacts(running, purpose, recipient, made, heads_in_short(source.heads), state)


def heads_in_short(heads: tuple[str, ...]) -> str:
    """The chain heads for a page's foot: the first few in short."""
    if not heads:
        return "no chain head"
    shown = " ".join(short_head(head) for head in heads[:MOST_HEADS])
    more = f" +{len(heads) - MOST_HEADS}" if len(heads) > MOST_HEADS else ""
    return f"chain head {shown}{more}"


def group_text(source: Source) -> Text:
    """The group's name, and its component where that says more."""
    group = source.team.groups.get(source.day.about.group)
    if group is None:
        return ours("unknown group")
    if group.name.casefold() == group.component.casefold():
        return typed(group.name)
    return (*typed(group.name), *ours(", "), *typed(group.component))


def day_text(source: Source) -> Text:
    """Block and day: "Block 2: Decisions and pathways, day 3 of 8"."""
    about = source.day.about
    title = source.block_title or at_start(part_of(about.block))
    return (*typed(title), *ours(f", {unit_of(about.block)} {about.day} of {about.days}"))


def date_text(source: Source) -> Text:
    """The date with planned and actual times."""
    day = source.day
    planned = f"planned {day.clock(day.planned_start)} to {day.clock(day.planned_end)}"
    line = day.timeline
    if line.started is None:
        return ours(f"{long_date(day.about.date)}, {planned}; not begun")
    until = day.clock(line.ended) if line.ended is not None else "now"
    actual = f"{day.clock(line.started)} to {until}"
    return ours(f"{long_date(day.about.date)}, {actual} ({planned})")


def date_and_why_text(source: Source) -> Text:
    """The same, with the reasons of a late start and of running on."""
    day, told = source.day, date_text(source)
    if day.timeline.late_start_reason:
        told = (*told, *ours("; began late: "), *typed(day.timeline.late_start_reason))
    if agreed := day.run_on:
        until = f"; agreed to run on to {day.clock(agreed.until)}: "
        told = (*told, *ours(until), *typed(agreed.reason))
    return told


def supervisor_text(source: Source) -> Text:
    """The session's supervisor; said where none is named (programme.md)."""
    supervisor = source.day.about.supervisor
    return source.staff_text(supervisor) if supervisor else ours("none named")


def venue_text(source: Source) -> Text:
    """Where it was."""
    group = source.team.groups.get(source.day.about.group)
    return typed(source.day.about.venue or (group.venue if group else "")) or ours("not said")
