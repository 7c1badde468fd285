"""A note about the wrong man, moved by a key: it leaves his thread, his documents, his pack."""

from __future__ import annotations

from exports.document import Document
from exports.om_note import offender_manager_note
from exports.packs import subject_access_pack
from exports.session_note import session_note
from exports.text import to_text
from exports.thread import thread
from exports.treatment_report import pickable
from models.database.finding import find_notes, read_sought
from models.entries.observation import NoteWritten
from session_tui.desk import Desk
from session_tui.screens.observe.screen import ObserveScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import write
from tests.session_tui.writing_day import begin, day_of, man_on, note, on_screen

WORDS = "went back to the turning point"
WHAT = "bring the worksheet along"


def page_of(document: Document, seat: int) -> str:
    """The page of the man on this seat, of a session note; all of another document."""
    pages = [one for one in document.parts if f"eat {seat}" in one.facts.title]
    return " ".join(to_text(Document("", tuple(pages or document.parts), document.made_at)).split())


async def test_a_moved_note_leaves_his_thread_his_documents_and_his_pack(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    note(desk, f"3+sr {WORDS}", hand_clock, 5)
    note(desk, f"3! {WHAT}", hand_clock, 7)
    his, other = man_on(desk, 3), man_on(desk, 6)
    assert _held(desk, his) == (True, True), "it stood there before"
    async with on_screen(desk, ObserveScreen()) as (_, pilot):
        await write(pilot, "", "ctrl+r", "6", "up", "up", "ctrl+r", "6")
    assert _held(desk, his) == (False, False)
    assert _held(desk, other) == (True, True)
    assert not any(his in one.members for one in day_of(desk).actions)
    desk.local.fill(desk)
    found = desk.local.ask(desk, lambda db: find_notes(db, read_sought("turning", ())))
    assert [one.members for one in found] == [(other,)]
    # The trail has the first copy still: whom it was about, and why it was moved.
    for one in day_of(desk).notes:
        first, last = one.history[0].what, one.history[-1].what
        assert isinstance(first, NoteWritten)
        assert isinstance(last, NoteWritten)
        assert (first.members, last.members) == ((his,), (other,))
        assert last.why_changed == "not about him"


def _held(desk: Desk, member: str) -> tuple[bool, bool]:
    """Whether every document about this man, or none, has the note; and so the action's."""
    source = desk.source(day_of(desk))
    seat = day_of(desk).roster.seat(member)
    told = {
        "thread": page_of(thread([source], member), seat),
        "access pack": " ".join(to_text(subject_access_pack([source], member)).split()),
        "his page": page_of(session_note(source), seat),
        "offender manager": " ".join(to_text(offender_manager_note(source, member)).split()),
        "treatment report": " ".join(one.what.text for _, one in pickable([source], member)),
    }
    held = [{name for name, text in told.items() if words in text} for words in (WORDS, WHAT)]
    assert all(not names or {"thread", "access pack", "his page"} <= names for names in held), held
    return bool(held[0]), bool(held[1])
