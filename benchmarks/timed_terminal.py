"""A program on a terminal of 120 × 40 whose every piece of output is stamped as it is read.

The pieces go through the terminal emulator only after the measurement: its slowness is in no
number. What is measured is the stamp of the piece after which a text first stands on the screen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.terminal import Terminal

COLUMNS, ROWS = 120, 40
KEYS = {"enter": "\r", "tab": "\t", "escape": "\x1b[27u", "down": "\x1b[B", "space": " "}
There = Callable[[str], bool]
"""Whether a screen, as text, is what one waits for."""

SILENCE_S = 0.12
"""After so long without output the screen has settled."""


class TimedTerminal(Terminal):
    """Keys in, stamped output out. Times are in milliseconds."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._pieces: list[tuple[float, bytes]] = []
        self._shown = 0
        self.began = time.perf_counter()
        super().__init__(command, environment, Path.cwd(), COLUMNS, ROWS)

    def took_in(self, written: bytes) -> None:
        """Stamp a piece; it is shown when somebody looks."""
        self._pieces.append((time.perf_counter(), written))

    @property
    def text(self) -> str:
        """What stands on the screen."""
        self._show_all(lambda _: False)
        return super().text

    @property
    def bytes_written(self) -> int:
        """How much it has written to the screen so far."""
        return sum(len(piece) for _, piece in self._pieces)

    def settle(self, silence: float = SILENCE_S, cap: float = 10) -> None:
        """Read until nothing came for a while (seconds)."""
        end = time.perf_counter() + cap
        while time.perf_counter() < end and self.read(silence):
            pass

    def listen(self, seconds: float) -> None:
        """Read for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def press(self, key: str, there: str | There) -> float:
        """Press a key: milliseconds until the screen shows this. TimeoutError if it never does."""
        begun = time.perf_counter()
        self.send(key_codes(key))
        return self.until(there, begun)

    def until(self, there: str | There, begun: float, seconds: float = 20) -> float:
        """Milliseconds from `begun` until the screen shows this text, or is so."""
        is_there = (lambda text: there in text) if isinstance(there, str) else there
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.settle()
            at = self._show_all(is_there)
            if at is not None:
                return (at - begun) * 1000
        raise TimeoutError(f"it never came:\n{self.text}")

    def press_evenly(self, keys: str, apart: float) -> list[float]:
        """Type keys so many seconds apart, whatever the screen does: when each was sent."""
        sent = []
        begun = time.perf_counter()
        for place, key in enumerate(keys):
            while (left := begun + place * apart - time.perf_counter()) > 0:
                self.read(left)
            sent.append(time.perf_counter())
            self.send(key)
        return sent

    def lateness(self, keys: str, sent: Sequence[float]) -> list[float]:
        """How much later (ms) than sent each of these keys stood on the screen, in their order."""
        late: list[float] = []
        end = time.perf_counter() + 10
        while len(late) < len(keys) and time.perf_counter() < end:
            self.settle()
            while self._shown < len(self._pieces):
                at, piece = self._pieces[self._shown]
                self._shown += 1
                self.show(piece)
                while len(late) < len(keys) and keys[: len(late) + 1] in super().text:
                    late.append((at - sent[len(late)]) * 1000)
        if len(late) < len(keys):
            raise TimeoutError(f"not all of it came:\n{self.text}")
        return late

    def answer(self, key: str, quiet: float = 0.02) -> float:
        """Press a key: ms until the screen first changes; then wait until it is quiet."""
        begun = time.perf_counter()
        self.send(key_codes(key))
        answered = self.read(1.0)
        took = (time.perf_counter() - begun) * 1000
        while self.read(quiet):
            pass
        return took if answered else 0.0

    def _show_all(self, there: There) -> float | None:
        """Show the pieces not shown yet: the stamp of the first after which it is so."""
        found = None
        while self._shown < len(self._pieces):
            at, piece = self._pieces[self._shown]
            self._shown += 1
            self.show(piece)
            if found is None and there(super().text):
                found = at
        return found

    # --- what the program costs -----------------------------------------------

    def processor_seconds(self) -> float:
        """Processor time the program's threads have used, to the nanosecond."""
        spent = 0
        for thread in Path(f"/proc/{self.program.pid}/task").iterdir():
            spent += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
        return spent / 1e9

    def peak_mib(self) -> float:
        """The most memory it has held since the last `forget_peak`, in MiB."""
        found = re.search(r"VmHWM:\s+(\d+)", self._proc("status"))
        return int(found[1]) / 1024 if found else 0.0

    def forget_peak(self) -> None:
        """Count the peak from here on."""
        Path(f"/proc/{self.program.pid}/clear_refs").write_text("5", encoding="ascii")

    def disk_bytes(self) -> int:
        """Bytes it has sent to the disk."""
        found = re.search(r"^write_bytes: (\d+)", self._proc("io"), re.MULTILINE)
        return int(found[1]) if found else 0

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.program.pid}/{name}").read_text(encoding="utf-8")


def key_codes(key: str) -> str:
    """What a terminal sends for a key's name; text stands for itself."""
    if key in KEYS:
        return KEYS[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[5].upper()) & 0x1F)
    return key
