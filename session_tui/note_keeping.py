"""From a line as it was read to the act that keeps it: the one place both screens use.

The moment is that of the line's first key; `@` overrides it. A line whose head doesn't say who
it is about is asked for, and stays in its box until that is answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.acts import Act, Refused
from models.acts.noting import write_action, write_concern, write_note
from models.day.day import Day
from models.day.quick_line import Reading
from models.entries.group import ActionWritten, ConcernWritten
from models.entries.observation import NoteWritten, Scope
from models.local_time import MINUTE_MS, hour_minute
from session_tui.ask import Ask, Choice

if TYPE_CHECKING:
    from session_tui.app import SessionApp
    from session_tui.note_line import NoteLine


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a note is about: men (ids), all in the room, or the group."""

    scope: Scope
    members: tuple[str, ...] = ()


def who_of(day: Day, reading: Reading) -> Who | None:
    """Whom the head names; None where the line has no head. Raises Refused for an empty seat."""
    if not reading.head:
        return None
    if reading.all_in_room:
        return Who("all")
    if not reading.seats:
        return Who("group")
    return Who("members", men_on(day, "".join(str(seat % 10) for seat in reading.seats)))


def men_on(day: Day, seats: str) -> tuple[str, ...]:
    """The men on these seats, typed as digits. Raises Refused where a seat is empty."""
    found = []
    for digit in dict.fromkeys(seats):
        man = day.roster.by_seat(int(digit))
        if man is None:
            raise Refused(f"Nobody sits on seat {digit}: the line is still here, change its head.")
        found.append(man.member)
    return tuple(found)


def moment_of(day: Day, reading: Reading, at: int, now: int | None = None) -> int:
    """The instant (ms) a line is about; `at` is that of its first key.

    Raises Refused for a time of day still to come at `now` (at `at`, where none is given).
    """
    now = at if now is None else now
    if reading.minutes_ago is not None:
        return at - reading.minutes_ago * MINUTE_MS
    if reading.clock is None:
        return at
    said = day.wall(reading.clock)
    if now < said < now + MINUTE_MS:
        return now
    if said > now:
        raise Refused(
            f"{hour_minute(reading.clock)} is still to come: change the time in the head."
        )
    return said


def note_of(day: Day, reading: Reading, note: str, who: Who) -> NoteWritten:
    """The note that a line says. Raises Refused for a target the man doesn't have."""
    return NoteWritten(
        note=note,
        scope=who.scope,
        members=who.members,
        text=reading.text.strip(),
        meaning=reading.meaning.strip(),
        own_words=reading.own_words,
        direction=reading.sign,
        domain=reading.domain or domain_of_target(day, who, reading.target),
        climate=reading.climate,
        target=reading.target,
        action=reading.action,
        supervision=reading.supervision,
    )


def domain_of_target(day: Day, who: Who, target: int) -> str:
    """The domain that a man's own target serves; "" where none is on record."""
    man = day.roster.get(who.members[0]) if target and len(who.members) == 1 else None
    if man is None or not man.targets:
        return ""
    if target > len(man.targets):
        raise Refused(f"Seat {man.seat % 10} has {len(man.targets)} targets, no t{target}.")
    return man.targets[target - 1].domain


def note_act(day: Day, said: NoteWritten, at: int) -> Act:
    """One act: the note, and the action it calls for once there are words for it.

    The action carries the note's id, so that words that come later find it.
    """
    return with_action(day, write_note(day, said, at), said, at)


def with_action(day: Day, act: Act, said: NoteWritten, at: int) -> Act:
    """The act on a note, and with it the action the note calls for.

    The action follows the note's men, and is struck with it unless it is done already.
    """
    standing = day.facts.value("action", said.note)
    if standing is not None and isinstance(standing.what, ActionWritten):
        gone = said.struck or not said.action
        action = standing.what.model_copy(
            update={"members": said.members, "struck": gone and not standing.what.done}
        )
        if action == standing.what:
            return act
    elif said.action and said.text and not said.struck:
        action = ActionWritten(
            action=said.note, session=day.session, members=said.members, what=said.text
        )
    else:
        return act
    kept = write_action(day, action, at)
    return Act(f"{act.says} · {kept.says}", (*act.entries, *kept.entries))


def concern_act(day: Day, reading: Reading, at: int, concern: str, who: Who) -> Act:
    """The concern that `!!` begins: his words so far; the form asks for the rest."""
    running = day.timeline.at(at)
    said = ConcernWritten(
        concern=concern,
        session=day.session,
        members=who.members,
        item=running[0].item.id if running else "",
        words=reading.text.strip(),
    )
    return write_concern(day, said, at)


# --- at the screen ------------------------------------------------------------


async def keep_note(app: SessionApp, kept: NoteLine.Kept) -> None:
    """Keep a line that Enter ended. What can't be kept is given back to its box."""
    day = app.desk.day
    assert day is not None
    try:
        who = who_of(day, kept.reading)
    except Refused as why:
        app.tell(str(why))
        kept.give_back()
        return
    if who is None:
        app.run_worker(_ask_and_keep(app, kept), group="keep-note")
    else:
        await _keep(app, kept, who)


async def _ask_and_keep(app: SessionApp, kept: NoteLine.Kept) -> None:
    who = await ask_who(app)
    if who is None:
        kept.give_back()
    else:
        await _keep(app, kept, who)


async def ask_who(app: SessionApp, question: str = "Who is it about?") -> Who | None:
    """Ask whom a note is about, by one key, or by several seats in words; None for Esc."""
    day = app.desk.day
    assert day is not None
    seats = [day.roster.seat_sign(member) for member in day.roster.members]
    choices = [Choice(seat, "", seat) for seat in seats]
    choices += [Choice("*", "all in the room", "*"), Choice("g", "the group", "g")]
    while True:
        answer = await app.push_screen_wait(
            Ask(question, choices, words="several seats: 35", check=seats_or("*", "g"))
        )
        if answer is None:
            return None
        try:
            if answer:
                return _who_said(day, answer)
        except Refused as why:
            app.tell(str(why))


def seats_or(*others: str) -> Callable[[str], str]:
    """A check of seats as typed: digits, nothing, or one of these; else what is wrong."""

    def check(text: str) -> str:
        seats = not text or text.isdecimal() or text in others
        return "" if seats else "Seats are digits: 3, or 35."

    return check


def _who_said(day: Day, answer: str) -> Who:
    if answer == "*":
        return Who("all")
    if answer == "g":
        return Who("group")
    return Who("members", men_on(day, answer))


async def _keep(app: SessionApp, kept: NoteLine.Kept, who: Who) -> None:
    reading, new_id = kept.reading, app.desk.new_id()

    def make() -> Act:
        day = app.desk.day
        assert day is not None
        at = moment_of(day, reading, kept.at)
        if reading.concern:
            return concern_act(day, reading, at, new_id, who)
        return note_act(day, note_of(day, reading, new_id, who), at)

    if not await app.do(make):
        kept.give_back()
        return
    kept.done()
    if reading.concern:
        from session_tui.screens.concern.screen import ConcernScreen

        app.push_screen(ConcernScreen(new_id))
