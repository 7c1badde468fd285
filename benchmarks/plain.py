"""A ten-line Textual program: what every screen of ours is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Plain(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("a plain program")
        yield Input()


if __name__ == "__main__":
    Plain().run()
