"""The day's notes: found as one types, chosen one or many, changed in one act that undoes as one.

The box always has the focus; what is typed there is the head and the words that are looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.widgets import Input

from models.acts import Act, Refused
from models.day.day import Day
from models.day.observation import Note
from session_tui.ask import Ask, Choice
from session_tui.lines import Line, line
from session_tui.note_changing import WHY_AMENDED, WHY_STRUCK, move_to, strike
from session_tui.note_head import fits_line
from session_tui.note_history import NoteHistory
from session_tui.note_keeping import ask_who
from session_tui.screens.notes.found import FoundNotes
from session_tui.screens.notes.retagging import change_all, read_tags, retag
from session_tui.screens.observe.amend import amend

PAGE = 5
NOTHING = "No note of today is meant. Fewer words, or another head, find more."
ACTS = (
    Choice("t", "re-tag", "retag"),
    Choice("m", "not about him", "move"),
    Choice("s", "strike", "strike"),
)
ONE = (Choice("a", "amend", "amend"), *ACTS, Choice("h", "history", "history"))


class NotesScreen(FoundNotes):
    """Find, filter, choose, change."""

    place: ClassVar[str] = "notes"

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    @property
    def is_read(self) -> bool:
        """Whether a day runs."""
        return self.session_app.desk.day is not None

    def sign(self) -> Line:
        """How many are chosen."""
        return line(f"{len(self.picked)} chosen" if self.picked else "", "accent")

    # --- choosing -------------------------------------------------------------

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
        if self.picked:
            self.picked = []
            self.redraw()
        else:
            super().action_leave()


def _tags_trouble(text: str) -> str:
    try:
        read_tags(text)
    except Refused as why:
        return str(why)
    return ""
