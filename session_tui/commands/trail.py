"""`session-tui trail`: who used which personal data when, and what left to whom; no content."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from session_tui.commands.opening import check_allowed, opened_home, record_of, unlocked
from session_tui.commands.output import put

if TYPE_CHECKING:
    from models.group.people import Team
    from models.trail import Step

ZONE = "Europe/London"
_CODE = 8


def run(arguments: Namespace) -> int:
    """Print a line a step, oldest first."""
    from models.local_time import instant
    from models.trail import steps

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    with record_of(home, keyring) as record:
        check_allowed(record, "trail")
        team = record.team()
        since = instant(arguments.since.isoformat(), 0, ZONE) if arguments.since else 0
        found = [one for one in steps(record.everything()) if one.at >= since]
    if arguments.man:
        found = [one for one in found if any(man.endswith(arguments.man) for man in one.men)]
    put(trail_lines(found, team) or ["The trail is empty."])
    return 0


def trail_lines(found: list[Step], team: Team) -> list[str]:
    """The steps in lines: when, how, who, what, of which stream and men (the ends of their ids)."""
    return [_line(one, team) for one in found]


def _line(one: Step, team: Team) -> str:
    from models.local_time import clock, date_of

    when = f"{date_of(one.at, ZONE)} {clock(one.at, ZONE)}"
    men = "".join(f" {man[-_CODE:]}" for man in one.men)
    to = f", to {one.recipient}" if one.recipient else ""
    why = f" ({one.why})" if one.why else ""
    of = f" of {one.stream[-_CODE:]}" if one.stream else ""
    return f"{when}  {one.kind:<12}  {team.staff_name(one.by)}: {one.what}{of}{men}{to}{why}"
