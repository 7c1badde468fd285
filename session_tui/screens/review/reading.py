"""Reading one session: the same words that go to paper, part by part, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from exercise_bank.component import heading_of
from exports.attendance_table import men_of
from exports.document import Document
from exports.session_note import session_note
from models.day.day import Day
from models.day.review import review_of
from models.entries.group import SessionOpened
from models.local_time import long_date
from session_tui.document_lines import MEASURE, part_lines
from session_tui.lines import Line, LinesPane
from session_tui.screens.review.comments import (
    comment_lines,
    comments_on,
    review_lines,
    review_words,
    unlike_words,
)
from session_tui.screens.review.reviewing import ReviewKeys
from session_tui.shown import Shown


class ReadingScreen(ReviewKeys):
    """The group's part first; left and right go through the men's pages."""

    place: ClassVar[str] = "read_session"
    AUTO_FOCUS = "#scroll"

    def __init__(self, about: SessionOpened, man: str = "") -> None:
        """Of a `man` (id) his page is shown first."""
        super().__init__()
        self._about = about
        self._first = man
        self._document: Document | None = None
        self._men: list[str] = []
        self.part = 0

    def body(self) -> Iterable[Widget]:
        """A page that scrolls."""
        with VerticalScroll(id="scroll", classes="scrolling"):
            pane = LinesPane(id="page")
            pane.styles.height = "auto"
            yield pane

    def shows(self) -> Shown:
        """The session, and the man whose page it is."""
        about, man = self._about, self.man_read
        return Shown("session", about.group, about.session, (man,) if man else ())

    def title_left(self) -> Line:
        """Which session, and which of its parts."""
        about = self._about
        where = f"{heading_of(about.block, about.day)} · {long_date(about.date)}"
        day, here = self.day_read, self.session_app.desk.team.here
        stands = f"   {review_words(review_of(day, here))}" if day is not None else ""
        return ((where, "now"), (f"   {self._part_name()}", "normal"), (stands, "accent"))

    def _part_name(self) -> str:
        if self._document is None:
            return "reading …"
        count = len(self._document.parts)
        return "the group" if self.part == 0 else f"man {self.part} of {count - 1}"

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.load()

    @work(exclusive=True)
    async def load(self) -> None:
        """Fold the session and make its document, off the screen's thread."""
        desk = self.session_app.desk
        self.day_read = day = await desk.run(lambda: desk.read_any_day(self._about))
        self._document = await desk.run(lambda: session_note(desk.source(day)))
        self._men = await desk.run(lambda: [man.member for man in men_of(desk.source(day))])
        if self._first in self._men:
            self.part = self._men.index(self._first) + 1
        self.redraw()

    def redraw(self) -> None:
        """Draw the part."""
        if not self.stands:
            return
        if self._document is not None:
            cells = max(30, min(MEASURE, self.size.width - 4))
            self.query_one("#page", LinesPane).show(self._page(self._document, cells))
        self.draw_frame()

    def _page(self, document: Document, cells: int) -> list[Line]:
        """The part as it goes to paper, and round it what supervision said: that stays here."""
        day, people = self.day_read, self.session_app.desk.team.staff
        assert day is not None
        said = comment_lines(comments_on(day, self.man_read), day, people, cells)
        review = review_of(day, self.session_app.desk.team.here)
        stands: list[Line] = []
        if not self.part:
            key = self.settling_key
            stands = [
                *review_lines(review, day, people, cells),
                *unlike_words(day, people, key, cells),
            ]
        page = part_lines(document.parts[self.part], cells)
        while page and not page[-1]:
            page.pop()
        return [*stands, *page, *said]

    @property
    def settling_key(self) -> str:
        """The key that shows what was said differently; "" where nothing can be settled."""
        return self.key_named("said_differently")

    @property
    def man_read(self) -> str:
        """The id of the man whose page is shown; "" for the group's part."""
        return self._men[self.part - 1] if self.part and self._men else ""

    def action_previous_part(self) -> None:
        """The page before."""
        self._turn(-1)

    def action_next_part(self) -> None:
        """The page after."""
        self._turn(1)

    def _turn(self, by: int) -> None:
        if self._document is not None:
            self.part = max(0, min(len(self._document.parts) - 1, self.part + by))
            self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)
            self.redraw()

    @work
    async def action_export(self) -> None:
        """Make the session note."""
        from session_tui.handing_out import hand_out_session

        if self.day_read is not None:
            await hand_out_session(self.session_app, self.day_read)

    def action_read_notes(self) -> None:
        """The notes of the day: filtered, and commented on one by one."""
        from session_tui.screens.review.notes import ReadNotes

        if self.day_read is not None:
            self.app.push_screen(ReadNotes(self.day_read, self._changed))

    def _changed(self, day: Day) -> None:
        self.day_read = day
        self.redraw()

    def action_said_differently(self) -> None:
        """What two hands said differently of this session; a digit settles it."""
        from session_tui.screens.unlike.screen import UnlikeScreen

        if self.day_read is not None:
            self.app.push_screen(UnlikeScreen(self.day_read, self._settled))

    def _settled(self, day: Day) -> None:
        """What was settled stands in the document too: it is made anew."""
        self.day_read = day
        self.load()

    def action_thread(self) -> None:
        """His sessions one after the other, and the notes behind each target."""
        from session_tui.screens.thread.screen import ThreadScreen

        if not self.man_read:
            self.session_app.tell("A thread is one man's: turn to his page (→).")
            return
        if why := self.session_app.desk.closed_to_me(self.man_read, self._about.group):
            self.session_app.tell(why)
            return
        self.app.push_screen(ThreadScreen(self._about.group, self.man_read))

    @work
    async def action_register(self) -> None:
        """Make the attendance register."""
        from session_tui.handing_out import hand_out_register

        if self.day_read is not None:
            await hand_out_register(self.session_app, self.day_read)

    @work
    async def action_offender_manager_note(self) -> None:
        """Make the note to the offender manager of the man whose page this is."""
        from session_tui.handing_out import hand_out_offender_manager_note

        if self.day_read is None or not self.man_read:
            self.session_app.tell("The note is about one man: turn to his page (→).")
            return
        if why := self.session_app.desk.closed_to_me(self.man_read, self._about.group):
            self.session_app.tell(why)
            return
        await hand_out_offender_manager_note(self.session_app, self.day_read, self.man_read)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss()
