"""A screen goes only while it lies on top: a key still on its way takes no other screen away."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget


class OnTop(Screen[ScreenResultType]):
    """A screen that is dismissed once, and never while another covers it."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Its boxes show by themselves that they have the focus: no need to paint all of it anew."""

    @property
    def stands(self) -> bool:
        """Whether it is there to be drawn: made, and neither taken away nor about to be."""
        return self.is_mounted and self.app.is_running and self in self.app.screen_stack

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go, with this result. Textual's own would take away whatever is on top."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)


class Sheet(ModalScreen[ScreenResultType], OnTop[ScreenResultType]):
    """A question or a list over another screen, which is seen dimmed above it.

    ModalScreen stands first: Textual takes a class's style rules from its first base alone.
    """
