"""The desk: what screens do with the record through its one door (session_tui.door).

Screens hold an immutable `Day` and get the next one back. What is heavy (crypto, pydantic,
SQLite) is imported in the worker thread, so that the first screen is painted before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from session_tui.door import Door, initials_of
from session_tui.in_step import InStep
from session_tui.local_database import LocalDatabase
from session_tui.shown import Looks, Shown

if TYPE_CHECKING:
    from exports.source import Source
    from models.acts import Act
    from models.day.day import Day
    from models.drafts import Drafts
    from models.entries.entry import Entry
    from models.entries.group import SessionOpened
    from models.facts import Facts
    from models.group.people import Roster
    from models.roles import Role
    from models.sync.clocks import Clocks


@dataclass(frozen=True, slots=True)
class Said:
    """What came of an act: the day after it, and the line to show."""

    day: Day
    line: str


class Desk(Door):
    """The open home: groups, the day that runs, what is half-typed."""

    def __init__(self, folder: Path, bank_folder: Path | None = None) -> None:
        super().__init__(folder, bank_folder)
        self.group = ""
        self.group_facts: Facts
        self.day: Day | None = None
        self.not_saved = ""
        self.saving = False
        """Whether what was said waits for another program that writes just now."""
        self.acts = 0
        self.local = LocalDatabase()
        self.in_step = InStep()
        self.looks = Looks(self)
        self.off_clock = ""
        """Whose laptop's clock was seen to be off ours, in a sentence, and `off_by` so many ms."""
        self.off_by = 0
        self._drafts: Drafts | None = None
        self._clocks: Clocks | None = None
        self._redo_line = ""

    # --- opening and locking -------------------------------------------------

    def unlock(self, passphrase: str, staff: bytes | None = None) -> None:
        """Open the record. Raises RecordError (WrongPassphrase and others), for people."""
        super().unlock(passphrase, staff)
        if self.group:
            self.choose_group(self.group)
        self._read_day_again()

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
            self.keyring,
            passphrase,
            label=initials_of(name),
            passes=self.passes,
            role=role,
        )
        act = opening.add_staff(person.staff.hex(), name, role, person.signer.hex())
        self.append(act)
        return act.says

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
        read = self.open_record.entries([group, self.day.session])
        # What waits to be written isn't in the journal yet: so both together.
        self.day = type(self.day).of(self.day.session, [*read, *mine])

    def close(self) -> None:
        """Let go of everything; nothing waits to be written but what couldn't be."""
        self.in_step.end()
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
        self.group_facts = self.open_record.group_facts(group)

    def roster(self) -> Roster:
        """The chosen group's men."""
        from models.group.people import fold_roster

        return fold_roster(self.group_facts)

    def closed_to_me(self, member: str, group: str = "") -> str:
        """Why this man's own record isn't for the person at the keyboard; "" where it is."""
        from models.group.restricted import closed_to

        facts = self.facts_of(group) if group and group != self.group else self.group_facts
        return closed_to(facts, self.team, member, self.me)

    def closed_men(self) -> frozenset[str]:
        """The men (ids) of all groups whose own record isn't for the person at the keyboard."""
        from models.group.restricted import closed_men

        every = (closed_men(self.facts_of(one), self.team, self.me) for one in self.team.groups)
        return frozenset().union(*every)

    def read_day(self, session: str) -> Day:
        """A session of the chosen group."""
        return self.open_record.day(self.group, session)

    def facts_of(self, group: str) -> Facts:
        """The facts of any group's stream."""
        return self.open_record.group_facts(group)

    def team_facts(self) -> Facts:
        """The facts of the team's stream."""
        return self.open_record.team_facts()

    def session_opened(self, group: str, session: str) -> SessionOpened:
        """How a session of any group was opened. LookupError where the record lacks it."""
        from models.group.people import fold_sessions

        opened = fold_sessions(self.facts_of(group))
        return {one.session: one for one in opened}[session]

    def read_any_day(self, about: SessionOpened) -> Day:
        """A session of any group."""
        return self.open_record.day(about.group, about.session)

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
        self.open_record.mark_seen()
        return self.day

    def append(
        self, act: Act, pressed: int | None = None, session: str = "", group: str = ""
    ) -> None:
        """Record an act outside the running day: the team's, the chosen group's or another's."""
        where = group or self.group
        self.open_record.append(act.entries, group=where, session=session, pressed=pressed)
        self.see_what_waits()
        self.acts += 1
        if any(entry.what.stream == "team" for entry in act.entries):
            self._read_team()
        if self.group:
            self.group_facts = self.open_record.group_facts(self.group)

    def review(self, day: Day, act: Act) -> Day:
        """Record an act of supervision on any session, running or not; gives the day after it."""
        self.open_record.append(act.entries, group=day.about.group, session=day.session)
        self.see_what_waits()
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
        return self.open_record.new_key()

    # --- the running day -----------------------------------------------------

    def say(
        self, act: Act, pressed: int | None = None, hear: Callable[[Said], object] | None = None
    ) -> Said:
        """Record an act of the running day and fold it in.

        `hear` is told what came of it before it is on the disk: to work out what the screen is to
        show while the disk is waited for.
        """
        assert self.day is not None
        record, day = self.open_record, self.day
        made = record.made(act.entries, group=self.group, session=day.session, pressed=pressed)
        self.day = day.plus(record.seal(made, self.group))
        self.acts += 1
        said = Said(self.day, act.says)
        try:
            if hear:
                hear(said)
        finally:
            record.save()
            self.see_what_waits()
        return said

    def undo(self, hear: Callable[[Said], object] | None = None) -> Said:
        """Take back one's own last act, as `say`. Raises Refused where there is none."""
        from models.acts.reviewing import check_undo
        from models.acts.undoing import to_undo
        from models.day.wording import describe

        assert self.day is not None
        found = to_undo(self.day, self.me)
        self._check_seat(found.entries)
        check_undo(self.day, found.entries)
        line = f"undone: {describe(self.day, found.entries)}"
        return self.say(found.taken_back(line), hear=hear)

    def redo(self, hear: Callable[[Said], object] | None = None) -> Said:
        """Do again what was taken back last, as `say`. Raises Refused where there is nothing."""
        from models.acts.undoing import to_redo

        assert self.day is not None
        found = to_redo(self.day, self.me)
        self._check_seat(found.entries)
        said = getattr(found.entries[0].what, "says", "")
        line = f"done again: {said.removeprefix('undone: ')}"
        return self.say(found.taken_back(line), hear=hear)

    def _check_seat(self, entries: Iterable[Entry]) -> None:
        """At an open seat only what was said there is taken back. Refused."""
        from models.acts import Refused

        if self.open_seat and not all(entry.unverified for entry in entries):
            raise Refused("That was said before the seat was left: the passphrase first.")

    def news(self) -> bool:
        """Fold in what another terminal wrote, and write again what couldn't be: anything new?"""
        if self.record is None:
            return False
        if self.not_saved or self.saving:
            self.record.save()
            self.see_what_waits()
        fresh = [entry for entry in self.record.news() if entry.what.kind != "data-used"]
        if not fresh:
            return False
        streams = {entry.stream for entry in fresh}
        self.acts += 1
        self._compare_clocks(fresh)
        if any(entry.what.stream == "team" for entry in fresh):
            # Who may do what may have changed, and with it what has effect.
            self._read_team()
            self._read_day_again()
        if self.group in streams:
            self.group_facts = self.open_record.group_facts(self.group)
        if self.day is not None:
            mine = (self.day.session, self.day.about.group)
            self.day = self.day.plus(entry for entry in fresh if entry.stream in mine)
        return True

    def _compare_clocks(self, fresh: Iterable[Entry]) -> None:
        from models.sync.clocks import Clocks, most_off

        if self._clocks is None:
            self._clocks = Clocks()
        own = {writer.hex() for writer in self.home.own_writers()}
        off = self._clocks.compare(fresh, own, self.open_record.said_at, self.now())
        if off:
            self.off_clock, self.off_by = most_off(off, self.team.staff_name)

    def note_look(self, shown: Shown) -> None:
        """Keep in the trail what is looked at; what can't be written now waits, and is told."""
        from models.trail_entry import Use

        if self.record is not None:
            self.record.note_use(Use(shown.used, shown.what, shown.group, shown.session, shown.men))
            self.see_what_waits()

    def see_what_waits(self) -> None:
        """Whether all that was said is on the disk, as the record knows it."""
        self.not_saved, self.saving = self.open_record.not_saved, self.open_record.saving

    def heads(self) -> tuple[str, ...]:
        """The newest position of every writer."""
        return self.open_record.heads()

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
