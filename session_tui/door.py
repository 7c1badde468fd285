"""The one door to the record: a single worker thread, in order, durable before it returns.

Whose keys are here, what he may do, and locking. What is heavy (crypto, pydantic, SQLite) is
imported in the worker thread, so that the first screen is painted before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from session_tui.permitted import DEED_OF

if TYPE_CHECKING:
    from exercise_bank.bank import Bank
    from models.clock import Clock
    from models.group.people import Team
    from models.home import Home
    from models.journal.recorder import Recorder
    from models.keys.keyring import Keyring, Locked
    from models.record import Record
    from models.roles import Role
    from models.trail_entry import Use

T = TypeVar("T")
HERE = "Europe/London"


def initials_of(name: str) -> str:
    """The initials of a name, three at most: "Ada Quill" is "AQ"."""
    letters = ("".join(filter(str.isalnum, part)) for part in name.split())
    return "".join(part[0] for part in letters if part)[:3].upper() or "?"


def _locked() -> Locked:
    from models.keys.keyring import Locked

    return Locked()


class Door:
    """The home, and who is at the keyboard.

    `clock` is the program's one clock; `now` gives milliseconds since the epoch.
    """

    def __init__(self, folder: Path, bank_folder: Path | None = None) -> None:
        self.folder = folder
        self.bank_folder = bank_folder
        self.clock: Clock | None = None
        self.home: Home
        self.bank: Bank
        self.team: Team
        self.record: Record | None = None
        self.practice = False
        self.passes: int | None = None
        """argon2id's passes for slots that guard nothing (practice, tests); None counts them."""
        self.missed = ""
        """What was typed wrong here before this unlock, in a sentence."""
        self.refused: dict[str, str] = {}
        """What the person at the keyboard may not do (models.roles), with a sentence for each."""
        self.hand = ""
        """The initials of the person at the keyboard; nothing while locked."""
        self.opening: tuple[str, ...] = ()
        self.audits = False
        """Whether who opened the record is an auditor: the trail is all that his keys open."""
        self.clinical = False
        """Whether he is a clinical auditor: of the record he reads his samples."""
        self._keyring: Keyring | None = None
        self._recorder: Recorder | None = None
        self._worker = ThreadPoolExecutor(1, "record")

    async def run(self, work: Callable[[], T]) -> T:
        """Do something with the record in its one thread, in order."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, work)

    def soon(self, work: Callable[[], T]) -> Future[T]:
        """Have something done with the record after what waits already, come what may."""
        return self._worker.submit(work)

    def now(self) -> int:
        """The instant it is, in milliseconds since the epoch."""
        if self.clock is None:
            from models.clock import RealClock

            self.clock = RealClock()
        return self.clock.now()

    @property
    def unlocked(self) -> bool:
        """Whether somebody's keys are here."""
        return self._keyring is not None

    @property
    def home_begun(self) -> bool:
        """Whether something of a home lies in the folder: asked before anything heavy is loaded."""
        return any((self.folder / name).exists() for name in ("session-tui-home", "staff"))

    @property
    def opened(self) -> bool:
        """Whether the record was open since the program began (it may be locked now)."""
        return self._recorder is not None

    @property
    def open_seat(self) -> bool:
        """Whether whose seat it is was left: until the next passphrase only the clock is worked."""
        return self.record is not None and self.record.unverified

    def leave_seat(self) -> None:
        """Nobody has shown who he is from here on; what is said is written so."""
        if self.record is not None:
            self.record.unverified = True

    @property
    def keyring(self) -> Keyring:
        """The keys of the person at the keyboard. Locked where nobody's are here."""
        if self._keyring is None:
            raise _locked()
        return self._keyring

    @property
    def keys_here(self) -> Keyring | None:
        """The keys of the person at the keyboard, if anybody's are here."""
        return self._keyring

    @property
    def me(self) -> str:
        """The id of the person at the keyboard."""
        return self._keyring.staff.hex() if self._keyring else ""

    def why_not(self, action: str) -> str:
        """Why the person at the keyboard may not do an action of the screens; "" where he may."""
        return self.refused.get(DEED_OF.get(action, ""), "")

    def load_parts(self) -> None:
        """Import what is heavy and open the home's outside. For the worker thread."""
        from exercise_bank.bank import load_bank
        from models import record  # noqa: F401  (imported early on purpose)
        from models.day import day  # noqa: F401  (imported early on purpose)
        from models.home import open_home
        from models.journal import recorder  # noqa: F401  (imported early on purpose)

        self.bank = load_bank(self.bank_folder)
        self.home = open_home(self.folder)

    def found(self, name: str, role: Role, passphrase: str) -> None:
        """Make the home and its team, with this person as its founder."""
        from exercise_bank.bank import load_bank
        from models.acts.opening import found_team
        from models.home import create_home

        self.bank = load_bank(self.bank_folder)
        label = initials_of(name)
        self.home, keyring = create_home(self.folder, passphrase, label=label, passes=self.passes)
        self._take_keys(keyring)
        act = found_team(keyring.staff.hex(), name, role, keyring.signer.hex())
        self.open_record.append(act.entries)
        self._read_team()

    def unlock(self, passphrase: str, staff: bytes | None = None) -> None:
        """Open the record. Raises RecordError (WrongPassphrase and others), for people."""
        keyring = self.home.unlock(passphrase, staff)
        self._check_screens(keyring)
        self._take_keys(keyring)
        self._read_team()
        self._record_wrong_tries()

    def seconds_to_wait(self) -> int:
        """So long the next passphrase isn't tried, after wrong ones."""
        return self.home.tries.seconds_to_wait()

    def _check_screens(self, keyring: Keyring) -> None:
        """An auditor sees no screen that the staff left open, nor they his. RecordError."""
        from models.record_error import RecordError

        if self.opened and (keyring.trail_only, keyring.clinical) != (self.audits, self.clinical):
            keyring.drop()
            whose = "An auditor has" if self.audits else "The staff have"
            raise RecordError(f"{whose} the program open: leave it with ctrl+q and start it again.")
        self.audits, self.clinical = keyring.trail_only, keyring.clinical

    def _record_wrong_tries(self) -> None:
        """Write down the wrong passphrases that were typed here, and have them told."""
        from models.entries import NewEntry
        from models.entries.team import PassphraseMissed
        from models.local_time import clock

        self.missed = ""
        tries = self.home.tries.unrecorded()
        if tries is None or not self.team.staff:
            return
        said = PassphraseMissed(count=tries.untold, since=tries.first, until=tries.last)
        self.open_record.append([NewEntry(said)])
        self.home.tries.recorded()
        were = "1 was" if tries.untold == 1 else f"{tries.untold} were"
        self.missed = (
            f"Wrong passphrases: {were} typed here, the last at {clock(tries.last, HERE)}."
        )

    def _take_keys(self, keyring: Keyring) -> None:
        from models.journal.recorder import open_recorder
        from models.record import Record

        self._keyring = keyring
        if self._recorder is None:
            self._recorder = open_recorder(self.home, keyring)
            self._recorder.be_brief()
            self.opening = self._recorder.opening
        else:
            self._recorder.hand_over(keyring)
        self._recorder.reader.use(keyring)
        self.record = Record(self._recorder.reader, keyring, self.now, self._recorder)
        self.record.mark_seen()

    def _read_team(self) -> None:
        from models.keys.sample_keys import live_samples
        from models.keys.team_keys import bring_about
        from models.local_time import date_of
        from models.record_error import RecordError

        self.team = self.open_record.team()
        self.refused = self.open_record.refused()
        if self.audits:
            # Whose slots and keys there are is sealed to him: he changes none.
            here = {one.staff: one.label for one in self.home.people()}
            self.hand = here.get(self.keyring.staff, "")
            return
        with suppress(RecordError):  # another unlock, or the next private word, does it
            live_samples(self.open_record, self.keyring, date_of(self.now(), HERE))
            self.open_record.hand_on_keys()
            bring_about(
                self.home,
                self.keyring,
                self.team,
                may_say_who_is_staff="staff" not in self.refused,
            )
        self.hand = initials_of(self.team.staff_name(self.me))

    @property
    def open_record(self) -> Record:
        """The record while it is unlocked. Locked where it isn't."""
        if self.record is None:
            raise _locked()
        return self.record

    def make_room(self) -> None:
        """Take the disk's room for the entries to come: for a moment when nobody waits."""
        if self._recorder is not None:
            self._recorder.make_room()

    def note_use(self, use: Use) -> None:
        """Keep in the trail that personal data are used. RecordError where it can't be kept."""
        from models.record_error import RecordError

        if self.practice:
            return
        self.open_record.note_use(use)
        held = "another program is writing just now" if self.open_record.saving else ""
        if why := self.open_record.not_saved or held:
            raise RecordError(f"It can't be kept in the trail, so nothing was written: {why}.")

    def lock(self) -> None:
        """Drop the keys. The day stays as it is, covered."""
        if self._keyring is not None:
            self._keyring.drop()
        self._keyring = None
        self.record = None
        self.refused = {}
        self.hand = ""
