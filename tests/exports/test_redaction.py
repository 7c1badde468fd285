"""Over random groups with planted names: no man's document names another, in any format."""

from __future__ import annotations

import io
import random
import re
import zipfile

from pypdf import PdfReader

from exports.document import Document, Table
from exports.om_note import offender_manager_note
from exports.packs import subject_access_pack
from exports.session_note import session_note
from exports.thread import thread
from exports.treatment_report import treatment_report
from exports.write import DocumentFormat, RegisterFormat, render
from models.entries.attendance import AttendanceMarked
from models.entries.group import MemberAdded
from models.entries.membership import NamedPerson, NamesKeptOut
from models.entries.observation import NoteWritten
from tests.exports.sample_day import man, note, opened_room, source_of

GROUPS, MEN = 200, 6
BEGINNINGS = "Bar Cor Dun Fel Gar Hen Jor Kel Lom Mor Nor Pel Quin Ros Sel Tor Vel Wyn Zar Íf"
ENDINGS = "bert dwin field gard holt kins leigh mund nock penn quist rick stow thorpe vane wick"
Kind = DocumentFormat | RegisterFormat
EVERY: tuple[Kind, ...] = ("txt", "md", "html", "pdf", "docx", "csv", "xlsx")
IN_TURN: tuple[Kind, ...] = ("txt", "md", "html", "csv", "txt", "md", "html", "csv", "pdf", "xlsx")


def _names(by: random.Random) -> list[str]:
    """Names of which no two are so alike that a misspelling could be either's."""
    begins = by.sample(BEGINNINGS.split(), 2 * MEN + 2)
    return [f"{one}{by.choice(ENDINGS.split())}" for one in begins]


def _misspelt(by: random.Random, name: str) -> str:
    """One letter doubled, left out, or changed with its neighbour, never the first."""
    at = by.randrange(1, len(name) - 1)
    return by.choice(
        (
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1 :],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        )
    )


def _planted(by: random.Random, names: list[str]) -> str:
    """One of these names as somebody might write it."""
    name = by.choice(names)
    ways = (name, name.upper(), name.lower(), f"Mr {name}", f"{name}'s", _misspelt(by, name))
    return by.choice(ways)


def _group(by: random.Random, *, whole: bool) -> tuple[list[str], list[Document]]:
    """A group's day with notes in which others are named: their names, one man's documents."""
    parts = _names(by)
    men = [
        MemberAdded(
            member=man(seat),
            seat=seat,
            initials=parts[2 * seat - 2][0] + parts[2 * seat - 1][0],
            name=f"{parts[2 * seat - 2]} {parts[2 * seat - 1]}",
        )
        for seat in range(1, MEN + 1)
    ]
    near = parts[-2:]
    whose = by.randrange(1, MEN + 1)
    room = opened_room(men)
    people = tuple(NamedPerson(name=one, who="victim") for one in near)
    room.say(NamesKeptOut(member=man(whose), people=people), when="09:40")
    room.say(*(AttendanceMarked(member=man(seat), state="in") for seat in (1, 2)), when="10:00")
    others = [name for one in men[1:] for name in one.name.split()] + near
    said: list[NoteWritten] = []
    for number in range(4):
        words, meant = _planted(by, others), _planted(by, others)
        said.append(note(number, (1,), f"Looked at {words}, then spoke.", meaning=f"{meant}?"))
    room.say(*said, when="10:05")
    source = source_of(room.day, names=by.random() < 0.5)
    documents = [offender_manager_note(source, man(1)), thread([source], man(1))]
    if whole:
        every = session_note(source)
        documents.append(Document(every.title, every.parts[1:2], every.made_at))
        documents.append(treatment_report([source], man(1)))
        documents.append(subject_access_pack([source], man(1)))
    return others, documents


def _text(document: Document, kind: Kind) -> str:
    made = render(document, kind)
    if kind == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(made)) as file:
            inside = [file.read(one).decode() for one in file.namelist() if _is_text(one)]
            return re.sub(r"<[^>]+>", "", "\n".join(inside))
    return made.decode()


def _is_text(name: str) -> bool:
    """Whether a file of an archive is what the document says, not how it looks."""
    return name.startswith(("word/document", "word/header", "word/footer", "xl/sh", "xl/work"))


def test_no_others_name_in_any_format_over_random_groups() -> None:
    found = 0
    for number in range(GROUPS):
        whole = number % 50 == 0
        others, documents = _group(random.Random(number), whole=whole)
        found += sum(one.count for document in documents for one in document.replaced)
        kinds = EVERY if whole else (IN_TURN[number % len(IN_TURN)],)
        for kind in kinds:
            told = [one for one in documents if kind not in ("csv", "xlsx") or _has_rows(one)]
            text = " ".join(_text(document, kind) for document in told).lower()
            words = set(re.findall(r"[^\W\d_]{5,}", text))
            for name in map(str.lower, others):
                assert name not in text, f"group {number}: {kind}"
                assert not any(_alike(name, word) for word in words), f"group {number}: {kind}"
    assert found > GROUPS * 8  # the control: they were there


def _has_rows(document: Document) -> bool:
    return any(isinstance(block, Table) for part in document.parts for block in part.blocks)


def _alike(name: str, word: str) -> bool:
    """Whether the word begins and ends as the name does and is nearly as long."""
    return word[:2] == name[:2] and word[-3:] == name[-3:] and abs(len(word) - len(name)) < 2
