"""What changes the board's days: a key a change, recorded before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import work

from exercise_bank.bank import Bank
from models.acts import Refused
from models.acts import rearranging as by_hand
from models.acts.rearranging import Days, Rearranged, Spot
from models.record_error import RecordError
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.screens.board.keeping import do_again, keep, take_back
from session_tui.screens.board.look import Board, read_board
from session_tui.screens.board.walking import Grip, Walk, settled
from session_tui.screens.live.pick_exercise import PickExercise

MINUTES = 5
"""So many more or fewer by one key."""

Change = Callable[[Days, Spot, Bank], Rearranged]


class ChangingBoard(FrameScreen):
    """Holds the board and what is chosen on it, with the keys that change its days."""

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.walk: Walk | None = None
        self.was_read = False

    @property
    def desk(self) -> Desk:
        """The door to the record."""
        return self.session_app.desk

    async def read(self, run: str = "") -> None:
        """Read a run (id) anew, or the one that is shown; what was taken up stays where it was."""
        desk = self.desk
        wanted = run or (self.board.run.run if self.board else "")
        self.board = await desk.run(lambda: read_board(desk, wanted))
        self.was_read = True
        if self.board is None:
            self.walk = None
        elif run or self.walk is None:
            self.walk = settled(self.board, None)
        else:
            self.walk = settled(self.board, replace(self.walk, grip=None))
        self.redraw()

    async def action_board_move(self) -> None:
        """Take the item up; with something taken up, put it down here."""
        if self.walk is None:
            return
        grip = self.walk.grip
        if grip is None:
            self._take_up("move")
        elif grip.what == "swap":
            await self._swap(grip)
        else:
            change = grip.change
            self.walk = replace(self.walk, grip=None)
            if change is not None and change.spot != grip.start:
                await self._change(lambda: change)
            else:
                self.redraw()

    async def action_board_swap(self) -> None:
        """Mark the item; on another one, swap the two."""
        if self.walk is None:
            return
        if self.walk.grip is not None and self.walk.grip.what == "swap":
            await self._swap(self.walk.grip)
        else:
            self._take_up("swap")

    async def _swap(self, grip: Grip) -> None:
        board, walk = self.board, self.walk
        if board is not None and walk is not None:
            self.walk = replace(walk, grip=None)
            if walk.at.day in board.to_come:
                await self._change(
                    lambda: by_hand.swap(board.to_come, grip.start, walk.at, board.bank)
                )
            else:
                self.session_app.tell(_ran(walk.at.day))

    def _take_up(self, what: str) -> None:
        board, walk = self.board, self.walk
        if board is None or walk is None:
            return
        if walk.at.day not in board.to_come:
            self.session_app.tell(_ran(walk.at.day))
            return
        try:
            change = by_hand.move(board.to_come, walk.at, walk.at, board.bank)
        except Refused as why:
            self.session_app.tell(str(why))
            return
        grip = Grip("swap", walk.at) if what == "swap" else Grip("move", walk.at, change)
        spot = walk.at if what == "swap" else change.spot
        self.walk = replace(walk, at=spot, grip=grip)
        self.redraw()

    async def action_board_split(self) -> None:
        """Split it over the break beside it, or join it."""
        await self._change_chosen(by_hand.split)

    async def action_board_lock(self) -> None:
        """It counts as placed by hand; or no longer."""
        await self._change_chosen(by_hand.lock)

    @work
    async def action_board_put_in(self) -> None:
        """Choose an exercise of the bank; it comes after the chosen item."""
        board = self.board
        if board is not None:
            sheet = PickExercise(board.bank.fitting(board.run.block), board.run.block)
            if exercise := await self.app.push_screen_wait(sheet):
                await self._change_chosen(
                    lambda days, spot, bank: by_hand.put_in(days, spot, exercise, bank)
                )

    async def action_board_take_out(self) -> None:
        """It leaves the block."""
        await self._change_chosen(by_hand.take_out)

    async def action_board_carry(self) -> None:
        """To the next day; what a day that ran didn't deliver too."""
        board, walk = self.board, self.walk
        if board is None or walk is None:
            return
        day = board.day(walk.at.day)
        if not day.opened:
            await self._change_chosen(by_hand.carry)
            return
        held = day.held[walk.at.place]
        rest = held.item.planned - held.delivered
        if not day.ended or held.status == "done" or rest < MINUTES or not held.item.set.is_work:
            self.session_app.tell("Only what an ended day didn't deliver is carried on.")
            return
        minutes = -(-rest // MINUTES) * MINUTES
        await self._change(
            lambda: by_hand.bring(board.to_come, held.item, minutes, day.number, board.bank)
        )

    async def action_board_more(self) -> None:
        """Five minutes more."""
        await self._give(MINUTES)

    async def action_board_fewer(self) -> None:
        """Five minutes fewer."""
        await self._give(-MINUTES)

    async def _give(self, more: int) -> None:
        await self._change_chosen(
            lambda days, spot, bank: by_hand.give_minutes(days, spot, more, bank)
        )

    async def _change_chosen(self, change: Change) -> None:
        board, walk = self.board, self.walk
        if board is None or walk is None:
            return
        at = walk.at
        if at.day not in board.to_come:
            self.session_app.tell(_ran(at.day))
            return
        self.walk = replace(walk, grip=None)
        await self._change(lambda: change(board.to_come, at, board.bank))

    async def _change(self, make: Callable[[], Rearranged]) -> None:
        """Make a change, record it, read it back; or say why it can't be."""
        board, desk = self.board, self.desk
        assert board is not None
        try:
            change = make()
        except Refused as why:
            self.session_app.tell(str(why))
            self.redraw()
            return
        if self.walk is not None:
            self.walk = replace(self.walk, at=change.spot)
        await self.say(lambda: keep(desk, board, change))

    async def say(self, turn: Callable[[], str], run: str = "") -> None:
        """Do something in the record's thread, tell its line, and read what came of it."""
        try:
            told = await self.desk.run(turn)
        except (Refused, RecordError) as why:
            told = str(why)
        await self.read(run)
        self.session_app.tell(told)

    async def action_undo(self) -> None:
        """Take back one's own last act on this plan."""
        if board := self.board:
            await self.say(lambda: take_back(self.desk, board.run))

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        if board := self.board:
            await self.say(lambda: do_again(self.desk, board.run))


def _ran(day: int) -> str:
    return f"Day {day} was opened: it stays as it went."
