"""How far each observer saw a man understand an exercise's key message, where a service rates that.

Every observer's own rating stands by itself: never averaged, ranked or used for compliance.
(programme.md, Restraint)
"""

from __future__ import annotations

from exports.document import Block, Bullets, Heading, Paragraph, Text, ours, typed
from exports.source import Source


def understanding_blocks(source: Source, member: str) -> list[Block]:
    """His ratings of this session, exercise by exercise and observer by observer."""
    told: list[Text] = []
    for rated in source.day.ratings:
        if rated.member == member:
            state = source.day.timeline.state(rated.item)
            title = typed(state.item.title) if state else ours("an exercise")
            said = ours(f": {rated.rating} of {rated.most}, ")
            seen = (*ours(", as seen by "), *source.staff_text(rated.staff))
            told.append((*title, *said, *typed(rated.words), *seen))
    if not told:
        return []
    note = "Of each exercise's key message alone; not a measure of the man, and never added up."
    return [
        Heading(2, ours("Understanding")),
        Bullets(tuple(told)),
        Paragraph(ours(note, "muted")),
    ]
