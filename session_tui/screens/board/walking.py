"""Where one is on the board, and where the arrows lead: in a day up and down, from day to day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from exercise_bank.plan import DayPlan
from models.acts import Refused
from models.acts.rearranging import Rearranged, Spot, move
from session_tui.screens.board.look import Board, BoardDay

Step = Literal["up", "down", "left", "right"]


@dataclass(frozen=True, slots=True)
class Grip:
    """An item taken up: to be moved, or swapped with another. `change` is the move so far."""

    what: Literal["move", "swap"]
    start: Spot
    change: Rearranged | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """The chosen item, and what was taken up. `first` is the leftmost day shown, from 0."""

    at: Spot
    grip: Grip | None = None
    first: int = 0


def settled(board: Board, walk: Walk | None) -> Walk:
    """The walk as far as it fits the board; without one, at the first day to come."""
    if walk is None:
        to_come = next((day for day in board.days if not day.opened), board.days[-1])
        return Walk(Spot(to_come.number, 0))
    numbers = [day.number for day in board.days]
    number = walk.at.day if walk.at.day in numbers else numbers[-1]
    place = max(0, min(walk.at.place, board.day(number).count - 1))
    return replace(walk, at=Spot(number, place))


def step(board: Board, walk: Walk, way: Step) -> Walk:
    """One arrow further; what was taken up to be moved goes along. Raises Refused."""
    if walk.grip is not None and walk.grip.what == "move":
        return _carried_along(board, walk, walk.grip, way)
    at = walk.at
    if way in ("up", "down"):
        place = at.place + (1 if way == "down" else -1)
        return settled(board, replace(walk, at=Spot(at.day, place)))
    to = _day_beside(board.days, at.day, way)
    start = board.day(at.day).item(at.place).start
    return replace(walk, at=Spot(to.number, _place_about(to.plan, start)))


def shown_first(board: Board, walk: Walk, columns: int) -> int:
    """The leftmost day shown, from 0, where so many fit: it moves only as far as it must."""
    at = board.index(walk.at.day)
    most = max(0, len(board.days) - columns)
    return min(most, max(at - columns + 1, min(walk.first, at)))


def _carried_along(board: Board, walk: Walk, grip: Grip, way: Step) -> Walk:
    at = walk.at
    if way in ("up", "down"):
        to = Spot(at.day, at.place + (1 if way == "down" else -1))
    else:
        days = [day for day in board.days if not day.opened]
        beside = _day_beside(days, at.day, way)
        start = _now(board, grip).day(at.day).item(at.place).start
        to = Spot(beside.number, _place_about(beside.plan, start))
    change = move(board.to_come, grip.start, to, board.bank)
    return replace(walk, at=change.spot, grip=replace(grip, change=change))


def _now(board: Board, grip: Grip) -> Board:
    return board.as_if(grip.change.days) if grip.change else board


def _day_beside(days: tuple[BoardDay, ...] | list[BoardDay], number: int, way: Step) -> BoardDay:
    at = next(at for at, day in enumerate(days) if day.number == number)
    to = at + (1 if way == "right" else -1)
    if not 0 <= to < len(days):
        raise Refused("There is no day further that way.")
    return days[to]


def _place_about(plan: DayPlan, start: int) -> int:
    """The place of what is under way at a time (minutes since midnight), from 0."""
    begun = [place for place, item in enumerate(plan.items) if item.start <= start]
    return max(begun, default=0)
