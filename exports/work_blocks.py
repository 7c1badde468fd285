"""Work between sessions: what was set, and what became of what was set before."""

from __future__ import annotations

from exports.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
    ours,
    typed,
)
from exports.source import Source
from models.entries.group import WorkFollowed, WorkSet


def work_blocks(source: Source) -> list[Block]:
    """The work of the whole group, for the group part."""
    blocks: list[Block] = [Heading(2, ours("Work between sessions"))]
    set_ = [(*ours(_for(source, work)), *typed(work.text)) for work in source.day.work_set]
    if set_:
        blocks += [Paragraph(ours("Set today:", "strong")), Bullets(tuple(set_))]
    rows = [_followed_row(source, work, men) for work, men in followed_up(source).items()]
    if rows:
        columns = (Column("Work set before", 3), Column("What became of it", 3))
        blocks.append(Table("Work set before and what became of it", columns, tuple(rows)))
    if len(blocks) == 1:
        blocks.append(Paragraph(ours("None was set, and none was due.")))
    return blocks


def followed_up(source: Source) -> dict[str, list[WorkFollowed]]:
    """The answers of this session, by the id of the work."""
    found: dict[str, list[WorkFollowed]] = {}
    for settled in source.day.facts.all_of("followed"):
        what = settled.value.what
        if isinstance(what, WorkFollowed) and what.session == source.day.session:
            found.setdefault(what.work, []).append(what)
    return found


def work_text(source: Source, work: str) -> Text:
    """The words of a piece of work."""
    entry = source.day.facts.value("work", work)
    what = entry.what if entry else None
    return typed(what.text) if isinstance(what, WorkSet) else ours("work not found in the record")


def answer(followed: WorkFollowed) -> Text:
    """What became of it: "done", or "not done" with his reason."""
    said = ours("done in part" if followed.result == "part" else followed.result)
    return (*said, *ours(": "), *typed(followed.reason)) if followed.reason else said


def _for(source: Source, work: WorkSet) -> str:
    return f"{source.labels(work.members) if work.members else 'all'}: "


def _followed_row(source: Source, work: str, men: list[WorkFollowed]) -> Row:
    told = [(*ours(f"{source.label(one.member)} "), *answer(one)) for one in men]
    whole: list[Text] = [
        text if index == 0 else (*ours("\n"), *text) for index, text in enumerate(told)
    ]
    return Row((work_text(source, work), tuple(run for text in whole for run in text)))
