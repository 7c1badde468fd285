"""list, show, export, sync, rebuild, verify: as somebody types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from models.home import open_home
from session_tui.sample.home import PASSPHRASE
from session_tui.showable import showable
from tests.session_tui.cli.conftest import HOSTILE, Run

ACTING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
MARK = showable("\x1b")
LAST, FIRST = "2026-11-17", "2026-11-10"


@pytest.mark.usefixtures("own")
def test_list_has_a_line_for_each_session_the_newest_first(run: Run) -> None:
    ran = run("list")
    assert ran.status == 0
    head, *lines = ran.out.splitlines()
    assert head.split()[:3] == ["id", "date", "block"]
    assert [line.split()[1] for line in lines] == [LAST, FIRST]
    assert "signed by 2" in lines[1]
    assert ran.err == ""


@pytest.mark.usefixtures("secret")
def test_list_of_a_home_without_sessions_says_so(
    tmp_path: Path,
    run: Run,
) -> None:
    from models.home import create_home

    create_home(tmp_path / "new", PASSPHRASE, passes=3)
    ran = run("list", "--home", tmp_path / "new")
    assert (ran.status, ran.out) == (0, "No session is on record yet.\n")


@pytest.mark.usefixtures("own")
def test_show_takes_an_id_its_beginning_or_a_date(run: Run) -> None:
    shown = run("show", LAST)
    assert shown.status == 0
    short = run("list").out.splitlines()[1].split()[0]
    assert run("show", short).out == shown.out
    assert run("show", short[:4].upper()).out == shown.out
    for part in ("TIME LINE", "ATTENDANCE", "NOTES", "WORK BETWEEN SESSIONS", "SIGNED"):
        assert part in shown.out
    assert "Check-in" in shown.out
    assert "Wren Alderpike, facilitator" in shown.out


@pytest.mark.usefixtures("own")
def test_show_is_as_wide_as_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, most in (("60", 60), ("100", 100), ("300", 100), ("5", 60)):
        monkeypatch.setenv("COLUMNS", columns)
        widths = [len(line) for line in run("show", FIRST).out.splitlines()]
        assert max(widths) <= most


@pytest.mark.parametrize("said", ["nothing", "2026-01-01", "", "2", "..", "%", "\x1b[2J"])
@pytest.mark.usefixtures("own")
def test_a_session_that_is_not_there_is_said(said: str, run: Run) -> None:
    ran = run("show", said)
    assert ran.status == 2
    assert ran.out == ""
    assert "session-tui list" in ran.err
    assert not ACTING.search(ran.err)


@pytest.mark.usefixtures("secret")
def test_a_date_of_two_sessions_asks_for_the_id(
    tmp_path: Path,
    run: Run,
) -> None:
    from session_tui.sample.home import fill_home

    fill_home(tmp_path / "two", sessions=1, groups=6, today="2026-11-22")
    ran = run("show", "2026-11-17", "--home", tmp_path / "two")
    assert ran.status == 2
    assert "may mean 2 sessions" in ran.err


@pytest.mark.usefixtures("own")
def test_no_text_of_the_record_acts_on_the_terminal(run: Run) -> None:
    for command in (("list",), ("show", LAST)):
        out = run(*command).out
        assert not ACTING.search(out)
        assert MARK in out
    assert "[@click=app.bell]bell[/]" in run("show", LAST).out
    assert HOSTILE not in out


@pytest.mark.usefixtures("own")
def test_show_never_tells_what_a_concern_or_a_reflection_says(run: Run) -> None:
    from session_tui.sample.material import load_material

    material = load_material()
    shown = " ".join(run("show", LAST).out.split() + run("show", FIRST).out.split())
    hidden = [*material.reflections, *(one.words for one in material.concerns)]
    assert not any(" ".join(text.split())[:40] in shown for text in hidden)


@pytest.mark.parametrize("kind", ["md", "html", "docx", "json"])
@pytest.mark.usefixtures("own")
def test_export_writes_a_file_and_prints_where(kind: str, run: Run, tmp_path: Path) -> None:
    ran = run("export", LAST, "--format", kind, "--to", tmp_path / "out")
    assert ran.status == 0
    path = Path(ran.out.strip())
    assert path.parent == tmp_path / "out"
    assert path.suffix == f".{kind}"
    if kind == "json":
        json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("own")
def test_export_of_the_other_documents(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sheet = run("export", LAST, "--document", "day-sheet", "--format", "md", "--to", out)
    assert Path(sheet.out.strip()).name.startswith("day-sheet-")
    register = run(
        "export", LAST, "--document", "attendance-register", "--format", "csv", "--to", out
    )
    assert Path(register.out.strip()).read_bytes().startswith(b"\xef\xbb\xbfSeat,Man,In,Out")
    asked = ("export", LAST, "--document", "offender-manager-note", "--to", out)
    note = run(*asked, "--seat", "2", "--format", "txt")
    assert Path(note.out.strip()).name.endswith("-seat2.txt")
    for wrong in (asked, (*asked, "--seat", "40"), (*asked, "--seat", "2", "--format", "json")):
        ran = run(*wrong)
        assert ran.status == 2
        assert len(ran.err.splitlines()) == 1


@pytest.mark.usefixtures("own")
def test_the_operational_audit_is_written_of_a_span_of_days(run: Run, tmp_path: Path) -> None:
    ran = run(
        *("operational-audit", "--since", FIRST, "--until", FIRST),
        *("--format", "md", "--to", tmp_path / "out"),
    )
    written = Path(ran.out.strip()).read_text(encoding="utf-8")
    assert "# Operational audit" in written
    assert re.search(r"Sessions held\W+1\b", written)
    assert "100 %" in written


@pytest.mark.usefixtures("own")
def test_a_backup_is_restored_into_another_folder(run: Run, tmp_path: Path) -> None:
    made = run("backup", "--to", tmp_path / "stick")
    home = tmp_path / "elsewhere"
    ran = run("restore", Path(made.out.strip()), "--home", home)
    assert "VERIFIED" in ran.out
    assert run("list", "--home", home).out == run("list").out
    again = run("restore", Path(made.out.strip()), "--home", home)
    assert again.status == 1
    assert "isn't empty" in again.err


@pytest.mark.usefixtures("own")
def test_export_into_a_file_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    ran = run("export", LAST, "--format", "md", "--to", tmp_path / "out")
    assert ran.status == 1
    assert len(ran.err.splitlines()) == 1


@pytest.mark.usefixtures("own")
def test_sync_and_rebuild_print_counts(run: Run) -> None:
    assert "2 sessions folded" in run("sync").out
    assert "0 sessions folded" in run("sync").out
    before = run("show", LAST).out
    ran = run("rebuild")
    assert (ran.status, ran.err) == (0, "")
    assert "2 sessions folded" in ran.out
    assert run("show", LAST).out == before


def test_what_cannot_be_read_is_counted(own: Path, run: Run) -> None:
    for key in sorted((own / "keys").glob("*.key"))[:3]:
        key.unlink()
    ran = run("rebuild")
    assert ran.status == 0
    assert "can't be read: session-tui verify" in ran.out


@pytest.mark.parametrize("where", [0, 4096, 4096 * 5, 4096 * 20, 4096 * 40])
def test_a_damaged_database_is_made_anew_and_said(where: int, own: Path, run: Run) -> None:
    before = run("show", LAST).out
    with open(own / "local.db", "r+b") as file:
        file.seek(where)
        file.write(b"damaged " * 64)
    ran = run("show", LAST)
    assert ran.status == 0
    assert ran.out == before
    assert "Traceback" not in ran.err
    if ran.err:
        assert "made anew" in ran.err


@pytest.mark.usefixtures("own")
def test_verify_needs_no_passphrase(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SESSION_TUI_PASSPHRASE_FILE")
    ran = run("verify")
    assert ran.status == 0
    assert ran.out.startswith("VERIFIED")


def test_verify_says_altered_incomplete_and_could_not_run(own: Path, run: Run) -> None:
    assert run("verify").status == 0
    next((own / "keys").glob("*.key")).unlink()
    assert run("verify").status == 1
    raw = bytearray((own / "journal.db").read_bytes())
    for place in range(len(raw) // 2, len(raw) // 2 + 200):
        raw[place] ^= 0xFF
    (own / "journal.db").write_bytes(raw)
    assert run("verify").status == 2
    assert run("verify", "--no-such-option").status == 3
    assert run("verify", "--home", own / "keys").status == 3
    (own / "session-tui-home").write_text("something else", encoding="utf-8")
    assert run("verify").status == 3


def test_a_damaged_journal_ends_in_a_sentence(own: Path, run: Run) -> None:
    raw = (own / "journal.db").read_bytes()
    (own / "journal.db").write_bytes(b"no journal at all" * 400 + raw[8000:])
    for name in ("journal.db-wal", "journal.db-shm"):
        (own / name).unlink(missing_ok=True)
    for command in (("list",), ("show", LAST), ("sync",), ("rebuild",)):
        ran = run(*command)
        assert ran.status == 1
        assert "journal" in ran.err
        assert len(ran.err.splitlines()) == 1
        assert "Traceback" not in ran.err


def test_nobody_can_be_seen_to_have_unlocked_by_reading(own: Path, run: Run) -> None:
    run("list")
    assert next(person.label for person in open_home(own).people()) == "WA"
