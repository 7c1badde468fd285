"""Recording: durable, in order, from several terminals, through refusals and kills."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from models.home import Home
from models.journal.frame import Frame, check_signature, parse
from models.journal.journal import NotSaved, Reason
from models.journal.recorder import Recorder, Sealable
from models.journal.sqlite_journal import SqliteJournal
from models.journal.witness import read_witness, witness_path
from models.keys.keyring import KeyMissing, Keyring, Locked
from models.reader import Opened, open_reader
from tests.models.record.conftest import PASSPHRASE
from tests.models.record.frames import an_id, everything_in

Opener = Callable[[Home, Keyring], Recorder]
DAY, GROUP = an_id("day 1"), an_id("group")


def bodies(read: Sequence[Opened]) -> list[bytes]:
    return [each.body for each in read]


def entry(body: bytes, keyring: Keyring, stream: bytes = DAY) -> Sealable:
    return Sealable(stream, (keyring.team_key_id,), body)


def test_what_is_appended_is_read_by_everybody(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    (first,) = recorder.append([entry(b"one", keyring)])
    second, third = recorder.append([entry(b"two", keyring), entry(b"three", keyring, GROUP)])
    assert (first.seq, second.seq, third.seq) == (1, 2, 3)
    assert {first.writer, second.writer, third.writer} == {recorder.writer}
    assert bodies(recorder.reader.read_stream(DAY).opened) == [b"one", b"two"]
    other = open_reader(own, colleague)
    read = other.read_streams([GROUP, DAY])
    assert bodies(read.opened) == [b"three", b"one", b"two"]
    assert [(each.writer, each.seq, each.hash) for each in read.opened] == [third, first, second]
    assert {each.signer for each in read.opened} == {keyring.signer}
    assert read.faults == []
    other.close()


def test_every_frame_is_chained_and_signed(own: Home, keyring: Keyring, opened: Opener) -> None:
    recorder = opened(own, keyring)
    recorder.append([entry(b"one", keyring), entry(b"two", keyring)])
    recorder.append([entry(b"three", keyring)])
    frames = [parse(raw) for _, _, raw in recorder.journal.read_from(recorder.writer, 1)]
    for frame in frames:
        check_signature(frame)
    assert [frame.previous for frame in frames[1:]] == [frame.hash for frame in frames[:-1]]


def test_no_words_are_readable_anywhere_in_the_home(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    opened(own, keyring).append([entry(b"went back to the moment before", keyring)])
    assert b"moment" not in everything_in(own.folder)


def test_a_man_s_key_is_needed_for_what_names_him(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    three, five = recorder_keys = (keyring.new_key(), keyring.new_key())
    recorder.append([Sealable(DAY, recorder_keys, b"they argued"), entry(b"lunch", keyring)])
    (own.keys_folder / f"{five.hex()}.key").unlink()
    reader = open_reader(own, colleague)
    read = reader.read_stream(DAY)
    assert bodies(read.opened) == [b"lunch"]
    assert [(fault.seq, fault.why.name) for fault in read.faults] == [(1, "NO_KEY")]
    assert colleague.has_key(three)
    reader.close()


def test_the_next_start_goes_on_with_the_same_writer(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    first = opened(own, keyring)
    first.append([entry(b"one", keyring)])
    first.close()
    second = opened(own, keyring)
    assert (second.seat, second.writer, second.opening) == (1, first.writer, ())
    assert second.append([entry(b"two", keyring)])[0].seq == 2


def test_who_takes_the_keyboard_signs(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    recorder.append([entry(b"mine", keyring)])
    recorder.hand_over(colleague)
    recorder.append([entry(b"hers", colleague)])
    signers = [each.signer for each in recorder.reader.read_stream(DAY).opened]
    assert signers == [keyring.signer, colleague.signer]


def test_two_terminals_see_each_other_and_say_so(
    own: Home, keyring: Keyring, colleague: Keyring, opened: Opener
) -> None:
    first, second = opened(own, keyring), opened(own, colleague)
    assert (first.seat, second.seat) == (1, 2)
    held = first.reader.holdings()
    assert not first.reader.changed()
    (theirs,) = second.append([entry(b"from the second", colleague)])
    assert first.reader.changed()
    assert not first.reader.changed()
    assert bodies(first.reader.frames_after(held).opened) == [b"from the second"]
    assert first.reader.frames_after(first.reader.holdings()).opened == []
    for body in (b"one", b"two"):
        first.append([entry(body, keyring)])
    frames = [parse(raw) for _, _, raw in first.journal.read_from(first.writer, 1)]
    assert [frame.heads for frame in frames] == [(theirs,), ()]


def test_frames_after_can_be_taken_in_pieces(own: Home, keyring: Keyring, opened: Opener) -> None:
    recorder = opened(own, keyring)
    recorder.append([entry(bytes([n]), keyring) for n in range(10)])
    held: dict[bytes, int] = {}
    found: list[bytes] = []
    while part := recorder.reader.frames_after(held, limit=4).opened:
        assert len(part) <= 4
        found += bodies(part)
        held[part[-1].writer] = part[-1].seq
    assert found == [bytes([n]) for n in range(10)]


class Refusing(SqliteJournal):
    """A journal that can be told to refuse, before or after it has written."""

    refuses = ""

    def append(self, frames: Sequence[Frame]) -> None:
        if self.refuses != "before":
            super().append(frames)
        if self.refuses:
            raise NotSaved(Reason.DISK, "the disk reported an error")


@pytest.fixture
def refusing(own: Home, keyring: Keyring, opened: Opener, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]  # a pair of what was made
    monkeypatch.setattr("models.journal.recorder.SqliteJournal", Refusing)
    recorder = opened(own, keyring)
    return recorder, recorder.journal


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_was_refused_is_written_once_when_tried_again(
    refusing: tuple[Recorder, Refusing], keyring: Keyring, when: str
) -> None:
    recorder, journal = refusing
    recorder.append([entry(b"one", keyring)])
    journal.refuses = when
    with pytest.raises(NotSaved) as caught:
        recorder.append([entry(b"two", keyring), entry(b"three", keyring)])
    assert [position.seq for position in caught.value.positions] == [2, 3]
    with pytest.raises(NotSaved) as later:
        recorder.append([entry(b"four", keyring)])
    assert [position.seq for position in later.value.positions] == [4]
    with pytest.raises(NotSaved):
        recorder.retry()
    assert recorder.unsaved == 3
    journal.refuses = ""
    saved = recorder.retry()
    assert saved == caught.value.positions + later.value.positions
    assert recorder.unsaved == 0
    assert recorder.retry() == ()
    recorder.append([entry(b"five", keyring)])
    words = [b"one", b"two", b"three", b"four", b"five"]
    assert bodies(recorder.reader.read_stream(DAY).opened) == words


def test_the_next_entry_brings_what_was_refused_along(
    refusing: tuple[Recorder, Refusing], keyring: Keyring
) -> None:
    recorder, journal = refusing
    journal.refuses = "before"
    with pytest.raises(NotSaved):
        recorder.append([entry(b"one", keyring)])
    journal.refuses = ""
    assert recorder.append([entry(b"two", keyring)])[0].seq == 2
    assert bodies(recorder.reader.read_stream(DAY).opened) == [b"one", b"two"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_was_refused_to_the_end_is_there_at_the_next_start(
    refusing: tuple[Recorder, Refusing],
    own: Home,
    keyring: Keyring,
    opened: Opener,
    when: str,
) -> None:
    recorder, journal = refusing
    journal.refuses = when
    with pytest.raises(NotSaved):
        recorder.append([entry(b"one", keyring)])
    recorder.close()
    again = opened(own, keyring)
    assert bodies(again.reader.read_stream(DAY).opened) == [b"one"]
    assert again.writer == recorder.writer
    assert again.append([entry(b"two", keyring)])[0].seq == 2


def test_without_a_key_nothing_is_kept_or_counted(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    with pytest.raises(KeyMissing):
        recorder.append([entry(b"one", keyring), Sealable(DAY, (an_id("no key"),), b"two")])
    assert recorder.append([]) == ()
    assert recorder.unsaved == 0
    assert recorder.append([entry(b"one", keyring)])[0].seq == 1


def test_while_locked_nothing_is_written(own: Home, keyring: Keyring, opened: Opener) -> None:
    recorder = opened(own, keyring)
    one = entry(b"one", keyring)
    keyring.drop()
    with pytest.raises(Locked):
        recorder.append([one])
    assert recorder.unsaved == 0
    with pytest.raises(Locked):
        recorder.reader._keyring.key(one.key_ids[0])


def test_nothing_printed_shows_an_entry_s_words(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    one = entry(b"went back", keyring)
    recorder.append([one])
    read = recorder.reader.read_stream(DAY)
    assert "went back" not in repr((one, read, read.opened, recorder))


def test_the_witness_has_it_when_append_returns(
    own: Home, keyring: Keyring, opened: Opener
) -> None:
    recorder = opened(own, keyring)
    recorder.append([entry(b"one", keyring)])
    testimony = read_witness(witness_path(own.witness_folder, recorder.writer))
    assert [frame.raw for frame in testimony.frames] == [
        raw for _, _, raw in recorder.journal.read_from(recorder.writer, 1)
    ]


RECORD = """
import sys
from pathlib import Path
from models.home import open_home
from models.journal.recorder import Sealable, open_recorder
home = open_home(Path(sys.argv[1]))
keyring = home.unlock(sys.argv[2])
with open_recorder(home, keyring) as recorder:
    print("ready", flush=True)
    for number in range(1_000_000):
        act = [Sealable(bytes(16), (keyring.team_key_id,), b"%d.%d" % (number, n)) for n in (0, 1)]
        recorder.append(act)
        print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 40, 200])
