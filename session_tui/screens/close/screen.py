"""Closing the day: what is open, the debrief, one's own reflection, the signature, the note.

Open is shown, never forbidden: finishing on the next working day is normal and without blame.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from exercise_bank.component import heading_of
from models.acts import Act, attending, lasting, noting, running
from models.day.day import Day
from models.day.gate import GateRow, Open, gate
from models.day.reasons_due import reasons_due
from models.entries import NewEntry
from models.entries.timeline import RecordingMarked
from session_tui.ask import Ask, Choice, words_of
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane
from session_tui.reasons import give_reason, why
from session_tui.screens.close.lines import close_lines

ATTENDED = "ATTC"


class CloseScreen(FrameScreen):
    """The gate of `desk.day`."""

    place: ClassVar[str] = "close"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    @property
    def rows(self) -> tuple[GateRow, ...]:
        """What is open for the person at the keyboard."""
        desk = self.session_app.desk
        return gate(self.day, desk.me, desk.team.here)

    def body(self) -> Iterable[Widget]:
        """The gate, which scrolls where it is long."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            pane = LinesPane(id="gate")
            pane.styles.height = "auto"
            yield pane

    def title_left(self) -> Line:
        """Which day is closed."""
        about = self.day.about
        where = f" · {heading_of(about.block, about.day)}"
        return (("Close the day", "now"), (where, "normal"))

    def redraw(self) -> None:
        """Draw the gate."""
        if not self.stands:
            return
        desk, rows = self.session_app.desk, self.rows
        self.chosen = max(0, min(len(rows) - 1, self.chosen))
        pane = self.query_one("#gate", LinesPane)
        pane.show(close_lines(self.day, desk.team, rows, self.chosen, desk.me, self.size.width - 3))
        self.draw_frame()

    # --- choosing -------------------------------------------------------------

    def action_row_up(self) -> None:
        """The row above."""
        self.chosen -= 1
        self.redraw()

    def action_row_down(self) -> None:
        """The row below."""
        self.chosen += 1
        self.redraw()

    def action_back(self) -> None:
        """Leave; all is kept. Who has signed the day that ended has closed it: it is locked."""
        if self._day_closed and not self.session_app.desk.practice:
            self.session_app.lock_soon()
        self.dismiss()

    @property
    def _day_closed(self) -> bool:
        """Whether the day has ended, and the person at the keyboard has signed all he wrote."""
        signed = any(entry.by == self.session_app.desk.me for entry in self.day.signatures)
        waits = any(row.open == "signature" for row in self.rows)
        return self.day.timeline.ended is not None and signed and not waits

    async def action_settle(self) -> None:
        """Do what the chosen row asks for."""
        rows = self.rows
        if not rows:
            return
        row = rows[self.chosen]
        ways: dict[Open, Callable[[GateRow], Awaitable[None] | None]] = {
            "marks": self._open_describe,
            "states": self._end_each,
            "recording": self._end_recording,
            "attendance": self._open_attendance,
            "outcomes": self._attended,
            "decide": self._open_attendance,
            "distress": self._ask_done,
            "men": self._nothing_to_add,
            "items": self._drop_each,
            "reasons": self._say_why,
            "concerns": self._open_concern,
            "work": self._open_work,
            "unsettled": self._open_unlike,
            "debrief": lambda _: self.action_debrief(),
            "reflection": lambda _: self.action_reflect(),
            "signature": self._sign,
        }
        if waiting := ways[row.open](row):
            await waiting

    # --- rows -----------------------------------------------------------------

    async def _attended(self, row: GateRow) -> None:
        """Provisional: attended for all who came, what the reason suggests for who didn't.

        The others are said one by one.
        """
        codes = {member: self._suggested(member) for member in row.subjects}
        now = self.session_app.desk.now()
        acts = [
            attending.set_outcome(self.day, member, code, now, decided=False)
            for member, code in codes.items()
            if code
        ]
        if not acts:
            self._open_attendance(row)
            self.session_app.tell("Each man's outcome is said with c, on the attendance sheet.")
            return
        entries = tuple(entry for act in acts for entry in act.entries)
        await self._do(Act(f"{len(acts)} outcomes, provisional", entries))

    def _suggested(self, member: str) -> str:
        """The outcome that one key may give a man: attended, or what his reason suggests."""
        man, service = self.day.attendance.men[member], self.session_app.desk.bank.service
        if man.arrived is not None:
            return ATTENDED if man.here != "sent home" else ""
        given = next(
            (one for one in service.reasons_for("absent") if one.label == man.reason), None
        )
        outcome = service.outcomes.get(given.suggests or "") if given else None
        return outcome.code if outcome and outcome.one_key and man.here == "absent" else ""

    def _ask_done(self, row: GateRow) -> None:
        self._done_about(row.subjects)

    @work
    async def _done_about(self, members: tuple[str, ...]) -> None:
        """What was done about each man who left distressed."""
        for member in members:
            man, now = self.day.attendance.men[member], self.session_app.desk.now()
            seat = self.day.roster.seat_sign(member)
            asked = Ask(f"Seat {seat} left distressed. What was done about it?", words="in words")
            done = await words_of(self.app, asked)
            if not done:
                return
            await self._do(
                attending.leaving(
                    self.day, member, man.how_he_left, now, distressed=True, done=done
                )
            )

    async def _nothing_to_add(self, row: GateRow) -> None:
        """Nothing is to be added of the men without a note."""
        now = self.session_app.desk.now()
        acts = [noting.nothing_to_add(self.day, member, now) for member in row.subjects]
        entries: tuple[NewEntry, ...] = tuple(entry for act in acts for entry in act.entries)
        await self._do(Act(f"nothing to add of {len(acts)}", entries))

    def _drop_each(self, row: GateRow) -> None:
        self._drop(row)

    def _end_each(self, row: GateRow) -> None:
        self._end_states(row)

    def _end_recording(self, _: GateRow) -> None:
        self._stop_recording()

    def _open_unlike(self, _: GateRow) -> None:
        self.action_said_differently()

    async def _sign(self, row: GateRow) -> None:
        if row.subjects == (self.session_app.desk.me,):
            await self.action_sign()
        else:
            self.session_app.tell("He signs himself: hand over the keyboard (ctrl+p).")

    @work
    async def _drop(self, row: GateRow) -> None:
        """What never ran was skipped or is carried over, each with its reason."""
        for item in row.subjects:
            state = self.day.timeline.state(item)
            if state is None:
                continue
            choices = [Choice("k", "skipped", "skipped"), Choice("c", "carried over", "carried")]
            how = await words_of(self.app, Ask(f"{state.item.title} didn't run:", choices))
            if not how:
                return
            use = "carry" if how == "carried" else "skip"
            reason = await words_of(self.app, why(self.session_app, "Why?", use))
            if not reason:
                return
            now, carried = self.session_app.desk.now(), how == "carried"
            await self._do(running.drop_item(self.day, item, now, carried=carried, reason=reason))

    def _say_why(self, _: GateRow) -> None:
        self._give_reasons()

    @work
    async def _give_reasons(self) -> None:
        """Say why of each that has no reason, the latest first; Esc leaves the rest open."""
        while due := reasons_due(self.day):
            if not await give_reason(self.session_app, due[0]):
                return
            self.redraw()

    @work
    async def _end_states(self, row: GateRow) -> None:
        """Say of each state that still lasts when it ended."""
        from session_tui.screens.close.states import when_ended

        for entry in row.subjects:
            stretch = next((one for one in self.day.states_lasting if one.entry == entry), None)
            if stretch is None:
                continue
            at = await when_ended(self.session_app, stretch)
            if at is None:
                return
            await self._do(lasting.end_state(self.day, stretch, at))

    @work
    async def _stop_recording(self) -> None:
        """Say when the recording stopped."""
        from session_tui.screens.close.recording import when_stopped

        at = await when_stopped(self.session_app)
        if at is not None:
            stopped = RecordingMarked(state="stopped")
            await self._do(noting.mark_recording(self.day, stopped, at))

    def _open_describe(self, _: GateRow) -> None:
        from session_tui.screens.describe.screen import DescribeScreen

        self.app.push_screen(DescribeScreen())

    def _open_attendance(self, _: GateRow) -> None:
        from session_tui.screens.live.attendance import AttendanceSheet

        self.app.push_screen(AttendanceSheet(), lambda _: self.redraw())

    def _open_concern(self, row: GateRow) -> None:
        from session_tui.screens.concern.screen import ConcernScreen

        self.app.push_screen(ConcernScreen(row.subjects[0]))

    def _open_work(self, _: GateRow) -> None:
        from session_tui.screens.work.screen import WorkScreen

        self.app.push_screen(WorkScreen())

    # --- writing and signing --------------------------------------------------

    def action_debrief(self) -> None:
        """The session debrief."""
        from session_tui.screens.close.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen())

    def action_reflect(self) -> None:
        """One's own reflection."""
        from session_tui.screens.close.reflection import ReflectionScreen

        self.app.push_screen(ReflectionScreen())

    async def action_sign(self) -> None:
        """Sign one's own entries as they stand now."""
        desk = self.session_app.desk
        if self.day.timeline.started is not None and self.day.timeline.ended is None:
            self.session_app.tell("The day still runs: it is signed once it has ended.")
            return
        heads, now = await desk.run(desk.heads), desk.now()
        await self._do(noting.sign(self.day, desk.me, heads, now))

    @work
    async def action_export(self) -> None:
        """Make the session note."""
        from session_tui.handing_out import hand_out_session

        await hand_out_session(self.session_app, self.day)

    async def _do(self, act: Act) -> None:
        await self.session_app.do(lambda: act)
        self.redraw()
