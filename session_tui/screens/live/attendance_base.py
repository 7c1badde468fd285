"""The sheet of the men: digits choose them, and what is said of them is one act a man."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click, Key

from models.acts import Act, Refused
from models.day.day import Day
from session_tui.actions import actions_of
from session_tui.app import SessionApp
from session_tui.ask import Ask, Choice
from session_tui.frame import key_lines
from session_tui.lines import Line, LinesPane, line
from session_tui.mouse import clicked_key, clicked_row, press
from session_tui.on_top import Sheet
from session_tui.screens.live.attendance_lines import sheet_lines


class MenSheet(Sheet[None]):
    """Draws the men by their seats, lets one choose them, and does acts on those chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []
        self.since: int | None = None
        self.said: Line = ()
        self.shown = self._was_shown = False
        """Whether names and reasons stand there: until the next key, for the room can see them."""

    def compose(self) -> ComposeResult:
        """The men, what was said last, the keys."""
        with Vertical(classes="sheet"):
            pane = LinesPane(id="men")
            pane.styles.height = "auto"
            yield pane
            said = LinesPane(id="said")
            said.styles.height = 1
            yield said
            yield LinesPane(id="keys")

    def on_mount(self) -> None:
        """Draw it; the sheet itself takes the keys. Minutes go on while it lies open."""
        self.set_focus(None)
        self.redraw()
        self.set_interval(1.0, self.redraw)

    def on_screen_resume(self) -> None:
        """Draw anew after a question."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the men as they stand."""
        if not self.stands or self._app.desk.day is None:
            return
        cells = max(40, self.size.width - 6)
        desk = self._app.desk
        self.query_one("#men", LinesPane).show(
            sheet_lines(
                self.day,
                tuple(self.chosen),
                desk.now(),
                desk.bank.service.group,
                desk.team,
                cells,
                shown=self.shown,
            )
        )
        self.query_one("#said", LinesPane).show([self.said])
        own = [a for a in actions_of("attendance") if "attendance" in a.where and a.keys]
        own.sort(key=lambda action: action.name in ("undo", "redo"))
        keys = [(self._app.key_of(action, "attendance"), action.label) for action in own]
        rows = key_lines([*keys, ("Esc", "done")], cells)
        pane = self.query_one("#keys", LinesPane)
        pane.styles.height = len(rows)
        pane.show(rows)

    @property
    def day(self) -> Day:
        """The day as it stands."""
        day = self._app.desk.day
        assert day is not None
        return day

    @property
    def _app(self) -> SessionApp:
        assert isinstance(self.app, SessionApp)
        return self.app

    # --- choosing -------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        """A digit chooses the man on that seat, or lets him go; any key hides the names."""
        self._was_shown, self.shown = self.shown, False
        if event.character and event.character in "0123456789":
            event.stop()
            man = self.day.roster.by_seat(int(event.character))
            if man is None:
                self.tell(f"Nobody is on seat {event.character}.")
                return
            self._turn(man.member)
        if event.character:
            self.redraw()

    def _turn(self, member: str) -> None:
        """Choose a man, or let him go."""
        if member in self.chosen:
            self.chosen.remove(member)
        else:
            self.chosen.append(member)

    def on_click(self, event: Click) -> None:
        """A click on a man is his digit, on a key that is shown that key."""
        if key := clicked_key(event, "keys"):
            press(self.app, key)
            return
        (pane, row), men = clicked_row(event), list(self.day.attendance.men)
        if pane == "men" and 1 <= row <= len(men):
            self.shown = False
            self._turn(men[row - 1])
            self.redraw()

    def action_show(self) -> None:
        """Names, reasons and outcomes of the chosen (or of all), until the next key."""
        self.shown = not self._was_shown
        self.redraw()

    def tell(self, text: str) -> None:
        """Say something in the sheet."""
        self.said = line(text, "normal")
        self.redraw()

    def action_leave(self) -> None:
        """Done."""
        self.dismiss()

    # --- saying ---------------------------------------------------------------

    def moment(self) -> int:
        """The moment of what is said next: now, unless another was given."""
        return self._app.desk.now() if self.since is None else self.since

    def members(self) -> list[str]:
        """Those chosen; with nobody chosen it is said how to choose."""
        if not self.chosen:
            self.tell("Whom? Choose him by the digit of his seat first.")
        return list(self.chosen)

    def why(self, question: str, use: str) -> Ask:
        """The question why, with the service's own reasons for this use."""
        reasons = self._app.desk.bank.service.reasons_for(use) if use else ()
        choices = [Choice(reason.key, reason.label, reason.label) for reason in reasons]
        return Ask(question, choices, words="or in words; Enter for none", field=f"reason:{use}")

    def refused(self, members: list[str], check: Callable[[str], object]) -> bool:
        """Whether it can't be said of one of them: then it is told why, before any question."""
        for member in members:
            try:
                check(member)
            except Refused as why:
                self.tell(str(why))
                return True
        return False

    async def do(self, make: Callable[[], Act]) -> bool:
        """Do it, or say why it can't be. Whether it was done."""
        try:
            make()
        except Refused as why:
            self.tell(str(why))
            return False
        done = await self._app.do(make)
        self.said = self._app.said
        self.redraw()
        return done

    async def for_each(self, members: list[str], make: Callable[[str], Act]) -> None:
        """The same of each man, an act a man; then nobody is chosen any more."""
        for member in members:
            await self.do(partial(make, member))
        self.done()

    def done(self) -> None:
        """Nobody is chosen any more, and what is said next is about now."""
        self.chosen.clear()
        self.since = None
        self.redraw()

    async def action_undo(self) -> None:
        """Take back."""
        await self._app.action_undo()
        self.said = self._app.said
        self.redraw()

    async def action_redo(self) -> None:
        """Do again."""
        await self._app.action_redo()
        self.said = self._app.said
        self.redraw()
