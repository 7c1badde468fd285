"""The same fact, two hands: by keys on two laptops over a folder hub, and on what is handed out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exports.concern_note import concern_note
from exports.markdown import to_markdown
from exports.session_note import session_note
from models.acts import Act, Refused, attending, noting
from models.acts.reviewing import check_lock, return_session, sign_off
from models.acts.settling import settle
from models.day.gate import gate
from models.day.unlike import unlike
from models.entries import NewEntry
from models.entries.attendance import AttendanceMarked
from models.entries.closing import DebriefWritten
from models.entries.group import ConcernWritten
from session_tui.desk import Desk
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.unlike.screen import UnlikeScreen
from tests.session_tui.hands import HandClock
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import ended
from tests.session_tui.test_review import DORA, signed_off, supervising
from tests.session_tui.two_laptops import joined, met
from tests.session_tui.writing_day import begin, day_of, man_on, note, on_screen


@pytest.fixture
def hub(tmp_path: Path) -> str:
    """A folder that both laptops keep to."""
    (tmp_path / "stick").mkdir()
    return str(tmp_path / "stick")


@contextmanager
def two_hands(desk: Desk, hub: str, folder: Path, clock: HandClock) -> Iterator[Desk]:
    """Ada Quill says that four is in, Bo Rook that he wasn't admitted, before they meet."""
    begin(desk, clock)
    with joined(desk, hub, folder, clock) as other:
        clock.to(10, 20)
        desk.say(attending.mark(day_of(desk), man_on(desk, 4), "in", clock.at))
        clock.to(10, 25)
        drunk = "smelt of drink"
        said = attending.mark(day_of(other), man_on(other, 4), "not admitted", clock.at, drunk)
        other.say(said)
        meet_all(hub, other, desk, other)
        yield other


def meet_all(hub: str, *desks: Desk) -> None:
    for one in desks:
        met(one, hub)
        one.news()


async def test_both_see_who_said_what_and_when_and_a_digit_on_either_settles_it_for_both(
    desk: Desk, hand_clock: HandClock, tmp_path: Path, hub: str
) -> None:
    with two_hands(desk, hub, tmp_path / "other", hand_clock) as other:
        async with on_screen(desk, LiveScreen()) as (app, pilot):
            assert "≠ 1 differs" in screen_text(app.screen)
            assert "4≠" in screen_text(app.screen)
            await write(pilot, "", "ctrl+p")
            await write(pilot, "said diff", "enter")
            await until(pilot, lambda: isinstance(app.screen, UnlikeScreen))
            text = screen_text(app.screen)
            assert "4 · attendance" in text
            ours, his = [one for one in text.splitlines() if "Quill" in one or "Rook" in one]
            assert ours.split() == ["1", "in", "10:20", "Ada", "Quill,", "10:20"]
            assert his.split()[0] == "2"
            assert "not admitted: smelt of drink" in his
            assert "Bo Rook, 10:25" in his
            # The closing gate names who, and leads to the same.
            await write(pilot, "", "escape", "f", "n")
            rows = gate(day_of(desk), desk.me, desk.team.here)
            at = next(place for place, row in enumerate(rows) if row.open == "unsettled")
            assert rows[at].says == "1 fact said differently: Ada Quill and Bo Rook"
            await write(pilot, "", *["down"] * at, "enter")
            await until(pilot, lambda: isinstance(app.screen, UnlikeScreen))
            await write(pilot, "", "2")
            await until(pilot, lambda: "Nothing is said differently." in screen_text(app.screen))
            await write(pilot, "", "escape", "escape")
            assert "≠" not in screen_text(app.screen)
        meet_all(hub, desk, other)
        for one in (desk, other):
            assert not unlike(day_of(one))
            assert day_of(one).attendance.men[man_on(one, 4)].here == "not admitted"
        assert day_of(desk).attendance == day_of(other).attendance


async def test_the_session_that_is_read_shows_both_and_settles_them(
    desk: Desk, hand_clock: HandClock, tmp_path: Path, hub: str
) -> None:
    with two_hands(desk, hub, tmp_path / "other", hand_clock):
        async with on_screen(desk, ReviewScreen(), (120, 60)) as (app, pilot):
            await until(pilot, lambda: "Core Group" in screen_text(app.screen))
            await write(pilot, "", "enter")
            says = "≠ 1 fact said differently by Ada Quill and Bo Rook: d shows and settles."
            await until(pilot, lambda: says in screen_text(app.screen))
            await write(pilot, "", "d", "2")
            await until(pilot, lambda: "Nothing is said differently." in screen_text(app.screen))
            await write(pilot, "", "escape")
            await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
            await until(pilot, lambda: "said differently" not in screen_text(app.screen))
        assert not unlike(day_of(desk))


