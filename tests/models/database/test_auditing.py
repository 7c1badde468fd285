"""The operational audit counts what the days say."""

from __future__ import annotations

from contextlib import closing

from models.database.auditing import audited_sessions, by_block, by_group, by_month
from models.database.database_file import connect
from models.day.attendance import single_staffed_ms
from models.group.people import fold_sessions
from models.home import Home
from models.keys.keyring import Keyring
from models.record import Record

ALWAYS = ("2000-01-01", "2100-01-01")


def test_the_figures_are_those_of_the_days(filled: Home, keyring: Keyring, reading: Record) -> None:
    days = [
        reading.day(group, one.session)
        for group in reading.team().groups
        for one in fold_sessions(reading.group_facts(group))
    ]
    held = [day for day in days if day.timeline.ended is not None]
    with closing(connect(filled, keyring)) as db:
        sessions = audited_sessions(db, *ALWAYS)
        first = audited_sessions(db, ALWAYS[0], sessions[0].date)
    assert len(sessions) == len(held)
    assert {one.date for one in first} == {sessions[0].date}
    for parts in (by_month(sessions), by_group(sessions)):
        assert sum(len(part.sessions) for part in parts) == len(held)
        two = [
            day
            for day in held
            if not single_staffed_ms(day.attendance, day.timeline, day.timeline.ended or 0)
        ]
        assert sum(part.two_staffed[0] for part in parts) == len(two)
        assert sum(part.supervised for part in parts) == sum(
            bool(day.about.supervisor) for day in held
        )
        came = sum(man.arrived is not None for day in held for man in day.attendance.men.values())
        assert sum(part.attended[0] for part in parts) == came
        planned = [
            state
            for day in held
            for state in day.timeline.states
            if state.item.set.is_work and not state.added
        ]
        done = sum(state.status == "done" for state in planned)
        assert sum(part.delivered[0] for part in parts) == done
        assert sum(part.delivered[1] for part in parts) == len(planned)
    assert {(one.held, one.days) for one in by_block(sessions)} == {(2, 8)}


def test_days_to_sign_wait_for_everybody(filled: Home, keyring: Keyring) -> None:
    with closing(connect(filled, keyring)) as db:
        sessions = audited_sessions(db, *ALWAYS)
    for one in sessions:
        assert (one.days_to_sign is None) == bool(one.unsigned or one.signed_at is None)
        assert one.days_to_sign_off is None
