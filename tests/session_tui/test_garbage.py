"""Garbage is collected while nobody types."""

import gc
import sys
import time
from collections.abc import Iterator

import pytest

from session_tui.garbage import Garbage


@pytest.fixture
def begun() -> Iterator[Garbage]:
    """A collector at work; afterwards all is as it was."""
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()
    garbage = Garbage()
    garbage.begin()
    yield garbage
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(turn)


class Cycle:
    """Something that only a collection frees."""

    freed = 0

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        Cycle.freed += 1


def freed_by(garbage: Garbage, touched: float) -> int:
    """How many of one cycle a tick frees, with the last key pressed then (monotonic)."""
    gc.collect()
    Cycle.freed = 0
    Cycle()
    garbage.tick(touched, lasting=False)
    return Cycle.freed


def test_nothing_is_collected_while_somebody_types(begun: Garbage) -> None:
    assert freed_by(begun, time.monotonic()) == 0


def test_once_nobody_types_it_is_collected_and_then_not_again(begun: Garbage) -> None:
    touched = time.monotonic() - 10
    assert [freed_by(begun, touched), freed_by(begun, touched)] == [1, 0]


def test_what_stays_on_the_screen_is_set_aside(begun: Garbage) -> None:
    begun.tick(time.monotonic() - 10, lasting=True)
    assert gc.get_freeze_count() > 0


def test_nothing_is_set_aside_where_it_was_never_begun() -> None:
    before = gc.get_freeze_count()
    Garbage().set_aside()
    Garbage().tick(time.monotonic() - 10, lasting=True)
    assert gc.get_freeze_count() == before
