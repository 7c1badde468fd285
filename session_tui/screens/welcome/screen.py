"""The first screen: the door to the record, or, where there is none, the ways to begin.

It is painted before anything heavy is imported; the rest loads in the record's thread while
someone reads or types. A passphrase typed meanwhile waits until all is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from session_tui.commands.trouble import sentence_of
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, Weight, line, wrap
from session_tui.main_screen import main_screen
from session_tui.passphrase_box import PassphraseBox
from session_tui.screens.welcome.lines import door_lines, first_lines, trouble_lines
from session_tui.wait_out import wait_out

WIDEST = 84
People = tuple[tuple[bytes, str], ...]
"""Who can open the record here: ids and labels."""


class WelcomeScreen(FrameScreen):
    """Opens the record, begins one, or begins a practice day."""

    place: ClassVar[str] = "welcome"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    WelcomeScreen #page { padding: 2 4; height: 1fr; max-width: 100; }
    WelcomeScreen #said { height: auto; }
    WelcomeScreen #door { height: 1; margin-top: 1; }
    WelcomeScreen .label { width: 14; }
    WelcomeScreen #told { height: auto; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._loaded = False
        self._troubles: Sequence[str] = ()
        self._people: People = ()
        self._chosen = 0
        self._waiting = ""
        self._busy = False
        self._told: tuple[str, Weight] = ("", "past")

    def body(self) -> Iterable[Widget]:
        """What is said, and the box for the passphrase."""
        with Vertical(id="page"):
            yield LinesPane(id="said")
            with Horizontal(id="door"):
                yield LinesPane([line("Passphrase", "head")], classes="label")
                yield PassphraseBox(id="passphrase")
            yield LinesPane(id="told")

    @property
    def _desk(self) -> Desk:
        return self.session_app.desk

    @property
    def _at_the_door(self) -> bool:
        """Whether a passphrase is asked for."""
        return self._desk.home_begun and not self._troubles

    # --- what it draws --------------------------------------------------------

    def title_right(self) -> Line:
        """Nothing is open that could be saved."""
        return ()

    def footer_actions(self) -> list[tuple[str, str]]:
        """The few keys of this face."""
        if self._at_the_door:
            another = [("↑ ↓", "another person")] if len(self._people) > 1 else []
            return [("Enter", "open"), *another, ("ctrl+t", "practice"), ("F1", "keys")]
        if self._troubles:
            return [("r", "try again"), ("p", "practice"), ("?", "keys")]
        return [("p", "practice"), ("s", "set up a team"), ("j", "join a team"), ("?", "keys")]

    def redraw(self) -> None:
        """The face that fits what is known."""
        if not self.stands:
            return
        door = self.query_one("#door")
        if door.display is not self._at_the_door:
            door.display = self._at_the_door
        box = self.query_one(PassphraseBox)
        if self._at_the_door and not box.has_focus and self.app.screen is self:
            box.focus()
        cells = max(20, min(WIDEST, self.size.width - 10))
        self.query_one("#said", LinesPane).show(self._said(cells))
        self.query_one("#told", LinesPane).show(wrap(self._told[0], cells, self._told[1]))
        self.draw_frame()

    def _said(self, cells: int) -> list[Line]:
        if self._troubles:
            return trouble_lines(self._troubles, cells)
        if not self._at_the_door:
            return first_lines(cells)
        return door_lines([label for _, label in self._people], self._chosen)

    def _tell(self, text: str, weight: Weight = "accent") -> None:
        self._told = (text, weight)
        self.redraw()

    # --- loading --------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint first, then load."""
        self.call_after_refresh(self._load)

    def on_screen_resume(self) -> None:
        """Back from a cover that a passphrase opened: go on."""
        if self._desk.unlocked:
            self._enter()

    @work
    async def _load(self) -> None:
        desk = self._desk
        self._troubles, self._people = await desk.run(lambda: load(desk))
        self._loaded = True
        self.redraw()
        if self._at_the_door and self._waiting:
            self._open(self._waiting)
        self._waiting = ""

    def action_try_again(self) -> None:
        """Read the folder anew."""
        if self._troubles:
            self._troubles = ()
            self._tell("reading again…", "past")
            self._told = ("", "past")
            self._load()

    # --- the door -------------------------------------------------------------

    def action_person_before(self) -> None:
        """The person above."""
        self._choose(-1)

    def action_person_after(self) -> None:
        """The person below."""
        self._choose(1)

    def _choose(self, step: int) -> None:
        if self._people and not self._busy:
            self._chosen = (self._chosen + step) % len(self._people)
            self._tell("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open with what was typed, as soon as all is loaded."""
        event.stop()
        passphrase = self.query_one(PassphraseBox).take()
        if not passphrase or self._busy:
            return
        self._tell("opening…", "past")
        if self._loaded:
            self.call_after_refresh(self._open, passphrase)
        else:
            self._waiting = passphrase

    @work(exclusive=True)
    async def _open(self, passphrase: str) -> None:
        """Deriving the key takes about 0.8 s, by design: the box is shut meanwhile."""
        desk = self._desk
        staff = self._people[self._chosen][0] if self._people else None
        await self._go(lambda: desk.unlock(passphrase, staff))

    async def _go(self, unlock: Callable[[], None]) -> None:
        from models.record_error import RecordError

        self._busy = True
        try:
            await wait_out(self._desk, lambda told: self._tell(told, "past"))
            await self._desk.run(unlock)
        except RecordError as trouble:
            self._tell(str(trouble))
        else:
            await self._desk_opened()
        finally:
            self._busy = False

    async def _desk_opened(self) -> None:
        self.session_app.drafts.update(await self._desk.run(self._desk.drafts))
        if self._desk.missed:
            self.session_app.tell(self._desk.missed)
        self._enter()

    def _enter(self) -> None:
        self.app.switch_screen(main_screen(self._desk))

    # --- beginning ------------------------------------------------------------

    def action_set_up(self) -> None:
        """Set up a team, where there is none."""
        if not self._at_the_door and not self._troubles:
            from session_tui.screens.welcome.set_up import SetUpScreen

            self.app.push_screen(SetUpScreen())

    def action_join(self) -> None:
        """Join a team that is there already, where this laptop has none."""
        if not self._at_the_door and not self._troubles:
            from session_tui.screens.welcome.join import JoinScreen

            self.app.push_screen(JoinScreen())

    @work(exclusive=True)
    async def action_practice(self) -> None:
        """Begin a practice day in a home of its own."""
        from exercise_bank.fault import BankError
        from models.record_error import RecordError
        from session_tui.screens.welcome.practice import begin_practice

        self._tell("making an invented group and its days…", "past")
        try:
            await begin_practice(self.session_app)
        except (BankError, RecordError, OSError) as trouble:
            self._tell(sentence_of(trouble))
        else:
            self._enter()


def load(desk: Desk) -> tuple[tuple[str, ...], People]:
    """Import what is heavy and open the home's outside.

    Gives what is in the way, in sentences, and who can open the record.
    """
    # What the next screen needs, while someone types.
    import pendulum  # noqa: F401  (for its dates)

    import session_tui.screens.today.screen  # noqa: F401  (the screen itself)
    from exercise_bank.fault import BankError
    from models.home import NoHome
    from models.record_error import RecordError

    try:
        desk.load_parts()
        people = tuple((person.staff, person.label) for person in desk.home.people())
    except NoHome:
        return (), ()
    except BankError as trouble:
        return tuple(str(trouble).splitlines()), ()
    except (RecordError, OSError) as trouble:
        return (sentence_of(trouble),), ()
    return (), people
