"""A home: the folder that holds one team's record on one laptop.

    session-tui-home   what this folder is: format and team
    journal.db         the journal (and SQLite's -wal and -shm beside it)
    witness/           each writer's newest frames
    seats/             the writers of this laptop, with their locks
    staff/             slots and grants: how each person reaches the team key
    keys/              groups' and members' keys, sealed under the team key; personal keys,
                       sealed to persons
    drafts.db          half-typed text
    labels.json        what to call each person when they pick who unlocks
    tries.json         wrong passphrases: how long the next try waits

Slots hold no names: they travel to hubs and sticks, where nothing readable may lie, and who
works on such a programme is nobody's business there. A person's name is in the sealed record.
To pick who unlocks, this laptop remembers a label that each chose here (initials will do), in
a file that never travels; without one they are "person 1", "person 2", last used first.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import urandom
from pathlib import Path
from typing import NamedTuple

from models.journal.frame import ID_BYTES
from models.journal.sqlite_journal import SqliteJournal
from models.keys.giving import give_keys
from models.keys.key_file import KEY_BYTES
from models.keys.keyring import Keyring, keyring_class
from models.keys.seats import seats_by_writer
from models.keys.slots import Grant, PrivateHalves, Slot, write_slot
from models.keys.staff_folder import RECOVERY, SLOT, StaffFolder
from models.keys.wrong_tries import WrongTries
from models.platform import private_folder, remove_file, write_private
from models.record_error import RecordError
from models.roles import Role

FORMAT = 1
_MARKER = "session-tui-home"
_TITLE = "session-tui home"
_FOLDERS = ("staff", "keys", "seats", "witness")


class HomeError(RecordError):
    """A home that can't be made, found or opened."""


class NoHome(HomeError):
    """There is no home in that folder yet."""


class WrongPassphrase(HomeError):
    """The passphrase opens no slot that it was tried on."""


class TooSoon(HomeError):
    """Wrong passphrases were typed: the next try has to wait."""


class Person(NamedTuple):
    """One of the staff, as known without a passphrase."""

    staff: bytes
    label: str
    signer: bytes


