"""A sample day as a whole: from its opening to what is written after the men have gone."""

from __future__ import annotations

from random import Random

from models.entries.group import WorkSet
from models.local_time import MINUTE_MS
from session_tui.sample.attendance import play_attendance, play_outcomes
from session_tui.sample.closing import (
    play_debrief,
    play_recording,
    play_work_due,
    play_work_set,
)
from session_tui.sample.notes import play_concern, play_notes
from session_tui.sample.script import Script, Setting
from session_tui.sample.timeline import play_timeline

CONCERN_SHARE = 0.15
"""Days with a concern: one in seven or so."""


def play_day(setting: Setting, dice: Random) -> tuple[Script, tuple[WorkSet, ...]]:
    """What is said on this day, and the work that is due on the next. The dice decide."""
    script = Script(setting, dice)
    opened = script.say(setting.session, setting.wall(9.5 * 60))
    script.say(setting.plan, opened.at, together=opened)
    play_timeline(script)
    play_recording(script)
    play_attendance(script)
    play_notes(script)
    due = (*play_work_due(script), *play_work_set(script))
    if script.chance(CONCERN_SHARE):
        play_concern(script, dice.randrange(90))
    play_outcomes(script)
    play_debrief(script)
    return script, due


def signed_at(script: Script) -> int:
    """When the day is signed (ms)."""
    return script.ended + 28 * MINUTE_MS
