"""The people of the example, each at a laptop of their own, and what they do."""

from __future__ import annotations

from pathlib import Path

from models.acts import attending, noting, opening, reviewing, running
from models.day.day import Day
from models.entries.attendance import Marked
from models.entries.observation import NoteWritten
from models.local_time import instant
from models.reader import open_reader
from models.roles import Role
from models.sync.addresses import open_hub
from models.sync.joining import join
from models.sync.meeting import Met, meet
from session_tui.desk import Desk

ZONE, DATE = "Europe/London", "2026-11-24"
MEN = ("JB", "DK", "RT", "SM", "AP", "LW", "GO", "TN")
LEAST_PASSES = 3
"""argon2id's: for keys that guard an invented group."""


class Clock:
    """The day's clock, set by hand: the example takes seconds for a morning."""

    def __init__(self) -> None:
        self.to(9, 30)

    def now(self) -> int:
        """The instant it is (ms)."""
        return self.at

    def to(self, hour: int, minute: int) -> None:
        """Set it."""
        self.at = instant(DATE, hour * 60 + minute, ZONE)


class Laptop(Desk):
    """A laptop: the program's desk, without its screens."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__(folder)
        self.clock, self.passes = clock, LEAST_PASSES

    def meets(self, hub: str) -> Met:
        """Give the hub what it lacks and take what is new; the screens would show it now."""
        found = open_hub(hub, self.home.team)
        try:
            met = meet(self.home, found, self.keyring)
        finally:
            found.close()
        self.news()
        return met

    @property
    def running(self) -> Day:
        """The day that is open."""
        assert self.day is not None
        return self.day

    def opens_day(self, block_run: str) -> None:
        """Open block 2, day 2 of the group: whoever does it, it is the same session."""
        plan = self.bank.block_plan(2)
        day = plan.day(2) if plan else None
        assert plan is not None
        assert day is not None
        opened, act = opening.open_session(
            group=self.group,
            block=2,
            block_run=block_run,
            day=2,
            days=len(plan.days),
            date=DATE,
            plan=day,
            bank=self.bank,
            roster=self.roster(),
        )
        self.append(act, session=opened.session)
        self.open_day(opened.session)

    def marks(self, seat: int, state: Marked) -> None:
        """Say of the man on this seat that he is in, or absent."""
        man = self.running.roster.by_seat(seat)
        assert man is not None
        self.say(attending.mark(self.running, man.member, state, self.now()))

    def notes(self, text: str) -> None:
        """Write a note about the group."""
        note = NoteWritten(note=self.new_id(), scope="group", text=text)
        self.say(noting.write_note(self.running, note, self.now()))

    def signs(self) -> None:
        """Sign one's own part."""
        self.say(noting.sign(self.running, self.me, self.heads(), self.now()))


def founded(folder: Path, clock: Clock) -> Laptop:
    """Cy Dale, supervisor, sets up the team and forms the group."""
    cy = Laptop(folder, clock)
    cy.found("Cy Dale", "supervisor", "the supervisor's own words")
    group = cy.new_id()
    cy.append(opening.form_group(group, "Core Group", cy.new_key()))
    cy.choose_group(group)
    cy.append(opening.add_members(opening.members_from_initials(MEN, cy.new_id, cy.new_key)))
    return cy


def let_in(cy: Laptop, name: str, role: Role, hub: str, folder: Path, clock: Clock) -> Laptop:
    """The supervisor lets a colleague in, whose own new laptop then joins from the hub."""
    passphrase = f"words of {name} alone"
    cy.add_staff(name, role, passphrase)
    cy.meets(hub)
    found = open_hub(hub, None)
    try:
        join(folder, found, passphrase)
    finally:
        found.close()
    laptop = Laptop(folder, clock)
    laptop.load_parts()
    laptop.unlock(passphrase)
    laptop.choose_group(cy.group)
    return laptop


def run_day(ada: Laptop, bo: Laptop, clock: Clock) -> None:
    """The two write all morning without any network, each on the day that they opened alone."""
    clock.to(10, 0)
    step = running.next_step(ada.running, clock.at)
    assert step.act is not None
    ada.say(step.act)
    for seat in range(1, 9):
        ada.marks(seat, "in")
    bo.marks(4, "absent")  # one fact, two hands
    for minute in range(5, 55, 10):
        clock.to(10, minute)
        ada.notes(f"kept to the round, minute {minute}")
        bo.notes(f"quieter than last week, minute {minute}")
    clock.to(15, 0)
    ada.say(running.end_day(ada.running, clock.at))


def signed_off(cy: Laptop) -> None:
    """The supervisor reads at his own laptop, comments and signs off."""
    day, now = cy.running, cy.now()
    comment = reviewing.comment_on(cy.new_id(), "Good pace. Keep seat 4 in mind.")
    day = cy.review(day, reviewing.write_comment(comment, now))
    cy.review(day, reviewing.sign_off(day, cy.me, cy.team.staff, cy.heads(), now))


def record_of(laptop: Laptop) -> tuple[frozenset[bytes], Day]:
    """Every sealed entry that a laptop holds, and the day as it folds there."""
    reader = open_reader(laptop.home, laptop.keyring)
    try:
        hashes = {
            one.hash for stream in reader.streams() for one in reader.read_stream(stream).opened
        }
    finally:
        reader.close()
    return frozenset(hashes), laptop.read_day(laptop.running.session)