def test_what_is_handed_out_has_every_value_with_who_and_when(
    desk: Desk, hand_clock: HandClock, tmp_path: Path, hub: str
) -> None:
    with two_hands(desk, hub, tmp_path / "other", hand_clock) as other:
        said = note(desk, "3 went quiet", hand_clock, 30)
        meet_all(hub, desk, other)
        for hand, minute, words in ((desk, 31, "went pale"), (other, 32, "looked at the floor")):
            hand_clock.to(10, minute)
            changed = said.what.model_copy(update={"text": words})
            hand.say(noting.rewrite_note(day_of(hand), said, changed, said.at))
            debrief = DebriefWritten(next_time=f"{words} again?")
            hand.say(noting.write_debrief(day_of(hand), debrief, hand_clock.at))
        meet_all(hub, other, desk)
        markdown = plain(to_markdown(session_note(desk.source(day_of(desk)))))
        told = "in 10:20 (by A. Quill, 10:20); or not admitted: smelt of drink (by B. Rook, 10:25)"
        # In the group's part and on his own page, each with his attendance and the record's state.
        assert markdown.count(told) == 4
        assert "4 · attendance: " in markdown
        assert "went pale" in markdown
        assert "or, by B. Rook, 10:32: looked at the floor" in markdown
        assert "version 1 (by A. Quill, 10:31); or version 2 (by B. Rook, 10:32)" in markdown
        assert "next time: went pale again? (by A. Quill, 10:31)" in markdown
        assert "next time: looked at the floor again? (by B. Rook, 10:32)" in markdown


def test_sign_off_waits_and_a_concern_with_two_versions_says_by_whom(
    desk: Desk, hand_clock: HandClock, tmp_path: Path, hub: str
) -> None:
    ended(desk, hand_clock)
    first = ConcernWritten(concern=desk.new_id(), session=day_of(desk).session, words="a threat")
    desk.say(noting.write_concern(day_of(desk), first, hand_clock.at))
    with joined(desk, hub, tmp_path / "other", hand_clock) as other:
        for hand, minute, words in ((desk, 5, "a threat to leave"), (other, 6, "a threat to harm")):
            hand_clock.to(11, minute)
            changed = first.model_copy(update={"words": words})
            hand.say(noting.write_concern(day_of(hand), changed, hand_clock.at))
            hand.say(noting.sign(day_of(hand), hand.me, hand.heads(), hand_clock.at))
        meet_all(hub, other, desk)
        day = day_of(desk)
        with pytest.raises(Refused, match="1 fact said differently by two"):
            sign_off(day, "a supervisor", desk.team.here, desk.heads(), hand_clock.at)
        note_ = plain(to_markdown(concern_note(desk.source(day), first.concern)))
        assert "two versions stand, this is the first; another by B. Rook, 11:06" in note_
        (one,) = unlike(day)
        assert [said.words for said in one.values] == [
            "words: a threat to leave",
            "words: a threat to harm",
        ]
        desk.say(settle(day, one, 1))
        with pytest.raises(Refused, match="look again"):
            settle(day_of(desk), one, 0)
        assert day_of(desk).concerns[0][1].words == "a threat to harm"
        with pytest.raises(Refused, match="2 values"):
            settle(day, one, 2)


def test_a_note_changed_in_what_it_is_about_alone_says_so(
    desk: Desk, hand_clock: HandClock
) -> None:
    begin(desk, hand_clock)
    said = note(desk, "3 went quiet", hand_clock, 30)
    two = [
        NewEntry(said.what.model_copy(update=change), said.at, (said.first.id,))
        for change in ({"direction": "concern"}, {"domain": "sr"})
    ]
    for one in two:
        desk.append(Act("", (one,)), session=day_of(desk).session)
    (found,) = unlike(desk.read_day(day_of(desk).session))
    assert found.name == "3 · note of 10:30"
    assert [one.words for one in found.values] == [
        "went quiet (3, 10:30, concern)",
        "went quiet (3, 10:30, sr)",
    ]


def test_what_contradicts_a_sign_off_is_settled_once_the_session_is_given_back(
    desk: Desk, hand_clock: HandClock
) -> None:
    ended(desk, hand_clock)
    desk.add_staff("Dora Vale", "supervisor", DORA)
    desk.say(noting.sign(day_of(desk), desk.me, desk.heads(), hand_clock.at))
    day = signed_off(desk, hand_clock)
    before = day.facts.value("attendance", man_on(desk, 4))
    assert before is not None
    for state in ("in", "rescheduled"):  # as it comes from laptops that didn't know
        said = AttendanceMarked(member=man_on(desk, 4), state=state)
        desk.append(Act("", (NewEntry(said, supersedes=(before.id,)),)), session=day.session)
    day = desk.read_day(day.session)
    (found,) = unlike(day)
    act = settle(day, found, 0)
    with pytest.raises(Refused, match="It is signed off"):
        check_lock(day, act.entries)
    with supervising(desk):
        given_back = return_session(day, desk.me, "four was where?", hand_clock.at)
        check_lock(desk.review(day, given_back), act.entries)


def plain(markdown: str) -> str:
    """Markdown without its escapes, line breaks and hard spaces."""
    return " ".join(markdown.replace("\\", "").replace("\u00a0", " ").replace("<br>", " ").split())
