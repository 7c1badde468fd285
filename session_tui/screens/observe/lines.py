"""What stands above the notes: the clock small, who is in the room, whom we have noted least."""

from __future__ import annotations

from exercise_bank.service import Service
from models.day.day import Day
from models.day.forecast import Forecast
from models.local_time import MINUTE_MS
from session_tui.lines import Line, Piece, line, spread, width
from session_tui.screens.live.day_pane import item_title
from session_tui.state_words import state_words


def clock_line(day: Day, forecast: Forecast, cells: int) -> Line:
    """What runs, how far it is, and when the day ends: small, for who writes."""
    state = day.timeline.running
    ends: Line = line(f"day ends {day.clock(forecast.end)}", "past")
    if day.timeline.ended is not None:
        return spread(line("the day has ended", "soft"), (), cells)
    if state is None or forecast.running is None:
        following = day.timeline.following
        title = (
            f"next: {item_title(day, following)}" if following else "nothing is left in the plan"
        )
        return spread(line(title, "soft"), ends, cells)
    minutes = forecast.running.worked_ms // MINUTE_MS
    row = forecast.row(state.item.id)
    until = f" · ends {day.clock(row.end)}" if row else ""
    paused = " · paused" if day.timeline.paused else ""
    left: Line = (("▶ ", "accent"), (item_title(day, state), "now"))
    over = forecast.running.phase == "over"
    right: Line = (
        (f"{minutes} of {state.minutes} min", "accent" if over else "normal"),
        (f"{paused}{until} · ", "normal"),
        *ends,
    )
    return spread(left, right, cells)


def room_line(day: Day, cells: int) -> Line:
    """The seats of the men in the room, then who is elsewhere."""
    where: dict[str, list[str]] = {}
    for member, man in day.attendance.men.items():
        where.setdefault(man.here, []).append(day.roster.seat_sign(member))
    pieces: list[Piece] = [("in the room ", "past"), (" ".join(where.pop("in", ["–"])), "now")]
    for state, seats in where.items():
        pieces += [(f"   {state} ", "past"), (" ".join(seats), "soft")]
    while len(pieces) > 2 and width(tuple(pieces)) > cells:
        pieces = pieces[:-2]
    return tuple(pieces)


def not_noted_line(day: Day) -> Line:
    """Whom we have written least about today: it measures our attention, not his silence."""
    here = [m for m, man in day.attendance.men.items() if man.here in ("in", "out")]
    if not here:
        return ()
    least = min(day.noted.get(member, 0) for member in here)
    seats = [day.roster.seat_sign(member) for member in here if day.noted.get(member, 0) == least]
    if len(seats) == len(here):
        return ()
    said = "nothing written yet of" if least == 0 else f"least written ({least}) of"
    return ((f"{said} ", "past"), (" ".join(seats), "soft"))


def lasting_line(day: Day, service: Service, cells: int) -> Line:
    """The states that last now: seat, words, since when; as many as fit, and how many more."""
    shown: list[Piece] = [("lasting ", "past")]
    lasting = day.states_lasting
    for place, one in enumerate(lasting):
        words = f" {state_words(service, one.state)} since {day.clock(one.since)}   "
        piece: list[Piece] = [(day.roster.seat_sign(one.member), "now"), (words, "soft")]
        rest = len(lasting) - place - 1
        if width((*shown, *piece)) + (len(f"{rest} more") if rest else 0) > cells:
            return (*shown, (f"{rest + 1} more", "past"))
        shown += piece
    return tuple(shown) if lasting else ()
