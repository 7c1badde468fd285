"""The part of the table of actions that is about supervision: of staff, and of notes read."""

from __future__ import annotations

from session_tui.action import Action

PAGES = ("supervision", "supervised", "next_meeting")
SUPERVISION_FORMS = ("supervision_form", "quality_form")

SUPERVISION_ACTIONS: tuple[Action, ...] = (
    Action("supervision", ("review",), "s", "supervision", "Supervision: who is due, held, viewed"),
    Action(
        "queue_group", ("review",), "tab", "group", "Of one group, then the next", 3, shown="Tab"
    ),
    Action("queue_staff", ("review",), "w", "whose", "Of one facilitator's sessions alone", 4),
    Action("open_supervised", ("supervision",), "enter", "open", "One person's supervision", 1),
    Action("row_up", ("supervision",), "up", "up", "Choose the one above"),
    Action("row_down", ("supervision",), "down", "choose", "The one below", 2, shown="↑ ↓"),
    Action("new_supervision", ("supervised",), "n", "new", "One was held, or cancelled", 1),
    Action("sign_supervision", ("supervised",), "s", "sign", "Sign the last as it stands", 2),
    Action("next_meeting", ("supervised",), "m", "next meeting", "The page for the next one", 3),
    Action("quality_form", ("supervised",), "f", "form", "Fill in a form of quality", 4),
    Action("view_recording", ("supervised",), "v", "viewed", "A stretch of a recording was viewed"),
    Action("change_supervision", ("supervised",), "c", "change", "Change the last: both sign anew"),
    Action("export", ("supervised", "next_meeting"), "e", "export", "Make the document", 5),
    # The notes of a session that is read
    Action("read_notes", ("read_session",), "n", "notes", "Its notes: filter, comment on one", 4),
    Action("comment_note", ("read_notes",), "enter", "comment", "Comment on the chosen note", 1),
    Action(
        "comment_item",
        ("read_notes",),
        "ctrl+t",
        "on the exercise",
        "Comment on the exercise whose notes are shown",
        3,
        True,
    ),
    Action(
        "notes_item",
        ("read_notes",),
        "ctrl+e",
        "exercise",
        "Only the notes of one exercise",
        2,
        True,
    ),
    Action("notes_up", ("read_notes",), "up", "up", "The note above", shown="↑"),
    Action("notes_down", ("read_notes",), "down", "choose", "The note below", 4, shown="↑ ↓"),
    Action("notes_page_up", ("read_notes",), "pageup", "page up", "A page up"),
    Action("notes_page_down", ("read_notes",), "pagedown", "page down", "A page down"),
    Action("leave", ("read_notes",), "escape", "back", "Let go of the filter, then back", 5),
    Action("back", PAGES, "escape,q", "back", "Back", 6),
    Action("keep_supervision", ("supervision_form",), "ctrl+s", "keep", "Keep it", 1, True),
    Action("keep_quality", ("quality_form",), "ctrl+s", "keep", "Keep the form", 1, True),
    Action("next_field", SUPERVISION_FORMS, "", "next field", "Go on to the next", 2, shown="Tab"),
    Action("leave", SUPERVISION_FORMS, "escape", "back", "Back; what was typed waits here", 3),
)
