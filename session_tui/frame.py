"""The frame every screen has: title, body, status line, footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.events import Click, Resize
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from session_tui.action import Action
from session_tui.actions import actions_of, bindings
from session_tui.ground import Rule, ground_rows
from session_tui.in_step import step_sign
from session_tui.lines import Line, LinesPane, Piece, line, spread
from session_tui.mouse import clicked_key, clicked_row, press
from session_tui.on_top import OnTop
from session_tui.shown import OWN_RECORD, Shown, shown_at

if TYPE_CHECKING:
    from session_tui.app import SessionApp

ROOMY = 110
ZONE = "Europe/London"
LEAST = (80, 24)
"""The cells a screen needs, across and down."""

FOOTER_KEYS = 6
"""No footer shows more keys than a glance takes in."""


class FrameScreen(OnTop[None]):
    """A screen in the common frame. `place` is its name in the table of actions."""

    place: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = []
    _looked: Shown | None = None

    def __init_subclass__(cls) -> None:
        """Take the bindings of the screen from the table of actions."""
        if cls.place:
            cls.BINDINGS = [*bindings(cls.place)]
        super().__init_subclass__()

    @cached_property
    def session_app(self) -> SessionApp:
        """The app, by its own type."""
        from session_tui.app import SessionApp

        assert isinstance(self.app, SessionApp)
        return self.app

    def compose(self) -> ComposeResult:
        """The frame, with the screen's own body in it."""
        yield LinesPane(id="title", classes="title")
        yield Rule()
        yield from self.body()
        yield LinesPane(id="status", classes="status")
        yield LinesPane(id="footer", classes="footer")
        yield LinesPane(id="small")

    def body(self) -> Iterable[Widget]:
        """What stands between title and status line."""
        return ()

    # --- what the screen says -------------------------------------------------

    def shows(self) -> Shown | None:
        """What of people stands here now, for the trail; None where it shows nobody."""
        return shown_at(self.place, self.session_app.desk)

    def title_left(self) -> Line:
        """What the title names: neutral words only."""
        return line("session-tui", "now")

    def title_right(self) -> Line:
        """What stands at the title's end."""
        return (*self.hand_sign(), *self.saved_sign())

    def hand_sign(self) -> Line:
        """Whose hand is on the keyboard."""
        hand = self.session_app.desk.hand
        return ((f"{hand}   ", "normal"),) if hand else ()

    def saved_sign(self) -> Line:
        """Whether everything said is on the disk."""
        if self.session_app.desk.not_saved:
            return line("NOT SAVED", "alarm")
        if self.session_app.desk.saving:
            return line("saving…", "normal")
        desk, roomy = self.session_app.desk, self.size.width >= ROOMY
        if step := desk.unlocked and step_sign(desk.in_step.step, desk.team, roomy=roomy):
            return (("saved   ", "past"), *step)
        synced = desk.local.synced
        if synced is None or not roomy:
            return line("saved", "past")
        from models.local_time import clock

        return line(f"saved   synced {clock(synced, ZONE)}", "past")

    def footer_actions(self) -> list[tuple[str, str]]:
        """Key and label of the few actions that matter now."""
        ranked = sorted(
            (
                action
                for action in actions_of(self.place)
                if action.footer and not self.session_app.desk.why_not(action.name)
            ),
            key=lambda action: action.footer,
        )
        return [(self.key_of(action), action.label) for action in ranked][:FOOTER_KEYS]

    def key_of(self, action: Action) -> str:
        """The key of an action as it is bound now (a keymap file may have moved it)."""
        return self.session_app.key_of(action, self.place)

    def key_named(self, name: str) -> str:
        """The key of an action of this screen, by its name."""
        return next(self.key_of(action) for action in actions_of(self.place) if action.name == name)

    async def on_click(self, event: Click) -> None:
        """A click on a key of the footer presses it; on the title, all by name; rows do theirs."""
        if key := clicked_key(event, "footer"):
            press(self.app, key)
        elif event.widget is not None and event.widget.id == "title":
            self.app.action_command_palette()
        else:
            self.click_row(*clicked_row(event))

    def click_row(self, pane: str, row: int) -> None:
        """A row of the pane of this id was clicked: what its keys would do. Here nothing."""

    def action_keys(self) -> None:
        """Show every key of this screen."""
        self.session_app.action_keys()

    def action_hand_over(self) -> None:
        """A colleague takes the keyboard."""
        from session_tui.hand_over import HandOver

        self.app.push_screen(HandOver())

    def action_hub(self) -> None:
        """Which hub this laptop keeps to, and how they stand."""
        from session_tui.screens.hub.screen import HubScreen

        self.app.push_screen(HubScreen())

    def action_board(self) -> None:
        """All days of the chosen group's block, side by side."""
        from session_tui.screens.board.screen import BoardScreen

        if self.session_app.desk.group:
            self.app.push_screen(BoardScreen())

    def action_said_differently(self) -> None:
        """What two hands said differently of the day: who, when; a digit settles it."""
        from session_tui.screens.unlike.screen import UnlikeScreen

        self.app.push_screen(UnlikeScreen())

    async def action_undo(self) -> None:
        """Take back one's last act."""
        await self.session_app.action_undo()

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        await self.session_app.action_redo()

    def told(self) -> None:
        """Called when a line was said: it is drawn, and what an act changed."""
        self._draw_if_it_stands()

    def heard(self) -> None:
        """Called when another terminal or laptop wrote something that is taken in by now."""
        self.tick()
        self.tell_of_clocks()

    def tell_of_clocks(self) -> None:
        """Say whose laptop's clock is off ours; ask which is right where it matters."""
        self.session_app.moved_clock.heard()

    def action_actions(self) -> None:
        """What is to be done."""
        from session_tui.screens.actions.screen import ActionsScreen

        self.app.push_screen(ActionsScreen())

    def taken_over(self) -> None:
        """Called when somebody, another perhaps, has unlocked and sits at the keyboard."""

    # --- drawing --------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing of its own."""
        return ground_rows(self, crop)

    def on_mount(self) -> None:
        """Draw the frame once it stands."""
        self.redraw()

    def on_resize(self, event: Resize) -> None:
        """Draw anew in the new size; one too small is covered by a line that says so.

        What has the focus keeps it, so that typing stays typing.
        """
        width, height = event.size
        self.set_class(self.too_small(width, height), "-small")
        needs = f"Needs {LEAST[0]}×{LEAST[1]}, this is {width}×{height}."
        self.query_one("#small", LinesPane).show([line(needs, "now")])
        self.call_after_refresh(self.redraw)

    def too_small(self, width: int, height: int) -> bool:
        """Whether nothing sensible fits into so many cells."""
        return width < LEAST[0] or height < LEAST[1]

    def on_lines_pane_resized(self, message: LinesPane.Resized) -> None:
        """Draw anew where a pane has other room, once the layout stands."""
        message.stop()
        self.tick()

    def on_screen_resume(self) -> None:
        """Draw anew after another screen lay on top; who looks may be another now."""
        self._looked = None
        if why := self._kept_from_me():
            self.session_app.tell(why)
            self.dismiss()
            return
        self.redraw()
        self._into_trail()

    def _kept_from_me(self) -> str:
        """Why what one man's own record says here isn't for who looks now; "" where it is."""
        shown, desk = self.shows(), self.session_app.desk
        if shown is None or shown.what not in OWN_RECORD or not desk.unlocked:
            return ""
        return next(filter(None, (desk.closed_to_me(one, shown.group) for one in shown.men)), "")

    def redraw(self) -> None:
        """Draw all that may have changed; only changed lines are painted."""
        self.draw_frame()

    def draw_frame(self) -> None:
        """Draw the title and the footer; nothing any more once the program is closing."""
        if not self.stands:
            return
        cells = max(10, self.size.width - 2)
        self.query_one("#title", LinesPane).show(
            [spread(self.title_left(), self.title_right(), cells)]
        )
        self.query_one("#footer", LinesPane).show([footer_line(self.footer_actions(), cells)])
        self.draw_status()
        self._into_trail()

    def _into_trail(self) -> None:
        """Keep in the trail what is looked at here, where it is something else than before.

        Once it is painted: nobody waits for the disk to see it.
        """
        if self._in_sight and (shown := self.shows()) not in (None, self._looked):
            self._looked = shown
            self.call_after_refresh(self.session_app.desk.looks.look, shown)

    @property
    def _in_sight(self) -> bool:
        """Whether it lies on top, or only questions and sheets lie over it."""
        stack = self.app.screen_stack
        return self in stack and all(one.is_modal for one in stack[stack.index(self) + 1 :])

    def draw_status(self) -> None:
        """Draw the status line: what couldn't be saved and why, else the last thing done."""
        desk = self.session_app.desk
        said: Line = line(desk.not_saved, "alarm") if desk.not_saved else self.session_app.said
        self.query_one("#status", LinesPane).show([said])

    def tick(self) -> None:
        """Called once a second."""
        self._draw_if_it_stands()

    def _draw_if_it_stands(self) -> None:
        """Draw, unless the screen is being taken down."""
        if not self.stands:
            return
        try:
            self.redraw()
        except NoMatches:
            # The screen is being taken down and has lost some of its panes already.
            return


