"""A note's place among all notes: its moment, and a part of its id for company.

It is the row's number in the database, so that the newest are found first and a span of time is a
span of places.
"""

from __future__ import annotations

from hashlib import sha256

BITS = 20
"""Tell notes of one millisecond apart."""
LAST_MS = 2**42 - 1
"""The last instant that a place can hold, in the year 2109."""


def place_of(at: int, note: str = "") -> int:
    """The place of a note (id) at this moment (ms); without a note the first of the moment."""
    company = int.from_bytes(sha256(note.encode()).digest()[:4], "big") if note else 0
    return min(max(at, 0), LAST_MS) << BITS | company & ((1 << BITS) - 1)
