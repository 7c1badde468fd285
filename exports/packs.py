"""Packs: several documents in one file, for supervision and for a man's own request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exports.document import (
    Block,
    Bullets,
    Definitions,
    Document,
    Heading,
    Notice,
    Part,
    Replaced,
    Text,
    joined,
    ours,
    typed,
)
from exports.guard import for_member, guarded
from exports.member_part import member_part, named
from exports.session_facts import group_text
from exports.session_note import session_note
from exports.sessions import (
    everybody,
    facts_of,
    his_sessions,
    in_order,
    listed,
    span,
    which_day,
)
from exports.source import Source
from exports.thread import thread
from models.entries.membership import AgreementGiven, MeasuresTaken, OrderNoted, StandingChanged
from models.group.needs import needs_of
from models.local_time import day_in_words, long_date

_NONE = "None on record."


def supervision_pack(sources: Iterable[Source]) -> Document:
    """The whole session notes of several sessions. Raises LookupError where there is none."""
    days = in_order(sources)
    last = days[-1]
    notes = [session_note(one) for one in days]
    contents = [ours(which_day(one)) for one in days]
    first = Part(
        facts_of(last, "Supervision pack", "Sessions to be read together", "for supervision"),
        (
            Heading(1, ours("Supervision pack")),
            Definitions((("Group", group_text(last)), ("Dates", ours(span(days))))),
            Heading(2, ours("Sessions")),
            Bullets(tuple(contents)),
        ),
    )
    parts = (first, *(part for note in notes for part in note.parts))
    found = tuple(one for note in notes for one in note.replaced)
    return Document(f"Supervision pack, {span(days)}", parts, last.now, found)


def subject_access_pack(sources: Iterable[Source], member: str) -> Document:
    """What is held about one man, for whoever answers his request: he decides what is withheld.

    Raises LookupError where he was due in no session.
    """
    his = his_sessions(sources, member)
    days = [one for one, _ in his]
    last = days[-1]
    roster = everybody(days)
    parts: list[Part] = []
    found: list[Replaced] = []
    for source, part in [(last, _particulars(last, days, member))] + [
        (source, member_part(source, man)) for source, man in his
    ]:
        guard = for_member(roster, member, names=source.names, near=source.near)
        clean, told = guarded(part, guard, part.facts.title)
        parts.append(clean)
        found += told
    across = thread(days, member)
    parts[1:1] = across.parts
    return Document(
        f"Subject-access pack, {span(days)}",
        tuple(parts),
        last.now,
        (*found, *across.replaced),
    )


def _particulars(last: Source, days: Sequence[Source], member: str) -> Part:
    label = last.label(member)
    blocks: list[Block] = [
        Heading(1, (*ours(f"What is held about seat {label}"), *named(last, member))),
        Notice(
            ours(
                "To be read before it is handed over: whoever answers the request decides what is "
                "withheld, and why. Own reflections of staff and words of struck notes aren't here."
            )
        ),
        Definitions(tuple(_known(last, member))),
        Heading(2, ours("Dates and agreements")),
        listed(_dates(last, member), _NONE),
        Heading(2, ours("Concerns and incidents about him")),
        listed(_concerns(days, member), _NONE),
        Heading(2, ours("Comments of supervision about him")),
        listed(_comments(days, member), _NONE),
    ]
    title = f"Subject-access pack, seat {label}"
    facts = facts_of(last, title, "What is held about one man", "for who answers his request")
    return Part(facts, tuple(blocks))


def _known(source: Source, member: str) -> Iterator[tuple[str, Text]]:
    man = source.man(member)
    if man is None:
        return
    yield "Group", group_text(source)
    targets = [typed(one.text) for one in man.targets]
    needs = needs_of(source.day.facts, member)
    for term, text in (
        ("Joined", typed(long_date(man.joined[:10]) if man.joined else "")),
        ("Born", typed(day_in_words(man.born))),
        ("Risk level", typed(man.risk_level)),
        ("Offender manager", typed(man.offender_manager)),
        ("Learning", typed(", ".join(man.learning_styles))),
        ("Accommodations", typed(man.accommodations)),
        ("Language", typed(needs.language)),
        ("Interpreter", ours("yes" if needs.interpreter else "")),
        ("Not together with", typed(needs.keep_apart_from)),
        ("Targets", joined(targets, "\n")),
        ("Remarks", typed(man.remarks)),
    ):
        if text:
            yield term, text


def _dates(source: Source, member: str) -> Iterator[Text]:
    facts = source.day.facts
    for name in ("standing", "agreed", "measures", "licence"):
        for settled in facts.all_of(name):
            said = settled.value.what
            if member not in said.members_named:
                continue
            if isinstance(said, StandingChanged):
                yield (*ours(f"{long_date(said.date)}: {said.standing} "), *typed(said.why))
            elif isinstance(said, AgreementGiven):
                back = ", taken back" if said.taken_back else ""
                yield ours(f"{long_date(said.date)}: {said.to}{back}")
            elif isinstance(said, MeasuresTaken):
                yield ours(f"{long_date(said.date)}: assessment {said.when} the group")
            elif isinstance(said, OrderNoted):
                yield (*typed(said.order), *ours(" "), *typed(said.conditions))


def _concerns(days: Sequence[Source], member: str) -> Iterator[Text]:
    for source in days:
        for entry, what in source.day.concerns:
            if member in what.members:
                kind = "incident" if what.incident else "concern"
                when = f"{long_date(source.day.about.date)} {source.clock(entry.about)}, {kind}: "
                told = [typed(what.words), typed(what.decided), typed(what.told_him)]
                yield (*ours(when), *joined(told, "\n"))


def _comments(days: Sequence[Source], member: str) -> Iterator[Text]:
    for source in days:
        for settled in source.day.facts.all_of("comment"):
            entry = settled.value
            if member in entry.what.members_named:
                when = f"{long_date(source.day.about.date)}, {source.short_staff(entry.by)}: "
                yield (*ours(when), *typed(getattr(entry.what, "text", "")))
