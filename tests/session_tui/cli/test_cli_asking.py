"""What is said where a command was asked for wrongly, or the home can't be opened."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from session_tui import __version__
from session_tui.cli import main, parser
from session_tui.commands import list_sessions
from session_tui.sample.home import PASSPHRASE
from tests.session_tui.cli.conftest import Run

COMMANDS = (
    *("bank", "practice", "list", "show", "export", "sync", "rebuild", "verify", "sample"),
    *("backup", "restore", "join"),
)


def test_help_names_every_command(run: Run) -> None:
    ran = run("--help")
    assert ran.status == 0
    assert all(name in ran.out for name in COMMANDS)
    assert "SESSION_TUI_HOME" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"session-tui {command}" in ran.out


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"session-tui {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nope"],
        ["show"],
        ["export", "2026-11-17"],
        ["export", "2026-11-17", "--to", "x", "--format", "rtf"],
        ["practice", "--speed", "0"],
        ["practice", "--speed", "fast"],
        ["practice", "--day", "-1"],
        ["sample", "--to", "x", "--sessions", "many"],
        ["sample", "--to", "x", "--groups", "0"],
        ["bank", "burn"],
        ["list", "--no-such-option"],
        ["list", "\x1b]0;title\x07"],
    ],
    ids=" ".join,
)
def test_what_was_asked_wrongly_is_said_in_a_line(arguments: list[str], run: Run) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "--help" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "command",
    [["list"], ["show", "x"], ["export", "x", "--to", "y"], ["sync"], ["backup", "--to", "y"]],
    ids=" ".join,
)
def test_without_a_home_the_way_on_is_said(command: list[str], run: Run, tmp_path: Path) -> None:
    ran = run(*command, "--home", tmp_path / "nothing")
    assert ran.status == 1
    assert "no home" in ran.err
    assert "--home" in ran.err
    assert not (tmp_path / "nothing").exists()


@pytest.mark.usefixtures("own")
def test_the_option_goes_before_the_environment(run: Run, tmp_path: Path) -> None:
    assert run("list").status == 0
    assert run("--home", tmp_path / "nothing", "list").status == 1
    assert run("list", "--home", tmp_path / "nothing").status == 1


@pytest.mark.usefixtures("own")
def test_a_wrong_passphrase_is_said_and_not_shown(run: Run, secret: Path) -> None:
    secret.write_text("a wrong one", encoding="utf-8")
    ran = run("list")
    assert ran.status == 1
    assert "passphrase" in ran.err
    assert "a wrong one" not in ran.err


@pytest.mark.parametrize("raw", [b"", b"\n", b"\xff\xfe\x00", None])
@pytest.mark.usefixtures("own")
def test_a_passphrase_file_that_is_none_is_said(raw: bytes | None, run: Run, secret: Path) -> None:
    if raw is None:
        secret.unlink()
    else:
        secret.write_bytes(raw)
    ran = run("list")
    assert ran.status == 1
    assert str(secret) in ran.err
    assert "SESSION_TUI_PASSPHRASE_FILE" in ran.err


@pytest.mark.usefixtures("own")
def test_a_passphrase_file_may_end_as_windows_ends_lines(run: Run, secret: Path) -> None:
    secret.write_bytes(PASSPHRASE.encode() + b"\r\n")
    assert run("list").status == 0


@pytest.mark.usefixtures("own")
def test_without_terminal_or_file_the_ways_are_said(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SESSION_TUI_PASSPHRASE_FILE")
    ran = run("list")
    assert ran.status == 1
    assert "terminal" in ran.err


def test_the_screens_need_a_terminal(run: Run) -> None:
    for arguments in ([], ["practice"]):
        ran = run(*arguments)
        assert ran.status == 2
        assert "terminal" in ran.err


def test_files_named_for_the_program_must_be_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("session_tui.commands.open_app.needs_terminal", lambda: None)
    assert "no such folder" in run("--bank", tmp_path / "none").err
    assert "no such file" in run("--plan", tmp_path / "none.csv").err


@pytest.mark.usefixtures("own")
def test_a_fault_of_our_own_prints_its_place_and_no_values(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> NoReturn:
        secret_text = "spoke of his sister"
        raise KeyError(secret_text)

    monkeypatch.setattr(list_sessions, "unlocked", fail)
    ran = run("list")
    assert ran.status == 1
    assert "KeyError at test_cli_asking.py:" in ran.err
    assert "sister" not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("own")
def test_ctrl_c_leaves_a_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(list_sessions, "unlocked", interrupt)
    ran = run("list")
    assert ran.status == 130
    assert len(ran.err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="directory modes are Unix's")
def test_a_home_that_may_not_be_written_is_said(own: Path, run: Run) -> None:
    if os.geteuid() == 0:
        (own / "local.lock").mkdir()  # root may write anywhere, but not where a folder is
    else:
        own.chmod(0o500)
    ran = run("list")
    own.chmod(0o700)
    assert ran.status == 1
    assert "local.lock" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.usefixtures("own")
def test_letters_that_the_output_does_not_know_are_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open(tmp_path / "out", "w", encoding="ascii") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["show", "2026-11-17"]) == 0
    assert "?" in (tmp_path / "out").read_text(encoding="ascii")


def test_every_command_can_be_reached() -> None:
    for command in COMMANDS:
        arguments, _ = parser().parse_known_args(
            {
                "bank": ["bank", "check"],
                "show": ["show", "x"],
                "export": ["export", "x", "--to", "y"],
                "sample": ["sample", "--to", "y"],
                "backup": ["backup", "--to", "y"],
                "restore": ["restore", "x"],
                "join": ["join", "x"],
            }.get(command, [command])
        )
        module = __import__(f"session_tui.commands.{arguments.module}", fromlist=["run"])
        assert callable(module.run)
