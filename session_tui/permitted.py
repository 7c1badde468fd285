"""Which deed of the table of roles (models.roles) each action of the screens leads to.

An action that stands here is refused with a sentence, and left out of palette and footer, where
the role of whoever is at the keyboard doesn't allow its deed. All others only look or move about.
"""

from __future__ import annotations

from typing import Final

_DEEDS: Final[dict[str, tuple[str, ...]]] = {
    "staff": ("add_staff",),
    "group": ("new_group",),
    "men": ("add_man", "man_leaves", "target"),
    "route": ("reason", "credit", "block_again"),
    "standing": ("standing", "catch_up", "order", "assessed", "closing_step"),
    "agreed": ("agreed",),
    "plan": (
        "board_move",
        "board_swap",
        "board_split",
        "board_lock",
        "board_carry",
        "board_more",
        "board_fewer",
        "board_rest",
        "board_plan",
    ),
    "open": ("open_day", "cancel_day", "begin_block", "plan_file"),
    "run": (
        "go",
        "break_now",
        "pause",
        "more_minutes",
        "fewer_minutes",
        "skip",
        "cut",
        "carry",
        "insert",
        "must_give",
        "repeat",
        "split",
        "swap",
        "times",
        "start_chosen",
        "earlier",
        "later",
        "recording",
    ),
    "attendance": (
        "others_in",
        "in_",
        "rest_in",
        "absent",
        "step_out",
        "come_back",
        "left",
        "sent_home",
        "not_admitted",
        "rescheduled",
        "outcome",
        "part",
        "staff",
    ),
    "notes": (
        "note",
        "observe_line",
        "observe_form",
        "describe",
        "observe_describe",
        "describe_line",
        "move_note",
        "strike_note",
        "state",
        "scan_round",
        "nothing_to_say",
        "move_mark",
        "keep_form",
    ),
    "work": (
        "work_done",
        "work_part",
        "work_not_done",
        "work_not_asked",
        "set_work",
        "strike_work",
    ),
    "concerns": ("concern", "add_told"),
    "debrief": ("debrief", "afterwards"),
    "reflect": ("reflect",),
    "sign": ("sign",),
    "supervise": (
        "new_supervision",
        "change_supervision",
        "quality_form",
        "view_recording",
        "keep_supervision",
        "keep_quality",
    ),
    "sign supervision": ("sign_supervision",),
    "undo": ("undo", "redo"),
    "read": ("review", "read"),
    "hand out": ("export", "day_sheet", "board_write", "offender_manager_note", "print_concern"),
}

DEED_OF: Final = {action: deed for deed, actions in _DEEDS.items() for action in actions}
"""The deed of an action, by the action's name."""
