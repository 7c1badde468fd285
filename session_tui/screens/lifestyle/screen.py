"""A man's lifestyle management plan on the screen: read, written anew, gone through, handed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import work

from exports.lifestyle_plan import LifestyleSource, lifestyle_plan_document
from exports.lifestyle_source import gather
from models.acts import Act, Refused
from models.acts.lifestyle import review_plan
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.ask import Ask
from session_tui.document_page import DocumentPage
from session_tui.frame import ZONE
from session_tui.lines import Line
from session_tui.shown import Shown


class LifestyleScreen(DocumentPage):
    """Shows one man's plan as it goes to paper."""

    place: ClassVar[str] = "lifestyle_plan"

    def __init__(self, member: str) -> None:
        super().__init__()
        self._member = member
        self.source: LifestyleSource | None = None

    def shows(self) -> Shown:
        """His plan."""
        return Shown("lifestyle plan", self.session_app.desk.group, men=(self._member,))

    def title_left(self) -> Line:
        """The group, and what this is."""
        desk = self.session_app.desk
        group = desk.team.groups.get(desk.group)
        return ((group.name if group else "Group", "now"), (" · lifestyle plan", "past"))

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.load()

    @work(exclusive=True, group="read")
    async def load(self) -> None:
        """Gather it in the record's thread."""
        desk = self.session_app.desk

        def read() -> LifestyleSource:
            return gather(
                desk.facts_of,
                desk.team,
                desk.group,
                self._member,
                desk.bank.service,
                now=desk.now(),
                made_by=desk.me,
                heads=desk.heads(),
            )

        self.source = await desk.run(read)
        self.document = lifestyle_plan_document(self.source)
        self.redraw()

    async def kept(self, make: Callable[[LifestyleSource, str], Act]) -> bool:
        """Record an act made from what is on record now and today's date: whether it was."""
        desk, source = self.session_app.desk, self.source
        if source is None:
            return False

        def keep() -> str:
            act = make(source, date_of(desk.now(), ZONE))
            desk.append(act)
            return act.says

        try:
            self.session_app.tell(await desk.run(keep))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
            return False
        self.load()
        return True

    def action_write_plan(self) -> None:
        """Another version, beginning from the one that stands."""
        from session_tui.screens.lifestyle.words import LifestyleWordsScreen

        if self.source is not None:
            self.app.push_screen(LifestyleWordsScreen(self))

    @work
    async def action_review_plan(self) -> None:
        """It was gone through with him today."""
        if self.source is None:
            return
        if self.source.plan is None:
            self.session_app.tell("He has no plan yet: w writes its first version.")
            return
        asked = "What held, and what changed? In his words."
        words = await self._words(asked, "held", needed=True)
        who = await self._words("Gone through with whom?", "with", needed=False) if words else None
        if words and who is not None:
            facts, roster = self.session_app.desk.group_facts, self.source.roster
            await self.kept(
                lambda source, today: review_plan(
                    facts, roster, self._member, source.plan, words, today, who
                )
            )

    async def _words(self, question: str, field: str, *, needed: bool) -> str | None:
        ask = Ask(question, words="words", field=f"lifestyle:{field}:{self._member}", needed=needed)
        return await self.app.push_screen_wait(ask)

    @work
    async def action_export(self) -> None:
        """Hand it out."""
        from session_tui.handing_out import hand_out_document

        if self.document is not None and self.source is not None and self.source.plan:
            await hand_out_document(self.session_app, self.document, "lifestyle management plan")
