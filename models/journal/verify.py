"""Is the record as it was written? Chains, signatures, witnesses; needs no passphrase.

ALTERED: something is not what was signed, or stands where it can't. INCOMPLETE: what is here is
sound, but it is known that there was more. With a keyring every entry is opened as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from models.home import Home, open_home
from models.journal.chain_check import Chain, check_chain
from models.journal.forks import fork_start
from models.journal.frame import VERSION, Frame, Position, open_body
from models.journal.journal import JournalUnusable, Reason
from models.journal.sqlite_journal import SqliteJournal
from models.journal.witness import read_witness, witness_files, witness_path
from models.keys.keyring import KeyMissing, Keyring, erased_keys, kept_keys, trail_key_id
from models.keys.personal_seals import givers, personal_seals
from models.keys.seats import seats_by_writer
from models.reader import Reader
from models.streams import SAMPLES_STREAM


class Outcome(IntEnum):
    """How it stands; the number is the command's exit status."""

    VERIFIED = 0
    INCOMPLETE = 1
    ALTERED = 2


class Verdict(NamedTuple):
    """How it stands, and why, in lines for people."""

    outcome: Outcome
    lines: tuple[str, ...]


def verify(folder: Path, keyring: Keyring | None = None) -> Verdict:
    """Check the home in `folder`, changing nothing. HomeError when there is none to check."""
    home = open_home(folder)
    check = _Check(home, keyring)
    check.staff()
    try:
        journal = SqliteJournal(home.journal_path, read_only=True)
        try:
            with journal.held_still():
                check.journal(journal)
                if keyring:
                    check.effect(journal, keyring)
        finally:
            journal.close()
    except JournalUnusable as error:
        gone = error.reason is Reason.GONE
        check.found(Outcome.INCOMPLETE if gone else Outcome.ALTERED, str(error))
    check.keys(keyring)
    check.witnesses()
    return check.verdict(keyring)


