"""A row as it was typed, read: the act it makes, or which cell can't be so and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exercise_bank.minutes import MinutesError, parse_clock, parse_duration
from exercise_bank.service import Service
from models.acts import Act, Refused
from models.acts.afterwards import Became, Came, Ran, day_ended, item_ran, man_came, said_of
from models.day.day import Day
from models.day.quick_line import Reading, read_line
from models.entries.group import ConcernWritten
from models.local_time import MINUTE_MS, hour_minute, minute_of_day
from session_tui.note_keeping import concern_act, note_act, note_of, who_of
from session_tui.screens.afterwards.rows import Row, Texts

EARLIEST = 7 * 60
"""No session runs before seven: "1:15" on a paper register is a quarter past one."""

OF_ITEM = {"x": "cut", "k": "skipped", "c": "carried"}
OF_MAN = {"x": "absent", "n": "not admitted", "r": "rescheduled", "h": "sent home"}
USES = {
    "cut": "cut",
    "skipped": "skip",
    "carried": "carry",
    "absent": "absent",
    "sent home": "",
    "not admitted": "",
    "rescheduled": "",
}


class CellFault(Refused):
    """What was typed in this cell (0 is the first) can't be so; the message says why."""

    def __init__(self, cell: int, says: str) -> None:
        super().__init__(says)
        self.cell = cell


def read_row(day: Day, row: Row, texts: Sequence[str], now: int, new_id: str) -> Act:
    """The act that a row makes. `new_id` is a note's. Raises CellFault; nothing else."""
    try:
        match row.kind:
            case "item":
                return item_ran(day, row.subject, _ran(day, row, texts), now)
            case "end":
                return day_ended(day, day.wall(_clock(texts[0], 0)), now)
            case "man":
                return man_came(day, row.subject, _came(day, texts), now)
            case "note":
                return _note(day, texts, now, new_id)
    except CellFault:
        raise
    except Refused as why:
        raise CellFault(0, str(why)) from None


def understood(day: Day, row: Row, texts: Sequence[str]) -> str:
    """What an item's times come to; nothing where they can't be read yet."""
    if row.kind != "item" or not any(texts):
        return ""
    try:
        ran = _ran(day, row, texts)
    except CellFault:
        return ""
    if ran.started is None or ran.ended is None:
        return ""
    minutes = (ran.ended - ran.started) // MINUTE_MS
    over = f", {minutes - row.planned:+d}" if minutes != row.planned else ", as planned"
    return f"{day.clock(ran.started)} to {day.clock(ran.ended)} · {minutes} min{over}"


def tidy(row: Row, texts: Texts, service: Service) -> Texts:
    """A row's texts as they will stand: a key becomes its word, "1:15" is 13:15."""
    texts = tuple(text.strip() for text in texts)
    if row.kind in ("note", "end"):
        return (_clock_text(texts[0]), *texts[1:])
    first, second, word, why = texts
    words = OF_ITEM if row.kind == "item" else OF_MAN
    # "absent" is often written where the time would stand.
    if first and not word and not any(char.isdecimal() for char in first):
        first, word = ("", chosen(first, words)) if chosen(first, words) else (first, word)
    word = chosen(word, words) or word
    second = _clock_text(second) if row.kind == "man" else second
    return _clock_text(first), second, word, reason(why, row, service, word)


def _clock_text(text: str) -> str:
    try:
        return hour_minute(_clock(text, 0))
    except CellFault:
        return text


def chosen(text: str, words: Mapping[str, str]) -> str:
    """The word meant by its key or its beginning; "" where that fits none, or several."""
    text = text.casefold()
    if not text:
        return ""
    if text in words:
        return words[text]
    fitting = [word for word in words.values() if word.startswith(text)]
    return fitting[0] if len(fitting) == 1 else ""


def use_of(row: Row, became: str) -> str:
    """Where the service lists the reasons for this row: "skip", "overrun", "late" and so on."""
    return USES.get(became, "overrun" if row.kind == "item" else "late")


def reason(text: str, row: Row, service: Service, became: str) -> str:
    """A reason, in words or by the one key of the service's list."""
    for known in service.reasons_for(use_of(row, became)):
        if text.casefold() == known.key:
            return known.label
    return text


# --- one row of each kind -----------------------------------------------------


