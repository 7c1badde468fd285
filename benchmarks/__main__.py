"""`python -m benchmarks`: every measure in one table, each beside its yardstick in the same run."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import (
    cockpit,
    command_line,
    discretion,
    entry_durable,
    fold,
    pdf,
    planning,
    verifying,
)
from benchmarks.on_screen import measures
from benchmarks.table import print_table


def main() -> None:
    """Print them all; about a quarter of an hour."""
    with TemporaryDirectory() as folder:
        print_table(measures(Path(folder)))
        print(f"\na day of {cockpit.ENTRIES:,} entries, {cockpit.ITEMS} items:")
        print_table(cockpit.measures(Path(folder)))
    for part in (
        command_line,
        discretion,
        entry_durable,
        fold,
        pdf,
        planning,
        verifying,
    ):
        print()
        part.main()


if __name__ == "__main__":
    main()
