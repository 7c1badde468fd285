"""The room view: what may be seen by anyone. The clock, the public title, when the break is.

It lies over every other screen. While the keys are here, space, break, plus and minus work in
it, after idle minutes as said at the seat of whoever was here, unverified; the passphrase leads
back then. Locked, it opens the screen that was under it, with what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input

from exercise_bank.exercise import ItemSet
from models.day.day import Day
from models.local_time import MINUTE_MS, clock
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.live.clock_keys import ClockKeys
from session_tui.screens.live.now_pane import big
from session_tui.wait_out import wait_out

ZONE = "Europe/London"


class RoomScreen(ClockKeys):
    """Covers everything."""

    place: ClassVar[str] = "room"
    AUTO_FOCUS = ""

    def __init__(self, *, guarded: bool = False) -> None:
        super().__init__()
        self._guarded = False
        self._told: Line = ()
        self._guard_first = guarded
        self._busy = False

    def on_mount(self) -> None:
        """Cover."""
        if self._guard_first:
            self.guard()
        super().on_mount()

    def guard(self) -> None:
        """Nobody typed for a while: only the passphrase leads back, and tells who is here."""
        self._guarded = True
        desk = self.session_app.desk
        desk.soon(desk.leave_seat)

    @property
    def _asks(self) -> bool:
        """Whether only the passphrase leads back: locked, or covered because nobody typed."""
        return self._guarded or not self.session_app.desk.unlocked

    def too_small(self, width: int, height: int) -> bool:
        """It covers, whatever the size."""
        del width, height
        return False

    def body(self) -> Iterable[Widget]:
        """The clock, and the line for a passphrase where it is asked for."""
        yield LinesPane(id="room", classes="body")
        box = Input(password=True, placeholder="passphrase", id="passphrase")
        box.display = False
        yield box

    @property
    def _day(self) -> Day | None:
        return self.session_app.desk.day

    def title_left(self) -> Line:
        """Nothing about anyone."""
        return line("Groupwork", "past")

    def title_right(self) -> Line:
        """Whether all is saved."""
        return self.saved_sign() if self.session_app.desk.not_saved else ()

    def draw_status(self) -> None:
        """Nothing said elsewhere shows here."""
        desk = self.session_app.desk
        told = line(desk.not_saved, "alarm") if desk.not_saved else self._told
        self.query_one("#status", LinesPane).show([told])

    def footer_actions(self) -> list[tuple[str, str]]:
        """The few keys that work under the cover."""
        if not self.session_app.desk.unlocked:
            return [("Enter", "unlock")]
        keys = [("Enter", "passphrase")] if self._guarded else [("Esc", "back")]
        if self._day is not None:
            keys += [("space", self.next_label())]
            keys += [("b", "break"), ("+ -", "a minute"), ("u", "undo")]
        return keys

    def redraw(self) -> None:
        """The clock and the public title."""
        if not self.stands:
            return
        desk = self.session_app.desk
        box = self.query_one("#passphrase", Input)
        if not desk.unlocked and not box.display:
            self._open_box()
        pane = self.query_one("#room", LinesPane)
        pane.show(room_lines(self._day, desk.now(), pane.size.width, pane.size.height))
        self.draw_frame()

    def _open_box(self) -> None:
        box = self.query_one("#passphrase", Input)
        box.display = True
        box.focus()

    def on_key(self, event: Key) -> None:
        """Esc or Enter leads back; where it is guarded, to the passphrase first."""
        if self.focused is None and event.key in ("escape", "enter"):
            event.stop()
            self.uncover()
        elif event.key == "escape" and self.session_app.desk.unlocked:
            event.stop()
            self.query_one("#passphrase", Input).display = False
            self.set_focus(None)

    def uncover(self) -> None:
        """Back to what was under it, through the passphrase where it is asked for."""
        if self._asks:
            self._open_box()
        else:
            self.dismiss()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The passphrase opens what was under the cover."""
        event.stop()
        passphrase, event.input.value = event.value, ""
        if not self._busy:
            self._busy = True
            self._say("opening …")
            self._open(passphrase)

    @work
    async def _open(self, passphrase: str) -> None:
        from models.record_error import RecordError

        desk = self.session_app.desk
        try:
            await wait_out(desk, self._say)
            await desk.run(lambda: desk.unlock(passphrase))
        except RecordError as trouble:
            self._told = line(str(trouble), "accent")
            self.redraw()
            return
        finally:
            self._busy = False
        self._told = ()
        self._guarded = False
        await self.session_app.take_up_drafts()
        self.dismiss()

    def _say(self, told: str) -> None:
        self._told = line(told, "past")
        self.redraw()

    # --- the few keys ---------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The clock's keys need a day and somebody's keys."""
        del parameters
        clock = action in {"go", "break_now", "pause", "more_minutes", "fewer_minutes"}
        return not clock or (self._day is not None and self.session_app.desk.unlocked)

    def ask_end(self, now: int) -> None:
        """The end of the day is left to the live screen."""
        del now
        self._told = line("The end of the day asks: go back with Esc.")
        self.redraw()


def room_lines(day: Day | None, now: int, cells: int, rows: int) -> list[Line]:
    """The clock in big digits, the public title, the next break: centred."""
    zone = day.about.zone if day else ZONE
    lines = big(clock(now, zone), "now")
    lines.append(())
    if day is not None:
        lines += _public(day, now)
    centred = [_centred(one, cells) for one in lines]
    return [*([()] * max(0, (rows - len(lines)) // 2)), *centred]


def _public(day: Day, now: int) -> list[Line]:
    state = day.timeline.running
    lines: list[Line] = []
    if day.timeline.paused:
        lines.append(line("pause", "normal"))
    elif state is not None:
        lines.append(line(state.item.public_title, "now"))
        row = day.forecast(now).row(state.item.id)
        if row and not state.item.set.is_work:
            lines.append(line(f"until {day.clock(max(row.end, now))}"))
    timer = day.side_timer
    if timer and timer.shows(now):
        lines.append(line(timer.says(now), "now"))
    if coming := _next_pause(day, now):
        lines.append(line(coming, "past"))
    return lines


def _next_pause(day: Day, now: int) -> str:
    rows = {row.item: row for row in day.forecast(now).rows}
    for state in day.timeline.states:
        if state.item.set in (ItemSet.BREAK, ItemSet.LUNCH) and state.status == "pending":
            row = rows.get(state.item.id)
            if row:
                start = round(row.start / MINUTE_MS) * MINUTE_MS
                return f"{state.item.public_title.lower()} {day.clock(start)}"
    return ""


def _centred(one: Line, cells: int) -> Line:
    used = sum(len(text) for text, _ in one)
    return ((" " * max(0, (cells - used) // 2), "normal"), *one)
