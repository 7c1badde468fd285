"""The form of all particulars of one man; what was changed is kept in one act."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from models.acts import Refused
from models.acts.details import ROWS, details_of, say_details
from models.record_error import RecordError
from session_tui.form import FormArea, FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, fit, line
from session_tui.shown import Shown

HINT = 26


class DetailsScreen(FrameScreen):
    """Begins with what stands; what is half-typed waits here as drafts."""

    place: ClassVar[str] = "details"
    AUTO_FOCUS = "FormArea"
    DEFAULT_CSS = """
    DetailsScreen #rows { height: auto; max-width: 90; }
    DetailsScreen FormRow > FormArea { width: 1fr; }
    DetailsScreen FormRow > .hint { width: 28; height: 1; padding-left: 2; }
    """

    def __init__(self, member: str) -> None:
        super().__init__()
        self._member = member

    def shows(self) -> Shown:
        """Him."""
        return Shown("man's page", self.session_app.desk.group, men=(self._member,))

    def title_left(self) -> Line:
        """Whose they are."""
        man = self.session_app.desk.roster().get(self._member)
        return (("His details", "now"), (f" · {man.initials}" if man else "", "past"))

    @property
    def _standing(self) -> dict[str, str]:
        desk = self.session_app.desk
        man = desk.roster().get(self._member)
        return details_of(desk.group_facts, man) if man else dict.fromkeys(ROWS, "")

    def body(self) -> Iterable[Widget]:
        """A row each, with what may be typed beside it."""
        stands = self._standing
        with VerticalScroll(classes="scrolling", can_focus=False), Vertical(id="rows"):
            for place, (name, (label, hint)) in enumerate(ROWS.items()):
                field = f"details:{self._member}:{name}"
                box = FormArea(field, stands[name], single=True, id=f"row-{place}")
                yield FormRow(
                    label, box, LinesPane([line(fit(hint, HINT), "past")], classes="hint")
                )

    def redraw(self) -> None:
        """What others changed meanwhile shows, where nothing else is half-typed."""
        if not self.stands or not self.session_app.desk.unlocked:
            return
        for name, text in self._standing.items():
            self._box(name).stands(text)
        self.draw_frame()

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @work(exclusive=True, group="keep")
    async def action_keep(self) -> None:
        """Keep all that was changed, or say which row can't be read; then back to his page."""
        desk = self.session_app.desk
        typed = {name: self._box(name).text for name in ROWS}

        def kept() -> str:
            act = say_details(
                desk.group_facts, desk.roster(), self._member, typed, desk.bank.service
            )
            desk.append(act)
            return act.says

        try:
            self.session_app.tell(await desk.run(kept))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
            return
        stands = self._standing
        for name in ROWS:
            self._box(name).done(stands[name])
        self.dismiss()

    def action_leave(self) -> None:
        """Back; what was typed waits here."""
        self.dismiss()

    def _box(self, name: str) -> FormArea:
        return self.query_one(f"#row-{list(ROWS).index(name)}", FormArea)
