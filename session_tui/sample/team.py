"""A team made up for samples and practice: its home, its staff, and their hands on the record."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from models.acts.opening import add_staff, found_team
from models.entries import Entry, NewEntry
from models.entries.closing import ActWithdrawn, Signed
from models.home import Home, create_home
from models.journal.recorder import Recorder, open_recorder
from models.keys.keyring import Keyring
from models.record import Record
from models.roles import Role
from session_tui.sample.day import signed_at
from session_tui.sample.material import Staff, load_material
from session_tui.sample.script import Cast, Said, Script

PASSES = 3
"""argon2id's fewest passes: such a home guards nothing."""


@dataclass
class SetClock:
    """A clock that stands where it is set. `at` is an instant in ms."""

    at: int

    def now(self) -> int:
        """The instant it is."""
        return self.at


class SampleTeam:
    """A founder who supervises, a facilitator on the first seat, a co-facilitator on the second.

    All three have the same passphrase. A context manager; leave it before the home is opened by
    somebody else.
    """

    def __init__(self, folder: Path, passphrase: str, at: int) -> None:
        """Make the home. `at` (ms) is when the team was set up. HomeError."""
        self.clock = SetClock(at)
        self._open = ExitStack()
        material = load_material()
        people = [material.member_of_staff(role) for role in _ROLES]
        founder = people[0]
        self.home, keyring = create_home(
            folder, passphrase, label=_initials(founder), passes=PASSES
        )
        recorder = self._seat(self.home, keyring)
        founding = self._record(recorder, keyring)
        me = keyring.staff.hex()
        act = found_team(me, founder.name, founder.role, keyring.signer.hex())
        founding.append(act.entries)
        added = []
        for one in people[1:]:
            new = self.home.add_staff(keyring, passphrase, label=_initials(one), passes=PASSES)
            act = add_staff(new.staff.hex(), one.name, one.role, new.signer.hex())
            founding.append(act.entries)
            added.append(new.staff)
        lead, second = added
        self.cast = Cast(lead.hex(), second.hex(), me)
        # The facilitator last: whoever unlocked last is tried first.
        second_keys = self.home.unlock(passphrase, second)
        lead_keys = self.home.unlock(passphrase, lead)
        recorder.hand_over(lead_keys)
        self.lead = self._record(recorder, lead_keys)
        self.second = self._record(self._seat(self.home, second_keys), second_keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def learn(self, group: str) -> None:
        """Let the second seat read a new group, and so its keys."""
        self.second.entries([group])

    def write_day(self, script: Script) -> None:
        """Write a day: each hand's entries in one transaction, then the signatures."""
        group = script.setting.session.group
        session = script.setting.session.session
        made = self._made(script.said, group, session)
        for hand in (self.lead, self.second):
            hand.write([entry for entry in made if entry.by == hand.staff], group)
        signing = (self.lead, self.second) if script.setting.finished else (self.lead,)
        for number, hand in enumerate(signing):
            self.clock.at = signed_at(script) + number * 90_000
            said = Signed(staff=hand.staff, heads=hand.heads())
            hand.append([NewEntry(said)], group=group, session=session)

    def _made(self, said: Sequence[Said], group: str, session: str) -> list[Entry]:
        """The entries of a script, in the order in which they are written."""
        entries: dict[Said, Entry] = {}
        made: list[Entry] = []
        for one in sorted(said, key=lambda one: one.written):
            self.clock.at = one.written
            hand = self.second if one.by == self.cast.second else self.lead
            act = entries[one.together].act if one.together else ""
            supersedes = (entries[one.replaces].id,) if one.replaces else ()
            new = NewEntry(one.what, one.at, supersedes) if one.what else None
            if one.undoes:
                gone = ActWithdrawn(act=entries[one.undoes].act, says="undone")
                new = NewEntry(gone, one.written, chosen_stream=session)
            assert new is not None
            (entries[one],) = hand.made([new], group=group, session=session, act=act)
            made.append(entries[one])
        return made

    def _seat(self, home: Home, keyring: Keyring) -> Recorder:
        return self._open.enter_context(open_recorder(home, keyring))

    def _record(self, recorder: Recorder, keyring: Keyring) -> Record:
        return Record(recorder.reader, keyring, self.clock.now, recorder)


_ROLES: tuple[Role, ...] = ("supervisor", "facilitator", "co-facilitator")


def _initials(one: Staff) -> str:
    return "".join(part[0] for part in one.name.split())
