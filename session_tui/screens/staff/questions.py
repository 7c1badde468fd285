"""What is asked about one of the staff, and what is kept of it (in the record's thread)."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App

from models.acts import Act, Refused
from models.acts.particulars import date_typed
from models.acts.staffing import (
    leave_given_up,
    leave_taken,
    staffed,
    supervised_by,
    training_taken,
)
from models.entries.staffing import LeaveNoted, TrainingTaken
from models.entries.team import StaffAdded
from models.group.people import Team
from models.group.rota import RotaDay, supervisors
from session_tui.ask import Ask, Choice, answers_of, numbered
from session_tui.desk import Desk

STAGES = (
    Choice("a", "assessment centre", "assessment centre"),
    Choice("c", "core training", "core training"),
    Choice("n", "NSOGP training", "NSOGP training"),
    Choice("r", "refresher", "refresher"),
)
PASSED, FAILED = "passed", "not passed"
RESULTS = (Choice("p", PASSED, PASSED), Choice("n", FAILED, FAILED))
NOBODY = "nobody"


async def training(app: App[None], person: StaffAdded, today: str) -> TrainingTaken | None:
    """A stage that he passed or didn't; None where a question was left."""
    field = f"staff:{person.staff}"
    answers = await answers_of(
        app,
        (
            Ask(f"{person.name}: which stage?", STAGES),
            Ask("On which date?", words="today", field=f"{field}:on", check=date_trouble),
            Ask("Passed?", RESULTS),
            Ask("The result in a word?", words="none", field=f"{field}:result"),
        ),
    )
    if answers is None:
        return None
    stage, on, passed, result = answers
    return TrainingTaken.model_validate(
        {
            "staff": person.staff,
            "stage": stage,
            "date": date_typed(on, today),
            "failed": passed == FAILED,
            "result": result.strip(),
        }
    )


async def supervisor(app: App[None], team: Team, person: StaffAdded) -> str | None:
    """The id of who supervises him, "" for nobody; None where the question was left."""
    people = [one for one in supervisors(team) if one.staff != person.staff]
    named = zip("123456789", people, strict=False)
    choices = (
        *(Choice(key, one.name, one.staff) for key, one in named),
        Choice("-", NOBODY, NOBODY),
    )
    answer = await app.push_screen_wait(Ask(f"Who supervises {person.name}?", choices))
    return "" if answer == NOBODY else answer


async def leave(app: App[None], person: StaffAdded, today: str) -> tuple[str, str] | None:
    """The first and the last day (ISO) that he is away; None where a question was left."""
    field = f"staff:{person.staff}"
    answers = await answers_of(
        app,
        (
            Ask(
                f"{person.name} is away from?",
                words="today",
                field=f"{field}:from",
                check=date_trouble,
            ),
            Ask(
                "To which day, it included?",
                words="that day alone",
                field=f"{field}:to",
                check=date_trouble,
            ),
        ),
    )
    if answers is None:
        return None
    first = date_typed(answers[0], today)
    return first, date_typed(answers[1], first)


async def places(app: App[None], names: Sequence[str]) -> tuple[str, str, str] | None:
    """The names of who leads, seconds and covers, "" for nobody; None where one was left."""
    choices = (*numbered(names), Choice("-", NOBODY, NOBODY))
    asked = ("Who leads?", "Who is second?", "Who covers, if one of them can't?")
    answers = await answers_of(app, [Ask(question, choices) for question in asked])
    if answers is None:
        return None
    lead, second, cover = ("" if one == NOBODY else one for one in answers)
    return lead, second, cover


def date_trouble(text: str) -> str:
    """What is wrong with a date as typed, or nothing."""
    try:
        date_typed(text, "")
    except Refused as why:
        return str(why)
    return ""


# --- kept, in the record's thread; each gives the line to show. Refused, RecordError -------------


def keep_training(desk: Desk, said: TrainingTaken) -> str:
    """That he passed a stage, or didn't."""
    return _kept(desk, training_taken(desk.team_facts(), desk.team, said))


def keep_supervisor(desk: Desk, staff: str, supervisor_id: str) -> str:
    """Who supervises him."""
    return _kept(desk, supervised_by(desk.team_facts(), desk.team, staff, supervisor_id))


def keep_leave(desk: Desk, staff: str, first: str, last: str) -> str:
    """When he is away."""
    return _kept(desk, leave_taken(desk.team, desk.new_id(), staff, first, last))


def give_up_leave(desk: Desk, said: LeaveNoted) -> str:
    """That he isn't away after all."""
    return _kept(desk, leave_given_up(desk.team_facts(), desk.team, said))


def keep_rota(desk: Desk, day: RotaDay, places: tuple[str, str, str]) -> str:
    """Who leads, seconds and covers a planned day, of whichever group."""
    act = staffed(desk.facts_of(day.group), day.planned, *places)
    desk.append(act, group=day.group)
    return act.says


def _kept(desk: Desk, act: Act) -> str:
    desk.append(act)
    return act.says
