"""The rows of the table of actions for the block board."""

from __future__ import annotations

from session_tui.action import Action

BOARD_ACTIONS: tuple[Action, ...] = (
    Action("board", ("group",), "b", "the block", "All days of the block side by side", 4),
    Action("board", ("today",), "", "the block", "All days of the block side by side"),
    Action(
        "board_move",
        ("board",),
        "m,enter",
        "move",
        "Take the item up, arrows move it, Enter puts it down",
        1,
    ),
    Action("board_swap", ("board",), "s", "swap", "Mark the item; s on another swaps them", 2),
    Action(
        "board_lock",
        ("board",),
        "l",
        "by hand",
        "It stays just there when the rest is planned again; or no longer",
        3,
    ),
    Action(
        "board_rest",
        ("board",),
        "r",
        "plan the rest",
        "Plan what isn't placed by hand again; what days didn't deliver comes first",
        4,
    ),
    Action("board_split", ("board",), "b", "split", "Split it over the break beside it; or join"),
    Action(
        "board_carry",
        ("board",),
        "c",
        "carry",
        "To the next day; of a day that ran, what it didn't deliver",
    ),
    Action(
        "board_put_in", ("board",), "i", "put in", "An exercise of the bank, after the chosen item"
    ),
    Action("board_take_out", ("board",), "x", "take out", "It leaves the block"),
    Action(
        "board_more",
        ("board",),
        "plus,equals_sign",
        "+5 min",
        "Five minutes more for it",
        shown="+",
    ),
    Action("board_fewer", ("board",), "minus", "-5 min", "Five minutes fewer"),
    Action(
        "board_plan",
        ("board",),
        "p",
        "plan a block",
        "Plan a block: which, from when, on which days",
    ),
    Action(
        "board_write",
        ("board",),
        "w",
        "write the plan",
        "The page for the wall, a table, a calendar",
    ),
    Action("board_next", ("board",), "tab", "next block", "The group's next block", shown="Tab"),
    Action("board_left", ("board",), "left", "day before", "The day before", shown="←"),
    Action("board_right", ("board",), "right", "day after", "The day after", shown="→"),
    Action("board_up", ("board",), "up", "item above", "The item above", shown="↑"),
    Action("board_down", ("board",), "down", "item below", "The item below", shown="↓"),
    Action("leave", ("board",), "escape,q", "back", "Put it back; else leave the board"),
)
