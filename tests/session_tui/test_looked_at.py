"""Who looks at what stands in the trail: every screen that shows people leaves an entry, once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from textual.pilot import Pilot

import session_tui
from exports.document import Document, PageFacts, Part
from exports.lifestyle_source import gather
from models.entries.sampling import SampleGranted
from models.group.samples import Sample, SampledDocument
from models.streams import TRAIL_STREAM
from models.trail import Step, steps
from session_tui import shown
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.screens.actions.screen import ActionsScreen
from session_tui.screens.afterwards.screen import AfterwardsScreen
from session_tui.screens.board.screen import BoardScreen
from session_tui.screens.close.debrief import DebriefScreen
from session_tui.screens.close.reflection import ReflectionScreen
from session_tui.screens.close.screen import CloseScreen
from session_tui.screens.concern.screen import ConcernScreen
from session_tui.screens.describe.screen import DescribeScreen
from session_tui.screens.find.screen import FindScreen
from session_tui.screens.form.screen import NoteForm
from session_tui.screens.group.screen import GroupScreen
from session_tui.screens.lifestyle.screen import LifestyleScreen
from session_tui.screens.lifestyle.words import LifestyleWordsScreen
from session_tui.screens.live.screen import LiveScreen
from session_tui.screens.man.details import DetailsScreen
from session_tui.screens.man.screen import ManScreen
from session_tui.screens.notes.screen import NotesScreen
from session_tui.screens.observe.screen import ObserveScreen
from session_tui.screens.review.notes import ReadNotes
from session_tui.screens.review.reading import ReadingScreen
from session_tui.screens.review.screen import ReviewScreen
from session_tui.screens.samples.page import SamplePage
from session_tui.screens.supervision.held import HeldScreen
from session_tui.screens.supervision.of_one import MeetingScreen, OfOneScreen
from session_tui.screens.supervision.quality import QualityScreen
from session_tui.screens.supervision.reading import record_of
from session_tui.screens.supervision.screen import SupervisionScreen
from session_tui.screens.thread.screen import ThreadScreen
from session_tui.screens.today.screen import TodayScreen
from session_tui.screens.trail.screen import TrailScreen
from session_tui.screens.unlike.screen import UnlikeScreen
from session_tui.screens.work.screen import WorkScreen
from tests.session_tui.hands import HandClock, app_on, settle
from tests.session_tui.keyboard import screen_text, until, write
from tests.session_tui.live_screen import begun
from tests.session_tui.writing_day import day_of, man_on, on_screen

BO = "another few words here"
LISTS = (shown.OF_DAY, shown.OF_GROUP, shown.OF_TEAM, shown.SHOW_NOBODY)
MADE: dict[str, Callable[[Desk], FrameScreen]] = {
    "live": lambda _: LiveScreen(),
    "observe": lambda _: ObserveScreen(),
    "notes": lambda _: NotesScreen(),
    "describe": lambda _: DescribeScreen(),
    "form": lambda desk: NoteForm(desk.now()),
    "concern": lambda _: ConcernScreen(),
    "close": lambda _: CloseScreen(),
    "unlike": lambda _: UnlikeScreen(),
    "debrief": lambda _: DebriefScreen(),
    "reflection": lambda _: ReflectionScreen(),
    "work": lambda _: WorkScreen(),
    "afterwards": lambda _: AfterwardsScreen(),
    "today": lambda _: TodayScreen(),
    "actions": lambda _: ActionsScreen(),
    "group": lambda _: GroupScreen(),
    "man": lambda desk: ManScreen(man_on(desk, 2)),
    "board": lambda _: BoardScreen(),
    "review": lambda _: ReviewScreen(),
    "read_session": lambda desk: ReadingScreen(day_of(desk).about),
    "read_notes": lambda desk: ReadNotes(day_of(desk), lambda _: None),
    "thread": lambda desk: ThreadScreen(desk.group, man_on(desk, 2)),
    "find": lambda _: FindScreen(),
    "supervision": lambda _: SupervisionScreen(),
    "supervised": lambda desk: OfOneScreen(desk.me),
    "supervision_form": lambda desk: HeldScreen(record_of(desk, desk.me)[0]),
    "quality_form": lambda desk: QualityScreen(
        record_of(desk, desk.me)[0], desk.bank.service.quality_forms[0]
    ),
    "next_meeting": lambda desk: MeetingScreen(next_page(desk)),
    "lifestyle_plan": lambda desk: LifestyleScreen(man_on(desk, 2)),
    "details": lambda desk: DetailsScreen(man_on(desk, 1)),
    "lifestyle_words": lambda desk: LifestyleWordsScreen(plan_of(desk)),
    "sample_page": lambda desk: SamplePage(sample_of(desk), SampledDocument("note", "Note", "…")),
}
"""Every screen that shows people, as it opens."""


def next_page(desk: Desk) -> Document:
    """The page for the next supervision, as short as may be."""
    return Document("Next supervision", (Part(PageFacts("", "", "", "", ""), ()),), desk.now())


def sample_of(desk: Desk) -> Sample:
    """A clinical auditor's sample, as short as may be."""
    granted = SampleGranted(
        sample="5a" * 16,
        key="6b" * 16,
        auditor=desk.me,
        last_day="2026-12-22",
        drawn_from="2026-01-01",
        drawn_to="2026-11-24",
        sessions=(),
        of=1,
        seed="",
        men=(),
        pages=1,
    )
    return Sample(granted, desk.now(), (), 0, ended=False)


