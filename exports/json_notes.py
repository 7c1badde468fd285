"""What was written in a session as JSON: notes, marks, work, concerns by reference, actions."""

from __future__ import annotations

from exports.json_words import Data, Words
from models.day.observation import Note, note_item, offset_ms, to_describe, worth_reading
from models.entries.group import WorkFollowed, WorkSet


def notes_data(words: Words) -> Data:
    """Notes with their words, marks to describe, and how many were struck."""
    notes = words.source.day.notes
    return {
        "notes": [_note(words, note) for note in worth_reading(notes)],
        "marks": [_placed(words, note) for note in to_describe(notes)],
        "struck": sum(note.what.struck for note in notes),
    }


def states_data(words: Words) -> Data:
    """What lasted in a man, from when until when (null: no end was said)."""
    return {
        "states": [
            {
                "member": one.member,
                "state": one.state,
                "label": words.source.state(one.state),
                "since": words.instant(one.since),
                "until": words.instant(one.until),
                "by": words.staff(one.by),
            }
            for one in words.source.day.states
        ],
        "understanding": [
            {
                "item": rated.item,
                "member": rated.member,
                "rating": rated.rating,
                "most": rated.most,
                "words": words.text(rated.words),
                "by": words.staff(rated.staff),
            }
            for rated in words.source.day.ratings
        ],
    }


def work_data(words: Words) -> Data:
    """Work set in this session, and what became of work set before."""
    day = words.source.day
    answers = [
        settled.value.what
        for settled in day.facts.all_of("followed")
        if isinstance(settled.value.what, WorkFollowed)
        and settled.value.what.session == day.session
    ]
    return {
        "work_set": [_work(words, work) for work in day.work_set],
        "work_due": [_work(words, work) for work in day.work_due],
        "work_followed": [
            {
                "work": answer.work,
                "member": answer.member,
                "result": answer.result,
                "reason": words.text(answer.reason),
            }
            for answer in answers
        ],
    }


def concerns_data(words: Words) -> Data:
    """Concerns by reference alone, and actions."""
    day = words.source.day
    return {
        "concerns": [
            {
                "id": what.concern,
                "reference": words.text(what.reference),
                "incident": what.incident,
                "members": list(what.members),
                "item": what.item or None,
                "at": words.instant(entry.about),
                "told": len(what.told),
                "closed": what.closed,
            }
            for entry, what in day.concerns
        ],
        "actions": [
            {
                "id": action.action,
                "members": list(action.members),
                "what": words.text(action.what),
                "who": words.source.staff(action.who),
                "by_when": words.text(action.by_when),
                "done": action.done,
            }
            for action in day.actions
        ],
    }


def _placed(words: Words, note: Note) -> Data:
    """Whom and which moment a note is about."""
    found = note_item(note, words.source.day.timeline)
    return {
        "id": note.id,
        "scope": note.what.scope,
        "members": list(note.what.members),
        "seats": words.seats(note.what.members),
        "at": words.instant(note.at),
        "item": found[0] if found else None,
        "minute": found[1] if found else None,
        "by": words.staff(note.by),
        "written": words.instant(note.first.written),
        "late": note.late,
    }


def _note(words: Words, note: Note) -> Data:
    what = note.what
    recorded = offset_ms(words.source.day.recordings, note.at)
    return {
        **_placed(words, note),
        "text": words.text(what.text),
        "meaning": words.text(what.meaning),
        "own_words": what.own_words,
        "direction": what.direction,
        "domain": what.domain,
        "climate": what.climate,
        "target": what.target,
        "action": what.action,
        "supervision": what.supervision,
        "outside": words.text(what.outside),
        "amended": note.amended,
        "why_changed": words.text(what.why_changed),
        "changed": words.instant(note.written) if note.amended else None,
        "unsettled": note.unsettled,
        "recording": {"reference": words.text(recorded[0]), "offset_ms": recorded[1]}
        if recorded
        else None,
    }


def _work(words: Words, work: WorkSet) -> Data:
    return {"id": work.work, "members": list(work.members), "text": words.text(work.text)}
