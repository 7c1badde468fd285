"""The observe screen: hands on the keys all day, writing what happens while it happens.

The line always has the focus and no single letter or space is a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.widget import Widget

from models.acts import Act, Refused
from models.acts.lasting import turn_state
from models.day.day import Day
from models.day.observation import Note
from models.entries.observation import NoteWritten
from session_tui.ask import Ask
from session_tui.frame import FrameScreen
from session_tui.ground import Rule
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.note_changing import WHY_STRUCK, move_to, strike
from session_tui.note_head import fits_line
from session_tui.note_keeping import Who, ask_who, keep_note, moment_of, note_of, who_of
from session_tui.note_line import NoteLine
from session_tui.screens.live.group_pane import room_count
from session_tui.screens.observe.amend import amend
from session_tui.screens.observe.lines import clock_line, lasting_line, not_noted_line, room_line
from session_tui.screens.observe.notes import Shown, notes_rows
from session_tui.waiting import waiting_line

PAGE = 5


LEAST_WANTED = "shown:not-noted"
"""Where a person's wish to see whom we have noted least is kept, from day to day."""


class ObserveScreen(FrameScreen):
    """Notes large, the clock small, and the line."""

    place: ClassVar[str] = "observe"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""
        self._notes: list[str] = []

    # --- what it draws --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The clock, the room, the notes, the line."""
        yield LinesPane(id="above", classes="above")
        yield LinesPane(id="notes", classes="body")
        yield Rule()
        yield NoteLine(stays=True, id="line")

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    def title_left(self) -> Line:
        """Group, block and day."""
        desk, about = self.session_app.desk, self.day.about
        group = desk.team.groups.get(about.group)
        practice: Line = (("PRACTICE  ", "accent"),) if desk.practice else ()
        return (*practice, (f"{group.name if group else 'Group'} · Day {about.day}", "now"))

    def title_right(self) -> Line:
        """The clock, who is in the room, whether all is saved."""
        clock = self.day.clock(self.session_app.desk.now())
        return (
            (f"{clock}   ", "now"),
            (f"{room_count(self.day)}   ", "normal"),
            *self.saved_sign(),
        )

    def footer_actions(self) -> list[tuple[str, str]]:
        """Other keys while a note is chosen."""
        if not self.chosen:
            return super().footer_actions()
        return [
            (self.key_named("observe_line"), "amend"),
            (self.key_named("move_note"), "not about him"),
            (self.key_named("strike_note"), "strike"),
            (self.key_named("observe_form"), "form"),
            (self.key_named("leave"), "let go"),
            (self.key_named("keys"), "keys"),
        ]

    def redraw(self) -> None:
        """Draw it from the day and the time."""
        if not self.stands or self.session_app.desk.day is None:
            return
        if self._note() is None:
            self.chosen = ""
        cells = max(20, self.size.width - 2)
        now = self.session_app.desk.now()
        above = [
            clock_line(self.day, self.day.forecast(now), cells),
            room_line(self.day, cells),
        ]
        if lasting := lasting_line(self.day, self.session_app.desk.bank.service, cells):
            above.append(lasting)
        if self._least_wanted and (least := not_noted_line(self.day)):
            above.append(least)
        self.query_one("#above", LinesPane).show([*above, ()])
        notes = self.query_one("#notes", LinesPane)
        staff = {one: person.name for one, person in self.session_app.desk.team.staff.items()}
        shown = Shown(self.day, self.day.notes, self.chosen, staff)
        rows = notes_rows(shown, cells, max(1, notes.size.height))
        self._notes = [note for _, note in rows]
        notes.show([row for row, _ in rows])
        self.draw_frame()

    def draw_status(self) -> None:
        """The last thing said, and what waits."""
        desk = self.session_app.desk
        said: Line = line(desk.not_saved, "alarm") if desk.not_saved else self.session_app.said
        waiting = waiting_line(self.day)
        cells = max(10, self.size.width - 2)
        self.query_one("#status", LinesPane).show([spread(said, waiting, cells)])

    @property
    def _least_wanted(self) -> bool:
        """Off until wanted: a prompt to write is nobody's quota (programme.md, Restraint)."""
        return bool(self.session_app.drafts.get(LEAST_WANTED))

    # --- the line -------------------------------------------------------------

    async def on_note_line_kept(self, message: NoteLine.Kept) -> None:
        """Keep what the line says."""
        self.chosen = ""
        await keep_note(self.session_app, message)

    def action_observe_line(self) -> None:
        """Keep the line, as Enter does."""
        self.query_one(NoteLine).end()

    def on_note_line_on_empty(self, message: NoteLine.OnEmpty) -> None:
        """On the empty line the arrows choose, and Enter amends what is chosen."""
        if message.key == "enter":
            self._amend()
        else:
            steps = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}
            self._choose(steps[message.key])

    def action_leave(self) -> None:
        """Let go of the chosen note, else leave; a half-typed line is kept."""
        if self.chosen:
            self.chosen = ""
            self.redraw()
        else:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """The line has the focus, whatever lay on top."""
        super().on_screen_resume()
        self.query_one(NoteLine).box.focus()

    # --- the notes ------------------------------------------------------------

    def _choose(self, by: int) -> None:
        order = [note.id for note in self.day.notes]
        if not order:
            return
        place = order.index(self.chosen) + by if self.chosen in order else len(order) - 1
        self.chosen = "" if place >= len(order) else order[max(0, place)]
        self.redraw()

    def click_row(self, pane: str, row: int) -> None:
        """A click on a note chooses it; on the chosen one it amends it, as Enter does."""
        note = self._notes[row] if pane == "notes" and row < len(self._notes) else ""
        if note and note == self.chosen:
            self._amend()
        elif note:
            self.chosen = note
            self.redraw()

    def _note(self) -> Note | None:
        return next((note for note in self.day.notes if note.id == self.chosen), None)

    def _chosen_note(self) -> Note | None:
        note = self._note() or next(
            (one for one in reversed(self.day.notes) if one.by == self.session_app.desk.me), None
        )
        if note is None:
            self.session_app.tell("Nothing is noted yet.")
        return note

    def action_choose_note(self) -> None:
        """Choose the note above."""
        self._choose(-1)

    @work
    async def _amend(self) -> None:
        note = self._note()
        if note is None:
            return
        if not fits_line(note.what, self.day.roster):
            self._open_form(note)
            return
        if await amend(self.session_app, note):
            self.chosen = ""
            self.redraw()

    @work
    async def action_move_note(self) -> None:
        """The chosen note (or one's last) is about another man."""
        note = self._chosen_note()
        if note is None:
            return
        sign = self.day.clock(note.at)
        who = await ask_who(self.session_app, f"Not about him. Whom is the note of {sign} about?")
        if who is not None:
            await self._change(note, lambda standing: move_to(self.day, standing, who))

    @work
    async def action_strike_note(self) -> None:
        """Strike the chosen note (or one's last), with the reason."""
        note = self._chosen_note()
        if note is None:
            return
        question = f"Strike the note of {self.day.clock(note.at)}: why? It stays in the history."
        why = await self.app.push_screen_wait(
            Ask(question, WHY_STRUCK, words="or in your words", field=f"strike:{note.id}")
        )
        if why is not None:
            await self._change(note, lambda standing: strike(self.day, standing, why))

    async def _change(self, note: Note, make: Callable[[Note], Act]) -> None:
        standing = next((one for one in self.day.notes if one.id == note.id), None)
        if standing is not None and await self.session_app.do(lambda: make(standing)):
            self.chosen = ""
            self.redraw()

    # --- the other ways to write ----------------------------------------------

    def action_observe_form(self) -> None:
        """The chosen note by its fields, or a new one with what the line says so far."""
        note, text_line = self._note(), self.query_one(NoteLine)
        if note is not None or not text_line.box.text.strip():
            self._open_form(note)
            return
        reading, at = text_line.reading()
        try:
            who = who_of(self.day, reading) or Who("members")
            begun = note_of(self.day, reading, self.session_app.desk.new_id(), who)
            moment = moment_of(self.day, reading, at)
        except Refused as why:
            self.session_app.tell(str(why))
            return
        self._open_form(None, moment, begun, text_line.empty)

    def _open_form(
        self,
        note: Note | None,
        at: int | None = None,
        begun: NoteWritten | None = None,
        kept: Callable[[], None] | None = None,
    ) -> None:
        from session_tui.screens.form.screen import NoteForm

        now = self.session_app.desk.now()
        self.app.push_screen(NoteForm(now if at is None else at, note, begun, kept))

    def action_observe_describe(self) -> None:
        """Put words to the marks."""
        from session_tui.screens.describe.screen import DescribeScreen

        self.app.push_screen(DescribeScreen())

    def action_attendance(self) -> None:
        """Who is here."""
        from session_tui.screens.live.attendance import AttendanceSheet

        self.app.push_screen(AttendanceSheet())

    @work
    async def action_state(self) -> None:
        """A state that lasts begins in a man, or ends."""
        from session_tui.screens.observe.states import ask_state

        pressed = self.session_app.desk.now()
        said = await ask_state(self.session_app)
        if said is not None:
            member, state = said
            beside = self.session_app.desk.bank.service.states_beside(state)
            await self.session_app.do(lambda: turn_state(self.day, member, state, pressed, beside))

    def action_observe_find(self) -> None:
        """Find, filter, change one note or many."""
        from session_tui.screens.notes.screen import NotesScreen

        self.app.push_screen(NotesScreen())

    def action_note_history(self) -> None:
        """All that the chosen note (or one's last) ever said."""
        from session_tui.note_history import NoteHistory

        note = self._chosen_note()
        if note is not None:
            self.app.push_screen(NoteHistory(self.session_app, note))

    def action_rate(self) -> None:
        """How far a man understood."""
        from session_tui.screens.observe.rating import open_ratings

        open_ratings(self.session_app)

    def action_work(self) -> None:
        """Work between sessions."""
        from session_tui.screens.work.screen import WorkScreen

        self.app.push_screen(WorkScreen())

    @work
    async def action_recording(self) -> None:
        """The recording."""
        from session_tui.recording_marks import ask_recording

        await ask_recording(self.session_app)

    @work
    async def action_scan_round(self) -> None:
        """Look at each man once."""
        from session_tui.screens.observe.scan import scan_round

        await scan_round(self.session_app)

    def action_not_noted(self) -> None:
        """Show whom we have written least about, or don't; each person's own wish is kept."""
        wanted = "" if self._least_wanted else "yes"
        self.session_app.drafts[LEAST_WANTED] = wanted
        self.session_app.keep_draft(LEAST_WANTED, wanted)
        self.redraw()
