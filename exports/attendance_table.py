"""Attendance in words: who came, when, why not, what was decided, how he moved."""

from __future__ import annotations

from exports.document import Column, Row, Table, Text, joined, ours, typed
from exports.leaving import how_he_left
from exports.source import Source, minutes
from exports.unsettled import said_of
from models.day.attendance import Presence, dosage_ms, total_dosage_ms
from models.entries.attendance import MemberMoved
from models.entries.entry import Entry

_WORDS = {"expected": "not said", "in": "in", "not admitted": "not admitted"}
_MOVES = {"out": "stepped out", "back": "back", "left": "left", "sent home": "sent home"}


def men_of(source: Source) -> list[Presence]:
    """The men of this session: not those who joined later and of whom nothing is said."""
    found = []
    for presence in source.day.attendance.men.values():
        man = source.man(presence.member)
        later = man is not None and man.joined[:10] > source.day.about.date
        if not (later and presence.here == "expected"):
            found.append(presence)
    return found


def attendance_table(source: Source) -> Table:
    """One row a man: came, left, minutes of work, reason and moves, outcome."""
    columns = [
        Column("Seat", align="right"),
        Column("Man", 2.2 if source.names else 0),
        Column("Came"),
        Column("Left"),
        Column("Work, min", align="right"),
        Column("Reason given, moves", 2.2),
        Column("Outcome", 3.4),
    ]
    return Table("Attendance", tuple(columns), tuple(_row(source, man) for man in men_of(source)))


def came(source: Source, man: Presence) -> str:
    """When he came, or that he didn't."""
    return _WORDS.get(man.here, man.here) if man.arrived is None else source.clock(man.arrived)


def left(source: Source, man: Presence) -> str:
    """When he left; empty where he stayed to the end or never came."""
    if not man.inside or (until := man.inside[-1][1]) is None:
        return ""
    return "at the end" if until == source.day.timeline.ended else source.clock(until)


def worked(source: Source, man: Presence) -> int:
    """Minutes of the day's work that he was in the room for."""
    return minutes(total_dosage_ms(man, source.day.timeline, source.now))


def worked_on(source: Source, man: Presence, item: str) -> int:
    """Minutes of one item's work that he was in the room for."""
    return minutes(dosage_ms(man, source.day.timeline, item, source.now))


def reason_and_moves(source: Source, man: Presence) -> Text:
    """Why he was late or absent, as he or someone said, and each time he went and came."""
    told: list[Text] = []
    told += _walked_in(man)
    if late := man.late_minutes(source.day.late_from):
        told.append(_with_reason(f"{late} min late", man.reason))
    elif man.reason:
        told.append((*ours("reason given: "), *typed(man.reason)))
    if mark := _entered_late(source, man):
        told.append(ours(mark))
    told += [_move(source, entry) for entry in man.moves]
    if how := how_he_left(source, man):
        told.append(how)
    if man.unsettled:
        told += [
            (*ours("unsettled: "), *text)
            for fact in ("attendance", "outcome")
            for text in said_of(source, fact, man.member)
        ]
    return joined(told)


def _walked_in(man: Presence) -> list[Text]:
    if man.walk_in is None:
        return [ours("wasn't expected")] if man.walked_in else []
    group = typed(man.walk_in.from_group) or ours("group not said")
    said = (*ours("isn't of this group; from "), *group)
    return [said if man.walk_in.sent_away else (*said, *ours("; allowed to stay"))]


def outcome(source: Source, man: Presence) -> Text:
    """The outcome code, its meaning, and whether it is provisional or decided, by whom."""
    if not man.outcome:
        return ours("none yet", "muted")
    meaning = source.outcome(man.outcome)
    said = typed(f"{man.outcome} {meaning}".strip())
    who = source.short_staff(man.outcome_by)
    how = f"\ndecided by {who}" if man.decided else f"\nprovisional ({who})"
    seen = (*ours("; evidence: "), *typed(man.evidence)) if man.evidence else ()
    return (*said, *ours(how), *seen)


def _row(source: Source, man: Presence) -> Row:
    known = source.man(man.member)
    who = typed(source.initials(man.member))
    if source.names and known and known.name:
        who = (*who, *ours(" "), *typed(known.name))
    return Row(
        (
            ours(_seat(source, man.member)),
            who,
            ours(came(source, man)),
            ours(left(source, man)),
            ours(str(worked(source, man))),
            reason_and_moves(source, man),
            outcome(source, man),
        )
    )


def _seat(source: Source, member: str) -> str:
    seat = source.day.roster.seat(member)
    return str(seat) if seat > 0 else "?"


def _with_reason(said: str, reason: str) -> Text:
    return (*ours(f"{said}: "), *typed(reason)) if reason else ours(said)


def _entered_late(source: Source, man: Presence) -> str:
    entry = source.day.facts.value("attendance", man.member)
    return source.late(entry) if entry else ""


def _move(source: Source, entry: Entry) -> Text:
    what = entry.what
    assert isinstance(what, MemberMoved)
    said = _with_reason(f"{source.clock(entry.about)} {_MOVES[what.move]}", what.why)
    if what.with_staff:
        said = (*said, *ours(", with "), *source.staff_text(what.with_staff))
    late = source.late(entry)
    return (*said, *ours(f" ({late})")) if late else said
