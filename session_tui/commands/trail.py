"""`session-tui trail`: who used which personal data when, and what left to whom; no content."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING

from session_tui.commands.opening import check_allowed, opened_home, record_of, unlocked
from session_tui.commands.output import put

if TYPE_CHECKING:
    from models.group.people import Team
    from models.home import Home
    from models.trail import Step

ZONE = "Europe/London"
_CODE = 8


def run(arguments: Namespace) -> int:
    """Print a line a step, oldest first."""
    from models.local_time import instant
    from models.trail import steps

    home = opened_home(arguments)
    keyring, _ = unlocked(home, auditing=True)
    with record_of(home, keyring) as record:
        check_allowed(record, "trail")
        names = staff_names(home, record.team())
        since = instant(arguments.since.isoformat(), 0, ZONE) if arguments.since else 0
        found = [one for one in steps(record.everything()) if one.at >= since]
    if arguments.man:
        found = [one for one in found if any(man.endswith(arguments.man) for man in one.men)]
    put(trail_lines(found, names) or ["The trail is empty."])
    return 0


def staff_names(home: Home, team: Team) -> dict[str, str]:
    """What to call who by his id: the record's name, else what this laptop calls him."""
    labels = {one.staff.hex(): one.label for one in home.people()}
    return labels | {staff: person.name for staff, person in team.staff.items()}


def trail_lines(found: list[Step], names: Mapping[str, str]) -> list[str]:
    """The steps in lines: when, how, who, what, of which stream and men (the ends of their ids)."""
    return [_line(one, names.get(one.by, one.by[-_CODE:])) for one in found]


def _line(one: Step, name: str) -> str:
    from models.local_time import clock, date_of

    when = f"{date_of(one.at, ZONE)} {clock(one.at, ZONE)}"
    men = "".join(f" {man[-_CODE:]}" for man in one.men)
    to = f", to {one.recipient}" if one.recipient else ""
    why = f" ({one.why})" if one.why else ""
    of = f" of {one.stream[-_CODE:]}" if one.stream else ""
    return f"{when}  {one.kind:<12}  {name}: {one.what}{of}{men}{to}{why}"
