"""The one table of actions: bindings, footer, `?` page, palette, keymap and docs come from it.

A binding's id is the action's name, so a keymap file can move any of them.
"""

from __future__ import annotations

from functools import cache

from textual.binding import Binding

from session_tui.action import EVERYWHERE, Action
from session_tui.actions_of_board import BOARD_ACTIONS
from session_tui.actions_of_components import COMPONENT_ACTIONS
from session_tui.actions_of_files import FILE_ACTIONS
from session_tui.actions_of_samples import SAMPLE_ACTIONS
from session_tui.actions_of_staff import STAFF_ACTIONS
from session_tui.actions_of_supervision import SUPERVISION_ACTIONS
from session_tui.actions_of_trail import TRAIL_ACTIONS
from session_tui.actions_of_unlike import UNLIKE_ACTIONS
from session_tui.actions_of_writing import WRITING_ACTIONS

ACTIONS: tuple[Action, ...] = (
    # Everywhere
    Action(
        "room_view", (EVERYWHERE,), "ctrl+l", "cover", "Cover the screen: the room view", 0, True
    ),
    Action(
        "leave_now",
        (EVERYWHERE,),
        "ctrl+g",
        "leave now",
        "Leave the room now: stop the clock, cover and lock",
        0,
        True,
    ),
    Action(
        "lock", (EVERYWHERE,), "ctrl+o", "lock", "Lock: cover and ask for the passphrase", 0, True
    ),
    Action("keys", (EVERYWHERE,), "question_mark,f1", "keys", "All keys of this screen", 6),
    Action(
        "turn_bell",
        (EVERYWHERE,),
        "",
        "bell on or off",
        "A bell when time is up (never in personal work); off until wanted",
    ),
    Action("theme", (EVERYWHERE,), "", "dark or light", "Change between dark and light"),
    Action("leave_program", (EVERYWHERE,), "ctrl+q", "quit", "Leave the program", 0, True),
    # The first screen (a box takes letters, so practice has a chord besides)
    Action(
        "practice",
        ("welcome",),
        "p,ctrl+t",
        "practice",
        "Begin a practice day: an invented group, nothing is kept (ctrl+t from the box)",
        1,
    ),
    Action("set_up", ("welcome",), "s", "set up a team", "Set up a team, where there is none", 2),
    Action("join", ("welcome",), "j", "join a team", "Join a team that has a hub or a backup", 3),
    Action("person_before", ("welcome",), "up", "person above", "The person above", shown="↑"),
    Action("person_after", ("welcome",), "down", "person below", "The person below", shown="↓"),
    Action("try_again", ("welcome",), "r", "try again", "Read the folder again"),
    # A person's form: setting up a team, adding staff
    Action("back", ("set_up", "add_staff", "join"), "escape", "back", "Back; nothing is made", 2),
    # The hub
    Action("hub", ("today",), "y", "the hub", "Which hub this laptop keeps to; how they stand"),
    Action("hub", ("live",), "", "the hub", "Which hub this laptop keeps to; how they stand"),
    Action("back", ("hub",), "escape", "back", "Back to where one was", 2),
    Action(
        "stop_sync",
        ("hub",),
        "ctrl+t",
        "stop",
        "Stop the sync; again: it goes on from there",
        0,
        True,
    ),
    # Today
    Action(
        "open_day", ("today",), "enter,space", "open the day", "Open the chosen day and run it", 1
    ),
    Action("cancel_day", ("today",), "", "cancel the day", "Today's session isn't held: why"),
    Action("review", ("today",), "v", "review", "Sessions that ran: read and hand out", 3),
    Action("find", ("today", "review"), "f,slash", "find", "Find notes in all sessions"),
    Action("day_sheet", ("today",), "d", "day sheet", "Make the printed day sheet", 4),
    Action(
        "afterwards",
        ("today",),
        "w",
        "written afterwards",
        "Enter a day that ran on paper, in one table",
    ),
    Action("new_group", ("today",), "g", "new group", "Form a group", 5),
    Action("men", ("today",), "m", "the men", "The group's men: one joins, one leaves"),
    Action("hand_over", ("today",), "h", "hand over", "A colleague takes the keyboard, as himself"),
    Action("hand_over", ("live",), "", "hand over", "A colleague takes the keyboard, as himself"),
    Action("begin_block", ("today",), "b", "begin a block", "Begin a block: which, at which day"),
    Action("plan_file", ("today",), "p", "the plan's file", "What was read from the plan's file"),
    Action("next_group", ("today",), "tab", "next group", "Show the next group", shown="Tab"),
    Action(
        "earlier_day", ("today",), "left", "earlier day", "The day before in the block", shown="←"
    ),
    Action(
        "later_day", ("today",), "right", "later day", "The day after in the block", 2, shown="→"
    ),
    Action(
        "further",
        ("today", "reading"),
        "down,pagedown",
        "further down",
        "Further down the page",
        shown="↓",
    ),
    Action(
        "back_up", ("today", "reading"), "up,pageup", "further up", "Further up the page", shown="↑"
    ),
    # What was read from a file
    Action("accept", ("reading",), "enter", "accept", "Take it as it was read", 1),
    Action("leave", ("reading",), "escape", "leave", "Leave it; nothing is taken", 2),
    # A group's men
    Action("add_man", ("group",), "a", "one joins", "A man joins the group", 1),
    Action("man_leaves", ("group",), "l", "one leaves", "A man leaves the group for good", 2),
    Action("one_man", ("group",), "o", "one man", "His page: standing, route, misses", 3),
    Action("leave", ("group", "form_group", "afterwards"), "escape", "back", "Back to Today", 5),
    # One man
    Action("standing", ("man",), "s", "standing", "Suspended, back, moved, completed, gone", 1),
    Action("details", ("man",), "f", "details", "All his particulars on one form"),
    Action("restrict", ("man",), "v", "restrict", "Who alone of the staff may read his record"),
    Action("keep", ("details",), "ctrl+s", "keep", "Keep what was changed", 1, True),
    Action("leave", ("details",), "escape", "back", "Back; what was typed waits here", 2),
    Action("catch_up", ("man",), "c", "catch-up", "What becomes of a session he missed", 2),
    Action("reason", ("man",), "x", "reason", "Why he is here though a criterion isn't met", 3),
    Action("agreed", ("man",), "a", "agreed", "Consent, agreement, sheet, video: when", 4),
    Action("assessed", ("man",), "p", "assessed", "Psychometric assessment: before or after"),
    Action("order", ("man",), "o", "order", "His order or licence, and when it ends"),
    Action("credit", ("man",), "t", "credit", "Credit for work in prison: blocks, who, why"),
    Action("target", ("man",), "g", "target", "One of his own targets, and its domain"),
    Action("closing_step", ("man",), "d", "step done", "A step of his completing, and when"),
    Action("names", ("man",), "n", "names", "Names near him that never leave in a document"),
    Action("block_again", ("man",), "b", "block again", "Whether he starts a block again"),
    Action("leave", ("man",), "escape", "back", "Back to the men", 5),
    *BOARD_ACTIONS,
    # A day written afterwards
    Action(
        "others_in",
        ("afterwards",),
        "ctrl+r",
        "all others in",
        "All men not said yet came at the day's start",
        1,
        True,
    ),
    Action("undo", ("afterwards",), "ctrl+z", "undo", "Take back the row kept last", 2),
    Action("redo", ("afterwards",), "ctrl+y", "redo", "Do again what was taken back"),
    *STAFF_ACTIONS,
    *SAMPLE_ACTIONS,
    # Live: the day's clock
    Action(
        "go", ("live", "room"), "space", "next", "The one next thing: start, next, resume, end", 1
    ),
    Action("break_now", ("live", "room"), "b", "break", "Start the break now", 4),
    Action("pause", ("live", "room"), "p", "pause", "Stop the clock, with a reason"),
    Action(
        "more_minutes",
        ("live", "room"),
        "plus,equals_sign",
        "+1 min",
        "Give the running (or chosen) item a minute",
        shown="+",
    ),
    Action("fewer_minutes", ("live", "room"), "minus", "-1 min", "Take a minute from it"),
    Action("skip", ("live",), "k", "skip", "Skip the chosen item, with a reason"),
    Action("cut", ("live",), "x", "cut short", "Cut the running item short, with a reason"),
    Action("carry", ("live",), "c", "carry over", "Carry the chosen item over to another day"),
    Action("insert", ("live",), "i", "insert", "Put in an exercise of the bank"),
    Action(
        "must_give",
        ("live",),
        "g",
        "what must give",
        "The ways to end the day on time; one key applies one",
    ),
    Action("repeat", ("live",), "", "repeat", "Run the chosen item again"),
    Action(
        "side_timer",
        ("live",),
        "ctrl+t",
        "timer",
        "A timer beside the schedule: pair work, three minutes each",
    ),
    Action("why", ("live",), "", "why", "The reason of an overrun, a late start, a pause"),
    Action("split", ("live",), "", "split over a break", "Break now; what runs goes on after it"),
    Action("swap", ("live",), "", "swap", "Swap the chosen item with the one after it"),
    Action(
        "times",
        ("live",),
        "t",
        "times",
        "Its minutes (45, 1h30, +5, until 11:40), or when it began or ended (@11:40, end @-3)",
    ),
    Action(
        "start_chosen",
        ("live",),
        "enter",
        "start it",
        "Start the chosen item now; with none chosen, say why one ran over",
    ),
    Action("item_up", ("live",), "up", "up", "Choose the item above"),
    Action("item_down", ("live",), "down", "down", "Choose the item below"),
    Action("earlier", ("live",), "shift+up", "earlier", "Move the chosen item up"),
    Action("later", ("live",), "shift+down", "later", "Move the chosen item down"),
    # Live, for people and for words
    Action("note", ("live",), "n", "note", "Write a note (a digit opens it with that seat)", 2),
    Action("attendance", ("live",), "a", "attendance", "Who is here", 3),
    Action("observe", ("live",), "o", "observe", "The observe screen: writing notes all day"),
    Action("describe", ("live",), "d", "describe", "Put words to the marks"),
    Action("work", ("live",), "w", "work", "Work between sessions: ask, and set"),
    Action(
        "concern", ("live",), "exclamation_mark", "concern", "A concern or an incident", shown="!"
    ),
    Action("recording", ("live",), "", "recording", "The recording: started, stopped, failed"),
    Action("names", ("live",), "", "seats, initials", "Show seats alone, or initials too"),
    Action("finish", ("live",), "f", "close the day", "What is open, debrief, sign"),
    Action("today", ("live",), "q", "Today", "Back to Today; a running clock goes on"),
    Action(
        "undo",
        ("live", "room", "attendance", "close", "work", "actions", "board"),
        "ctrl+z,u",
        "undo",
        "Take back your last act",
        5,
        shown="u",
    ),
    Action(
        "redo",
        ("live", "room", "attendance", "close", "work", "actions", "board"),
        "ctrl+y",
        "redo",
        "Do again what was taken back",
    ),
    *WRITING_ACTIONS,
    # Attendance sheet
    Action("in_", ("attendance",), "i", "in", "He is in, now (or since a time)", 1),
    Action(
        "rest_in",
        ("attendance",),
        "asterisk",
        "all others in",
        "Everyone expected is in (after a break: is back), but those chosen",
        2,
        shown="*",
    ),
    Action("absent", ("attendance",), "x", "absent", "He isn't coming: the reason given", 3),
    Action("step_out", ("attendance",), "o", "out", "He stepped out: why, with which staff", 4),
    Action("come_back", ("attendance",), "b", "back", "He is back (nobody chosen: all are)", 5),
    Action("left", ("attendance",), "l", "left", "He left for the day; after its end: how he left"),
    Action("sent_home", ("attendance",), "h", "sent home", "He was sent home"),
    Action("not_admitted", ("attendance",), "n", "not admitted", "He came and was not admitted"),
    Action("rescheduled", ("attendance",), "r", "rescheduled", "His day was put off"),
    Action("outcome", ("attendance",), "c", "outcome", "The outcome code, provisional or decided"),
    Action(
        "since",
        ("attendance",),
        "at",
        "when",
        "Another moment than now for what is said next: 10:12, or -3",
        shown="@",
    ),
    Action("part", ("attendance",), "p", "part", "How he took part in what runs (or ran: @)"),
    Action("minutes", ("attendance",), "m", "minutes", "Minutes in the room, a man and exercise"),
    Action(
        "show",
        ("attendance",),
        "e",
        "names",
        "Initials, reasons, outcomes of the chosen (or of all), until the next key",
    ),
    Action("history", ("attendance",), "y", "history", "All that was said of his attendance today"),
    Action("staff", ("attendance",), "s", "staff", "Staff and visitors in the room"),
    Action("walk_in", ("attendance",), "w", "walk-in", "A man came who isn't in this group"),
    Action("video", ("attendance",), "v", "consent", "Notice of or consent to the recording"),
    # Close
    Action("settle", ("close",), "enter", "settle this", "Go to what is chosen", 1),
    Action("debrief", ("close",), "d", "debrief", "The session debrief", 2),
    Action("reflect", ("close",), "r", "reflection", "Your own reflection", 3),
    Action("sign", ("close",), "s", "sign", "Sign your own entries", 4),
    # Review
    Action("read", ("review",), "enter", "read", "Read the chosen session", 1),
    Action("audit", ("review",), "o", "audit", "The operational audit: twelve months, all groups"),
    Action("review_up", ("review",), "up", "up", "The session above"),
    Action("review_down", ("review",), "down", "choose", "The session below", 2, shown="↑ ↓"),
    Action("previous_part", ("read_session",), "left", "page before", "The page before"),
    Action(
        "next_part",
        ("read_session",),
        "right",
        "next page",
        "The group's part, then a page a man",
        1,
        shown="← →",
    ),
    Action(
        "back",
        ("review", "read_session", "thread", "audit", "close", "work", "actions"),
        "escape,q",
        "back",
        "Back",
        6,
    ),
    Action("keep", ("debrief", "reflection"), "ctrl+s", "keep", "Keep it and go back", 1, True),
    Action(
        "leave",
        ("debrief", "reflection"),
        "escape",
        "back",
        "Back; what was typed waits here",
        2,
    ),
    Action(
        "export",
        ("close", "review", "read_session", "thread", "audit"),
        "e",
        "export",
        "Make the session note",
        5,
    ),
    Action("register", ("review", "read_session"), "r", "register", "Make the attendance register"),
    Action("comment", ("read_session",), "c", "comment", "Comment; a question ends with ?", 2),
    Action("thread", ("read_session",), "t", "his thread", "All his sessions, target by target"),
    Action("answer", ("read_session",), "a", "answer", "Answer the question that is open here"),
    Action("sign_off", ("read_session",), "s", "sign off", "Sign the session off", 3),
    Action("return_session", ("read_session",), "x", "return", "Give it back, with reasons"),
    Action(
        "offender_manager_note",
        ("read_session",),
        "o",
        "to his OM",
        "Make the note to the offender manager of the man whose page this is",
    ),
    *COMPONENT_ACTIONS,
    *FILE_ACTIONS,
    *SUPERVISION_ACTIONS,
    *TRAIL_ACTIONS,
    *UNLIKE_ACTIONS,
)


@cache
def actions_of(place: str) -> tuple[Action, ...]:
    """The actions of a screen, its own first, then those of everywhere that it hasn't itself."""
    own = [action for action in ACTIONS if place in action.where]
    named = {action.name for action in own}
    rest = (one for one in ACTIONS if EVERYWHERE in one.where and one.name not in named)
    return (*own, *rest)


def binding_id(action: Action, place: str) -> str:
    """The id of an action's binding on a screen: a keymap moves keys by it."""
    return f"{place if place in action.where else EVERYWHERE}.{action.name}"


def bindings(place: str) -> list[Binding]:
    """Textual's bindings for a screen (or for EVERYWHERE, the app's own)."""
    return [
        Binding(
            action.keys,
            action.name,
            action.label,
            show=bool(action.footer),
            key_display=action.key,
            priority=action.chord,
            id=binding_id(action, place),
        )
        for action in ACTIONS
        if place in action.where and action.keys
    ]
