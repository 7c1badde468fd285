"""The men of the chosen group: who is on which seat; one joins, one leaves."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from exercise_bank.component import Component, component_named
from models.acts import Act, Refused
from models.acts.membership import free_seat, join, leave
from models.acts.transferring import GroupAt
from models.entries.group import MemberAdded
from models.group.people import TEN, fold_sessions
from models.local_time import date_of, instant
from models.record_error import RecordError
from session_tui.ask import Ask, Choice
from session_tui.desk import Desk
from session_tui.frame import FrameScreen
from session_tui.lines import Line, LinesPane
from session_tui.screens.group.initials import read_initials
from session_tui.screens.group.lines import group_lines
from session_tui.screens.man.screen import ManScreen
from session_tui.screens.today.runs import runs_of

WIDEST = 84
ZONE = "Europe/London"


class GroupScreen(FrameScreen):
    """Shows and changes who is in the group."""

    place: ClassVar[str] = "group"
    AUTO_FOCUS = ""
    DEFAULT_CSS = "GroupScreen #lines { height: auto; }"

    def body(self) -> Iterable[Widget]:
        """The men, scrolling."""
        with VerticalScroll(classes="scrolling", can_focus=False):
            yield LinesPane(id="lines")

    @property
    def _desk(self) -> Desk:
        return self.session_app.desk

    def title_left(self) -> Line:
        """The group."""
        desk = self._desk
        group = desk.team.groups.get(desk.group)
        return ((group.name if group else "Group", "now"), (" · the men", "past"))

    def redraw(self) -> None:
        """The men as they are."""
        if self.stands and self._desk.unlocked:
            cells = max(40, min(WIDEST, self.size.width - 4))
            desk = self._desk
            group = desk.team.groups.get(desk.group)
            component = component_named(group.component if group else "")
            fewest = desk.bank.service.fewest_men(component)
            self.query_one("#lines", LinesPane).show(group_lines(desk.roster(), cells, fewest))
            self.draw_frame()

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @work
    async def action_add_man(self) -> None:
        """A man joins: his initials; the seat is the next one free."""
        desk = self._desk
        ask = Ask("Who joins? His initials.", words="JB", field="group:joins", check=one_man)
        typed = await self.app.push_screen_wait(ask)
        if not typed:
            return

        def joined() -> str:
            roster = desk.roster()
            point, remark = _comes_at(desk)
            man = MemberAdded(
                member="",
                block=point,
                seat=free_seat(desk.group_facts, roster, run_began(desk)),
                initials=read_initials(typed).names[0],
                joined=date_of(desk.now(), ZONE),
            )
            join(roster, man)  # refused before a key is made for nothing
            own = {"member": desk.new_id(), "key": desk.new_key()}
            return said(desk, join(roster, man.model_copy(update=own), remark))

        await self._do(joined)

    @work
    async def action_man_leaves(self) -> None:
        """A man leaves the group for good."""
        desk = self._desk
        men = desk.roster().members.values()
        choices = [Choice(str(man.seat % TEN), man.initials, man.member) for man in men]
        if not choices:
            return
        member = await self.app.push_screen_wait(Ask("Who leaves for good? His seat.", choices))
        if not member:
            return
        why = await self.app.push_screen_wait(Ask("Why?", words="a few words", field="group:why"))
        if why is not None:
            await self._do(lambda: said(desk, leave(desk.roster(), member, why)))

    @work
    async def action_one_man(self) -> None:
        """A man's page."""
        roster = self._desk.roster()
        here = [
            Choice(str(man.seat % TEN), man.initials, man.member) for man in roster.members.values()
        ]
        gone = [
            Choice(letter, f"{man.initials} (left)", man.member)
            for letter, man in zip(ascii_lowercase, roster.left.values(), strict=False)
        ]
        if not here and not gone:
            return
        member = await self.app.push_screen_wait(Ask("Whose page?", (*here, *gone)))
        if member and (why := self._desk.closed_to_me(member)):
            self.session_app.tell(why)
        elif member:
            self.app.push_screen(ManScreen(member), lambda _: self.redraw())

    async def _do(self, change: object) -> None:
        assert callable(change)
        try:
            self.session_app.tell(await self._desk.run(change))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
        self.redraw()

    def action_leave(self) -> None:
        """Back to Today."""
        self.dismiss()


def said(desk: Desk, act: Act) -> str:
    """Record an act of the group: its line."""
    desk.append(act)
    return act.says


def run_began(desk: Desk) -> int:
    """When the block's run began that the group is in (ms); 0 before the first."""
    sessions = fold_sessions(desk.group_facts)
    runs = runs_of([one for one in sessions if not one.only])
    if not runs:
        return 0
    first = min(session.date for session in runs[-1].sessions.values())
    return instant(first, 0, ZONE)


def one_man(text: str) -> str:
    """What is wrong with the initials of one man, or nothing."""
    typed = read_initials(text)
    if typed.trouble or len(typed.names) != 1:
        return typed.trouble or "One man at a time: his initials, such as JB."
    return ""


def _comes_at(desk: Desk) -> tuple[int, str]:
    """The block of the core that a man who joins today begins with, and what is odd about it."""
    component = component_named(desk.team.groups[desk.group].component)
    here = GroupAt(desk.group, desk.group_facts, component)
    point = here.next_point(desk.bank.service.hours.blocks)
    amid = point is not None and point.day > 1
    if point is None or component is not Component.CORE:
        closed = amid and component is Component.BETTER_LIVES
        return 1, "this group is closed and has begun" if closed else ""
    return point.block, f"amid block {point.block}: men join at a block's start" if amid else ""
