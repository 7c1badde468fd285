"""docs/features.md: every row of the yardstick is there, and the tests it names exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
TESTS = r"(?:`test_\w+`(?:, `test_\w+`)* )?"
ROW = re.compile(rf"^\| ([NP]?\d+) \|.*\| ({TESTS})\|$", re.MULTILINE)
NAMED = {row: re.findall(r"test_\w+", tests) for row, tests in ROW.findall(PAGE)}
"""The tests that each row names."""


def test_every_row_is_there_in_order() -> None:
    rows = [*(str(number) for number in range(1, 76)), *(f"N{number}" for number in range(1, 19))]
    # The yardstick's rows, then ours: as many as there are, without a gap.
    rows += [f"P{number}" for number in range(1, max(17, len(NAMED) - len(rows) + 1))]
    assert list(NAMED) == rows


def test_each_test_named_exists() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py"))
    named = {test: row for row, tests in NAMED.items() for test in tests}
    assert not {row: test for test, row in named.items() if f"def {test}(" not in code}


def test_a_row_without_a_test_says_why() -> None:
    for row, tests in NAMED.items():
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| {row} |"))
        assert tests or "not yet" in line or "left out" in line, line
