"""A state that lasts, by two keys: whose seat, then which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.day.day import Day
from session_tui.ask import Ask, Choice

if TYPE_CHECKING:
    from exercise_bank.service import Service
    from session_tui.app import SessionApp


async def ask_state(app: SessionApp) -> tuple[str, str] | None:
    """The man (id) and the state (the bank's id) that begins or ends; None for Esc.

    For a worker.
    """
    day, service = app.desk.day, app.desk.bank.service
    assert day is not None
    men = [m for m, man in day.attendance.men.items() if man.here in ("in", "out")]
    lasting = {one.member for one in day.states_lasting}
    men += [m for m in day.roster.members if m in lasting and m not in men]
    if not men or not service.states:
        app.tell("Nobody is in the room." if not men else "The service's list has no states.")
        return None
    seats = [Choice(day.roster.seat_sign(member), "", member) for member in men]
    member = await app.push_screen_wait(Ask("A state that lasts: in whom?", seats))
    if not member:
        return None
    question = f"{day.roster.seat_sign(member)}: what begins or ends?"
    state = await app.push_screen_wait(Ask(question, state_choices(day, service, member)))
    return (member, state) if state else None


def state_choices(day: Day, service: Service, member: str) -> list[Choice]:
    """The service's states; one that lasts in him says since when."""
    since = {one.state: one.since for one in day.states_lasting if one.member == member}
    return [
        Choice(
            one.key,
            f"{one.label}: ends, since {day.clock(since[one.id])}"
            if one.id in since
            else one.label,
            one.id,
        )
        for one in service.states
    ]
