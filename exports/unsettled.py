"""Facts of which unlike values stand, in words: all shown and attributed, never note text."""

from __future__ import annotations

from exports.document import Text, joined, ours, typed
from exports.source import Source
from models.day.wording import say
from models.entries.closing import ReflectionWritten
from models.entries.entry import Entry
from models.entries.observation import NoteWritten
from models.facts import Settled


def unsettled(source: Source, member: str = "") -> list[Text]:
    """One sentence for each unsettled fact of the session, or only for those about this man."""
    return [
        _sentence(source, settled, member)
        for facts in source.day.facts.settled.values()
        for settled in facts.values()
        if settled and settled.unsettled and _belongs(source, settled.value, member)
    ]


def _belongs(source: Source, entry: Entry, member: str) -> bool:
    what = entry.what
    if isinstance(what, ReflectionWritten):
        return False
    if what.stream != "session" and getattr(what, "session", "") != source.day.session:
        return False
    return not member or member in what.members_named


def _sentence(source: Source, settled: Settled, member: str) -> Text:
    values = (settled.value, *settled.beside)
    told = joined([_version(source, entry, member) for entry in values], "; or ")
    return (*told, *ours(". The first counts meanwhile."))


def _version(source: Source, entry: Entry, member: str) -> Text:
    if isinstance(entry.what, NoteWritten):
        said = ours(f"a note of {source.clock(entry.about)}, one wording")
    elif member:  # its line names seats as digits
        said = ours(f"{entry.what.kind.replace('-', ' ')} {source.clock(entry.about)}")
    else:
        said = typed(say(source.day, entry))
    return (*said, *ours(f" (by {source.short_staff(entry.by)})"))
