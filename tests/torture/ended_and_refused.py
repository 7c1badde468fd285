"""The recorder killed at a call, and refused calls by a failing or a full disk.

Its calls are counted by a first run; then it is killed at one of them, or one or more of them are
refused. What it said to be saved must be there when the home is opened next; errors must come out
as sentences; the control says "saved" before the disk did.
"""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from models.home import Home
from models.journal.journal import NotSaved
from models.journal.recorder import Recorder, open_recorder
from models.keys.keyring import Keyring
from models.record_error import RecordError
from tests.torture.figures import Figures
from tests.torture.made_home import append, copy_of, new_home, number_of, read, scratch
from tests.torture.system_calls import Answer, Call, Kind, say, traced

ACTS = 12
SAME_HOME = 25
"""So many attempts go on with the same home, each with what the one before left."""
REFUSED = b"refused"
_WAYS = ("one error", "a stretch of errors", "full for a while", "full to the end")


def kills(attempts: int, seed: int, *, early: bool = False) -> Figures:
    """The recorder killed so often; `early` is the control."""
    name = "recorder killed at a system call" + (", saying saved early" if early else "")
    figures = Figures(name, seed, must_fail="lost" if early else "")
    chance = Random(f"kills {seed} {early}")

    def plan(last: int) -> _Counting:
        at = chance.randrange(last)
        return _Counting(lambda number, _: Answer(dies=True) if number == at else None)

    _all(attempts, figures, plan, early=early)
    return figures


def refusals(attempts: int, seed: int) -> Figures:
    """Disks that fail or are full, so many."""
    figures = Figures("I/O errors and full disks", seed)
    chance = Random(f"refusals {seed}")

    def plan(last: int) -> _Counting:
        way = chance.choice(_WAYS)
        figures.counts[way] += 1
        return _Counting(_refuse(way, last, chance, figures.counts))

    _all(attempts, figures, plan)
    for name in ("EIO", "ENOSPC", "cut short", "not saved, and said so"):
        if not figures.counts[name]:
            figures.wanting.append(f"never: {name}")
    return figures


@dataclass
class _Counting:
    """Counts the calls that change the disk, and asks what becomes of each."""

    answer: Callable[[int, Call], Answer | None]
    number: int = -1
    answered: int = 0
    """How many were killed or refused."""

    def __call__(self, call: Call) -> Answer | None:
        if call.kind is Kind.SAID:
            return None
        self.number += 1
        answer = self.answer(self.number, call)
        self.answered += answer is not None
        return answer


def _refuse(
    way: str, last: int, chance: Random, counts: Counter[str]
) -> Callable[[int, Call], Answer | None]:
    """One call, some, or all that take room from one on."""
    first = chance.randrange(last)
    length = {"one error": 1, "full to the end": 10**9}.get(way, chance.randint(2, 60))
    error = errno.ENOSPC if "full" in way else chance.choice((errno.EIO, errno.ENOSPC))
    name = errno.errorcode[error]

    def answer(number: int, call: Call) -> Answer | None:
        grows = call.kind in (Kind.WRITE, Kind.OPEN)
        if not first <= number < first + length or ("full" in way and not grows):
            return None
        if call.data[1:] and chance.random() < 0.2:
            counts["cut short"] += 1
            return Answer(bytes_of_it=chance.randrange(1, len(call.data)))
        counts[name] += 1
        return Answer(error=error)

    return answer


def _all(
    attempts: int,
    figures: Figures,
    plan: Callable[[int], _Counting],
    *,
    early: bool = False,
) -> None:
    """Attempt after attempt, on homes that go on for a while; only what was met is an attempt."""
    with scratch() as place:
        fresh, keys = new_home(place / "fresh")
        rest, acknowledged, last = 0, set[int](), 0
        while figures.attempts < attempts:
            if not rest:
                home, keyring = copy_of(fresh, keys, place / "home")
                rest, acknowledged, written = SAME_HOME, set(), 0
                counting = _Counting(lambda _number, _call: None)
                traced(_work(home, keyring, 10**6, early=early), counting)
                last = counting.number
            rest -= 1
            written += 100
            planned = plan(last)
            ended = traced(_work(home, keyring, written, early=early), planned)
            figures.attempts += bool(planned.answered)
            figures.counts["killed" if ended.status is None else "ended by itself"] += 1
            if ended.status:
                figures.failed("it ended by an error that is no sentence")
            acknowledged |= _said(ended.calls, figures.counts)
            if not _look(home, keyring, acknowledged, figures):
                rest = 0


def _said(calls: list[Call], counts: Counter[str]) -> set[int]:
    """The numbers that were acknowledged."""
    said = [call.data for call in calls if call.kind is Kind.SAID]
    counts["not saved, and said so"] += said.count(REFUSED)
    return {int(number) for words in said if words != REFUSED for number in words.split()}


def _work(home: Home, keyring: Keyring, first: int, *, early: bool) -> Callable[[], None]:
    """What the traced process does: some acts, each acknowledged once it is saved."""

    def work() -> None:
        chance = Random(first)
        try:
            recorder = open_recorder(home, keyring)
        except RecordError:
            return say(REFUSED)
        waiting: list[int] = []
        for number in range(first, first + ACTS):
            waiting.append(number)
            if early:
                say(b"%d" % number)
            body = b"%d " % number + chance.randbytes(chance.choice((50, 500, 5_000)))
            _append(recorder, keyring, body, chance, waiting)
        recorder.close()
        return None

    return work


def _append(
    recorder: Recorder, keyring: Keyring, body: bytes, chance: Random, waiting: list[int]
) -> None:
    try:
        append(recorder, keyring, [body], chance)
    except NotSaved:
        return say(REFUSED)
    say(b" ".join(b"%d" % each for each in waiting))
    return waiting.clear()


def _look(home: Home, keyring: Keyring, acknowledged: set[int], figures: Figures) -> bool:
    """Open it as the next start would; whether all is there."""
    try:
        with open_recorder(home, keyring) as recorder:
            found = [number_of(body) for body in read(recorder)]
    except (RecordError, AssertionError) as error:
        figures.failed(str(error))
        return False
    if lost := acknowledged - set(found):
        figures.failed(f"{len(lost)} of {len(acknowledged)} acknowledged entries lost")
    return not lost
