"""The line that notes are typed on, and what was understood of it.

The moment is taken when the line's first character is typed. The text is kept as a draft until
its note is on the disk, and so is the moment: both are back after a flat battery.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import DescendantBlur, DescendantFocus, Key, Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from models.day.quick_line import Reading, read_line
from session_tui.ground import Columns, ground_rows
from session_tui.lines import Line, LinesPane, Piece, line, wrap
from session_tui.note_box import NoteBox
from session_tui.note_hints import hint

if TYPE_CHECKING:
    from models.day.day import Day
    from session_tui.app import SessionApp

WIDE = 110
"""From so many cells on, what was understood stands beside the line, else below."""

LATE_MS = 60_000
PROMPT = line("›", "accent")


class NoteLine(Widget):
    """The line and what was understood of it.

    `stays`: the line always has the focus (observe). Otherwise Esc leaves it, and its text is
    out of sight, kept, until the line is opened again.
    """

    DEFAULT_CSS = """
    NoteLine { height: auto; padding: 0 1; }
    NoteLine .prompt { width: 2; height: 1; }
    NoteLine Columns { height: auto; width: 1fr; }
    NoteLine .understood { height: auto; padding: 0 0 0 2; }
    NoteLine.-wide { layout: horizontal; }
    NoteLine.-wide .understood { width: 40%; }
    """

    class Kept(Message):
        """Enter ended the line. `at` (ms) is the moment of its first key.

        Whoever keeps it says `done` once it is on the disk, or gives it back.
        """

        def __init__(self, sender: NoteLine, reading: Reading, at: int) -> None:
            super().__init__()
            self.sender = sender
            self.reading = reading
            self.at = at

        def done(self) -> None:
            """It is on the disk: its draft goes, once the screen has shown that."""
            sender, line = self.sender, self.reading.line
            if not sender.call_after_refresh(sender.forget_draft, line):
                sender.forget_draft(line)

        def give_back(self) -> None:
            """It couldn't be kept: its text goes back to the box."""
            self.sender.take_back(self.reading.line, self.at)

    class OnEmpty(Message):
        """A key on the empty line: "up", "down", "pageup", "pagedown", "enter"."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, stays: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._stays = stays
        self._left = False

    @property
    def _app(self) -> SessionApp:
        from session_tui.app import SessionApp

        assert isinstance(self.app, SessionApp)
        return self.app

    @property
    def _day(self) -> Day:
        day = self._app.desk.day
        assert day is not None
        return day

    @property
    def field(self) -> str:
        """The name its draft is kept under: one for all screens of a session."""
        return f"note:{self._day.session}"

    @property
    def _moment_field(self) -> str:
        return f"{self.field}:at"

    @property
    def _at(self) -> int | None:
        """The moment (ms) of the first key of what is half-typed."""
        held = self._app.drafts.get(self._moment_field, "")
        return int(held) if held.isdecimal() else None

    def _begin(self, at: int | None) -> None:
        """Keep the moment of the first key, or (None) that nothing is begun."""
        said = "" if at is None else str(at)
        if self._app.drafts.get(self._moment_field, "") == said:
            return
        if said:
            self._app.drafts[self._moment_field] = said
        else:
            self._app.drafts.pop(self._moment_field, None)
        self._app.keep_draft(self._moment_field, said)

    def compose(self) -> ComposeResult:
        """Prompt, box, and what was understood."""
        # Held, not looked up: a note may be on the disk only after its line was taken away.
        self.box = NoteBox(self.field, id="note")
        with Columns():
            yield LinesPane([PROMPT], classes="prompt")
            yield self.box
        yield LinesPane(classes="understood")

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing of its own."""
        return ground_rows(self, crop)

    def on_mount(self) -> None:
        """Have the focus at once where the line always has it."""
        self._show(left=not self._stays)
        if self._stays:
            self.box.focus()

    # --- opening and leaving ------------------------------------------------

    def open(self, prefill: str = "") -> None:
        """Put the cursor on the line, with this at its start where nothing is half-typed."""
        self._show(left=False)
        self.box.focus()
        if not self.box.text:
            self._begin(self._app.desk.now())
            self.box.put(prefill)
        elif prefill:
            self._app.tell(f"Your half-typed line goes on: Enter keeps it, then press {prefill}.")
        self.show_understood()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The line is in sight while it has the focus."""
        del event
        self._show(left=False)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Without it, what is half-typed is out of sight."""
        del event
        self._show(left=not self._stays)

    def _show(self, *, left: bool) -> None:
        """Show the line, or keep it out of sight. Nothing moves: a new layout would be felt."""
        self._left = left
        self.box.veil(veiled=left)
        self.query_one(".prompt", LinesPane).show([() if left else PROMPT])
        self.show_understood()

    def on_key(self, event: Key) -> None:
        """Esc leaves the line; its text stays."""
        if event.key == "escape" and not self._stays:
            event.stop()
            self._leave()

    def _leave(self) -> None:
        if not self._stays:
            self.screen.set_focus(None)

    def on_resize(self, event: Resize) -> None:
        """Beside where there is room, else below."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.show_understood()

    # --- typing ---------------------------------------------------------------

    def on_note_box_begun(self, message: NoteBox.Begun) -> None:
        """The first key: this is the moment."""
        message.stop()
        self._begin(self._app.desk.now())

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Show what is understood; an emptied line was never begun."""
        message.stop()
        if not self.box.text:
            self._begin(None)
        self.box.fit_rows()
        self.show_understood()

    def on_note_box_on_empty(self, message: NoteBox.OnEmpty) -> None:
        """Undo and redo are the app's, the arrows are the screen's."""
        message.stop()
        if message.key == "undo":
            self.run_worker(self._app.action_undo())
        elif message.key == "redo":
            self.run_worker(self._app.action_redo())
        else:
            self.post_message(self.OnEmpty(message.key))

    def on_note_box_ended(self, message: NoteBox.Ended) -> None:
        """Enter."""
        message.stop()
        self.end()

    def end(self) -> None:
        """Hand the line on, and be free for the next one."""
        if not self.box.text.strip():
            self.box.clear()
            self.post_message(self.OnEmpty("enter"))
            self._leave()
            return
        reading, at = self.reading()
        with self.prevent(TextArea.Changed):
            # No change to keep: the draft stands until the note is on the disk.
            self.box.text = ""
        self.box.fit_rows()
        self.show_understood()
        self._leave()
        self.post_message(self.Kept(self, reading, at))

    def reading(self) -> tuple[Reading, int]:
        """What the line says so far, and the moment (ms) it was begun."""
        at = self._at
        return read_line(self.box.text), self._app.desk.now() if at is None else at

    def empty(self) -> None:
        """Its words were kept in another way."""
        line = self.box.text
        self.box.text = ""
        self.forget_draft(line)

    def forget_draft(self, line: str) -> None:
        """This line is on the disk: drop its draft, unless the next one is being typed."""
        if not self.box.text and self._app.drafts.get(self.field, line) == line:
            self.box.done()
            self._begin(None)

    def take_back(self, text: str, at: int) -> None:
        """Put back what couldn't be kept, before whatever was typed since."""
        self._begin(at)
        if not self.is_attached:
            typed = self._app.drafts.get(self.field, "").replace(text, "", 1).strip()
            self._app.drafts[self.field] = whole = f"{text} {typed}".rstrip()
            self._app.keep_draft(self.field, whole)
            return
        typed = self.box.text
        self.box.text = f"{text} {typed}" if typed else text
        self.box.move_cursor(self.box.document.end)
        self.open()

    # --- what was understood --------------------------------------------------

    def show_understood(self) -> None:
        """Draw what the line is understood to say."""
        if self.is_mounted:
            pane = self.query_one(".understood", LinesPane)
            pane.show(self._understood(pane.size.width))

    def _understood(self, cells: int) -> list[Line]:
        text = self.box.text
        if self._left:
            return (
                [line("a half-typed line is kept: n goes on with it", "accent")] if text else [()]
            )
        if not text:
            return [line("who, sign, then words: 3+sr went back", "past")]
        at = self._at
        late = at is not None and self._app.desk.now() - at > LATE_MS
        since = self._day.clock(at) if at is not None and late else ""
        judging = self._app.desk.bank.service.judging_words
        return understood_lines(read_line(text), since, judging, cells)


def understood_lines(
    reading: Reading, since: str, judging: Mapping[str, str], cells: int
) -> list[Line]:
    """What was understood; when it was begun, where that is a while ago; a hint, if any."""
    said: list[Piece] = [("→ ", "past"), (reading.understood or "text", "head")]
    if reading.trouble and not reading.line[:1].isalpha():
        # Prose is no mistake; a word that began like a head may be one.
        said.append((f" · {reading.trouble}", "normal"))
    if not reading.head:
        said.append((" · Enter asks who", "normal"))
    if since and reading.clock is None:
        said.append((f" · begun {since}", "past"))
    return [tuple(said), *wrap(hint(reading.text, judging), max(20, cells), "soft")]
