"""Small questions at the foot of the screen: one key answers, or a line of words.

Esc leaves without an answer and loses nothing typed; so does the second way out, ctrl+x.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click, Key
from textual.widgets import Input

from session_tui.drafted import DraftedInput
from session_tui.lines import Line, LinesPane, fit, line, width, wrap
from session_tui.mouse import clicked_key
from session_tui.on_top import Sheet

GAP = "   "
GIVES_WAY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its key, its words, and what is given back."""

    key: str
    label: str
    value: str


def numbered(labels: Sequence[str]) -> tuple[Choice, ...]:
    """Choices on the digits 1 to 9, then 0; a longer list goes on with letters."""
    keys = "1234567890abcdefghijklmnopqrstuvwxyz"
    return tuple(Choice(key, label, label) for key, label in zip(keys, labels, strict=False))


class Ask(Sheet[str | None]):
    """A question with answers on single keys, and, where `words` is set, free words too.

    Gives the chosen value or the words; "" for Enter without words, unless they are `needed`;
    None for Esc.
    """

    gives_way: ClassVar[bool] = False
    """Whether it goes by itself after a while, and at once where a key is no answer."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+x", "leave", "leave", show=False, priority=True),
    ]

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice] = (),
        *,
        words: str = "",
        field: str = "",
        check: Callable[[str], str] | None = None,
        columns: int = 0,
        needed: bool = False,
    ) -> None:
        super().__init__()
        self._question = question
        self._choices = tuple(choices)
        self._words = words
        self._field = field or f"ask:{question[:40]}"
        self._check = check
        self._columns = columns
        self._needed = needed

    def compose(self) -> ComposeResult:
        """The question, its answers, and a line for words where words are wanted."""
        with Vertical(classes="sheet"):
            pane = LinesPane(self._lines(), id="question")
            pane.styles.height = "auto"
            yield pane
            if self._words:
                yield DraftedInput(self._field, self._words, id="words")
            trouble = LinesPane(id="trouble")
            trouble.styles.height = 1
            yield trouble

    def on_mount(self) -> None:
        """Answers on keys go first: the line takes the focus only where there are none."""
        if self.gives_way:
            self.set_timer(GIVES_WAY_SECONDS, self._give_way)
        if self._words and not self._choices:
            self.query_one(DraftedInput).focus()
        else:
            self.set_focus(None)

    def _lines(self) -> list[Line]:
        cells = max(40, self.app.size.width - 8)
        lines = wrap(self._question, cells, "now")
        lines += choice_lines(self._choices, cells, self._columns)
        hint = "Esc leaves"
        if self._words and self._choices:
            none = "" if self._needed else "Enter for none, "
            hint = f"Tab for words, {none}Esc leaves"
        elif self._words:
            hint = "Enter keeps, Esc leaves"
        return [*lines, line(hint, "past")]

    def on_key(self, event: Key) -> None:
        """One key answers, as long as no words are being typed."""
        if isinstance(self.focused, Input):
            return
        for choice in self._choices:
            if event.character == choice.key:
                event.stop()
                self.dismiss(choice.value)
                return
        if event.key == "enter":
            event.stop()
            if self._words and not self._needed:
                self.dismiss("")
        elif self.gives_way and event.key not in ("escape", "ctrl+x", "tab", "shift+tab"):
            event.stop()
            self.dismiss(None)
            self.app.post_message(Key(event.key, event.character))

    def _give_way(self) -> None:
        """Nobody answered; words that are being typed are waited for."""
        if not isinstance(self.focused, Input):
            self.dismiss(None)

    def on_click(self, event: Click) -> None:
        """A click on an answer is its key."""
        key = clicked_key(event, "question")
        for choice in self._choices:
            if key == choice.key:
                self.dismiss(choice.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Words are the answer."""
        text = event.value.strip()
        if self._needed and not text:
            self.query_one("#trouble", LinesPane).show(
                [line("In a word or two, please.", "accent")]
            )
            return
        if self._check and (trouble := self._check(text)):
            self.query_one("#trouble", LinesPane).show([line(trouble, "accent")])
            return
        self.query_one(DraftedInput).done()
        self.dismiss(text)

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class AskInPassing(Ask):
    """A question that is never in the way: a key that is no answer does what it does below."""

    gives_way: ClassVar[bool] = True


async def words_of(app: App[None], question: Ask) -> str:
    """The answer as words; empty where it was left or nothing was said."""
    return await app.push_screen_wait(question) or ""


async def answers_of(app: App[None], questions: Sequence[Ask]) -> list[str] | None:
    """The answers to questions asked in turn; None as soon as one is left."""
    answers: list[str] = []
    for question in questions:
        answer = await app.push_screen_wait(question)
        if answer is None:
            return None
        answers.append(answer)
    return answers


def choice_lines(choices: Sequence[Choice], cells: int, columns: int = 0) -> list[Line]:
    """The answers in a row where they fit, else in columns (so many), read downwards.

    In one column each stands whole, on more rows where it is long.
    """
    if not choices:
        return []
    if columns == 1:
        return [row for choice in choices for row in _whole(choice, cells)]
    row: Line = tuple(piece for choice in choices for piece in _side_by_side(choice))
    if not columns and width(row) <= cells:
        return [row]
    wide = min(cells, max(cell_len(choice.label) for choice in choices) + 5)
    rows = -(-len(choices) // (columns or max(1, cells // wide)))
    return [
        tuple(
            piece
            for choice in choices[row::rows]
            for piece in ((f"{choice.key} ", "head"), (fit(choice.label, wide - 2), "normal"))
        )
        for row in range(rows)
    ]


def _whole(choice: Choice, cells: int) -> list[Line]:
    first, *rest = wrap(choice.label, cells - 2) or [()]
    return [((f"{choice.key} ", "head"), *first), *((("  ", "normal"), *row) for row in rest)]


def _side_by_side(choice: Choice) -> Line:
    return (choice.key, "head"), (f" {choice.label}".rstrip() + GAP, "normal")
