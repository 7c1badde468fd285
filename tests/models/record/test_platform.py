"""What differs by system, as far as this system can show it."""

import os
import sys
import time
from pathlib import Path

import pytest

from models import platform
from models.platform import (
    default_folder,
    free_bytes,
    private_file,
    private_folder,
    remove_file,
    steady_ns,
    try_lock,
    write_private,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")


def test_the_steady_clock_counts_nanoseconds_and_never_steps_back() -> None:
    readings = [steady_ns() for _ in range(100)]
    assert readings == sorted(readings)
    begun, steady = time.perf_counter_ns(), steady_ns()
    while time.perf_counter_ns() - begun < 20_000_000:
        pass
    assert 15_000_000 < steady_ns() - steady < 2_000_000_000


def test_a_lock_is_held_once_until_released(tmp_path: Path) -> None:
    first = try_lock(tmp_path / "lock")
    assert first
    assert try_lock(tmp_path / "lock") is None
    first.release()
    second = try_lock(tmp_path / "lock")
    assert second
    second.release()


def test_a_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_private(path, b"old")
    write_private(path, b"new" * 100_000)
    assert path.read_bytes() == b"new" * 100_000
    assert list(tmp_path.glob("file*")) == [path]


def test_a_write_that_fails_leaves_the_old_one_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_private(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(platform, "sync_file", full)
    with pytest.raises(OSError, match="No space left"):
        write_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("file*")) == [path]


@posix
def test_what_is_made_is_its_owner_s_only_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        private_folder(tmp_path / "a" / "b")
        write_private(tmp_path / "a" / "b" / "written", b"")
        private_file(tmp_path / "a" / "b" / "empty")
    finally:
        os.umask(old)
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    files = list((tmp_path / "a" / "b").iterdir())
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@posix
def test_a_folder_that_was_open_to_others_is_shut(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o777)
    (tmp_path / "a").chmod(0o777)
    private_folder(tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_private_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    private_file(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"content"


def test_removing_what_is_gone_is_fine(tmp_path: Path) -> None:
    write_private(tmp_path / "file", b"")
    remove_file(tmp_path / "file")
    remove_file(tmp_path / "file")
    assert not (tmp_path / "file").exists()


def test_the_default_folder_is_the_system_s_own_for_data() -> None:
    assert default_folder().name == "session-tui"
    assert default_folder().is_absolute()


def test_free_space_is_known(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_the_heap_is_seen_to_where_it_can_be_and_left_alone_elsewhere(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    platform.share_heap()
    kept = bytes(10_000_000)
    platform.give_memory_back()
    assert not any(kept)
