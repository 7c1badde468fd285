"""The actions of a session that is read from a file."""

from __future__ import annotations

from typing import Final

from session_tui.action import Action

_READ = ("read_file",)
FILE_ACTIONS: Final = (
    Action("previous_part", _READ, "left", "page before", "The page before"),
    Action(
        "next_part",
        _READ,
        "right",
        "next page",
        "The group's part, then a page a man",
        1,
        False,
        "← →",
    ),
    Action("comment", _READ, "c", "comment", "Comment; a question ends with ?", 2),
    Action("read_notes", _READ, "n", "notes", "Its notes: filter, comment on one", 3),
    Action("answer", _READ, "a", "answer", "Answer the question that is open here", 4),
    Action("return_session", _READ, "x", "return", "Give it back, with reasons", 5),
    Action("sign_off", _READ, "s", "sign off", "Why a file can't be signed off"),
)
