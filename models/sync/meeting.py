"""A home meets a hub: papers first, for they say whose signature counts, then entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from models.home import Home
from models.journal.forks import writer_of
from models.journal.frame import parse
from models.journal.journal import Journal
from models.journal.sqlite_journal import SqliteJournal
from models.keys.keyring import Keyring
from models.platform import try_lock
from models.sync.exchange import Exchanged, NotTaken, Told, exchange
from models.sync.hub import Hub, SyncRunning, another_teams
from models.sync.memory import Memory
from models.sync.papers import HomePapers, exchange_papers

_MOST_ROUNDS = 3
"""Where another laptop writes to the hub meanwhile, the rest is compared again so often."""


@dataclass(frozen=True, slots=True)
class Met:
    """What a meeting did, in numbers of entries."""

    sent: int = 0
    received: int = 0
    papers_sent: int = 0
    papers_taken: int = 0
    lost: int = 0
    """What the hub had last time, and lacked now."""
    waiting: Mapping[bytes, int] = field(default_factory=dict)
    """How many entries of each writer are known of and not here."""
    hands: Mapping[bytes, bytes] = field(default_factory=dict)
    """Who signed the newest entry here of each of those writers: his public key."""
    forked: frozenset[bytes] = frozenset()
    """Writers that used numbers twice."""
    own_forked: bool = False
    """One of them is of this home."""
    not_taken: Mapping[NotTaken, int] = field(default_factory=dict)
    new_hub: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The summary, for people."""
        lines = ["A new hub was begun there."] if self.new_hub else []
        lines.append(f"Sent {_entries(self.sent)}, received {_entries(self.received)}.")
        if self.papers_sent or self.papers_taken:
            lines.append(f"Keys and slots: {self.papers_sent} sent, {self.papers_taken} received.")
        if self.lost:
            lines.append(f"The hub lost {_entries(self.lost)} that this laptop has; sent again.")
        lines += [
            f"Waiting for {_entries(count)} from another laptop ({writer.hex()[:8]})."
            for writer, count in sorted(self.waiting.items())
        ]
        return lines + self.trouble

    @property
    def trouble(self) -> list[str]:
        """What was not as it should be, in sentences; usually nothing."""
        lines = []
        if self.own_forked:
            lines.append(
                "This laptop was put back from a copy and had written under numbers used before: "
                "both are kept, and it goes on as a new writer when it is next opened."
            )
        elif self.forked:
            lines.append(
                "A laptop was put back from a copy and wrote under numbers used before: both are "
                "kept, and nothing is lost."
            )
        lines += [
            f"The hub holds entries that are {why}: {count} left there, with what follows."
            for why, count in sorted(self.not_taken.items())
        ]
        return [*lines, *self.remarks]


def meet(home: Home, hub: Hub, keyring: Keyring | None = None, told: Told | None = None) -> Met:
    """Bring a home and a hub to the same entries, slots and keys; any number of times.

    With a keyring, keys are tried before they are taken. HubError, SyncRunning; NotSaved,
    JournalUnusable and OSError, after which what had arrived stays, and meeting again goes on.
    """
    if hub.team != home.team:
        raise another_teams()
    with _only_one(home):
        papers = exchange_papers(HomePapers(home, keyring), hub.papers)
        journal = SqliteJournal(home.journal_path)
        try:
            return _met(home, hub, journal, papers, told)
        finally:
            journal.close()


@contextmanager
def _only_one(home: Home) -> Iterator[None]:
    """Two syncs of one home at once would take each other's entries for a copy's."""
    lock = try_lock(home.folder / "sync.lock")
    if lock is None:
        raise SyncRunning
    try:
        yield
    finally:
        lock.release()


def _met(home: Home, hub: Hub, journal: Journal, papers: tuple[int, int], told: Told | None) -> Met:
    memory = Memory(home.folder)
    own = home.own_writers()
    there = hub.journal.holdings()
    before = memory.held(hub.id)
    lost = sum(max(0, seq - there.get(key, 0)) for key, seq in before.items())
    total = Exchanged()
    for _ in range(_MOST_ROUNDS):
        done = exchange(journal, hub.journal, staff=home.staff.signers(), own=own, told=told)
        total = _sum(total, done)
        if NotTaken.UNLIKE not in done.not_taken:
            break
    memory.keep(hub.id, hub.journal.holdings(), total.heard)
    waiting = _waiting(memory.heard, journal.holdings())
    return Met(
        sent=total.sent,
        received=total.received,
        papers_sent=papers[0],
        papers_taken=papers[1],
        lost=lost,
        waiting=waiting,
        hands=_hands(journal, waiting),
        forked=frozenset(total.forked),
        own_forked=bool(total.forked & own),
        not_taken=dict(done.not_taken),
        new_hub=hub.new,
        remarks=tuple(hub.remarks()),
    )


def _sum(one: Exchanged, other: Exchanged) -> Exchanged:
    heard = {
        writer: max(one.heard.get(writer, 0), other.heard.get(writer, 0))
        for writer in one.heard.keys() | other.heard.keys()
    }
    return Exchanged(
        one.sent + other.sent,
        one.received + other.received,
        other.not_taken,
        one.forked | other.forked,
        heard,
    )


def _waiting(heard: Mapping[bytes, int], here: Mapping[bytes, int]) -> dict[bytes, int]:
    """How many entries are known of and missing; what a fork holds counts for its writer."""
    held: Counter[bytes] = Counter()
    for key, seq in here.items():
        held[writer_of(key)] += seq
    missing = {writer: seq - held[writer] for writer, seq in heard.items()}
    return {writer: count for writer, count in missing.items() if count > 0}


def _hands(journal: Journal, writers: Iterable[bytes]) -> dict[bytes, bytes]:
    """Who signed the newest entry held of each writer; of an unknown one nothing."""
    heads = ((writer, journal.head(writer)) for writer in writers)
    found = ((writer, journal.frame_at(writer, head.seq)) for writer, head in heads if head)
    return {writer: parse(raw).signer for writer, raw in found if raw}


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"
