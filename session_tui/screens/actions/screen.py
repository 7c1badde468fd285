"""What is to be done: what, who, by when, done. Open ones follow from session to session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from models.acts import Act, Refused
from models.acts.noting import write_action
from models.day.day import Day
from models.entries.group import ActionWritten
from models.group.people import Roster
from session_tui.ask import Ask, Choice, numbered
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.note_keeping import seats_or
from session_tui.screens.actions.lines import action_rows, actions_lines

BY_WHEN = (
    Choice("t", "by the next session", "by the next session"),
    Choice("w", "this week", "this week"),
    Choice("o", "today", "today"),
)


class ActionsScreen(FrameScreen):
    """The group's actions, on Today and while a day runs."""

    place: ClassVar[str] = "actions"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = 0

    @property
    def runs(self) -> bool:
        """Whether the open day is of the group that is looked at."""
        desk = self.session_app.desk
        return desk.day is not None and desk.day.about.group == desk.group

    @property
    def day(self) -> Day:
        """The open day; before one is opened, the group's facts alone."""
        desk = self.session_app.desk
        if self.runs and desk.day is not None:
            return desk.day
        return Day("", desk.group_facts)

    @property
    def roster(self) -> Roster:
        """The men of the open day, or the group's."""
        return self.day.roster if self.runs else self.session_app.desk.roster()

    # --- what it shows --------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The rows."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield LinesPane(id="actions", classes="growing")

    def title_left(self) -> Line:
        """What this is."""
        return line("To be done", "now")

    def redraw(self) -> None:
        """Draw the rows."""
        if not self.stands or not self.session_app.desk.unlocked:
            return
        rows = action_rows(self.day)
        self.chosen = max(0, min(len(rows) - 1, self.chosen))
        lines = actions_lines(self.day, self.roster, self.chosen, max(20, self.size.width - 3))
        self.query_one("#actions", LinesPane).show(lines)
        self.draw_frame()
        at = next((y for y, one in enumerate(lines) if one and one[0][0] == "› "), 0)
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_to_region(Region(0, at, 1, 2), animate=False, force=True)

    def action_row_up(self) -> None:
        """The row above."""
        self.chosen -= 1
        self.redraw()

    def action_row_down(self) -> None:
        """The row below."""
        self.chosen += 1
        self.redraw()

    # --- saying ---------------------------------------------------------------

    def _row(self) -> ActionWritten | None:
        rows = action_rows(self.day)
        if not rows:
            self.session_app.tell("Nothing is to be done yet: n adds it.")
        return rows[self.chosen] if rows else None

    async def _say(self, action: ActionWritten) -> None:
        """Record it; before a day is opened, in the group's own stream alone."""
        app, now = self.session_app, self.session_app.desk.now()
        if self.runs:
            await app.do(lambda: write_action(self.day, action, now))
        else:
            await self._say_to_group(action, now)
        self.redraw()

    async def _say_to_group(self, action: ActionWritten, now: int) -> None:
        app = self.session_app
        try:
            act: Act = write_action(self.day, action, now)
        except Refused as why:
            app.tell(str(why))
            return
        await app.desk.run(lambda: app.desk.append(act, now))
        app.tell(act.says)

    async def action_action_done(self) -> None:
        """It is done; said again, it isn't."""
        if row := self._row():
            await self._say(row.model_copy(update={"done": not row.done}))

    async def action_action_strike(self) -> None:
        """It is no longer to be done."""
        if row := self._row():
            await self._say(row.model_copy(update={"struck": True}))

    @work
    async def action_action_who(self) -> None:
        """Who does it: one of the staff by one key, or in words."""
        if (row := self._row()) is None:
            return
        names = [person.name for person in self.session_app.desk.team.at_work.values()]
        who = await self._asked("Who does it?", numbered(names), "or who else", row)
        if who is not None:
            await self._say(row.model_copy(update={"who": who}))

    @work
    async def action_action_by_when(self) -> None:
        """By when."""
        if (row := self._row()) is None:
            return
        when = await self._asked("By when?", BY_WHEN, "or a date, in words", row)
        if when is not None:
            await self._say(row.model_copy(update={"by_when": when}))

    @work
    async def action_action_what(self) -> None:
        """Other words for what is to be done."""
        if (row := self._row()) is None:
            return
        what = await self._asked(f"Instead of “{row.what[:60]}”:", (), "what is to be done", row)
        if what:
            await self._say(row.model_copy(update={"what": what}))

    async def _asked(
        self, question: str, choices: tuple[Choice, ...], words: str, row: ActionWritten
    ) -> str | None:
        field = f"action:{row.action}:{words}"
        return await self.app.push_screen_wait(Ask(question, choices, words=words, field=field))

    @work
    async def action_action_new(self) -> None:
        """Something else is to be done: about whom, then what."""
        seats = [self.roster.seat_sign(member) for member in self.roster.members]
        answers = [Choice("g", "the group", "g"), *(Choice(seat, "", seat) for seat in seats)]
        whom = await self.app.push_screen_wait(
            Ask("About whom?", answers, words="several seats: 35", check=seats_or("g"))
        )
        if not whom:
            return
        what = await self.app.push_screen_wait(
            Ask("What is to be done?", words="type it", field=f"action:{self.day.session}:{whom}")
        )
        if what:
            await self._say(self._new(whom, what))

    def _new(self, whom: str, what: str) -> ActionWritten:
        men = (self.roster.by_seat(int(seat)) for seat in dict.fromkeys(whom) if whom != "g")
        members = tuple(man.member for man in men if man is not None)
        new_id = self.session_app.desk.new_id()
        return ActionWritten(action=new_id, session=self.day.session, members=members, what=what)

    # --- leaving, taking back -------------------------------------------------

    def action_back(self) -> None:
        """Back."""
        self.dismiss()
