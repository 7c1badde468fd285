"""The exchange between two journals: every frame arrives, whatever happens on the way."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random

import pytest

from models.journal.forks import fork_start
from models.journal.frame import Frame, parse
from models.journal.journal import Journal, NotSaved, Reason
from models.sync.exchange import NotTaken, exchange
from tests.models.record.frames import AB, Signer, an_id, chain, sealed
from tests.models.record.memory_journal import MemoryJournal

STAFF = frozenset({AB.signer})
W, V = an_id("w"), an_id("v")


def filled(*chains: list[Frame]) -> MemoryJournal:
    journal = MemoryJournal()
    for each in chains:
        journal.append(each)
    return journal


def all_of(journal: Journal) -> set[bytes]:
    """Every frame that is there, wherever it is filed."""
    return {raw for key in journal.holdings() for _, _, raw in journal.read_from(key, 1)}


def test_each_gets_what_it_lacks() -> None:
    ours, theirs = chain("w", ["day 1"] * 5), chain("v", ["day 1"] * 3)
    mine, hub = filled(ours, theirs[:1]), filled(ours[:2], theirs)
    done = exchange(mine, hub, staff=STAFF)
    assert (done.sent, done.received) == (3, 2)
    assert mine.holdings() == hub.holdings() == {W: 5, V: 3}
    again = exchange(mine, hub, staff=STAFF)
    assert (again.sent, again.received, again.forked) == (0, 0, set())


def test_nothing_meets_nothing() -> None:
    done = exchange(MemoryJournal(), MemoryJournal(), staff=STAFF)
    assert (done.sent, done.received) == (0, 0)


def test_an_emptied_hub_gets_all_again_and_takes_nothing_away() -> None:
    mine = filled(chain("w", ["day 1"] * 4), chain("v", ["day 1"] * 2))
    before = all_of(mine)
    assert exchange(mine, hub := MemoryJournal(), staff=STAFF).sent == 6
    assert all_of(mine) == before == all_of(hub)


def test_a_newer_versions_frame_is_forwarded_untouched() -> None:
    first = sealed(b"one")
    newer = of_a_newer_version(first)
    mine = filled([first, newer])
    hub, other = MemoryJournal(), MemoryJournal()
    exchange(mine, hub, staff=STAFF)
    exchange(other, hub, staff=STAFF)
    assert [raw for _, _, raw in other.read_from(W, 1)] == [first.raw, newer.raw]


def of_a_newer_version(after: Frame) -> Frame:
    raw = bytearray(sealed(b"from the future", after=after).raw[:-64])
    raw[4] = 9
    return parse(bytes(raw) + AB.sign(bytes(raw)))


def test_what_nobody_of_the_staff_signed_is_not_taken_but_the_rest_is() -> None:
    stranger = sealed(b"planted", writer="s", signer=Signer("stranger"))
    hub = filled([stranger], chain("v", ["day 1"] * 2))
    mine = MemoryJournal()
    done = exchange(mine, hub, staff=STAFF)
    assert mine.holdings() == {V: 2}
    assert done.not_taken == {NotTaken.STRANGER: 1}


def test_an_altered_frame_is_not_taken_nor_what_follows_it() -> None:
    frames = chain("v", ["day 1"] * 3)
    altered = bytearray(frames[1].raw)
    altered[-80] ^= 1
    hub = filled(frames[:1])
    hub.append([frames[1]._replace(raw=bytes(altered), hash=sha256(altered).digest())])
    mine = MemoryJournal()
    assert exchange(mine, hub, staff=STAFF).not_taken == {NotTaken.SIGNATURE: 1}
    assert mine.holdings() == {V: 1}


@pytest.mark.parametrize("true_before", range(4))
def test_what_a_colleague_forged_is_not_taken_whoever_goes_on_from_it(true_before: int) -> None:
    frames = chain("v", ["day 1"] * true_before)
    for body in (b"never said", b"nor this"):
        forged = sealed(body, writer="v", after=frames[-1] if frames else None)
        raw = forged.raw[:-64] + bytes(64)
        frames.append(forged._replace(raw=raw, hash=sha256(raw).digest()))
    colleague = Signer("the colleague")
    frames.append(sealed(b"in his own name", writer="v", after=frames[-1], signer=colleague))
    mine = MemoryJournal()
    done = exchange(mine, filled(frames), staff=STAFF | {colleague.signer})
    assert done.not_taken == {NotTaken.SIGNATURE: 1}
    assert mine.holdings().get(V, 0) == true_before


def test_what_others_had_seen_is_heard_of() -> None:
    seen = chain("w", ["day 1"] * 7)[-1].position
    hub = filled([sealed(b"later", writer="v", heads=(seen,))])
    assert exchange(MemoryJournal(), hub, staff=STAFF).heard == {W: 7}


def test_numbers_used_twice_are_kept_on_both_sides() -> None:
    common = chain("w", ["day 1"] * 3)
    theirs = [*common, *going_on(common[-1], 2, b"before the copy")]
    ours = [*common, *going_on(common[-1], 3, b"after the copy")]
    mine, hub = filled(ours), filled(theirs)
    done = exchange(mine, hub, staff=STAFF, own=frozenset({W}))
    assert done.forked == {W}
    assert all_of(mine) == all_of(hub) == {frame.raw for frame in (*ours, *theirs)}
    assert exchange(mine, hub, staff=STAFF, own=frozenset({W})).forked == set()
    third = MemoryJournal()
    exchange(third, mine, staff=STAFF)
    exchange(third, hub, staff=STAFF)
    assert all_of(third) == all_of(hub)


def test_what_a_copy_of_ours_wrote_is_never_put_on_the_chain_we_are_writing() -> None:
    frames = chain("w", ["day 1"] * 5)
    mine = filled(frames[:2])
    exchange(mine, filled(frames), staff=STAFF, own=frozenset({W}))
    assert mine.holdings()[W] == 2
    (fork,) = mine.holdings().keys() - {W}
    assert fork_start(fork) == frames[2].position
    going = going_on(frames[1], 1, b"the next key press")
    mine.append(going)
    hub = filled(frames)
    exchange(mine, hub, staff=STAFF, own=frozenset({W}))
    assert all_of(mine) == all_of(hub) == {frame.raw for frame in (*frames, *going)}


def going_on(after: Frame, count: int, body: bytes) -> list[Frame]:
    frames: list[Frame] = []
    for number in range(count):
        frames.append(sealed(body + bytes([number]), after=frames[-1] if frames else after))
    return frames


class Cut(MemoryJournal):
    """A journal whose line breaks after so many frames have been asked for or given."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def append(self, frames: Sequence[Frame]) -> None:
        self.left -= len(frames)
        if self.left < 0:
            raise NotSaved(Reason.DISK, "cut")
        super().append(frames)

    def read_from(self, writer: bytes, seq: int) -> Iterator[tuple[bytes, int, bytes]]:
        for row in super().read_from(writer, seq):
            self.left -= 1
            if self.left < 0:
                raise NotSaved(Reason.DISK, "cut")
            yield row


