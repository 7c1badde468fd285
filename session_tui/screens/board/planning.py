"""Planning from the board: what is asked, the plan worked out beside the screen, what collides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from exercise_bank.block_planner import plan_block
from exercise_bank.block_wishes import NoPlan
from exercise_bank.component import Component, component_named
from models.acts import Refused
from models.acts.particulars import date_typed
from models.acts.planning import weekdays_typed
from models.group.block_runs import BlockRun, block_runs
from models.group.planned_days import planned_day
from models.local_time import date_of
from session_tui.ask import Ask, Choice
from session_tui.commands.plan_run import run_of
from session_tui.frame import ZONE
from session_tui.handing_out import ask_folder, write_out
from session_tui.lines import Line, line, wrap
from session_tui.reading_page import ReadingPage
from session_tui.screens.board.keeping import (
    NOT_PLANNED,
    Asked,
    ask_for_block,
    ask_for_rest,
    lay_down,
)

if TYPE_CHECKING:
    from exports.write import PlanFormat
    from session_tui.app import SessionApp
    from session_tui.screens.board.look import Board
    from session_tui.screens.board.screen import BoardScreen

FORMATS = (
    Choice("p", "PDF for the wall", "pdf"),
    Choice("w", "Word for the wall", "docx"),
    Choice("x", "workbook (XLSX)", "xlsx"),
    Choice("c", "calendar (iCalendar)", "ics"),
)


async def plan_rest(screen: BoardScreen, run: BlockRun) -> None:
    """Plan again what of a run has neither begun nor been placed by hand."""
    desk = screen.desk
    await _plan(screen, lambda: ask_for_rest(desk, run))


async def plan_a_block(screen: BoardScreen) -> None:
    """Ask which block, from when and on which days of the week; plan it."""
    app, desk = screen.session_app, screen.desk
    if component_named(desk.team.groups[desk.group].component) is not Component.CORE:
        app.tell(NOT_PLANNED)
        return
    plans = desk.bank.plans
    blocks = [Choice(str(block), plan.title, str(block)) for block, plan in plans.items()]
    said = await app.push_screen_wait(Ask("Which block is to be planned?", blocks))
    if not said:
        return
    block = int(said)
    run = run_of(desk.group_facts, desk.group, block)
    begun = next(
        (one for one in block_runs(desk.group_facts) if one.run == run and one.opened), None
    )
    if begun is not None:
        await plan_rest(screen, begun)
        return
    today = date_of(desk.now(), ZONE)
    first = Ask(
        "From which date?",
        words="today",
        field="board:start",
        check=lambda typed: _refusal(lambda: date_typed(typed, today)),
    )
    on = await app.push_screen_wait(first)
    if on is None:
        return
    start = date.fromisoformat(date_typed(on, today))
    meets = Ask(
        "On which days of the week?",
        words=f"{start:%A}; or such as tue thu",
        field="board:weekdays",
        check=lambda typed: _refusal(lambda: weekdays_typed(typed, start)),
    )
    days = await app.push_screen_wait(meets)
    if days is not None:
        weekdays = weekdays_typed(days, start)
        await _plan(screen, lambda: ask_for_block(desk, block, run, start, weekdays))


def _refusal(read: Callable[[], object]) -> str:
    """Why typed words can't be read, or nothing."""
    try:
        read()
    except Refused as why:
        return str(why)
    return ""


async def _plan(screen: BoardScreen, ask: Callable[[], Asked]) -> None:
    """Plan beside the screen, record it and show it; or name what can't all be."""
    app, desk = screen.session_app, screen.desk
    app.tell("planning …")
    try:
        asked = await desk.run(ask)
        schedule = await asyncio.to_thread(plan_block, asked.wishes, desk.bank)
    except Refused as why:
        app.tell(str(why))
        return
    except NoPlan as why:
        app.tell("There is no such plan; nothing was changed.")
        told = why
        app.push_screen(ReadingPage("No plan", lambda cells: no_plan_lines(told, cells), None))
        return
    await screen.say(lambda: lay_down(desk, asked, schedule), asked.run)


def no_plan_lines(why: NoPlan, cells: int) -> list[Line]:
    """Which wishes collide, a line each."""
    if not why.wishes:
        return wrap(str(why), cells, "now")
    head = "These can't all be:" if len(why.wishes) > 1 else f"{str(why).split(':')[0]}:"
    lines = [line(head, "now"), ()]
    for wish in why.wishes:
        lines += wrap(f"· {wish}", cells, indent="  ")
    told = "Nothing was changed. Give one of them up on the board, then plan the rest again."
    return [*lines, (), *wrap(told, cells, "past")]


async def write_plan(app: SessionApp, board: Board) -> Path | None:
    """Write the plan on record: as what, into which folder."""
    desk = app.desk
    kind = await app.push_screen_wait(Ask("The plan as:", FORMATS))
    folder = await ask_folder(app) if kind else None
    if not kind or folder is None:
        return None
    from exports.block_plan import PlannedBlock
    from exports.write import export_block_plan

    roster = desk.roster()
    group = desk.team.groups[desk.group].name
    days = tuple(planned_day(day, roster) for day in board.run.planned.values())
    planned = PlannedBlock(
        group, desk.group, board.run.block, board.title, board.run.run, days, desk.now()
    )
    return await write_out(
        app,
        "block plan",
        lambda: export_block_plan(planned, cast("PlanFormat", kind), folder),
        planned,
    )
