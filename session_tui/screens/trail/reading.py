"""What the trail's screen reads, in the record's thread: step by step, and what ids mean."""

from __future__ import annotations

from models.group.people import Team, fold_roster, fold_sessions
from models.local_time import long_date
from models.streams import TEAM_STREAM, TRAIL_STREAM
from models.trail import Step, steps
from session_tui.desk import Desk
from session_tui.screens.trail.lines import Words


def streams_of(desk: Desk) -> list[str]:
    """Every stream that can be read, the trail's own first; none once it is locked.

    An auditor's keys open no other.
    """
    if desk.record is None:
        return []
    if desk.audits:
        return [TRAIL_STREAM]
    found = (stream.hex() for stream in desk.record.reader.streams())
    return [TRAIL_STREAM, *(one for one in found if one != TRAIL_STREAM)]


def steps_of(desk: Desk, stream: str) -> tuple[Step, ...]:
    """What one stream says was done with personal data; nothing once it is locked."""
    return steps(desk.record.entries([stream])) if desk.record is not None else ()


def words_of(desk: Desk) -> Words:
    """Names of staff, groups and days, seats of men, as far as this person can read them."""
    labels = {one.staff.hex(): one.label for one in desk.home.people()}
    if desk.record is None:
        return Words(labels)
    team = desk.record.team()
    staff = labels | {one: person.name for one, person in team.staff.items()}
    streams, men = {TRAIL_STREAM: "", TEAM_STREAM: "the team", **_groups(team)}, {}
    for group, formed in team.groups.items():
        facts = desk.record.group_facts(group)
        for about in fold_sessions(facts):
            streams[about.session] = f"{formed.name}, {long_date(about.date)[4:]}"
        roster = fold_roster(facts)
        for man in (*roster.members, *roster.left):
            gone = ", left" if man in roster.left else ""
            men[man] = f"{formed.name} {roster.seat_sign(man)}{gone}"
    return Words(staff, streams, men)


def _groups(team: Team) -> dict[str, str]:
    return {group: formed.name for group, formed in team.groups.items()}
