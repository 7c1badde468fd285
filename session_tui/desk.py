"""The one door to the record: a single worker thread, in order, durable before it returns.

Screens hold an immutable `Day` and get the next one back. What is heavy (crypto, pydantic,
SQLite) is imported in the worker thread, so that the first screen is painted before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from session_tui.local_database import LocalDatabase
from session_tui.permitted import DEED_OF

if TYPE_CHECKING:
    from exercise_bank.bank import Bank
    from exports.source import Source
    from models.acts import Act
    from models.clock import Clock
    from models.day import Day
    from models.drafts import Drafts
    from models.entries.entry import Entry
    from models.entries.group import SessionOpened
    from models.facts import Facts
    from models.home import Home
    from models.keyring import Keyring
    from models.people import Roster, Team
    from models.record import Record
    from models.recorder import Recorder
    from models.roles import Role

T = TypeVar("T")
HERE = "Europe/London"


def initials_of(name: str) -> str:
    """The initials of a name, three at most: "Ada Quill" is "AQ"."""
    letters = ("".join(filter(str.isalnum, part)) for part in name.split())
    return "".join(part[0] for part in letters if part)[:3].upper() or "?"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of an act: the day after it, and the line to show."""

    day: Day
    line: str


class Desk:
    """The open home: who is at the keyboard, the record, the day that runs.

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
        self.group = ""
        self.group_facts: Facts
        self.day: Day | None = None
        self.practice = False
        self.passes: int | None = None
        """argon2id's passes for slots that guard nothing (practice, tests); None counts them."""
        self.missed = ""
        """What was typed wrong here before this unlock, in a sentence."""
        self.refused: dict[str, str] = {}
        """What the person at the keyboard may not do (models.roles), with a sentence for each."""
        self.hand = ""
        """The initials of the person at the keyboard; nothing while locked."""
        self.not_saved = ""
        self.acts = 0
        self.local = LocalDatabase()
        self.opening: tuple[str, ...] = ()
        self._keyring: Keyring | None = None
        self._recorder: Recorder | None = None
        self._drafts: Drafts | None = None
        self._worker = ThreadPoolExecutor(1, "record")
        self._redo_line = ""

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
        """The keys of the person at the keyboard. RuntimeError where nobody's are here."""
        if self._keyring is None:
            raise RuntimeError("the record is locked")
        return self._keyring

    @property
    def me(self) -> str:
        """The id of the person at the keyboard."""
        return self._keyring.staff.hex() if self._keyring else ""

    def why_not(self, action: str) -> str:
        """Why the person at the keyboard may not do an action of the screens; "" where he may."""
        return self.refused.get(DEED_OF.get(action, ""), "")

    # --- opening and locking -------------------------------------------------

    def load_parts(self) -> None:
        """Import what is heavy and open the home's outside. For the worker thread."""
        from exercise_bank.bank import load_bank
        from models import day, record, recorder  # noqa: F401  (imported early on purpose)
        from models.home import open_home

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
        self._record.append(act.entries)
        self._read_team()

    def unlock(self, passphrase: str, staff: bytes | None = None) -> None:
        """Open the record. Raises RecordError (WrongPassphrase and others), for people."""
        keyring = self.home.unlock(passphrase, staff)
        self._take_keys(keyring)
        self._read_team()
        self._record_wrong_tries()
        if self.group:
            self.choose_group(self.group)
        self._read_day_again()

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
        self._record.append([NewEntry(said)])
        self.home.tries.recorded()
        were = "1 was" if tries.untold == 1 else f"{tries.untold} were"
        self.missed = (
            f"Wrong passphrases: {were} typed here, the last at {clock(tries.last, HERE)}."
        )

    def add_staff(self, name: str, role: Role, passphrase: str) -> str:
        """Let one more person in, with a passphrase of his own: the line that says so.

        Raises Refused without a name, RecordError where the folder can't be written.
        """
        from models.acts import opening
        from models.record import NotAllowed

        opening.add_staff("", name, role, "")  # refused before there is a slot for nobody
        if why := self.refused.get("staff"):
            raise NotAllowed(why)
        person = self.home.add_staff(
            self.keyring, passphrase, label=initials_of(name), passes=self.passes
        )
        act = opening.add_staff(person.staff.hex(), name, role, person.signer.hex())
        self.append(act)
        return act.says

    def _take_keys(self, keyring: Keyring) -> None:
        from models.record import Record
        from models.recorder import open_recorder

        self._keyring = keyring
        if self._recorder is None:
            self._recorder = open_recorder(self.home, keyring)
            self.opening = self._recorder.opening
        else:
            self._recorder.hand_over(keyring)
        self._recorder.reader.use(keyring)
        self.record = Record(self._recorder.reader, keyring, self.now, self._recorder)
        self.record.mark_seen()

    def _read_team(self) -> None:
        from models.record_error import RecordError

        self.team = self._record.team()
        self.refused = self._record.refused()
        with suppress(RecordError):  # another unlock, or the next private word, does it
            self._record.hand_on_keys()
        self.hand = initials_of(self.team.staff_name(self.me))

    def _read_day_again(self) -> None:
        """The day as this person may read it: nothing private to whoever was here before."""
        if self.day is None:
            return
        mine = [
            entry
            for entry in self.day.facts.entries.values()
            if not entry.what.private_to or entry.by == self.me
        ]
        group = self.day.about.group
        read = self._record.entries([group, self.day.session])
        # What waits to be written isn't in the journal yet: so both together.
        self.day = type(self.day).of(self.day.session, [*read, *mine])

    @property
    def _record(self) -> Record:
        if self.record is None:
            raise RuntimeError("the record is locked")
        return self.record

    def lock(self) -> None:
        """Drop the keys. The day stays as it is, covered."""
        if self._keyring is not None:
            self._keyring.drop()
        self._keyring = None
        self.record = None
        self.refused = {}
        self.hand = ""

    def close(self) -> None:
        """Let go of everything; nothing waits to be written but what couldn't be."""
        self._worker.submit(self._close).result()
        self._worker.shutdown()

    def _close(self) -> None:
        if self._drafts is not None:
            self._drafts.close()
        if self._recorder is not None:
            self._recorder.close()
        self.lock()

    # --- groups and days -----------------------------------------------------

    def choose_group(self, group: str) -> None:
        """Read a group's stream."""
        self.group = group
        self.group_facts = self._record.group_facts(group)

    def roster(self) -> Roster:
        """The chosen group's men."""
        from models.people import fold_roster

        return fold_roster(self.group_facts)

    def read_day(self, session: str) -> Day:
        """A session of the chosen group."""
        return self._record.day(self.group, session)

    def facts_of(self, group: str) -> Facts:
        """The facts of any group's stream."""
        return self._record.group_facts(group)

    def read_any_day(self, about: SessionOpened) -> Day:
        """A session of any group."""
        return self._record.day(about.group, about.session)

    def source(self, day: Day) -> Source:
        """What a document of this day is made from."""
        from exports.source import Source

        return Source(day, self.team, self.bank, self.now(), self.me, self.heads())

    @property
    def trouble(self) -> str:
        """What of the record couldn't be read, in a sentence; empty where all could."""
        troubles = self.record.trouble if self.record else ()
        says = [
            f"{t.entries} {'entry' if t.entries == 1 else 'entries'} {t.says}" for t in troubles
        ]
        return f"{'; '.join(says)}. session-tui verify says more." if says else ""

    def open_day(self, session: str) -> Day:
        """The session that is run from here on."""
        self.day = self.read_day(session)
        self._record.mark_seen()
        return self.day

    def append(self, act: Act, pressed: int | None = None, session: str = "") -> None:
        """Record an act outside the running day (the team's, a group's)."""
        self._record.append(act.entries, group=self.group, session=session, pressed=pressed)
        self.not_saved = self._record.not_saved
        self.acts += 1
        if any(entry.what.stream == "team" for entry in act.entries):
            self._read_team()
        if self.group:
            self.group_facts = self._record.group_facts(self.group)

    def review(self, day: Day, act: Act) -> Day:
        """Record an act of supervision on any session, running or not; gives the day after it."""
        self._record.append(act.entries, group=day.about.group, session=day.session)
        self.not_saved = self._record.not_saved
        self.acts += 1
        after = self.read_any_day(day.about)
        if self.day is not None and self.day.session == day.session:
            self.day = after
        return after

    def new_id(self) -> str:
        """A fresh id."""
        from models.ids import new_id

        return new_id(self.now())

    def new_key(self) -> str:
        """A fresh key for a group or a member: its id."""
        return self._record.new_key()

    # --- the running day -----------------------------------------------------

    def say(self, act: Act, pressed: int | None = None) -> Said:
        """Record an act of the running day and fold it in."""
        assert self.day is not None
        entries = self._record.append(
            act.entries, group=self.group, session=self.day.session, pressed=pressed
        )
        return self._folded(entries, act.says)

    def undo(self) -> Said:
        """Take back one's own last act. Raises Refused where there is none."""
        from models.acts.reviewing import check_undo
        from models.acts.undoing import to_undo
        from models.wording import describe

        assert self.day is not None
        found = to_undo(self.day, self.me)
        self._check_seat(found.entries)
        check_undo(self.day, found.entries)
        line = f"undone: {describe(self.day, found.entries)}"
        entries = self._record.withdraw(
            found.act, line, streams=found.streams, group=self.group, session=self.day.session
        )
        return self._folded(entries, line)

    def redo(self) -> Said:
        """Do again what was taken back last. Raises Refused where there is nothing."""
        from models.acts.undoing import to_redo

        assert self.day is not None
        found = to_redo(self.day, self.me)
        self._check_seat(found.entries)
        entries = self._record.withdraw(
            found.act, "", streams=found.streams, group=self.group, session=self.day.session
        )
        said = getattr(found.entries[0].what, "says", "")
        return self._folded(entries, f"done again: {said.removeprefix('undone: ')}")

    def _check_seat(self, entries: Iterable[Entry]) -> None:
        """At an open seat only what was said there is taken back. Refused."""
        from models.acts import Refused

        if self.open_seat and not all(entry.unverified for entry in entries):
            raise Refused("That was said before the seat was left: the passphrase first.")

    def news(self) -> bool:
        """Fold in what another terminal wrote, and write again what couldn't be: anything new?"""
        if self.record is None:
            return False
        if self.not_saved:
            self.not_saved = self.record.retry()
        fresh = self.record.news()
        if not fresh:
            return False
        streams = {entry.stream for entry in fresh}
        self.acts += 1
        if any(entry.what.stream == "team" for entry in fresh):
            # Who may do what may have changed, and with it what has effect.
            self._read_team()
            self._read_day_again()
        if self.group in streams:
            self.group_facts = self._record.group_facts(self.group)
        if self.day is not None:
            mine = (self.day.session, self.day.about.group)
            self.day = self.day.plus(entry for entry in fresh if entry.stream in mine)
        return True

    def heads(self) -> tuple[str, ...]:
        """The newest position of every writer."""
        return self._record.heads()

    def _folded(self, entries: tuple[object, ...], line: str) -> Said:
        assert self.day is not None
        self.day = self.day.plus(entries)  # type: ignore[arg-type]  # entries, typed late for start-up
        self.not_saved = self._record.not_saved
        self.acts += 1
        return Said(self.day, line)

    # --- half-typed text -----------------------------------------------------

    def save_draft(self, field: str, text: str) -> None:
        """Keep half-typed text, sealed to this person; "" clears it."""
        if self._keyring is None or self._recorder is None:
            return
        drafts = self._opened_drafts()
        if text:
            drafts.save(self._keyring, field, text)
        else:
            drafts.clear(self._keyring, field)

    def drafts(self) -> dict[str, str]:
        """Half-typed text by field."""
        if self._keyring is None or self._recorder is None:
            return {}
        return self._opened_drafts().load(self._keyring)

    def _opened_drafts(self) -> Drafts:
        from models.drafts import Drafts

        assert self._recorder is not None
        if self._drafts is None:
            self._drafts = Drafts(self.home.drafts_path, self._recorder.seat)
        return self._drafts
