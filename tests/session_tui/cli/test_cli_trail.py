"""Every command that shows or writes personal data leaves an entry in the trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.home import open_home
from models.reader import open_reader
from models.record import Record
from models.streams import TRAIL_STREAM
from models.trail import steps
from session_tui.cli import parser
from session_tui.sample.home import PASSPHRASE
from tests.session_tui.cli.conftest import Run

SHOWS = {
    "list": (["list"], "consultation"),
    "show": (["show", "2026-11-17"], "consultation"),
    "export": (["export", "2026-11-17", "--format", "txt", "--to", "out"], "disclosure"),
    "report": (["report", "block-report", "--format", "txt", "--yes"], "disclosure"),
    "report, notes": (["report", "treatment-report", "--seat", "1"], "consultation"),
}
"""The commands that show or write what is about people, each with what the trail says of it."""

SHOWS_NOBODY = {
    "import": "collects: its entries are the record",
    "plan": "a plan names no man; what it records are entries",
    "practice": "a copy with invented men",
    "bank": "exercises",
    "sample": "invented men",
    "sync": "counts",
    "join": "counts",
    "rebuild": "counts",
    "verify": "counts, and names of staff",
    "backup": "sealed",
    "restore": "sealed",
    "staff": "names of staff",
    "erase": "codes and dates; its entries are the record",
    "trail": "ids; the trail itself",
    "operational-audit": "counts",
    "audit-sample": "its own test: test_clinical_auditor",
    "review": "a file without a record: that it was handed out is an entry where it was made",
}


def test_every_command_is_in_one_of_the_lists() -> None:
    (found,) = (one.choices for one in parser()._actions if isinstance(one.choices, dict))
    shows = {words[0] for words, _ in SHOWS.values()}
    assert shows <= found.keys() <= shows | SHOWS_NOBODY.keys()


@pytest.mark.parametrize("command", SHOWS)
def test_a_command_that_shows_people_leaves_an_entry(
    command: str, run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    words, used = SHOWS[command]
    assert run(*words).status == 0
    home = open_home(own)
    keyring = home.unlock(PASSPHRASE)
    reader = open_reader(home, keyring)
    left = steps(Record(reader, keyring, lambda: 0).entries([TRAIL_STREAM]))
    reader.close()
    assert [one.kind for one in left] == [used]
