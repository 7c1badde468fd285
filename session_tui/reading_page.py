"""What was read from a file, shown before it is accepted: guesses, faults, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from session_tui.lines import Line, line, wrap
from session_tui.scrolling_page import ScrollingPage

WIDEST = 110


class ReadingPage(ScrollingPage):
    """Shows `lines_for(cells)`; Enter calls `accept` (None where nothing can be taken)."""

    place: ClassVar[str] = "reading"

    def __init__(
        self,
        title: str,
        lines_for: Callable[[int], list[Line]],
        accept: Callable[[], object] | None,
    ) -> None:
        super().__init__()
        self._title = title
        self._lines_for = lines_for
        self._accept = accept

    def title_left(self) -> Line:
        """What is read."""
        return line(self._title, "now")

    def footer_actions(self) -> list[tuple[str, str]]:
        """Accept only where there is something to accept."""
        keys = super().footer_actions()
        return keys if self._accept else [pair for pair in keys if pair[1] != "accept"]

    def redraw(self) -> None:
        """The lines in the width there is."""
        if self.stands:
            self.draw(self._lines_for(self.cells(WIDEST)))

    def action_accept(self) -> None:
        """Take it."""
        if self._accept is not None:
            self.dismiss()
            self._accept()

    def action_leave(self) -> None:
        """Leave it."""
        self.dismiss()


def told_lines(head: str, sentences: Sequence[object], cells: int) -> list[Line]:
    """A heading with a count, and each sentence under it; nothing where there is none."""
    if not sentences:
        return []
    lines: list[Line] = [((head, "head"), (f"  {len(sentences)}", "past"))]
    for sentence in sentences:
        lines += wrap(f"· {sentence}", cells, indent="  ")
    return [*lines, ()]
