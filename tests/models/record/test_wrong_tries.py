"""Wrong passphrases make the next try wait, and stand in the record afterwards."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from models.home import Home, TooSoon, WrongPassphrase
from models.keys.wrong_tries import LONGEST_S, WrongTries
from tests.models.record.conftest import PASSPHRASE

START = 1_795_500_000


def test_each_wrong_one_waits_longer_up_to_a_minute(tmp_path: Path) -> None:
    tries = WrongTries(tmp_path / "tries.json")
    waits = []
    with time_machine.travel(START, tick=False) as travel:
        for _ in range(9):
            waits.append(tries.wrong())
            travel.shift(timedelta(seconds=waits[-1]))
            assert tries.seconds_to_wait() == 0
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert max(waits) == LONGEST_S


def test_within_the_wait_nothing_is_tried_and_after_it_the_right_one_opens(own: Home) -> None:
    with time_machine.travel(START, tick=False) as travel:
        for wait in (1, 2, 4):
            with pytest.raises(WrongPassphrase):
                own.unlock("not this one")
            with pytest.raises(TooSoon, match=f"wait {wait} second"):
                own.unlock(PASSPHRASE)
            travel.shift(timedelta(seconds=wait))
        assert own.unlock(PASSPHRASE).staff
        with pytest.raises(WrongPassphrase, match="Type it again"):
            own.unlock("not this one")
        assert own.tries.seconds_to_wait() == 1


def test_the_wait_outlives_the_program_and_a_clock_put_back(own: Home) -> None:
    with time_machine.travel(START, tick=False) as travel:
        for _ in range(3):
            own.tries.wrong()
        again = WrongTries(own.folder / "tries.json")
        assert again.seconds_to_wait() == 4
        travel.shift(timedelta(hours=-5))
        assert again.seconds_to_wait() == 4  # never longer than the wait itself
        travel.shift(timedelta(days=1))
        assert again.seconds_to_wait() == 0


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"in_a_row": -1}', b'{"in_a_row": "x"}'])
def test_a_file_that_makes_no_sense_makes_nobody_wait(own: Home, raw: bytes) -> None:
    (own.folder / "tries.json").write_bytes(raw)
    assert own.tries.seconds_to_wait() == 0
    assert own.tries.unrecorded() is None
    assert own.unlock(PASSPHRASE).staff


def test_what_is_not_in_the_record_yet_is_counted_until_it_is(own: Home) -> None:
    with time_machine.travel(START, tick=False) as travel:
        own.tries.wrong()
        travel.shift(timedelta(seconds=30))
        own.tries.wrong()
        own.tries.right()
        tries = own.tries.unrecorded()
        assert tries is not None
        assert (tries.untold, tries.last - tries.first) == (2, 30_000)
        own.tries.recorded()
        assert own.tries.unrecorded() is None
