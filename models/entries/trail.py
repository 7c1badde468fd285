"""Entries of the trail: who looked at what, and what left to whom (DPA 2018, s.62).

They lie in a stream of their own under a key of their own, so that whoever audits needs no other.
They are written by models.trail_entry, which loads nothing heavy, and read like any other.
Ids alone stand in them, never what was seen. What was collected, altered and erased is what the
record's other entries say themselves: each with its writer and its moment.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from models.entries.content import Content, Stream

Used = Literal["consultation", "disclosure", "combination"]
"""Looked at; handed out; brought together from several sessions."""


class DataUsed(Content):
    """Personal data were used: how, what was shown or written, of which session, which men.

    `men` are ids; they aren't among the members named, for the trail outlives their keys.
    `recipient` and `why` are of a disclosure.
    """

    kind: ClassVar[str] = "data-used"
    stream: ClassVar[Stream] = "team"
    used: Used
    what: str
    group: str = ""
    session: str = ""
    men: tuple[str, ...] = ()
    recipient: str = ""
    why: str = ""
