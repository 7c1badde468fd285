"""Before a document is written: what was replaced in it is listed, and somebody says yes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from session_tui.ask import Ask, Choice
from session_tui.lines import Line, line, wrap

if TYPE_CHECKING:
    from exports.document import Document, Replaced
    from session_tui.app import SessionApp

MOST = 10
"""So many are listed; the rest is counted."""


class AskReplaced(Ask):
    """Lists what was replaced, by what, where; y writes it so."""

    def __init__(self, found: Sequence[Replaced]) -> None:
        super().__init__("Replaced in it:", (Choice("y", "write it so", "y"),))
        self._found = tuple(found)

    def _lines(self) -> list[Line]:
        head, *rest = super()._lines()
        cells = max(40, self.app.size.width - 8)
        listed = [one for found in self._found[:MOST] for one in wrap(_says(found), cells)]
        if len(self._found) > MOST:
            listed.append(line(f"and {len(self._found) - MOST} more", "past"))
        return [head, *listed, *rest]


async def confirmed(app: SessionApp, made: Callable[[], Document]) -> bool:
    """Whether what was replaced is right; nobody is asked where nothing was."""
    document = await asyncio.to_thread(made)
    if not document.replaced:
        return True
    return await app.push_screen_wait(AskReplaced(document.replaced)) == "y"


def _says(found: Replaced) -> str:
    now = found.now or "left standing: look yourself"
    return f"{found.found}: {now} ({found.part}, {found.count}×)"
