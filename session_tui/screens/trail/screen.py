"""The trail on the screen: read stream by stream, newest first, filtered by person, man, kind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import work
from textual.widget import Widget

from models.trail import KINDS, Step
from session_tui.ask import Ask, numbered
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line, wrap
from session_tui.reading_page import ReadingPage
from session_tui.screens.trail.lines import Filter, Words, kept, trail_lines
from session_tui.screens.trail.reading import steps_of, streams_of, words_of

MOST_MEN = 30
"""So many men are offered by a key each; every other is found by typing."""


class TrailScreen(FrameScreen):
    """Who collected, altered, looked at, handed out, brought together, erased what."""

    place: ClassVar[str] = "trail"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words()
        self.wanted = Filter()
        self.first = 0
        self._steps: list[Step] = []
        self._shown: tuple[Step, ...] = ()
        self._reading = "   reading …"

    def body(self) -> Iterable[Widget]:
        """The list."""
        yield LinesPane(id="trail", classes="body")

    def title_left(self) -> Line:
        """What this is, how much of it is shown, and of what."""
        of = self.wanted.says(self.words)
        many = f"   {len(self._shown):,}" + (f" of {len(self._steps):,}, {of}" if of else "")
        return (("Trail", "now"), (many, "past"), (self._reading, "past"))

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.load()

    @work(exclusive=True, group="read")
    async def load(self) -> None:
        """The trail's own stream first, then what each other says was said and changed."""
        desk = self.session_app.desk
        self.words = await desk.run(lambda: words_of(desk))
        streams = await desk.run(lambda: streams_of(desk))
        for number, stream in enumerate(streams, 1):
            self._steps += await desk.run(partial(steps_of, desk, stream))
            self._reading = f"   reading {number:,} of {len(streams):,} …"
            self._sift() if number == 1 else self.draw_frame()
        self._reading = ""
        self._sift()

    def _sift(self) -> None:
        self._shown = kept(self._steps, self.wanted)
        self.first = 0
        self.redraw()

    def redraw(self) -> None:
        """Draw what is meant."""
        if not self.stands:
            return
        pane = self.query_one("#trail", LinesPane)
        if self._shown or not self._reading:
            cells = max(20, self.size.width - 2)
            rows = pane.size.height
            pane.show(trail_lines(self._shown, self.words, self.first, cells, rows))
        else:
            pane.show([(), line("reading …", "past")])
        self.draw_frame()

    # --- going about ----------------------------------------------------------

    def action_trail_up(self) -> None:
        """One line up."""
        self._go(-1)

    def action_trail_down(self) -> None:
        """One line down."""
        self._go(1)

    def action_trail_page_up(self) -> None:
        """A page up."""
        self._go(-self._page)

    def action_trail_page_down(self) -> None:
        """A page down."""
        self._go(self._page)

    @property
    def _page(self) -> int:
        return max(1, self.query_one("#trail", LinesPane).size.height - 2)

    def _go(self, by: int) -> None:
        last = max(0, len(self._shown) - self._page)
        self.first = max(0, min(last, self.first + by))
        self.redraw()

    # --- filtering ------------------------------------------------------------

    @work
    async def action_trail_person(self) -> None:
        """Only what one person did."""
        who = {one.by: self.words.of(self.words.staff, one.by) for one in self._steps}
        if (chosen := await self._one_of("What who did?", who)) is not None:
            self._narrow(replace(self.wanted, by=chosen))

    @work
    async def action_trail_man(self) -> None:
        """Only what was about one man."""
        men = {man: self.words.of(self.words.men, man) for one in self._steps for man in one.men}
        if (chosen := await self._one_of("What was about whom?", men)) is not None:
            self._narrow(replace(self.wanted, man=chosen))

    @work
    async def action_trail_kind(self) -> None:
        """Only one of the law's kinds."""
        kinds: dict[str, str] = {one: one for one in KINDS}
        if (chosen := await self._one_of("Which kind?", kinds)) is not None:
            self._narrow(replace(self.wanted, kind=chosen))

    def action_trail_all(self) -> None:
        """All of it again."""
        self._narrow(Filter())

    async def _one_of(self, question: str, names: dict[str, str]) -> str | None:
        """The id of the one chosen by a key or typed by its word; None where it was left."""
        by_word = {word.casefold(): one for one, word in names.items()}
        labels = sorted(names.values())[:MOST_MEN]
        answer = await self.app.push_screen_wait(
            Ask(
                question,
                numbered(labels),
                words="or type it",
                columns=0 if len(labels) < 10 else 3,
                needed=True,
                check=lambda text: "" if text.casefold() in by_word else "Not in the trail.",
            )
        )
        return by_word[answer.casefold()] if answer else None

    def _narrow(self, wanted: Filter) -> None:
        self.wanted = wanted
        self._sift()

    # --- verifying ------------------------------------------------------------

    @work(exclusive=True, group="verify")
    async def action_verify_record(self) -> None:
        """Is the record as it was written? By what needs no passphrase: chains and signatures."""
        from models.journal.verify import verify
        from models.record_error import RecordError

        folder = self.session_app.desk.home.folder
        self.session_app.tell("verifying every entry …")
        try:
            verdict = await asyncio.to_thread(verify, folder)
        except RecordError as trouble:
            self.session_app.tell(str(trouble))
            return
        self.session_app.tell("")

        def lines_for(cells: int) -> list[Line]:
            return [one for said in verdict.lines for one in wrap(said, cells, indent="  ")]

        self.app.push_screen(ReadingPage("Verify", lines_for, None))

    def footer_actions(self) -> list[tuple[str, str]]:
        """An auditor has nothing to go back to; he verifies."""
        keys = super().footer_actions()
        return [*keys[:-1], (self.key_named("verify_record"), "verify")] if self._alone else keys

    @property
    def _alone(self) -> bool:
        """Whether it is all there is to see: an auditor's."""
        return self.session_app.desk.audits

    def action_back(self) -> None:
        """Back to what is under it."""
        if self._alone:
            self.session_app.tell("ctrl+q leaves the program, ctrl+o locks it.")
        else:
            self.dismiss()
