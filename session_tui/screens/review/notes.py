"""The notes of a session that is read: filtered, with what was said of each, and commented on."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.widgets import Input

from models.acts.reviewing import comment_about, write_comment
from models.day.day import Day
from models.day.observation import Note
from models.day.review import comments
from models.entries.reviewing import CommentWritten
from models.record_error import RecordError
from session_tui.ask import Ask
from session_tui.lines import Line, line
from session_tui.screens.live.day_pane import item_title
from session_tui.screens.notes.found import FoundNotes
from session_tui.shown import Shown


class ReadNotes(FoundNotes):
    """All notes of one day; Enter comments on the one with the cursor."""

    place: ClassVar[str] = "read_notes"

    def __init__(self, day: Day, changed: Callable[[Day], None]) -> None:
        """`changed` hears the day after each comment."""
        super().__init__()
        self._day = day
        self._changed = changed

    def shows(self) -> Shown:
        """The notes of the session that is read."""
        return Shown("notes of a session", self._day.about.group, self._day.session)

    @property
    def day(self) -> Day:
        """The day that is read."""
        return self._day

    @property
    def is_read(self) -> bool:
        """It is read already."""
        return True

    def sign(self) -> Line:
        """How many comments are on the note one is on."""
        count = sum(one.what.subject == self.cursor for one in comments(self._day))
        return line(f"{count} comment{'s' if count > 1 else ''}" if count else "", "accent")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter comments."""
        event.stop()
        self.action_comment_note()

    @work
    async def action_comment_note(self) -> None:
        """Comment on the note one is on; words that end with a question mark ask."""
        note = next((one for one in self._day.notes if one.id == self.cursor), None)
        if note is None:
            self.session_app.tell("No note is chosen.")
            return
        await self._comment(f"The note of {self._day.clock(note.at)}", note.id, note)

    @work
    async def action_comment_item(self) -> None:
        """Comment on the exercise that is looked at."""
        state = self._day.timeline.state(self.item)
        if state is None:
            self.session_app.tell("On which exercise? Choose it first (ctrl+e).")
            return
        await self._comment(item_title(self._day, state), self.item, None)

    async def _comment(self, what: str, subject: str, note: Note | None) -> None:
        desk = self.session_app.desk
        ask = Ask(
            f"{what}: a comment; a question ends with ?", words="words", field=f"on:{subject}"
        )
        text = (await self.app.push_screen_wait(ask) or "").strip()
        if not text:
            return
        members = note.what.members if note else ()
        said: CommentWritten = comment_about(
            desk.new_id(), text, "note" if note else "item", subject, members
        )
        try:
            day = self._day
            self._day = await desk.run(lambda: desk.review(day, write_comment(said, desk.now())))
        except RecordError as why:
            self.session_app.tell(str(why))
            return
        self.session_app.tell("question asked" if said.asks else "comment kept")
        self._changed(self._day)
        self.redraw()
