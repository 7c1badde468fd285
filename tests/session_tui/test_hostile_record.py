"""Hostile names, reasons and words on record: no screen that shows them sends a control byte."""

from __future__ import annotations

import html
import unicodedata

import pytest
from textual.screen import Screen

from models.acts import Act, attending, noting, running
from models.entries import NewEntry
from models.entries.group import ConcernWritten, MemberAdded, Target, WorkSet
from models.entries.observation import NoteWritten
from session_tui.app import SessionApp
from session_tui.ask import Ask, Choice
from session_tui.desk import Desk
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.live.attendance import AttendanceSheet
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.room.screen import RoomScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import HandClock, settle
from tests.session_tui.keyboard import until
from tests.session_tui.live_screen import begun
from tests.session_tui.writing_day import day_of, man_on, on_screen

HOSTILE = {
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "c1": "\x9b31mred\x9d0;x\x9c",
    "bidi": "abc\u202edef\u2066ghi\u200f",
    "unseen": "zero\u200bwidth\u00ad\ufeff\u2060",
    "markup": "[/nope] [@click=app.bell]x[/] [red]y \\[b]",
    "deleted": "a\x08\x7f\x1b[2Jc",
    "lines": "one\rtwo\u2028three\x85four\x0bfive\x1b",
}
NUL = "nul\x00nul"
UNSEEN = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")


def acting(app: SessionApp) -> list[str]:
    """The characters of the screen's picture that could act on a terminal or hide."""
    picture = html.unescape(app.export_screenshot())
    return [
        f"U+{ord(char):04X}"
        for char in picture
        if char != "\n" and unicodedata.category(char) in UNSEEN
    ]


@pytest.fixture(params=sorted(HOSTILE))
def hostile(request: pytest.FixtureRequest, desk: Desk, hand_clock: HandClock) -> Desk:
    """A day in which every text is hostile."""
    return hostile_day(desk, hand_clock, HOSTILE[str(request.param)])


def hostile_day(desk: Desk, hand_clock: HandClock, text: str) -> Desk:
    """A day in which every text is this one."""
    begun(desk, hand_clock)
    _rename_man(desk, text)
    day, now = day_of(desk), hand_clock.at
    third = man_on(desk, 3)
    desk.say(running.pause(day, now, text))
    desk.say(attending.mark(day_of(desk), man_on(desk, 4), "absent", now, text))
    desk.say(attending.move(day_of(desk), third, "out", now, text, text))
    desk.say(attending.visitor_moved(day_of(desk), text, text, now, present=True))
    note = NoteWritten(
        note=desk.new_id(), scope="members", members=(third,), text=text, meaning=text
    )
    desk.say(noting.write_note(day_of(desk), note, now))
    work = WorkSet(work=desk.new_id(), session=day.session, text=text)
    desk.say(noting.set_work(day_of(desk), work, now))
    concern = ConcernWritten(
        concern=desk.new_id(), session=day.session, members=(third,), words=text, reference=text
    )
    desk.say(noting.write_concern(day_of(desk), concern, now))
    item = day_of(desk).timeline.states[2].item.id
    desk.say(running.drop_item(day_of(desk), item, now, carried=False, reason=text))
    return desk


def _rename_man(desk: Desk, text: str) -> None:
    member = man_on(desk, 3)
    settled = day_of(desk).facts.settle("member", member)
    assert settled is not None
    known = settled.value.what
    assert isinstance(known, MemberAdded)
    renamed = known.model_copy(
        update={
            "initials": text,
            "name": text,
            "accommodations": text,
            "offender_manager": text,
            "targets": (Target(text=text, domain="sr"),),
        }
    )
    desk.append(Act("", (NewEntry(renamed, supersedes=settled.values),)))
    desk.open_day(day_of(desk).session)


SCREENS: dict[str, type[Screen[None]]] = {
    "live": LiveScreen,
    "attendance": AttendanceSheet,
    "observe": ObserveScreen,
    "close": CloseScreen,
    "work": WorkScreen,
    "today": TodayScreen,
    "review": ReviewScreen,
    "room": RoomScreen,
}


async def test_no_screen_sends_what_could_act_on_the_terminal(hostile: Desk) -> None:
    async with on_screen(hostile, LiveScreen(), (120, 36)) as (app, pilot):
        live = app.screen
        assert isinstance(live, LiveScreen)
        live.action_names()
        shown = 0
        for name, screen in SCREENS.items():
            app.push_screen(screen())
            await settle(pilot)
            assert acting(app) == [], name
            shown += "[U+" in app.export_screenshot()
            app.pop_screen()
            await settle(pilot)
        # A control: it was there to be seen, as marks.
        man = day_of(hostile).roster.by_seat(3)
        assert man is not None
        hides = any(unicodedata.category(char) in UNSEEN for char in man.name)
        assert shown >= 4 or not hides


async def test_a_session_is_read_without_what_could_act(hostile: Desk) -> None:
    reading = ReadingScreen(day_of(hostile).about)
    async with on_screen(hostile, reading, (120, 36)) as (app, pilot):
        await until(pilot, lambda: "reading …" not in app.export_screenshot())
        for _ in range(4):
            assert acting(app) == []
            await pilot.press("right")
            await settle(pilot)


@pytest.mark.parametrize("text", [*HOSTILE.values(), NUL], ids=[*HOSTILE, "nul"])
async def test_a_question_and_its_answers_show_it_harmless(desk: Desk, text: str) -> None:
    async with on_screen(desk, LiveScreen()) as (app, pilot):
        app.push_screen(Ask(text, [Choice("a", text, text)], words=text))
        await settle(pilot)
        assert acting(app) == []
        app.tell(text)
        app.pop_screen()
        await settle(pilot)
        assert acting(app) == []
