"""Ends that come from outside: the terminal is closed, the machine shuts down.

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


def _hang_up(app: SessionApp) -> None:
    """The terminal is gone, and what tries to draw on it would wait for ever: end at once."""
    app.keep_last_letters()
    app.desk.close()
    if app.throwaway is not None:
        app.throwaway.cleanup()
    os._exit(128 + signal.SIGHUP)
