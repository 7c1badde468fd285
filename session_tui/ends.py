"""Ends that nobody asked for: the terminal is closed, the machine shuts down, a fault is met.

The last letters are kept. Windows gives a program in a closed window no such signal; there what
stood half a second before is kept.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import WorkerFailed

if TYPE_CHECKING:
    from session_tui.app import SessionApp


def heed_signals(app: SessionApp) -> None:
    """Have the program end cleanly when it is told to."""
    if sys.platform == "win32" or app.is_headless:
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, partial(_hang_up, app))
    loop.add_signal_handler(
        signal.SIGTERM, lambda: app.run_worker(app.action_leave_program(), group="leave")
    )


def cut_short(error: Exception) -> bool:
    """Whether the lock only cut short what a screen was reading: the program goes on.

    After the next passphrase the screen reads on.
    """
    from models.keys.keyring import Locked

    return isinstance(error, WorkerFailed) and isinstance(error.error, Locked)


def _hang_up(app: SessionApp) -> None:
    """The terminal is gone, and what tries to draw on it would wait for ever: end at once."""
    app.keep_last_letters()
    app.desk.close()
    if app.throwaway is not None:
        app.throwaway.cleanup()
    os._exit(128 + signal.SIGHUP)
