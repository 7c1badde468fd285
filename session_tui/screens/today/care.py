"""What to keep in mind of the men on the day: what each needs, and who isn't put together."""

from __future__ import annotations

from exercise_bank.exercise import Method
from models.entries.membership import NeedsNoted
from models.group.needs import needs_of
from models.group.people import TEN
from models.local_time import hour_minute
from session_tui.lines import Line, Weight, line, wrap
from session_tui.screens.today.clashes import clashes, kept_apart, working_so
from session_tui.screens.today.look import Look

SEAT = 4


def care_lines(look: Look, cells: int) -> list[Line]:
    """Interpreters, accommodations, where today's plan meets them, and whom to keep apart."""
    lines: list[Line] = []
    for man in look.roster.members.values():
        for need in spoken_needs(needs_of(look.facts, man.member)):
            lines += _seat_lines(man.seat, need, cells)
        if man.accommodations:
            lines += _seat_lines(man.seat, man.accommodations, cells)
            for clash in clashes(man.accommodations, look.day_date, look.rows, look.bank):
                lines += _seat_lines(0, f"! {clash}", cells, "now")
    apart = kept_apart(look.roster.members.values())
    if apart:
        pairs = working_so(Method.PAIRS, look.rows, look.bank)
        when = ", ".join(hour_minute(row.start) for row in pairs)
        told = ", ".join(f"{one % TEN} and {other % TEN}" for one, other in apart)
        said = f"Apart in pair work: {told}" + (f" (pairs at {when})" if when else "")
        lines += wrap(said, cells, "now" if when else "normal")
    return [line("To keep in mind", "head"), *lines] if lines else []


def spoken_needs(needs: NeedsNoted) -> list[str]:
    """An interpreter and his language, and what he isn't put together with, in a line each."""
    language = needs.language
    speaks = f"Interpreter{f': {language}' if language else ''}" if needs.interpreter else language
    apart = needs.keep_apart_from
    return [said for said in (speaks, f"Not together with {apart}" if apart else "") if said]


def _seat_lines(seat: int, text: str, cells: int, weight: Weight = "normal") -> list[Line]:
    sign = f"{seat % TEN:>2}  " if seat else " " * SEAT
    wrapped = wrap(text, max(10, cells - SEAT), weight)
    return [
        ((sign if place == 0 else " " * SEAT, "head"), *one) for place, one in enumerate(wrapped)
    ]
