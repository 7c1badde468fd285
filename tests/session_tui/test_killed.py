"""Killed at any moment, on a real terminal: nothing acknowledged is lost, half-typed text is back.

Over a hundred kills in all, on homes that are used again after each. That the same looking finds
a loss where there is one is shown on programs with a fault built in.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.acts.running import next_step
from models.clock import RealClock
from models.day.day import Day
from models.entries.observation import NoteWritten
from models.entries.timeline import MinutesChanged
from models.home import open_home
from models.journal.verify import Outcome, verify
from models.local_time import date_of
from models.reader import open_reader
from models.record import Record
from tests.session_tui.hands import PASSPHRASE, ZONE, new_desk, with_day, with_group
from tests.session_tui.hasty_typist import MINUTE_LESS, MINUTE_MORE, Seen, Typist
from tests.session_tui.loaded_program import NO_DRAFTS, SAID_TOO_EARLY, loaded

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals of this kind")

SEEDS, KILLS_EACH = 4, 26
KILLS_OF_FAULTY = 3


class Begun:
    """A home whose day of today runs, and how its record is read."""

    def __init__(self, folder: Path) -> None:
        clock = RealClock()
        desk = with_group(new_desk(folder, clock))
        with_day(desk, date=date_of(clock.now(), ZONE))
        assert desk.day is not None
        step = next_step(desk.day, clock.now())
        assert step.act is not None
        desk.say(step.act)
        self.folder = folder
        self._where = (desk.group, desk.day.session)
        desk.close()

    def day(self) -> Day:
        """The day as it is on the disk."""
        home = open_home(self.folder)
        keyring = home.unlock(PASSPHRASE)
        reader = open_reader(home, keyring)
        record = Record(reader, keyring, RealClock().now)
        day = record.day(*self._where)
        reader.close()
        assert record.trouble == ()
        return day


@pytest.fixture
def begun(tmp_path: Path) -> Begun:
    """A home of its own."""
    return Begun(tmp_path / "record")


def lost(day: Day, seen: Seen) -> list[str]:
    """What was acknowledged, or had to be kept, and is not on record."""
    said = [entry.what for entry in day.facts.entries.values()]
    texts = " ".join(what.text for what in said if isinstance(what, NoteWritten))
    missing = [token for token in seen.notes | seen.recorded if token not in texts]
    changes = [what.minutes for what in said if isinstance(what, MinutesChanged)]
    for minutes, says in ((1, MINUTE_MORE), (-1, MINUTE_LESS)):
        missing += [says] * (seen.minutes[says] - changes.count(minutes))
    return missing


@pytest.mark.parametrize("seed", range(SEEDS))
def test_killed_at_any_moment_nothing_acknowledged_is_lost(begun: Begun, seed: int) -> None:
    with loaded(os.environ) as program:
        typist = Typist(program, begun.folder, f"killed {seed}")
        for _ in range(KILLS_EACH):
            typist.round()
        seen = typist.last_look()
    assert lost(begun.day(), seen) == []
    assert seen.drafts_lost == []
    assert verify(begun.folder).outcome is Outcome.VERIFIED
    assert seen.kills == KILLS_EACH
    assert seen.acknowledged >= KILLS_EACH
    assert seen.drafts_back


def test_a_program_that_says_saved_too_early_is_found_out(begun: Begun) -> None:
    with loaded(os.environ, SAID_TOO_EARLY) as program:
        typist = Typist(program, begun.folder, "too early")
        for _ in range(KILLS_OF_FAULTY):
            typist.round(typist.once_seen)
        seen = typist.last_look()
    assert len(lost(begun.day(), seen)) == KILLS_OF_FAULTY


def test_a_program_that_keeps_no_drafts_is_found_out(begun: Begun) -> None:
    with loaded(os.environ, NO_DRAFTS) as program:
        typist = Typist(program, begun.folder, "no drafts")
        for _ in range(KILLS_OF_FAULTY):
            typist.round(typist.stood)
        seen = typist.last_look()
    assert len(seen.drafts_lost) == KILLS_OF_FAULTY
