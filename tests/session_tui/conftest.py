"""Fixtures for the tests of screens: a desk with a day, on a real home in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from session_tui.desk import Desk
from tests.session_tui.hands import HandClock, clock_at, running_desk


@pytest.fixture
def hand_clock() -> HandClock:
    """A clock at 9:50 on the day."""
    return clock_at()


@pytest.fixture
def desk(tmp_path: Path, hand_clock: HandClock) -> Iterator[Desk]:
    """A desk with block 2, day 2 open for a group of eight."""
    desk = running_desk(tmp_path / "record", hand_clock)
    yield desk
    desk.close()
