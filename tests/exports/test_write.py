from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

import pytest

from exports.write import (
    NotWritten,
    SessionFormat,
    export_concern_note,
    export_day_sheet,
    export_session,
)
from tests.exports.sample_day import CONCERN, sample


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("md", "session-note-2026-11-24-block2-day4.md"),
        ("html", "session-note-2026-11-24-block2-day4.html"),
        ("pdf", "session-note-2026-11-24-block2-day4.pdf"),
        ("json", "session-2026-11-24-block2-day4.json"),
    ],
)
def test_a_file_named_without_anyone(kind: SessionFormat, name: str, out: Path) -> None:
    path = export_session(sample(), kind, out)
    assert path == out / name
    assert path.stat().st_size > 10_000
    assert [one.name for one in path.parent.iterdir()] == [name]


def test_the_other_documents(out: Path) -> None:
    assert export_day_sheet(sample(), "md", out).name == "day-sheet-2026-11-24-block2-day4.md"
    note = export_concern_note(sample(), CONCERN, "html", out)
    assert note.name == "concern-note-2026-11-24-block2-day4.html"
    with pytest.raises(NotWritten, match="no such concern"):
        export_concern_note(sample(), "nowhere", "html", out)


def test_nothing_is_written_over(out: Path) -> None:
    paths = [export_session(sample(), "md", out) for _ in range(3)]
    assert [path.stem[-6:] for path in paths] == ["2-day4", "day4-2", "day4-3"]
    assert len({path.read_bytes() for path in paths}) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_for_its_owner_only(out: Path) -> None:
    path = export_session(sample(), "md", out / "new")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_without_hard_links_it_is_whole_all_the_same(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    paths = [export_session(sample(), "md", out) for _ in range(2)]
    assert [path.name[-7:] for path in paths] == ["day4.md", "y4-2.md"]
    assert len(list(out.iterdir())) == 2


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "is full"), (errno.EROFS, "can't be written to"), (errno.EIO, "nothing was")],
)
def test_a_failing_disk_is_one_sentence_and_leaves_nothing(
    number: int, says: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("exports.write.sync_file", fails)
    with pytest.raises(NotWritten, match=says) as raised:
        export_session(sample(), "md", out)
    assert "\n" not in str(raised.value)
    assert list(out.iterdir()) == []


def test_a_file_in_the_folders_place_is_said(out: Path) -> None:
    (out / "file").write_text("x", encoding="utf-8")
    with pytest.raises(NotWritten, match="is no folder"):
        export_session(sample(), "md", out / "file")
    with pytest.raises(NotWritten, match="is no folder"):
        export_session(sample(), "md", out / "file" / "deeper")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="an administrator may write anywhere"
)
def test_a_folder_that_is_closed_is_said(out: Path) -> None:
    out.chmod(0o500)
    with pytest.raises(NotWritten, match="can't be written to"):
        export_session(sample(), "md", out)


def test_what_a_killed_program_left_is_swept(out: Path) -> None:
    old, fresh = out / ".session-tui-aa.part", out / ".session-tui-bb.part"
    for left in (old, fresh):
        left.write_bytes(b"half")
    hour_ago = time.time() - 3600
    os.utime(old, (hour_ago, hour_ago))
    export_session(sample(), "md", out)
    assert not old.exists()
    assert fresh.exists()


def test_without_typst_the_way_on_is_said(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotWritten, match="Choose html"):
        export_session(sample(), "pdf", out)
    assert list(out.iterdir()) == []
