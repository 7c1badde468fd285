"""Forming a group: its name, and its men's initials in one line or a roster's file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from exercise_bank.component import Component, component_named
from models.acts import Act, Refused
from models.acts.opening import (
    add_members,
    form_group,
    members_from_initials,
    members_from_roster,
)
from models.acts.standing import check_one_group
from models.entries.group import MemberAdded
from models.entries.team import GroupFormed
from models.group.roster import read_roster
from models.record_error import RecordError
from session_tui.ask import Choice
from session_tui.desk import Desk
from session_tui.drafted import DraftedInput
from session_tui.form import ChoiceRow, FormRow
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane, line, wrap
from session_tui.reading_page import ReadingPage
from session_tui.screens.group.initials import names_a_file, read_initials
from session_tui.screens.group.lines import roster_lines, typed_lines

WIDEST = 84
COMPONENTS = (
    Choice("c", "core", Component.CORE.value),
    Choice("b", "Better Lives", Component.BETTER_LIVES.value),
    Choice("l", "long-term", Component.LONG_TERM.value),
    Choice("i", "individual", Component.INDIVIDUAL.value),
)


class FormGroupScreen(FrameScreen):
    """Asks for a group and makes it the chosen one."""

    place: ClassVar[str] = "form_group"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FormGroupScreen #page { padding: 2 3; height: 1fr; max-width: 90; }
    FormGroupScreen FormRow { margin-bottom: 1; }
    FormGroupScreen FormRow > .label { width: 12; }
    FormGroupScreen #typed { height: auto; }
    """

    def body(self) -> Iterable[Widget]:
        """Three rows, and what comes of them."""
        with Vertical(id="page"):
            yield FormRow("Name", DraftedInput("group:name", "Core Group Tuesday", id="name"))
            core = (Component.CORE.value,)
            yield FormRow("Component", ChoiceRow(COMPONENTS, core, id="component"))
            yield FormRow("Men", DraftedInput("group:men", "JB DK RT SM …", id="men"))
            yield LinesPane(id="typed")

    def title_left(self) -> Line:
        """What is asked."""
        return line("Form a group", "now")

    def on_mount(self) -> None:
        """Begin with the name."""
        self._box("name").focus()

    def footer_actions(self) -> list[tuple[str, str]]:
        """Enter goes on from row to row."""
        return [("Enter", "go on"), ("Tab", "other row"), ("Esc", "back"), ("F1", "keys")]

    def redraw(self) -> None:
        """What the line of men comes to."""
        if self.stands:
            self.draw_frame()
            self._tell("")

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    def _tell(self, trouble: str) -> None:
        """Show a trouble, or else what is typed."""
        cells = max(20, min(WIDEST, self.size.width - 10))
        men = self._box("men").value
        lines = (
            wrap("Enter reads the roster and shows what was understood.", cells, "past")
            if names_a_file(men)
            else typed_lines(read_initials(men), cells, self._fewest)
        )
        self.query_one("#typed", LinesPane).show(wrap(trouble, cells, "accent") or lines)

    @property
    def _component(self) -> Component:
        picked = self.query_one(ChoiceRow).picked
        return component_named(picked[0] if picked else "")

    @property
    def _fewest(self) -> int:
        return self.session_app.desk.bank.service.fewest_men(self._component)

    def on_choice_row_picked(self, event: ChoiceRow.Picked) -> None:
        """From the component to the men, who may be fewer now."""
        event.stop()
        self._box("men").focus()
        self._tell("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Seats as they are typed."""
        event.stop()
        self._tell("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the name to the men, from the men to the group."""
        event.stop()
        if not self._box("name").value.strip():
            self._tell("A group needs a name, such as Core Group Tuesday.")
            self._box("name").focus()
        elif event.input.id == "name":
            self._box("men").focus()
        elif names_a_file(event.value):
            self._read_roster(Path(event.value.strip()).expanduser())
        else:
            self._form_from_initials()

    def _form_from_initials(self) -> None:
        typed = read_initials(self._box("men").value)
        if typed.trouble or not typed.names:
            self._tell(typed.trouble or "Which men? Their initials, such as JB DK RT.")
            return
        desk = self.session_app.desk
        self._form(lambda: members_from_initials(typed.names, desk.new_id, desk.new_key))

    @work(exclusive=True)
    async def _read_roster(self, path: Path) -> None:
        desk = self.session_app.desk
        reading = await desk.run(lambda: read_roster(path))

        def accept() -> None:
            self._form(lambda: members_from_roster(reading.rows, desk.new_id, desk.new_key))

        page = ReadingPage(
            f"Roster · {path.name}",
            lambda cells: roster_lines(reading, cells, self._fewest),
            accept if reading.rows and not reading.faults else None,
        )
        self.app.push_screen(page)

    @work(exclusive=True)
    async def _form(self, men: Callable[[], tuple[MemberAdded, ...]]) -> None:
        desk = self.session_app.desk
        name, component = self._box("name").value, self._component
        try:
            said = await desk.run(lambda: formed(desk, name, men, component))
        except (Refused, RecordError) as why:
            self._tell(str(why))
            return
        for box in self.query(DraftedInput):
            box.done()
        self.session_app.tell(said)
        self.dismiss()

    def action_leave(self) -> None:
        """Back to Today; what is typed stays for next time."""
        self.dismiss()

    def _box(self, name: str) -> DraftedInput:
        return self.query_one(f"#{name}", DraftedInput)


def formed(
    desk: Desk,
    name: str,
    men: Callable[[], tuple[MemberAdded, ...]],
    component: Component = Component.CORE,
) -> str:
    """Make the group and its men in one act, and choose it: the line that says so.

    Raises Refused or RecordError; then nothing was recorded.
    """
    form_group("", name, "")  # refused before a key is made for nothing
    here = men()
    joining = add_members(here)
    group = desk.new_id()
    forming = form_group(group, name, desk.new_key(), component)
    formed = GroupFormed(group=group, name=name, component=component.value)
    check_one_group(here, formed, desk.team, desk.facts_of)
    desk.group = group
    act = Act(f"{forming.says}, {joining.says}", (*forming.entries, *joining.entries))
    desk.append(act)
    return act.says
