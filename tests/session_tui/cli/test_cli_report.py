"""report: what was replaced is told and asked about; notes are picked; a PDF is sealed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.entries import NewEntry
from models.entries.observation import NoteWritten
from models.group.people import fold_roster, fold_sessions
from models.home import open_home
from models.journal.recorder import open_recorder
from models.reader import open_reader
from models.record import Record
from models.streams import TRAIL_STREAM
from models.trail import steps
from session_tui.sample.home import PASSPHRASE
from tests.session_tui.cli.conftest import Run


def name_another(folder: Path) -> str:
    """A note about seat 3 that names seat 4; gives that name."""
    home = open_home(folder)
    keyring = home.unlock(PASSPHRASE)
    with open_recorder(home, keyring) as recorder:
        record = Record(recorder.reader, keyring, lambda: 1_795_000_000_000, recorder)
        (group,) = record.team().groups
        facts = record.group_facts(group)
        roster, sessions = fold_roster(facts), fold_sessions(facts)
        him, other = roster.by_seat(3), roster.by_seat(4)
        assert him
        assert other
        text = f"Looked at {other.name}."
        note = NoteWritten(note="named", scope="members", members=(him.member,), text=text)
        record.append([NewEntry(note)], group=group, session=sessions[-1].session)
    return other.name


def disclosures(folder: Path) -> int:
    """How many documents the trail says have left."""
    home = open_home(folder)
    keyring = home.unlock(PASSPHRASE)
    reader = open_reader(home, keyring)
    left = steps(Record(reader, keyring, lambda: 0).entries([TRAIL_STREAM]))
    reader.close()
    return sum(one.kind == "disclosure" for one in left)


class Terminal(StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_report_is_written_once_what_was_replaced_is_accepted(
    run: Run, own: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    name = name_another(own)
    asked = run("report", "supervision-pack", "--format", "txt", "--to", out)
    assert "Replaced:" in asked.out
    assert f"{name}  →  another member" in asked.out
    assert "add --yes" in asked.err
    assert not out.exists()
    ran = run("report", "supervision-pack", "--format", "txt", "--to", out, "--yes")
    assert ran.status == 0
    assert [one.name for one in out.iterdir()] == ["supervision-pack.txt"]


def test_an_export_is_written_once_what_was_replaced_is_accepted(
    run: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    name = name_another(own)
    note = ("--document", "offender-manager-note", "--seat", "3", "--format", "txt")
    about = ("export", "2026-11-17", *note, "--to", out)
    asked = run(*about)
    assert (asked.status, "add --yes" in asked.err) == (1, True)
    assert f"{name}  →  another member" in asked.out
    assert not out.exists()
    assert disclosures(own) == 0
    monkeypatch.setattr("sys.stdin", Terminal("n\ny\n"))
    assert "Nothing was written." in run(*about).out
    assert not out.exists()
    assert run(*about).status == 0
    assert run(*about, "--yes").status == 0
    texts = [one.read_text(encoding="utf-8") for one in out.iterdir()]
    assert (len(texts), any(name in text for text in texts)) == (2, False)
    assert disclosures(own) == 2


@pytest.mark.usefixtures("own")
def test_notes_are_listed_then_picked(run: Run, tmp_path: Path) -> None:
    about = ("report", "treatment-report", "--seat", "3", "--to", tmp_path / "out")
    listed = run(*about)
    *notes, last = listed.out.splitlines()
    assert last.endswith("or --notes all.")
    assert run(*about, "--notes", "0").status == 2
    assert run(*about, "--notes", f"1-{len(notes) + 1}").status == 2
    ran = run(*about, "--notes", "1", "--format", "txt", "--yes")
    assert ran.status == 0
    text = (tmp_path / "out" / "treatment-report.txt").read_text(encoding="utf-8")
    assert "not a risk assessment" in text


@pytest.mark.usefixtures("own")
def test_a_sealed_pdf_opens_with_the_words_that_were_printed(run: Run, tmp_path: Path) -> None:
    ran = run("report", "block-report", "--to", tmp_path / "out", "--seal", "--yes")
    words = ran.out.partition("It opens with: ")[2].splitlines()[0]
    reader = PdfReader(tmp_path / "out" / "block-report.pdf")
    assert reader.is_encrypted
    assert reader.decrypt(words)
    refused = run("report", "block-report", "--to", tmp_path, "--seal", "--format", "html", "--yes")
    assert refused.status == 2


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("what", ["thread", "subject-access-pack", "treatment-report"])
def test_who_it_is_about_must_be_said(run: Run, what: str, tmp_path: Path) -> None:
    ran = run("report", what, "--to", tmp_path / "out", "--yes")
    assert (ran.status, "--seat" in ran.err) == (2, True)


def test_the_supervisors_papers_are_made_by_command(run: Run, own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for what in ("supervision-record", "next-supervision"):
        assert run("report", what, "--format", "txt", "--to", out).status == 0
        assert "Quillfeather" not in (out / f"{what}.txt").read_text().split("\n")[0]
    other = run("report", "supervision-record", "--staff", "Gareth", "--format", "txt", "--to", out)
    assert "for the supervised and his supervisors alone" in other.err
    assert run("report", "next-supervision", "--staff", "Nobody", "--to", out).status == 2
    pack = run("report", "audit-pack", "--format", "txt", "--to", out, "--yes")
    assert "a supervisor makes it" in pack.err
    assert disclosures(own) == 2
