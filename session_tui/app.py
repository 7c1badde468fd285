"""The app: what is everywhere. Theme, clock tick, the cover, the lock, the way between screens.

The first screen imports neither database nor crypto: they load in the worker thread meanwhile.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.actions import ActionParseResult
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.events import Callback, Event, InputEvent, Key
from textual.filter import LineFilter
from textual.screen import Screen

from session_tui.action import EVERYWHERE, Action
from session_tui.actions import actions_of, binding_id, bindings
from session_tui.away import TICK_S, Away
from session_tui.commands.trouble import sentence_of
from session_tui.desk import Desk
from session_tui.doing import do, turn_back
from session_tui.ends import cut_short, heed_signals
from session_tui.frame import FrameScreen, frame_in_sight
from session_tui.garbage import Garbage
from session_tui.keymap import load_keymap
from session_tui.keys_in_turn import KeysInTurn
from session_tui.last_gate import ShowableFilter
from session_tui.lines import Line, line
from session_tui.low_disk import LowDisk
from session_tui.main_screen import main_screen
from session_tui.moved_clock import MovedClock
from session_tui.own_clipboard import OwnClipboard
from session_tui.themes import DARK, LIGHT
from session_tui.time_up import TimeUp

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from models.acts import Act
    from session_tui.drafted import DraftedArea, DraftedInput


class SessionApp(OwnClipboard):
    """session-tui. `home` is the folder of the record; `start` names the first screen."""

    CSS_PATH = "session.tcss"
    TITLE = "session"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    def __init__(self, desk: Desk, *, observe: bool = False, plan_file: Path | None = None) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if os.environ.get("SESSION_TUI_THEME") == "light" else DARK.name
        self.desk = desk
        self.observe_first = observe
        self.plan_file = plan_file
        self.said: Line = ()
        self.keymap_shown: dict[str, str] = {}
        self.drafts: dict[str, str] = {}
        self.throwaway: TemporaryDirectory[str] | None = None
        """The folder of a practice day begun here; it goes when the program ends."""
        self.keys = KeysInTurn(self, super().on_event)
        self._touched = time.monotonic()
        self.away = Away(self)
        self.moved_clock = MovedClock(self)
        self.low_disk = LowDisk(self)
        self.time_up = TimeUp()
        self.garbage = Garbage()
        self._filter = ShowableFilter()
        self.animation_level = "none"

    # --- start ----------------------------------------------------------------

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The usual filters, and the last gate for hostile text."""
        return [*super().get_line_filters(), self._filter]

    def on_mount(self) -> None:
        """Paint the first screen; load what is heavy behind it."""
        keymap = load_keymap(self.desk.folder)
        self.set_keymap(keymap.bound)
        self.keymap_shown = keymap.shown
        self.said = line(keymap.sentence, "normal")
        self.push_screen(self._first_screen())
        self.set_interval(TICK_S, self.tick)
        heed_signals(self)
        if not self.is_headless:
            self.garbage.begin()
            self.set_timer(1.5, self.garbage.set_aside)

    def _first_screen(self) -> Screen[None]:
        if self.desk.unlocked:
            return main_screen(self.desk)
        from session_tui.screens.welcome.screen import WelcomeScreen

        return WelcomeScreen()

    @property
    def _frame(self) -> FrameScreen | None:
        """The framed screen in sight, under questions and sheets too; none while it ends."""
        return frame_in_sight(self.screen_stack)

    def tick(self) -> None:
        """Once a second, and as sync brings news: take in what others wrote, draw what changed."""
        if not self.is_running:
            return
        if self.desk.unlocked:
            self._take_news()
            self.desk.in_step.tick(self.desk, lambda: self.post_message(Callback(self.tick)))
            self._notice_idle()
            self.desk.local.fill_while_still(self, time.monotonic() - self._touched)
        self.away.tick()
        self.moved_clock.tick()
        self.low_disk.tick()
        if self.time_up.rings(self.desk.day, self.desk.now()):
            self.bell()
        if frame := self._frame:
            frame.tick()
            self.garbage.tick(self._touched, lasting=self.screen is frame and frame.place == "live")

    async def on_event(self, event: Event) -> None:
        """Remember when a key was last pressed; one key after the other."""
        if isinstance(event, InputEvent):
            self._touched = time.monotonic()
        if isinstance(event, Key) and not event.is_forwarded:
            await self.keys.take(event)
        else:
            await super().on_event(event)

    def _notice_idle(self) -> None:
        """Cover after a while without a key, lock after a longer one (real time, always)."""
        idle = self.desk.bank.service.idle
        still = (time.monotonic() - self._touched) / 60
        if still >= idle.lock_minutes:
            self.lock_soon()
        elif still >= idle.room_view_minutes:
            self._cover(idle=True)

    @work(group="lock", exclusive=True)
    async def lock_soon(self) -> None:
        """Lock: nobody was at the keyboard for long, or the laptop slept."""
        await self.action_lock()

    @work(group="news", exclusive=True)
    async def _take_news(self) -> None:
        if await self.desk.run(self.desk.news) and (frame := self._frame):
            frame.heard()

    # --- doing ----------------------------------------------------------------

    async def do(self, make: Callable[[], Act], also: Callable[[], str] = str) -> bool:
        """Make an act, record it, show what it did; or say why it can't be. Whether it was.

        `also` says, once it is done, what is told with it.
        """
        return await do(self, make, also)

    async def action_undo(self) -> None:
        """Take back one's last act."""
        await turn_back(self, self.desk.undo)

    async def action_redo(self) -> None:
        """Do again what was taken back."""
        await turn_back(self, self.desk.redo)

    def keep_draft(self, field: str, text: str) -> None:
        """Keep half-typed text on the disk; "" says that nothing is half-typed any more.

        The record's thread does it even while the program ends: no last letter is lost.
        """
        if self.desk.unlocked:
            saving = self.desk.soon(partial(self.desk.save_draft, field, text))
            saving.add_done_callback(self._draft_saved)

    def _draft_saved(self, saving: Future[None]) -> None:
        trouble = saving.exception()
        if isinstance(trouble, Exception) and self.is_running:
            said = f"What is half-typed isn't on the disk. {sentence_of(trouble)}"
            self.post_message(Callback(callback=partial(self.tell, said)))

    async def keep_drafts_now(self) -> None:
        """Keep the last letters of every open box, before somebody else may take over."""
        self.keep_last_letters()
        await self.desk.run(lambda: None)

    def keep_last_letters(self) -> None:
        """Have what every open box holds written after what waits already."""
        for box in self._boxes():
            for field, text in box.take_waiting().items():
                self.keep_draft(field, text)

    async def take_up_drafts(self) -> None:
        """Fill the open boxes with what the person now at the keyboard had half-typed."""
        held = await self.desk.run(self.desk.drafts)
        self.forget_copied()
        self.drafts.clear()
        self.drafts.update(held)
        for screen in self.screen_stack:
            if isinstance(screen, FrameScreen):
                screen.taken_over()
        for box in self._boxes():
            box.reread()
        if self.desk.missed:
            self.tell(self.desk.missed)

    def _boxes(self) -> list[DraftedArea | DraftedInput]:
        from session_tui.drafted import DraftedArea, DraftedInput

        boxes: list[DraftedArea | DraftedInput] = []
        for screen in self.screen_stack:
            boxes += [*screen.query(DraftedArea), *screen.query(DraftedInput)]
        return boxes

    def tell(self, text: str) -> None:
        """Show a line on the status line."""
        self.said = line(text, "normal")
        self.told()

    def told(self) -> None:
        """Draw what was said and what it changed."""
        if frame := self._frame:
            frame.told()

    # --- everywhere -----------------------------------------------------------

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what this person's role doesn't allow is refused with a sentence."""
        name = action.split("(")[0].rpartition(".")[2] if isinstance(action, str) else action[1]
        if why := self.desk.why_not(name):
            self.tell(why)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def key_of(self, action: Action, place: str) -> str:
        """The key of an action on a screen as it is bound now."""
        return self.keymap_shown.get(binding_id(action, place), action.key)

    def action_turn_bell(self) -> None:
        """Hear that time is up, or not."""
        self.tell(self.time_up.turn())

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def action_keys(self) -> None:
        """Show every key of this screen."""
        from session_tui.keys_page import KeysPage

        place = self.screen.place if isinstance(self.screen, FrameScreen) else ""
        self.push_screen(KeysPage(place, self.keymap_shown))

    def action_room_view(self) -> None:
        """Cover the screen with the room view, from wherever one is; again uncovers it."""
        from session_tui.screens.room.screen import RoomScreen

        if isinstance(self.screen, RoomScreen):
            self.screen.uncover()
        else:
            self._cover()

    def _cover(self, *, idle: bool = False) -> None:
        """Lay the room view over everything; left alone, it asks for the passphrase to go.

        Before the record was first opened there is nothing to cover.
        """
        from session_tui.screens.room.screen import RoomScreen

        if isinstance(self.screen, RoomScreen):
            if idle:
                self.screen.guard()
        elif self.desk.opened:
            self.push_screen(RoomScreen(guarded=idle))

    async def action_leave_now(self) -> None:
        """Leave the room: the clock stops as an interruption, the screen is covered and locked."""
        self._cover()
        day = self.desk.day
        paused = day.timeline.paused if day is not None else None
        if day is not None and self.desk.unlocked and not (paused and paused.interruption):
            from models.acts.running import pause

            now = self.desk.now()
            await self.do(lambda: pause(day, now, "", interruption=True))
        await self.action_lock()

    async def action_lock(self) -> None:
        """Cover and drop the keys: the passphrase opens again where one was."""
        from session_tui.screens.room.screen import RoomScreen

        if not self.desk.unlocked:
            return
        self._cover()
        await self.keep_drafts_now()
        # In the record's own thread: what was said before is written before its keys go.
        await self.desk.run(self.desk.lock)
        self.drafts.clear()
        self.forget_copied()
        if isinstance(self.screen, RoomScreen):
            self.screen.tick()

    async def action_leave_program(self) -> None:
        """Leave: everything said is saved already, and so are the last letters typed."""
        if self.desk.unlocked:
            await self.keep_drafts_now()
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every action of this screen by its name."""
        place = screen.place if isinstance(screen, FrameScreen) else ""
        for action in actions_of(place):
            if self.desk.why_not(action.name):
                continue
            key = self.key_of(action, place)
            text = f"{action.help} ({key})" if key else action.help
            yield SystemCommand(
                action.label.capitalize(), text, lambda a=action: self._by_name(a.name)
            )

    def _by_name(self, name: str) -> None:
        self.call_later(self.screen.run_action, f"screen.{name}") if hasattr(
            self.screen, f"action_{name}"
        ) else self.call_later(self.run_action, f"app.{name}")

    # --- trouble --------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End in one sentence: Textual's own way prints local variables, and so note text."""
        if not cut_short(error):
            self._return_code = 1
            if self._exception is None:
                self._exception = error
                self._exception_event.set()
            self.panic(Text(sentence_of(error)))


def run_app(
    folder: Path,
    bank_folder: Path | None = None,
    *,
    observe: bool = False,
    plan_file: Path | None = None,
    desk: Desk | None = None,
) -> int:
    """Open the program on a home. Gives the exit status."""
    app = SessionApp(desk or Desk(folder, bank_folder), observe=observe, plan_file=plan_file)
    try:
        app.run()
    finally:
        app.desk.close()
        if app.throwaway is not None:
            app.throwaway.cleanup()
    return app.return_code or 0