class _Check:
    """One verification: what was found so far."""

    def __init__(self, home: Home, keyring: Keyring | None) -> None:
        self._home = home
        self._seats = seats_by_writer(home.seats_folder)
        # Before the journal: what is written while we read is then in the journal first.
        paths = witness_files(home.witness_folder)
        self._testimonies = {path: read_witness(path) for path in paths}
        self._chains: dict[bytes, Chain] = {}
        self._opening = _Opening(keyring)
        self._unlike = False
        self._lines: list[str] = []
        self._outcome = Outcome.VERIFIED

    def found(self, outcome: Outcome, line: str) -> None:
        """Note a line, and how bad it is."""
        self._outcome = max(self._outcome, outcome)
        self._lines.append(line)

    def verdict(self, keyring: Keyring | None) -> Verdict:
        """All that was found."""
        entries = sum(len(chain.hashes) for chain in self._chains.values())
        checked = "chain, signature and seal" if keyring else "chain and signature"
        agree = "what they saw is here" if not self._unlike else "they saw what is not here"
        return Verdict(
            self._outcome,
            (
                f"{self._outcome.name}. Entries: {entries}; of each: {checked}.",
                f"Writers: {len(self._chains)}; {self._opening.span()}.",
                f"Witness files: {len(self._testimonies)}; {agree}.",
                *self._lines,
            ),
        )

    def staff(self) -> None:
        """The files that say who is staff."""
        for name in self._home.staff.strange_files():
            self.found(Outcome.ALTERED, f"staff/{name} is damaged, or nobody of the staff made it.")

    def journal(self, journal: SqliteJournal) -> None:
        """Every writer's chain, and the journal's own file. JournalUnusable."""
        signers = self._home.staff.signers()
        for writer in sorted(journal.holdings(), key=lambda one: (self._seats.get(one, 99), one)):
            chain = check_chain(writer, journal.read_from(writer, 1), signers, self._opening)
            self._chains[writer] = chain
            self._tell(chain)
        expected = [run for chain in self._chains.values() for run in chain.runs]
        if sorted(expected) != sorted(journal.runs()):
            self.found(Outcome.ALTERED, "The journal's index of streams doesn't fit its entries.")
        for flaw in journal.flaws():
            self.found(Outcome.ALTERED, f"The journal's file is damaged: {flaw}.")
        for chain in self._chains.values():
            self._compare(f"what {self._name(chain.writer)} saw", chain.heads)

    def effect(self, journal: SqliteJournal, keyring: Keyring) -> None:
        """Entries that stand in the record without effect: who made them, and what he may not."""
        from models.record import Record  # without a passphrase no entry's kind is known

        checked = frozenset(journal.holdings())  # their signatures, with their chains
        record = Record(Reader(journal, keyring, checked), keyring, lambda: 0)
        record.entries(stream.hex() for stream in journal.streams())
        for trouble in record.trouble:
            if trouble.without_effect:
                self.found(Outcome.VERIFIED, f"Entries {trouble.says}: {trouble.entries}.")

    def keys(self, keyring: Keyring | None) -> None:
        """Whether each entry's keys are still here; a personal key with whoever signed it."""
        kept = kept_keys(self._home.keys_folder)
        teams = {grant.team_key_id for grant in self._home.staff.grants()}
        kept |= teams | {trail_key_id(team) for team in teams}
        named = [
            (ids, chain.signers[seq], chain.streams[seq] == _SAMPLES)
            for chain in self._chains.values()
            for seq, ids in chain.keys.items()
        ]
        if keyring:
            kept = frozenset(key for ids, _, _ in named for key in ids if keyring.has_key(key))
        erased = erased_keys(self._home.keys_folder)
        private = givers(personal_seals(self._home.keys_folder))
        lacking = [
            of_sample
            for ids, signer, of_sample in named
            if erased.isdisjoint(ids)
            and any(key not in kept and signer not in private.get(key, ()) for key in ids)
        ]
        # Which samples are over nobody but their readers knows: their keys may be gone anywhere.
        gone = sum(not erased.isdisjoint(ids) for ids, _, _ in named) + sum(lacking)
        if gone:
            self.found(Outcome.VERIFIED, f"Entries erased, their keys destroyed: {gone}.")
        if missing := lacking.count(False):
            self.found(
                Outcome.INCOMPLETE,
                f"Entries that can't be opened here: {missing}. Their keys are not in keys/.",
            )

    def witnesses(self) -> None:
        """What each terminal's witness saw."""
        for path, testimony in self._testimonies.items():
            name = f"the witness file {path.name[:8]}…"
            if testimony.damaged:
                self.found(Outcome.ALTERED, f"{name[0].upper()}{name[1:]} is damaged.")
            seen = [frame.position for frame in testimony.frames]
            agrees = self._compare(name, [*seen, *testimony.heads.values()])
            self._unlike = self._unlike or not agrees
        for writer in self._chains.keys() & self._seats.keys():
            if witness_path(self._home.witness_folder, writer) not in self._testimonies:
                self.found(
                    Outcome.INCOMPLETE,
                    f"{self._name(writer)} has no witness file: entries missing from its end "
                    "would not be noticed.",
                )

    def _tell(self, chain: Chain) -> None:
        name, count = self._name(chain.writer), len(chain.hashes)
        if not chain.faults:
            newer = f", {chain.newer} of them of a newer version" if chain.newer else ""
            return self.found(Outcome.VERIFIED, f"{name}: {count} entries, sound{newer}.")
        first = min(chain.faults)
        more = f" Others after it: {len(chain.faults) - 1}." if len(chain.faults) > 1 else ""
        self.found(
            Outcome.ALTERED,
            f"{name}: {count} entries. First altered: entry {first}, {chain.faults[first]}.{more}",
        )
        return None

    def _compare(self, who: str, seen: Iterable[Position]) -> bool:
        """Hold what was seen elsewhere against the chains; whether all of it is here."""
        missing: dict[bytes, int] = {}
        unlike: dict[bytes, int] = {}
        for writer, seq, place in sorted(set(seen), reverse=True):
            if self._in_a_fork(Position(writer, seq, place)):
                continue
            held = self._chains[writer].hashes if writer in self._chains else {}
            if seq not in held:
                missing.setdefault(writer, seq)
            elif held[seq] != place:
                unlike[writer] = seq
        for writer, seq in unlike.items():
            line = f"{self._name(writer)}: entry {seq} is not the one in {who}."
            self.found(Outcome.ALTERED, line)
        for writer, seq in missing.items():
            held = self._chains[writer].hashes if writer in self._chains else {}
            line = f"{self._name(writer)} had come to entry {seq} according to {who}; here it ends"
            self.found(Outcome.INCOMPLETE, f"{line} at {max(held, default=0)}.")
        return not (missing or unlike)

    def _in_a_fork(self, place: Position) -> bool:
        """Whether what was seen is kept beside its writer's chain."""
        forks = ((fork_start(key), chain.hashes) for key, chain in self._chains.items())
        return any(
            start.writer == place.writer and hashes.get(place.seq - start.seq + 1) == place.hash
            for start, hashes in forks
            if start
        )

    def _name(self, writer: bytes) -> str:
        if start := fork_start(writer):
            return f"Beside {self._name(start.writer)}, numbers used again from {start.seq} on"
        seat = self._seats.get(writer)
        where = f"Terminal {seat} here" if seat else "A writer elsewhere"
        return f"{where} ({writer.hex()[:8]})"


class _Opening:
    """Opens an entry to see that it can be; a key that is missing is told of elsewhere."""

    def __init__(self, keyring: Keyring | None) -> None:
        self._keyring = keyring
        self._first = self._last = 0

    def __call__(self, frame: Frame) -> None:
        """FrameError where its seal is broken. When it was written is remembered."""
        if self._keyring and frame.version == VERSION:
            try:
                body = open_body(frame, self._keyring.cipher(frame.stream, frame.key_ids))
            except KeyMissing:
                return
            if found := _WRITTEN.search(body):
                written = int(found[1])
                self._first = min(written, self._first or written)
                self._last = max(written, self._last)

    def span(self) -> str:
        """From when to when the entries were written."""
        if not self._keyring:
            return "when each was written is sealed, it takes a passphrase"
        if not self._last:
            return "nothing written yet"
        return f"written from {_utc(self._first)} to {_utc(self._last)}"


_SAMPLES = bytes.fromhex(SAMPLES_STREAM)
_WRITTEN = re.compile(rb'"written":(\d{1,15})\b')
"""In an entry's envelope, which stands before all that people typed."""


def _utc(at: int) -> str:
    with suppress(ValueError, OverflowError, OSError):
        return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M} UTC"
    return "an impossible time"
