"""The session note: one part for the group, and one for each man that files alone."""

from __future__ import annotations

from dataclasses import replace

from exercise_bank.component import day_of
from exports.attendance_table import men_of
from exports.document import Document, Paragraph, Part, Replaced, ours
from exports.group_part import group_part
from exports.guard import for_group, for_member, guarded
from exports.member_part import member_part
from exports.source import Source, many
from models.local_time import long_date


def session_note(source: Source) -> Document:
    """The session note, behind the guard; `replaced` lists what the guard found.

    Own reflections and the words of concerns and of struck notes are never part of it.
    """
    roster = source.day.roster
    part, found = guarded(
        group_part(source), for_group(roster, names=source.names, near=source.near), "group part"
    )
    parts, replaced = [part], [*found]
    for man in men_of(source):
        guard = for_member(roster, man.member, names=source.names, near=source.near)
        where = f"seat {source.label(man.member)}"
        page, found = guarded(member_part(source, man), guard, where)
        parts.append(_with_count(page, found))
        replaced += found
    about = source.day.about
    title = f"Session note, {day_of(about.block, about.day)}, {long_date(about.date)}"
    return Document(title, tuple(parts), source.now, tuple(replaced))


def _with_count(part: Part, found: tuple[Replaced, ...]) -> Part:
    """The page says that words were replaced, never which."""
    count = sum(one.count for one in found if one.now)
    if not count:
        return part
    said = f"{many(count, 'name')} or other sign of a person replaced on this page."
    return replace(part, blocks=(*part.blocks, Paragraph(ours(said, "muted"))))
