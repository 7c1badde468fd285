"""The program loaded once, and started as often as one likes by a fork: a start costs no imports.

Run as a module it waits for lines on its input, each one start: the terminal and the arguments, as
JSON. It prints the number of the process, and once that has ended, a line more. A fault named as
its argument is built in before: what the test that kills it must find.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import json
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from tests.terminal import Terminal

ROOT = Path(__file__).parents[2]
ON_THE_WAY = (
    "textual.drivers.linux_driver",
    "session_tui.cli",
    "session_tui.commands.open_app",
    *(
        f"session_tui.screens.{name}.screen"
        for name in ("welcome", "today", "live", "observe", "room")
    ),
    "models.journal.recorder",
    "models.record",
    "models.drafts",
    "models.home",
)
SAID_TOO_EARLY, NO_DRAFTS = "said-too-early", "no-drafts"


class Loaded:
    """The loaded program, to be started on terminals."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def say(self, line: str) -> None:
        """Ask it for something."""
        assert self._process.stdin
        print(line, file=self._process.stdin, flush=True)

    def answer(self) -> str:
        """What it says next."""
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@contextlib.contextmanager
def loaded(environment: Mapping[str, str], fault: str = "") -> Iterator[Loaded]:
    """The program, loaded in this environment, with or without a fault; gone afterwards."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.session_tui.loaded_program", fault],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=dict(environment),
        cwd=ROOT,
        text=True,
    ) as process:
        yield Loaded(process)
        process.kill()


class Fork:
    """One start of the loaded program."""

    def __init__(self, program: Loaded, pid: int) -> None:
        self._program = program
        self.pid = pid
        self._ended = False

    def poll(self) -> int | None:
        """An exit status once it was waited for."""
        return 0 if self._ended else None

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it has ended."""
        if not self._ended:
            self._program.answer()
            self._ended = True
        return 0


class ForkedTerminal(Terminal):
    """A terminal on which the loaded program is started."""

    def __init__(self, program: Loaded, arguments: Sequence[str]) -> None:
        self._loaded = program
        super().__init__(arguments, {}, ROOT)

    def start(
        self, terminal: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> Fork:
        """Fork it."""
        del environment, folder
        self._loaded.say(json.dumps([terminal, *command]))
        return Fork(self._loaded, int(self._loaded.answer()))


# --- in the process of its own ------------------------------------------------


def serve() -> None:
    """Start the program for each line, one at a time."""
    load()
    gc.freeze()  # what is loaded is no garbage: a start needn't go through it
    if sys.argv[1] == SAID_TOO_EARLY:
        say_too_early()
    elif sys.argv[1] == NO_DRAFTS:
        keep_no_drafts()
    while line := sys.stdin.readline():
        terminal, *arguments = json.loads(line)
        pid = os.fork()
        if not pid:
            become(terminal, arguments)
        answer(str(pid))
        os.waitpid(pid, 0)
        answer("ended")


def answer(line: str) -> None:
    """Say it to whoever loaded the program."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def load() -> None:
    """Import what the program imports on the way to a running day."""
    for module in ON_THE_WAY:
        import_module(module)


def become(terminal: str, arguments: Sequence[str]) -> None:
    """Be the program on this terminal, which is its own from then on, until it ends."""
    from session_tui.cli import main

    os.setsid()
    screen = os.open(terminal, os.O_RDWR)
    fcntl.ioctl(screen, termios.TIOCSCTTY, 0)
    for end, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        os.dup2(screen, end)
        stream = os.fdopen(end, mode, encoding="utf-8", closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    os._exit(main(arguments))


def say_too_early() -> None:
    """The fault: an entry is said to be saved while it waits for the next one."""
    from models.journal.recorder import Recorder

    real = Recorder._write  # the line that the promise hangs on

    older = 0

    def write(self: Recorder) -> None:
        nonlocal older
        waiting = self._waiting
        self._waiting = waiting[:older]
        real(self)
        self._waiting = waiting[older:]
        older = len(self._waiting)

    Recorder._write = write  # type: ignore[method-assign]  # that is the fault


def keep_no_drafts() -> None:
    """The fault: half-typed text is kept in memory alone."""
    from models.drafts import Drafts

    Drafts.save = lambda *_: None  # type: ignore[method-assign]  # that is the fault


if __name__ == "__main__":
    serve()
