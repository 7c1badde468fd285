"""How soon the command line answers, beside `import textual.app` in bare Python.

    python -m benchmarks.command_line

Each command is started anew, in turn, so that the machine's mood falls on all of them alike; the
medians are compared. What deriving the key from the passphrase takes is printed beside and left
out of `list` and `show`: it is slow by design.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from models.home import open_home
from session_tui.sample.home import PASSPHRASE, fill_home

ROUNDS = 9
TODAY = "2026-11-22"
CEILINGS = {"--help": 0.5, "--version": 0.5, "verify": 1.0, "list": 2.5, "show": 2.5}
UNLOCKING = ("list", "show")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fill_home(home, sessions=8, groups=1, today=TODAY)
        secret = Path(folder) / "passphrase"
        secret.write_text(PASSPHRASE, encoding="utf-8")
        without = {**os.environ, "SESSION_TUI_HOME": str(home)}
        without.pop("SESSION_TUI_PASSPHRASE_FILE", None)
        with_it = {**without, "SESSION_TUI_PASSPHRASE_FILE": str(secret)}
        session = run(["list"], with_it).splitlines()[1].split()[0]
        commands = {name: [name] for name in CEILINGS} | {"show": ["show", session]}
        taken: dict[str, list[float]] = {name: [] for name in ("import textual.app", *commands)}
        deriving = []
        for _ in range(ROUNDS):
            taken["import textual.app"].append(timed(["-c", "import textual.app"], without))
            for name, arguments in commands.items():
                environment = with_it if name in UNLOCKING else without
                taken[name].append(timed(["-m", "session_tui", *arguments], environment))
            deriving.append(unlocking(home))
        show(taken, statistics.median(deriving))


def run(arguments: list[str], environment: dict[str, str]) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "session_tui", *arguments]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout


def timed(arguments: list[str], environment: dict[str, str]) -> float:
    """How long a fresh Python takes for this, in seconds."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def unlocking(home: Path) -> float:
    """How long it takes to derive the key of this home, in seconds."""
    opened = open_home(home)
    began = time.perf_counter()
    opened.unlock(PASSPHRASE)
    return time.perf_counter() - began


def show(taken: dict[str, list[float]], deriving: float) -> None:
    """The table: seconds, and how often `import textual.app` fits in."""
    textual = statistics.median(taken["import textual.app"])
    print(f"{'command':<20} {'ms':>6} {'ratio':>7} {'at most':>8}")
    print(f"{'import textual.app':<20} {textual * 1000:>6.0f}")
    for name, ceiling in CEILINGS.items():
        spent = statistics.median(taken[name]) - (deriving if name in UNLOCKING else 0)
        print(f"{name:<20} {spent * 1000:>6.0f} {spent / textual:>7.2f} {ceiling:>8.1f}")
    print(f"\nthe key derivation, left out of list and show: {deriving * 1000:.0f} ms")
    print("(a sample home's; one that guards something takes about 800 ms by design)")


if __name__ == "__main__":
    main()