class Home:
    """An existing home; see `open_home` and `create_home`."""

    def __init__(self, folder: Path, team: bytes) -> None:
        self.folder = folder
        self.team = team
        """The founder's public key."""
        self.journal_path = folder / "journal.db"
        self.drafts_path = folder / "drafts.db"
        self.database_path = folder / "local.db"
        self.keys_folder = folder / "keys"
        self.seats_folder = folder / "seats"
        self.witness_folder = folder / "witness"
        self.staff = StaffFolder(folder / "staff", team)
        self.tries = WrongTries(folder / "tries.json")
        self._labels_path = folder / "labels.json"

    def people(self) -> tuple[Person, ...]:
        """Everyone who can unlock this home, who did so last first."""
        return self._people(self.staff.slots())

    def unlock(self, passphrase: str, staff: bytes | None = None) -> Keyring:
        """The keys of `staff`; of None, of whoever's passphrase it is, who did so last first.

        Takes about a second for each person tried. WrongPassphrase; TooSoon, and nothing is
        tried, within the time that wrong ones before it make it wait; HomeError.
        """
        if wait := self.tries.seconds_to_wait():
            raise TooSoon(f"Wrong passphrases were typed: wait {_seconds(wait)}, then try again.")
        slots = self.staff.slots()
        tried = [person for person in self._people(slots) if staff in (None, person.staff)]
        for person in tried:
            slot = slots[person.staff]
            if halves := slot.open(passphrase):
                keyring = self._keyring(slot, halves)
                self.tries.right()
                with suppress(OSError):  # a home to read only, or in use just now
                    self.staff.retire_before(slot)
                    self._put_first(person.staff)
                return keyring
        if not tried:
            raise HomeError(f"Nobody can unlock {self.folder}: copy its folder staff/ back.")
        whose = tried[0].label if len(tried) == 1 else "anybody here"
        wait = self.tries.wrong()
        then = f"in {_seconds(wait)}" if wait > 1 else "again"
        raise WrongPassphrase(f"That is not the passphrase of {whose}. Type it {then}.")

    def add_staff(
        self,
        keyring: Keyring,
        passphrase: str,
        *,
        label: str = "",
        passes: int | None = None,
        role: Role = "facilitator",
    ) -> Person:
        """A new person's slot, made by a colleague; what they may do is for the record to say.

        The keys are those of his `role`: who audits is given the trail's alone.
        """
        halves = PrivateHalves.fresh()
        slot = self._add_slot(urandom(ID_BYTES), 1, halves, passphrase, passes)
        with _sentence(self.folder):
            give_keys(self.staff, keyring, slot, role)
            self.set_label(slot.staff, label)
        return next(each for each in self.people() if each.staff == slot.staff)

    def change_passphrase(
        self, keyring: Keyring, passphrase: str, *, passes: int | None = None
    ) -> None:
        """Give an unlocked person another passphrase; the old one opens nothing afterwards.

        The new slot is written and opened before the old one goes.
        """
        held = self.staff.slots().get(keyring.staff)
        number = held.number + 1 if held else 1
        slot = self._add_slot(keyring.staff, number, keyring.halves(), passphrase, passes)
        with _sentence(self.folder):
            self.staff.retire_before(slot)

    def let_in_again(
        self,
        keyring: Keyring,
        staff: bytes,
        passphrase: str,
        *,
        passes: int | None = None,
        role: Role = "facilitator",
    ) -> Person:
        """A colleague who forgot his passphrase gets another, and with it other keys.

        The record has to say that they are his (StaffAdded). HomeError.
        """
        number = max((one.number for one in self.staff.grants() if one.staff == staff), default=1)
        held = self.staff.slots().get(staff)
        slot = self._add_slot(
            staff, held.number + 1 if held else number, PrivateHalves.fresh(), passphrase, passes
        )
        with _sentence(self.folder):
            give_keys(self.staff, keyring, slot, role)
            self.staff.retire_before(slot)
        return next(each for each in self.people() if each.staff == staff)

    def keep_words(self, keyring: Keyring, words: str, *, passes: int | None = None) -> None:
        """Let words that lie printed in safe keeping open the record as this person.

        The words of before open nothing from then on.
        """
        held = self.staff.slots(RECOVERY).get(keyring.staff)
        number = held.number + 1 if held else 1
        halves = keyring.halves()
        slot = self._add_slot(keyring.staff, number, halves, words, passes, RECOVERY)
        with _sentence(self.folder):
            self.staff.retire_before(slot, RECOVERY)

    def recover(self, words: str, passphrase: str, *, passes: int | None = None) -> Keyring:
        """Give whoever's printed words these are another passphrase.

        WrongPassphrase, TooSoon, HomeError.
        """
        if wait := self.tries.seconds_to_wait():
            raise TooSoon(f"Wrong passphrases were typed: wait {_seconds(wait)}, then try again.")
        for slot in self.staff.slots(RECOVERY).values():
            if halves := slot.open(words):
                keyring = self._keyring(slot, halves)
                self.change_passphrase(keyring, passphrase, passes=passes)
                self.tries.right()
                return keyring
        wait = self.tries.wrong()
        raise WrongPassphrase(
            f"These are not the words of anybody here. Try again in {_seconds(wait)}: they stand "
            "on the printed page in their order."
        )

    def set_label(self, staff: bytes, label: str) -> None:
        """What this laptop calls a person when they pick who unlocks; "" for nothing."""
        self._write_labels(self._labels() | {staff.hex(): label})

    def throw_database_away(self) -> None:
        """Remove the local database and its key; it is folded anew from the record. OSError."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            remove_file(self.database_path.with_name(self.database_path.name + suffix))
        remove_file(self.database_path.with_suffix(".key"))

    def own_writers(self) -> frozenset[bytes]:
        """Every writer that a terminal on this home is or was."""
        return frozenset(seats_by_writer(self.seats_folder))

    def _people(self, slots: dict[bytes, Slot]) -> tuple[Person, ...]:
        labels = self._labels()
        place = {staff: number for number, staff in enumerate(labels)}
        order = sorted(slots, key=lambda staff: (place.get(staff.hex(), len(place)), staff))
        return tuple(
            Person(staff, labels.get(staff.hex()) or f"person {number}", slots[staff].signer)
            for number, staff in enumerate(order, 1)
        )

    def _add_slot(
        self,
        staff: bytes,
        number: int,
        halves: PrivateHalves,
        passphrase: str,
        passes: int | None,
        kind: str = SLOT,
    ) -> Slot:
        """Write a slot and see that it opens."""
        if not passphrase:
            raise HomeError("A passphrase can't be empty.")
        slot = write_slot(self.team, staff, number, halves, passphrase, passes)
        with _sentence(self.folder):
            written = self.staff.add_slot(slot, kind)
        if not (written and written.open(passphrase)):
            raise HomeError(
                f"The disk that holds {self.folder} gives back other bytes than were written. "
                "Nothing was changed; use another disk."
            )
        return written

    def _keyring(self, slot: Slot, halves: PrivateHalves) -> Keyring:
        for grant in self._newest_first():
            mine = (grant.staff, grant.signer) == (slot.staff, slot.signer)
            if mine and (team_key := grant.open(halves.receiving)):
                return keyring_class(grant)(
                    slot.staff,
                    halves,
                    grant.team_key_id,
                    team_key,
                    self.keys_folder,
                    self.team,
                    self.staff.grants,
                )
        raise HomeError(
            f"The passphrase is right, but the team key is missing from {self.folder / 'staff'}: "
            "copy that folder back, or ask a colleague to let you in again."
        )

    def _newest_first(self) -> list[Grant]:
        """Every grant, newest team key first; last of all what those gave who have left."""
        gone = self.staff.gone()
        grants = self.staff.grants()
        left = {one.signer for one in grants if one.staff in gone}
        return sorted(
            grants,
            key=lambda one: (one.giver in left, -one.number, one.of_trail, one.team_key_id),
        )

    def _put_first(self, staff: bytes) -> None:
        """Remember who unlocked last."""
        labels = self._labels()
        if next(iter(labels), "") != staff.hex():
            first = {staff.hex(): labels.get(staff.hex(), "")}
            self._write_labels(first | {each: labels[each] for each in labels if each not in first})

    def _write_labels(self, labels: dict[str, str]) -> None:
        write_private(self._labels_path, json.dumps(labels, indent=0).encode())

    def _labels(self) -> dict[str, str]:
        """Labels by staff id, who unlocked last first; none when the file can't be read."""
        with suppress(OSError, ValueError):
            labels = json.loads(self._labels_path.read_bytes())
            if isinstance(labels, dict):
                return {str(staff): str(label) for staff, label in labels.items()}
        return {}


