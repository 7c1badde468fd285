"""Ids: a UUIDv7 for what happens once, a UUIDv5 for what two laptops must name alike."""

from __future__ import annotations

import os
import uuid

_SPACE = uuid.UUID("6f1d7a52-5a0c-5c7e-9a55-0d3f6f0b1c11")


def new_id(now_ms: int) -> str:
    """A fresh UUIDv7 (RFC 9562) as 32 hex digits; `now_ms` is milliseconds since the epoch."""
    value = (now_ms & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{value:032x}"


def named_id(*parts: str | int) -> str:
    """The id that every laptop gives to the same thing, from the parts that name it."""
    return uuid.uuid5(_SPACE, "\x1f".join(str(part) for part in parts)).hex


def session_id(group: str, block_run: str, day: int) -> str:
    """The session of `group` on `day` of a block's run (design.md: UUIDv5)."""
    return named_id("session", group, block_run, day)


def item_id(session: str, exercise: str, occurrence: int) -> str:
    """The `occurrence`-th time (from 1) that `exercise` stands in the session's plan."""
    return named_id("item", session, exercise, occurrence)
