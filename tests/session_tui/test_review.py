"""Review: who may sign off, what it covers, what a lock still takes, what came after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.markdown import to_markdown
from exports.session_note import session_note
from models.acts import Refused, noting, reviewing
from models.acts.act import Act
from models.acts.staffing import staff_leaves
from models.database.queries import list_sessions
from models.day.day import Day
from models.day.review import comments, review_of, uncovered
from models.entries.closing import DebriefWritten
from models.entries.group import ConcernWritten
from models.entries.observation import NoteWritten
from models.entries.reviewing import CommentWritten
from models.entries.team import StaffAdded
from session_tui.desk import Desk
from session_tui.screens.review.notes import ReadNotes
from session_tui.screens.review.queue import awaits
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from tests.session_tui.hands import PASSPHRASE, HandClock
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.writing_day import day_of, note, on_screen

DORA = "another few words here"
BO = "some other words again"
NOTES = (("3+ asked for help", 20), ("5 said no", 40))


@pytest.fixture
def signed(desk: Desk, hand_clock: HandClock) -> Desk:
    """A day that ended and that its facilitator signed; Dora Vale supervises."""
    ended(desk, hand_clock)
    desk.add_staff("Dora Vale", "supervisor", DORA)
    desk.say(noting.sign(day_of(desk), desk.me, desk.heads(), hand_clock.at))
    return desk


@contextmanager
def supervising(desk: Desk, then: str = "") -> Iterator[None]:
    """Dora Vale has the keyboard; then who had it before, or another by name."""
    ada = next((one for one, who in desk.team.staff.items() if who.name == then), desk.me)
    dora = next(one for one, who in desk.team.staff.items() if who.name == "Dora Vale")
    desk.unlock(DORA, bytes.fromhex(dora))
    yield
    desk.unlock(PASSPHRASE, bytes.fromhex(ada))


def signed_off(desk: Desk, clock: HandClock) -> Day:
    """The day after the supervisor's sign-off."""
    with supervising(desk):
        day, people = day_of(desk), desk.team.staff
        return desk.review(day, reviewing.sign_off(day, desk.me, people, desk.heads(), clock.at))


def test_it_stands_as_it_went(desk: Desk, hand_clock: HandClock) -> None:
    ended(desk, hand_clock)
    people = desk.team.staff
    assert review_of(day_of(desk), people).stands == "to sign"
    desk.say(noting.sign(day_of(desk), desk.me, desk.heads(), hand_clock.at))
    assert review_of(day_of(desk), people).stands == "to read"


def test_a_person_cant_sign_off_his_own_session(signed: Desk, hand_clock: HandClock) -> None:
    day, people = day_of(signed), signed.team.staff
    with pytest.raises(Refused, match="another supervisor"):
        reviewing.sign_off(day, signed.me, people, signed.heads(), hand_clock.at)
    with pytest.raises(Refused, match="another supervisor"):
        reviewing.return_session(day, signed.me, "look again", hand_clock.at)


def test_sign_off_waits_for_signatures(desk: Desk, hand_clock: HandClock) -> None:
    ended(desk, hand_clock)
    people: dict[str, StaffAdded] = dict(desk.team.staff)
    with pytest.raises(Refused, match="Not signed by Ada Quill"):
        reviewing.sign_off(day_of(desk), "a supervisor", people, desk.heads(), hand_clock.at)


def test_after_sign_off_only_addenda_are_taken(signed: Desk, hand_clock: HandClock) -> None:
    before = note_act(signed, "3 before", hand_clock)
    day = signed_off(signed, hand_clock)
    assert review_of(day, signed.team.staff).locked
    reviewing.check_lock(day, before.entries)
    debrief = noting.write_debrief(day, DebriefWritten(deviations="none"), hand_clock.at)
    with pytest.raises(Refused, match="addendum"):
        reviewing.check_lock(day, debrief.entries)
    with pytest.raises(Refused, match="isn't taken back"):
        signed.undo()


