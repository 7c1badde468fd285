"""The day's notes: found as one types, chosen one or many, changed in one act that undoes as one.

The box always has the focus; what is typed there is the head and the words that are looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.widget import Widget
from textual.widgets import Input, Static

from models.acts import Act, Refused
from models.day.day import Day
from models.day.observation import Note
from session_tui.ask import Ask, Choice, numbered
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.note_changing import WHY_AMENDED, WHY_STRUCK, move_to, strike
from session_tui.note_head import fits_line
from session_tui.note_history import NoteHistory
from session_tui.note_keeping import ask_who
from session_tui.screens.live.day_pane import item_title
from session_tui.screens.notes.finding import Wanted, found, wanted
from session_tui.screens.notes.lines import looked_line
from session_tui.screens.notes.retagging import change_all, read_tags, retag
from session_tui.screens.observe.amend import amend
from session_tui.screens.observe.notes import Shown, notes_lines

PAGE = 5
NOTHING = "No note of today is meant. Fewer words, or another head, find more."
ACTS = (
    Choice("t", "re-tag", "retag"),
    Choice("m", "not about him", "move"),
    Choice("s", "strike", "strike"),
)
ONE = (Choice("a", "amend", "amend"), *ACTS, Choice("h", "history", "history"))


class NotesScreen(FrameScreen):
    """Find, filter, choose, change."""

    place: ClassVar[str] = "notes"
    AUTO_FOCUS = "Input"
    CSS = "NotesScreen #find { padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.cursor = ""
        self.picked: list[str] = []
        self.item = ""

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    # --- what it shows --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The box, what it looks for, the notes."""
        yield Input(
            placeholder="a head, words, or a time: 3+ chair, ?, 12:07", id="find", compact=True
        )
        yield LinesPane(id="looked", classes="above")
        yield Static("─" * 400, classes="rule")
        yield LinesPane(id="notes", classes="body")

    def title_left(self) -> Line:
        """How many are found, of how many."""
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
        return found(self.day, self.looked)

    def redraw(self) -> None:
        """Draw what is found."""
        if not self.stands or self.session_app.desk.day is None:
            return
        notes, pane = self.found, self.query_one("#notes", LinesPane)
        there = [note.id for note in notes]
        if self.cursor not in there:
            self.cursor = there[-1] if there else ""
        self.picked = [one for one in self.picked if one in there]
        staff = {one: person.name for one, person in self.session_app.desk.team.staff.items()}
        cells, rows = max(20, self.size.width - 2), max(1, pane.size.height)
        shown = Shown(self.day, notes, self.cursor, staff, self.picked)
        pane.show(notes_lines(shown, cells, rows, NOTHING))
        looked = looked_line(self.day, self.looked)
        chosen = line(f"{len(self.picked)} chosen" if self.picked else "", "accent")
        self.query_one("#looked", LinesPane).show([spread(looked, chosen, cells)])
        self.draw_frame()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other words, other notes."""
        event.stop()
        self.redraw()

    def on_screen_resume(self) -> None:
        """The box has the focus, whatever lay on top."""
        super().on_screen_resume()
        self.query_one(Input).focus()

    # --- choosing -------------------------------------------------------------

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

    def action_notes_pick(self) -> None:
        """Choose the note with the cursor as well, or let it go, and go on to the next."""
        if self.cursor in self.picked:
            self.picked.remove(self.cursor)
        elif self.cursor:
            self.picked.append(self.cursor)
        self._step(1)

    def action_notes_pick_all(self) -> None:
        """Choose all that were found, or let go of all."""
        there = [note.id for note in self.found]
        self.picked = [] if len(self.picked) == len(there) else there
        self.redraw()

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

    def _chosen(self) -> tuple[Note, ...]:
        """The chosen notes, or the one with the cursor, as they stand now."""
        ids = self.picked or [self.cursor]
        notes = tuple(note for note in self.day.notes if note.id in ids)
        if not notes:
            self.session_app.tell("No note is chosen.")
        return notes

    # --- changing -------------------------------------------------------------

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter asks what is to be done with what is chosen."""
        event.stop()
        self.action_notes_act()

    @work
    async def action_notes_act(self) -> None:
        """What is to be done with what is chosen, by one key."""
        notes = self._chosen()
        if not notes:
            return
        acts = ONE if len(notes) == 1 else ACTS
        answer = await self.app.push_screen_wait(Ask(f"{self._called(notes)}:", acts))
        match answer:
            case "amend":
                await self._amend(notes[0])
            case "history":
                self.action_note_history()
            case "retag":
                self.action_notes_retag()
            case "move":
                self.action_notes_move()
            case "strike":
                self.action_notes_strike()

    def _called(self, notes: tuple[Note, ...]) -> str:
        if len(notes) == 1:
            return f"The note of {self.day.clock(notes[0].at)}"
        return f"{len(notes)} notes"

    async def _amend(self, note: Note) -> None:
        from session_tui.screens.form.screen import NoteForm

        if fits_line(note.what, self.day.roster):
            await amend(self.session_app, note)
        else:
            self.app.push_screen(NoteForm(self.session_app.desk.now(), note))

    @work
    async def action_notes_retag(self) -> None:
        """Other tags for all that are chosen."""
        notes = self._chosen()
        if not notes:
            return
        question = f"{self._called(notes)}: which tags? = before them clears the others."
        said = await self.app.push_screen_wait(
            Ask(question, words="+sr, -, #co, t2, !, ?; a seat moves them", check=_tags_trouble)
        )
        if said is None:
            return
        tags = read_tags(said)
        why = await self._why(notes, WHY_AMENDED)
        if why is not None:
            await self._change(lambda: retag(self.day, self._chosen(), tags, why))

    @work
    async def action_notes_move(self) -> None:
        """They are about another man."""
        notes = self._chosen()
        if not notes:
            return
        question = f"Not about him. Whom are they about? ({self._called(notes)})"
        who = await ask_who(self.session_app, question)
        if who is not None:
            await self._change(
                lambda: change_all(
                    self._chosen(), lambda note: move_to(self.day, note, who), "moved"
                )
            )

    @work
    async def action_notes_strike(self) -> None:
        """Strike all that are chosen, with one reason."""
        notes = self._chosen()
        why = await self._why(notes, WHY_STRUCK) if notes else None
        if why is not None:
            await self._change(
                lambda: change_all(
                    self._chosen(), lambda note: strike(self.day, note, why), "struck"
                )
            )

    async def _why(self, notes: tuple[Note, ...], reasons: tuple[Choice, ...]) -> str | None:
        question = f"{self._called(notes)}: why? What stood stays in the history."
        return await self.app.push_screen_wait(Ask(question, reasons, words="or in your words"))

    async def _change(self, make: Callable[[], Act]) -> None:
        if await self.session_app.do(make):
            self.picked = []
            self.redraw()

    def action_note_history(self) -> None:
        """All that the note with the cursor ever said."""
        note = next((one for one in self.day.notes if one.id == self.cursor), None)
        if note is not None:
            self.app.push_screen(NoteHistory(self.session_app, note))

    # --- leaving, taking back -------------------------------------------------

    def action_leave(self) -> None:
        """Let go of what is chosen, then of what is looked for, then leave."""
        box = self.query_one(Input)
        if self.picked:
            self.picked = []
        elif box.value or self.item:
            box.value = self.item = ""
        else:
            self.dismiss()
            return
        self.redraw()


def _tags_trouble(text: str) -> str:
    try:
        read_tags(text)
    except Refused as why:
        return str(why)
    return ""
