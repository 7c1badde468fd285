"""The attendance sheet: digits choose men, a letter says what of them.

The room can see it: seats, where each is, minutes. Names, reasons and outcomes stand there only
from one key to the next. `*` takes in everyone expected but those chosen, so one late man costs
one key.
"""

from __future__ import annotations

from typing import ClassVar, get_args

from textual import work
from textual.binding import Binding, BindingType

from exercise_bank.dates import parse_date
from models.acts import attending
from models.acts.consent import video_agreed
from models.entries.attendance import Part
from models.local_time import date_of
from session_tui.actions import bindings
from session_tui.ask import Ask, Choice, answers_of, words_of
from session_tui.moments import read_moment
from session_tui.screens.live.attendance_lines import (
    consent_lines,
    history_lines,
    minutes_lines,
    staff_choices,
)
from session_tui.screens.live.attendance_moves import Moves
from session_tui.screens.live.from_elsewhere import FromElsewhere

OUTCOME_KEYS = "1234567890bcdfghjk"
"""One for each outcome code, none of them a key of another question."""
PARTS: dict[str, Part] = {part: part for part in get_args(Part)}


class AttendanceSheet(Moves, FromElsewhere):
    """Who came and went, how each took part, his outcome; staff and visitors."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("attendance"),
        Binding("escape,ctrl+x,a", "leave", "leave", show=False),
    ]

    @work
    async def action_outcome(self) -> None:
        """The outcome code of the chosen, provisional or decided."""
        members, at = self.members(), self.moment()
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
            await self.for_each(
                members,
                lambda member: attending.set_outcome(
                    self.day, member, code, at, decided=decided, evidence=evidence
                ),
            )

    @work
    async def action_part(self) -> None:
        """How the chosen took part in what runs (or ran at the moment given with @)."""
        members, at = self.members(), self.moment()
        ran = self.day.timeline.at(at)
        state = ran[0] if ran else None
        if state is None or not state.item.set.is_work:
            self.tell("No exercise is running: taking part is said of one, or @ first says when.")
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
            await self.for_each(
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
        at = self.moment()
        found = await words_of(self.app, Ask("In or out of the room:", choices))
        if not found:
            return
        if found == "visitor":
            await self._visitor(at)
        elif found.startswith("-"):
            await self.do(
                lambda: attending.visitor_moved(self.day, found[1:], "", at, present=False)
            )
        else:
            name = desk.team.staff_name(found)
            await self.do(
                lambda: attending.staff_moved(self.day, found, name, at, present=found not in here)
            )
        self.done()

    async def _visitor(self, at: int) -> None:
        kinds = ["interpreter", "observer", "trainee", "auditor"]
        choices = [Choice(kind[0], kind, kind) for kind in kinds]
        questions = [
            Ask("Who is it?", words="name or initials", needed=True),
            Ask("As what?", choices, words="or in words"),
        ]
        said = await answers_of(self.app, questions)
        if said is not None:
            name, capacity = said
            await self.do(
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

    @work
    async def action_video(self) -> None:
        """Notice of or consent to the recording: who gave it when, who doesn't agree."""
        members, now = self.members(), self._app.desk.now()
        if not members:
            return
        choices = [
            Choice("y", "he was told and agrees", "agrees"),
            Choice("n", "he doesn't agree, or took it back", "doesn't"),
        ]
        seats = " ".join(self.day.roster.seat_sign(member) for member in members)
        asked = f"The recording, seat {seats}:"
        answer = await words_of(self.app, Ask(asked, choices, columns=1))
        today = date_of(now, self.day.about.zone)
        when = Ask(
            "On which date?",
            words="Enter: today; or a date such as 17/11/2026",
            check=lambda text: _date_trouble(text, today),
        )
        said = await answers_of(self.app, [when] if answer == "agrees" else [])
        if answer and said is not None:
            typed = "".join(said)
            read = parse_date(typed) if typed else None
            date = read.date.isoformat() if read else today
            await self.for_each(
                members,
                lambda member: video_agreed(
                    self.day, member, date, now, taken_back=answer != "agrees"
                ),
            )

    # --- pages to read --------------------------------------------------------

    def action_history(self) -> None:
        """All that was ever said of the chosen man's attendance today."""
        from session_tui.reading_page import ReadingPage

        if members := self.members():
            day, team, member = self.day, self._app.desk.team, members[0]
            title = f"Seat {day.roster.seat_sign(member)}: attendance today"
            self.app.push_screen(
                ReadingPage(
                    title,
                    lambda cells: [
                        *history_lines(day, member, team, cells),
                        *consent_lines(day, member, cells),
                    ],
                    None,
                )
            )

    def action_minutes(self) -> None:
        """The minutes of each man in each exercise, as far as the day went."""
        from session_tui.reading_page import ReadingPage

        day, now = self.day, self._app.desk.now()
        self.app.push_screen(
            ReadingPage("Minutes in the room", lambda cells: minutes_lines(day, now, cells), None)
        )


def _date_trouble(text: str, today: str) -> str:
    """What is wrong with a date that was typed; nothing where none was."""
    read = parse_date(text) if text else None
    if text and read is None:
        return f"“{text}” is no date: 17/11/2026, or Enter for today."
    return f"{text} is still to come." if read and read.date.isoformat() > today else ""
