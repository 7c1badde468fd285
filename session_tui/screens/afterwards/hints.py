"""The line below the table: what the row comes to, or which keys its cell takes."""

from __future__ import annotations

from collections.abc import Sequence

from exercise_bank.service import Service
from models.day.day import Day
from models.day.quick_line import read_line
from session_tui.frame import footer_line
from session_tui.lines import Line, line
from session_tui.note_line import understood_lines
from session_tui.screens.afterwards.reading import OF_ITEM, OF_MAN, understood, use_of
from session_tui.screens.afterwards.rows import Row


def hint(day: Day, row: Row, cell: int, texts: Sequence[str], service: Service, cells: int) -> Line:
    """What stands on the line for this cell of this row."""
    if row.kind == "note":
        return _of_note(cell, texts, service)
    if cell == 2:
        words = OF_ITEM if row.kind == "item" else OF_MAN
        return footer_line(words.items(), cells)
    if cell == 3:
        reasons = service.reasons_for(use_of(row, texts[2].strip()))
        return footer_line([(one.key, one.label) for one in reasons], cells)
    if said := understood(day, row, texts):
        return (("→ ", "past"), (said, "head"))
    return line(_WORDS[row.kind][cell], "past")


_WORDS = {
    "item": (
        "11:40, or nothing: it began where the one before ended",
        "11:40, or how many minutes; nothing: it ran until the next began",
    ),
    "end": ("when the group went home",),
    "man": ("10:12, or absent; ctrl+r says that all others came at the start", "only if early"),
}


ONE_ROW = 200
"""Wider than any cell: what was understood stays on its first row."""


def _of_note(cell: int, texts: Sequence[str], service: Service) -> Line:
    if cell == 0:
        return line("11:40, or @11:40 in the head", "past")
    if not texts[1]:
        return line("who and sign, then the words: 3+sr went back to …   Enter keeps it", "past")
    return understood_lines(read_line(texts[1]), "", service.judging_words, ONE_ROW)[0]