def note_act(desk: Desk, words: str, clock: HandClock) -> Act:
    """A note as an act that isn't said yet."""
    said = NoteWritten(note=desk.new_id(), scope="group", text=words)
    return noting.write_note(day_of(desk), said, clock.at)


def test_what_comes_after_asks_for_a_new_one(signed: Desk, hand_clock: HandClock) -> None:
    signed_off(signed, hand_clock)
    assert review_of(day_of(signed), signed.team.staff).stands == "signed off"
    note(signed, "3 said one thing more on his way out", hand_clock, 65)
    review = review_of(day_of(signed), signed.team.staff)
    assert review.stands == "changed since"
    assert len(review.since) == 1


def test_comments_come_with_their_answers(signed: Desk, hand_clock: HandClock) -> None:
    asked = reviewing.comment_on("c1", "Who asked for the break?")
    signed.say(reviewing.write_comment(asked, hand_clock.at))
    (comment,) = comments(day_of(signed))
    assert comment.is_open
    answer = reviewing.comment_on("c2", "Seat 5 did.")
    signed.say(reviewing.write_comment(answer, hand_clock.at, about=comment))
    (comment,) = comments(day_of(signed))
    assert not comment.is_open
    assert [one.what.text for one in comment.answers if isinstance(one.what, CommentWritten)] == [
        "Seat 5 did."
    ]
    assert review_of(day_of(signed), signed.team.staff).stands == "to read"


@given(heads=st.lists(st.text(max_size=40), max_size=5))
def test_heads_of_any_kind_are_read(heads: list[str]) -> None:
    assert uncovered(Day.of("s", []), heads) == ()


async def test_from_the_queue_to_a_signed_off_session_by_keys(
    signed: Desk, hand_clock: HandClock
) -> None:
    hand_clock.to(11, 5)
    with supervising(signed):
        async with on_screen(signed, ReviewScreen()) as (app, pilot):
            await until(pilot, lambda: "to read" in screen_text(app.screen))
            await write(pilot, "", "enter")
            await until(pilot, lambda: "Session note: Core Group" in screen_text(app.screen))
            await write(pilot, "", "right", "right", "c")
            await write(pilot, "Who sat by him?", "enter")
            assert "Who sat by him?" in screen_text(app.screen)
            assert "a question: a answers it" in screen_text(app.screen)
            await write(pilot, "", "a")
            await write(pilot, "Seat 3 did.", "enter")
            assert "a question: a answers it" not in screen_text(app.screen)
            await write(pilot, "", "left", "left")
            assert "Who sat by him?" not in screen_text(app.screen)
            await write(pilot, "", "x")
            await write(pilot, "the debrief says nothing of the pause", "enter")
            assert "Returned by Dora Vale, 11:05: the debrief" in screen_text(app.screen)
            await write(pilot, "", "s", "y")
            assert "Signed off by Dora Vale, 11:05" in screen_text(app.screen)
            await write(pilot, "", "s")
            assert "signed off already" in screen_text(app.screen)
            await write(pilot, "", "escape")
            await until(pilot, lambda: "signed off" in screen_text(app.screen))


@pytest.mark.parametrize(
    ("said", "today", "waits"),
    [
        ({"unsigned": "ada", "stands": "to sign"}, "2026-11-30", None),
        ({"unsigned": "ada", "stands": "to sign"}, "2026-12-01", (5, "late: not signed")),
        ({"open_actions": 2, "stands": "signed off"}, "2026-11-27", (6, "2 actions open")),
        ({"unsettled": 1, "stands": "signed off"}, "2026-11-27", (7, "1 fact unsettled")),
    ],
)
def test_what_is_late_or_left_over_waits_last(
    signed: Desk, said: dict[str, object], today: str, waits: tuple[int, str] | None
) -> None:
    signed.local.fill(signed)
    (one,) = signed.local.ask(signed, list_sessions)
    fields: dict[str, Any] = {"date": "2026-11-27", "unsigned": "", **said}
    friday = replace(one, **fields)
    assert awaits(friday, "dora", "supervisor", today) == waits


