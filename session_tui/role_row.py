"""Choosing a role by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Blur, Focus, Key
from textual.message import Message

from session_tui.lines import Line, LinesPane, Piece

if TYPE_CHECKING:
    from models.entries.team import Role

ROLES: dict[str, Role] = {
    "f": "facilitator",
    "c": "co-facilitator",
    "v": "cover",
    "s": "supervisor",
}


class RoleRow(LinesPane, can_focus=True):
    """The four roles with their keys; the chosen one has a sign."""

    class Chosen(Message):
        """A role was chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.role: Role | None = None

    def on_mount(self) -> None:
        self._draw()

    def on_key(self, event: Key) -> None:
        """A role's key chooses it; Enter goes on with the one chosen."""
        if role := ROLES.get(event.key):
            self.role = role
        if role or (event.key == "enter" and self.role):
            event.stop()
            self._draw()
            self.post_message(self.Chosen())

    def on_focus(self, event: Focus) -> None:
        del event
        self._draw()

    def on_blur(self, event: Blur) -> None:
        del event
        self._draw()

    def _draw(self) -> None:
        self.show([role_line(self.role, asked=self.has_focus)])


def role_line(chosen: Role | None, *, asked: bool) -> Line:
    """The four roles; bright where they are asked for now."""
    pieces: list[Piece] = []
    for key, role in ROLES.items():
        sign = "●" if role == chosen else key
        words = "chosen" if role == chosen else "normal" if asked else "past"
        pieces += [(sign, "now" if role == chosen else "head" if asked else "past")]
        pieces += [(f" {role}", words), ("   ", "normal")]
    return tuple(pieces[:-1])
