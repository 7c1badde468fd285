"""The part of the table of actions that is about a clinical auditor's samples."""

from __future__ import annotations

from session_tui.action import Action

SAMPLE_ACTIONS: tuple[Action, ...] = (
    Action("samples", ("staff",), "s", "samples", "What a clinical auditor may read, for a time"),
    Action("read_sample", ("samples",), "enter", "read", "Read the chosen document", 1),
    Action("row_up", ("samples",), "up", "up", "Choose the one above"),
    Action("row_down", ("samples",), "down", "choose", "The one below", 2, shown="↑ ↓"),
    Action("grant_sample", ("samples",), "n", "new", "Grant a sample: sessions drawn by lot", 3),
    Action("end_sample", ("samples",), "x", "end", "End the chosen sample: its key goes", 4),
    Action("back", ("samples",), "escape,q", "back", "Back", 6),
    Action("further", ("sample_page",), "down,pagedown,space", "further down", "Further down", 1),
    Action("back_up", ("sample_page",), "up,pageup", "further up", "Further up", shown="↑"),
    Action("leave", ("sample_page",), "escape,q", "back", "Back to the list", 2),
)
