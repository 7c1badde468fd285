"""Asked once: on which date the day ran, and why it is written afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from exercise_bank.dates import parse_date
from models.acts import Act
from models.acts.noting import mark_afterwards
from models.day.day import Day
from models.local_time import date_of, long_date
from session_tui.ask import Ask, numbered
from session_tui.screens.today.opening import redated

if TYPE_CHECKING:
    from session_tui.app import SessionApp

BECAUSE = (
    "no laptop in the room",
    "the laptop or its power failed",
    "the room wasn't suited to it",
    "short of staff: nobody free to write",
)


async def ask_when_and_why(app: SessionApp, day: Day) -> Act | None:
    """One act: the date the day ran, and that it is written afterwards; None where it was left.

    A day that ran in part on the laptop has its date already.
    """
    now = app.desk.now()
    today = date_of(now, day.about.zone)
    ran = day.about.date
    if day.timeline.started is None:
        asked = Ask(
            f"On which date did it run? Enter takes {long_date(ran)}",
            words="10 Nov, 10/11/2026, or -1 for yesterday",
            field=f"after:date:{day.session}",
            check=lambda text: "" if not text else _trouble(text, today),
        )
        said = await app.push_screen_wait(asked)
        if said is None:
            return None
        ran = read_ran(said, today) if said else ran
    asked = Ask(
        "Why is it written afterwards?",
        numbered(BECAUSE),
        words="or in your words",
        field=f"after:why:{day.session}",
    )
    because = await app.push_screen_wait(asked)
    if not because:
        return None
    marked = mark_afterwards(day, today, because, now)
    if ran == day.about.date:
        return marked
    moved = redated(day.about, ran, day.facts)
    return Act(f"{marked.says}; ran {long_date(ran)}", (*moved.entries, *marked.entries))


def read_ran(text: str, today: str) -> str:
    """The ISO date meant; "" where it is none. Without a year it is the latest one that was."""
    text = text.strip()
    if text.startswith("-") and text[1:].isdecimal():
        return (date.fromisoformat(today) - timedelta(days=int(text[1:]))).isoformat()
    found = parse_date(text)
    if found is not None:
        return found.date.isoformat()
    year = int(today[:4])
    for joint in (" ", "/", "."):
        for this in (year, year - 1):
            found = parse_date(f"{text}{joint}{this}")
            if found is not None and found.date.isoformat() <= today:
                return found.date.isoformat()
    return ""


def _trouble(text: str, today: str) -> str:
    ran = read_ran(text, today)
    if not ran:
        return f"{text[:20]!r} is no date: 10 Nov, 10/11/2026, or -1 for yesterday."
    return f"{long_date(ran)} is still to come." if ran > today else ""
