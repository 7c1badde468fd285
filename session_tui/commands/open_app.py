"""`session-tui`: open the program on the home."""

from __future__ import annotations

import sys
from argparse import Namespace

from session_tui.commands.opening import home_folder
from session_tui.commands.trouble import Stop


def run(arguments: Namespace) -> int:
    """Open the program. Stop (2) without a terminal, or where a file named isn't there."""
    needs_terminal()
    if arguments.bank is not None and not arguments.bank.is_dir():
        raise Stop(f"--bank {arguments.bank}: there is no such folder.", 2)
    if arguments.plan is not None and not arguments.plan.is_file():
        raise Stop(f"--plan {arguments.plan}: there is no such file.", 2)
    from session_tui.app import run_app

    return run_app(
        home_folder(arguments),
        arguments.bank,
        observe=arguments.observe,
        plan_file=arguments.plan,
    )


def needs_terminal() -> None:
    """Stop (2) where the screens couldn't be shown or keys couldn't be read."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Stop(
            "The program's screens need a terminal; session-tui --help lists commands that do "
            "without.",
            2,
        )
