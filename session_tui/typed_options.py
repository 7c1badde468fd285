"""What is typed after an option of the command line, read: numbers, dates. ArgumentTypeError."""

from __future__ import annotations

import argparse
from datetime import date

MOST = 1000


def whole(text: str) -> int:
    """A whole number from 1 to `MOST`."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MOST}, got {text}")
    return number


def speed(text: str) -> float:
    """How many times as fast a clock is to run."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 3600:
        raise argparse.ArgumentTypeError(f"must be a number above 0, at most 3600, got {text}")
    return number


def date_said(text: str) -> date:
    """A date in any of the ways people write it."""
    from exercise_bank.dates import parse_date

    read = parse_date(text)
    if read is None:
        raise argparse.ArgumentTypeError(f"must be a date such as 2026-11-24, got {text}")
    return read.date
