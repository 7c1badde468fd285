"""A day from paper, entered by keys in one table."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from exercise_bank.bank import load_bank
from exercise_bank.service import Service
from models.entries.observation import NoteWritten
from models.local_time import instant
from session_tui.desk import Desk
from session_tui.screens.afterwards.cell_box import CellBox
from session_tui.screens.afterwards.reading import CellFault, chosen, read_row, tidy, understood
from session_tui.screens.afterwards.rows import rows_of
from session_tui.screens.afterwards.screen import AfterwardsScreen
from session_tui.screens.afterwards.when import read_ran
from tests.models.made_days import planned_day
from tests.session_tui.hands import DATE, ZONE, HandClock, app_on, settle
from tests.session_tui.keyboard import screen_text, type_text


def wall(hour: int, minute: int = 0) -> int:
    return instant(DATE, hour * 60 + minute, ZONE)


@asynccontextmanager
async def opened(desk: Desk, *, answered: bool = True) -> AsyncIterator[Pilot[None]]:
    """The table, with the two questions answered where wanted."""
    app = app_on(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.push_screen(AfterwardsScreen())
        await settle(pilot)
        if answered and desk.day is not None and desk.day.afterwards is None:
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("2")
            await settle(pilot)
        yield pilot


async def enter(pilot: Pilot[None], *cells: str) -> None:
    """Type into the cells from here on, a Tab between, Enter after the last."""
    for number, text in enumerate(cells):
        if number:
            await pilot.press("tab")
        await type_text(pilot, text)
    await pilot.press("enter")
    await settle(pilot)


async def go_to(pilot: Pilot[None], label: str) -> None:
    """To the first cell of the row with this label, from the top."""
    screen = pilot.app.screen
    assert isinstance(screen, AfterwardsScreen)
    rows = screen.rows()
    wanted = next(n for n, row in enumerate(rows) if row.label.endswith(label))
    await pilot.press("pageup", "pageup", "pageup", "shift+tab", "shift+tab", "shift+tab")
    await pilot.press(*["pagedown"] * (wanted // 8), *["down"] * (wanted % 8))
    assert screen.at == (rows[wanted].id, 0)


@pytest.fixture
def after(desk: Desk, hand_clock: HandClock) -> Desk:
    hand_clock.to(16, 0)
    return desk


async def test_it_asks_once_when_the_day_ran_and_why(after: Desk) -> None:
    async with opened(after, answered=False) as pilot:
        assert "On which date did it run?" in screen_text(pilot.app.screen)
        await type_text(pilot, "-1")
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        day = after.day
        assert day is not None
        assert day.afterwards is not None
        assert (day.about.date, day.afterwards.date) == ("2026-11-23", DATE)
        assert day.afterwards.because == "the laptop or its power failed"
    async with opened(after, answered=False) as pilot:
        assert isinstance(pilot.app.screen, AfterwardsScreen)


async def test_esc_at_the_question_leaves_the_day_as_it_was(after: Desk) -> None:
    async with opened(after, answered=False) as pilot:
        await pilot.press("ctrl+x")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, AfterwardsScreen)
        assert after.day is not None
        assert after.day.afterwards is None


async def test_a_whole_day_by_keys(after: Desk) -> None:
    async with opened(after) as pilot:
        await enter(pilot, "10", "18", "", "d")
        await pilot.press("shift+tab", "shift+tab")
        for minutes in ("60", "15", "11:50"):
            await enter(pilot, minutes)
        await pilot.press("tab")
        await enter(pilot, "k", "s")
        for _ in range(3):
            await pilot.press("shift+tab")
        await enter(pilot, "11:55", "1:15", "x", "incident")
        day = after.day
        assert day is not None
        told = [
            (
                state.status,
                *((day.clock(r.started), r.ended and day.clock(r.ended)) for r in state.runs),
            )
            for state in day.timeline.states[:6]
        ]
        assert told == [
            ("done", ("10:00", "10:18")),
            ("done", ("10:18", "11:18")),
            ("done", ("11:18", "11:33")),
            ("done", ("11:33", "11:50")),
            ("skipped",),
            ("cut", ("11:55", "13:15")),
        ]
        assert day.timeline.states[0].overrun_reason == "discussion needed the time"
        assert day.timeline.states[4].reason == "short of time"
        await go_to(pilot, "everyone went home")
        await enter(pilot, "15:20")
        assert after.day is not None
        assert after.day.timeline.ended == wall(15, 20)
        late = [
            entry.late
            for entry in after.day.entries_of_session
            if entry.what.kind == "item-started"
        ]
        assert late
        assert all(late)


async def test_men_all_in_but_some(after: Desk) -> None:
    async with opened(after) as pilot:
        await go_to(pilot, "JB")
        await enter(pilot, "10:12", "", "", "t")
        await go_to(pilot, "DK")
        await enter(pilot, "absent", "", "", "i")
        await go_to(pilot, "RT")
        await enter(pilot, "10:00", "2:00", "h", "shouted")
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert after.day is not None
        men = list(after.day.attendance.men.values())
        assert [(man.here, man.reason) for man in men[:2]] == [
            ("in", "travel"),
            ("absent", "says ill"),
        ]
        assert (men[2].here, men[2].inside) == ("sent home", ((wall(10), wall(14)),))
        assert all(man.arrived == wall(10) for man in men[3:])


async def test_notes_line_by_line(after: Desk) -> None:
    async with opened(after) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        await enter(pilot, "11:40", "3+sr went back to the moment before")
        await enter(pilot, "", "35@1:30 argued")
        assert after.day is not None
        notes = [(note.at, note.what.text, len(note.what.members)) for note in after.day.notes]
        assert notes == [
            (wall(11, 40), "went back to the moment before", 1),
            (wall(13, 30), "argued", 2),
        ]
        shown = screen_text(pilot.app.screen)
        assert "3 · strength" in shown
        assert "went back" not in shown


async def test_a_note_that_cant_be_kept_stays_with_the_reason(after: Desk) -> None:
    async with opened(after) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        await enter(pilot, "11:40", "he left")
        shown = screen_text(pilot.app.screen)
        assert "Who is it about?" in shown
        assert "he left" in shown
        assert after.day is not None
        assert not after.day.notes


async def test_undo_takes_back_one_row_and_redo_brings_it_again(after: Desk) -> None:
    async with opened(after) as pilot:
        await enter(pilot, "10:00", "18")
        await enter(pilot, "20")
        assert "10:38" in screen_text(pilot.app.screen)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert "10:38" not in screen_text(pilot.app.screen)
        assert "10:18" in screen_text(pilot.app.screen)
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert "10:38" in screen_text(pilot.app.screen)


async def test_what_cant_be_so_is_said_below_its_cell_until_it_is_changed(after: Desk) -> None:
    async with opened(after) as pilot:
        await enter(pilot, "10:00", "18")
        await pilot.press("shift+tab")
        await enter(pilot, "10:10")
        assert "Check-in ran 10:00–10:18" in screen_text(pilot.app.screen)
        await pilot.press("up", *["backspace"] * 5)
        await type_text(pilot, "10:20")
        assert "Check-in ran" not in screen_text(pilot.app.screen)


async def test_half_typed_cells_are_there_again(after: Desk) -> None:
    async with opened(after) as pilot:
        await type_text(pilot, "10:0")
        await pilot.press("tab")
        await type_text(pilot, "nonsense")
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(pilot.app.screen, AfterwardsScreen)
    kept = after.drafts()
    assert sorted(kept.values()) == ["10:0", "nonsense"]
    app = app_on(after)
    app.drafts.update(kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.push_screen(AfterwardsScreen())
        await settle(pilot)
        assert "nonse…" in screen_text(app.screen)
        assert app.screen.query_one(CellBox).value == "10:0"


async def test_a_row_kept_leaves_no_draft(after: Desk) -> None:
    async with opened(after) as pilot:
        await enter(pilot, "10:00", "18")
        await pilot.press("escape")
        await settle(pilot)
    assert after.drafts() == {}


async def test_a_concern_from_paper_is_kept_in_his_words(after: Desk) -> None:
    pytest.importorskip("session_tui.screens.concern.screen")
    async with opened(after) as pilot:
        await pilot.press("pagedown", "pagedown", "pagedown")
        await enter(pilot, "11:40", '3!! said "they came round"')
        assert after.day is not None
        ((entry, what),) = after.day.concerns
        assert (entry.about, what.words) == (wall(11, 40), 'said "they came round"')
        assert not [e for e in after.day.facts.entries.values() if isinstance(e.what, NoteWritten)]


# --- cells as they are read ---------------------------------------------------

DAY = planned_day().day
ROWS = rows_of(DAY, [1])
NOW = wall(16, 40)


@pytest.fixture(scope="module")
def service() -> Service:
    return load_bank().service


@pytest.mark.parametrize(
    ("ended", "comes_to"),
    [
        ("25", "10:00 to 10:25 · 25 min, +10"),
        ("15", "10:00 to 10:15 · 15 min, as planned"),
        ("1h30", "10:00 to 11:30 · 90 min, +75"),
        ("10:40", "10:00 to 10:40 · 40 min, +25"),
        ("1040", "10:00 to 10:40 · 40 min, +25"),
        ("1:15", "10:00 to 13:15 · 195 min, +180"),
        ("1.15pm", "10:00 to 13:15 · 195 min, +180"),
        ("soon", ""),
        ("400", "10:00 to 16:00 · 360 min, +345"),
        ("999", ""),
    ],
)
def test_an_end_is_a_time_or_minutes(ended: str, comes_to: str) -> None:
    assert understood(DAY, ROWS[0], ("10:00", ended, "", "")) == comes_to


@pytest.mark.parametrize(
    ("place", "typed", "stands"),
    [
        (0, ("1:15", "", "", ""), ("13:15", "", "", "")),
        (0, ("9", "25", "", ""), ("09:00", "25", "", "")),
        (0, ("6am", "", "", ""), ("06:00", "", "", "")),
        (0, ("x:y", "", "", ""), ("x:y", "", "", "")),
        (0, ("", "", "k", "s"), ("", "", "skipped", "short of time")),
        (0, ("skip", "", "", ""), ("", "", "skipped", "")),
        (-2, ("absent", "", "", "i"), ("", "", "absent", "says ill")),
        (-2, ("10", "2:30", "", "t"), ("10:00", "14:30", "", "travel")),
    ],
)
def test_cells_stand_tidied(
    service: Service, place: int, typed: tuple[str, ...], stands: tuple[str, ...]
) -> None:
    assert tidy(ROWS[place], typed, service) == stands


def test_a_word_is_chosen_by_its_key_or_its_beginning() -> None:
    words = {"x": "cut", "k": "skipped", "c": "carried"}
    assert [chosen(text, words) for text in ("x", "c", "cu", "SK", "s", "q", "carried")] == [
        "cut",
        "carried",
        "cut",
        "skipped",
        "skipped",
        "",
        "carried",
    ]


@pytest.mark.parametrize(
    ("cells", "cell"),
    [
        (("nine", "", "", ""), 0),
        (("10:00", "nine", "", ""), 1),
        (("10:00", "18", "gone", ""), 2),
        (("", "18", "", ""), 0),
    ],
)
def test_a_fault_names_its_cell(cells: tuple[str, ...], cell: int) -> None:
    with pytest.raises(CellFault) as caught:
        read_row(DAY, ROWS[1], cells, NOW, "id")
    assert caught.value.cell == cell


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("11:40", "went back"), "Who is it about?"),
        (("", "3 went back"), "When was it?"),
        (("11:40", ""), "Who and what?"),
        (("", "3@-5 went back"), "Minutes ago"),
        (("16:50", "3 went back"), "still to come"),
        (("11:40", "9 went back"), "Nobody sits on seat 9"),
        (("noon", "3 went back"), "isn't a time of day"),
    ],
)
def test_why_a_note_cant_be_kept(cells: tuple[str, str], says: str) -> None:
    with pytest.raises(CellFault, match=re.escape(says)):
        read_row(DAY, ROWS[-1], cells, NOW, "id")


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("-1", "2026-11-23"),
        ("10 Nov", "2026-11-10"),
        ("10/11", "2026-11-10"),
        ("28 Dec", "2025-12-28"),
        ("10 Nov 2026", "2026-11-10"),
        ("sometime", ""),
    ],
)
def test_the_date_it_ran(typed: str, date: str) -> None:
    assert read_ran(typed, DATE) == date
