"""What the screens show of people, and its trail: one table, kept in the record's own thread.

An entry is written as a screen comes to lie on top, or as it turns to another man or session. It
says who looked, when, at which screen, of which group, session and man (ids), never what stood
there. The same person who looks at the same again within ten minutes leaves no second entry: a
day led at the live screen, with a question every minute, is not hundreds of consultations.
What a question or a sheet shows belongs to the screen under it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from session_tui.desk import Desk

AGAIN_MS = 10 * 60_000
"""So long the same person looks at the same without another entry (ours)."""


class Shown(NamedTuple):
    """What stands on a screen: in the trail's words, of which group, session and men (ids)."""

    what: str
    group: str = ""
    session: str = ""
    men: tuple[str, ...] = ()
    used: Literal["consultation", "combination"] = "consultation"


OF_DAY: Final = {
    "live": "live screen",
    "observe": "observe screen",
    "notes": "notes of the day",
    "describe": "marks to describe",
    "form": "note form",
    "concern": "concern",
    "close": "closing gate",
    "debrief": "debrief",
    "reflection": "own reflection",
    "work": "work between sessions",
    "unlike": "facts said differently",
    "afterwards": "day written afterwards",
}
"""Screens that show the men of the open day."""

OF_GROUP: Final = {
    "today": "today",
    "actions": "actions",
    "group": "men of the group",
    "man": "man's page",
    "details": "man's page",
    "lifestyle_plan": "lifestyle plan",
    "lifestyle_words": "lifestyle plan",
    "board": "days of the block",
}
"""Screens that show the men of the chosen group; nobody before there is one."""

OF_TEAM: Final = {
    "review": "list of sessions",
    "read_session": "session",
    "read_notes": "notes of a session",
    "thread": "thread",
    "find": "find",
    "sample_page": "clinical sample",
    "supervision": "supervision of staff",
    "supervised": "supervision of one of the staff",
    "supervision_form": "supervision of one of the staff",
    "quality_form": "supervision of one of the staff",
    "next_meeting": "supervision of one of the staff",
}
"""Screens that show what several groups wrote, or one of which they say themselves."""

TOGETHER: Final = ("thread", "find")
"""Of these: several sessions brought together, which the law calls combination."""

OWN_RECORD: Final = ("man's page", "lifestyle plan", "thread")
"""What shows a man's own record: closed to who isn't named where it is restricted."""

SHOW_NOBODY: Final = {
    "welcome": "before the record is open",
    "set_up": "before the record is open",
    "join": "before the record is open",
    "room": "the clock and public titles",
    "hub": "addresses and laptops",
    "staff": "names and roles of staff",
    "add_staff": "names and roles of staff",
    "passphrase": "nothing on record",
    "form_group": "collects: its entries are the record",
    "reading": "what was read from a file before it is taken: its entries are the record",
    "read_file": "a file that left: where it was made the trail has it, here is none",
    "audit": "counts",
    "samples": "titles of documents, under codes; each that is read says what it shows",
    "trail": "ids and codes; the trail itself",
}
"""Screens that show nothing about a man or what staff wrote, with the reason."""


def shown_at(place: str, desk: Desk) -> Shown | None:
    """What of people the screen of this name shows; None where it shows nobody."""
    day = desk.day
    if (what := OF_DAY.get(place)) and day is not None:
        return Shown(what, day.about.group, day.session)
    if (what := OF_GROUP.get(place)) and desk.group:
        return Shown(what, desk.group)
    if what := OF_TEAM.get(place):
        return Shown(what, used="combination" if place in TOGETHER else "consultation")
    return None


class Looks:
    """Keeps what is looked at, once in a while for each person and thing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[tuple[str, Shown], int] = {}

    def look(self, shown: Shown) -> None:
        """Somebody looks at this now: written after what waits for the record's thread."""
        desk = self._desk
        if not desk.unlocked or desk.open_seat or desk.practice:
            return
        now, seen = desk.now(), (desk.me, shown)
        if now - self._kept.get(seen, now - AGAIN_MS) < AGAIN_MS:
            return
        self._kept[seen] = now
        desk.soon(partial(desk.note_look, shown))
