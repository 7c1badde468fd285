"""bank check: faults with file and line, exit status 1; the shipped bank has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session_tui.cli.conftest import Run


def test_the_shipped_bank_has_no_fault(run: Run) -> None:
    ran = run("bank", "check")
    assert (ran.status, ran.out) == (0, "No fault found.\n")


def test_each_fault_is_a_line_with_file_and_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "block2.toml").write_text("block = 2\ntitle = 3\n[[exercise]]\nid = 'x'\n")
    for arguments in (("bank", "check", tmp_path), ("bank", "check", "--bank", tmp_path)):
        ran = run(*arguments)
        assert ran.status == 1
        *faults, total = ran.out.splitlines()
        assert faults
        assert all("block2.toml" in fault for fault in faults)
        assert total.startswith(f"{len(faults)} fault")


def test_a_folder_that_is_not_there_is_a_fault(run: Run, tmp_path: Path) -> None:
    ran = run("bank", "check", tmp_path / "none")
    assert ran.status == 1
    assert "no such folder" in ran.out
    assert "Traceback" not in ran.err


def test_hostile_text_in_a_file_acts_on_no_terminal(run: Run, tmp_path: Path) -> None:
    text = 'block = 2\ntitle = "\\u001b]0;taken\\u0007"\n[[exercise]]\nid = "\\u001b[2J"\n'
    (tmp_path / "block2.toml").write_text(text)
    assert "\x1b" not in run("bank", "check", tmp_path).out


@pytest.mark.usefixtures("own")
def test_a_bank_that_cannot_be_used_stops_an_export_in_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "block2.toml").write_text("this is no TOML")
    out = tmp_path / "out"
    ran = run("--bank", tmp_path / "bank", "export", "2026-11-17", "--to", out)
    assert ran.status == 1
    assert "block2.toml" in ran.err
    assert not out.exists()
