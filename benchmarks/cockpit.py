"""The live screen on a day of 2,000 entries and 22 items: keys, a held key, an hour, idling."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks import long_day
from benchmarks.busy_day import make_busy_day
from benchmarks.on_screen import PLAIN, bare_environment, key_rows, keys, opened_day
from benchmarks.table import Row, p95
from benchmarks.timed_terminal import TimedTerminal

ENTRIES, ITEMS = 2000, 22
_BESIDE_NOTES = 45
"""What else such a day has: its plan, who is there, what was started."""
ROUNDS = 40
HELD = "the quick brown fox jumps over the lazy dog and goes on home"
"""60 keys; each beginning of it stands on the screen only once it was typed so far."""
APART_S = 1 / 30
HOUR_KEYS = 2000
"""More than most hands press in an hour of use."""
STILL_EVERY, STILL_S = 500, 12.0
"""So often nobody types for so long: the local database is folded, garbage collected."""
MINUTE_S = 60.0


def measures(folder: Path) -> Iterator[Row]:
    """All rows of the long day, whose home is made in `folder`."""
    home = folder / "long"
    session = make_busy_day(home, ENTRIES - _BESIDE_NOTES, ITEMS)
    yield from long_day.measures(home, session)
    environment = bare_environment(folder)
    with opened_day(home, environment) as ours, TimedTerminal(PLAIN, environment) as plain:
        plain.until("a plain program", plain.began)
        yield from key_rows(keys(ours, plain, ROUNDS))
        yield from _held(ours, plain)
        yield from _an_hour(ours, plain)
        ours.listen(3.0)
        written = ours.bytes_written
        ours.listen(MINUTE_S)
        yield Row("written to the screen in an idle minute", ours.bytes_written - written, "B")
        yield Row("peak memory on that day", ours.peak_mib(), "MiB")


def _held(ours: TimedTerminal, plain: TimedTerminal) -> Iterator[Row]:
    """60 keys at 30 a second: how far behind each was."""
    ours.press("n", "›")
    plain_late, late = (
        terminal.lateness(HELD, terminal.press_evenly(HELD, APART_S)) for terminal in (plain, ours)
    )
    ours.send("\x15" * 2)  # ctrl+u: all of the line goes
    ours.settle()
    ours.press("escape", lambda text: HELD not in text)
    yield Row("60 keys at 30 a second: the latest", max(late), "ms", 50)
    yield Row("  the plain program's", max(plain_late), "ms")


def _an_hour(ours: TimedTerminal, plain: TimedTerminal) -> Iterator[Row]:
    """Mixed keys, and stretches of stillness between: the longest wait for the screen's answer.

    The plain program gets a letter for each of our phrases: its longest is the machine's own.
    """
    chance = random.Random(1)
    waits: list[float] = []
    plain_waits: list[float] = []
    still = STILL_EVERY
    while len(waits) < HOUR_KEYS:
        waits += [ours.answer(key) for key in chance.choice(_PHRASES)]
        plain_waits.append(plain.answer("x"))
        if len(waits) > still:
            still += STILL_EVERY
            ours.listen(STILL_S)
    yield Row(f"{len(waits)} keys as in an hour: p95", p95(waits), "ms", None, p95(plain_waits))
    yield Row("  the longest pause", max(waits), "ms", 50)
    yield Row("  the plain program's longest", max(plain_waits), "ms")


_PHRASES: tuple[tuple[str, ...], ...] = (
    ("3", "enter"),
    ("7", "+", "s", "r", " ", "w", "e", "l", "l", "enter"),
    (" ", "u"),
    ("+", "u"),
    ("down", "down", "up", "escape"),
    ("o", "escape"),
    ("a", "escape"),
    ("?", "escape"),
)
"""What a hand does: a mark, a tagged note, next and back, a minute more and back, a look around."""
