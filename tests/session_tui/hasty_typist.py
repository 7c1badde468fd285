"""Somebody who types at random at the real program, which is killed under his hands.

He remembers what he saw acknowledged, and which text had stood long enough to be kept.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from session_tui.drafted import DRAFT_EVERY_S
from tests.session_tui.hands import PASSPHRASE
from tests.session_tui.loaded_program import ForkedTerminal, Loaded
from tests.terminal import Terminal

WORDS = ("went", "back", "waited", "argued", "laughed", "looked", "away", "asked", "again", "said")
SIGNS = ("", "+", "-", "+sr", "-at", "+re", "!", "?")
MINUTE_MORE, MINUTE_LESS = "+1 min", "-1 min"
EMPTY = "who, sign, then words"
LONGEST_S = 60


@dataclass
class Seen:
    """What was acknowledged, and what became of half-typed text; notes by their token."""

    kills: int = 0
    notes: set[str] = field(default_factory=set)
    minutes: Counter[str] = field(default_factory=Counter)
    due: str = ""
    """Text that must be in its box at the next start."""
    either: str = ""
    """The token of a note that must be on record by now, or else in the box."""
    recorded: set[str] = field(default_factory=set)
    """Tokens that were not in the box, and so must be on record, though nobody saw them saved."""
    drafts_back: int = 0
    drafts_lost: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        """How many entries he saw acknowledged."""
        return len(self.notes) + self.minutes.total()


class Typist:
    """Types on one home with one seed; each `round` opens the program and ends in a kill."""

    def __init__(self, program: Loaded, home: Path, seed: str) -> None:
        self._program = program
        self._home = home
        self._dice = Random(seed)
        self._written = 0
        self._seat = 0
        self._of_seat: dict[int, str] = {}
        self._minutes = ""
        self._typed: list[str] = []
        self._ways: list[Callable[[], None]] = []
        self._screen = ""
        self.seen = Seen()
        self._terminal: Terminal
        self._observing = False

    def round(self, way: Callable[[], None] | None = None) -> None:
        """Open the program, type, and be killed in this way, or in any."""
        way = way or self._next_way()
        with self._started() as self._terminal:
            if way != self.while_it_opens:
                self.open()
                for _ in range(self._dice.randrange(3)):
                    self._until_seen(self._note() + "\r")
                    self._type(self._minute())
            way()
            self._terminal.kill()
            while self._read(0):
                pass
        self.seen.kills += 1

    def open(self) -> None:
        """Through the passphrase and Today to where the notes are; the box is looked into."""
        self._to_today()
        self._type("\r")
        there = "Enter keep" if self._observing else "n note"
        self._until(lambda text: there in text)
        if not self._observing:
            self._type("n")
        # What was understood may be painted a moment before the line itself.
        self._until(lambda text: "›" in text and (EMPTY in text or bool(self._box())))
        self._look_into_box()
        if not self._observing:
            self._type("\x1b[27u")
            self._until(lambda text: EMPTY not in text)

    def _next_way(self) -> Callable[[], None]:
        """Every way comes up, in any order."""
        if not self._ways:
            self._ways = [
                self.while_it_opens,
                *(self.half_typed, self.stood, self.stood_then_enter),
                *(self.at_enter, self.at_enter, self.once_seen, self.once_seen),
                *(self.in_a_burst, self.in_a_burst),
            ]
            self._dice.shuffle(self._ways)
        return self._ways.pop()

    def last_look(self) -> Seen:
        """Open it once more, for what was typed last: all that he saw."""
        with self._started() as self._terminal:
            self.open()
        return self.seen

    def _started(self) -> Terminal:
        self._observing = self._dice.random() < 0.5
        arguments = ["--home", str(self._home), *(["--observe"] if self._observing else [])]
        self._seat, self._of_seat, self._minutes = self._dice.randrange(8), {}, ""
        self._typed, self._screen = [], ""
        return ForkedTerminal(self._program, arguments)

    def _to_today(self) -> None:
        self._until(lambda text: "Passphrase" in text)
        self._type(PASSPHRASE + "\r")
        self._until(lambda text: "Enter goes on" in text)

    # --- the ways to be killed ------------------------------------------------

    def while_it_opens(self) -> None:
        """In the middle of opening."""
        self._until(lambda text: "Passphrase" in text)
        self._type(PASSPHRASE + "\r")
        self._listen(self._dice.uniform(0, 0.4))

    def half_typed(self) -> None:
        """In the middle of a line."""
        self._type(self._note())
        self._read_bytes(self._dice.randrange(600))

    def stood(self) -> None:
        """With a line that stood for a while."""
        self.seen.due = self._stand()

    def stood_then_enter(self) -> None:
        """Just after the Enter of a line that stood for a while."""
        self.seen.either = self._stand().split()[-1]
        self._type("\r")
        self._listen(10 ** self._dice.uniform(-5, -1.3))

    def at_enter(self) -> None:
        """Just after Enter."""
        self._type(self._note() + "\r")
        self._listen(10 ** self._dice.uniform(-5, -1))

    def once_seen(self) -> None:
        """The moment a note is acknowledged."""
        self._until_seen(self._note() + "\r")

    def in_a_burst(self) -> None:
        """While notes and keys come faster than they can be worked off."""
        for _ in range(self._dice.randrange(2, 5)):
            self._type(self._note() + "\r" + self._minute())
        self._read_bytes(self._dice.randrange(6000))

    # --- typing ---------------------------------------------------------------

    def _note(self) -> str:
        """A line on the next seat, so that no two acknowledgements of a round are alike."""
        self._seat = self._seat % 8 + 1
        self._written += 1
        token = f"n{self._written}x"
        self._of_seat[self._seat] = token
        words = self._dice.choices(WORDS, k=self._dice.randrange(1, 5))
        return f"{self._seat}{self._dice.choice(SIGNS)} {' '.join(words)} {token}"

    def _minute(self) -> str:
        """A minute more, then less: keys only where no line has the focus."""
        return "" if self._observing else self._dice.choice(("", "+", "+", "+-"))

    def _stand(self) -> str:
        """Type a line without its Enter and let it stand longer than the draft's interval.

        Twice a letter is typed after a while and waited for: so the program has gone on meanwhile.
        """
        text = self._note()
        self._type(text)
        for more in ("", "a", "b"):
            self._type(more)
            text += more
            self._until(lambda screen: text in screen)  # noqa: B023  (asked at once)
            if more != "b":
                self._listen(DRAFT_EVERY_S)
        self._of_seat = {seat: t for seat, t in self._of_seat.items() if t not in text}
        return text[:-2]

    def _type(self, keys: str) -> None:
        self._typed.append(keys)
        self._terminal.send(keys)

    # --- looking --------------------------------------------------------------

    def _look_into_box(self) -> None:
        """What was half-typed is back, where it must be; the line is then kept by Enter."""
        seen, held = self.seen, self._box()
        if seen.due:
            seen.drafts_back += held.startswith(seen.due)
            if not held.startswith(seen.due):
                seen.drafts_lost.append(seen.due)
        if seen.either and seen.either not in held:
            seen.recorded.add(seen.either)
        seen.due = seen.either = ""
        if not held:
            return
        # Enter keeps a whole line; of one that broke off in its head it would ask who it is about.
        head, space, _ = held.partition(" ")
        if space and head[0].isdecimal():
            seat = int(head[0])
            self._written += 1
            token = f"n{self._written}x"
            self._seat, self._of_seat[seat] = seat, token
            self._until_seen(f" {token}\r")
        else:
            self._type("\x15")
            self._until(lambda text: EMPTY in text)
        if not self._observing:
            self._type("n")
            self._until(lambda text: EMPTY in text)

    def _box(self) -> str:
        """What stands on the line."""
        rows = [row for row in self._screen.splitlines() if "›" in row]
        return rows[-1].partition("›")[2].strip()

    def _until_seen(self, keys: str) -> None:
        """Type this and read on until the note it ends is acknowledged."""
        token = self._of_seat[self._seat]
        self._type(keys)
        self._until(lambda _: token in self.seen.notes)

    def _until(self, there: Callable[[str], bool]) -> None:
        end = time.monotonic() + LONGEST_S
        while not there(self._screen):
            if not self._read(0.1) and time.monotonic() > end:
                raise AssertionError(f"it never came after {self._typed}:\n{self._screen}")

    def _listen(self, seconds: float) -> None:
        """Read whatever comes for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def _read_bytes(self, count: int) -> None:
        """Read so many bytes, or until nothing more comes."""
        while count > 0 and (read := self._read(0.05)):
            count -= read

    def _read(self, seconds: float) -> int:
        """Read a piece, and see what it acknowledges; how many bytes it had."""
        if count := self._terminal.read(seconds):
            self._screen = self._terminal.text
            self._see()
        return count

    def _see(self) -> None:
        """Note what the screen acknowledges: a line that says so, a note in the list."""
        listed, _, below = self._screen.rpartition("─────")
        for seat, token in self._of_seat.items():
            if f"{seat} · noted" in below or (self._observing and token in listed):
                self.seen.notes.add(token)
        minutes = next((said for said in (MINUTE_MORE, MINUTE_LESS) if said in below), "")
        if minutes and minutes != self._minutes:
            self.seen.minutes[minutes] += 1
        self._minutes = minutes