def test_a_killed_program_loses_nothing_it_acknowledged(
    own: Home, keyring: Keyring, opened: Opener, after: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RECORD, str(own.folder), PASSPHRASE], stdout=subprocess.PIPE
    ) as program:
        assert program.stdout
        assert program.stdout.readline() == b"ready\n"
        for _ in range(after):
            acknowledged = int(program.stdout.readline())
        os.kill(program.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        rest = program.stdout.read().split(b"\n")
        acknowledged = max([acknowledged, *(int(line) for line in rest[:-1] if line)])
    recorder = opened(own, keyring)
    read = recorder.reader.read_stream(bytes(16))
    assert read.faults == []
    words = bodies(read.opened)
    assert len(words) % 2 == 0
    assert words[: 2 * acknowledged + 2] == [
        b"%d.%d" % (number, n) for number in range(acknowledged + 1) for n in (0, 1)
    ]
    assert recorder.append([entry(b"on", keyring)])[0].seq == len(words) + 1


TWO_AT_ONCE = RECORD.replace("range(1_000_000)", "range(100)")


def test_two_programs_record_into_one_home_at_once(own: Home, keyring: Keyring) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", TWO_AT_ONCE, str(own.folder), PASSPHRASE],
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    reader = open_reader(own, keyring)
    read = reader.read_stream(bytes(16))
    assert sorted(reader.holdings().values()) in ([200, 200], [400])
    assert (len(read.opened), read.faults) == (400, [])
    reader.close()


def test_a_seat_is_left_when_opening_fails(own: Home, keyring: Keyring, opened: Opener) -> None:
    raw = own.journal_path.read_bytes()
    own.journal_path.write_bytes(b"damaged")
    with pytest.raises(Exception, match="put a copy of it back"):
        opened(own, keyring)
    own.journal_path.write_bytes(raw)
    assert opened(own, keyring).seat == 1


def test_a_reader_can_be_had_without_a_seat(own: Home, keyring: Keyring) -> None:
    reader = open_reader(own, keyring)
    assert reader.streams() == []
    assert not list(own.seats_folder.iterdir())
    reader.close()