async def test_the_queue_is_of_one_group_or_of_one_facilitators_sessions(signed: Desk) -> None:
    with supervising(signed):
        async with on_screen(signed, ReviewScreen()) as (app, pilot):
            await until(pilot, lambda: "to read" in screen_text(app.screen))
            await pilot.press("tab")
            await until(pilot, lambda: "Sessions · Core Group" in screen_text(app.screen))
            await pilot.press("tab", "w")
            await until(pilot, lambda: "Whose sessions?" in screen_text(app.screen))
            names = [who.name for who in signed.team.here.values()]
            await pilot.press(str(names.index("Dora Vale") + 2))
            await until(pilot, lambda: "No session" in screen_text(app.screen))
            await pilot.press("w", "1")
            await until(pilot, lambda: "to read" in screen_text(app.screen))


async def test_who_ran_it_is_told_why_he_cant(signed: Desk) -> None:
    async with on_screen(signed, ReadingScreen(day_of(signed).about)) as (app, pilot):
        await until(pilot, lambda: "the group" in screen_text(app.screen))
        await write(pilot, "", "s")
        assert "another supervisor" in screen_text(app.screen) or "may not" in screen_text(
            app.screen
        )
        assert review_of(day_of(signed), signed.team.staff).stands == "to read"


def test_what_waits_for_whom(signed: Desk, hand_clock: HandClock) -> None:
    def waits() -> str:
        signed.local.fill(signed)
        one = signed.local.ask(signed, list_sessions)[0]
        found = awaits(one, signed.me, signed.team.staff[signed.me].role, "2026-11-24")
        return found.says if found else ""

    assert waits() == ""
    with supervising(signed):
        assert waits() == "to read"
        returned = reviewing.return_session(day_of(signed), signed.me, "look", hand_clock.at)
        signed.review(day_of(signed), returned)
        assert waits() == ""
    assert waits() == "returned: see why"
    signed.say(noting.sign(day_of(signed), signed.me, signed.heads(), hand_clock.at))
    assert waits() == ""
    with supervising(signed):
        assert waits() == "came back"
    signed_off(signed, hand_clock)
    with supervising(signed):
        assert waits() == ""
    note(signed, "3 said one thing more", hand_clock, 65)
    with supervising(signed):
        assert waits() == "changed after sign-off"
        asked = reviewing.comment_on(signed.new_id(), "When was that?")
        signed.review(day_of(signed), reviewing.write_comment(asked, hand_clock.at))
    assert waits() in ("your signature", "a question")
    concern = ConcernWritten(concern="c0" * 16, session=day_of(signed).session, words="his words")
    signed.say(noting.write_concern(day_of(signed), concern, hand_clock.at))
    assert waits() == "1 concern open"


def test_documents_say_how_the_review_stands(signed: Desk, hand_clock: HandClock) -> None:
    signed_off(signed, hand_clock)
    assert "Signed off by D. Vale" in markdown(signed)
    note(signed, "3 said one thing more on his way out", hand_clock, 65)
    text = markdown(signed)
    assert "1 change after sign-off" in text.replace("\\", "")
    assert "1 written after sign-off, which asks for a new one" in text.replace("\\", "")


def markdown(desk: Desk) -> str:
    text = to_markdown(session_note(desk.source(day_of(desk))))
    return text.replace("\xa0", " ")


async def test_the_lock_holds_whatever_key_asks(signed: Desk, hand_clock: HandClock) -> None:
    signed_off(signed, hand_clock)
    before = day_of(signed)
    async with on_screen(signed, ReviewScreen()) as (app, _):
        written = noting.write_debrief(before, DebriefWritten(deviations="x"), hand_clock.at)
        assert not await app.do(lambda: written)
        assert "a new note is taken as an addendum" in screen_text(app.screen)
        assert day_of(signed) is before


