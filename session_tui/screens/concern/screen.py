"""A concern or an incident: something that someone must be told about.

His own words come first. It is kept as one goes, row by row; the program decides nothing and
sends nothing. (programme.md: a concern is more than an action.)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import work
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Resize
from textual.widget import Widget

from models.acts import Act
from models.acts.noting import write_concern
from models.day.day import Day
from models.entries.group import ConcernWritten, Told
from session_tui.ask import Ask, Choice, numbered
from session_tui.form import ChoiceRow, FormArea, FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.moments import read_moment
from session_tui.note_keeping import men_on
from session_tui.screens.concern.lines import contact_lines, told_lines

KINDS = (Choice("c", "concern", "concern"), Choice("i", "incident", "incident"))
OPEN = (Choice("o", "open", "open"), Choice("c", "closed", "closed"))
HOW = (
    Choice("p", "by phone", "by phone"),
    Choice("i", "in person", "in person"),
    Choice("e", "by email", "by email"),
    Choice("l", "left a message", "left a message"),
)
TEXTS = (
    ("words", "His own words"),
    ("decided", "What was decided"),
    ("told_him", "Confidentiality"),
    ("reference", "Reference"),
)
WIDE = 110


class ConcernScreen(FrameScreen):
    """One concern: the one of this id, or a new one."""

    place: ClassVar[str] = "concern"
    AUTO_FOCUS = ""
    CSS = """
    ConcernScreen #both { height: auto; layout: vertical; }
    ConcernScreen #rows { height: auto; width: 1fr; }
    ConcernScreen #contacts { padding-top: 1; }
    ConcernScreen.-wide #both { layout: horizontal; }
    ConcernScreen.-wide #contacts { width: 42%; padding: 0 0 0 4; }
    """

    def __init__(self, concern: str = "") -> None:
        super().__init__()
        self._given = concern
        self.concern = concern
        self._at = 0

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    @property
    def said(self) -> ConcernWritten:
        """The concern as it stands on record, or an empty one."""
        entry = self.day.facts.value("concern", self.concern)
        if entry is not None and isinstance(entry.what, ConcernWritten):
            return entry.what
        running = self.day.timeline.at(self._at)
        return ConcernWritten(
            concern=self.concern,
            session=self.day.session,
            item=running[0].item.id if running else "",
        )

    # --- what it shows --------------------------------------------------------

    def title_left(self) -> Line:
        """What it is, and when it was raised."""
        entry = self.day.facts.value("concern", self.concern)
        kind = "An incident" if self.said.incident else "A concern"
        return line(f"{kind}, {self.day.clock(entry.about if entry else self._at)}", "now")

    def body(self) -> Iterable[Widget]:
        """The rows, and the numbers beside or below."""
        self._begin()
        said = self.said
        with VerticalScroll(classes="scrolling", can_focus=False), Horizontal(id="both"):
            with Vertical(id="rows"):
                yield FormRow("Kind", ChoiceRow(KINDS, (_kind(said),), id="kind"))
                yield FormRow(
                    "About", ChoiceRow(self._men(), self._seats(said), many=True, id="who")
                )
                (name, label), *others = TEXTS
                yield self._text_row(name, label, said)
                yield FormRow("Told", LinesPane(id="told", classes="growing"))
                for name, label in others:
                    yield self._text_row(name, label, said)
                closed = ("closed",) if said.closed else ("open",)
                yield FormRow("It is", ChoiceRow(OPEN, closed, id="closed"))
            yield LinesPane(id="contacts", classes="growing")

    def _begin(self) -> None:
        """The concern that was being written when the program ended, or a new one."""
        app, field = self.session_app, f"concern:{self.day.session}"
        self._at = app.desk.now()
        if not self.concern:
            self.concern = app.drafts.get(field, "") or app.desk.new_id()
            app.drafts[field] = self.concern
            app.keep_draft(field, self.concern)

    def _men(self) -> tuple[Choice, ...]:
        seats = (self.day.roster.seat_sign(member) for member in self.day.roster.members)
        return tuple(Choice(seat, "", seat) for seat in seats)

    def _seats(self, said: ConcernWritten) -> tuple[str, ...]:
        return tuple(self.day.roster.seat_sign(member) for member in said.members)

    def _text_row(self, name: str, label: str, said: ConcernWritten) -> Widget:
        field, text = f"concern:{self.concern}:{name}", str(getattr(said, name))
        return FormRow(label, FormArea(field, text, single=name == "reference", id=name))

    def on_mount(self) -> None:
        """His own words first; who it is about before them, where nobody was named."""
        super().on_mount()
        self.query_one("#words" if self.said.members else "#who").focus()

    def on_resize(self, event: Resize) -> None:
        """The numbers beside the rows where there is room, else below them."""
        self.set_class(event.size.width >= WIDE, "-wide")
        super().on_resize(event)

    def redraw(self) -> None:
        """Draw what others may have changed, and who was told."""
        if not self.stands or self.session_app.desk.day is None:
            return
        said = self.said
        self.query_one("#kind", ChoiceRow).set_picked((_kind(said),))
        self.query_one("#who", ChoiceRow).set_picked(self._seats(said))
        self.query_one("#closed", ChoiceRow).set_picked(("closed" if said.closed else "open",))
        for name, _ in TEXTS:
            self.query_one(f"#{name}", FormArea).stands(str(getattr(said, name)))
        told, contacts = self.query_one("#told", LinesPane), self.query_one("#contacts", LinesPane)
        told.show(told_lines(said.told, self.day, max(20, told.size.width)))
        numbers = self.session_app.desk.bank.service.contacts
        cells = max(30, contacts.size.width - 1)
        contacts.show(contact_lines(numbers, said, self.day, cells))
        self.draw_frame()

    # --- keeping as one goes --------------------------------------------------

    async def _keep(self, **changes: Any) -> bool:
        """Write the concern with these changes."""

        def make() -> Act:
            return write_concern(self.day, self.said.model_copy(update=changes), self._at)

        if self.said.model_copy(update=changes) == self.said:
            return True
        return await self.session_app.do(make)

    async def on_form_area_left(self, message: FormArea.Left) -> None:
        """A row was left: keep what it says."""
        await self._keep_box(message.box)

    async def _keep_box(self, box: FormArea) -> bool:
        text = box.text
        if not await self._keep(**{str(box.id): text}):
            return False
        box.stands(text)
        return True

    async def on_choice_row_picked(self, message: ChoiceRow.Picked) -> None:
        """Keep what was picked."""
        picked = message.picked
        if message.row.id == "who":
            await self._keep(members=men_on(self.day, "".join(picked)))
        elif message.row.id == "kind":
            await self._keep(incident="incident" in picked)
        else:
            await self._keep(closed="closed" in picked)
        self.redraw()

    async def _keep_all(self) -> bool:
        """Keep what the box one is in says."""
        boxes = [box for box in self.query(FormArea) if box.text != box.standing]
        return all([await self._keep_box(box) for box in boxes])

    async def action_leave(self) -> None:
        """Keep the row one is in, and leave."""
        if await self._keep_all() and not self._given:
            field = f"concern:{self.day.session}"
            self.session_app.drafts.pop(field, None)
            self.session_app.keep_draft(field, "")
        self.dismiss()

    # --- who was told ---------------------------------------------------------

    @work
    async def action_add_told(self) -> None:
        """Someone was told: who, how, when. By whom is the person at the keyboard, or another."""
        contacts = self.session_app.desk.bank.service.contacts
        who = await self._asked("Who was told?", numbered([one.label for one in contacts]), "name")
        if not who:
            return
        how = await self._asked("How?", HOW, "in your words")
        staff = self.session_app.desk.team.at_work
        names = [person.name for one, person in staff.items() if one == self.session_app.desk.me]
        names += [person.name for one, person in staff.items() if one != self.session_app.desk.me]
        by = await self._asked("By whom?", numbered(names), "name") if how is not None else None
        now, zone = self.session_app.desk.now(), self.day.about.zone
        when = None
        if by is not None:
            asked = Ask(
                "When? Enter for now.",
                words="11:40, or -3 for three minutes ago",
                check=lambda text: read_moment(text, now, zone).trouble,
            )
            when = await self.app.push_screen_wait(asked)
        if how is None or by is None or when is None:
            return
        told = Told(who=who, by=by, how=how, at=read_moment(when, now, zone).at)
        await self._keep(told=(*self.said.told, told))
        self.redraw()

    async def _asked(self, question: str, choices: tuple[Choice, ...], words: str) -> str | None:
        field = f"concern:{self.concern}:{question}"
        return await self.app.push_screen_wait(
            Ask(question, choices, words=f"or {words}", field=field)
        )

    # --- the one-page note ----------------------------------------------------

    @work
    async def action_print_concern(self) -> None:
        """Make the one-page concern note."""
        from session_tui.handing_out import hand_out_concern

        if await self._keep_all():
            await hand_out_concern(self.session_app, self.day, self.concern)

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next()


def _kind(said: ConcernWritten) -> str:
    return "incident" if said.incident else "concern"
