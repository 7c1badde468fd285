"""Three laptops and two hubs, by chance: nothing that was saved is ever missing or there twice.

Edits, partitions, doubled, disordered and cut transfers, kills and restored backups on both kinds
of machine; clocks that jump and fresh keys on the whole one. CI runs 270 light and 30 whole ones of
12 steps; more, and longer ones, by command, which prints how many there were:

SESSION_TUI_MACHINES=0 SESSION_TUI_WHOLE_MACHINES=2000 SESSION_TUI_STEPS=20
python -m pytest tests/models/sync/test_sync_machine.py --hypothesis-seed=1
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.models.sync.light_machine import LightMachine
from tests.models.sync.machine import Machine, figures
from tests.models.sync.whole_machine import WholeMachine

LIGHT = int(os.environ.get("SESSION_TUI_MACHINES", "270"))
WHOLE = int(os.environ.get("SESSION_TUI_WHOLE_MACHINES", "30"))
STEPS = int(os.environ.get("SESSION_TUI_STEPS", "12"))


@pytest.fixture(scope="module", autouse=True)
def figure(request: pytest.FixtureRequest) -> Iterator[None]:
    """How much it was, printed at the end."""
    yield
    says = (
        f"{figures['LightMachine']} light and {figures['WholeMachine']} whole machines "
        f"({figures['tables']} with local tables), {figures['entries']} entries: "
        "none lost, none twice"
    )
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().line(f"\n{says}")


@pytest.mark.parametrize(
    ("machine", "machines"), [(LightMachine, LIGHT), (WholeMachine, WHOLE)], ids=["light", "whole"]
)
def test_nothing_saved_is_missing_or_there_twice_once_all_have_met(
    machine: type[Machine], machines: int
) -> None:
    if not machines:
        pytest.skip("none wanted")
    rules = settings(
        max_examples=machines,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=rules)
