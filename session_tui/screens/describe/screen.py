"""Describing marks: the moment was kept by one key, the words come in the break."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import TextArea

from models.acts.noting import described
from models.day.day import Day
from models.day.observation import Note
from models.day.quick_line import read_line
from session_tui.ask import Ask
from session_tui.frame import FrameScreen
from session_tui.ground import Rule
from session_tui.lines import Line, LinesPane, line
from session_tui.note_box import NoteBox
from session_tui.note_changing import WHY_STRUCK, change, move_to, strike
from session_tui.note_hints import hint
from session_tui.note_keeping import ask_who
from session_tui.screens.describe.lines import marks_lines, marks_of


class DescribeScreen(FrameScreen):
    """The marks of the day, and a line for the words of one after the other."""

    place: ClassVar[str] = "describe"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    @property
    def marks(self) -> tuple[Note, ...]:
        """The marks without words."""
        return marks_of(self.day.marks, self.session_app.desk.me)

    # --- what it shows --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The marks, and the line."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield LinesPane(id="marks", classes="growing")
        yield Rule()
        yield Vertical(id="words", classes="above")
        yield LinesPane(id="understood", classes="above")

    def title_left(self) -> Line:
        """How many are left."""
        left = len(self.marks)
        return line(f"{left} to describe" if left else "Nothing to describe", "now")

    def redraw(self) -> None:
        """Draw the marks; the chosen one has the line."""
        if not self.stands or self.session_app.desk.day is None:
            return
        marks = self.marks
        if self.chosen not in [mark.id for mark in marks]:
            self.chosen = marks[0].id if marks else ""
        cells = max(20, self.size.width - 3)
        pane = self.query_one("#marks", LinesPane)
        pane.show(marks_lines(self.day, marks, self.chosen, cells))
        self._turn_to()
        self.draw_frame()

    def _turn_to(self) -> None:
        """The line is the chosen mark's: its own half-typed words are in it."""
        field = f"describe:{self.chosen}"
        boxes = self.query(NoteBox)
        if boxes and boxes.first().field == field:
            return
        boxes.remove()
        if self.chosen:
            box = NoteBox(field)
            self.query_one("#words").mount(box)
            box.focus()
        self._show_understood("")

    def on_screen_resume(self) -> None:
        """The line has the focus, whatever lay on top."""
        super().on_screen_resume()
        for box in self.query(NoteBox):
            box.focus()

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """The box grows with its words; a gentle hint."""
        box = message.text_area
        if isinstance(box, NoteBox):
            box.fit_rows()
            self._show_understood(box.text)

    def _show_understood(self, text: str) -> None:
        advice = hint(text, self.session_app.desk.bank.service.judging_words)
        said = line("what was said or done // what it may mean", "past") if not text else ()
        lines = [line(advice, "soft")] if advice else [said]
        self.query_one("#understood", LinesPane).show(lines if self.chosen else [()])

    # --- describing -----------------------------------------------------------

    def _mark(self) -> Note | None:
        return next((mark for mark in self.marks if mark.id == self.chosen), None)

    async def on_note_box_ended(self, message: NoteBox.Ended) -> None:
        """Keep the words and go on; without words, go on to the next mark."""
        message.stop()
        await self.action_describe_line()

    async def action_describe_line(self) -> None:
        """Keep the words of the chosen mark."""
        mark = self._mark()
        if mark is None:
            self.dismiss()
            return
        box = self.query_one(NoteBox)
        # A line here is words alone: whom the mark is about was said when it was made.
        reading = read_line(f" {box.text}")
        if not reading.text.strip() and not reading.meaning.strip():
            self._choose(1)
            return
        said = described(
            mark, reading.text.strip(), reading.meaning.strip(), own_words=reading.own_words
        )
        following = self._after(mark)
        if await self.session_app.do(lambda: change(self.day, mark, said, mark.at)):
            box.done()
            self._go_on(following)

    @work
    async def action_nothing_to_say(self) -> None:
        """Nothing is to be added to this mark: it is struck, and its moment stays in history."""
        mark = self._mark()
        if mark is None:
            return
        question = f"The mark of {self.day.clock(mark.at)} goes without words: why?"
        why = await self.app.push_screen_wait(
            Ask(question, WHY_STRUCK, words="or in your words", field=f"strike:{mark.id}")
        )
        box, following = self.query_one(NoteBox), self._after(mark)
        if why is not None and await self.session_app.do(lambda: strike(self.day, mark, why)):
            box.done()
            self._go_on(following)

    @work
    async def action_move_mark(self) -> None:
        """The mark is another man's."""
        mark = self._mark()
        if mark is None:
            return
        who = await ask_who(self.session_app, "Not about him. Whom is it about?")
        if who is not None and await self.session_app.do(lambda: move_to(self.day, mark, who)):
            self.redraw()

    def _go_on(self, following: str) -> None:
        self.chosen = following
        self.redraw()
        if not self.marks:
            self.dismiss()

    def _after(self, mark: Note) -> str:
        order = [one.id for one in self.marks]
        rest = [*order[order.index(mark.id) + 1 :], *order[: order.index(mark.id)]]
        return rest[0] if rest else ""

    # --- choosing, leaving ----------------------------------------------------

    def on_note_box_on_empty(self, message: NoteBox.OnEmpty) -> None:
        """On the empty line the arrows choose among the marks."""
        message.stop()
        if message.key in ("up", "pageup"):
            self._choose(-1)
        elif message.key in ("down", "pagedown"):
            self._choose(1)
        elif message.key in ("undo", "redo"):
            self.run_worker(self.run_action(message.key))

    def _choose(self, by: int) -> None:
        order = [mark.id for mark in self.marks]
        if self.chosen in order:
            self.chosen = order[(order.index(self.chosen) + by) % len(order)]
            self.redraw()

    def action_choose_mark(self) -> None:
        """The next mark."""
        self._choose(1)

    def action_leave(self) -> None:
        """Leave; half-typed words are kept with their mark."""
        self.dismiss()