def plan_of(desk: Desk) -> LifestyleScreen:
    """A man's plan, read."""
    plan, member = LifestyleScreen(man_on(desk, 2)), man_on(desk, 2)
    plan.source = gather(
        desk.facts_of,
        desk.team,
        desk.group,
        member,
        desk.bank.service,
        now=desk.now(),
        made_by=desk.me,
    )
    return plan


def trail(desk: Desk) -> tuple[Step, ...]:
    """What the trail holds."""
    assert desk.record is not None
    return steps(desk.record.entries([TRAIL_STREAM]))


async def looks_at(pilot: Pilot[None], desk: Desk, screen: FrameScreen) -> list[Step]:
    """The steps that opening this screen leaves; it is closed again."""
    before = await desk.run(lambda: len(trail(desk)))
    pilot.app.push_screen(screen)
    await settle(pilot)
    left = await desk.run(lambda: trail(desk)[before:])
    screen.dismiss()
    await settle(pilot)
    return list(left)


def every_screen() -> set[str]:
    """The names of all screens of the program."""
    for module in pkgutil.walk_packages(session_tui.__path__, "session_tui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    waiting, found = [FrameScreen], set()
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        found |= {one.place} if one.place and one.__module__.startswith("session_tui.") else set()
    return found


def test_every_screen_is_in_one_of_the_lists() -> None:
    listed = [place for places in LISTS for place in places]
    assert sorted(listed) == sorted(every_screen())
    assert MADE.keys() == set(listed) - shown.SHOW_NOBODY.keys()


async def test_every_screen_that_shows_people_leaves_an_entry(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    desk.local.fill(desk)
    async with app_on(desk).run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        for place, made in MADE.items():
            hand_clock.at += shown.AGAIN_MS
            screen = await desk.run(lambda made=made: made(desk))  # type: ignore[misc]  # mypy can't infer a lambda's default
            left = await looks_at(pilot, desk, screen)
            assert [one.kind for one in left if one.what.startswith(screen_word(place))], place
            assert all(one.by == desk.me for one in left)


def screen_word(place: str) -> str:
    """What the trail calls a screen."""
    return {**shown.OF_DAY, **shown.OF_GROUP, **shown.OF_TEAM}[place]


async def test_the_same_again_within_ten_minutes_leaves_no_second(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    first, other = man_on(desk, 2), man_on(desk, 3)
    async with app_on(desk).run_test() as pilot:
        await settle(pilot)
        hand_clock.at += shown.AGAIN_MS
        (left,) = await looks_at(pilot, desk, ManScreen(first))
        assert (left.kind, left.men, left.stream) == ("consultation", (first,), desk.group)
        hand_clock.at += shown.AGAIN_MS - 1
        assert not [one for one in await looks_at(pilot, desk, ManScreen(first)) if one.men]
        (left,) = await looks_at(pilot, desk, ManScreen(other))
        assert left.men == (other,)
        hand_clock.at += 1
        assert [one for one in await looks_at(pilot, desk, ManScreen(first)) if one.men]


async def test_practice_leaves_nothing(desk: Desk, hand_clock: HandClock) -> None:
    begun(desk, hand_clock)
    desk.practice = True
    async with app_on(desk).run_test() as pilot:
        await settle(pilot)
        assert trail(desk) == ()


async def test_who_unlocks_looks_too_and_nobody_looks_while_it_is_locked(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    desk.add_staff("Bo Rook", "co-facilitator", BO)
    ada = desk.me
    async with on_screen(desk, ObserveScreen()) as (app, pilot):
        await write(pilot, "", "ctrl+o")
        app.tick()
        await write(pilot, BO, "enter")
        await until(pilot, lambda: isinstance(app.screen, ObserveScreen))
        looked = [one for one in trail(desk) if one.what == "observe screen"]
        assert [one.by for one in looked] == [ada, desk.me]


async def test_the_trail_is_read_and_filtered_by_who_and_of_whom(
    desk: Desk, hand_clock: HandClock
) -> None:
    begun(desk, hand_clock)
    man = man_on(desk, 2)
    async with on_screen(desk, ManScreen(man)) as (app, pilot):
        app.push_screen(TrailScreen())
        await until(pilot, lambda: "man's page" in screen_text(app.screen))
        await until(pilot, lambda: "reading" not in screen_text(app.screen))
        whole = screen_text(app.screen)
        assert "collection" in whole
        await pilot.press("k", "4")
        await until(pilot, lambda: "consultation" in screen_text(app.screen).splitlines()[0])
        assert "collection" not in screen_text(app.screen)
        await pilot.press("m", "2")
        await until(pilot, lambda: "Core Group 2" in screen_text(app.screen).splitlines()[0])
        await pilot.press("a")
        await until(pilot, lambda: "collection" in screen_text(app.screen))
