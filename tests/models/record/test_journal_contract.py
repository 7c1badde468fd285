"""What every journal does, whatever it is kept in."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from models.journal.frame import Frame
from models.journal.journal import Forked, Gap, Journal
from models.journal.sqlite_journal import SqliteJournal
from tests.models.record.frames import an_id, chain, sealed
from tests.models.record.memory_journal import MemoryJournal

W, V = an_id("w"), an_id("v")


class JournalContract:
    """Inherit, and give a fixture `journal`."""

    def test_an_empty_journal_has_nothing(self, journal: Journal) -> None:
        assert journal.holdings() == {} == journal.heads()
        assert journal.streams() == []
        assert journal.head(W) is None
        assert journal.frame_at(W, 1) is None
        assert list(journal.read_from(W, 1)) == [] == list(journal.read_stream(an_id("day 1")))

    def test_what_is_appended_is_there(self, journal: Journal) -> None:
        frames = chain("w", ["group", "day 1", "day 1", "group", "day 1"])
        for frame in frames[:3]:
            journal.append([frame])
        journal.append(frames[3:])
        assert journal.holdings() == {W: 5}
        assert journal.head(W) == frames[-1].position
        assert journal.heads() == {W: frames[-1].position}
        assert sorted(journal.streams()) == sorted({an_id("group"), an_id("day 1")})
        assert journal.frame_at(W, 3) == frames[2].raw
        assert journal.frame_at(W, 6) is None
        assert [raw for _, _, raw in journal.read_from(W, 4)] == [frames[3].raw, frames[4].raw]
        rows = list(journal.read_stream(an_id("day 1")))
        assert rows == [(W, n, frames[n - 1].raw) for n in (2, 3, 5)]

    def test_giving_it_again_changes_nothing(self, journal: Journal) -> None:
        frames = chain("w", ["day 1"] * 3)
        for given_again in (frames, frames, frames[1:2], frames[:1], frames):
            journal.append(given_again)
        assert [raw for _, _, raw in journal.read_from(W, 1)] == [frame.raw for frame in frames]

    def test_nothing_is_fine(self, journal: Journal) -> None:
        journal.append([])
        assert journal.holdings() == {}

    def test_another_frame_in_its_place_is_refused(self, journal: Journal) -> None:
        frames = chain("w", ["day 1"] * 3)
        journal.append(frames)
        for other in (
            sealed(b"other", after=frames[0]),
            sealed(b"other"),
            sealed(b"other", after=frames[1]),
        ):
            with pytest.raises(Forked) as caught:
                journal.append([other])
            assert (caught.value.writer, caught.value.seq) == (W, other.seq)
        assert [raw for _, _, raw in journal.read_from(W, 1)] == [frame.raw for frame in frames]

    def test_another_chain_s_next_frame_is_refused(self, journal: Journal) -> None:
        frames = chain("w", ["day 1"] * 2)
        journal.append(frames[:1])
        other = sealed(b"other", after=sealed(b"forked"))
        with pytest.raises(Forked):
            journal.append([other])
        journal.append(frames)
        assert journal.holdings() == {W: 2}

    def test_a_gap_is_refused(self, journal: Journal) -> None:
        frames = chain("w", ["day 1"] * 4)
        with pytest.raises(Gap):
            journal.append(frames[1:])
        journal.append(frames[:1])
        with pytest.raises(Gap) as caught:
            journal.append(frames[2:])
        assert (caught.value.seq, caught.value.newest) == (3, 1)
        assert journal.holdings() == {W: 1}

    def test_all_or_none(self, journal: Journal) -> None:
        frames = chain("w", ["day 1"] * 3)
        with pytest.raises(Forked):
            journal.append([*frames[:2], sealed(b"other", after=frames[0])])
        with pytest.raises(Gap):
            journal.append([frames[0], *chain("v", ["day 1"] * 2)[1:]])
        assert journal.holdings() == {}
        assert journal.streams() == []
        journal.append(frames)
        assert journal.holdings() == {W: 3}

    def test_writers_on_one_stream_are_kept_apart(self, journal: Journal) -> None:
        ours, theirs = chain("w", ["day 1"] * 3), chain("v", ["day 1"] * 2)
        journal.append([ours[0], theirs[0], ours[1], ours[2], theirs[1]])
        assert journal.holdings() == {W: 3, V: 2}
        rows = list(journal.read_stream(an_id("day 1")))
        assert {(writer, seq) for writer, seq, _ in rows} == {
            *((W, n) for n in (1, 2, 3)),
            *((V, n) for n in (1, 2)),
        }
        for writer in (W, V):
            assert [seq for each, seq, _ in rows if each == writer] == sorted(
                seq for each, seq, _ in rows if each == writer
            )

    def test_many_frames_are_read_in_order(self, journal: Journal) -> None:
        frames = chain("w", ["day 1", "day 2"] * 600)
        journal.append(frames)
        assert [seq for _, seq, _ in journal.read_from(W, 2)] == list(range(2, 1201))
        assert len(list(journal.read_stream(an_id("day 2")))) == 600

    @pytest.mark.parametrize("seed", range(12))
    def test_any_mixture_in_any_pieces_equals_the_simplest_journal(
        self, journal: Journal, seed: int
    ) -> None:
        chance = Random(seed)
        waiting = {
            name: chain(name, [chance.choice("xyz") for _ in range(chance.randrange(12))])
            for name in "abc"
        }
        simplest = MemoryJournal()
        while any(waiting.values()):
            piece: list[Frame] = []
            for name in chance.choices("abc", k=chance.randrange(1, 6)):
                piece += waiting[name][:1]
                waiting[name] = waiting[name][1:]
            journal.append(piece)
            simplest.append(piece)
        assert journal.holdings() == simplest.holdings()
        assert journal.heads() == simplest.heads()
        for stream in map(an_id, "xyz"):
            assert sorted(journal.read_stream(stream)) == sorted(simplest.read_stream(stream))


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def journal(self) -> Journal:
        return MemoryJournal()


class TestSqliteJournal(JournalContract):
    @pytest.fixture
    def journal(self, tmp_path: Path) -> Iterator[Journal]:
        journal = SqliteJournal(tmp_path / "journal.db")
        yield journal
        journal.close()
