"""Seats: one program each, and a writer of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.keys import seats
from models.keys.seats import seats_by_writer, take_seat
from models.record_error import RecordError

HOLD = """
import sys
from pathlib import Path
from models.keys.seats import take_seat
seat = take_seat(Path(sys.argv[1]))
print(seat.number, seat.writer.hex(), flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_each_terminal_has_a_seat_and_a_writer_of_its_own(tmp_path: Path) -> None:
    first, second = take_seat(tmp_path), take_seat(tmp_path)
    assert (first.number, second.number) == (1, 2)
    assert first.writer != second.writer
    assert seats_by_writer(tmp_path) == {first.writer: 1, second.writer: 2}


def test_a_seat_left_is_the_same_writer_for_the_next(tmp_path: Path) -> None:
    first = take_seat(tmp_path)
    writer = first.writer
    first.release()
    first.release()
    assert take_seat(tmp_path).writer == writer


def test_a_new_writer_is_remembered_after_the_old(tmp_path: Path) -> None:
    seat = take_seat(tmp_path)
    before, after = seat.writer, seat.new_writer()
    seat.release()
    again = take_seat(tmp_path)
    assert again.writers == (before, after)
    assert again.writer == after
    assert seats_by_writer(tmp_path) == {before: 1, after: 1}


def test_a_killed_program_leaves_its_seat(tmp_path: Path) -> None:
    with holder(tmp_path) as held:
        assert held.stdout
        number, writer = held.stdout.readline().split()
        assert number == "1"
        second = take_seat(tmp_path)
        assert second.number == 2
        second.release()
        held.kill()
        held.wait()
    seat = take_seat(tmp_path)
    assert (seat.number, seat.writer.hex()) == (1, writer)


def test_all_seats_taken_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "MOST_SEATS", 2)
    held = [take_seat(tmp_path), take_seat(tmp_path)]
    with pytest.raises(RecordError, match="close one of them"):
        take_seat(tmp_path)
    assert len(held) == 2


def test_a_damaged_seat_goes_on_as_a_new_writer(tmp_path: Path) -> None:
    seat = take_seat(tmp_path)
    writer = seat.writer
    seat.release()
    (tmp_path / "1").write_bytes(b"\xff\n" + b"zz" * 16 + b"\n")
    assert take_seat(tmp_path).writer != writer


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="can't be written"):
        take_seat(tmp_path / "missing")
