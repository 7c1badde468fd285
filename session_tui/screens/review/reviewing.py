"""The keys of supervision on a session that is read: comment, answer, return, sign off."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from models.acts import Act, Refused
from models.acts.reviewing import comment_on, return_session, sign_off, write_comment
from models.day.day import Day
from models.record_error import RecordError
from session_tui.ask import Ask, Choice, words_of
from session_tui.frame import FrameScreen
from session_tui.screens.review.comments import comments_on


class ReviewKeys(FrameScreen):
    """What a reader may say of the day that is read."""

    day_read: Day | None = None
    """The day; None until it is read."""

    @property
    def man_read(self) -> str:
        """The id of the man whose page is shown; "" for the group's part."""
        raise NotImplementedError

    @work
    async def action_comment(self) -> None:
        """Comment on what is read; words that end with a question mark ask."""
        text = await self._words("A comment; a question ends with ?", "comment")
        desk, man = self.session_app.desk, self.man_read
        if text:
            said = comment_on(desk.new_id(), text, member=man)
            await self._say(lambda _: write_comment(said, desk.now()))

    @work
    async def action_answer(self) -> None:
        """Answer the first question that is open on this page."""
        if self.day_read is None:
            return
        found = comments_on(self.day_read, self.man_read)
        asked = next((one for one in found if one.is_open), None)
        if asked is None:
            self.session_app.tell("No question is open on this page.")
            return
        text = await self._words(asked.what.text, f"answer:{asked.what.comment}")
        desk = self.session_app.desk
        if text:
            said = comment_on(desk.new_id(), text)
            await self._say(lambda _: write_comment(said, desk.now(), about=asked))

    @work
    async def action_return_session(self) -> None:
        """Give it back, with the reasons."""
        why = await self._words("Returned why? Its facilitators read this first.", "returned")
        desk = self.session_app.desk
        if why:
            await self._say(lambda day: return_session(day, desk.me, why, desk.now()))

    @work
    async def action_sign_off(self) -> None:
        """Sign it off, once asked."""
        if self.day_read is None:
            return
        desk = self.session_app.desk
        heads = await desk.run(desk.heads)

        def make(day: Day) -> Act:
            return sign_off(day, desk.me, desk.team.here, heads, desk.now())

        if not self._may(make):
            return
        yes = (Choice("y", "sign it off", "yes"), Choice("n", "not yet", ""))
        question = "Sign this session off? After it only addenda are taken."
        if await words_of(self.app, Ask(question, yes)):
            await self._say(make)

    async def _words(self, question: str, field: str) -> str:
        session = self.day_read.session if self.day_read else ""
        asked = Ask(question, words="in your words", field=f"{field}:{session}:{self.man_read}")
        return (await self.app.push_screen_wait(asked) or "").strip()

    def _may(self, make: Callable[[Day], Act]) -> bool:
        assert self.day_read is not None
        try:
            make(self.day_read)
        except Refused as why:
            self.session_app.tell(str(why))
            return False
        return True

    async def _say(self, make: Callable[[Day], Act]) -> None:
        """Record it, and show the day after it."""
        day, desk = self.day_read, self.session_app.desk
        if day is None or not self._may(make):
            return
        act = make(day)
        try:
            self.day_read = await desk.run(lambda: desk.review(day, act))
        except RecordError as why:
            self.session_app.tell(str(why))
            return
        self.session_app.tell(act.says)
        self.redraw()
