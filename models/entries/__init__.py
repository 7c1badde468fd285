"""Entries: one small frozen class per kind, and the bytes they are kept as."""

from models.entries.entry import Entry, NewEntry, decode, encode
from models.entries.kinds import KINDS

__all__ = ["KINDS", "Entry", "NewEntry", "decode", "encode"]
