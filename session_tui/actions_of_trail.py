"""The part of the table of actions that is about the trail."""

from __future__ import annotations

from session_tui.action import Action

TRAIL_ACTIONS: tuple[Action, ...] = (
    Action("trail", ("review",), "t", "trail", "Who looked at what, changed it, took it out"),
    Action("trail_person", ("trail",), "p", "person", "Only what one of the staff did", 1),
    Action("trail_man", ("trail",), "m", "man", "Only what was about one man", 2),
    Action("trail_kind", ("trail",), "k", "kind", "Only one of the law's six kinds", 3),
    Action("trail_all", ("trail",), "a", "all", "Everybody and everything again", 4),
    Action("verify_record", ("trail",), "v", "verify", "Is the record as it was written?"),
    Action("trail_up", ("trail",), "up", "up", "A line up", shown="↑"),
    Action("trail_down", ("trail",), "down", "further", "A line down", 5, shown="↑ ↓"),
    Action("trail_page_up", ("trail",), "pageup", "page up", "A page up"),
    Action("trail_page_down", ("trail",), "pagedown,space", "page down", "A page down"),
    Action("back", ("trail",), "escape,q", "back", "Back", 6),
)
