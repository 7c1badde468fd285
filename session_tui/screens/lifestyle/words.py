"""Writing a version of a man's lifestyle plan: a page for his own words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from models.acts.lifestyle import write_plan
from session_tui.drafted import DraftedArea
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.shown import Shown

if TYPE_CHECKING:
    from session_tui.screens.lifestyle.screen import LifestyleScreen


class LifestyleWordsScreen(FrameScreen):
    """Begins with the version that stands; what is kept is the next one."""

    place: ClassVar[str] = "lifestyle_words"
    AUTO_FOCUS = "DraftedArea"
    DEFAULT_CSS = """
    LifestyleWordsScreen #who { height: 3; margin: 0 1; }
    LifestyleWordsScreen #page { height: 1fr; margin: 0 1; }
    """

    def __init__(self, plan: LifestyleScreen) -> None:
        super().__init__()
        self._plan = plan
        assert plan.source is not None
        self._source = plan.source

    def shows(self) -> Shown:
        """His plan."""
        return self._plan.shows()

    def title_left(self) -> Line:
        """Which version this will be."""
        plan, man = self._source.plan, self._source.man
        number = plan.current.number + 1 if plan else 1
        return ((f"Lifestyle plan, version {number}", "now"), (f" · {man.initials}", "past"))

    def body(self) -> Iterable[Widget]:
        """How it is written, and the page."""
        told = [
            line("In his own words, as he says them: what he lives by, his warning signs,"),
            line("what he does then, whom he tells. The version before stays on record."),
        ]
        yield LinesPane(told, id="who")
        field = f"lifestyle:words:{self._source.man.member}"
        yield DraftedArea(field, self._standing, id="page")

    @property
    def _standing(self) -> str:
        return self._source.plan.current.text if self._source.plan else ""

    async def action_keep(self) -> None:
        """Keep it as the next version and go back."""
        box, member = self.query_one(DraftedArea), self._source.man.member
        text, facts = box.text, self.session_app.desk.group_facts
        kept = await self._plan.kept(
            lambda source, today: write_plan(facts, source.roster, member, source.plan, text, today)
        )
        if kept:
            box.done(text)
            self.dismiss()

    def action_leave(self) -> None:
        """Back; what was typed waits here as a draft."""
        self.dismiss()
