"""The part of the table of actions that is about facts which two hands said differently."""

from __future__ import annotations

from session_tui.action import Action

_HELP = "What two said differently: who, when; a digit settles it"

UNLIKE_ACTIONS: tuple[Action, ...] = (
    Action("said_differently", ("live", "observe"), "", "said differently", _HELP),
    Action("said_differently", ("read_session",), "d", "said differently", _HELP),
    Action(
        "this_stands",
        ("unlike",),
        "",
        "this one stands",
        "The digit of a value says that it stands; the others stay in the history",
        1,
        shown="1 2",
    ),
    Action("row_up", ("unlike",), "up", "up", "Choose the fact above", shown="↑"),
    Action("row_down", ("unlike",), "down", "choose", "The fact below", 2, shown="↑ ↓"),
    Action("back", ("unlike",), "escape,q", "back", "Back", 6),
)
