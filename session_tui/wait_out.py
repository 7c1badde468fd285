"""After wrong passphrases the next try waits: what was typed is held until then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from session_tui.desk import Desk


async def wait_out(desk: Desk, tell: Callable[[str], None]) -> None:
    """Return once the next passphrase counts; `tell` hears how many seconds are left."""
    while wait := desk.seconds_to_wait():
        tell(f"After a wrong passphrase the next waits: {wait} s…")
        await asyncio.sleep(1)
