"""Today as lines: concerns first, the day, who comes, what to know, the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exercise_bank.component import Component, at_start, part_of, place_of, unit_of
from exercise_bank.exercise import ItemSet
from models.acts.consent import video_consent
from models.acts.opening import size_warning
from models.entries.group import ActionWritten, ConcernWritten, MemberAdded
from models.entries.planning import SessionCancelled
from models.group.people import TEN
from models.local_time import clock, hour_minute, long_date
from session_tui.lines import Line, Piece, Weight, fit, line, spread, width, wrap
from session_tui.screens.today.care import SEAT, care_lines
from session_tui.screens.today.held import Held
from session_tui.screens.today.lifestyle import lifestyle_lines
from session_tui.screens.today.look import ZONE, Look
from session_tui.screens.today.one_to_one import block_again_lines, owed_lines
from session_tui.screens.today.rows import PlanRow
from session_tui.screens.today.staffing import planned_staff_lines

PUBLIC_FROM = 58
"""From so many cells on, the public title stands beside the staff's."""


def today_lines(look: Look, cells: int) -> list[Line]:
    """The whole page in so many cells."""
    left = max(30, min(56, cells * 45 // 100))
    right = cells - left - 3
    return [
        *concern_lines(look, cells),
        *cancelled_lines(look, cells),
        *head_lines(look, cells),
        (),
        *beside(know_lines(look, left), plan_lines(look, right), left),
    ]


def beside(left: Sequence[Line], right: Sequence[Line], cells: int) -> list[Line]:
    """Two columns on one page, parted by a rule; the left one takes so many cells."""
    joined: list[Line] = []
    for row in range(max(len(left), len(right))):
        one = left[row] if row < len(left) else ()
        other = right[row] if row < len(right) else ()
        pad = " " * max(0, cells - width(one))
        joined.append((*one, (pad, "normal"), (" │ ", "past"), *other))
    return joined


# --- the top ------------------------------------------------------------------


def concern_lines(look: Look, cells: int) -> list[Line]:
    """Open concerns, none of their words: whose, of when, who was told."""
    lines: list[Line] = []
    for concern in look.concerns:
        lines += wrap(f"‼ {_concern(look, concern)}", cells, "now", "  ")
    return [*lines, ()] if lines else []


def cancelled_lines(look: Look, cells: int) -> list[Line]:
    """That today's session was cancelled, and why."""
    entry = look.facts.value("cancelled", look.date)
    if entry is None or not isinstance(entry.what, SessionCancelled):
        return []
    return [*wrap(f"Today's session is cancelled: {entry.what.reason}", cells, "accent"), ()]


def _concern(look: Look, concern: ConcernWritten) -> str:
    word = "Open incident" if concern.incident else "Open concern"
    seats = ", ".join(look.roster.seat_sign(member) for member in concern.members)
    where = look.facts.value("session", concern.session)
    date = getattr(where.what, "date", "") if where else ""
    told = ", ".join(told.who for told in concern.told)
    return " · ".join(
        part
        for part in (
            f"{word}, seat {seats}" if seats else f"{word}, the group",
            long_date(date).rpartition(" ")[0] if date else "",
            f"told: {told}" if told else "nobody told yet",
            f"ref. {concern.reference}" if concern.reference else "",
        )
        if part
    )


def head_lines(look: Look, cells: int) -> list[Line]:
    """Which day this is, how far the block is, and what Enter does."""
    chosen = look.chosen
    plan = look.bank.block_plan(chosen.block)
    title = plan.title if plan and chosen.plan else at_start(part_of(chosen.block))
    day = line(f"{at_start(unit_of(chosen.block))} {chosen.number} of {chosen.days}", "now")
    return [
        spread((*day, (f"   {title}", "normal")), line(long_date(look.day_date), "now"), cells),
        strip(look),
        standing(look),
    ]


def strip(look: Look) -> Line:
    """All days of the block's run: held ones ticked, the chosen one marked."""
    pieces: list[Piece] = []
    for number in range(1, look.chosen.days + 1):
        done = any(
            day.about.block_run == look.chosen.run
            and day.about.day == number
            and day.ended is not None
            for day in look.held.values()
        )
        mark = "✓" if done else " "
        if number == look.chosen.number:
            pieces += [(f"[{number}{mark.strip()}]", "chosen"), (" ", "normal")]
        else:
            pieces += [(f" {number}{mark} ", "past" if done else "normal")]
    return tuple(pieces)


def standing(look: Look) -> Line:
    """How far the chosen day is, and what comes next."""
    day, chosen = look.day, look.chosen
    if not look.roster.members:
        return line("Nobody is in this group yet: m adds the men.")
    if chosen.opened is None:
        if look.component is Component.INDIVIDUAL:
            return _enter("opens a session of one man.")
        return _enter("opens the day.") if chosen.plan else line("No plan for this day.")
    if day is None or day.started is None:
        return (*line("Opened, not begun.  ", "soft"), *_enter("goes on."))
    if day.ended is None:
        return (*line(f"Running since {clock(day.started, ZONE)}.  ", "soft"), *_enter("goes on."))
    ended = f"Ended at {clock(day.ended, ZONE)}{_unsigned(look, day)}.  "
    return (*line(ended, "soft"), *_enter("goes back to it."))


def _enter(does: str) -> Line:
    return (("Enter", "head"), (f" {does}", "normal"))


def _unsigned(look: Look, day: Held) -> str:
    names = ", ".join(look.team.staff_name(staff) for staff in day.unsigned)
    return f"; not signed by {names}" if names else " and is signed"


# --- what to know -------------------------------------------------------------


def know_lines(look: Look, cells: int) -> list[Line]:
    """Who comes and what to know before the door opens, the most pressing first."""
    sections = (
        notice_lines(look, cells),
        men_lines(look, cells),
        care_lines(look, cells),
        block_again_lines(look, cells),
        owed_lines(look, cells),
        before_lines(look, cells),
        lifestyle_lines(look, cells),
        recording_lines(look, cells),
        planned_staff_lines(look, cells),
        staff_lines(look, cells),
        finish_lines(look, cells),
    )
    lines: list[Line] = []
    for section in sections:
        if section:
            lines += [*([()] if lines else []), *section]
    return lines


def notice_lines(look: Look, cells: int) -> list[Line]:
    """What was put right on opening the record."""
    return [one for notice in look.notices for one in wrap(notice, cells, "now")]


def men_lines(look: Look, cells: int) -> list[Line]:
    """Who comes: seat, initials, and why to look twice at his row."""
    men = look.roster.members.values()
    warning = size_warning(len(men), _fewest(look)) if men else ""
    head = spread(line("Who comes", "head"), line(f"{len(men)} men", "past"), cells)
    told = wrap(warning, cells, "now") if warning else []
    return [head, *told, *(_man(look, man, cells) for man in men)]


def _fewest(look: Look) -> int:
    return look.bank.service.fewest_men(look.component)


def _man(look: Look, man: MemberAdded, cells: int) -> Line:
    new, works = look.is_new(man), man.seat in look.working
    missed, unit = look.missed(man), unit_of(look.chosen.block)
    words = [
        "personal work" if works else "",
        "new" if new else "",
        f"away {unit} {', '.join(str(day) for day in missed)}" if missed else "",
    ]
    said = " · ".join(word for word in words if word)
    weight: Weight = "now" if works or new else "normal"
    name = fit(man.initials, 6)
    return (
        (f"{man.seat % TEN:>2}  ", "head"),
        (name, weight),
        (f"  {fit(said, max(0, cells - SEAT - 8))}".rstrip(), "normal"),
    )


def before_lines(look: Look, cells: int) -> list[Line]:
    """Work to ask about, what is to be done, and what the last session left over."""
    lines: list[Line] = []
    set_for: dict[str, list[str]] = {}
    for work in look.work_due:
        men = look.men_due(work)
        every = not work.members and len(men) == len(look.roster.members)
        seats = ["all"] if every else [look.roster.seat_sign(member) for member in men]
        set_for.setdefault(work.text, []).extend(seats)
    for text, seats in set_for.items():
        lines += wrap(f"Work, {' '.join(seats)}: {text}", cells, indent="  ")
    for action in look.actions_open:
        lines += wrap(f"To do{_action(look, action)}", cells, indent="  ")
    if look.last is not None:
        for item in look.last.carried:
            lines += wrap(f"Carried over: {item.title}, {item.planned} min", cells, indent="  ")
    return [line("From last time", "head"), *lines] if lines else []


def _action(look: Look, action: ActionWritten) -> str:
    """An action after "To do": its seats, what, who, by when."""
    seats = " ".join(look.roster.seat_sign(member) for member in action.members)
    told = ", ".join(part for part in (action.who, action.by_when) if part)
    return f"{f', {seats}' if seats else ''}: {action.what}{f' ({told})' if told else ''}"


def recording_lines(look: Look, cells: int) -> list[Line]:
    """Whom nobody has told of the recording, and who doesn't agree to it, by seat."""
    given = {member: video_consent(look.facts, member) for member in look.roster.members}
    asked = [member for member, one in given.items() if one is None]
    against = [member for member, one in given.items() if one and one.taken_back]
    lines: list[Line] = []
    for says, members in (("Consent not asked yet", asked), ("Doesn't agree", against)):
        if members:
            every = len(members) == len(given)
            seats = "all" if every else " ".join(map(look.roster.seat_sign, members))
            lines += wrap(
                f"{says}: {seats}", cells, "now" if members is against else "normal", "  "
            )
    return [line("Recording", "head"), *lines] if lines else []


def staff_lines(look: Look, cells: int) -> list[Line]:
    """The team's staff with their roles; no supervisor is said, not forbidden."""
    people = list(look.team.here.values())
    rows: list[Line] = [
        spread(line(person.name), line(person.role, "past"), cells) for person in people
    ]
    if not any(person.role == "supervisor" for person in people):
        rows += wrap("No supervisor is named in this team.", cells, "now")
    return [line("Staff", "head"), *rows]


def finish_lines(look: Look, cells: int) -> list[Line]:
    """Days that ran and whose record is still open."""
    lines: list[Line] = []
    for day in look.to_finish:
        what = "not ended" if day.ended is None else _unsigned(look, day).removeprefix("; ")
        which = place_of(day.about.block, day.about.day)
        said = f"{which}, {long_date(day.about.date)}: {what}"
        lines += wrap(said, cells, indent="  ")
    return [line("Records to finish", "head"), *lines] if lines else []


# --- the plan -----------------------------------------------------------------


def plan_lines(look: Look, cells: int) -> list[Line]:
    """The plan: starts, titles for staff (and for all, where there is room), minutes."""
    rows = look.rows
    if not rows:
        return [line("Plan", "head"), line("There is none for this day.", "past")]
    work = sum(row.minutes for row in rows if row.set.is_work)
    rest = sum(row.minutes for row in rows if not row.set.is_work)
    end = rows[-1].start + rows[-1].minutes
    span = f"{hour_minute(rows[0].start)}–{hour_minute(end)}"
    head = spread(line("Plan", "head"), line(span, "past"), cells)
    total = spread(line("", "past"), line(f"{work} min of work, {rest} of breaks", "past"), cells)
    return [head, *(_plan_line(row, cells) for row in rows), total]


def _plan_line(row: PlanRow, cells: int) -> Line:
    weight: Weight = "soft" if not row.set.is_work else "normal"
    if row.set is ItemSet.PERSONAL:
        weight = "now"
    rule = "fixed " if row.fixed else "opt " if row.optional else ""
    part = f"{row.part}/{row.parts} " if row.parts > 1 else ""
    end = f" {rule or part}{row.minutes:>3}"
    room = max(4, cells - 6 - len(end))
    title = staff_title(row)
    pieces: tuple[Piece, ...] = ((fit(title, room), weight),)
    if cells >= PUBLIC_FROM:
        half = (cells - 6) * 55 // 100
        pieces = (
            (fit(title, half), weight),
            (f"  {fit(row.public_title, room - half - 2)}", "past"),
        )
    return ((f"{hour_minute(row.start)} ", "past"), *pieces, (end, "past"))


def staff_title(row: PlanRow) -> str:
    """An item's title with the seat of the man whose it is."""
    return f"{row.seat % TEN} · {row.title}" if row.seat else row.title


def no_group_lines(notices: Iterable[str], cells: int) -> list[Line]:
    """What stands here before there is a group."""
    told = [one for notice in notices for one in wrap(notice, cells, "now")]
    return [
        *told,
        line("No group yet.", "now"),
        (),
        (
            ("g   ", "head"),
            ("Form a group: its name, and the men's initials or a roster's file.", "normal"),
        ),
        (("t   ", "head"), ("Add a colleague, with a passphrase of his own.", "normal")),
    ]
