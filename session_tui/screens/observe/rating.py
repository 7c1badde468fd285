"""Ratings of understanding, where the service wants them: a seat's digit, then the scale's.

One's own alone are shown and changed here: each observer says what he saw. They are never
averaged, ranked or used for compliance. (programme.md, Restraint)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key

from models.acts.rating import rate_understanding
from models.day.day import Day
from models.day.timeline import ItemState
from session_tui.lines import Line, LinesPane, Piece, line, wrap
from session_tui.on_top import Sheet
from session_tui.screens.live.day_pane import item_title

if TYPE_CHECKING:
    from session_tui.app import SessionApp

OFF = "Ratings are off. A service turns them on: [notes] ratings = true in its service.toml."


def open_ratings(app: SessionApp) -> None:
    """Open the sheet, or say why there is none."""
    day = app.desk.day
    assert day is not None
    if not app.desk.bank.service.ratings:
        app.tell(OFF)
    elif not _rated(day):
        app.tell("No exercise ran yet.")
    else:
        app.push_screen(Ratings(app))


def _rated(day: Day) -> tuple[ItemState, ...]:
    """The exercises that ran."""
    return tuple(s for s in day.timeline.states if s.runs and s.item.set.is_work)


class Ratings(Sheet[None]):
    """The men in the room at an exercise, each with one's own rating of him."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+x,q", "dismiss", "leave", show=False),
        Binding("tab", "other_exercise", "exercise", show=False),
        Binding("ctrl+z,u", "undo", "undo", show=False),
    ]

    def __init__(self, app: SessionApp) -> None:
        super().__init__()
        self._on = app
        self._seat = ""
        ran = _rated(self._day)
        last = self._day.timeline.running
        self._item = last.item.id if last in ran and last is not None else ran[-1].item.id

    @property
    def _day(self) -> Day:
        day = self._on.desk.day
        assert day is not None
        return day

    @property
    def _scale(self) -> Mapping[int, str]:
        return self._on.desk.bank.service.rating_scale

    def compose(self) -> ComposeResult:
        """The men, the scale, what was said last."""
        with Vertical(classes="sheet"):
            pane = LinesPane(id="ratings")
            pane.styles.height = "auto"
            yield pane

    def on_mount(self) -> None:
        """The sheet itself takes the keys."""
        self.set_focus(None)

    def on_screen_resume(self) -> None:
        """Draw it once it stands."""
        self.redraw()

    def redraw(self, told: str = "") -> None:
        """Draw the men as one rated them oneself."""
        if self.stands:
            cells = max(40, self.size.width - 6)
            lines = rating_lines(
                self._day, self._item, self._on.desk.me, self._scale, self._seat, cells
            )
            self.query_one("#ratings", LinesPane).show([*lines, line(told, "accent")])

    def on_key(self, event: Key) -> None:
        """A digit is a seat; the next one its rating."""
        digit = event.character or ""
        if len(digit) != 1 or digit not in "0123456789":
            return
        event.stop()
        if self._seat:
            seat, self._seat = self._seat, ""
            self._rate(seat, int(digit))
        elif self._day.roster.by_seat(int(digit)) is None:
            self.redraw(f"Nobody is on seat {digit}.")
        else:
            self._seat = digit
            self.redraw()

    @work
    async def _rate(self, seat: str, rating: int) -> None:
        man, now = self._day.roster.by_seat(int(seat)), self._on.desk.now()
        me, item, scale = self._on.desk.me, self._item, self._scale
        if man is None:
            return
        if rating and rating not in scale:
            self.redraw(f"The scale goes from {min(scale)} to {max(scale)}; 0 takes it back.")
            return
        await self._on.do(
            lambda: rate_understanding(self._day, item, man.member, me, rating, scale, now)
        )
        self.redraw()

    def action_other_exercise(self) -> None:
        """The exercise that ran before; after the first, the last."""
        ran = [state.item.id for state in _rated(self._day)]
        self._item, self._seat = ran[ran.index(self._item) - 1], ""
        self.redraw()

    @work
    async def action_undo(self) -> None:
        """Take back one's last act."""
        await self._on.action_undo()
        self.redraw()


def rating_lines(  # one pane: which day and item, whose, on which scale, where the keys are
    day: Day, item: str, me: str, scale: Mapping[int, str], seat: str, cells: int
) -> list[Line]:
    """The exercise's key message, the men with one's own ratings, the scale."""
    state = day.timeline.state(item)
    assert state is not None
    lines: list[Line] = [line(f"Understanding: {item_title(day, state)}", "now")]
    lines += wrap(f"Key message: {state.item.aim}", cells, "soft") if state.item.aim else []
    for member, man in day.attendance.men.items():
        if man.arrived is not None:
            lines.append(_man(day, item, member, me, seat))
    keys: list[Piece] = []
    for digit, words in scale.items():
        keys += [(f"{digit} ", "head"), (f"{words}   ", "normal")]
    hint = "seat, then digit; 0 takes it back; Tab another exercise; Esc leaves"
    return [*lines, (), tuple(keys), line(hint, "past")]


def _man(day: Day, item: str, member: str, me: str, seat: str) -> Line:
    sign, mine = day.roster.seat_sign(member), day.rating(item, member, me)
    chosen = sign == seat
    said = f"{mine.rating}  {mine.words}" if mine else "·"
    return (
        ("› " if chosen else "  ", "accent"),
        (f"{sign:>2}  ", "head"),
        ("which digit?" if chosen else said, "now" if chosen else "normal" if mine else "past"),
    )