def open_home(folder: Path) -> Home:
    """The home in `folder`. NoHome, or HomeError when it is damaged or of a newer program."""
    folder = folder.expanduser().absolute()
    try:
        lines = (folder / _MARKER).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        if (folder / "staff").exists():
            raise HomeError(
                f"{folder} holds part of a home: its file {_MARKER!r} is missing. Where setting "
                "up was cut short, nothing is in it and it can be deleted; otherwise copy the "
                "file back."
            ) from None
        raise NoHome(f"There is no home in {folder} yet.") from None
    except (OSError, UnicodeDecodeError):
        raise HomeError(f"{folder / _MARKER} can't be read: allow it, or copy it back.") from None
    return Home(folder, _team(folder, lines))


def create_home(
    folder: Path, passphrase: str, *, label: str = "", passes: int | None = None
) -> tuple[Home, Keyring]:
    """Make a home for a new team, founded by whoever has `passphrase`; takes some seconds.

    `passes` is for homes that guard nothing (tests, practice): argon2id's passes, 3 at least;
    None counts how many make an unlock take about 0.8 seconds here. HomeError.
    """
    folder = folder.expanduser().absolute()
    if not passphrase:
        raise HomeError("A passphrase can't be empty.")
    if (folder / _MARKER).exists() or (folder / "staff").exists():
        raise HomeError(f"{folder} holds a home already: open that one, or choose another folder.")
    try:
        with _sentence(folder):
            return _made(folder, passphrase, label, passes)
    except BaseException:
        for name in _FOLDERS:
            shutil.rmtree(folder / name, ignore_errors=True)
        raise


def _made(folder: Path, passphrase: str, label: str, passes: int | None) -> tuple[Home, Keyring]:
    """All of a home, its marker last. OSError."""
    make_folders(folder)
    halves = PrivateHalves.fresh()
    home = Home(folder, halves.signer)
    slot = home._add_slot(urandom(ID_BYTES), 1, halves, passphrase, passes)
    team_key_id, team_key = urandom(ID_BYTES), urandom(KEY_BYTES)
    keyring = Keyring(slot.staff, halves, team_key_id, team_key, home.keys_folder, home.team)
    give_keys(home.staff, keyring, slot, "facilitator")
    home.set_label(slot.staff, label)
    SqliteJournal(home.journal_path).close()
    write_marker(folder, home.team)
    return home, keyring


def make_folders(folder: Path) -> None:
    """The empty folders of a home that is being made. OSError."""
    for each in (folder, *(folder / name for name in _FOLDERS)):
        private_folder(each)


def write_marker(folder: Path, team: bytes) -> None:
    """What makes a home of the folder, written when all else is there. OSError."""
    marker = f"{_TITLE}\nformat {FORMAT}\nteam {team.hex()}\n"
    write_private(folder / _MARKER, marker.encode())


def _team(folder: Path, lines: list[str]) -> bytes:
    """The founder's public key, from the lines of the marker."""
    title, *fields = lines or [""]
    known = dict(field.partition(" ")[::2] for field in fields)
    number, team = known.get("format", ""), known.get("team", "")
    if title == _TITLE and number.isdecimal() and int(number) > FORMAT:
        raise HomeError(
            f"{folder} was written by a newer version of the program (format {number}, this one "
            f"knows {FORMAT}): update the program."
        )
    with suppress(ValueError):
        if (title, number, len(team)) == (_TITLE, str(FORMAT), 64):
            return bytes.fromhex(team)
    raise HomeError(f"{folder / _MARKER} is damaged: copy it back from another copy of the home.")


def _seconds(seconds: int) -> str:
    return f"{seconds} second{'' if seconds == 1 else 's'}"


@contextmanager
def _sentence(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise HomeError(
            f"{folder} can't be written: {error.strerror}. Make room or allow it, or choose "
            "another folder."
        ) from None
