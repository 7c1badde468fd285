"""The block board: all days of a block side by side, changed by few keys, planned again around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.widget import Widget

from exercise_bank.bank_holidays import bank_holidays
from exercise_bank.component import part_of
from models.acts import Refused
from models.local_time import date_of
from session_tui.actions import actions_of
from session_tui.frame import ZONE
from session_tui.lines import Line, LinesPane
from session_tui.screens.board.changing import ChangingBoard
from session_tui.screens.board.lines import (
    about_lines,
    board_lines,
    days_shown,
    nothing_lines,
    totals_lines,
)
from session_tui.screens.board.look import Board
from session_tui.screens.board.planning import plan_a_block, plan_rest, write_plan
from session_tui.screens.board.walking import Step, step

TALL, ABOUT, ABOUT_TALL = 30, 2, 5
"""From so many rows on what isn't kept has more lines than one."""


class BoardScreen(ChangingBoard):
    """A run of a block of the chosen group."""

    place: ClassVar[str] = "board"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    BoardScreen #totals { height: 2; padding: 0 1; }
    BoardScreen #days { height: 1fr; padding: 0 1; }
    BoardScreen #about { padding: 0 1; }
    """

    def body(self) -> Iterable[Widget]:
        """Totals, the days, what is chosen."""
        yield LinesPane(id="totals")
        yield LinesPane(id="days")
        yield LinesPane(id="about")

    @property
    def shown(self) -> Board | None:
        """The board with what is being moved where it would stand."""
        grip = self.walk.grip if self.walk else None
        if self.board is None or grip is None or grip.change is None:
            return self.board
        return self.board.as_if(grip.change.days)

    # --- drawing --------------------------------------------------------------

    def title_left(self) -> Line:
        """The group and the block."""
        desk = self.desk
        group = desk.team.groups.get(desk.group)
        block = f" · {part_of(self.board.run.block)}  " if self.board else " · the block"
        shown: Line = ()
        if self.board is not None and self.walk is not None:
            shown = days_shown(self.board, self.walk, self.size.width - 2)
        return ((group.name if group else "Group", "now"), (block, "now"), *shown)

    def footer_actions(self) -> list[tuple[str, str]]:
        """What can be done with what was taken up; without a plan, what makes one."""
        if self.walk is not None and self.walk.grip is not None:
            down = ("Enter", "put it here" if self.walk.grip.what == "move" else "swap with this")
            return [("← → ↑ ↓", "where to"), down, ("Esc", "put it back")]
        if self.board is None:
            return [(self.key_named("board_plan"), "plan a block"), ("Esc", "back"), ("?", "keys")]
        if self.walk is not None and self.board.day(self.walk.at.day).opened:
            names = ("board_carry", "board_rest", "board_write", "undo", "keys")
            known = {action.name: action for action in actions_of(self.place)}
            return [
                (self.key_of(known[name]), known[name].label)
                for name in names
                if not self.desk.why_not(name)
            ]
        return super().footer_actions()

    def redraw(self) -> None:
        """All of it in the room there is."""
        if not self.stands or not self.desk.unlocked:
            return
        days = self.query_one("#days", LinesPane)
        totals = self.query_one("#totals", LinesPane)
        about = self.query_one("#about", LinesPane)
        about.styles.height = ABOUT_TALL if self.size.height >= TALL else ABOUT
        cells = max(40, self.size.width - 2)
        if (board := self.shown) is None or self.walk is None:
            told = nothing_lines(self.key_named("board_plan"), cells) if self.was_read else []
            days.show(told)
            totals.show([])
            about.show([])
        else:
            totals.show(totals_lines(board))
            days.show(board_lines(board, self.walk, cells, max(4, days.size.height)))
            about.show(about_lines(board, self.walk, cells, about.size.height or ABOUT))
        self.draw_frame()

    # --- reading --------------------------------------------------------------

    def on_mount(self) -> None:
        """Draw the frame, and read the block."""
        super().on_mount()
        self._read()
        this_year = date_of(self.session_app.desk.now(), ZONE)[:4]
        self.run_worker(
            lambda: bank_holidays((int(this_year), int(this_year) + 1)), thread=True, group="ahead"
        )  # the first plan would wait 0.3 s for the calendar's library

    def heard(self) -> None:
        """Another terminal changed the plan, or ran a day."""
        self._read()
        self.tell_of_clocks()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        await self.read()

    # --- walking --------------------------------------------------------------

    def action_board_left(self) -> None:
        """The day before."""
        self._step("left")

    def action_board_right(self) -> None:
        """The day after."""
        self._step("right")

    def action_board_up(self) -> None:
        """The item above."""
        self._step("up")

    def action_board_down(self) -> None:
        """The item below."""
        self._step("down")

    def _step(self, way: Step) -> None:
        if self.board is None or self.walk is None:
            return
        try:
            walk = step(self.board, self.walk, way)
        except Refused as why:
            self.session_app.tell(str(why))
            return
        self.walk = walk
        self.redraw()

    # --- planning -------------------------------------------------------------

    @work(exclusive=True, group="plan")
    async def action_board_rest(self) -> None:
        """Plan the rest again."""
        if self.board is not None:
            await plan_rest(self, self.board.run)

    @work(exclusive=True, group="plan")
    async def action_board_plan(self) -> None:
        """Plan a block."""
        await plan_a_block(self)

    @work(exclusive=True, group="plan")
    async def action_board_write(self) -> None:
        """Write the plan."""
        if self.board is not None:
            await write_plan(self.session_app, self.board)

    async def action_board_next(self) -> None:
        """Another block of the group's."""
        board = self.board
        if board is None or len(board.runs) < 2:
            self.session_app.tell("The group has no other block on record.")
            return
        await self.read(board.runs[(board.runs.index(board.run.run) + 1) % len(board.runs)])

    def action_leave(self) -> None:
        """Put back what was taken up; else leave."""
        if self.walk is not None and self.walk.grip is not None:
            self.walk = replace(self.walk, at=self.walk.grip.start, grip=None)
            self.redraw()
        else:
            self.dismiss()
