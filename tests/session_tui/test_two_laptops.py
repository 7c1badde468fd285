"""The example of two laptops and a supervisor ends with three equal records."""

import pytest

from examples.two_laptops.__main__ import main


def test_two_recorders_and_a_supervisor_end_with_equal_records(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert printed.count("Three equal records") == 2
    assert printed.count("said differently by two: 1") == 2
