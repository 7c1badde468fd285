"""Bits that turned on the disk, in every file of a home: noticed, or they change no answer.

And what they damaged comes back when the program is opened: the journal from its witness, the
witness from the journal, the local database from both.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

from models.journal.recorder import open_recorder
from models.journal.verify import Outcome
from models.record_error import RecordError
from tests.torture.busy_home import Answers, Led, answers, lead_a_day
from tests.torture.disk import lay_out
from tests.torture.figures import Figures
from tests.torture.made_home import at, scratch

RECOVERED = 0.99


def bit_flips(attempts: int, seed: int) -> Figures:
    """So many, each on a fresh copy: any bit of all the home's files is as likely as any other."""
    figures = Figures("bits flipped in a home's files", seed)
    chance = Random(f"flips {seed}")
    recovered = 0
    with scratch() as place:
        led = lead_a_day(place / "home", chance)
        whole = {
            str(path.relative_to(led.home.folder)): path.read_bytes()
            for path in sorted(led.home.folder.rglob("*"))
            if path.is_file() and not path.name.endswith(".lock")
        }
        lay_out(whole, place / "flipped")
        expected = answers(led, place / "flipped")
        assert expected.verdict.outcome is Outcome.VERIFIED, expected.verdict.lines
        for _ in range(attempts):
            figures.attempts += 1
            where, files = _flipped(whole, chance)
            lay_out(files, place / "flipped")
            recovered += _met(led, place / "flipped", expected, figures, where)
    figures.counts["fully recovered"] = recovered
    if recovered < RECOVERED * attempts:
        figures.wanting.append(f"only {recovered} fully recovered")
    return figures


class _Where(NamedTuple):
    """Which bit was turned."""

    name: str
    byte: int
    bit: int

    @property
    def sort(self) -> str:
        """The file, or what sort of file it is in its folder."""
        folder, _, file = self.name.rpartition("/")
        return f"{folder}/*{Path(file).suffix}" if folder else self.name

    def __str__(self) -> str:
        return f"{self.name}, byte {self.byte}, bit {self.bit}"


def _flipped(whole: dict[str, bytes], chance: Random) -> tuple[_Where, dict[str, bytes]]:
    """One bit of one file, turned."""
    name = chance.choices(list(whole), weights=[len(data) for data in whole.values()])[0]
    data = bytearray(whole[name])
    where = _Where(name, chance.randrange(len(data)), chance.randrange(8))
    data[where.byte] ^= 1 << where.bit
    return where, {**whole, name: bytes(data)}


def _met(led: Led, folder: Path, expected: Answers, figures: Figures, where: _Where) -> bool:
    """Ask before and after the program is opened; whether all is as it was in the end."""
    figures.counts[f"in {where.sort}"] += 1
    found = answers(led, folder)
    noticed = found.verdict != expected.verdict
    if not noticed and found != expected:
        figures.failed(f"{where}: another answer, and verify noticed nothing")
    figures.counts["noticed by verify"] += noticed
    try:
        home, keyring = at(folder, led.keyring)
        open_recorder(home, keyring).close()
    except RecordError as error:
        figures.remarks.append(f"not opened ({where}): {error}")
        return False
    after = answers(led, folder)
    if (after.fold, after.tables) != (expected.fold, expected.tables):
        figures.remarks.append(f"not recovered: {where}")
        return False
    if after.verdict.outcome is not Outcome.VERIFIED:
        figures.remarks.append(f"still told of: {where}: {after.verdict.lines[1:]}")
        return False
    return True
