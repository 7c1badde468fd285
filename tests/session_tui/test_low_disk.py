"""Less than 50 MiB free: said while there is still room to write it."""

from __future__ import annotations

import pytest

from models import platform
from session_tui.desk import Desk
from session_tui.low_disk import LEAST_FREE_BYTES
from tests.session_tui.hands import app_on, settle
from tests.session_tui.keyboard import screen_text


@pytest.mark.parametrize("free", [LEAST_FREE_BYTES - 1, LEAST_FREE_BYTES])
async def test_a_disk_that_is_nearly_full_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    monkeypatch.setattr(platform, "free_bytes", lambda _: free)
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.low_disk.tick()
        await settle(pilot)
        said = "only 49 MB left: make room" in screen_text(app.screen)
        assert said == (free < LEAST_FREE_BYTES)
