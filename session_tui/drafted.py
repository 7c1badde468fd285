"""Text boxes that never lose what is typed: each keeps its text as a draft, sealed, on the disk.

A draft is written at most every half second while typing, given back when the box opens again
(after Esc, a crash, a flat battery), and cleared when its entry is written. Text that is on
record already is no draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from session_tui.long_paste import asks_first

if TYPE_CHECKING:
    from session_tui.app import SessionApp

DRAFT_EVERY_S = 0.5


class _Keeper:
    """Writes the newest text of one field, at most every half second.

    `standing` is the text on record: a box that holds it has nothing half-typed.
    """

    def __init__(self, widget: Widget, field: str, standing: str) -> None:
        self._widget = widget
        self.field = field
        self.standing = standing
        self._waiting: str | None = None
        self._timer: Timer | None = None

    def _app(self) -> SessionApp:
        from session_tui.app import SessionApp

        app = self._widget.app
        assert isinstance(app, SessionApp)
        return app

    def held(self) -> str:
        """The text that was there when the box was left."""
        return self._app().drafts.get(self.field, self.standing)

    def keep(self, text: str) -> None:
        """Keep this text soon, where it isn't kept already."""
        if text == self.held():
            return
        if text == self.standing:
            self._app().drafts.pop(self.field, None)
            self._waiting = ""
        else:
            self._app().drafts[self.field] = self._waiting = text
        if self._timer is None:
            self._timer = self._widget.set_timer(DRAFT_EVERY_S, self.flush)

    def flush(self) -> None:
        """Keep what waits, now."""
        self._timer = None
        if self._waiting is not None:
            text, self._waiting = self._waiting, None
            self._app().keep_draft(self.field, text)

    def take_waiting(self) -> dict[str, str]:
        """What waits to be kept, by field: it is the caller's to keep from here on."""
        text, self._waiting = self._waiting, None
        return {} if text is None else {self.field: text}

    def clear(self, standing: str) -> None:
        """Its entry is written, and reads like this: nothing is half-typed any more."""
        self._waiting = None
        self.standing = standing
        self._app().drafts.pop(self.field, None)
        self._app().keep_draft(self.field, "")


class DraftedInput(Input):
    """One line of text, kept as a draft under `field` while it is typed.

    `text` is what stands already; a draft, where there is one, wins.
    """

    def __init__(
        self, field: str, placeholder: str = "", *, text: str = "", id: str | None = None
    ) -> None:
        super().__init__(text, placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self._keeper = _Keeper(self, field, text)

    def on_mount(self) -> None:
        """Give back what was half-typed."""
        self.reread()

    def reread(self) -> None:
        """Show what the person at the keyboard had half-typed here."""
        self.value = self._keeper.held()
        self.cursor_position = len(self.value)

    def take_waiting(self) -> dict[str, str]:
        """The last letters, which aren't on the disk yet, by field; for the caller to keep."""
        return self._keeper.take_waiting()

    def on_unmount(self) -> None:
        """Keep the last letters as well."""
        self._keeper.flush()

    def watch_value(self, value: str) -> None:
        """Keep what is typed."""
        if self.is_mounted:
            self._keeper.keep(value)

    def on_paste(self, event: Paste) -> None:
        """A very long one asks first."""
        asks_first(self, event)

    def stands_for(self, field: str, text: str) -> bool:
        """Whether this is the box of this field, with this text on record."""
        return (self._keeper.field, self._keeper.standing) == (field, text)

    def turn_to(self, field: str, text: str) -> None:
        """Be the box of another field from here on; what was half-typed in this one is kept."""
        self._keeper.flush()
        self._keeper = _Keeper(self, field, text)
        self.reread()

    def done(self, standing: str = "") -> None:
        """Its entry is written: the box holds what stands now."""
        self._keeper.clear(standing)
        self.value = standing


class DraftedArea(TextArea):
    """Several lines of text, kept as a draft under `field` while typed.

    `text` is what stands already; a draft, where there is one, wins.
    """

    def __init__(self, field: str, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus", compact=True)
        self._keeper = _Keeper(self, field, text)

    @property
    def field(self) -> str:
        """The name its draft is kept under."""
        return self._keeper.field

    @property
    def standing(self) -> str:
        """The text on record."""
        return self._keeper.standing

    def on_mount(self) -> None:
        """Give back what was half-typed."""
        self.reread()

    def reread(self) -> None:
        """Show what the person at the keyboard had half-typed here."""
        if (held := self._keeper.held()) != self.text:
            self.text = held
        self.move_cursor(self.document.end)

    def turn_to(self, field: str, text: str) -> None:
        """Be the box of another field, or of another's text, from here on."""
        self._keeper.flush()
        self._keeper = _Keeper(self, field, text)
        self.reread()

    def take_waiting(self) -> dict[str, str]:
        """The last letters, which aren't on the disk yet, by field; for the caller to keep."""
        return self._keeper.take_waiting()

    def on_unmount(self) -> None:
        """Keep the last letters as well."""
        self._keeper.flush()

    def on_paste(self, event: Paste) -> None:
        """A very long one asks first."""
        asks_first(self, event)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed."""
        del event
        self._keeper.keep(self.text)

    def done(self, standing: str = "") -> None:
        """Its entry is written, and reads like this. The text in the box stays."""
        self._keeper.clear(standing)
