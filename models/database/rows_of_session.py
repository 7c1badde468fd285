"""A folded day as rows of the local database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.database.place import place_of
from models.database.row import Row, row_of
from models.database.tables import (
    AttendanceRow,
    ClimateRow,
    DosageRow,
    ItemRow,
    PartRow,
    PauseRow,
    PresenceRow,
    RunRow,
    SessionRow,
    SignatureRow,
)
from models.database.tables_of_observation import ObservationRow, ObservedRow, RatingRow, StateRow
from models.day.attendance import Presence, dosage_ms, single_staffed_ms, total_dosage_ms
from models.day.day import Day
from models.day.gate import unsigned
from models.day.observation import Note, note_item, to_describe, worth_reading
from models.day.review import comments, review_of
from models.day.timeline import ItemState
from models.day.unlike import unsettled_facts
from models.entries.closing import Signed
from models.entries.entry import Entry
from models.entries.team import StaffAdded


def session_rows(day: Day, people: Mapping[str, StaffAdded]) -> Iterator[Row]:
    """Every row of one session; `people` are the staff by id. LookupError without its opening.

    One after the other: the rows of a long day are dear, all at once they take 10 MiB.

    A day that runs is counted up to the last entry on it, so that the rows are the record's alone.
    """
    until = _until(day)
    yield _session(day, until, people)
    yield from _closing(day)
    yield from _timeline(day, until)
    yield from _people(day, until)
    yield from _observations(day)
    yield from _states_and_ratings(day)


FILE = "file"
"""Stands for who asked in a file of comments: nobody at this keyboard."""


def _until(day: Day) -> int:
    """Up to when an open day is counted (ms)."""
    if day.timeline.ended is not None:
        return day.timeline.ended
    mine = (entry.about for entry in day.facts.entries.values() if entry.stream == day.session)
    return max(mine, default=0)


def _session(day: Day, until: int, people: Mapping[str, StaffAdded]) -> Row:
    about, line, debrief = day.about, day.timeline, day.debrief
    review, men = review_of(day, people), day.attendance.men.values()
    asked = [one for one in comments(day) if one.is_open]
    work = [state for state in line.states if state.item.set.is_work]
    return row_of(SessionRow)(
        session_id=day.session,
        group_id=about.group,
        block=about.block,
        block_run=about.block_run,
        day=about.day,
        days=about.days,
        date=about.date,
        zone=about.zone,
        venue=about.venue,
        supervisor=about.supervisor,
        practice=about.practice,
        planned_start=day.planned_start,
        planned_end=day.planned_end,
        started=line.started,
        ended=line.ended,
        planned_minutes=sum(state.item.planned for state in work if not state.added),
        worked_ms=sum(line.worked_ms(state, until) for state in work),
        single_staffed_ms=single_staffed_ms(day.attendance, line, until),
        unsettled=len(unsettled_facts(day)),
        debriefed=debrief is not None,
        deviations=debrief.deviations if debrief else "",
        how_men_left=debrief.how_men_left if debrief else "",
        next_time=debrief.next_time if debrief else "",
        afterwards_on=day.afterwards.date if day.afterwards else "",
        afterwards_because=day.afterwards.because if day.afterwards else "",
        expected=len(men),
        came=sum(man.arrived is not None for man in men),
        notes=len(worth_reading(day.notes)),
        marks=len(to_describe(day.notes)),
        signed=len(day.signatures),
        stands=review.stands,
        # Given back before: a sign-off would stand as one.
        came_back=review.stands == "to read" and review.entry is not None,
        after_sign_off=len(review.since),
        signed_off=review.entry.about if review.locked and review.entry else None,
        unsigned=" ".join(unsigned(day, people)),
        asked_by=" ".join(FILE if one.what.by_file else one.entry.by for one in asked),
    )


def _closing(day: Day) -> Iterator[Row]:
    for code, text in (day.debrief.climate if day.debrief else {}).items():
        yield row_of(ClimateRow)(session_id=day.session, code=code, text=text)
    for entry in day.signatures:
        if isinstance(entry.what, Signed):
            yield _signature(day, entry, entry.what)


def _signature(day: Day, entry: Entry, what: Signed) -> Row:
    return row_of(SignatureRow)(
        session_id=day.session, staff_id=what.staff, at=entry.about, heads="\n".join(what.heads)
    )


def _timeline(day: Day, until: int) -> Iterator[Row]:
    for place, state in enumerate(day.timeline.states):
        yield _item(day, state, place, until)
        for number, run in enumerate(state.runs, start=1):
            yield row_of(RunRow)(
                session_id=day.session,
                item_id=state.item.id,
                number=number,
                started=run.started,
                ended=run.ended,
                late=run.late,
            )
    for number, pause in enumerate(day.timeline.pauses, start=1):
        yield row_of(PauseRow)(
            session_id=day.session,
            number=number,
            since=pause.since,
            until=pause.until,
            reason=pause.reason,
            interruption=pause.interruption,
        )


def _item(day: Day, state: ItemState, place: int, until: int) -> Row:
    item = state.item
    return row_of(ItemRow)(
        session_id=day.session,
        item_id=item.id,
        place=place,
        exercise=item.exercise,
        title=item.title,
        item_set=item.set.value,
        part=item.part,
        parts=item.parts,
        optional=item.optional,
        added=state.added,
        member_id=item.member,
        planned_start=item.start,
        planned=item.planned,
        change=state.change,
        status=state.status,
        reason=state.reason,
        agreed=state.agreed,
        overrun_reason=state.overrun_reason,
        worked_ms=day.timeline.worked_ms(state, until),
    )


def _people(day: Day, until: int) -> Iterator[Row]:
    for man in day.attendance.men.values():
        yield _attendance(day, man, until)
        yield from _stretches(day, "member", man.member, "", man.inside)
        for state in day.timeline.states:
            if state.item.set.is_work and state.runs:
                ms = dosage_ms(man, day.timeline, state.item.id, until)
                yield row_of(DosageRow)(
                    session_id=day.session, member_id=man.member, item_id=state.item.id, ms=ms
                )
    for person in day.attendance.staff:
        yield from _stretches(day, "staff", person.staff, person.capacity, person.inside)
    for person in day.attendance.visitors:
        yield from _stretches(day, "visitor", person.name, person.capacity, person.inside)
    for part in day.attendance.parts.values():
        yield row_of(PartRow)(
            session_id=day.session,
            member_id=part.member,
            item_id=part.item,
            part=part.part,
            words=part.words,
            response=part.response,
        )


def _attendance(day: Day, man: Presence, until: int) -> Row:
    return row_of(AttendanceRow)(
        session_id=day.session,
        member_id=man.member,
        seat=day.roster.seat(man.member),
        here=man.here,
        arrived=man.arrived,
        gone=man.inside[-1][1] if man.inside else None,
        reason=man.reason,
        walked_in=man.walked_in,
        outcome=man.outcome,
        decided=man.decided,
        evidence=man.evidence,
        outcome_by=man.outcome_by,
        worked_ms=total_dosage_ms(man, day.timeline, until),
        unsettled=man.unsettled,
    )


def _stretches(
    day: Day, kind: str, person: str, capacity: str, inside: tuple[tuple[int, int | None], ...]
) -> Iterator[Row]:
    for number, (since, until) in enumerate(inside, start=1):
        yield row_of(PresenceRow)(
            session_id=day.session,
            kind=kind,
            person=person,
            number=number,
            capacity=capacity,
            since=since,
            until=until,
        )


def _observations(day: Day) -> Iterator[Row]:
    taken: set[int] = set()
    for note in sorted(day.notes, key=lambda note: note.id):
        place = place_of(note.at, note.id)
        while place in taken:
            place += 1
        taken.add(place)
        yield _observation(day, note, place)
        for member in dict.fromkeys(note.what.members):
            yield row_of(ObservedRow)(
                session_id=day.session, note_id=note.id, member_id=member, place=place
            )


def _states_and_ratings(day: Day) -> Iterator[Row]:
    for number, one in enumerate(day.states, start=1):
        yield row_of(StateRow)(
            session_id=day.session,
            number=number,
            member_id=one.member,
            state=one.state,
            since=one.since,
            until=one.until,
            staff_id=one.by,
        )
    for rated in day.ratings:
        yield row_of(RatingRow)(
            session_id=day.session,
            item_id=rated.item,
            member_id=rated.member,
            staff_id=rated.staff,
            rating=rated.rating,
            most=rated.most,
            words=rated.words,
        )


def _observation(day: Day, note: Note, place: int) -> Row:
    what = note.what
    item, minute = note_item(note, day.timeline) or ("", 0)
    return row_of(ObservationRow)(
        place=place,
        note_id=note.id,
        session_id=day.session,
        at=note.at,
        written=note.first.written,
        written_by=note.by,
        scope=what.scope,
        item_id=item,
        minute=minute,
        text=what.text,
        meaning=what.meaning,
        own_words=what.own_words,
        direction=what.direction,
        domain=what.domain,
        climate=what.climate,
        target=what.target,
        action=what.action,
        supervision=what.supervision,
        outside=what.outside,
        mark=note.is_mark,
        struck=what.struck,
        late=note.late,
        amended=note.amended,
        unsettled=note.unsettled,
    )
