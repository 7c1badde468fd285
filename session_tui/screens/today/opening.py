"""Opening the chosen day: a new one, one opened before, one opened on another date and not run."""

from __future__ import annotations

from collections.abc import Callable

from exercise_bank.component import at_start, part_of, unit_of
from models.acts import Act, Refused
from models.acts.opening import open_session
from models.day.day import Day
from models.entries import NewEntry
from models.entries.group import SessionOpened
from models.facts import Facts
from models.group.rota import supervisor_of
from models.local_time import long_date
from session_tui.desk import Desk
from session_tui.screens.today.look import Look


def open_chosen(
    look: Look, new_id: Callable[[], str], *, practice: bool
) -> tuple[SessionOpened, Act]:
    """The entries that open the chosen day for the first time, today.

    Raises Refused where it has no plan or the group has nobody in it.
    """
    chosen = look.chosen
    if not look.roster.members:
        raise Refused("Nobody is in this group yet: m adds the men.")
    if chosen.plan is None:
        which = at_start(part_of(chosen.block))
        unit = unit_of(chosen.block)
        raise Refused(f"{which} has no plan for {unit} {chosen.number}: choose another.")
    return open_session(
        group=look.group.group,
        block=chosen.block,
        block_run=chosen.run or new_id(),
        day=chosen.number,
        days=chosen.days,
        date=look.date,
        plan=chosen.plan,
        bank=look.bank,
        roster=look.roster,
        venue=look.group.venue,
        supervisor=supervisor_of(look.team, chosen.planned.lead if chosen.planned else ""),
        practice=practice,
    )


def stale(look: Look) -> bool:
    """Whether the chosen day was opened on another date and never begun."""
    day = look.day
    return day is not None and day.started is None and day.about.date != look.date


def redated(opened: SessionOpened, date: str, facts: Facts) -> Act:
    """The same session on another date (ISO), where it was opened and didn't run."""
    settled = facts.settle("session", opened.session)
    moved = opened.model_copy(update={"date": date})
    entry = NewEntry(moved, supersedes=settled.values if settled else ())
    return Act(f"Day {opened.day} moved to {long_date(date)}", (entry,))


def sheet_day(desk: Desk, look: Look) -> Day:
    """The chosen day for its printed sheet; one not opened yet as it would be, unrecorded.

    Raises Refused where it has no plan or the group has nobody in it.
    """
    if look.chosen.opened is not None:
        return desk.read_day(look.chosen.opened.session)
    opened, act = open_chosen(look, desk.new_id, practice=desk.practice)
    assert desk.record is not None
    made = desk.record.made(act.entries, group=look.group.group, session=opened.session)
    return Day(opened.session, look.facts.plus(made))
