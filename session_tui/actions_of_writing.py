"""The part of the table of actions that is about writing: notes, marks, concerns, work, actions."""

from __future__ import annotations

from session_tui.action import BOXES, FORMS, WRITING, Action

WRITING_ACTIONS: tuple[Action, ...] = (
    # Where a box has the focus, `?` is typed: so the page of keys has a chord there
    Action(
        "keys",
        BOXES,
        "ctrl+k,f1",
        "keys",
        "All keys of this screen, and what a line can say",
        7,
        True,
        shown="ctrl+k",
    ),
    # Observe
    Action("observe_line", ("observe",), "enter", "keep", "Keep the line; amend what is chosen", 1),
    Action("observe_form", ("observe",), "ctrl+f", "form", "The note, by fields", 0, True),
    Action(
        "observe_describe", ("observe",), "ctrl+d", "describe", "Put words to the marks", 3, True
    ),
    Action(
        "observe_find",
        ("observe",),
        "tab",
        "find",
        "Find, filter, re-tag one note or many",
        4,
        shown="Tab",
    ),
    Action("choose_note", ("observe",), "", "choose", "Choose a note", shown="↑ ↓"),
    Action(
        "move_note",
        ("observe",),
        "ctrl+r",
        "not about him",
        "The chosen note is another's",
        0,
        True,
    ),
    Action("strike_note", ("observe",), "ctrl+s", "strike", "Strike the chosen note, why", 0, True),
    Action(
        "not_noted",
        ("observe",),
        "ctrl+n",
        "not noted",
        "Whom we have written least about",
        0,
        True,
    ),
    Action(
        "state",
        ("observe",),
        "ctrl+t",
        "state",
        "A state that lasts: a seat, then which; the same again ends it",
        0,
        True,
    ),
    Action("scan_round", ("observe",), "", "scan round", "Look at each man once, seat by seat"),
    Action(
        "note_history",
        ("observe",),
        "",
        "history",
        "All that the chosen note said, and who changed it",
    ),
    Action("rate", ("observe", "live"), "", "rate understanding", "How far a man understood"),
    Action("work", ("observe",), "", "work", "Work between sessions: ask, and set"),
    Action("actions", ("observe", "live"), "", "actions", "What is to be done: who, by when, done"),
    Action("actions", ("today",), "a", "actions", "What is to be done: who, by when, done"),
    Action("recording", ("observe",), "", "recording", "The recording: started, stopped, failed"),
    Action(
        "hand_over", ("observe",), "", "hand over", "A colleague takes the keyboard, as himself"
    ),
    Action("attendance", ("observe",), "ctrl+a", "attendance", "Who is here", 0, True),
    Action(
        "undo",
        ("observe", "describe", *FORMS),
        "ctrl+z",
        "undo",
        "Take back typing; on an empty line your last act",
        5,
    ),
    Action("undo", ("notes",), "ctrl+z", "undo", "Take back your last act"),
    Action("redo", WRITING, "ctrl+y", "redo", "Do again what was taken back"),
    # All sessions' notes: find as you type
    Action("find_read", ("find",), "enter", "read", "Read the session of the chosen note", 1),
    Action("find_up", ("find",), "up", "up", "The note above", shown="↑"),
    Action("find_down", ("find",), "down", "choose", "The note below", 2, shown="↑ ↓"),
    Action("find_page_up", ("find",), "pageup", "page up", "Some notes further up"),
    Action("find_page_down", ("find",), "pagedown", "page down", "Some notes further down"),
    Action("leave", ("find",), "escape", "back", "Empty the box, then back", 3),
    # The day's notes: find, filter, choose several, change them
    Action(
        "notes_act",
        ("notes",),
        "enter",
        "change",
        "Amend, re-tag, move or strike what is chosen",
        1,
    ),
    Action(
        "notes_pick",
        ("notes",),
        "tab",
        "choose",
        "Choose this note as well, or let it go",
        2,
        shown="Tab",
    ),
    Action(
        "notes_pick_all",
        ("notes",),
        "ctrl+a",
        "all",
        "Choose all that were found, or none",
        3,
        True,
    ),
    Action(
        "notes_item", ("notes",), "ctrl+e", "exercise", "Only the notes of one exercise", 4, True
    ),
    Action(
        "notes_retag", ("notes",), "ctrl+t", "re-tag", "Give the chosen notes other tags", 0, True
    ),
    Action(
        "notes_move",
        ("notes",),
        "ctrl+r",
        "not about him",
        "The chosen notes are another man's",
        0,
        True,
    ),
    Action("notes_strike", ("notes",), "ctrl+s", "strike", "Strike the chosen notes, why", 0, True),
    Action("note_history", ("notes",), "", "history", "All that a note said, and who changed it"),
    Action("notes_up", ("notes",), "up", "up", "The note above", shown="↑"),
    Action("notes_down", ("notes",), "down", "down", "The note below", shown="↓"),
    Action("notes_page_up", ("notes",), "pageup", "page up", "A page up"),
    Action("notes_page_down", ("notes",), "pagedown", "page down", "A page down"),
    Action(
        "leave",
        ("notes",),
        "escape",
        "back",
        "Let go of what is chosen, then of the words, then back",
        5,
    ),
    # Describe
    Action("describe_line", ("describe",), "enter", "keep", "Keep the words, go on to the next", 1),
    Action("nothing_to_say", ("describe",), "ctrl+n", "nothing to add", "Strike the mark", 2, True),
    Action("choose_mark", ("describe",), "tab", "next mark", "The next mark", 3, shown="Tab"),
    Action("move_mark", ("describe",), "ctrl+r", "not about him", "It is another man's", 0, True),
    Action(
        "leave",
        ("observe", "describe", "form", "concern"),
        "escape",
        "back",
        "Back; text is kept",
        6,
    ),
    # The note by fields
    Action("keep_form", ("form",), "ctrl+s", "keep", "Keep the note", 1, True),
    Action("next_field", FORMS, "", "next field", "Go on to the next field", 2, shown="Tab"),
    # Concern
    Action("add_told", ("concern",), "ctrl+t", "told", "Someone was told: who, how, when", 1, True),
    Action(
        "print_concern", ("concern",), "ctrl+d", "concern note", "Make the one-page note", 3, True
    ),
    # Actions: what is to be done
    Action("action_done", ("actions",), "d", "done", "It is done (again: it isn't)", 1),
    Action("action_new", ("actions",), "n", "new", "Something else is to be done", 2),
    Action("action_who", ("actions",), "w", "who", "Who does it", 3),
    Action("action_by_when", ("actions",), "b", "by when", "By when", 4),
    Action("action_what", ("actions",), "t", "text", "Change what is to be done"),
    Action("action_strike", ("actions",), "k", "strike", "It is no longer to be done"),
    # Work between sessions
    Action("work_done", ("work",), "d", "done", "He did it", 1),
    Action("work_part", ("work",), "p", "part", "He did a part of it", 2),
    Action("work_not_done", ("work",), "n", "not done", "He didn't: his reason", 3),
    Action("work_not_asked", ("work",), "x", "not asked", "It wasn't asked about", 4),
    Action("set_work", ("work",), "s", "set new work", "Set work for all or some", 5),
    Action("strike_work", ("work",), "k", "take out", "Take out work set today"),
    Action("row_up", ("work", "close", "actions"), "up", "up", "Choose the row above"),
    Action("row_down", ("work", "close", "actions"), "down", "down", "Choose the row below"),
)
