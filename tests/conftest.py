"""What every test stands on: a home of its own, so that no developer's home is ever touched."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A deadline measures the machine's mood, not the code.
# So do the health checks on a busy machine: how long and how luckily examples are drawn.
BUSY = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("house", deadline=None, suppress_health_check=BUSY)
settings.load_profile("house")

OUTSIDE = dict(os.environ)

HOMES = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "SESSION_TUI_HOME": "session-tui",
}
# What would make a test's screen or start differ from one developer to the next.
PERSONAL = (
    "SESSION_TUI_PASSPHRASE_FILE",
    "COLUMNS",
    "LINES",
    "FORCE_COLOR",
    "NO_COLOR",
    "TEXTUAL_ANIMATIONS",
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_THEME",
)


def settle(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Point every variable that leads to a home into this folder."""
    for name, inside in HOMES.items():
        monkeypatch.setenv(name, str(folder / inside))
    for name in PERSONAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(scope="session", autouse=True)
def strange_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home for what is made once for many tests."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for one test alone; nothing is in it, not even the folder of session-tui."""
    folder = tmp_path / "home"
    folder.mkdir()
    settle(monkeypatch, folder)
    return folder


@pytest.fixture(scope="session")
def outside() -> dict[str, str]:
    """The environment before it was settled, for a package installer's caches and settings."""
    return OUTSIDE


@pytest.fixture(scope="session")
def base_python() -> str:
    """The Python that the virtual environment was made from."""
    base = sys._base_executable  # type: ignore[attr-defined]  # venv itself reads it, unlisted
    return str(base)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say above pytest's closing line which of run.py's checks failed before the tests."""
    failed = OUTSIDE.get("SESSION_TUI_FAILED_CHECKS")
    if failed:
        terminalreporter.section("checks that failed before the tests", red=True, bold=True)
        terminalreporter.line(failed)
