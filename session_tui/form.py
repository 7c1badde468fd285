"""Rows of a form, by keyboard alone: boxes that grow, answers on single keys.

Tab and the arrows go from row to row; Enter goes on from a box of one line. A form that is saved
as one goes hears `FormArea.Left` when a box was left with other text than stands on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Blur, Focus, Key, Resize
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from session_tui.ask import Choice
from session_tui.drafted import DraftedArea
from session_tui.lines import Line, LinesPane, Piece, Weight, line, width

ROWS = 8
"""A box grows to so many rows; then it scrolls."""


class FormRow(Horizontal):
    """A label in the margin and what belongs to it; `beside` is what stands after it."""

    DEFAULT_CSS = """
    FormRow { height: auto; width: 1fr; }
    FormRow > .label { width: 18; height: 1; }
    """

    def __init__(
        self, label: str, widget: Widget, beside: Widget | None = None, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._widget = widget
        self._beside = beside

    def compose(self) -> ComposeResult:
        """The label, then the widget."""
        yield LinesPane([line(self._label, "past")], classes="label")
        yield self._widget
        if self._beside is not None:
            yield self._beside

    def on_descendant_focus(self) -> None:
        """The label of the row one is in stands out."""
        self._show("now")

    def on_descendant_blur(self) -> None:
        """And steps back."""
        self._show("past")

    def _show(self, weight: Weight) -> None:
        self.query_one(".label", LinesPane).show([line(self._label, weight)])


class FormArea(DraftedArea):
    """A box of text that grows with it. `single`: one line, which Enter ends."""

    DEFAULT_CSS = "FormArea { height: 1; width: 1fr; scrollbar-size-vertical: 0; }"

    class Left(Message):
        """The box was left, and its text isn't what stands on record."""

        def __init__(self, box: FormArea) -> None:
            super().__init__()
            self.box = box

        @property
        def control(self) -> FormArea:
            """The box."""
            return self.box

    def __init__(self, field: str, text: str = "", *, single: bool = False, id: str) -> None:
        super().__init__(field, text, id=id)
        self._single = single

    def on_key(self, event: Key) -> None:
        """Enter on one line, and the arrows at its edges, go on to the next row."""
        if event.key == "enter" and self._single:
            event.stop()
            event.prevent_default()
            self.screen.focus_next()
        elif event.key == "up" and self._cursor_row() == 0:
            event.stop()
            event.prevent_default()
            self.screen.focus_previous()
        elif event.key == "down" and self._cursor_row() == self.wrapped_document.height - 1:
            event.stop()
            event.prevent_default()
            self.screen.focus_next()

    def _cursor_row(self) -> int:
        """The row of the cursor as the text is wrapped."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Grow or shrink."""
        super().on_text_area_changed(event)
        self.fit_rows()

    def on_resize(self, event: Resize) -> None:
        """Another width, other rows, once the text is wrapped anew."""
        del event
        self.call_after_refresh(self.fit_rows)

    def fit_rows(self) -> None:
        """As many rows as the text takes."""
        rows = max(1, min(ROWS, self.wrapped_document.height))
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def on_blur(self, event: Blur) -> None:
        """Say so where there is something to save."""
        del event
        self.say_left()

    def say_left(self) -> None:
        """Hand on text that isn't on record yet."""
        if self.text != self.standing:
            self.post_message(self.Left(self))

    def stands(self, text: str) -> None:
        """This is on record now: show it, unless something else is half-typed."""
        if text == self.standing:
            return
        if self.text not in (text, self.standing):
            self._keeper.standing = text
            return
        self.done(text)
        if self.text != text:
            self.text = text


class ChoiceRow(LinesPane, can_focus=True):
    """Answers on single keys, one or several; a dot stands before what is chosen."""

    DEFAULT_CSS = "ChoiceRow { height: auto; width: 1fr; }"

    class Picked(Message):
        """What is chosen changed, to this: the row may have gone on by the time it is heard."""

        def __init__(self, row: ChoiceRow) -> None:
            super().__init__()
            self.row = row
            self.picked = row.picked

        @property
        def control(self) -> ChoiceRow:
            """The row."""
            return self.row

    def __init__(
        self, choices: Sequence[Choice], picked: Iterable[str] = (), *, many: bool = False, id: str
    ) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._many = many
        self.picked: tuple[str, ...] = tuple(picked)
        self._focused = False

    def on_resize(self, event: Resize) -> None:
        """Another width, other rows."""
        del event
        self.redraw()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the answers take at this width."""
        return len(choice_row_lines(self._choices, self.picked, width, focused=False))

    def on_focus(self, event: Focus) -> None:
        """Draw the keys as those that work now."""
        del event
        self._focused = True
        self.redraw()

    def on_blur(self, event: Blur) -> None:
        """Draw them still."""
        del event
        self._focused = False
        self.redraw()

    def on_key(self, event: Key) -> None:
        """A key picks; the arrows and Enter go from row to row."""
        choice = next((one for one in self._choices if one.key == event.character), None)
        if choice is not None:
            event.stop()
            self.pick(choice.value)
        elif event.key in ("up", "left"):
            event.stop()
            self.screen.focus_previous()
        elif event.key in ("down", "right", "enter"):
            event.stop()
            self.screen.focus_next()

    def pick(self, value: str) -> None:
        """Choose this, or let go of it where it is chosen already."""
        if value in self.picked:
            self.picked = tuple(one for one in self.picked if one != value)
        else:
            self.picked = (*self.picked, value) if self._many else (value,)
        self.redraw()
        self.post_message(self.Picked(self))

    def set_picked(self, picked: Iterable[str]) -> None:
        """Show these as chosen, without saying so."""
        self.picked = tuple(picked)
        self.redraw()

    def redraw(self) -> None:
        """Draw the answers."""
        if self.size.width:
            lines = choice_row_lines(
                self._choices, self.picked, self.size.width, focused=self._focused
            )
            self.show(lines)


class AskRow(LinesPane, can_focus=True):
    """A row whose answer is asked for by a question: Enter or space opens it."""

    DEFAULT_CSS = "AskRow { height: 1; width: 1fr; }"

    class Asked(Message):
        """Enter or space was pressed on it."""

        def __init__(self, row: AskRow) -> None:
            super().__init__()
            self.row = row

        @property
        def control(self) -> AskRow:
            """The row."""
            return self.row

    def on_key(self, event: Key) -> None:
        """Enter asks, the arrows go on."""
        if event.key in ("enter", "space"):
            event.stop()
            self.post_message(self.Asked(self))
        elif event.key in ("up", "down"):
            event.stop()
            (self.screen.focus_previous if event.key == "up" else self.screen.focus_next)()

    def say(self, text: str) -> None:
        """Show this answer."""
        self.show([((text, "normal"), ("   Enter to choose", "past"))])


def choice_row_lines(
    choices: Sequence[Choice], picked: Sequence[str], cells: int, *, focused: bool
) -> list[Line]:
    """Answers side by side with their keys, in as many rows as they need."""
    rows: list[Line] = []
    row: tuple[Piece, ...] = ()
    for choice in choices:
        chosen = choice.value in picked
        pieces: Line = (
            ("•" if chosen else " ", "accent"),
            (choice.key, "now" if chosen else "head" if focused else "past"),
            (f" {choice.label}" if choice.label else "", "now" if chosen else "past"),
            (" ", "normal"),
        )
        if row and width(row) + width(pieces) > cells:
            rows.append(row)
            row = ()
        row = (*row, *pieces)
    return [*rows, row] if row else rows or [()]
