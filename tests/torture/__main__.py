"""The torture of the record: `python -m tests.torture`, with `--short` as in every build.

Prints each subject's attempts, failures and seed; a control is a fault built in, which the same
looking must find. The exit status is 0 only if all is as it must be.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import NamedTuple

from tests.torture.figures import Figures
from tests.torture.system_calls import can_be_watched

SEED = 20261123
NOT_RUN = "not run: system calls can't be watched here"


class Subject(NamedTuple):
    """What is tried so many times, at length and in short."""

    run: Callable[[int, int], Figures]
    attempts: int
    short: int
    watched: bool = False
    """Whether system calls are watched in it."""


def crash_images(attempts: int, seed: int) -> Figures:
    """Of the record."""
    from tests.torture.crash_images import images

    return images(attempts, seed)


def crash_images_control(attempts: int, seed: int) -> Figures:
    """With a journal that isn't synced."""
    from tests.torture.crash_images import images

    return images(attempts, seed, normal=True)


def database_images(attempts: int, seed: int) -> Figures:
    """Of the local database."""
    from tests.torture.database_images import database_images as images

    return images(attempts, seed)


def database_images_control(attempts: int, seed: int) -> Figures:
    """With the salt in its own file."""
    from tests.torture.database_images import database_images as images

    return images(attempts, seed, salt_in_file=True)


def kills(attempts: int, seed: int) -> Figures:
    """Of the recorder."""
    from tests.torture.ended_and_refused import kills as killed

    return killed(attempts, seed)


def kills_control(attempts: int, seed: int) -> Figures:
    """Of a recorder that says "saved" too early."""
    from tests.torture.ended_and_refused import kills as killed

    return killed(attempts, seed, early=True)


def refusals(attempts: int, seed: int) -> Figures:
    """Disks that fail or are full."""
    from tests.torture.ended_and_refused import refusals as refused

    return refused(attempts, seed)


def flips(attempts: int, seed: int) -> Figures:
    """Bits of all files of a home."""
    from tests.torture.bit_flips import bit_flips

    return bit_flips(attempts, seed)


def mutations(attempts: int, seed: int) -> Figures:
    """Of journals; two verifiers."""
    from tests.torture.mutated_journals import mutated

    return mutated(attempts, seed)


def fields(attempts: int, seed: int) -> Figures:
    """Hostile strings through every field."""
    from tests.torture.hostile import fields as filled

    return filled(attempts, seed)


def boxes(attempts: int, seed: int) -> Figures:
    """Hostile strings in boxes and on screens."""
    from tests.torture.hostile import boxes as filled

    return filled(attempts, seed)


def documents(attempts: int, seed: int) -> Figures:
    """Hostile strings in documents."""
    from tests.torture.hostile import exports

    return exports(attempts, seed)


SUBJECTS = {
    "images": Subject(crash_images, 20_000, 200, True),
    "images-control": Subject(crash_images_control, 200, 40, True),
    "database": Subject(database_images, 5_000, 200, True),
    "database-control": Subject(database_images_control, 500, 200, True),
    "kills": Subject(kills, 1_000, 50, True),
    "kills-control": Subject(kills_control, 60, 15, True),
    "refusals": Subject(refusals, 600, 40, True),
    "flips": Subject(flips, 2_000, 12),
    "mutations": Subject(mutations, 1_000, 120),
    "fields": Subject(fields, 471, 60),
    "boxes": Subject(boxes, 471, 24),
    "documents": Subject(documents, 471, 24),
}


def main() -> int:
    """Run what is asked for; all of it where nothing is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("subjects", nargs="*", choices=[[], *SUBJECTS], metavar="SUBJECT")
    parser.add_argument("--short", action="store_true", help="a few of each, as in every build")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    good = True
    for name in asked.subjects or SUBJECTS:
        subject = SUBJECTS[name]
        if subject.watched and not can_be_watched():
            sys.stdout.write(f"{name}: {NOT_RUN}\n")
            continue
        figures = subject.run(subject.short if asked.short else subject.attempts, asked.seed)
        figures.print()
        good = good and figures.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
