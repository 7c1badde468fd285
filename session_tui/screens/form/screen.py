"""A note by its fields: the same as the line says, for who prefers a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from models.acts import Act, Refused
from models.day.day import Day
from models.day.observation import Note
from models.entries.observation import NoteWritten
from session_tui.ask import Ask, numbered
from session_tui.form import AskRow, ChoiceRow, FormArea, FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.note_changing import WHY_AMENDED, change
from session_tui.note_keeping import note_act
from session_tui.screens.form import fields
from session_tui.screens.form.fields import Tags, moment_in, note_from, settle_who, tags_of
from session_tui.screens.live.day_pane import item_title

BY_MOMENT = "as its moment says"
TEXTS = ("said", "own", "meaning", "outside", "when")


class NoteForm(FrameScreen):
    """One note by its fields. `note` is amended; else `begun` holds what a line says already.

    `at` (ms) is the moment the writing began; `kept` is called once the note is on the disk.
    """

    place: ClassVar[str] = "form"
    AUTO_FOCUS = "#who"

    def __init__(
        self,
        at: int,
        note: Note | None = None,
        begun: NoteWritten | None = None,
        kept: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self._note = note
        self._at = note.at if note else at
        self._base = note.what if note else begun
        self._kept = kept
        self._item = ""

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    def _field(self, name: str) -> str:
        return f"form:{self._note.id if self._note else self.day.session}:{name}"

    # --- what it shows --------------------------------------------------------

    def title_left(self) -> Line:
        """A new note, or which one is amended."""
        if self._note is None:
            return line("A note", "now")
        return line(f"The note of {self.day.clock(self._note.at)}", "now")

    def body(self) -> Iterable[Widget]:
        """A row a field."""
        self._take_up()
        with VerticalScroll(classes="scrolling", can_focus=False):
            who, *others = self._choices()
            yield who
            said, meaning = (self._base.text, self._base.meaning) if self._base else ("", "")
            yield FormRow("Said or done", FormArea(self._field("said"), said, id="said"))
            yield FormRow("His own words", FormArea(self._field("own"), id="own"))
            yield FormRow("It may mean", FormArea(self._field("meaning"), meaning, id="meaning"))
            yield LinesPane([()], classes="gap")
            yield from others
            yield FormRow("Exercise", AskRow(id="item"))
            outside = self._base.outside if self._base else ""
            yield FormRow(
                "Seen outside, by",
                FormArea(self._field("outside"), outside, single=True, id="outside"),
            )
            clock = self.day.clock(self._at)
            yield FormRow("When", FormArea(self._field("when"), clock, single=True, id="when"))

    def _take_up(self) -> None:
        """What was picked when the form was left half-way, with its moment."""
        drafts = self.session_app.drafts
        if self._note is None and drafts.get(self._field("at"), "").isdecimal():
            self._at = int(drafts[self._field("at")])

    def _choices(self) -> Iterable[Widget]:
        standing = tags_of(self._base, self.day) if self._base else Tags()
        held = fields.tags_in_draft(self.session_app.drafts.get(self._field("tags"), ""))
        tags = held or standing
        self._item = tags.item[0] if tags.item else ""
        rows = (
            ("who", "Who", fields.who_choices(self.day), tags.who),
            ("direction", "Direction", fields.DIRECTIONS, tags.direction),
            ("domain", "Domain", fields.DOMAINS, tags.domain),
            ("climate", "Climate", fields.CLIMATE, tags.climate),
            ("target", "His target", fields.TARGETS, tags.target),
            ("flags", "Flags", fields.FLAGS, tags.flags),
        )
        for name, label, choices, picked in rows:
            many = name in ("who", "flags")
            yield FormRow(label, ChoiceRow(choices, picked, many=many, id=name))

    def on_mount(self) -> None:
        """Name the exercise."""
        super().on_mount()
        self._say_item()

    def _say_item(self) -> None:
        state = self.day.timeline.state(self._item)
        self.query_one(AskRow).say(item_title(self.day, state) if state else BY_MOMENT)

    # --- filling in -----------------------------------------------------------

    def on_choice_row_picked(self, message: ChoiceRow.Picked) -> None:
        """Seats or one answer that stands alone; what is picked is kept like what is typed."""
        if message.row.id == "who":
            message.row.set_picked(settle_who(message.picked))
        self._keep_half_done()

    def on_text_area_changed(self) -> None:
        """The moment is kept with the words."""
        self._keep_half_done()

    def _keep_half_done(self) -> None:
        drafts, app = self.session_app.drafts, self.session_app
        for name, text in (("tags", self._tags().as_draft()), ("at", str(self._at))):
            if drafts.get(self._field(name)) != text:
                drafts[self._field(name)] = text
                app.keep_draft(self._field(name), text)

    @work
    async def on_ask_row_asked(self) -> None:
        """Choose the exercise it belongs to."""
        ran = [state for state in self.day.timeline.states if state.runs]
        titles = [item_title(self.day, state) for state in ran]
        answers = numbered([BY_MOMENT, *titles])
        said = await self.app.push_screen_wait(Ask("Which exercise does it belong to?", answers))
        if said is not None:
            ids = {title: state.item.id for title, state in zip(titles, ran, strict=True)}
            self._item = ids.get(said, "")
            self._say_item()
            self._keep_half_done()

    def action_next_field(self) -> None:
        """The next field."""
        self.focus_next()

    def _tags(self) -> Tags:
        picked = {row.id or "": row.picked for row in self.query(ChoiceRow)}
        return Tags(item=(self._item,) if self._item else (), **picked)

    # --- keeping --------------------------------------------------------------

    @work
    async def action_keep_form(self) -> None:
        """Keep the note."""
        text = {name: self.query_one(f"#{name}", FormArea).text for name in TEXTS}
        now, app = self.session_app.desk.now(), self.session_app
        base = self._base or NoteWritten(note=app.desk.new_id(), scope="members")
        try:
            said = note_from(
                self.day, base, self._tags(), text["said"], text["own"], text["meaning"]
            ).model_copy(update={"outside": text["outside"].strip()})
            at = moment_in(self.day, text["when"], self._at, now)
        except Refused as why:
            app.tell(str(why))
            return
        why_changed = await self._ask_why()
        if why_changed is not None and await app.do(lambda: self._act(said, at, why_changed)):
            self._forget()
            if self._kept is not None:
                self._kept()
            self.dismiss()

    def _act(self, said: NoteWritten, at: int, why: str) -> Act:
        if self._note is None:
            return note_act(self.day, said, at)
        standing = next((one for one in self.day.notes if one.id == said.note), self._note)
        return change(self.day, standing, said, at, why)

    async def _ask_why(self) -> str | None:
        """Why a note that had words is changed; "" where none had."""
        if self._note is None or self._note.is_mark:
            return ""
        asked = Ask("Why is it changed?", WHY_AMENDED, words="or in your words")
        return await self.app.push_screen_wait(asked)

    def _forget(self) -> None:
        for box in self.query(FormArea):
            box.done()
        for name in ("tags", "at"):
            self.session_app.drafts.pop(self._field(name), None)
            self.session_app.keep_draft(self._field(name), "")

    def action_leave(self) -> None:
        """Leave; what is half-done is here next time."""
        self.dismiss()
