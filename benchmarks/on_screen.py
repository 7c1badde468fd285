"""What one feels at the screen: start, keys, changes of screen, idling; beside a plain program.

Ours and the plain one run in turns, so that the machine's mood falls on both alike.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.busy_day import PASSPHRASE, make_busy_day
from benchmarks.table import Row, compared, median, p95
from benchmarks.timed_terminal import There, TimedTerminal
from models.home import open_home

STARTS = 11
TODAYS = 7
ROUNDS = 60
CHANGES = 15
IDLE_S = 30.0
FOLDED_S = 60.0
"""So long the fold may take at most, waiting until nobody types included."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PLAIN = [sys.executable, "-P", str(Path(__file__).with_name("plain.py"))]

_OPENED: There = lambda text: "end of the day" in text  # noqa: E731  (named for what it sees)


def measures(folder: Path) -> Iterator[Row]:
    """All rows about the screen, on a busy day's home made in `folder`."""
    home = folder / "home"
    make_busy_day(home)
    environment = bare_environment(folder)
    yield from starts(home, environment)
    yield from today(home, environment)
    with opened_day(home, environment) as ours, TimedTerminal(PLAIN, environment) as plain:
        plain.until("a plain program", plain.began)
        yield from keys_and_changes(ours, plain)
        yield from idling(ours, plain)


def bare_environment(folder: Path) -> dict[str, str]:
    """A user's environment with nothing of this machine's own settings in it."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(folder), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def command(home: Path) -> list[str]:
    """The program on a home."""
    return [sys.executable, "-P", "-m", "session_tui", "--home", str(home)]


def starts(home: Path, environment: dict[str, str]) -> Iterator[Row]:
    """From the command to the first screen, whole."""
    ours, plain = [], []
    for _ in range(STARTS + 1):
        with TimedTerminal(PLAIN, environment) as terminal:
            plain.append(terminal.until("a plain program", terminal.began))
        with TimedTerminal(command(home), environment) as terminal:
            ours.append(terminal.until("practice", terminal.began))
    yield Row("start to first full paint", median(ours[1:]), "ms", 1.5, median(plain[1:]))


def today(home: Path, environment: dict[str, str]) -> Iterator[Row]:
    """From Enter to Today, without what deriving the key takes."""
    taken, deriving = [], []
    for _ in range(TODAYS):
        with TimedTerminal(command(home), environment) as terminal:
            _at_the_door(terminal)
            taken.append(terminal.press("enter", "Running since"))
        deriving.append(key_derivation(home, PASSPHRASE))
    yield Row("key derivation (left out below)", median(deriving), "ms")
    yield Row("passphrase accepted to Today", median(taken) - median(deriving), "ms", 300)


def _at_the_door(terminal: TimedTerminal) -> None:
    terminal.until("practice", terminal.began)
    terminal.listen(1.5)  # what is heavy loads while somebody types
    terminal.send(PASSPHRASE)
    terminal.settle()


def key_derivation(home: Path, passphrase: str) -> float:
    """Milliseconds until the passphrase has opened this home."""
    opened = open_home(home)
    began = time.perf_counter()
    opened.unlock(passphrase)
    return (time.perf_counter() - began) * 1000


def opened_day(home: Path, environment: dict[str, str]) -> TimedTerminal:
    """The program with the day open, the key derivation's memory forgotten."""
    terminal = TimedTerminal(command(home), environment)
    _at_the_door(terminal)
    terminal.press("enter", "Running since")
    terminal.forget_peak()
    terminal.press("enter", _OPENED)
    terminal.listen(2.0)
    return terminal


def keys_and_changes(ours: TimedTerminal, plain: TimedTerminal) -> Iterator[Row]:
    """From a key to its paint, and from screen to screen."""
    pressed = keys(ours, plain, ROUNDS)
    changes = [ms for _ in range(CHANGES) for ms in _changes(ours)]
    yield from key_rows(pressed)
    yield Row("change of screen, median", median(changes), "ms")
    yield Row("change of screen, p95", p95(changes), "ms", 100)
    longest = max(*changes, *(ms for name, taken in pressed.items() if name for ms in taken))
    yield Row("longest pause", longest, "ms", 150)


def keys(ours: TimedTerminal, plain: TimedTerminal, rounds: int) -> dict[str, list[float]]:
    """Milliseconds from key to paint for each kind of key; those of the plain program under ""."""
    taken: dict[str, list[float]] = {"": [], "a letter": [], "a mark": [], "next exercise": []}
    for number in range(rounds):
        taken[""].append(_letter(plain, number))
        ours.press("n", "›")
        taken["a letter"].append(_letter(ours, number))
        ours.send("\x7f")
        ours.settle()
        taken["a mark"].append(_mark(ours, number))
        taken["next exercise"].append(ours.press(" ", _started))
        ours.press("u", "undone:")
    return taken


def key_rows(taken: dict[str, list[float]]) -> Iterator[Row]:
    """Median and p95 of each kind of key beside the plain program's letter."""
    for name, ours in taken.items():
        if name:
            yield from compared(f"key to paint: {name}", ours, taken[""], "ms", (2.5, 4))


def _started(text: str) -> bool:
    return " started " in text and "undone" not in text


def _letter(terminal: TimedTerminal, number: int) -> float:
    """Type one letter more, after some that stand there."""
    typed = "word"
    letter = LETTERS[number % len(LETTERS)]
    terminal.send(typed)
    terminal.settle()
    taken = terminal.press(letter, f"{typed}{letter}")
    terminal.send("\x7f" * (len(typed) + 1))
    terminal.settle()
    return taken


def _mark(terminal: TimedTerminal, number: int) -> float:
    """A seat's digit, and then Enter: what is measured is Enter."""
    terminal.send(f"{number % 10}")
    terminal.settle()
    return terminal.press("enter", f"{number + 1} to describe")


def _changes(terminal: TimedTerminal) -> Iterator[float]:
    """Through four screens and back."""
    yield terminal.press("o", "in the room 1")
    yield terminal.press("escape", _OPENED)
    yield terminal.press("a", "Attendance")
    yield terminal.press("escape", lambda text: "Attendance" not in text)
    yield terminal.press("ctrl+l", "Groupwork")
    yield terminal.press("ctrl+l", _OPENED)
    yield terminal.press("?", "Start the break now")
    yield terminal.press("escape", _OPENED)


def idling(ours: TimedTerminal, plain: TimedTerminal) -> Iterator[Row]:
    """Nobody types, the clock runs; what was typed has been folded into the local database."""
    used = ours.processor_seconds()
    began = time.perf_counter()
    ours.until("synced", began, FOLDED_S)
    ours.listen(3.0)
    folding = (ours.processor_seconds() - used) * 1000
    yield Row("folded into the local database, once still", folding, "ms")
    used, written, disk = ours.processor_seconds(), ours.bytes_written, ours.disk_bytes()
    plain_used, began = plain.processor_seconds(), time.perf_counter()
    ours.listen(IDLE_S)
    took = time.perf_counter() - began
    idle = (ours.processor_seconds() - used) / took * 100
    plain_idle = (plain.processor_seconds() - plain_used) / took * 100
    yield Row("processor while idle, of one core", idle, "%", 1)
    yield Row("  the plain program's", plain_idle, "%")
    yield Row("written to the screen while idle", (ours.bytes_written - written) / took, "B/s")
    yield Row("written to the disk while idle", (ours.disk_bytes() - disk) / took, "B/s")
    yield Row("peak memory, without the key derivation's", ours.peak_mib(), "MiB", 110)
    yield Row("  the plain program's", plain.peak_mib(), "MiB")
