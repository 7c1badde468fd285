"""Two recorders and a supervisor, a laptop each: one record in the end.

    python -m examples.two_laptops                        a folder, then PostgreSQL on this machine
    python -m examples.two_laptops FOLDER-OR-ADDRESS      a hub of your own, empty

Everything is real: homes, keys, journals, the exchange. The people and the group are invented.
PostgreSQL comes up by itself from the wheel in requirements-dev.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from examples.two_laptops.laptops import (
    Clock,
    Laptop,
    founded,
    let_in,
    record_of,
    run_day,
    signed_off,
)
from models.day.unlike import unsettled_facts


def run(hub: str, folder: Path) -> bool:
    """A day over this hub, laptops in `folder`; prints it. Whether all records are equal."""
    clock = Clock()
    cy = founded(folder / "supervisor", clock)
    ada = let_in(cy, "Ada Quill", "facilitator", hub, folder / "facilitator", clock)
    bo = let_in(cy, "Bo Rook", "co-facilitator", hub, folder / "co-facilitator", clock)
    laptops = {"facilitator": ada, "co-facilitator": bo, "supervisor": cy}
    print("The supervisor set up the team and let two in; each laptop joined from the hub.")
    try:
        _day(laptops, hub, clock)
        return _equal(laptops)
    finally:
        for laptop in laptops.values():
            laptop.close()


def _day(laptops: dict[str, Laptop], hub: str, clock: Clock) -> None:
    ada, bo, cy = laptops.values()
    block_run = ada.new_id()
    for laptop in (ada, bo):
        laptop.opens_day(block_run)
    print("Facilitator and co-facilitator opened the same day, each alone, without a network.")
    run_day(ada, bo, clock)
    _meet(laptops, hub)
    unsettled = len(unsettled_facts(bo.running))
    print(f"They met: {len(bo.running.notes)} notes on both; said differently by two: {unsettled}.")
    ada.marks(4, "absent")
    print("The facilitator settled it: seat 4 was absent.")
    _meet(laptops, hub)
    for laptop in (ada, bo):
        laptop.signs()
    _meet(laptops, hub)
    cy.open_day(ada.running.session)
    signed_off(cy)
    print("Both signed; the supervisor commented and signed it off at his own laptop.")
    _meet(laptops, hub)


def _meet(laptops: dict[str, Laptop], hub: str) -> None:
    """Each meets the hub twice: the second time brings what the others left there."""
    for name, laptop in [*laptops.items(), *laptops.items()]:
        met = laptop.meets(hub)
        if met.sent or met.received:
            print(f"  {name}: {met.sent} entries sent, {met.received} received")


def _equal(laptops: dict[str, Laptop]) -> bool:
    first, *others = (record_of(laptop) for laptop in laptops.values())
    entries, day = first
    equal = all(
        (hashes, other.timeline, other.attendance, other.notes)
        == (entries, day.timeline, day.attendance, day.notes)
        for hashes, other in others
    )
    verdict = "Three equal records" if equal else "The records DIFFER"
    print(f"{verdict}: {len(entries)} entries each, {len(day.notes)} notes in the day.")
    return equal


def main(arguments: list[str]) -> int:
    """Run it through the hub that is named, or through both kinds; gives the exit status."""
    with TemporaryDirectory(prefix="session-tui-example-") as kept:
        folder = Path(kept)
        if arguments:
            return 0 if run(arguments[0], folder) else 1
        stick = folder / "stick"
        stick.mkdir()
        print("Through a folder\n")
        good = run(str(stick), folder / "by folder")
        from tests.models.sync.postgres_server import PostgresServer

        print("\nThrough PostgreSQL\n")
        server = PostgresServer()
        try:
            good &= run(server.fresh("team"), folder / "by PostgreSQL")
        finally:
            server.stop()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
