"""The torture in short, a process for each subject; at length it is `python -m tests.torture`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture.__main__ import SUBJECTS
from tests.torture.system_calls import AVAILABLE

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not AVAILABLE, reason="system calls are watched on Linux, x86-64 alone")
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_record_withstands(subject: str) -> None:
    command = [sys.executable, "-m", "tests.torture", "--short", subject]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
