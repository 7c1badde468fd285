"""How a man left, and who came from elsewhere, on each man's page and on no other's."""

from __future__ import annotations

from exports.document import Document
from exports.markdown import to_markdown
from exports.session_note import session_note
from models.entries.attendance import AttendanceMarked, LeavingSeen, WalkInSaid
from models.entries.closing import DebriefWritten
from models.ids import named_id
from tests.exports.sample_day import man, sample_room, source_of
from tests.exports.sample_day import note as named

LEFT = "3 quieter than usual; 5, 7 and 8: stayed on for tea; 1 talked with staff. LF went at once"
GUEST = named_id("guest")


def page_of(document: Document, seat: str) -> str:
    """The page of the man on this seat."""
    (part,) = (one for one in document.parts if f"seat {seat}\u00a0" in one.facts.title)
    return to_markdown(Document("", (part,), 0))


def note() -> Document:
    room = sample_room()
    for seat, done in ((1, ""), (2, "rang his offender manager")):
        how = "distressed, support arranged"
        said = LeavingSeen(member=man(seat), how=how, distressed=True, done=done)
        room.say(said, when="15:34")
    room.say(
        WalkInSaid(member=GUEST, seat=10, initials="ZK", from_group="Friday group", why="court"),
        AttendanceMarked(member=GUEST, state="walk-in", reason="court"),
        when="10:30",
    )
    room.say(named(90, (3,), "Sat beside ZK and spoke little."), when="11:00")
    room.say(DebriefWritten(how_men_left=LEFT), when="15:50")
    return session_note(source_of(room.day))


def test_how_a_man_left_stands_on_his_page_with_what_was_done() -> None:
    document = note()
    one, two = page_of(document, "1"), page_of(document, "2")
    assert "left: distressed, support arranged; what was done isn't said yet" in one
    assert "left: distressed, support arranged; what was done: rang his offender manager" in two


def test_what_the_debrief_says_of_a_seat_stands_on_that_mans_page() -> None:
    document = note()
    told = {seat: page_of(document, seat) for seat in "123578"}
    assert "quieter than usual" in told["3"]
    assert all("stayed on for tea" in told[seat] for seat in "578")
    assert "talked with staff" in told["1"]
    assert not any("quieter than usual" in told[seat] for seat in "12578")
    assert not any("tea" in told[seat] for seat in "123")


def test_who_walked_in_has_a_page_and_is_named_on_no_other() -> None:
    document = note()
    his = page_of(document, "10")
    assert "isn't of this group; from Friday group; allowed to stay" in his
    assert "spoke little" in page_of(document, "3")
    assert not any("ZK" in page_of(document, seat) for seat in "1235678")
