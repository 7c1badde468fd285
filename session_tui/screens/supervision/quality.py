"""A form of quality, filled in after a session was viewed: a digit a point, words beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from exercise_bank.quality import QualityForm
from models.acts import Act, Refused
from models.acts.particulars import date_typed
from models.acts.supervising import score
from models.entries.supervision import PointScored, QualityScored
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.ask import Choice
from session_tui.form import ChoiceRow, FormArea, FormRow
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane, line, wrap
from session_tui.screens.supervision.reading import OfOne, latest_sessions

POINT = 56
"""A point's words take so many cells; its digits stand after them."""


class PointRow(Horizontal):
    """A point and the digits it may have."""

    DEFAULT_CSS = """
    PointRow { height: auto; }
    PointRow > .point { width: 58; height: auto; }
    """

    def __init__(self, point: str, digits: Iterable[int], *, id: str) -> None:
        super().__init__()
        self._point, self._digits, self._digits_id = point, tuple(digits), id

    def compose(self) -> ComposeResult:
        """The words, then the digits."""
        pane = LinesPane(wrap(self._point, POINT), classes="point")
        pane.styles.height = len(wrap(self._point, POINT))
        yield pane
        choices = [Choice(str(digit), "", str(digit)) for digit in self._digits]
        yield ChoiceRow(choices, id=self._digits_id)


class QualityScreen(FrameScreen):
    """One form about one person."""

    place: ClassVar[str] = "quality_form"
    AUTO_FOCUS = "ChoiceRow"

    def __init__(self, one: OfOne, form: QualityForm) -> None:
        super().__init__()
        self._one, self._form = one, form
        self._points = [
            (f"p{place}-{number}", section.title, point)
            for place, section in enumerate(form.sections)
            for number, point in enumerate(section.points)
        ]

    def title_left(self) -> Line:
        """Which form, about whom."""
        return ((self._form.title, "now"), (f" · {self._one.name}", "past"))

    def body(self) -> Iterable[Widget]:
        """What the digits mean, the points by section, the words."""
        scale = self.session_app.desk.bank.service.quality_scale
        with VerticalScroll(classes="scrolling", can_focus=False):
            meanings = [line(f"{digit}  {means}", "past") for digit, means in scale.items()]
            yield self._pane([*meanings, ()])
            yield FormRow("Viewed", ChoiceRow(latest_sessions(self._one), id="session"))
            section = ""
            for name, title, point in self._points:
                if title != section:
                    section = title
                    yield self._pane([(), line(title, "head")])
                yield PointRow(point, scale, id=name)
            yield self._pane([()])
            field = f"quality:{self._one.staff}:{self._form.id}"
            yield FormRow("Feedback", FormArea(f"{field}:feedback", id="feedback"))
            yield FormRow("Spoken on", FormArea(f"{field}:spoken", single=True, id="spoken"))

    def _pane(self, lines: list[Line]) -> LinesPane:
        pane = LinesPane(lines)
        pane.styles.height = len(lines)
        return pane

    def redraw(self) -> None:
        """The frame."""
        if self.stands:
            self.draw_frame()

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next()

    @work
    async def action_keep_quality(self) -> None:
        """Keep the form and go back."""
        desk = self.session_app.desk

        def kept() -> str:
            act = self._act()
            desk.append(act)
            return act.says

        try:
            said = await desk.run(kept)
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
            return
        for box in self.query(FormArea):
            box.done()
        self.session_app.tell(said)
        self.dismiss()

    def _act(self) -> Act:
        desk = self.session_app.desk
        today, scale = date_of(desk.now(), ZONE), desk.bank.service.quality_scale
        picked = {row.id: row.picked for row in self.query(ChoiceRow)}
        points = [
            PointScored(
                section=title,
                point=point,
                score=int(picked[name][0]),
                means=scale[int(picked[name][0])],
            )
            for name, title, point in self._points
            if picked[name]
        ]
        spoken = self.query_one("#spoken", FormArea).text.strip()
        said = QualityScored(
            scored=desk.new_id(),
            staff=self._one.staff,
            form=self._form.id,
            title=self._form.title,
            date=today,
            points=tuple(points),
            feedback=self.query_one("#feedback", FormArea).text.strip(),
            spoken=date_typed(spoken, today) if spoken else "",
            session=picked["session"][0] if picked["session"] else "",
        )
        return score(said, desk.me)

    def action_leave(self) -> None:
        """Leave; the words typed are here next time."""
        self.dismiss()
