"""A clinical auditor's samples as they stand: granted, page by page, until their day or end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.entries.sampling import SampleEnded, SampleGranted, SamplePage
from models.facts import Facts


@dataclass(frozen=True, slots=True)
class SampledDocument:
    """One document of a sample: its kind, its title, its text whole."""

    document: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """What one auditor may read, granted at `at` (ms).

    `missing` counts pages that were granted and aren't here (yet).
    """

    granted: SampleGranted
    at: int
    documents: tuple[SampledDocument, ...]
    missing: int
    ended: bool

    def over(self, on: str) -> bool:
        """Whether it may not be read any more on this date (ISO)."""
        return self.ended or self.granted.last_day < on


def fold_samples(facts: Facts) -> tuple[Sample, ...]:
    """Every sample that these facts hold, the oldest first."""
    found = []
    for settled in facts.all_of("sample"):
        what = settled.value.what
        if isinstance(what, SampleGranted):
            pages = _pages(facts, what)
            found.append(
                Sample(
                    what,
                    settled.value.written,
                    tuple(_documents(pages)),
                    what.pages - len(pages),
                    isinstance(_value(facts, "sample-ended", what.sample), SampleEnded),
                )
            )
    return tuple(sorted(found, key=lambda one: one.at))


def _pages(facts: Facts, granted: SampleGranted) -> list[SamplePage]:
    """Those that are here, in their order; only pages under the sample's own key count."""
    read = (
        _value(facts, "sample-page", granted.sample, str(page))
        for page in range(1, granted.pages + 1)
    )
    return [one for one in read if isinstance(one, SamplePage) and one.key == granted.key]


def _documents(pages: Iterable[SamplePage]) -> Iterable[SampledDocument]:
    """The documents, each of the pages in a row that have its title."""
    texts: dict[tuple[str, str], list[str]] = {}
    for page in pages:
        texts.setdefault((page.document, page.title), []).append(page.text)
    for (document, title), pieces in texts.items():
        yield SampledDocument(document, title, "".join(pieces))


def _value(facts: Facts, *fact: str) -> object:
    entry = facts.value(*fact)
    return entry.what if entry else None
