"""The box a note is typed in: one line however it wraps; Enter ends it."""

from __future__ import annotations

from textual.events import Key, Paste, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from session_tui.drafted import DraftedArea
from session_tui.ground import ground_rows
from session_tui.long_paste import asks_first

ROWS = 5
"""A long line wraps into at most so many rows; then it scrolls."""

CHOOSING = ("up", "down", "pageup", "pagedown")


class NoteBox(DraftedArea):
    """Text for one note. It grows with its rows, and says when it begins and ends."""

    DEFAULT_CSS = "NoteBox { height: 1; scrollbar-size-vertical: 0; }"

    veiled = False
    """Whether its text is out of sight."""

    _styled = False

    class Begun(Message):
        """The first character was typed."""

    class Ended(Message):
        """Enter was pressed."""

    class OnEmpty(Message):
        """A key on the empty box that is not about its text: up, down, undo, redo."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def veil(self, *, veiled: bool) -> None:
        """Keep the text out of sight, or show it again."""
        if veiled != self.veiled:
            self.veiled = veiled
            self.fit_rows()
            self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its rows; empty ones while the text is out of sight.

        TextArea looks its styles up anew for every paint of the screen: a third of a key's time.
        """
        if self.veiled:
            return ground_rows(self, crop)
        if self._styled:
            return super(TextArea, self).render_lines(crop)
        self._styled = True
        return super().render_lines(crop)

    def notify_style_update(self) -> None:
        """Its styles are looked up anew."""
        self._styled = False
        super().notify_style_update()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """It looks the same with focus and without: styling it anew for nothing is felt."""

    def on_key(self, event: Key) -> None:
        """Enter ends the line; on the empty box the arrows are the screen's."""
        ended, choosing = event.key == "enter", not self.text and event.key in CHOOSING
        if ended or choosing:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended() if ended else self.OnEmpty(event.key))
        elif event.is_printable and not self.text:
            self.post_message(self.Begun())

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Nobody asks where the cursor is: told to all around the box, each letter was felt."""
        event.stop()

    def on_paste(self, event: Paste) -> None:
        """Line ends become spaces; a very long paste asks first."""
        if not asks_first(self, event):
            event.stop()
            event.prevent_default()
            self.put(" ".join(event.text.split("\n")).replace("\r", ""))

    def put(self, text: str) -> None:
        """Put text in where the cursor is."""
        if not self.text:
            self.post_message(self.Begun())
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def on_resize(self, event: Resize) -> None:
        """Another width, other rows, once the text is wrapped anew."""
        del event
        self.call_after_refresh(self.fit_rows)

    def fit_rows(self) -> None:
        """Grow or shrink to the rows that the text takes."""
        rows = 1 if self.veiled else max(1, min(ROWS, self.wrapped_document.height))
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows
            self.call_after_refresh(self.scroll_cursor_visible)

    def action_undo(self) -> None:
        """Take back typing; on the empty box, one's last act."""
        if self.text:
            super().action_undo()
        else:
            self.history.clear()
            self.post_message(self.OnEmpty("undo"))

    def action_redo(self) -> None:
        """Type again what was taken back; else do the act again."""
        if self.text or self.history.redo_stack:
            super().action_redo()
        else:
            self.post_message(self.OnEmpty("redo"))
