"""The notes of the day as lines, with their words: the observe screen alone shows these.

Each stands under its exercise, with its head as it is typed, so that the list teaches the line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from models.day.day import Day
from models.day.observation import Note, note_item, offset_ms
from models.entries.observation import NoteWritten
from models.local_time import MINUTE_MS
from session_tui.lines import Line, Weight, fit, line, wrap
from session_tui.note_head import head_of
from session_tui.screens.live.day_pane import item_title

MARK, TIME, HEAD, OFFSET = 2, 7, 9, 10
"""Cells of the columns: the chosen one's sign, the time, the head; the offset, once recorded."""


NOTHING = "Nothing is noted yet. Type a seat, then what happened."


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list of notes shows.

    `cursor` is the note one is on ("" for none), `picked` those chosen besides (ids); `staff` gives
    names by id.
    """

    day: Day
    notes: tuple[Note, ...]
    cursor: str
    staff: Mapping[str, str]
    picked: Collection[str] = ()


def notes_lines(shown: Shown, cells: int, rows: int, nothing: str = NOTHING) -> list[Line]:
    """The notes that fill so many rows: up to the newest, or around the one with the cursor."""
    return [row for row, _ in notes_rows(shown, cells, rows, nothing)]


def notes_rows(
    shown: Shown, cells: int, rows: int, nothing: str = NOTHING
) -> list[tuple[Line, str]]:
    """The same rows, each with the note (id) that it is of, or ""."""
    notes, chosen = shown.notes, shown.cursor
    if not notes:
        return [(row, "") for row in ((), *wrap(nothing, cells, "past"))]
    last = next((at for at, note in enumerate(notes) if note.id == chosen), len(notes) - 1)
    lines = _block(shown, last, cells)
    if len(lines) >= rows:
        return lines[:rows] if chosen else lines[-rows:]
    after = last + 1
    while len(lines) < rows and after < len(notes):
        # Half of the pane below the chosen one, as far as there is.
        if len(lines) > rows // 2 and last > 0:
            break
        lines += _block(shown, after, cells)
        after += 1
    lines = lines[:rows]
    before = last - 1
    while len(lines) < rows and before >= 0:
        lines = [*_block(shown, before, cells), *lines]
        before -= 1
    return lines[-rows:]


def _block(shown: Shown, at: int, cells: int) -> list[tuple[Line, str]]:
    """One note, below the title of its exercise where it is the first one of it."""
    day, note = shown.day, shown.notes[at]
    item = _item(day, note)
    block: list[Line] = []
    if at == 0 or item != _item(day, shown.notes[at - 1]):
        state = day.timeline.state(item)
        title = item_title(day, state) if state else "outside the exercises"
        block += [*([()] if at else []), line(title, "head")]
    mine = note.id == shown.cursor
    head, clock = head_of(note.what, day.roster), day.clock(note.at)
    offset = ""
    if day.recordings:
        played = offset_ms(day.recordings, note.at)
        offset = offset_text(played[1]) if played else "no rec"
    picked = note.id in shown.picked
    block += note_block(note.what, head, clock, cells, mine, offset, picked)
    if mine:
        indent = OFFSET if offset else 0
        block += wrap_at(detail(day, note, shown.staff), cells, "past", indent)
    return [(row, note.id) for row in block]


def _item(day: Day, note: Note) -> str:
    found = note_item(note, day.timeline)
    return found[0] if found else ""


@lru_cache(maxsize=2048)
def note_block(
    note: NoteWritten,
    head: str,
    clock: str,
    cells: int,
    chosen: bool,
    offset: str = "",
    picked: bool = False,
) -> list[Line]:
    """One note: when, its head, its words wrapped beside them; what it may mean below.

    `offset` is where the recording has it, "" where the day has no recording. `picked`: it is
    one of several that are chosen.
    """
    indent = OFFSET if offset else 0
    weight: Weight = "now" if chosen else "normal"
    if note.struck:
        why = f": {note.why_changed}" if note.why_changed else ""
        words = wrap_at(f"struck{why}", cells, "past", indent)
    elif not note.text and not note.meaning:
        words = wrap_at("to describe", cells, "accent", indent)
    else:
        words = wrap_at(note.text, cells, weight, indent) if note.text else []
        if note.meaning:
            words += wrap_at(f"// {note.meaning}", cells, "soft", indent)
    margin: Line = (
        ("• " if picked else "› " if chosen else "  ", "accent"),
        (fit(clock, TIME), "now" if chosen else "past"),
    )
    if offset:
        margin = (*margin, (fit(offset, OFFSET), "past"))
    whom = head or "group"
    if len(whom) < HEAD:
        ((text, weight),) = words[0]
        return [(*margin, (fit(whom, HEAD), "head"), (text.lstrip(), weight)), *words[1:]]
    return [(*margin, (whom, "head")), *words]


def wrap_at(text: str, cells: int, weight: Weight, indent: int = 0) -> list[Line]:
    """Text wrapped in the column of words, so many cells further in."""
    margin = " " * (MARK + TIME + HEAD + indent)
    wrapped = wrap(text, max(20, cells - len(margin)), weight)
    return [line(margin + piece[0], piece[1]) for (piece,) in wrapped]


def detail(day: Day, note: Note, staff: Mapping[str, str]) -> str:
    """What is known of a note beside its words: minute, recording, writer, what changed."""
    parts: list[str] = []
    if item := note_item(note, day.timeline):
        parts.append(f"minute {item[1]}")
    if day.recordings:
        played = offset_ms(day.recordings, note.at)
        parts.append(
            " ".join(filter(None, ("recording", played[0], offset_text(played[1]))))
            if played
            else "not recorded then"
        )
    if note.what.outside:
        parts.append(f"outside the session, reported by {note.what.outside}")
    late = f", late at {day.clock(note.first.written)}" if note.late else ""
    parts.append(f"written by {staff.get(note.by, 'someone')}{late}")
    if len(note.history) > 1:
        last = note.history[-1]
        why = note.what.why_changed
        changed = "described" if not note.amended and not note.what.struck else "changed"
        parts.append(f"{changed} at {day.clock(last.written)}{': ' + why if why else ''}")
    return " · ".join(parts)


def offset_text(ms: int) -> str:
    """An offset into a recording (ms) as 01:22:40."""
    minutes = ms // MINUTE_MS
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000 % 60:02d}"
