"""Which entries stand, and what the facts are: the first half of every fold.

An entry stands unless a standing one withdraws its act. It is a value of its fact unless a
standing one supersedes it, directly or through a chain; a withdrawn link still passes on.
Several unlike values that stand are *unsettled*: the first in fold order counts meanwhile.
(design.md, "Standing and settling".)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from models.day.clock_fold import Correction, corrected, corrections
from models.entries.closing import ActWithdrawn, ClockCorrected
from models.entries.content import Content, Fact
from models.entries.entry import Entry
from models.local_time import MINUTE_MS


@dataclass(frozen=True, slots=True)
class Settled:
    """A fact as it stands: the value that counts, unlike values beside it, and its history.

    `standing` holds every value that stands, those too that agree with another.
    """

    value: Entry
    beside: tuple[Entry, ...]
    history: tuple[Entry, ...]
    standing: tuple[Entry, ...]

    @property
    def unsettled(self) -> bool:
        """Whether unlike values stand."""
        return bool(self.beside)

    @property
    def values(self) -> tuple[str, ...]:
        """The ids of every value that stands: what a new value supersedes."""
        return tuple(entry.id for entry in self.standing)


Settling = Mapping[Fact, Settled | None]


@dataclass(frozen=True)
class Facts:
    """All entries in fold order, and which of them stand. Made by `of` and `plus` alone.

    `acts` holds each act's entries. `settled` holds every fact by the first part of its name; None
    where nothing stands now; `unsettled` those with unlike values alone. `events` holds the
    entries that name no fact, by kind. `moved` holds, as they were written, those entries whose
    instants a corrected clock moved.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    acts: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    histories: Mapping[Fact, tuple[Entry, ...]] = field(default_factory=dict)
    settled: Mapping[str, Settling] = field(default_factory=dict)
    unsettled: Mapping[Fact, Settled] = field(default_factory=dict)
    events: Mapping[type[Content], tuple[Entry, ...]] = field(default_factory=dict)
    withdrawals: tuple[Entry, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    corrections: tuple[Correction, ...] = ()
    moved: Mapping[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Facts:
        """The facts of a set of entries, in whatever order they come.

        Each id counts once, at the first of its places.
        """
        facts = _add(cls(), sorted(entries, key=_order))
        found = corrections(facts.events.get(ClockCorrected, ()), facts.withdrawn)
        return _add_corrected(cls(corrections=found), facts.entries.values()) if found else facts

    def plus(self, new: Iterable[Entry]) -> Facts:
        """These facts and new entries: equal to `of` all of them together."""
        fresh = sorted((entry for entry in new if self._moves(entry)), key=_order)
        if not fresh:
            return self
        late = self.entries and _order(fresh[0]) < _order(
            self.entries[next(reversed(self.entries))]
        )
        if late or self._corrects(fresh):
            return Facts.of([*self.as_written, *fresh])
        return _add_corrected(self, fresh) if self.corrections else _add(self, fresh)

    @property
    def as_written(self) -> Iterator[Entry]:
        """All entries in fold order, with the instants that their writers' clocks gave."""
        return (self.moved.get(entry.id, entry) for entry in self.entries.values())

    def _corrects(self, fresh: Iterable[Entry]) -> bool:
        """Whether these may change what clocks are corrected by."""
        corrected = ClockCorrected in self.events
        return any(
            isinstance(entry.what, ClockCorrected)
            or (corrected and isinstance(entry.what, ActWithdrawn))
            for entry in fresh
        )

    def _moves(self, entry: Entry) -> bool:
        """Whether it is new here, or stands earlier than the same entry already here."""
        held = self.entries.get(entry.id)
        return held is None or _order(entry) < _order(held)

    def stands(self, entry: Entry) -> bool:
        """Whether no standing entry withdraws its act."""
        return entry.act not in self.withdrawn

    def settle(self, *fact: str) -> Settled | None:
        """The fact of this name as it stands, or None where nothing stands."""
        return self.settled.get(fact[0], {}).get(fact)

    def value(self, *fact: str) -> Entry | None:
        """The value that counts, or None."""
        settled = self.settle(*fact)
        return settled.value if settled else None

    def all_of(self, name: str) -> list[Settled]:
        """Every standing fact whose name begins with `name`, in the order they first came."""
        return [settled for settled in self.settled.get(name, {}).values() if settled]

    def standing(self, *kinds: type[Content]) -> list[Entry]:
        """Standing entries of kinds that name no fact, not superseded, by their moment.

        Ties of the moment they are about are broken by fold order. A chain of what supersedes
        what goes through these kinds alone: no other kind's entry can change what stands here.
        """
        found = [entry for kind in kinds for entry in self.events.get(kind, ())]
        alive = [entry for entry in found if self.stands(entry)]
        gone = _superseded(alive, {entry.id: entry for entry in found})
        alive = [entry for entry in alive if entry.id not in gone]
        return sorted(alive, key=lambda entry: (entry.about, entry.order))


def _order(entry: Entry) -> tuple[tuple[int, int], str, int, str]:
    return (*entry.order, entry.id)


def _add_corrected(facts: Facts, fresh: Iterable[Entry]) -> Facts:
    """As `_add`, with the instants of `fresh` put right."""
    found = [(entry, corrected(entry, facts.corrections)) for entry in fresh]
    moved = {entry.id: entry for entry, right in found if right is not entry}
    added = _add(facts, [right for _, right in found])
    return replace(added, corrections=facts.corrections, moved={**facts.moved, **moved})


def _add(facts: Facts, fresh: list[Entry]) -> Facts:
    """Facts and entries that all sort after theirs."""
    entries, acts = dict(facts.entries), dict(facts.acts)
    histories, events = dict(facts.histories), dict(facts.events)
    withdrawals = list(facts.withdrawals)
    touched: dict[Fact, None] = {}
    added: dict[type[Content], list[Entry]] = {}
    for entry in fresh:
        if entry.id in entries:
            continue
        entries[entry.id] = entry
        acts[entry.act] = (*acts.get(entry.act, ()), entry)
        if isinstance(entry.what, ActWithdrawn):
            withdrawals.append(entry)
        elif (fact := entry.fact) is not None:
            histories[fact] = (*histories.get(fact, ()), entry)
            touched[fact] = None
        else:
            added.setdefault(type(entry.what), []).append(entry)
    for kind, more in added.items():
        events[kind] = (*events.get(kind, ()), *more)
    withdrawn = facts.withdrawn
    if len(withdrawals) > len(facts.withdrawals):
        withdrawn = _withdrawn_acts(withdrawals)
        for act in withdrawn ^ facts.withdrawn:
            touched.update((fact, None) for one in acts.get(act, ()) if (fact := one.fact))
    now = {fact: _settle(histories[fact], withdrawn) for fact in touched}
    return Facts(
        entries,
        acts,
        histories,
        _settle_again(facts.settled, now),
        _unsettled(facts.unsettled, now),
        events,
        tuple(withdrawals),
        withdrawn,
    )


def _settle_again(settled: Mapping[str, Settling], now: Settling) -> Mapping[str, Settling]:
    """All facts by the first part of their names, with these as they are `now`."""
    anew = dict(settled)
    copied: dict[str, dict[Fact, Settled | None]] = {}
    for fact, one in now.items():
        name = fact[0]
        if name not in copied:
            copied[name] = dict(anew.get(name, {}))
            anew[name] = copied[name]
        copied[name][fact] = one
    return anew


def _unsettled(before: Mapping[Fact, Settled], now: Settling) -> Mapping[Fact, Settled]:
    """The facts with unlike values, with these as they are `now`."""
    apart = {fact: one for fact, one in now.items() if one and one.unsettled}
    if not apart and now.keys().isdisjoint(before):
        return before
    return {fact: one for fact, one in before.items() if fact not in now} | apart


def _withdrawn_acts(withdrawals: Iterable[Entry]) -> frozenset[str]:
    """The acts that standing withdrawals take back, whatever order clocks put these in.

    An act stands where every act that withdraws it is withdrawn itself.
    """
    takes: dict[str, list[str]] = {}
    undecided: Counter[str] = Counter()
    for entry in withdrawals:
        if isinstance(entry.what, ActWithdrawn):
            takes.setdefault(entry.act, []).append(entry.what.act)
            undecided[entry.what.act] += 1
    gone: set[str] = set()
    decided: set[str] = set()
    # What is left after the first ones goes round in a circle, so it is forged; the last counts.
    for first in (*(act for act in takes if not undecided[act]), *reversed(takes)):
        ready = [first]
        while ready:
            act = ready.pop()
            if act in decided or act not in takes:
                continue
            decided.add(act)
            undecided.subtract(takes[act])
            if act not in gone:
                gone.update(takes[act])
            ready.extend(one for one in takes[act] if one in gone or not undecided[one])
    return frozenset(gone)


def _superseded(standing: Iterable[Entry], known: Mapping[str, Entry]) -> set[str]:
    """The ids that standing entries supersede, through chains whose links may be withdrawn."""
    gone: set[str] = set()
    for entry in standing:
        reach = list(entry.supersedes)
        while reach:
            target = reach.pop()
            if target in gone or target == entry.id:
                continue
            gone.add(target)
            if link := known.get(target):
                reach.extend(link.supersedes)
    return gone


def _settle(history: tuple[Entry, ...], withdrawn: frozenset[str]) -> Settled | None:
    alive = [entry for entry in history if entry.act not in withdrawn]
    if not alive:
        return None
    if len(history) == 1:
        return Settled(alive[0], (), history, history)
    gone = _superseded(alive, {entry.id: entry for entry in history})
    # Only a forged circle of entries leaves no value; then the first counts.
    values = [entry for entry in alive if entry.id not in gone] or alive[:1]
    beside: list[Entry] = []
    for entry in values[1:]:
        if not any(_alike(entry, other) for other in (values[0], *beside)):
            beside.append(entry)
    return Settled(values[0], tuple(beside), history, tuple(values))


def _alike(one: Entry, other: Entry) -> bool:
    """Whether two values print the same: same content, and same minute where it is printed."""
    return one.what == other.what and (
        not one.what.says_when or one.about // MINUTE_MS == other.about // MINUTE_MS
    )
