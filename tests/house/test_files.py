"""The house's rules on files: short, named by their subject, nothing silenced without a reason."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("exercise_bank", "models", "exports", "session_tui")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
CHECKED = [ROOT / "run.py", *SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]

MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore)\b(\[[\w, -]*\]|:[\sA-Z0-9,]*)?(?P<reason>.*)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_source_file_is_short_and_named_by_its_subject(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert not NAMES_THAT_SAY_NOTHING & set(re.split(r"[/_.]", name(path)))


@pytest.mark.parametrize("path", CHECKED, ids=name)
def test_a_silenced_warning_has_its_reason_on_the_line(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        silenced = SILENCED.search(line)
        assert not silenced or re.search(r"\w+ \w+", silenced["reason"]), f"line {number}: {line}"
