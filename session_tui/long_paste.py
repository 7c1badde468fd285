"""A very long paste asks first, in whatever box."""

from __future__ import annotations

from textual.events import Paste
from textual.widget import Widget

LONG_PASTE = 20_000
"""A paste of more characters than this asks."""


class _Agreed(str):
    """Text that may be pasted, however long."""

    __slots__ = ()


def asks_first(box: Widget, event: Paste) -> bool:
    """Whether a paste is so long that it is asked about; it comes again, agreed to, or never."""
    asks = len(event.text) > LONG_PASTE and not isinstance(event.text, _Agreed)
    if asks:
        event.stop()
        event.prevent_default()
        box.run_worker(_ask(box, event.text))
    return asks


async def _ask(box: Widget, text: str) -> None:
    from session_tui.ask import Ask, Choice

    question = f"{len(text):,} characters are to be pasted; a text holds 64 KiB."
    choices = [Choice("y", "paste them", "yes"), Choice("n", "leave them", "")]
    if await box.app.push_screen_wait(Ask(question, choices)):
        box.app.post_message(Paste(_Agreed(text)))  # on the way of every paste
