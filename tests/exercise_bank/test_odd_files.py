"""Odd and hostile files in a bank's folder: one clear fault each, never a traceback."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercise_bank.bank import Bank, load_bank
from exercise_bank.check import check_folder
from exercise_bank.fault import BankError, Fault
from exercise_bank.plan_file import read_plan
from exercise_bank.text_file import LARGEST_BYTES
from tests.exercise_bank.conftest import EXAMPLES, Edit

SMALL = (EXAMPLES / "small_bank" / "block1.toml").read_text(encoding="utf-8")


def first(folder: Path) -> Fault:
    fault, *_ = check_folder(folder)
    with pytest.raises(BankError):
        load_bank(folder)
    return fault


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert str(first(tmp_path / "gone")) == (
        "The bank's folder: must be a folder of TOML files, got no such folder. gone"
    )


def test_a_file_in_place_of_a_folder(folder: Path) -> None:
    assert "got a file" in str(first(folder / "block1.toml"))


def test_a_folder_without_toml(tmp_path: Path) -> None:
    assert "must hold at least one TOML file" in str(first(tmp_path))


def test_a_file_that_is_not_utf_8(folder: Path) -> None:
    path = folder / "block1.toml"
    raw = path.read_bytes()
    at = raw.index(b"Welcome, its aim")
    path.write_bytes(raw[:at] + b"\xe9\xff" + raw[at:])
    assert first(folder) == Fault(
        "ours/block1.toml",
        raw.count(b"\n", 0, at) + 1,
        "The file",
        "byte 0xe9",
        "must be saved as UTF-8",
    )


@pytest.mark.parametrize("written", ["utf-8-sig", "CRLF", "both"])
def test_marks_and_line_ends_of_windows_are_fine(folder: Path, written: str) -> None:
    for path in folder.glob("*.toml"):
        raw = path.read_bytes()
        raw = raw if written == "utf-8-sig" else raw.replace(b"\n", b"\r\n")
        path.write_bytes(raw if written == "CRLF" else b"\xef\xbb\xbf" + raw)
    assert check_folder(folder) == ()


def test_lines_count_alike_with_windows_line_ends(folder: Path, edit: Edit) -> None:
    line = edit("block1.toml", 'set = "thematic"', 'set = "none"')
    path = folder / "block1.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert first(folder).line == line


def test_a_huge_file_is_not_read(folder: Path) -> None:
    with (folder / "block9.toml").open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    assert str(first(folder)) == ("The file: must be at most 4 MiB, got more. ours/block9.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "exercise is missing"),
        ("\0", "must be TOML"),
        ("block = [" + "[" * 5000, "nested too deeply"),
        ("block = " + "9" * 5000, "must be TOML"),
        ("block = 1\nblock = 2", "must be TOML"),
        ("exercise = 3\nblock = 1\ntitle = 'x'", "exercise must be a list"),
        ("exercise = [3]\nblock = 1\ntitle = 'x'", "it must be a table"),
        ("day = 3\nblock = 1\ntitle = 'x'\nmembers = 2", "day must be a list"),
        ("block = 1e400\ntitle = 'x'\nexercise = []", "exercise must have at least 1"),
        ("[[exercises]]\nid = 'x'", "unknown key 'exercises'; did you mean `exercise`?"),
        ('"\\u001b[31m" = 1', "unknown key '\\x1b[31m'"),
    ],
)
def test_text_that_is_no_block(folder: Path, text: str, said: str) -> None:
    (folder / "more.toml").write_text(text, encoding="utf-8")
    faults = [str(fault) for fault in check_folder(folder) if fault.file == "ours/more.toml"]
    assert any(said in fault for fault in faults), faults
    assert all(fault.isprintable() for fault in faults)


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_a_name_with_escapes_is_shown_plainly(folder: Path, shipped: Bank) -> None:
    (folder / "a\x1b[31m.toml").write_text("x", encoding="utf-8")
    (fault,) = check_folder(folder)
    assert str(fault) == (
        "The file: must be TOML, got \"Expected '=' after a key in a key/value pair\". "
        "'ours/a\\x1b[31m.toml' line 1"
    )
    (folder / "plan\x07.csv").write_text("x", encoding="utf-8")
    for name in ("a\x1b[31m.toml", "plan\x07.csv"):
        (fault,) = read_plan(folder / name, shipped).faults
        assert str(fault).isprintable()


def test_a_folder_named_like_a_file(folder: Path) -> None:
    (folder / "block2.toml").mkdir()
    assert "must be a file that can be read" in str(first(folder))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "block2.toml")
    assert "must be a file that can be read" in str(first(folder))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_cut_or_changed_anywhere_is_told_of_or_sound(
    folder: Path, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(SMALL)))
    end = data.draw(st.integers(start, min(len(SMALL), start + 40)))
    put = data.draw(st.text(alphabet="[]{}='\"#\n,.0a\\\x1b", max_size=6))
    text = SMALL[:start] + put + SMALL[end:]
    (folder / "block1.toml").write_text(text, encoding="utf-8", newline="")
    faults = check_folder(folder)
    for fault in faults:
        assert str(fault).isprintable()
        assert 0 <= fault.line <= max(text.count("\n") + 1, 40)
    raised: tuple[Fault, ...] = ()
    try:
        load_bank(folder)
    except BankError as error:
        raised = error.faults
    assert set(raised) <= set(faults)
