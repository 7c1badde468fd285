"""The record of a home: entries in and out of the journal's sealed frames.

This is where an entry gets its envelope (id, act, moment, hybrid clock, author) and its keys,
and where bytes become entries again. One thread at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.day.day import Day
from models.entries import Entry, NewEntry, decode, encode
from models.entries.attendance import WalkInSaid
from models.entries.entry import DamagedEntry, HybridClock, Unknown
from models.entries.group import MemberAdded
from models.entries.team import GroupFormed
from models.entries.typed_text import fit_to_keep
from models.facts import Facts
from models.group.people import Team, fold_team
from models.ids import new_id
from models.journal.recorder import Recorder, Sealable
from models.keys.keyring import Keyring
from models.keys.personal_keys import PersonalKeys
from models.reader import Opened, Read, Reader
from models.record_error import RecordError
from models.roles import DEEDS, Role
from models.staff_roles import AuditorsView, SignedEntry, StaffRoles
from models.streams import TEAM_STREAM, TRAIL_STREAM
from models.trail_entry import Use, trail_entry
from models.unsaved import Unsaved


@dataclass(frozen=True, slots=True)
class Trouble:
    """What couldn't be read in the record, in a sentence, and how many entries it concerns."""

    says: str
    entries: int
    without_effect: bool = False
    """Whether they could be read, and count for nothing: their author may not say such a thing."""


class NotAllowed(RecordError):
    """What somebody's role doesn't let him say; nothing of it was written."""


