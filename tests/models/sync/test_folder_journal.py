"""The folder of closed pieces: the journal's contract, and what a folder goes through."""

import os
from pathlib import Path

import pytest

from models.journal.folder_journal import FolderJournal
from models.journal.frame import Frame
from models.journal.journal import Forked, Journal, JournalUnusable, NotSaved
from models.journal.journal_piece import piece_of
from tests.models.record.frames import an_id, chain, sealed
from tests.models.record.test_journal_contract import JournalContract

W = an_id("w")


class TestFolderJournal(JournalContract):
    @pytest.fixture
    def journal(self, tmp_path: Path) -> Journal:
        return FolderJournal(tmp_path)


def pieces(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.piece"), key=lambda path: path.stat().st_mtime_ns)


def written(folder: Path, frames: list[Frame], each: int = 2) -> None:
    journal = FolderJournal(folder)
    for at in range(0, len(frames), each):
        journal.append(frames[at : at + each])


def test_two_laptops_write_the_same_folder_at_once(tmp_path: Path) -> None:
    frames, others = chain("w", ["day 1"] * 6), chain("v", ["day 1"] * 3)
    first, second = FolderJournal(tmp_path), FolderJournal(tmp_path)
    first.append(frames[:3])
    second.append(others)
    (tmp_path / piece_of(frames)[0]).write_bytes(piece_of(frames)[1])
    first.append(frames[3:])
    assert first.holdings() == second.holdings() == {W: 6, an_id("v"): 3}
    assert [raw for _, _, raw in second.read_from(W, 2)] == [frame.raw for frame in frames[1:]]


def test_a_piece_of_50_entries_cut_at_any_byte_counts_as_not_there_until_it_is_whole(
    tmp_path: Path,
) -> None:
    name, raw = piece_of(chain("w", ["day 1"] * 50))
    with (tmp_path / name).open("wb", buffering=0) as copied:
        for byte in raw:
            journal = FolderJournal(tmp_path)
            assert journal.holdings() == {}
            assert journal.not_whole == {name: "not whole"}
            copied.write(bytes([byte]))
    assert journal.holdings() == {W: 50}
    assert journal.not_whole == {}


def test_a_piece_that_was_cut_is_healed_by_writing_it_again(tmp_path: Path) -> None:
    frames = chain("w", ["day 1"] * 3)
    name, raw = piece_of(frames)
    (tmp_path / name).write_bytes(raw[:100])
    journal = FolderJournal(tmp_path)
    journal.append(frames)
    assert journal.holdings() == {W: 3}
    assert journal.not_whole == {}
    assert (tmp_path / name).read_bytes() == raw


def test_an_altered_byte_is_found_when_it_is_read(tmp_path: Path) -> None:
    written(tmp_path, chain("w", ["day 1"] * 4))
    path = pieces(tmp_path)[1]
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    journal = FolderJournal(tmp_path)
    assert len(list(journal.read_from(W, 1))) == 2
    assert journal.not_whole == {path.name: "not whole"}
    assert journal.holdings() == {W: 2}


def test_pieces_may_come_in_any_order_and_a_gap_is_counted(tmp_path: Path) -> None:
    away = tmp_path / "away"
    here = tmp_path / "here"
    away.mkdir()
    here.mkdir()
    written(away, chain("w", ["day 1"] * 6))
    first, second, third = pieces(away)
    journal = FolderJournal(here)
    for path, held, missing in ((third, {}, 4), (first, {W: 2}, 2), (second, {W: 6}, None)):
        os.replace(path, here / path.name)
        assert journal.holdings() == held
        assert journal.beyond_gaps.get(W) == missing


def test_another_chain_under_the_same_numbers_is_not_mixed_in(tmp_path: Path) -> None:
    frames = chain("w", ["day 1"] * 3)
    written(tmp_path, frames, each=3)
    other = sealed(b"other", after=frames[0])
    name, raw = piece_of([other, sealed(b"more", after=other), *frames[:1]])
    (tmp_path / name).write_bytes(raw)
    journal = FolderJournal(tmp_path)
    kept = [raw for _, _, raw in journal.read_from(W, 1)]
    assert len(kept) == 3
    with pytest.raises(Forked):
        journal.append([sealed(b"third", after=frames[1])])


def test_a_piece_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    name, raw = piece_of(chain("w", ["day 1"]))
    (tmp_path / name).write_bytes(raw[:4] + b"\x02" + raw[5:])
    journal = FolderJournal(tmp_path)
    assert journal.holdings() == {}
    assert journal.not_whole == {name: "of a newer version of the program"}


def test_a_stick_pulled_out_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    journal = FolderJournal(folder)
    folder.rmdir()
    with pytest.raises(JournalUnusable, match="moved or removed"):
        journal.holdings()
    with pytest.raises((JournalUnusable, NotSaved)):
        journal.append(chain("w", ["day 1"]))
