"""Notes of a day, found as one types: a head, words, a time, who wrote them, an exercise.

The box always has the focus; what is typed there is the head and the words that are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.widget import Widget
from textual.widgets import Input

from models.day.day import Day
from models.day.observation import Note
from session_tui.ask import Ask, numbered
from session_tui.door import initials_of
from session_tui.frame import FrameScreen
from session_tui.ground import Rule
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.screens.live.day_pane import item_title
from session_tui.screens.notes.finding import Wanted, found, wanted
from session_tui.screens.notes.lines import looked_line
from session_tui.screens.observe.notes import Shown, notes_rows

PAGE = 5
NOTHING = "No note of this day is meant. Fewer words, or another head, find more."


class FoundNotes(FrameScreen):
    """Find, filter, go from note to note; `cursor` is the note (id) one is on."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = "FoundNotes #find { padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.cursor = ""
        self.picked: list[str] = []
        self.item = ""
        self._notes: list[str] = []

    @property
    def day(self) -> Day:
        """The day whose notes they are."""
        raise NotImplementedError

    @property
    def is_read(self) -> bool:
        """Whether there is a day to show."""
        raise NotImplementedError

    def sign(self) -> Line:
        """What stands at the end of the line that says what is looked for."""
        return ()

    # --- what it shows --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The box, what it looks for, the notes."""
        yield Input(
            placeholder="a head, words, or a time: 3+ chair, ?, 12:07", id="find", compact=True
        )
        yield LinesPane(id="looked", classes="above")
        yield Rule()
        yield LinesPane(id="notes", classes="body")

    def title_left(self) -> Line:
        """How many are found, of how many."""
        if not self.is_read:
            return line("Notes", "now")
        many = len(self.found)
        return line(f"{many} of {len(self.day.notes)} notes", "now")

    @property
    def looked(self) -> Wanted:
        """What is looked for."""
        text = self.query_one(Input).value
        return wanted(self.day, text, self.item, self.session_app.desk.now())

    @property
    def found(self) -> tuple[Note, ...]:
        """The notes that are meant."""
        staff = self.session_app.desk.team.staff.items()
        return found(self.day, self.looked, {one: initials_of(who.name) for one, who in staff})

    def redraw(self) -> None:
        """Draw what is found."""
        if not self.stands or not self.is_read:
            return
        notes, pane = self.found, self.query_one("#notes", LinesPane)
        there = [note.id for note in notes]
        if self.cursor not in there:
            self.cursor = there[-1] if there else ""
        self.picked = [one for one in self.picked if one in there]
        staff = {one: person.name for one, person in self.session_app.desk.team.staff.items()}
        cells, rows = max(20, self.size.width - 2), max(1, pane.size.height)
        shown = Shown(self.day, notes, self.cursor, staff, self.picked)
        drawn = notes_rows(shown, cells, rows, NOTHING)
        self._notes = [note for _, note in drawn]
        pane.show([row for row, _ in drawn])
        looked = looked_line(self.day, self.looked)
        self.query_one("#looked", LinesPane).show([spread(looked, self.sign(), cells)])
        self.draw_frame()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other words, other notes."""
        event.stop()
        self.redraw()

    def on_screen_resume(self) -> None:
        """The box has the focus, whatever lay on top."""
        super().on_screen_resume()
        self.query_one(Input).focus()

    # --- going about ----------------------------------------------------------

    def click_row(self, pane: str, row: int) -> None:
        """A click on a note puts the cursor there."""
        if pane == "notes" and row < len(self._notes) and self._notes[row]:
            self.cursor = self._notes[row]
            self.redraw()

    def _step(self, by: int) -> None:
        there = [note.id for note in self.found]
        if self.cursor in there:
            place = there.index(self.cursor) + by
            self.cursor = there[max(0, min(len(there) - 1, place))]
        self.redraw()

    def action_notes_up(self) -> None:
        """The note above."""
        self._step(-1)

    def action_notes_down(self) -> None:
        """The note below."""
        self._step(1)

    def action_notes_page_up(self) -> None:
        """Some notes further up."""
        self._step(-PAGE)

    def action_notes_page_down(self) -> None:
        """Some notes further down."""
        self._step(PAGE)

    @work
    async def action_notes_item(self) -> None:
        """Only the notes of one exercise."""
        ran = [state for state in self.day.timeline.states if state.runs]
        titles = [f"{self.day.clock(s.runs[0].started)} {item_title(self.day, s)}" for s in ran]
        answer = await self.app.push_screen_wait(
            Ask("The notes of which exercise?", numbered(["all of the day", *titles]))
        )
        if answer is not None:
            self.item = next(
                (s.item.id for title, s in zip(titles, ran, strict=True) if title == answer), ""
            )
            self.redraw()

    def action_leave(self) -> None:
        """Let go of what is looked for, then leave."""
        box = self.query_one(Input)
        if box.value or self.item:
            box.value = self.item = ""
            self.redraw()
        else:
            self.dismiss()
