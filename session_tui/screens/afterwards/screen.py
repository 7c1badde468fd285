"""A day that ran on paper, entered afterwards in one table: times, attendance, notes.

Each row is one act, kept as soon as it is left; what can't be so stays half-typed, with the reason
beside it. (experience.md, Without the laptop.)
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input

from exercise_bank.component import heading_of
from models.acts.attending import rest_in
from models.day.day import Day
from models.local_time import long_date
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, Piece
from session_tui.screens.afterwards.cell_box import ENTER, CellBox, Way
from session_tui.screens.afterwards.hints import hint
from session_tui.screens.afterwards.reading import CellFault, concerns_of, read_row, tidy
from session_tui.screens.afterwards.rows import Row, Texts, rows_of
from session_tui.screens.afterwards.table import Shown, Table, table_of
from session_tui.screens.afterwards.when import ask_when_and_why


class AfterwardsScreen(FrameScreen):
    """The table of `desk.day`."""

    place: ClassVar[str] = "afterwards"
    AUTO_FOCUS = "#cell"
    DEFAULT_CSS = """
    AfterwardsScreen #table { layers: lines box; height: 1fr; margin: 0 1; }
    AfterwardsScreen #rows { layer: lines; }
    AfterwardsScreen #hint { height: 1; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.at = ("", 0)
        """The row's id and the cell one is in."""
        self._first = 0
        self._faults: dict[str, tuple[Texts, CellFault]] = {}
        self._keeping = asyncio.Lock()
        self._made_of: Day | None = None
        self._made_for: tuple[int, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def body(self) -> Iterable[Widget]:
        """The table with its one box, and what the row comes to."""
        with Container(id="table"):
            yield LinesPane(id="rows")
            yield CellBox(self.go)
        yield LinesPane(id="hint")

    # --- what stands ----------------------------------------------------------

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self.session_app.desk.day
        assert day is not None
        return day

    def rows(self) -> tuple[Row, ...]:
        """The rows as they stand; every note that is half-typed, and one more."""
        begun = f"{self._prefix}note:"
        typed = {
            int(field.removeprefix(begun).partition(":")[0])
            for field in self.session_app.drafts
            if field.startswith(begun)
        }
        notes = (*sorted(typed), max(typed, default=0) + 1)
        if self._made_of is not self.day or self._made_for != notes:
            self._made_of, self._made_for = self.day, notes
            self._rows = rows_of(self.day, notes)
        return self._rows

    @property
    def _prefix(self) -> str:
        return f"after:{self.day.session}:"

    def _field(self, row: Row, cell: int) -> str:
        return f"{self._prefix}{row.id}:{cell}"

    def _texts(self, row: Row) -> Texts:
        """A row's cells as they are typed; what stands where nothing is."""
        drafts = self.session_app.drafts
        return tuple(drafts.get(self._field(row, n), said) for n, said in enumerate(row.said))

    def _shown(self, row: Row) -> Shown:
        texts = self._texts(row)
        judged, fault = self._faults.get(row.id, ((), None))
        return Shown(row, texts, fault if judged == texts and texts != row.said else None)

    # --- what it draws --------------------------------------------------------

    def title_left(self) -> Line:
        """Group, block and day, and that it is written afterwards."""
        about, desk = self.day.about, self.session_app.desk
        group = desk.team.groups.get(about.group)
        practice: Line = (("PRACTICE  ", "accent"),) if desk.practice else ()
        which = heading_of(about.block, about.day)
        where = f"{group.name if group else 'Group'} · {which}"
        return (*practice, (where, "now"), (" · from paper", "past"))

    def title_right(self) -> Line:
        """The date it ran, whose hand it is, whether all is saved."""
        date: Piece = (f"{long_date(self.day.about.date)}   ", "normal")
        return (date, *self.hand_sign(), *self.saved_sign())

    def footer_actions(self) -> list[tuple[str, str]]:
        """How one moves, and the few keys beside."""
        own = [pair for pair in super().footer_actions() if pair[1] != "keys"]
        return [("Tab", "next cell"), ("Enter", "next row"), *own, ("F1", "keys")]

    def on_mount(self) -> None:
        """Begin at the first cell; ask once when the day ran and why it is written now."""
        if self.day.afterwards is None:
            self._ask()
        self._enter(self.rows()[0], 0)
        super().on_mount()

    @work
    async def _ask(self) -> None:
        act = await ask_when_and_why(self.session_app, self.day)
        if act is None:
            self.dismiss()
            return
        await self.session_app.do(lambda: act)
        self.redraw()

    def redraw(self) -> None:
        """The table, and the box over its cell."""
        if not self.stands or not self.session_app.desk.unlocked:
            return
        self.draw_frame()
        pane = self.query_one("#rows", LinesPane)
        if not pane.size.width:
            return
        rows = [self._shown(row) for row in self.rows()]
        table = table_of(self.day, rows, self.at[0], pane.size.width, self.day.notes)
        here = next((shown for shown in rows if shown.row.id == self.at[0]), rows[-1])
        self._scroll(table, here, pane.size.height)
        pane.show(table.lines[self._first : self._first + pane.size.height])
        cell = table.cell(here.row, self.at[1])
        self.query_one(CellBox).place(cell.left, cell.line - self._first, cell.width)
        service = self.session_app.desk.bank.service
        said = hint(self.day, here.row, self.at[1], here.texts, service, pane.size.width)
        self.query_one("#hint", LinesPane).show([said])

    def _scroll(self, table: Table, here: Shown, height: int) -> None:
        """Keep the row one is in, and its fault, in sight; the first row shows its heading."""
        top = table.places[here.row.id]
        bottom = top + (2 if here.fault else 1)
        first = min(self._first, top - 1)
        self._first = max(0, first, bottom - height)

    def tick(self) -> None:
        """After an act: rows stand otherwise now."""
        if self.stands and self.session_app.desk.unlocked:
            self._stand_again()
            self.redraw()

    # --- moving ---------------------------------------------------------------

    def go(self, way: Way) -> None:
        """Leave the cell; where that leaves its row, keep the row."""
        rows = self.rows()
        place = next((n for n, row in enumerate(rows) if row.id == self.at[0]), 0)
        row, cell = rows[place], self.at[1]
        self._tidy(row, cell)
        if way[1]:
            cell += way[1]
            if not 0 <= cell < len(row.said):
                place += way[1]
                cell = 0 if way[1] > 0 else len(rows[place % len(rows)].said) - 1
        else:
            place += way[0] if way != ENTER else 1
            cell = 0 if way == ENTER and row.kind == "note" else cell
        place = max(0, min(len(rows) - 1, place))
        if rows[place].id != row.id or way == ENTER:
            self._leave(row)
        target = self.rows()[place]
        self._enter(target, min(cell, len(target.said) - 1))
        self.redraw()

    def _enter(self, row: Row, cell: int) -> None:
        self.at = (row.id, cell)
        self.query_one(CellBox).turn_to(self._field(row, cell), row.said[cell])

    def _tidy(self, row: Row, cell: int) -> None:
        """The texts as they will stand: a key becomes its word, "1:15" is 13:15."""
        box = self.query_one(CellBox)
        old = self._texts(row)
        new = tidy(row, old, self.session_app.desk.bank.service)
        box.value = new[cell]
        for other, text in enumerate(new):
            if other != cell and text != old[other]:
                self._draft(self._field(row, other), "" if text == row.said[other] else text)

    def _draft(self, field: str, text: str) -> None:
        """Keep this as half-typed; "" for nothing."""
        if text:
            self.session_app.drafts[field] = text
        else:
            self.session_app.drafts.pop(field, None)
        self.session_app.keep_draft(field, text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what the row comes to."""
        event.stop()
        self.redraw()

    # --- keeping --------------------------------------------------------------

    def _leave(self, row: Row) -> None:
        """Keep a row that says something else than what stands."""
        if self._texts(row) != row.said:
            self.run_worker(self._keep(row), group="keep-row")

    async def _keep(self, row: Row) -> None:
        async with self._keeping:
            texts, desk = self._texts(row), self.session_app.desk
            if texts == row.said:
                return
            try:
                act = read_row(self.day, row, texts, desk.now(), desk.new_id())
            except CellFault as fault:
                self._faults[row.id] = (texts, fault)
                self.redraw()
                return
            await self.session_app.do(lambda: act)
            self._forget(row, texts)
            self.tick()
        for concern in concerns_of(act):
            from session_tui.screens.concern.screen import ConcernScreen

            self.app.push_screen(ConcernScreen(concern))

    def _forget(self, row: Row, texts: Texts) -> None:
        """It is on the disk: drop the drafts that it was made from."""
        for cell, text in enumerate(texts):
            field = self._field(row, cell)
            if self.session_app.drafts.get(field) == text:
                self._draft(field, "")

    def _stand_again(self) -> None:
        """The box stands for its cell as it is on record now."""
        rows = self.rows()
        row = next((row for row in rows if row.id == self.at[0]), rows[-1])
        box = self.query_one(CellBox)
        cell = min(self.at[1], len(row.said) - 1)
        if not box.stands_for(self._field(row, cell), row.said[cell]):
            self._enter(row, cell)

    async def action_others_in(self) -> None:
        """All men of whom nothing is said came at the day's start."""
        async with self._keeping:
            day = self.day
            started = day.timeline.started
            at = day.planned_start if started is None else started
            await self.session_app.do(lambda: rest_in(day, (), at))
            self.tick()

    async def action_undo(self) -> None:
        """Take back the row kept last."""
        async with self._keeping:
            await self.session_app.action_undo()
            self.tick()

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        async with self._keeping:
            await self.session_app.action_redo()
            self.tick()

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        """Back to Today: the row one is in is kept; what is half-typed stays for next time."""
        rows = {row.id: row for row in self.rows()}
        if row := rows.get(self.at[0]):
            self._tidy(row, self.at[1])
            if self._texts(row) != row.said:
                await self._keep(row)
        self.dismiss()
