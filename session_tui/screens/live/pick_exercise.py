"""Choose an exercise of the bank: type a few letters, arrows choose, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from exercise_bank.component import at_start, part_of
from exercise_bank.exercise import Exercise
from session_tui.lines import Line, LinesPane, fit, line
from session_tui.on_top import Sheet

SHOWN, PART = 12, 12


class PickExercise(Sheet[str | None]):
    """Gives the id of the exercise taken, or None. The day's own block comes first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+x", "leave", "leave", show=False, priority=True),
        Binding("up", "choose(-1)", show=False, priority=True),
        Binding("down", "choose(1)", show=False, priority=True),
    ]

    def __init__(self, exercises: Sequence[Exercise], block: int) -> None:
        super().__init__()
        self._exercises = sorted(exercises, key=lambda one: (one.block != block, one.block))
        self._place = 0

    def compose(self) -> ComposeResult:
        """A line to type in and the exercises that fit."""
        with Vertical(classes="sheet"):
            yield LinesPane([line("Put in an exercise", "now")], id="head")
            yield Input(placeholder="some letters of its title or set", id="letters")
            yield LinesPane(id="found")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#head").styles.height = 1
        self.query_one("#found").styles.height = SHOWN
        self.query_one(Input).focus()
        self._draw()

    def _found(self) -> list[Exercise]:
        words = self.query_one(Input).value.casefold().split()
        return [
            one
            for one in self._exercises
            if all(word in f"{one.title} {one.set.label}".casefold() for word in words)
        ]

    def on_input_changed(self) -> None:
        """Fewer fit."""
        self._place = 0
        self._draw()

    def on_input_submitted(self) -> None:
        """Take the chosen one."""
        if found := self._found():
            self.dismiss(found[min(self._place, len(found) - 1)].id)

    def action_choose(self, by: int) -> None:
        """Another one."""
        self._place = max(0, min(len(self._found()) - 1, self._place + by))
        self._draw()

    def action_leave(self) -> None:
        """Leave without one."""
        self.dismiss(None)

    def _draw(self) -> None:
        found = self._found()
        first = max(0, min(self._place - SHOWN // 2, len(found) - SHOWN))
        cells = max(40, self.size.width - 6)
        self.query_one("#found", LinesPane).show(
            [
                _row(one, cells, chosen=first + place == self._place)
                for place, one in enumerate(found[first : first + SHOWN])
            ]
            or [line("No exercise fits these letters.", "past")]
        )


def _row(one: Exercise, cells: int, *, chosen: bool) -> Line:
    where = fit(at_start(part_of(one.block)), PART)
    text = f"{'›' if chosen else ' '} {where}  {fit(one.set.label, 14)}{one.title}"
    end = f"{one.minutes.planned:>4} min"
    return line(fit(text, cells - len(end) - 1) + " " + end, "chosen" if chosen else "normal")
