"""In step with the hub that the home keeps to, behind the screens, while the program is open.

A thread of its own gives and takes entries; the screens take in what it brought as they take in
what another terminal wrote. A hub that can't be had is a sign in the frame, never a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Event, Thread
from typing import TYPE_CHECKING

from session_tui.lines import Line, line

if TYPE_CHECKING:
    from models.group.people import Team
    from models.sync.exchange import HowFar
    from models.sync.meeting import Met
    from session_tui.desk import Desk

ZONE = "Europe/London"
LONGEST_WAIT_S = 5.0
"""So long the program waits at its end for what is just being sent."""


@dataclass(frozen=True, slots=True)
class Step:
    """How this laptop and its hub stand to each other."""

    address: str = ""
    """Of the hub; "" where the home keeps to none."""
    at: int = 0
    """When they last met, or since when they can't (ms); 0 before either is known."""
    trouble: str = ""
    """Why the hub can't be had, in a sentence."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """How many entries of whom, by his signing key (""), are known of and not here."""
    left: int = 0
    """How many entries have still to travel, of how many that this meeting found."""
    of: int = 0
    stopped: bool = False
    """Whether somebody stopped it; until it is let go on nothing is tried."""
    sent: int = 0
    received: int = 0
    """Since the program began."""
    remarks: tuple[str, ...] = ()
    """What the last meeting had to say beyond numbers."""


class InStep:
    """Keeps a desk's home and its hub in step from the first unlock on."""

    def __init__(self) -> None:
        self.step = Step()
        self._stop = Event()
        self._thread: Thread | None = None
        self._stay_on: Callable[[Event], None] = lambda _stop: None

    def tick(self, desk: Desk, news: Callable[[], object]) -> None:
        """Begin where a hub was named, change to another one, or end where none is any more.

        `news` is called from the thread when it brought entries.
        """
        from models.sync.kept_hub import kept_hub

        address = "" if desk.practice else kept_hub(desk.folder)
        if address == self.step.address:
            return
        self._stop.set()
        self.step = Step(address)
        if address:
            self._stay_on = lambda stop: self._stay(desk, stop, news)
            self._begin()

    def stop(self, now: int) -> None:
        """Let what travels end with the piece it is at, and try nothing more until `go_on`."""
        self._stop.set()
        self.step = replace(self.step, stopped=True, trouble="", at=now)

    def go_on(self) -> None:
        """After `stop`: from where it was."""
        self.step = Step(self.step.address, sent=self.step.sent, received=self.step.received)
        self._begin()

    def _begin(self) -> None:
        self._stop = Event()
        self._thread = Thread(target=self._stay_on, args=(self._stop,), name="sync", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Let go of the hub."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(LONGEST_WAIT_S)

    def _stay(self, desk: Desk, stop: Event, news: Callable[[], object]) -> None:
        from models.sync.staying import stay_in_step

        def heard(what: Met | str) -> None:
            if stop.is_set():
                return
            self.step = after(self.step, what, desk.now())
            if not isinstance(what, str) and what.received:
                news()

        def told(how_far: HowFar) -> None:
            if not stop.is_set():
                self.step = replace(self.step, left=how_far.left, of=how_far.of)

        address = self.step.address
        stay_in_step(desk.home, address, stop, heard, lambda: desk.keys_here, told)


def after(step: Step, news: Met | str, now: int) -> Step:
    """How they stand after a meeting, or after a try that came to nothing, for this reason."""
    if isinstance(news, str):
        return replace(step, trouble=news, at=step.at if step.trouble else now, left=0, of=0)
    waiting: dict[str, int] = {}
    for writer, count in news.waiting.items():
        signer = news.hands.get(writer, b"").hex()
        waiting[signer] = waiting.get(signer, 0) + count
    return Step(
        step.address,
        now,
        waiting=waiting,
        sent=step.sent + news.sent,
        received=step.received + news.received,
        remarks=tuple(news.trouble),
    )


def step_sign(step: Step, team: Team, *, roomy: bool) -> Line:
    """The sign in the frame: in step, waiting for whom, or since when not; before that nothing."""
    from models.local_time import clock

    if not step.address or not (step.at or step.left):
        return ()
    if step.stopped:
        return line("sync stopped", "normal")
    if step.trouble:
        return line(f"not in step since {clock(step.at, ZONE)}", "normal")
    if step.left:
        return line(f"{step.left:,} entries to go" if roomy else f"{step.left:,} to go", "past")
    if step.waiting:
        return line(f"waiting for {waited_for(step, team, short=not roomy)}", "normal")
    return line("in step", "past")


def waited_for(step: Step, team: Team, *, short: bool = False) -> str:
    """How many entries of whom are waited for, such as "3 entries from BR"."""
    from session_tui.door import initials_of

    hands = {one.signing_key: initials_of(one.name) for one in team.staff.values()}
    parts = []
    for signer, count in sorted(step.waiting.items()):
        whose = hands.get(signer, "another laptop")
        entries = "" if short else " entry" if count == 1 else " entries"
        parts.append(f"{count:,}{entries} from {whose}")
    return ", ".join(parts)
