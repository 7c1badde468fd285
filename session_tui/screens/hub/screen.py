"""The hub: one box for its address, and how this laptop and it stand to each other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from models.record_error import RecordError
from models.sync.kept_hub import keep_hub, kept_hub
from session_tui.commands.trouble import sentence_of
from session_tui.form import FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, Weight, line, wrap
from session_tui.screens.hub.lines import hub_lines

LONGEST = 400
WIDEST = 84


class HubScreen(FrameScreen):
    """Names the hub that the program keeps to while it is open."""

    place: ClassVar[str] = "hub"
    DEFAULT_CSS = """
    HubScreen #page { padding: 2 3; height: 1fr; }
    HubScreen FormRow > .label { width: 8; }
    HubScreen #told { height: auto; margin-top: 1; }
    HubScreen #how { height: 1fr; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, Weight] = ("", "accent")
        self._busy = False

    def body(self) -> Iterable[Widget]:
        """The box, and how they stand."""
        with Vertical(id="page"):
            address = kept_hub(self.session_app.desk.folder)
            yield FormRow("Hub", Input(address, id="address", compact=True, max_length=LONGEST))
            yield LinesPane(id="told")
            yield LinesPane(id="how")

    def title_left(self) -> Line:
        """What it is about."""
        return line("The hub", "now")

    def footer_actions(self) -> list[tuple[str, str]]:
        """The box's keys."""
        step = self.session_app.desk.in_step.step
        label = "go on" if step.stopped else "stop" if step.left else ""
        stop = [(self.key_named("stop_sync"), label)] if label else []
        return [("Enter", "keep to it"), *stop, ("Esc", "back"), ("F1", "keys")]

    def redraw(self) -> None:
        """How they stand now."""
        desk = self.session_app.desk
        if not (self.stands and desk.unlocked):
            return
        cells = max(30, min(WIDEST, self.size.width - 8))
        self.query_one("#told", LinesPane).show(wrap(self._told[0], cells, self._told[1]))
        how = hub_lines(desk.in_step.step, desk.team, cells)
        self.query_one("#how", LinesPane).show(how)
        self.draw_frame()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep to what was typed."""
        event.stop()
        if not self._busy:
            self._keep(event.value.strip())

    @work(exclusive=True)
    async def _keep(self, address: str) -> None:
        """A hub far away may take seconds to answer: in a thread of its own."""
        home = self.session_app.desk.home
        self._busy = True
        self._say("looking for it…", "past")
        try:
            await asyncio.to_thread(keep_hub, home.folder, home.team, address)
        except (RecordError, OSError) as trouble:
            self._say(sentence_of(trouble), "accent")
        else:
            self._say("", "past")
            said = "This laptop keeps to that hub." if address else "This laptop keeps to no hub."
            self.session_app.tell(said)
        finally:
            self._busy = False

    def _say(self, text: str, weight: Weight) -> None:
        self._told = (text, weight)
        self.redraw()

    def action_stop_sync(self) -> None:
        """Stop what travels, or let it go on from there."""
        desk = self.session_app.desk
        if desk.in_step.step.stopped:
            desk.in_step.go_on()
        elif desk.in_step.step.address:
            desk.in_step.stop(desk.now())
        self.redraw()

    def action_back(self) -> None:
        """Back to where one was."""
        self.dismiss()
