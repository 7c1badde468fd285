"""A program on a real terminal: keys go in, the screen is read back as a person would see it.

Not for Windows, which has no pseudo-terminals of this kind.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyte

# The shell opens the terminal itself: as leader of a new session it then belongs to it, so that
# closing the terminal hangs the program up as closing a window would.
ON_TERMINAL = ["/bin/sh", "-c", 'exec "$@" <>"$0" >&0 2>&1']

# Colours, private modes and titles: pyte would print some of them as text. The second is how one
# may begin that goes on in the next piece.
UNSEEN = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[[<>=?][0-9;:]*\$?[a-zA-Z]|\x1b\[[0-9;]*(?:\$[a-z]|t)"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[=>]"
)
BEGUN = re.compile(rb"\x1b(?:\[[0-9;:<>=?$ ]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?)?$")


class Program(Protocol):
    """What runs on a terminal."""

    @property
    def pid(self) -> int:
        """Its number among the system's processes."""

    def poll(self) -> int | None:
        """Its exit status, or None while it runs."""

    def kill(self) -> None:
        """End it at once."""

    def wait(self) -> int:
        """Wait until it has ended."""


class Terminal:
    """A terminal of `columns` × `rows` with one program in it; ends the program when left.

    `environment` is the program's whole environment, `folder` where it is started.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._begun = b""
        self._keyboard, terminal = pty.openpty()
        # The far end stays open with us, so that reading waits until the program has opened it.
        self._ends = [self._keyboard, terminal]
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.program = self.start(os.ttyname(terminal), command, environment, folder)

    def start(
        self, terminal: str, command: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> Program:
        """Start the program on the terminal of this name, which is its own from then on."""
        return subprocess.Popen(
            [*ON_TERMINAL, terminal, *command],
            stdin=subprocess.DEVNULL,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self.close()

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read until this text, in capitals or not, stands on the screen.

        Raises AssertionError with the screen if the program ends or the time is over before.
        """
        end = time.monotonic() + seconds
        while text.lower() not in self.text.lower():
            ended = self.program.poll() is not None
            if not self.read(0.1) and (ended or time.monotonic() > end):
                raise AssertionError(f"{text!r} did not appear:\n{self.text}")

    def read(self, seconds: float) -> int:
        """Take in what the program writes next: how many bytes, 0 for none within this time."""
        if not select.select([self._keyboard], [], [], seconds)[0]:
            return 0
        written = os.read(self._keyboard, 65536)
        self.took_in(written)
        return len(written)

    def took_in(self, written: bytes) -> None:
        """Show a piece as it comes."""
        self.show(written)

    def show(self, written: bytes) -> None:
        """Bring the next piece of what was written to the screen."""
        written = self._begun + written
        begun = BEGUN.search(written)
        complete = written[: begun.start()] if begun else written
        self._begun = written[len(complete) :]
        self._stream.feed(UNSEEN.sub(b"", complete))

    def send(self, keys: str) -> None:
        """Type these keys."""
        os.write(self._keyboard, keys.encode())

    def kill(self) -> None:
        """End the program as a flat battery would."""
        self.program.kill()
        self.program.wait()

    def close(self) -> None:
        """Close the window: a program that still runs is hung up on."""
        while self._ends:
            os.close(self._ends.pop())
