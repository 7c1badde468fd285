"""`session-tui sample --to FOLDER`: a home of invented groups, for training and trials."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date


def run(arguments: Namespace) -> int:
    """Fill the home, say its passphrase."""
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
        today=date.today().isoformat(),
        told=told,
    )
    if show:
        print("\r", end="", file=sys.stderr)
    print(f"{made.groups} groups, {made.sessions} sessions in {arguments.to}.")
    print(f"Its passphrase: {made.passphrase}")
    return 0
