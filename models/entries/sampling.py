"""Entries of a clinical auditor's samples: granted to whom until when, page by page, ended.

They lie in a stream of their own, each under its sample's key alone, which only the auditor and the
supervisors hold: nobody else can read them, and when the key is destroyed, nobody at all.
(programme.md, Supervision, quality and audit)
"""

from __future__ import annotations

from typing import ClassVar

from models.entries.content import Content, Count, Fact, IsoDate, Number, Stream


class OfSample(Content):
    """What every entry of a sample says: which, and the key (ids, hex) that alone seals it."""

    stream: ClassVar[Stream] = "team"
    sample: str
    key: str

    @property
    def sealed_under(self) -> str:
        """The sample's key."""
        return self.key


class SampleGranted(OfSample):
    """`auditor` (id) may read `pages` pages of documents up to and with the day `last_day`.

    `sessions` (ids) were drawn by lot with `seed` from so many (`of`); `men` (ids) are all that it
    is about. `drawn_from` and `drawn_to` are the first and last day of the time drawn from.
    """

    kind: ClassVar[str] = "sample-granted"
    auditor: str
    last_day: IsoDate
    drawn_from: IsoDate
    drawn_to: IsoDate
    sessions: tuple[str, ...]
    of: Count
    seed: str
    men: tuple[str, ...]
    pages: Number
    why: str = ""

    @property
    def fact(self) -> Fact:
        """This sample."""
        return ("sample", self.sample)


class SamplePage(OfSample):
    """A piece of one document of a sample, as it was then, under coded names; `page` from 1."""

    kind: ClassVar[str] = "sample-page"
    page: Number
    document: str
    title: str
    text: str

    @property
    def fact(self) -> Fact:
        """This page."""
        return ("sample-page", self.sample, str(self.page))


class SampleEnded(OfSample):
    """A sample ends before its day: its key is destroyed wherever this is read."""

    kind: ClassVar[str] = "sample-ended"
    why: str = ""

    @property
    def fact(self) -> Fact:
        """That it ended."""
        return ("sample-ended", self.sample)