@pytest.mark.parametrize("after", range(0, 21, 3))
def test_an_exchange_cut_anywhere_goes_on_where_it_was(
    after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.sync.exchange.PIECE_FRAMES", 2)
    mine = filled(chain("w", ["day 1"] * 9))
    hub = Cut(10**6)
    for each in (chain("v", ["day 1"] * 8), chain("u", ["day 1"] * 4)):
        hub.append(each)
    hub.left = after
    with pytest.raises(NotSaved):
        exchange(mine, hub, staff=STAFF)
    arrived = len(all_of(mine)) - 9
    hub.left = 10**6
    done = exchange(mine, hub, staff=STAFF)
    assert done.received == 12 - arrived
    assert all_of(mine) == all_of(hub)
    assert len(all_of(hub)) == 21


class Places:
    """Three laptops and two hubs that meet by chance; some laptops are put back from copies."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.laptops = {name: MemoryJournal() for name in "abc"}
        self.hubs = [MemoryJournal(), MemoryJournal()]
        self.last: dict[str, Frame | None] = {}
        self.copies: dict[str, list[tuple[Frame, ...]]] = {name: [()] for name in "abc"}
        self.written: set[bytes] = set()

    def write(self, name: str) -> None:
        frame = sealed(self.chance.randbytes(4), writer=name, after=self.last.get(name))
        self.laptops[name].append([frame])
        self.last[name] = frame
        self.written.add(frame.raw)

    def meet(self, name: str, hub: MemoryJournal | None = None) -> None:
        hub = hub or self.chance.choice(self.hubs)
        exchange(self.laptops[name], hub, staff=STAFF, own=frozenset({an_id(name)}))

    def copy(self, name: str) -> None:
        own = self.laptops[name].read_from(an_id(name), 1)
        self.copies[name].append(tuple(parse(raw) for _, _, raw in own))

    def put_back(self, name: str) -> None:
        """Only what a hub has: what nobody else had is lost with a laptop, by any design."""
        if any(all_of(self.laptops[name]) <= all_of(hub) for hub in self.hubs):
            frames = self.chance.choice(self.copies[name])
            self.laptops[name] = filled(list(frames))
            self.last[name] = frames[-1] if frames else None


@pytest.mark.parametrize("seed", range(30))
def test_any_order_of_meetings_with_copies_put_back_comes_to_the_same_set(seed: int) -> None:
    places = Places(seed)
    deeds = [places.write, places.write, places.meet, places.copy, places.put_back]
    for _ in range(40):
        places.chance.choice(deeds)(places.chance.choice("abc"))
    for _ in range(2):
        for name in "abc":
            for hub in places.hubs:
                places.meet(name, hub)
    for journal in (*places.laptops.values(), *places.hubs):
        assert all_of(journal) == places.written
