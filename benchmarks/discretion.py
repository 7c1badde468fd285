"""How fast the screen is covered from wherever one is, and what the trail costs a change of screen.

    python -m benchmarks.discretion

The measures: the room view within 100 ms from every screen, question, palette and text box, in 99
of 100 (198 of 200 and more presses); entries of the trail add at most 5 % to a change of screen.
Changes with and without an entry come in turns, so that the machine's mood falls on both alike.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.busy_day import MEN, PASSPHRASE, make_busy_day
from benchmarks.every_screen import ORDER, WORDS
from benchmarks.on_screen import bare_environment
from benchmarks.table import Row, at, median, print_table
from benchmarks.timed_terminal import TimedTerminal

COVERS = 200
COVERED_MS = 100.0
SLOWEST = 3
OPENED_S = 0.6
"""After so long without output a place stands: a form opens in a part of it, and silently."""
ROUNDS = 100
MOST_MORE = 1.05
F9 = "\x1b[20~"
"""As a terminal sends it."""
PERSONAL = (*MEN, WORDS, "Ada Quill", "Core Group")


def main() -> None:
    """Measure and print; about ten minutes."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        session = make_busy_day(home)
        print_table(covers(home, session, Path(folder)))
        print_table(trail(home, Path(folder)))


def covers(home: Path, session: str, folder: Path) -> Iterator[Row]:
    """From ctrl+l to the room view, with nothing personal left, from each place in turn."""
    program = [sys.executable, "-P", "-m", "benchmarks.every_screen", str(home), session]
    taken: dict[str, list[float]] = {place: [] for place in ORDER}
    worked: list[float] = []
    with TimedTerminal(program, _environment(folder)) as terminal:
        terminal.until("Running since", terminal.began, 60)
        for number in range(-(-COVERS // len(ORDER)) * len(ORDER)):
            terminal.send(F9)
            terminal.settle(OPENED_S)
            used = terminal.processor_seconds()
            taken[ORDER[number % len(ORDER)]].append(terminal.press("ctrl+l", _covered))
            terminal.settle()
            worked.append((terminal.processor_seconds() - used) * 1000)
            assert _covered(terminal.text), terminal.text
            terminal.press("ctrl+l", lambda text: not _covered(text))
    every = [ms for some in taken.values() for ms in some]
    slowest = sorted(taken, key=lambda place: -median(taken[place]))[:SLOWEST]
    yield Row(f"room view, {len(every)} times, {len(ORDER)} places: median", median(every), "ms")
    yield Row("  p99", at(every, 0.99), "ms", COVERED_MS)
    yield Row("  the slowest", max(every), "ms")
    yield Row("  processor time, p99 (what else runs apart)", at(worked, 0.99), "ms")
    for place in slowest:
        yield Row(f"  median from {place}", median(taken[place]), "ms")


def _covered(text: str) -> bool:
    return text.startswith(" Groupwork") and not any(word in text for word in PERSONAL)


def trail(home: Path, folder: Path) -> Iterator[Row]:
    """Changes of screen with an entry for each, beside the same without any, in turns."""
    program = [sys.executable, "-P", "-m", "benchmarks.with_trail", str(home)]
    with TimedTerminal(program, _environment(folder)) as terminal:
        _open_day(terminal)
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for changes in taken:
                changes += _changes(terminal)
                terminal.send(F9)
                terminal.settle()
    with_it, without = taken
    name = f"change of screen, {len(with_it)} times, each in the trail"
    yield Row(name, median(with_it), "ms", MOST_MORE, median(without))
    yield Row("  mean", sum(with_it) / len(with_it), "ms", None, sum(without) / len(without))


def _open_day(terminal: TimedTerminal) -> None:
    terminal.until("practice", terminal.began, 60)
    terminal.listen(2.0)
    terminal.send(PASSPHRASE)
    terminal.settle()
    terminal.press("enter", "Running since")
    terminal.press("enter", "end of the day")
    terminal.listen(3.0)


def _changes(terminal: TimedTerminal) -> Iterator[float]:
    """To a screen that shows people and back, by two keys."""
    yield terminal.press("o", "in the room 1")
    yield terminal.press("escape", "end of the day")


def _environment(folder: Path) -> dict[str, str]:
    here = str(Path(__file__).parents[1])
    return {**bare_environment(folder), "PYTHONPATH": here}


if __name__ == "__main__":
    main()
