"""The witness file: what it keeps, and what it makes of a file that was cut or altered."""

import os
from pathlib import Path

import pytest

from models.journal import witness
from models.journal.frame import Frame, Position
from models.journal.witness import open_witness, read_witness, rewrite_witness
from tests.models.record.frames import an_id, chain, sealed

W = an_id("w")
SEEN = Position(an_id("v"), 9, b"v" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.witness"


@pytest.fixture
def frames() -> list[Frame]:
    return chain("w", ["day 1"] * 5)


def written(path: Path, frames: list[Frame]) -> bytes:
    it = open_witness(path)
    it.add(frames)
    it.close()
    return path.read_bytes()


def test_it_says_what_it_was_given(path: Path, frames: list[Frame]) -> None:
    it = open_witness(path)
    it.add(frames[:2])
    it.add(frames[2:])
    it.add_heads([SEEN])
    it.close()
    testimony = read_witness(path)
    assert testimony.frames == frames
    assert testimony.heads == {W: frames[-1].position, SEEN.writer: SEEN}
    assert (testimony.torn, testimony.damaged) == (False, False)


def test_each_frame_is_kept_once(path: Path, frames: list[Frame]) -> None:
    it = open_witness(path)
    it.add(frames[:3])
    it.add(frames)
    it.close()
    again = open_witness(path)
    again.add(frames)
    again.close()
    assert read_witness(path).frames == frames


def test_it_is_there_before_it_is_closed(path: Path, frames: list[Frame]) -> None:
    it = open_witness(path)
    it.add(frames)
    assert read_witness(path).frames == frames
    it.close()


def test_heads_that_frames_name_are_witnessed(path: Path) -> None:
    frame = sealed(b"", heads=(SEEN,))
    written(path, [frame])
    assert read_witness(path).heads == {SEEN.writer: SEEN, W: frame.position}


def test_a_missing_file_says_nothing(path: Path) -> None:
    assert read_witness(path).frames == []


def test_cut_anywhere_it_says_what_is_whole_and_goes_on_from_there(
    path: Path, frames: list[Frame]
) -> None:
    whole = written(path, frames)
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        testimony = read_witness(path)
        assert testimony.frames == frames[: len(testimony.frames)]
        assert not testimony.damaged
        assert testimony.torn == (end not in (0, *ends(frames)))
    path.write_bytes(whole[:-1])
    assert written(path, frames) == whole


def ends(frames: list[Frame]) -> list[int]:
    return [sum(13 + len(frame.raw) for frame in frames[: n + 1]) for n in range(len(frames))]


def test_every_changed_byte_is_noticed_and_the_other_records_count(
    path: Path, frames: list[Frame]
) -> None:
    whole = written(path, frames)
    start, end = ends(frames)[:2]
    for at in range(start, end):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        testimony = read_witness(path)
        assert testimony.damaged or testimony.torn
        assert frames[0] in testimony.frames
        assert frames[1] not in testimony.frames
        if at >= start + 5:
            assert testimony.frames == [frames[0], *frames[2:]]


def test_a_damaged_file_is_put_aside_and_what_is_sound_goes_on(
    path: Path, frames: list[Frame]
) -> None:
    whole = bytearray(written(path, frames[:4]))
    whole[ends(frames)[1] - 1] ^= 1
    path.write_bytes(whole)
    written(path, frames)
    testimony = read_witness(path)
    assert [frame.seq for frame in testimony.frames] == [1, 3, 4, 5]
    assert not testimony.damaged
    assert path.with_suffix(".damaged").read_bytes() == whole


def test_a_long_one_is_shortened_when_opened_and_keeps_the_newest(
    path: Path, frames: list[Frame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "KEEP_BYTES", 2 * len(frames[0].raw) + 10)
    it = open_witness(path)
    it.add(frames)
    it.add_heads([SEEN])
    it.close()
    assert len(read_witness(path).frames) == 5
    open_witness(path).close()
    testimony = read_witness(path)
    assert testimony.frames == frames[3:]
    assert testimony.heads == {W: frames[-1].position, SEEN.writer: SEEN}


def test_frames_can_be_left_out_but_not_forgotten(path: Path, frames: list[Frame]) -> None:
    written(path, frames)
    rewrite_witness(path, read_witness(path), frames[:2])
    testimony = read_witness(path)
    assert testimony.frames == frames[:2]
    assert testimony.heads[W] == frames[-1].position


def test_a_disk_that_refuses_it_stops_nothing_and_gets_it_later(
    path: Path, frames: list[Frame], monkeypatch: pytest.MonkeyPatch
) -> None:
    it = open_witness(path)
    it.add(frames[:1])
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, data[:100]))
    it.add(frames[1:2])
    monkeypatch.setattr(os, "write", refuse)
    it.add(frames[2:3])
    assert read_witness(path).frames == frames[:1]
    monkeypatch.setattr(os, "write", real)
    it.add(frames[3:])
    it.close()
    testimony = read_witness(path)
    assert (testimony.frames, testimony.torn) == (frames, False)


def refuse(_file: int, _data: bytes) -> int:
    raise OSError(28, "No space left on device")
