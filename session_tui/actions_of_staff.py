"""The part of the table of actions that is about the staff."""

from __future__ import annotations

from session_tui.action import Action

STAFF_ACTIONS: tuple[Action, ...] = (
    Action("the_staff", ("today",), "t", "staff", "The staff: who may lead, leave, rota, slots"),
    Action("row_up", ("staff",), "up", "up", "Choose the one above"),
    Action("row_down", ("staff",), "down", "choose", "The one below", 1, shown="↑ ↓"),
    Action("training", ("staff",), "t", "training", "He passed a stage of training, or didn't", 2),
    Action("away_days", ("staff",), "l", "leave", "He is away: from which day to which", 3),
    Action("rota", ("staff",), "r", "rota", "Who leads, seconds and covers a planned day", 4),
    Action("add_staff", ("staff",), "a", "add", "Add a member of staff", 5),
    Action("back", ("staff", "passphrase"), "escape", "back", "Back", 6),
    Action("away_no_more", ("staff",), "g", "leave given up", "A leave of his isn't taken"),
    Action("who_supervises", ("staff",), "v", "supervisor", "Who supervises him"),
    Action("own_passphrase", ("staff",), "p", "my passphrase", "Another passphrase for oneself"),
    Action("let_in_again", ("staff",), "i", "let in again", "A new passphrase: he forgot his"),
    Action("words_for_the_safe", ("staff",), "w", "words", "Twelve words to print and lock away"),
    Action("staff_leaves", ("staff",), "x", "has left", "He leaves: his passphrase opens nothing"),
    Action("further", ("staff",), "pagedown", "further down", "Further down the page"),
    Action("back_up", ("staff",), "pageup", "further up", "Further up the page"),
)
