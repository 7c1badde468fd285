"""Writing down a supervision that was held, or why it was cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, cast

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from models.acts import Act, Refused
from models.acts.particulars import date_typed, minutes_typed
from models.acts.supervising import hold
from models.entries.supervision import How, SupervisionHeld
from models.local_time import date_of, long_date
from models.record_error import RecordError
from session_tui.ask import Choice
from session_tui.form import ChoiceRow, FormArea, FormRow
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane
from session_tui.screens.supervision.reading import OfOne, latest_sessions

KINDS = (
    Choice("m", "meeting", "meeting"),
    Choice("l", "session watched live", "live"),
    Choice("r", "recording viewed", "recording"),
)
TEXTS = (
    ("decisions", "Decisions"),
    ("goals", "Goals"),
    ("wellbeing", "Wellbeing"),
)


class HeldScreen(FrameScreen):
    """A form for one; `standing` is changed where it is given, and then signed anew."""

    place: ClassVar[str] = "supervision_form"
    AUTO_FOCUS = "FormArea"

    def __init__(self, one: OfOne, standing: SupervisionHeld | None = None) -> None:
        super().__init__()
        self._one = one
        self._standing = standing

    def title_left(self) -> Line:
        """With whom."""
        what = "change a supervision" if self._standing else "a supervision"
        return ((self._one.name, "now"), (f" · {what}", "past"))

    def body(self) -> Iterable[Widget]:
        """A row a field of the record."""
        held, today = self._standing, date_of(self.session_app.desk.now(), ZONE)
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield self._line("date", "Date", long_date(held.date if held else today))
            yield self._line("minutes", "Length", f"{held.minutes}m" if held else "60m")
            how = (held.how,) if held else ("meeting",)
            yield FormRow("Kind", ChoiceRow(KINDS, how, id="how"))
            yield FormRow("Sessions", self._sessions())
            yield FormRow("Men", self._men())
            yield LinesPane([()], classes="gap")
            for name, label in TEXTS:
                text = str(getattr(held, name)) if held else ""
                yield FormRow(label, FormArea(self._field(name), text, id=name))
            yield LinesPane([()], classes="gap")
            then = long_date(held.next_date) if held and held.next_date else ""
            yield self._line("next_date", "Next on", then)
            yield self._line("cancelled", "Cancelled, why", held.cancelled if held else "")

    def _line(self, name: str, label: str, text: str) -> FormRow:
        return FormRow(label, FormArea(self._field(name), text, single=True, id=name))

    def _field(self, name: str) -> str:
        which = self._standing.supervision if self._standing else self._one.staff
        return f"supervision:{which}:{name}"

    def _sessions(self) -> ChoiceRow:
        """Those since the last supervision are chosen; before the first one, the latest."""
        one = self._one
        since = [part.session for part in one.took_part if part.date > one.found.last]
        if not one.found.last:
            since = since[:1]
        picked = self._standing.sessions if self._standing else since
        return ChoiceRow(latest_sessions(one), picked, many=True, id="sessions")

    def _men(self) -> ChoiceRow:
        """The chosen group's men, by their seats."""
        desk = self.session_app.desk
        men = desk.roster().members.values() if desk.group else ()
        choices = [Choice(str(man.seat % 10), man.initials, man.member) for man in men]
        return ChoiceRow(choices, self._standing.men if self._standing else (), many=True, id="men")

    def redraw(self) -> None:
        """The frame."""
        if self.stands:
            self.draw_frame()

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next()

    @work
    async def action_keep_supervision(self) -> None:
        """Keep it and go back; both sign it then."""
        desk = self.session_app.desk
        today = date_of(desk.now(), ZONE)

        def kept() -> str:
            act = self._act(today)
            desk.append(act)
            return act.says

        try:
            said = await desk.run(kept)
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
            return
        for box in self.query(FormArea):
            box.done()
        self.session_app.tell(f"{said}: both sign it now")
        self.dismiss()

    def _act(self, today: str) -> Act:
        desk = self.session_app.desk
        text = {box.id: box.text.strip() for box in self.query(FormArea)}
        picked = {row.id: row.picked for row in self.query(ChoiceRow)}
        cancelled = text["cancelled"]
        said = SupervisionHeld(
            supervision=self._standing.supervision if self._standing else desk.new_id(),
            staff=self._one.staff,
            supervisor=desk.me,
            date=date_typed(text["date"], today),
            minutes=0 if cancelled else minutes_typed(text["minutes"]),
            how=cast("How", next(iter(picked["how"]), "meeting")),
            sessions=() if cancelled else picked["sessions"],
            men=() if cancelled else picked["men"],
            decisions=text["decisions"],
            goals=text["goals"],
            wellbeing=text["wellbeing"],
            next_date=date_typed(text["next_date"], "") if text["next_date"] else "",
            cancelled=cancelled,
        )
        return hold(desk.team_facts(), said, today)

    def action_leave(self) -> None:
        """Leave; what is typed is here next time."""
        self.dismiss()