def frame_in_sight(stack: Sequence[Screen[Any]]) -> FrameScreen | None:
    """The framed screen on top, or seen dimly under questions and sheets; None where none is."""
    top = next((one for one in reversed(stack) if not one.is_modal), None)
    return top if isinstance(top, FrameScreen) else None


def key_lines(keys: Iterable[tuple[str, str]], cells: int) -> list[Line]:
    """Keys and labels in as many rows as they need."""
    rows: list[list[tuple[str, str]]] = [[]]
    for pair in keys:
        if rows[-1] and not fits([*rows[-1], pair], cells):
            rows.append([])
        rows[-1].append(pair)
    return [footer_line(row, cells) for row in rows]


def fits(keys: list[tuple[str, str]], cells: int) -> bool:
    """Whether all of these keys and labels fit into one row."""
    return sum(cell_len(key) + 1 + cell_len(label) + 3 for key, label in keys) - 3 <= cells


def footer_line(keys: Iterable[tuple[str, str]], cells: int) -> Line:
    """Keys and labels in a row, as many as fit whole."""
    pieces: list[Piece] = []
    used = 0
    for key, label in keys:
        need = cell_len(key) + 1 + cell_len(label) + (3 if pieces else 0)
        if used + need > cells:
            break
        if pieces:
            pieces.append(("   ", "normal"))
        pieces += [(key, "head"), (f" {label}", "past")]
        used += need
    return tuple(pieces)