def _ran(day: Day, row: Row, texts: Sequence[str]) -> Ran:
    began, end, word, why = (text.strip() for text in texts)
    became = _word(word, OF_ITEM)
    started = day.wall(_clock(began, 0)) if began else None
    if started is None and end:
        started = _ended_before(day, row)
    ended = _end(day, started, end) if end and started is not None else None
    return Ran(started, ended, became, why)  # type: ignore[arg-type]  # OF_ITEM's words are Became


def _ended_before(day: Day, row: Row) -> int:
    """Where an item began that says no start: where the one before ended."""
    before: Became | None = None
    ended = day.planned_start
    for state in day.timeline.states:
        if state.item.id == row.subject:
            break
        ran = said_of(day, state.item.id) if len(state.runs) <= 1 else Ran()
        before = ran.became
        if ran.started is not None:
            if ran.ended is None:
                raise CellFault(0, f"When did it begin? {state.item.title} has no end.")
            ended = ran.ended
        elif before not in ("skipped", "carried"):
            raise CellFault(0, f"When did it begin? {state.item.title} has no end yet.")
    return ended


def _end(day: Day, started: int, text: str) -> int:
    """An end: a time on the wall after the start, or how many minutes it ran."""
    typed = text.strip()
    if "h" not in typed.lower() and not (typed.isdecimal() and int(typed) <= LONGEST):
        try:
            at = day.wall(_clock(typed, 1))
            if at > started:
                return at
        except CellFault:
            pass
    try:
        minutes = parse_duration(typed)
    except MinutesError:
        raise CellFault(1, f"{typed[:12]!r} is no time and no minutes: 11:40, or 25.") from None
    if not 0 < minutes <= LONGEST:
        began = hour_minute(minute_of_day(started, day.about.zone))
        raise CellFault(1, f"It began at {began}: it can't have ended at {typed[:12]}.")
    return started + minutes * MINUTE_MS


LONGEST = 330
"""The length of a whole day in minutes, 10:00 to 15:30 (seed)."""


def _clock(text: str, cell: int) -> int:
    """The minute of the day meant."""
    try:
        minute = parse_clock(text)
    except MinutesError as why:
        raise CellFault(cell, str(why)) from None
    return minute if "am" in text.lower().replace(".", "") else _by_day(minute)


def _by_day(minute: int) -> int:
    """Small hours are the afternoon's."""
    return minute + 12 * 60 if minute < EARLIEST else minute


def _word(text: str, words: Mapping[str, str]) -> str:
    if not text:
        return ""
    if found := chosen(text, words):
        return found
    ways = ", ".join(f"{key} {word}" for key, word in words.items())
    raise CellFault(2, f"{text[:12]!r} isn't one of: {ways}.")


def _came(day: Day, texts: Sequence[str]) -> Came:
    came, left, word, why = (text.strip() for text in texts)
    return Came(
        day.wall(_clock(came, 0)) if came else None,
        day.wall(_clock(left, 1)) if left else None,
        _word(word, OF_MAN),  # type: ignore[arg-type]  # OF_MAN's words are Came's
        why,
    )


def _note(day: Day, texts: Sequence[str], now: int, new_id: str) -> Act:
    reading = read_line(texts[1])
    at = _moment(day, texts[0].strip(), reading)
    if at > now:
        raise CellFault(0, "That time is still to come.")
    try:
        who = who_of(day, reading)
        if who is None:
            raise CellFault(1, "Who is it about? His seat first, * for all, # or + for the group.")
        if reading.concern:
            return concern_act(day, reading, at, new_id, who)
        return note_act(day, note_of(day, reading, new_id, who), at)
    except CellFault:
        raise
    except Refused as why:
        raise CellFault(1, str(why)) from None


def _moment(day: Day, when: str, reading: Reading) -> int:
    """When a note's moment was: its first cell says so, or the head."""
    if not reading.line.strip():
        raise CellFault(1, "Who and what? 3+sr went back to …")
    if reading.minutes_ago is not None:
        raise CellFault(1, "Minutes ago counts from now: say the time, @11:40.")
    if when:
        return day.wall(_clock(when, 0))
    if reading.clock is None:
        raise CellFault(0, "When was it? 11:40 here, or @11:40 in the head.")
    return day.wall(_by_day(reading.clock))


def concerns_of(act: Act) -> tuple[str, ...]:
    """The concerns that an act begins (ids): who was told is still to be said."""
    return tuple(e.what.concern for e in act.entries if isinstance(e.what, ConcernWritten))
