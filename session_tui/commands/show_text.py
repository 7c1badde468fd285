"""A session as lines of plain text: seats and initials, concerns by reference, no reflections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from exercise_bank.component import part_of, unit_of
from exercise_bank.exercise import Domain
from models.day.quick_line import CLIMATES
from models.local_time import MINUTE_MS, clock, hour_minute, long_date
from session_tui.commands.output import many
from session_tui.commands.sessions import SHORT
from session_tui.showable import showable

if TYPE_CHECKING:
    from models.day.session_view import Heading, ItemLine, ManLine, NoteLine, SessionView

_DOMAINS = {one.value: one.label for one in Domain}


def session_lines(view: SessionView, width: int) -> list[str]:
    """All of it, in lines of at most `width` cells (a word longer than that stays whole)."""
    parts = [
        _heading(view.heading, width),
        ["TIME LINE", "  start  min  delivered    min", *_time_line(view, width)],
        ["ATTENDANCE", *_men(view, width)],
        ["STAFF AND VISITORS", *_people(view)],
        [f"NOTES  {len(view.notes)}", *_notes(view, width)],
        ["WORK BETWEEN SESSIONS", *_work(view, width)],
        ["CONCERNS AND INCIDENTS", *_concerns(view)],
        ["DEBRIEF", *_debrief(view, width)],
        ["SIGNED", *_signatures(view)],
    ]
    lines: list[str] = []
    for part in parts:
        lines += ["", *part] if lines else part
        if len(part) == 1:
            lines.append("  nothing")
    return lines


def _heading(about: Heading, width: int) -> list[str]:
    which = f"{part_of(about.block)}, {unit_of(about.block)} {about.day} of {about.days}"
    when = f"{which} · {long_date(about.date)}"
    practice = "PRACTICE · " if about.practice else ""
    place = f"{about.venue or 'venue not said'} · supervisor {about.supervisor or 'not named'}"
    planned = f"planned {_clock(about, about.planned_start)} to {_clock(about, about.planned_end)}"
    lines = [
        *_wrapped(f"{practice}{about.group_name or 'unknown group'} · {when}", width, ""),
        *_wrapped(f"{place} · {about.session[:SHORT]}", width, ""),
        *_wrapped(f"{_ran(about)}; {planned}", width, ""),
        f"Work {_minutes(about.worked_ms)} of {about.planned_minutes} min, "
        f"{_minutes(about.single_staffed_ms)} of them single-staffed",
    ]
    if about.afterwards_on:
        said = f"Written afterwards on {about.afterwards_on} because: {about.afterwards_because}"
        lines += _wrapped(said, width, "")
    if about.unsettled:
        lines.append(f"{many(about.unsettled, 'fact')} set differently by two people")
    return lines


def _ran(about: Heading) -> str:
    if about.started is None:
        return "Not begun"
    until = "not ended" if about.ended is None else f"to {_clock(about, about.ended)}"
    return f"{_clock(about, about.started)} {until}"


def _time_line(view: SessionView, width: int) -> Iterator[str]:
    for item in view.items:
        ran = _stretch(view.heading, item.started, item.ended) if item.started else item.status
        minutes = f"{_minutes(item.worked_ms):>4}" if item.started else "    "
        title = item.title + (f" ({item.part} of {item.parts})" if item.parts > 1 else "")
        seat = f"  seat {item.seat % 10}" if item.seat is not None else ""
        head = f"  {hour_minute(item.planned_start)} {item.planned:>4}  {ran:<11} {minutes}  "
        yield from _wrapped(title + seat, width, " " * len(head), head)
        if why := _why(item):
            yield from _wrapped(why, width, " " * len(head))


def _why(item: ItemLine) -> str:
    """What changed, and why."""
    said = []
    if item.added:
        said.append("not in the plan")
    if item.status in ("cut", "skipped", "carried"):
        word = {"cut": "cut short", "carried": "carried over"}.get(item.status, item.status)
        agreed = f" (agreed: {item.agreed})" if item.agreed else ""
        said.append(f"{word}: {item.reason or 'no reason given'}{agreed}")
    if item.overrun_reason:
        said.append(f"ran over: {item.overrun_reason}")
    return "; ".join(said)


def _men(view: SessionView, width: int) -> Iterator[str]:
    for man in view.men:
        seat = f"{man.seat % 10}" if man.seat >= 0 else "?"
        came = _stretch(view.heading, man.arrived, man.gone) if man.arrived else man.here
        minutes = f"{_minutes(man.worked_ms):>4} min" if man.arrived else " " * 8
        head = f"  {seat}  {_initials(man):<4} {came:<12} {minutes}  "
        yield from _wrapped(_outcome(man), width, " " * len(head), head)


def _initials(man: ManLine) -> str:
    return showable(man.initials)[:4]


def _outcome(man: ManLine) -> str:
    how = "decided" if man.decided else "provisional"
    outcome = f"{man.outcome} {how}" if man.outcome else "no outcome yet"
    here = f"{man.here}; " if man.arrived and man.here not in ("in", "out") else ""
    return f"{here}{outcome}{': ' + man.reason if man.reason else ''}"


def _people(view: SessionView) -> Iterator[str]:
    for name, stretches in groupby(view.people, key=lambda one: (one.name, one.role)):
        times = ", ".join(_stretch(view.heading, one.since, one.until) for one in stretches)
        yield f"  {name[0]}, {name[1] or 'visitor'}: {times}"


def _notes(view: SessionView, width: int) -> Iterator[str]:
    titles = {item.item: item.title for item in view.items}
    for item, notes in groupby(view.notes, key=lambda note: note.item):
        yield f"  {titles.get(item, 'outside the exercises')}"
        for note in notes:
            yield from _wrapped(_note_head(view.heading, note), width, " " * 6, "    ")
            if note.text or note.meaning:
                yield from _wrapped(note.text, width, " " * 6)
            if note.meaning:
                yield from _wrapped(f"may mean: {note.meaning}", width, " " * 6)


def _note_head(about: Heading, note: NoteLine) -> str:
    tags = [
        note.seats or {"all": "all in the room", "group": "the group"}.get(note.scope, note.scope),
        note.direction,
        _DOMAINS.get(note.domain, note.domain),
        CLIMATES.get(note.climate, note.climate),
        f"target {note.target}" if note.target else "",
        "action" if note.action else "",
        "for supervision" if note.supervision else "",
        "to describe" if note.mark else "",
        "entered late" if note.late else "",
        "amended" if note.amended else "",
        note.by,
    ]
    return f"{_clock(about, note.at)}  {' · '.join(tag for tag in tags if tag)}"


def _work(view: SessionView, width: int) -> Iterator[str]:
    for work in view.work_set:
        yield from _wrapped(work.text, width, " " * 6, f"  set, {work.seats or 'all'}: ")
    for text, answers in groupby(view.followed, key=lambda one: one.text):
        yield from _wrapped(text or "work of another time", width, " " * 6, "  asked: ")
        said = [
            f"{one.seat % 10 if one.seat is not None else '?'} {one.result}"
            f"{' (' + one.reason + ')' if one.reason else ''}"
            for one in answers
        ]
        yield from _wrapped("; ".join(said), width, " " * 6)


def _concerns(view: SessionView) -> Iterator[str]:
    for one in view.concerns:
        kind = "incident" if one.incident else "concern"
        state = "closed" if one.closed else "open"
        reference = one.reference or f"no reference ({one.concern[:SHORT]})"
        yield f"  {kind} {reference} · seats {one.seats or 'none'} · told {one.told} · {state}"


def _debrief(view: SessionView, width: int) -> Iterator[str]:
    about = view.heading
    said = [(CLIMATES.get(one.code, one.code), one.text) for one in view.climate]
    said += [
        ("deviations", about.deviations),
        ("how the men left", about.how_men_left),
        ("next time", about.next_time),
    ]
    for what, text in said:
        if text:
            yield from _wrapped(text, width, " " * 6, f"  {what}: ")


def _signatures(view: SessionView) -> Iterator[str]:
    for one in view.signatures:
        yield f"  {one.name}, {_clock(view.heading, one.at)}"


def _clock(about: Heading, at: int) -> str:
    return clock(at, about.zone)


def _stretch(about: Heading, since: int | None, until: int | None) -> str:
    begun = _clock(about, since) if since is not None else ""
    return f"{begun}–{_clock(about, until) if until is not None else ''}"


def _minutes(ms: int) -> int:
    return round(ms / MINUTE_MS)


def _wrapped(text: str, width: int, indent: str, first: str | None = None) -> list[str]:
    """The text in lines, the first one headed by `first`; its own line ends are spaces."""
    from textwrap import wrap

    first = indent if first is None else first
    lines = wrap(
        showable(text),
        width,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first.rstrip()]
