"""Two clocks that differ are noticed where entries meet, on whichever laptop, and said once."""

from dataclasses import dataclass, field

from models.entries.closing import ClockCorrected
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.team import PassphraseMissed
from models.sync.clocks import Clocks, off_sentence

HOUR = 3_600_000
NOON = 1_764_000_000_000
SAID = PassphraseMissed(count=1, since=NOON, until=NOON)


@dataclass
class Laptop:
    """A laptop whose clock is `off` (ms) the true time."""

    name: str
    off: int = 0
    clock: tuple[int, int] = (0, 0)
    said: set[int] = field(default_factory=set)
    clocks: Clocks = field(default_factory=Clocks)
    written: int = 0

    def says(self, true: int, what: Content = SAID) -> Entry:
        here, (ms, times) = true + self.off, self.clock
        self.clock = (here, 0) if here > ms else (ms, times + 1)
        self.said.add(self.clock[0])
        self.written = seq = self.written + 1
        return Entry(
            id=f"{self.name}{seq}",
            act=f"{self.name}{seq}",
            about=here,
            written=here,
            clock=self.clock,
            by=self.name,
            supersedes=(),
            what=what,
            writer=self.name,
            seq=seq,
        )

    def hears(self, *entries: Entry, true: int) -> str:
        self.clock = max(self.clock, *(entry.clock for entry in entries))
        news = self.clocks.compare(entries, {self.name}, self.said, true + self.off)
        return off_sentence(news, {"a": "Ada Quill", "b": "Bo Rook", "c": "Cy Dale"}.__getitem__)


def test_a_laptop_two_hours_ahead_is_said_on_both_and_once() -> None:
    a, b = Laptop("a"), Laptop("b", off=2 * HOUR)
    assert a.hears(b.says(NOON), true=NOON).startswith("Bo Rook's laptop is 120 min ahead of")
    assert a.hears(b.says(NOON + 1), true=NOON + 1) == ""
    # What Ada says after having seen it goes on from Bo's clock, and so he learns it too.
    said = b.hears(a.says(NOON + 2), true=NOON + 2)
    assert said.startswith("Ada Quill's laptop is 120 min behind this one")


def test_clocks_that_agree_and_late_arrivals_are_no_news() -> None:
    a, b = Laptop("a"), Laptop("b", off=1500)
    assert a.hears(b.says(NOON), true=NOON) == ""
    late = a.says(NOON + 5)
    assert b.hears(late, true=NOON + 9 * HOUR) == ""
    assert b.hears(a.says(NOON + 6), b.says(NOON + 7), true=NOON + 10 * HOUR) == ""


def test_what_goes_on_from_a_third_clock_says_nothing_of_ours() -> None:
    a, b, c = Laptop("a"), Laptop("b"), Laptop("c", off=HOUR)
    b.hears(c.says(NOON), true=NOON)
    assert a.hears(b.says(NOON + 1), true=NOON + 3 * HOUR) == ""


def test_what_its_own_laptop_has_put_right_is_no_news() -> None:
    a, b = Laptop("a"), Laptop("b", off=2 * HOUR)
    wrong = b.says(NOON)
    b.off = 0
    right = b.says(NOON + 1, ClockCorrected(ms=2 * HOUR, since=NOON + 2 * HOUR))
    assert a.hears(wrong, right, true=NOON + 2) == ""
