"""The same fact from two hands: both laptops show both values, until a person settles it."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from models.acts.opening import found_team
from models.entries import NewEntry
from models.entries.attendance import AttendanceMarked
from models.entries.observation import NoteWritten
from models.entries.team import StaffAdded
from models.facts import Facts, Settled
from models.home import Home
from models.ids import named_id
from models.journal.recorder import open_recorder
from models.keys.keyring import Keyring
from models.record import Record
from models.sync.folder_hub import open_folder_hub
from models.sync.meeting import meet
from tests.models.sync.conftest import Laptop

MAN, SESSION = named_id("man 3"), named_id("a day")


class Seat:
    """Somebody at his own laptop."""

    def __init__(self, home: Home, keyring: Keyring, clock: Iterator[int], hub: Path) -> None:
        self.recorder = open_recorder(home, keyring)
        self.record = Record(self.recorder.reader, keyring, lambda: next(clock), self.recorder)
        self._home, self._hub = home, hub

    def mark(self, state: str, supersedes: tuple[str, ...] = ()) -> str:
        what = AttendanceMarked.model_validate({"member": MAN, "state": state})
        made = self.record.append([NewEntry(what, supersedes=supersedes)], session=SESSION)
        return made[0].id

    def meet(self) -> None:
        hub = open_folder_hub(self._hub, self._home.team)
        meet(self._home, hub)
        hub.close()

    def facts(self) -> Facts:
        return Facts.of(self.record.entries([SESSION]))

    @property
    def attendance(self) -> Settled:
        settled = self.facts().settle("attendance", MAN)
        assert settled is not None
        return settled


@pytest.fixture
def seats(own: Home, keyring: Keyring, laptop: Laptop, tmp_path: Path) -> Iterator[list[Seat]]:
    """Facilitator and co-facilitator, who met once when their team was set up."""
    clock = count(1_795_000_000_000, 1000)
    (tmp_path / "stick").mkdir()
    second_home, second = laptop()
    with ExitStack() as stack:
        seats = [Seat(own, keyring, clock, tmp_path / "stick")]
        seats.append(Seat(second_home, second, clock, tmp_path / "stick"))
        for seat in seats:
            stack.callback(seat.recorder.close)
        staff, signer = keyring.staff.hex(), keyring.signer.hex()
        seats[0].record.append(found_team(staff, "Anna B", "facilitator", signer).entries)
        colleague = StaffAdded(
            staff=second.staff.hex(),
            name="Carl D",
            role="co-facilitator",
            signing_key=second.signer.hex(),
        )
        seats[0].record.append([NewEntry(colleague)])
        for seat in (seats[0], seats[1]):
            seat.meet()
        yield seats


def together(seats: list[Seat]) -> None:
    for seat in (*seats, seats[0]):
        seat.meet()


def test_unlike_values_stand_side_by_side_on_both_until_one_settles_them(
    seats: list[Seat],
) -> None:
    first, second = seats
    both = {first.mark("in"), second.mark("absent")}
    together(seats)
    for seat in seats:
        assert seat.attendance.unsettled
        assert set(seat.attendance.values) == both
        assert {entry.by for entry in seat.facts().entries.values()} == {
            each.record.staff for each in seats
        }
        assert seat.record.trouble == ()
    assert first.attendance == second.attendance
    second.mark("in", first.attendance.values)
    together(seats)
    for seat in seats:
        assert not seat.attendance.unsettled
        assert seat.attendance.value.by == second.record.staff
    assert first.facts().entries == second.facts().entries


def test_the_same_value_from_both_is_no_conflict(seats: list[Seat]) -> None:
    for seat in seats:
        seat.mark("absent")
    together(seats)
    assert not any(seat.attendance.unsettled for seat in seats)


def test_two_notes_are_two_observations(seats: list[Seat]) -> None:
    for name, seat in zip("ab", seats, strict=True):
        note = NoteWritten(note=named_id(name), scope="group", text=f"note {name}")
        seat.record.append([NewEntry(note)], session=SESSION)
    together(seats)
    for seat in seats:
        notes = seat.facts().all_of("note")
        assert len(notes) == 2
        assert not any(each.unsettled for each in notes)


def test_what_arrives_is_news_to_a_laptop_that_is_open(seats: list[Seat]) -> None:
    first, second = seats
    first.record.mark_seen()
    mark = second.mark("in")
    second.meet()
    assert first.record.news() == []
    first.meet()
    assert [entry.id for entry in first.record.news()] == [mark]
