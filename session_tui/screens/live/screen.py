"""The live screen: the day runs here, one key at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import Horizontal
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Static

from exercise_bank.exercise import Exercise
from models.acts import Act, Refused, running
from models.day import Day
from models.forecast import Warn
from models.local_time import long_date
from models.observation import to_describe
from session_tui.ask import Ask, Choice
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line, spread
from session_tui.note_keeping import keep_note
from session_tui.note_line import NoteLine
from session_tui.screens.live.day_pane import day_lines
from session_tui.screens.live.group_pane import group_lines, room_count
from session_tui.screens.live.now_pane import now_lines

WIDE = 110


class LiveScreen(FrameScreen):
    """Runs the day of `desk.day`."""

    place: ClassVar[str] = "live"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""
        self.initials = False

    # --- what it draws --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Three columns parted by a rule, and the line for notes."""
        with Horizontal(id="columns"):
            yield LinesPane(id="day", classes="column")
            yield LinesPane(id="rule-left", classes="upright")
            yield LinesPane(id="now", classes="column")
            yield LinesPane(id="rule-right", classes="upright")
            yield LinesPane(id="group", classes="column")
        yield Static("─" * 400, classes="rule")
        yield NoteLine(id="line")

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    def title_left(self) -> Line:
        """Group, block and day."""
        desk = self.session_app.desk
        about = self.day.about
        group = desk.team.groups.get(about.group)
        practice = (("PRACTICE  ", "accent"),) if desk.practice else ()
        where = f" · Block {about.block} · Day {about.day} of {about.days}"
        return (*practice, ((group.name if group else "Group") + where, "now"))

    def title_right(self) -> Line:
        """Date and clock, who is in the room, whether all is saved."""
        now = self.session_app.desk.now()
        short = self.size.width < WIDE
        date = "" if short else f"{long_date(self.day.about.date)}  "
        count = room_count(self.day)
        return (
            (f"{date}{self.day.clock(now)}   ", "now"),
            (f"{count.removesuffix(' in the room') + ' in' if short else count}   ", "normal"),
            *self.saved_sign(),
        )

    def footer_actions(self) -> list[tuple[str, str]]:
        """The usual ones; space says what it does now."""
        keys = super().footer_actions()
        now = self.session_app.desk.now()
        try:
            label = running.next_step(self.day, now).label
        except Refused:
            label = "next"
        if self.day.timeline.ended is not None:
            return [
                ("f", "close the day"),
                *[pair for pair in keys if pair[0] not in ("space", "b")],
            ]
        return [(key, label if key == "space" else said) for key, said in keys]

    def on_mount(self) -> None:
        """Rules and the first drawing."""
        super().on_mount()
        for rule in ("#rule-left", "#rule-right"):
            self.query_one(rule, LinesPane).show([line("│", "past")] * 200)

    def redraw(self) -> None:
        """Draw the panes from the day and the time."""
        if not self.is_mounted or self.session_app.desk.day is None:
            return
        self._share_width()
        now = self.session_app.desk.now()
        forecast = self.day.forecast(now, self._warn())
        state = self.day.timeline.running
        exercise = self._exercise(state.item.exercise) if state else None
        desk = self.session_app.desk
        day, mid, group = (
            self.query_one(f"#{name}", LinesPane) for name in ("day", "now", "group")
        )
        widths = self._widths()
        rows = max(1, day.size.height)
        day.show(day_lines(self.day, forecast, now, widths[0] - 1, rows, self.chosen))
        mid.show(now_lines(self.day, forecast, now, widths[1] - 2, rows, exercise))
        group.show(group_lines(self.day, desk.team, widths[2] - 1, rows, initials=self.initials))
        self.draw_frame()

    def _widths(self) -> tuple[int, int, int]:
        """Cells for the three columns; the two rules between take one each."""
        cells = self.size.width - 4
        left = min(54, max(30, cells * 36 // 100))
        right = min(30, max(17, cells * 20 // 100))
        return left, cells - left - right, right

    def _share_width(self) -> None:
        for name, width in zip(("day", "now", "group"), self._widths(), strict=True):
            self.query_one(f"#{name}").styles.width = width

    def draw_status(self) -> None:
        """The last thing said, and how many marks wait for words."""
        desk = self.session_app.desk
        said: Line = line(desk.not_saved, "alarm") if desk.not_saved else self.session_app.said
        marks = len(to_describe(self.day.notes))
        waiting = line(f"{marks} to describe", "accent") if marks else ()
        cells = max(10, self.size.width - 2)
        self.query_one("#status", LinesPane).show([spread(said, waiting, cells)])

    def _warn(self) -> Warn:
        service = self.session_app.desk.bank.service
        soon, last = service.warn_soon, service.warn_last
        return Warn(
            soon.percent_left / 100,
            soon.least_seconds * 1000,
            last.percent_left / 100,
            last.least_seconds * 1000,
        )

    def _exercise(self, exercise: str) -> Exercise | None:
        return self.session_app.desk.bank.exercise(exercise)

    # --- the clock ------------------------------------------------------------

    async def action_go(self) -> None:
        """The one next thing."""
        now = self.session_app.desk.now()
        if self.day.timeline.ended is not None:
            self.action_finish()
            return
        if running.next_step(self.day, now).label == "end the day":
            self._ask_end(now)
            return
        await self._do(lambda: _next(self.day, now))

    @work
    async def _ask_end(self, now: int) -> None:
        """What ends the day asks."""
        answer = await self.app.push_screen_wait(
            Ask("End the day here?", [Choice("y", "end the day", "yes"), Choice("n", "go on", "")])
        )
        if answer == "yes":
            await self._do(lambda: running.end_day(self.day, now))

    async def action_break_now(self) -> None:
        """Start the break."""
        now = self.session_app.desk.now()
        minutes = self.session_app.desk.bank.service.breaks.short_minutes
        await self._do(lambda: running.break_now(self.day, now, minutes))

    async def action_pause(self) -> None:
        """Stop the clock at once; the reason comes after."""
        now = self.session_app.desk.now()
        if await self._do(lambda: running.pause(self.day, now)):
            self._ask_pause_reason()

    @work
    async def _ask_pause_reason(self) -> None:
        if reason := await self._reason("Paused. Why?", "pause"):
            await self._do(lambda: running.name_pause(self.day, reason))

    async def action_more_minutes(self) -> None:
        """A minute more."""
        await self._minutes(1)

    async def action_fewer_minutes(self) -> None:
        """A minute less."""
        await self._minutes(-1)

    async def _minutes(self, minutes: int) -> None:
        state = self._chosen_or_running()
        now = self.session_app.desk.now()
        if state:
            await self._do(lambda: running.change_minutes(self.day, state, minutes, now))

    @work
    async def action_skip(self) -> None:
        """Skip what is chosen (or comes next), with a reason."""
        item = self._chosen_or_next()
        now = self.session_app.desk.now()
        if item and (reason := await self._reason(f"Skip {self._title(item)}: why?", "skip")):
            await self._do(
                lambda: running.drop_item(self.day, item, now, carried=False, reason=reason)
            )

    @work
    async def action_cut(self) -> None:
        """Cut the running item short and go on with the next."""
        state = self.day.timeline.running
        now = self.session_app.desk.now()
        if state is None:
            self.session_app.tell("Nothing is running that could be cut short.")
        elif reason := await self._reason(f"Cut {state.item.title} short: why?", "cut"):
            await self._do(lambda: running.cut_and_next(self.day, now, reason))

    @work
    async def action_carry(self) -> None:
        """Carry what is chosen (or runs) over to another day."""
        item = self._chosen_or_running()
        now = self.session_app.desk.now()
        if item and (
            reason := await self._reason(f"Carry {self._title(item)} over: why?", "carry")
        ):
            await self._do(
                lambda: running.drop_item(self.day, item, now, carried=True, reason=reason)
            )

    @work
    async def action_insert(self) -> None:
        """Put in an exercise of the bank, after what is chosen or runs."""
        from session_tui.screens.live.pick_exercise import PickExercise

        bank = self.session_app.desk.bank
        found = await self.app.push_screen_wait(PickExercise(bank.exercises, self.day.about.block))
        exercise = bank.exercise(found) if found else None
        after = self._chosen_or_running() or ""
        now = self.session_app.desk.now()
        if exercise is not None:
            await self._do(lambda: running.add_exercise(self.day, exercise, after, now))

    async def action_repeat(self) -> None:
        """Once more."""
        item = self._chosen_or_running()
        now = self.session_app.desk.now()
        if item:
            await self._do(lambda: running.repeat_item(self.day, item, now))

    @work
    async def action_times(self) -> None:
        """Backdate the start of what runs (or is chosen)."""
        from session_tui.moments import read_moment

        item = self._chosen_or_running()
        if not item:
            return
        day, now = self.day, self.session_app.desk.now()
        said = await self.app.push_screen_wait(
            Ask(
                f"When did {self._title(item)} start?",
                words="11:40, or -3 for three minutes ago",
                check=lambda text: read_moment(text, now, day.about.zone).trouble,
            )
        )
        if said:
            at = read_moment(said, now, day.about.zone).at
            await self._do(lambda: running.move_start(self.day, item, at))

    async def action_earlier(self) -> None:
        """Move the chosen item up."""
        await self._move(-1)

    async def action_later(self) -> None:
        """Move the chosen item down."""
        await self._move(1)

    async def _move(self, by: int) -> None:
        now = self.session_app.desk.now()
        if self.chosen:
            await self._do(lambda: running.move_item(self.day, self.chosen, by, now))
        else:
            self.session_app.tell("Choose an item first, with the arrow keys.")

    def action_item_up(self) -> None:
        """Choose the item above."""
        self._choose(-1)

    def action_item_down(self) -> None:
        """Choose the item below."""
        self._choose(1)

    def _choose(self, by: int) -> None:
        order = [state.item.id for state in self.day.timeline.states]
        current = self.day.timeline.running or self.day.timeline.following
        at = self.chosen or (current.item.id if current else "")
        if order:
            place = order.index(at) + by if at in order else 0
            self.chosen = order[max(0, min(len(order) - 1, place))]
            self.redraw()

    # --- people and words -----------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A digit opens the line with that seat; Esc lets go of the chosen item."""
        if self.focused is None and event.character and event.character in "0123456789*":
            event.stop()
            self.query_one(NoteLine).open(event.character)
        elif event.key == "escape" and self.focused is None:
            event.stop()
            self.chosen = ""
            self.redraw()

    def action_note(self) -> None:
        """Open the line."""
        self.query_one(NoteLine).open("")

    async def on_note_line_kept(self, message: NoteLine.Kept) -> None:
        """Keep what the line says."""
        await keep_note(self.session_app, message)
        self.redraw()

    def action_attendance(self) -> None:
        """Who is here."""
        from session_tui.screens.live.attendance import AttendanceSheet

        self.app.push_screen(AttendanceSheet(), lambda _: self.redraw())

    def action_observe(self) -> None:
        """The observe screen."""
        from session_tui.screens.observe.screen import ObserveScreen

        self.app.push_screen(ObserveScreen())

    def action_describe(self) -> None:
        """Put words to the marks."""
        from session_tui.screens.describe.screen import DescribeScreen

        self.app.push_screen(DescribeScreen())

    def action_work(self) -> None:
        """Work between sessions."""
        from session_tui.screens.work.screen import WorkScreen

        self.app.push_screen(WorkScreen())

    def action_concern(self) -> None:
        """A concern or an incident."""
        from session_tui.screens.concern.screen import ConcernScreen

        self.app.push_screen(ConcernScreen())

    @work
    async def action_recording(self) -> None:
        """The recording."""
        from models.acts.noting import mark_recording
        from models.entries.timeline import RecordingMarked

        choices = [
            Choice("s", "started", "started"),
            Choice("e", "stopped", "stopped"),
            Choice("f", "failed", "failed"),
            Choice("n", "not recorded", "not recorded"),
        ]
        pressed = self.session_app.desk.now()
        state = await self.app.push_screen_wait(Ask("The recording:", choices))
        if not state:
            return
        asked = "Disc or file reference?" if state == "started" else "Why?"
        words = await self.app.push_screen_wait(Ask(asked, words="Enter for none")) or ""
        said = RecordingMarked(
            state=state,  # type: ignore[arg-type]  # the choices are its values
            reference=words if state == "started" else "",
            reason="" if state == "started" else words,
        )
        await self._do(lambda: mark_recording(self.day, said, pressed))

    def action_names(self) -> None:
        """Seats alone, or initials too."""
        self.initials = not self.initials
        self.redraw()

    def action_finish(self) -> None:
        """Close the day."""
        from session_tui.screens.close.screen import CloseScreen

        if self.day.timeline.ended is None and self.day.timeline.started is not None:
            self._ask_end_then_close()
        else:
            self.app.push_screen(CloseScreen())

    @work
    async def _ask_end_then_close(self) -> None:
        from session_tui.screens.close.screen import CloseScreen

        now = self.session_app.desk.now()
        choices = [Choice("y", "end the day now", "yes"), Choice("n", "only look", "look")]
        answer = await self.app.push_screen_wait(Ask("The day still runs.", choices))
        if answer == "yes":
            await self._do(lambda: running.end_day(self.day, now))
        if answer:
            self.app.push_screen(CloseScreen())

    async def action_undo(self) -> None:
        """Take back."""
        await self.session_app.action_undo()

    async def action_redo(self) -> None:
        """Do again."""
        await self.session_app.action_redo()

    # --- small things ---------------------------------------------------------

    async def _do(self, make: Callable[[], Act]) -> bool:
        done = await self.session_app.do(make)
        self.redraw()
        return done

    async def _reason(self, question: str, use: str) -> str | None:
        reasons = self.session_app.desk.bank.service.reasons_for(use)
        choices = [Choice(reason.key, reason.label, reason.label) for reason in reasons]
        return await self.app.push_screen_wait(
            Ask(question, choices, words="or in your words", field=f"reason:{use}")
        )

    def _chosen_or_running(self) -> str:
        state = self.day.timeline.running
        item = self.chosen or (state.item.id if state else "")
        if not item:
            self.session_app.tell("Nothing runs and nothing is chosen: choose with the arrow keys.")
        return item

    def _chosen_or_next(self) -> str:
        following = self.day.timeline.following
        item = self.chosen or (following.item.id if following else "")
        if not item:
            self.session_app.tell("Nothing is left to skip.")
        return item

    def _title(self, item: str) -> str:
        state = self.day.timeline.state(item)
        return state.item.title if state else "it"


def _next(day: Day, now: int) -> Act:
    step = running.next_step(day, now)
    if step.act is None:
        raise Refused("Nothing is left today: f closes the day.")
    return step.act
