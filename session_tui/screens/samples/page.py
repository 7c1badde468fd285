"""One document of a sample, read as it was granted; each look stands in the trail."""

from __future__ import annotations

from typing import ClassVar

from models.acts.sampling import read_use
from models.group.samples import Sample, SampledDocument
from session_tui.lines import Line, line
from session_tui.reading_page import ReadingPage
from session_tui.shown import Shown


class SamplePage(ReadingPage):
    """Shows its text; there is nothing to take from it."""

    place: ClassVar[str] = "sample_page"

    def __init__(self, sample: Sample, document: SampledDocument) -> None:
        self._use = read_use(sample, document)
        rows: list[Line] = [line(row) for row in document.text.split("\n")]
        super().__init__(document.title, lambda _: rows, None)

    def shows(self) -> Shown:
        """Which kind of document, about which men."""
        return Shown(self._use.what, men=self._use.men)
