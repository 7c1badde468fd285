"""The actions of what lies beside the core's days: lifestyle plans, sessions of one man."""

from __future__ import annotations

from session_tui.action import Action

COMPONENT_ACTIONS: tuple[Action, ...] = (
    Action(
        "one_to_one",
        ("today",),
        "i",
        "one to one",
        "A session of one man: individual work, or a catch-up that he is owed",
    ),
    Action(
        "lifestyle_plan",
        ("man",),
        "l",
        "his plan",
        "His lifestyle management plan: its words, versions and reviews",
    ),
    Action("write_plan", ("lifestyle_plan",), "w", "write", "Another version, in his words", 1),
    Action(
        "review_plan",
        ("lifestyle_plan",),
        "r",
        "reviewed",
        "It was gone through with him: what held, what changed",
        2,
    ),
    Action("export", ("lifestyle_plan",), "e", "export", "Make the document", 3),
    Action("back", ("lifestyle_plan",), "escape", "back", "Back to his page", 4),
    Action("keep", ("lifestyle_words",), "ctrl+s", "keep", "Keep this version", 1, True),
    Action("leave", ("lifestyle_words",), "escape", "back", "Back; what was typed waits here", 2),
)