class Record:
    """The entries of a home, read with an unlocked keyring; written where it has a recorder.

    `now` gives milliseconds since the epoch. `session` and `group` are the ids that new
    entries of those streams go to.
    """

    def __init__(
        self,
        reader: Reader,
        keyring: Keyring,
        now: Callable[[], int],
        recorder: Recorder | None = None,
    ) -> None:
        self._reader = reader
        self._keyring = keyring
        self._recorder = recorder
        self._now = now
        self._clock: HybridClock = (0, 0)
        self.said_at: set[int] = set()
        """The hybrid clock's instants (ms) of what was made here."""
        self._keys: dict[str, bytes] = {}
        self._roles: StaffRoles | AuditorsView | None = None
        self._own_of_team: list[SignedEntry] = []
        self._held: dict[bytes, int] = {}
        self.trouble: tuple[Trouble, ...] = ()
        """What the last read that met any trouble couldn't read."""
        self.unverified = False
        """Whether the seat is open: what is said from here on is unverified, and only the clock."""
        self._unsaved = Unsaved()

    @property
    def reader(self) -> Reader:
        """What reads the journal's frames."""
        return self._reader

    @property
    def staff(self) -> str:
        """The id of the person at the keyboard."""
        return self._keyring.staff.hex()

    @property
    def founder(self) -> str:
        """The public key (hex) by which the team is known."""
        return self._keyring.founder.hex()

    @property
    def not_saved(self) -> str:
        """Why what was written last isn't on the disk yet, in one row; nothing where it is."""
        return self._unsaved.why

    @property
    def saving(self) -> bool:
        """Whether it waits for another program that writes just now: no trouble for a while."""
        return self._unsaved.saving

    def team(self) -> Team:
        """The team: staff and groups."""
        return fold_team(self.team_facts())

    def team_facts(self) -> Facts:
        """The facts of the team's stream."""
        return Facts.of(self.entries([TEAM_STREAM]))

    def group_facts(self, group: str) -> Facts:
        """The facts of a group's stream."""
        return Facts.of(self.entries([group]))

    def day(self, group: str, session: str) -> Day:
        """One session of a group, folded."""
        return Day.of(session, self.entries([group, session]))

    def days(self, group: str, sessions: Iterable[str]) -> Iterator[Day]:
        """Sessions of one group, folded one after the other; its own entries are read once."""
        own = self.group_facts(group)
        for session in sessions:
            yield Day(session, own.plus(self.entries([session])))

    def entries(self, streams: Iterable[str]) -> list[Entry]:
        """Every entry of these streams that this program can read."""
        return self._taken_in(self._reader.read_streams([bytes.fromhex(one) for one in streams]))

    def mark_seen(self) -> None:
        """From here on, `news` gives only what others write."""
        self._held = self._reader.holdings()

    def news(self) -> list[Entry]:
        """What another terminal, or a sync, brought since `mark_seen` or the last `news`."""
        if not self._reader.changed():
            return []
        read = self._reader.frames_after(self._held)
        self._held = self._reader.holdings()
        return self._taken_in(read)

    def after(self, held: dict[bytes, int], most: int) -> list[Entry]:
        """At most so many entries beyond what is `held` (newest number by writer), which moves on.

        Nothing that can be read may be among them; what is `held` then has moved on all the same.
        """
        read = self._reader.frames_after(held, most)
        places = [(one.writer, one.seq) for one in read.opened]
        faults = [(one.writer, one.seq) for one in read.faults]
        for writer, seq in (*places, *faults, *read.private):
            held[writer] = max(seq, held.get(writer, 0))
        return self._taken_in(read)

    def append(
        self,
        new: Sequence[NewEntry],
        *,
        group: str = "",
        session: str = "",
        act: str = "",
        pressed: int | None = None,
    ) -> tuple[Entry, ...]:
        """Record one act: durable when it returns, unless `not_saved` says why it isn't yet.

        What couldn't be written waits, in order, for `save` or the next append.
        `pressed` is the moment of the key press (ms); `group` and `session` are where entries
        of those streams go.
        """
        made = self.made(new, group=group, session=session, act=act, pressed=pressed)
        return self.write(made, group)

    def made(
        self,
        new: Sequence[NewEntry],
        *,
        group: str = "",
        session: str = "",
        act: str = "",
        pressed: int | None = None,
    ) -> tuple[Entry, ...]:
        """The entries of one act, of this moment, not yet written: for `write`."""
        written = self._now()
        pressed = written if pressed is None else pressed
        act = act or new_id(written)
        streams = {"team": TEAM_STREAM, "group": group, "session": session}
        return tuple(
            Entry(
                id=new_id(written),
                act=act,
                about=pressed if one.about is None else one.about,
                written=written,
                clock=self._tick(written),
                by=self.staff,
                supersedes=one.supersedes,
                what=fit_to_keep(one.what),
                stream=one.chosen_stream or streams[one.what.stream],
                unverified=self.unverified,
            )
            for one in new
        )

    def write(self, entries: Sequence[Entry], group: str = "") -> tuple[Entry, ...]:
        """Write entries that were `made`, of one act or of many, in one transaction.

        NotAllowed, and nothing is written, where this person's role doesn't allow one of them.
        """
        written = self.seal(entries, group)
        self.save()
        return written

    def seal(self, entries: Sequence[Entry], group: str = "") -> tuple[Entry, ...]:
        """Entries that were `made`, as they will be read: on the disk only after `save`.

        In between they can be shown, where nothing says that they are saved. NotAllowed as `write`.
        """
        recorder = self._writing
        for entry in entries:
            self._check_allowed(entry)
        for entry in entries:
            self._learn_keys(entry)
        sealable = [
            Sealable(bytes.fromhex(entry.stream), self._key_ids(entry, group), encode(entry))
            for entry in entries
        ]
        positions = recorder.keep(sealable)
        for at in positions:
            self._held[at.writer] = at.seq
        written = tuple(
            replace(entry, writer=at.writer.hex(), seq=at.seq)
            for entry, at in zip(entries, positions, strict=True)
        )
        self._note_team(written)
        return written

    def _note_team(self, written: Iterable[Entry]) -> None:
        """Judge anew who is who where it changed; what isn't on the disk yet counts as well."""
        signer = self._keyring.signer.hex()
        news = [SignedEntry(entry, signer) for entry in written if entry.stream == TEAM_STREAM]
        if news:
            self._own_of_team += news
            self._roles = None

    def _check_allowed(self, entry: Entry) -> None:
        why = self.roles.refused(
            entry.what,
            self.staff,
            self._keyring.signer.hex(),
            in_team=entry.stream == TEAM_STREAM,
            unverified=entry.unverified,
        )
        if why:
            raise NotAllowed(why)

    def refused(self) -> dict[str, str]:
        """The deeds (models.roles) that the person at the keyboard may not do, and why."""
        signer = self._keyring.signer.hex()
        said = {deed.name: self.roles.refuses(self.staff, signer, deed) for deed in DEEDS}
        return {name: why for name, why in said.items() if why}

    @property
    def roles(self) -> StaffRoles | AuditorsView:
        """Who is staff in which role."""
        if self._roles is None and self._keyring.trail_only:
            role: Role = "clinical auditor" if self._keyring.clinical else "auditor"
            self._roles = AuditorsView(self._keyring.owners(), role)
        if self._roles is None:
            read = self._reader.read_stream(bytes.fromhex(TEAM_STREAM))
            entries = [*self._signed(read)[0], *self._own_of_team]
            self._roles = StaffRoles(TEAM_STREAM, self._keyring.founder.hex(), entries)
        return self._roles

    def save(self) -> str:
        """Write what was sealed and isn't on the disk yet: why it can't be, or nothing."""
        if self._recorder is not None:
            self._unsaved.keep(self._recorder.retry)
        return self.not_saved

    def new_key(self) -> str:
        """A fresh key for a group or a member, kept durably: its id (hex)."""
        return self._keyring.new_key().hex()

    def new_sample_key(self, auditor: str) -> str:
        """A fresh key (id, hex) that this auditor (id) and the supervisors hold. RecordError."""
        return self._personal_keys().fresh_key(auditor).hex()

    def note_use(self, use: Use) -> None:
        """Keep in the trail that personal data were used; `not_saved` says why it isn't yet."""
        entry = trail_entry(use, self._keyring, self._now())
        positions = self._unsaved.keep(lambda: self._writing.append([entry]))
        self._held.update((at.writer, at.seq) for at in positions)

    def everything(self) -> list[Entry]:
        """Every entry that this person's trail is told by, of every stream. Takes a while."""
        if self._keyring.trail_only:
            return self.entries([TRAIL_STREAM])
        self.team()
        return self.entries(stream.hex() for stream in self._reader.streams())

    def hand_on_keys(self) -> None:
        """Give the personal keys that this person holds to supervisors who lack them.

        RecordError when the disk doesn't take them.
        """
        self._personal_keys().hand_on()

    def heads(self) -> tuple[str, ...]:
        """The newest position of every writer as "writer:seq:hash"."""
        return tuple(
            f"{writer.hex()}:{head.seq}:{head.hash.hex()}"
            for writer, head in sorted(self._reader.heads().items())
        )

    def _key_ids(self, entry: Entry, group: str) -> tuple[bytes, ...]:
        """The keys that seal it: of the men it names, else the group's, else the team's.

        What is private to one of the staff is sealed under a key of his as well, a sample under
        its own alone.
        """
        if key := entry.what.sealed_under:
            return (bytes.fromhex(key),)
        if owner := entry.what.private_to:
            shared = entry.stream != TEAM_STREAM and group in self._keys
            of_group = [self._keys[group]] if shared else []
            return (*of_group, self._personal_keys().key_of(owner))
        of_men = [self._keys[man] for man in entry.what.members_named if man in self._keys]
        if of_men:
            return tuple(dict.fromkeys(of_men))
        if entry.stream != TEAM_STREAM and group in self._keys:
            return (self._keys[group],)
        return (self._keyring.team_key_id,)

    @property
    def _writing(self) -> Recorder:
        if self._recorder is None:
            raise RuntimeError("this record was opened for reading")
        return self._recorder

    def _personal_keys(self) -> PersonalKeys:
        return PersonalKeys(self._keyring, self._writing.colleagues, self.team())

    def _tick(self, now: int) -> HybridClock:
        ms, count = self._clock
        self._clock = (now, 0) if now > ms else (ms, count + 1)
        self.said_at.add(self._clock[0])
        return self._clock

    def _taken_in(self, read: Read) -> list[Entry]:
        signed, unread = self._signed(read)
        if any(one.entry.stream == TEAM_STREAM for one in signed):
            self._roles = None
        entries: list[Entry] = []
        without: Counter[str] = Counter()
        for one in signed:
            if why := self.roles.why_not(one):
                without[f"{why}: kept, without effect"] += 1
                continue
            entry = one.entry
            self._learn_keys(entry)
            if entry.clock > self._clock and entry.clock[0] - self._now() < _DAY_MS:
                self._clock = entry.clock
            entries.append(entry)
        troubles = [Trouble(says, count) for says, count in unread.items() if count]
        troubles += [Trouble(says, count, without_effect=True) for says, count in without.items()]
        self.trouble = tuple(troubles) or self.trouble
        return entries

    def _signed(self, read: Read) -> tuple[list[SignedEntry], Mapping[str, int]]:
        """The entries read, with who signed each; and how many weren't, and why."""
        signed: list[SignedEntry] = []
        newer = damaged = 0
        for opened in read.opened:
            try:
                entry = _decoded(opened)
            except DamagedEntry:
                damaged += 1
                continue
            if isinstance(entry, Unknown):
                newer += 1
            else:
                signed.append(SignedEntry(entry, opened.signer.hex()))
        return signed, {_NEWER: newer, _UNREAD: damaged + len(read.faults)}

    def _learn_keys(self, entry: Entry) -> None:
        what = entry.what
        if isinstance(what, GroupFormed) and what.key:
            self._keys[what.group] = bytes.fromhex(what.key)
        elif isinstance(what, MemberAdded | WalkInSaid) and what.key:
            self._keys[what.member] = bytes.fromhex(what.key)


_DAY_MS = 86_400_000
_NEWER = "written by a newer version of this program: kept, not shown"
_UNREAD = "can't be read"


def _decoded(opened: Opened) -> Entry | Unknown:
    return decode(opened.body, opened.writer.hex(), opened.seq, opened.stream.hex())
