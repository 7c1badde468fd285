"""`session-tui sample --to FOLDER`: a home of invented groups, for training and trials."""

from __future__ import annotations

import sys
from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Fill the home, say its passphrase."""
    from models.clock import RealClock
    from models.local_time import date_of
    from session_tui.sample.groups import ZONE
    from session_tui.sample.home import fill_home

    whole = arguments.sessions * arguments.groups
    show = sys.stderr.isatty()

    def told(done: int) -> None:
        if show:
            print(f"\r{done} of {whole} sessions", end="", file=sys.stderr, flush=True)

    made = fill_home(
        arguments.to,
        sessions=arguments.sessions,
        groups=arguments.groups,
        today=date_of(RealClock().now(), ZONE),
        told=told,
    )
    if show:
        print("\r", end="", file=sys.stderr)
    groups = "1 group" if made.groups == 1 else f"{made.groups} groups"
    sessions = "1 session" if made.sessions == 1 else f"{made.sessions} sessions"
    print(f"{groups}, {sessions} in {arguments.to}.")
    print(f"Its passphrase: {made.passphrase}")
    return 0
