"""How this laptop and its hub stand, as lines."""

from __future__ import annotations

from models.group.people import Team
from models.local_time import clock
from session_tui.commands.output import bar
from session_tui.in_step import ZONE, Step, waited_for
from session_tui.lines import Line, line, wrap

NONE_YET = (
    "A hub is where laptops of the team leave sealed entries for each other and find them: a "
    "folder on a stick or a shared drive, a file ending in .hub, or "
    "postgresql://LOGIN@HOST/DATABASE. Nothing there can be read without a passphrase."
)
KEPT = "While the program is open entries go both ways by themselves. An empty box keeps to none."
STOPPED = "What has travelled is kept. Nothing more is sent until it is let go on."
_BAR_CELLS = 40
GOES_ON = "Everything is saved here meanwhile, and it is tried again by itself."


def hub_lines(step: Step, team: Team, cells: int) -> list[Line]:
    """What is known of the hub that is kept to; without one, what a hub is."""
    if not step.address:
        return wrap(NONE_YET, cells, "past")
    told = [*_standing(step, team, cells)]
    for remark in step.remarks:
        told += wrap(remark, cells)
    if step.sent or step.received:
        told.append(
            line(f"Since the program began: {step.sent:,} sent, {step.received:,} received.")
        )
    return [*told, (), *wrap(KEPT, cells, "past")]


def _standing(step: Step, team: Team, cells: int) -> list[Line]:
    if step.stopped:
        says = f"Stopped at {clock(step.at, ZONE)}."
        return [line(says, "now"), *_to_go(step, cells), *wrap(STOPPED, cells, "past")]
    if step.trouble:
        since = f"Not in step since {clock(step.at, ZONE)}."
        return [line(since, "now"), *wrap(step.trouble, cells), *wrap(GOES_ON, cells, "past")]
    if step.left:
        return [line("Entries go both ways.", "now"), *_to_go(step, cells)]
    if not step.at:
        return [line("Looking for it…", "past")]
    if step.waiting:
        says = (
            f"Waiting for {waited_for(step, team)}: somebody has seen them, and they are at no hub "
            "met so far."
        )
        return wrap(says, cells)
    return [line(f"In step at {clock(step.at, ZONE)}.", "now")]


def _to_go(step: Step, cells: int) -> list[Line]:
    """How much has travelled, as a bar, and what remains; nothing where nothing is to travel."""
    if not step.left:
        return []
    says = f"{step.left:,} of {step.of:,} entries to go"
    drawn = bar(step.of - step.left, step.of, min(_BAR_CELLS, cells - len(says) - 2))
    return [
        (("━" * drawn.count("━"), "head"), (drawn.lstrip("━"), "past"), (f"  {says}", "normal"))
    ]
