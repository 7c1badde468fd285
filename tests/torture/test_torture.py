"""The torture in short, a process for each subject; at length it is `python -m tests.torture`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import NOT_RUN, SUBJECTS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_record_withstands(subject: str) -> None:
    command = [sys.executable, "-m", "tests.torture", "--short", subject]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    if NOT_RUN in done.stdout:
        pytest.skip(NOT_RUN)


def test_the_separate_verifier_is_one_short_file_that_shares_nothing() -> None:
    text = (ROOT / "tools" / "verify_record.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    imported = re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)
    assert set(imported) <= {*sys.stdlib_module_names, "cryptography"}
