"""The last gate before the terminal, and the line that says how far a long job is."""

from __future__ import annotations

import sys

import pytest

from session_tui.commands import output
from session_tui.commands.output import Progress, complain, many, put

HOSTILE = "one\x1b[2Jtwo\x07\u202ethree"


def test_nothing_printed_acts_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    put([HOSTILE, "zwölf"])
    complain(HOSTILE)
    out, err = capsys.readouterr()
    assert "zwölf" in out
    for said in (out, err):
        assert not set("\x1b\x07\u202e") & set(said)


def test_counts_are_said_as_people_say_them() -> None:
    assert [many(count, "note") for count in (0, 1, 2)] == ["0 notes", "1 note", "2 notes"]


@pytest.mark.parametrize(
    ("terminal", "quiet", "shown"), [(True, -1.0, True), (True, 60.0, False), (False, -1.0, False)]
)
def test_progress_is_for_terminals_and_long_jobs(
    terminal: bool,
    quiet: float,
    shown: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(output, "_QUIET_SECONDS", quiet)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with Progress("Folding") as progress:
        progress.told(3, 7)
    err = capsys.readouterr().err
    assert ("Folding: ━━━━━━━━──────────── 3 of 7, 4 to go" in err) == shown
    assert err.endswith("\r\x1b[K") == shown


def test_in_a_log_progress_is_plain_lines_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "_PLAIN_SECONDS", -1.0)
    with Progress("Folding") as progress:
        progress.told(3, 7000)
    assert capsys.readouterr().err == "Folding: 3 of 7,000, 6,997 to go\n"
