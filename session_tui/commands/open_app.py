"""`session-tui`: open the program on the home."""

from __future__ import annotations

from argparse import Namespace

from session_tui.commands.opening import home_folder


def run(arguments: Namespace) -> int:
    """Open the program."""
    from session_tui.app import run_app

    return run_app(
        home_folder(arguments),
        arguments.bank,
        observe=arguments.observe,
        plan_file=arguments.plan,
    )
