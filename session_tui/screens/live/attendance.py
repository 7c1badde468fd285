"""The attendance sheet: digits choose men, a letter says what of them.

`*` takes in everyone expected but those chosen, so one late man costs one key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, get_args

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key

from models.acts import Act, Refused, attending
from models.day import Day
from models.entries.attendance import Marked, Moved, Part
from models.local_time import MINUTE_MS
from session_tui.actions import actions_of, bindings
from session_tui.app import SessionApp
from session_tui.ask import Ask, Choice, answers_of, words_of
from session_tui.frame import key_lines
from session_tui.lines import Line, LinesPane, line
from session_tui.moments import read_moment
from session_tui.on_top import Sheet
from session_tui.screens.live.attendance_lines import (
    history_lines,
    sheet_lines,
    staff_choices,
)

OUTCOME_KEYS = "1234567890bcdfghjk"
"""One for each outcome code, none of them a key of another question."""
PARTS: dict[str, Part] = {part: part for part in get_args(Part)}


class AttendanceSheet(Sheet[None]):
    """Who came, who went, who is back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("attendance"),
        Binding("escape,ctrl+x,a", "leave", "leave", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []
        self.since: int | None = None
        self.said: Line = ()

    def compose(self) -> ComposeResult:
        """The men, what was said last, the keys."""
        with Vertical(classes="sheet"):
            pane = LinesPane(id="men")
            pane.styles.height = "auto"
            yield pane
            said = LinesPane(id="said")
            said.styles.height = 1
            yield said
            yield LinesPane(id="keys")

    def on_mount(self) -> None:
        """Draw it; the sheet itself takes the keys."""
        self.set_focus(None)
        self.redraw()

    def on_screen_resume(self) -> None:
        """Draw anew after a question."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the men as they stand."""
        if not self.stands:
            return
        cells = max(40, self.size.width - 6)
        self.query_one("#men", LinesPane).show(
            sheet_lines(
                self.day,
                tuple(self.chosen),
                self._app.desk.now(),
                self._app.desk.bank.service.group,
                cells,
            )
        )
        self.query_one("#said", LinesPane).show([self.said])
        own = [a for a in actions_of("attendance") if "attendance" in a.where and a.keys]
        own.sort(key=lambda action: action.name in ("undo", "redo"))
        keys = [(self._app.key_of(action, "attendance"), action.label) for action in own]
        rows = key_lines([*keys, ("Esc", "done")], cells)
        pane = self.query_one("#keys", LinesPane)
        pane.styles.height = len(rows)
        pane.show(rows)

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self._app.desk.day
        assert day is not None
        return day

    @property
    def _app(self) -> SessionApp:
        assert isinstance(self.app, SessionApp)
        return self.app

    # --- choosing -------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A digit chooses the man on that seat, or lets him go."""
        if event.character and event.character in "0123456789":
            event.stop()
            man = self.day.roster.by_seat(int(event.character))
            if man is None:
                self.tell(f"Nobody is on seat {event.character}.")
                return
            if man.member in self.chosen:
                self.chosen.remove(man.member)
            else:
                self.chosen.append(man.member)
            self.redraw()

    def tell(self, text: str) -> None:
        """Say something in the sheet."""
        self.said = line(text, "normal")
        self.redraw()

    def action_leave(self) -> None:
        """Done."""
        self.dismiss()

    # --- saying ---------------------------------------------------------------

    @work
    async def action_in_(self) -> None:
        """The chosen are in, now; why, where that is late."""
        members, at = self._members(), self._moment()
        if trouble := self._here_already(members):
            self.tell(trouble)
            return
        late = (at - self.day.late_from) // MINUTE_MS
        asked = self._why(f"In at {self.day.clock(at)}, {late} min late: why?", "late")
        answers = await answers_of(self.app, [asked] if members and late > 0 else [])
        if answers is not None:
            reason = "".join(answers)
            await self._for_each(
                members, lambda member: attending.mark(self.day, member, "in", at, reason)
            )

    def _here_already(self, members: list[str]) -> str:
        """Why one of them can't be said to come now: his arrival would be lost by a slip."""
        for member in members:
            man = self.day.attendance.men[member]
            seat = self.day.roster.seat_sign(member)
            if man.here == "in" and self.since is None and man.arrived is not None:
                return f"{seat} is in since {self.day.clock(man.arrived)}; @ first changes when."
            if man.here == "out":
                return f"{seat} is out: b says that he is back."
        return ""

    async def action_rest_in(self) -> None:
        """All expected are in, but those chosen."""
        at = self._moment()
        kept = set(self.chosen)
        await self._do(lambda: attending.rest_in(self.day, kept, at))
        self._done()

    def action_absent(self) -> None:
        """The chosen aren't coming."""
        self._with_reason("absent", "Absent: the reason given?", "absent")

    def action_not_admitted(self) -> None:
        """The chosen came and were not admitted."""
        self._with_reason("not admitted", "Not admitted: why?", "")

    def action_rescheduled(self) -> None:
        """The day of the chosen was put off."""
        self._with_reason("rescheduled", "Rescheduled: why?", "")

    def action_step_out(self) -> None:
        """The chosen stepped out."""
        self._moved("out", "Stepped out: why?", "stepped out")

    async def action_come_back(self) -> None:
        """The chosen are back; with nobody chosen, after a break, all are."""
        at = self._moment()
        if self.chosen:
            self._each(lambda member, at: attending.move(self.day, member, "back", at))
        else:
            await self._do(lambda: attending.count(self.day, (), at))
            self._done()

    def action_left(self) -> None:
        """The chosen left for the day."""
        self._moved("left", "Left for the day: why?", "stepped out")

    def action_sent_home(self) -> None:
        """The chosen were sent home."""
        self._moved("sent home", "Sent home: why?", "")

    @work
    async def action_outcome(self) -> None:
        """The outcome code of the chosen, provisional or decided."""
        members, at = self._members(), self._moment()
        outcomes = self._app.desk.bank.service.outcomes
        choices = [
            Choice(key, f"{one.code} {one.meaning}", one.code)
            for key, one in zip(OUTCOME_KEYS, outcomes.values(), strict=False)
        ]
        if not members:
            return
        code = await words_of(self.app, Ask("The outcome:", choices))
        how = [Choice("p", "provisional", "p"), Choice("d", "decided, on evidence seen", "d")]
        answer = await words_of(self.app, Ask(f"{code}:", how)) if code else ""
        decided = answer == "d"
        asked = Ask("Which evidence was seen?", words="letter, message, own observation …")
        seen = await answers_of(self.app, [asked] if decided else [])
        if answer and seen is not None:
            evidence = "".join(seen)
            await self._for_each(
                members,
                lambda member: attending.set_outcome(
                    self.day, member, code, at, decided=decided, evidence=evidence
                ),
            )

    @work
    async def action_part(self) -> None:
        """How the chosen took part in what runs."""
        members, at = self._members(), self._moment()
        state = self.day.timeline.running
        if state is None or not state.item.set.is_work:
            self.tell("No exercise is running: taking part is said of an exercise.")
            return
        if not members:
            return
        kinds = self._app.desk.bank.service.taking_part
        choices = [Choice(kind.key, kind.label, kind.id) for kind in kinds]
        part = await words_of(self.app, Ask(f"{state.item.title}:", choices))
        his = Ask("His words?", words="as he said it")
        staffs = Ask("What did staff say or do?", words="the response")
        said = await answers_of(self.app, [his, staffs] if part == "declined" else [])
        if part and said is not None:
            words, response = said or ("", "")
            kind, item = PARTS[part], state.item.id
            await self._for_each(
                members,
                lambda member: attending.take_part(
                    self.day, member, item, kind, at, words, response
                ),
            )

    @work
    async def action_staff(self) -> None:
        """Staff and visitors in the room, in or out."""
        desk = self._app.desk
        here = {one.staff for one in self.day.attendance.staff if one.here}
        choices = staff_choices(self.day, desk.team)
        at = self._moment()
        found = await words_of(self.app, Ask("In or out of the room:", choices))
        if not found:
            return
        if found == "visitor":
            await self._visitor(at)
        elif found.startswith("-"):
            await self._do(
                lambda: attending.visitor_moved(self.day, found[1:], "", at, present=False)
            )
        else:
            name = desk.team.staff_name(found)
            await self._do(
                lambda: attending.staff_moved(self.day, found, name, at, present=found not in here)
            )

    async def _visitor(self, at: int) -> None:
        kinds = ["interpreter", "observer", "trainee", "auditor"]
        choices = [Choice(kind[0], kind, kind) for kind in kinds]
        questions = [
            Ask("Who is it?", words="name or initials"),
            Ask("As what?", choices, words="or in words"),
        ]
        said = await answers_of(self.app, questions)
        if said and said[0]:
            name, capacity = said
            await self._do(
                lambda: attending.visitor_moved(self.day, name, capacity, at, present=True)
            )

    @work
    async def action_since(self) -> None:
        """Another moment for what is said next."""
        now, zone = self._app.desk.now(), self.day.about.zone
        asked = Ask(
            "When was it? It is kept as entered late.",
            words="10:12, or -3 for three minutes ago",
            check=lambda text: read_moment(text, now, zone).trouble,
        )
        if said := await words_of(self.app, asked):
            self.since = read_moment(said, now, zone).at
            self.tell(f"What you say next is about {self.day.clock(self.since)}.")

    def action_history(self) -> None:
        """All that was ever said of the chosen man's attendance today."""
        from session_tui.reading_page import ReadingPage

        if members := self._members():
            day, team, member = self.day, self._app.desk.team, members[0]
            title = f"Seat {day.roster.seat_sign(member)}: attendance today"
            self.app.push_screen(
                ReadingPage(title, lambda cells: history_lines(day, member, team, cells), None)
            )

    def _moment(self) -> int:
        """The moment of what is said next: now, unless another was given."""
        return self._app.desk.now() if self.since is None else self.since

    # --- how ------------------------------------------------------------------

    def _members(self) -> list[str]:
        if not self.chosen:
            self.tell("Whom? Choose him by the digit of his seat first.")
        return list(self.chosen)

    @work
    async def _each(self, make: Callable[[str, int], Act]) -> None:
        at = self._moment()
        await self._for_each(self._members(), lambda member: make(member, at))

    @work
    async def _with_reason(self, state: Marked, question: str, use: str) -> None:
        members, at = self._members(), self._moment()
        said = await answers_of(self.app, [self._why(question, use)]) if members else None
        if said is not None:
            (reason,) = said
            await self._for_each(
                members, lambda member: attending.mark(self.day, member, state, at, reason)
            )

    @work
    async def _moved(self, how: Moved, question: str, use: str) -> None:
        members, at = self._members(), self._moment()
        ways = self._app.desk.bank.service.leaving
        choices = [Choice(way.key, way.label, way.label) for way in ways]
        further = (
            Ask("With which staff?", words="initials; Enter for nobody")
            if how == "out"
            else Ask("How did he leave?", choices, words="or in words")
        )
        questions = [self._why(question, use), further]
        said = await answers_of(self.app, questions) if members else None
        if said is not None:
            why, other = said
            staff, manner = (other, "") if how == "out" else ("", other)
            await self._for_each(
                members,
                lambda member: attending.move(self.day, member, how, at, why, staff, manner),
            )

    def _why(self, question: str, use: str) -> Ask:
        reasons = self._app.desk.bank.service.reasons_for(use) if use else ()
        choices = [Choice(reason.key, reason.label, reason.label) for reason in reasons]
        return Ask(question, choices, words="or in words; Enter for none", field=f"reason:{use}")

    async def _do(self, make: Callable[[], Act]) -> None:
        try:
            make()
        except Refused as why:
            self.tell(str(why))
            return
        await self._app.do(make)
        self.said = self._app.said
        self.redraw()

    async def _for_each(self, members: list[str], make: Callable[[str], Act]) -> None:
        """The same of each man, an act a man; then nobody is chosen any more."""
        for member in members:
            await self._do(partial(make, member))
        self._done()

    def _done(self) -> None:
        """Nobody is chosen any more, and what is said next is about now."""
        self.chosen.clear()
        self.since = None
        self.redraw()

    async def action_undo(self) -> None:
        """Take back."""
        await self._app.action_undo()
        self.said = self._app.said
        self.redraw()

    async def action_redo(self) -> None:
        """Do again."""
        await self._app.action_redo()
        self.said = self._app.said
        self.redraw()
