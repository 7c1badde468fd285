"""A transfer of 50 entries cut at many bytes of each way, here; at every one by command.

python -m tests.models.sync.cut_transfer folder|sent|received --from 0 --minutes 10
"""

from __future__ import annotations

import sys

import pytest

from tests.models.sync.cut_transfer import way_of

EVERY = {"folder": 131, "sent": 2503, "received": 1201}
"""So many bytes from one cut to the next: a few seconds of them in all."""


@pytest.mark.parametrize("name", EVERY)
def test_a_transfer_cut_anywhere_loses_and_doubles_nothing(
    name: str, request: pytest.FixtureRequest
) -> None:
    if name == "folder" and sys.platform == "win32":
        pytest.skip("no limit on the size of a file there")
    server = None if name == "folder" else request.getfixturevalue("server")
    with way_of(name, server) as way:
        places = range(0, way.size, EVERY[name])
        assert [byte for byte in places if not way.cut_at(byte)] == []
        assert not way.cut_at(way.size + 100)
    says = f"{name}: cut at {len(places)} of {way.size} bytes, none lost, none twice"
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().line(f"\n{says}")
