"""A ten-line Textual program: what every screen of ours is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Plain(App[None]):
    """Ten lines, to compare with."""

    def compose(self) -> ComposeResult:
        """A line of text and a box."""
        yield Static("a plain program")
        yield Input()


if __name__ == "__main__":
    Plain().run()