def test_who_has_left_isnt_waited_for(desk: Desk, hand_clock: HandClock) -> None:
    signed = ended(desk, hand_clock)
    signed.add_staff("Bo Rook", "co-facilitator", BO)
    signed.add_staff("Dora Vale", "supervisor", DORA)
    signed.say(noting.sign(day_of(signed), signed.me, signed.heads(), hand_clock.at))
    ids = {person.name: staff for staff, person in signed.team.staff.items()}
    signed.unlock(BO, bytes.fromhex(ids["Bo Rook"]))
    note(signed, "5 what Bo saw", hand_clock, 30)
    with supervising(signed, "Ada Quill"):
        dora, heads = signed.me, signed.heads()
        with pytest.raises(Refused, match="Not signed by Bo Rook"):
            reviewing.sign_off(day_of(signed), dora, signed.team.here, heads, hand_clock.at)
        signed.append(staff_leaves(signed.team, ids["Bo Rook"], dora))
        off = reviewing.sign_off(day_of(signed), dora, signed.team.here, heads, hand_clock.at)
        assert off.says.startswith("signed off")


async def test_the_operational_audit_is_read_from_the_list(signed: Desk) -> None:
    async with on_screen(signed, ReviewScreen(), (120, 36)) as (app, pilot):
        await until(pilot, lambda: "Block" in screen_text(app.screen))
        await write(pilot, "", "o")
        await until(pilot, lambda: "Two facilitators throughout" in screen_text(app.screen))
        assert "November 2026" in screen_text(app.screen)
        # No man appears in it.
        shown = screen_text(app.screen)
        assert not any(man.initials in shown for man in signed.roster().members.values())
        await write(pilot, "", "escape")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen))


async def test_notes_are_filtered_by_who_wrote_them_and_one_is_commented_on(
    signed: Desk, hand_clock: HandClock
) -> None:
    ids = [note(signed, line, hand_clock, minute).id for line, minute in NOTES]
    with supervising(signed):
        async with on_screen(signed, ReadingScreen(day_of(signed).about)) as (app, pilot):
            await until(pilot, lambda: "Session note" in screen_text(app.screen))
            await pilot.press("n")
            await until(pilot, lambda: isinstance(app.screen, ReadNotes))
            await write(pilot, "by:aq 3")
            await until(pilot, lambda: "1 of 2 notes" in screen_text(app.screen))
            await pilot.press("enter")
            await write(pilot, "What did he do then?", "enter")
            await until(pilot, lambda: "1 comment" in screen_text(app.screen))
            await pilot.press("escape", "escape")
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
            await pilot.press("right")
            clock = day_of(signed).clock(next(one.at for one in day_of(signed).notes))
            while f"on the note of {clock}" not in screen_text(app.screen):
                await pilot.press("right")
                assert "man 8 of 8" not in screen_text(app.screen)
    (said,) = comments(signed.read_any_day(day_of(signed).about))
    assert (said.what.about, said.what.subject, said.is_open) == ("note", ids[0], True)


async def test_an_exercise_is_commented_on_among_its_notes(
    signed: Desk, hand_clock: HandClock
) -> None:
    for line, minute in NOTES:
        note(signed, line, hand_clock, minute)
    with supervising(signed):
        async with on_screen(signed, ReadNotes(day_of(signed), lambda _: None)) as (app, pilot):
            await pilot.press("ctrl+t")
            await until(pilot, lambda: "Choose it first" in screen_text(app.screen))
            await pilot.press("ctrl+e", "2", "ctrl+t")
            await write(pilot, "Shorter next time.", "enter")
            await until(pilot, lambda: "comment kept" in screen_text(app.screen))
    (said,) = comments(signed.read_any_day(day_of(signed).about))
    assert said.what.about == "item"
    assert said.what.members == ()
