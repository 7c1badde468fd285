"""A session as JSON for machines: the whole of it under stable names, instants as ISO with zone.

Own reflections, the words of concerns and of struck notes are never part of it. Text stands as it
was typed; without names, a man's name in it is his initials.
"""

from __future__ import annotations

import json

from exercise_bank.component import Component, component_of
from exports.document import plain
from exports.exercise_table import work_minutes
from exports.json_notes import concerns_data, notes_data, states_data, work_data
from exports.json_people import members_data, people_data
from exports.json_words import Data, Words, head_data
from exports.recording import gaps
from exports.signing import signing
from exports.source import Source, minutes
from exports.unsettled import unsettled
from models.day.attendance import single_staffed_ms
from models.day.timeline import ItemState
from models.local_time import hour_minute

FORMAT, VERSION = "session-tui session", 1


def to_json(source: Source) -> str:
    """The session as the text of a JSON file, ASCII only."""
    return json.dumps(session_data(source), indent=1) + "\n"


def session_data(source: Source) -> Data:
    """The session as plain values."""
    words = Words.of(source)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": {
            "at": words.instant(source.now),
            "by": words.staff(source.made_by),
            "names": source.names,
        },
        "session": _session(words),
        "day": _day(words),
        "items": [_item(words, state) for state in source.day.timeline.states],
        "pauses": _pauses(words),
        **people_data(words),
        "recordings": _recordings(words),
        "members": members_data(words),
        **notes_data(words),
        **states_data(words),
        **work_data(words),
        **concerns_data(words),
        "debrief": _debrief(words),
        "written_afterwards": _afterwards(words),
        "signatures": _signatures(words),
        "unsettled": [words.text(plain(text)) for text in unsettled(source)],
        "odd": [words.text(line) for line in source.day.timeline.odd],
        "heads": [head_data(head) for head in source.heads],
    }


def _session(words: Words) -> Data:
    about = words.source.day.about
    group = words.source.team.groups.get(about.group)
    return {
        "id": about.session,
        "group": about.group,
        "group_name": words.text(group.name) if group else None,
        "component": _component(words),
        "block": about.block if component_of(about.block) is Component.CORE else None,
        "block_title": words.source.block_title,
        "block_run": about.block_run,
        "day": about.day,
        "days": about.days,
        "date": about.date,
        "zone": about.zone,
        "venue": words.text(about.venue or (group.venue if group else "")),
        "supervisor": words.source.staff(about.supervisor),
        "practice": about.practice,
    }


def _component(words: Words) -> str | None:
    """The session's own: one man's individual work stands beside his group's days."""
    about = words.source.day.about
    own = component_of(about.block)
    if own is not Component.CORE:
        return own.value
    group = words.source.team.groups.get(about.group)
    return words.text(group.component) if group else None


def _day(words: Words) -> Data:
    source = words.source
    line, attendance = source.day.timeline, source.day.attendance
    planned, delivered = work_minutes(source)
    return {
        "planned_start": words.instant(source.day.planned_start),
        "planned_end": words.instant(source.day.planned_end),
        "started": words.instant(line.started),
        "ended": words.instant(line.ended),
        "late_start_reason": words.text(line.late_start_reason),
        "run_on": _run_on(words),
        "work_minutes_planned": planned,
        "work_minutes_delivered": delivered,
        "single_staffed_minutes": minutes(single_staffed_ms(attendance, line, source.now)),
        "plan_unsettled": line.plan_unsettled,
    }


def _run_on(words: Words) -> Data | None:
    agreed = words.source.day.run_on
    if agreed is None:
        return None
    return {
        "until": words.instant(agreed.until),
        "reason": words.text(agreed.reason),
        "leaving": list(agreed.leaving),
    }


def _item(words: Words, state: ItemState) -> Data:
    source, item = words.source, state.item
    worked = source.day.timeline.worked_ms(state, source.now)
    return {
        "id": item.id,
        "exercise": item.exercise,
        "title": words.text(item.title),
        "public_title": words.text(item.public_title),
        "set": item.set.value,
        "work": item.set.is_work,
        "member": item.member or None,
        "seat": source.day.roster.seat(item.member) if item.member else None,
        "part": item.part,
        "parts": item.parts,
        "optional": item.optional,
        "fixed": item.fixed,
        "added": state.added,
        "planned": {
            "start": hour_minute(item.start),
            "minutes": item.planned,
            "minimum": item.minimum,
            "maximum": item.maximum,
        },
        "status": state.status,
        "runs": [_run(words, run.started, run.ended, run.entry) for run in state.runs],
        "minutes": minutes(worked),
        "ms": worked,
        "difference": minutes(worked) - item.planned if state.runs and not state.added else None,
        "minutes_changed": state.change,
        "reason": words.text(state.reason),
        "agreed": words.text(source.staff(state.agreed)),
        "overrun_reason": words.text(state.overrun_reason),
        "remark": words.text(item.remark),
    }


def _run(words: Words, started: int, ended: int | None, entry_id: str) -> Data:
    entry = words.source.day.facts.entries.get(entry_id)
    return {
        **words.stretch(started, ended),
        "late": bool(entry and entry.late),
        "written": words.instant(entry.written) if entry else None,
        "unverified": _unverified(words, entry_id),
    }


def _unverified(words: Words, entry_id: str) -> bool:
    """Whether it was pressed in the room view, at an open seat."""
    entry = words.source.day.facts.entries.get(entry_id)
    return bool(entry and entry.unverified)


def _pauses(words: Words) -> list[Data]:
    now = words.source.now
    return [
        {
            **words.stretch(pause.since, pause.until),
            "minutes": minutes((now if pause.until is None else pause.until) - pause.since),
            "reason": words.text(pause.reason),
            "interruption": pause.interruption,
            "unverified": _unverified(words, pause.entry),
        }
        for pause in words.source.day.timeline.pauses
    ]


def _recordings(words: Words) -> Data:
    return {
        "intervals": [
            {
                **words.stretch(one.since, one.until),
                "reference": words.text(one.reference),
                "ended_why": words.text(one.ended_why),
            }
            for one in words.source.day.recordings
        ],
        "gaps": [words.stretch(since, until) for since, until in gaps(words.source)],
    }


def _debrief(words: Words) -> Data | None:
    said = words.source.day.debrief
    if said is None:
        return None
    return {
        "climate": {code: words.text(text) for code, text in said.climate.items()},
        "deviations": words.text(said.deviations),
        "how_men_left": words.text(said.how_men_left),
        "next_time": words.text(said.next_time),
    }


def _afterwards(words: Words) -> Data | None:
    said = words.source.day.afterwards
    return {"date": said.date, "because": words.text(said.because)} if said else None


def _signatures(words: Words) -> Data:
    stands = signing(words.source)
    return {
        "complete": stands.complete,
        "signed": [
            {
                **words.staff(one.staff),
                "at": words.instant(one.at),
                "heads": [head_data(head) for head in one.heads],
                "changes_since": one.since,
            }
            for one in stands.signatures
        ],
        "missing": [words.staff(staff) for staff in stands.missing],
    }
