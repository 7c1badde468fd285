"""Makes docs/pictures from the program itself: `python -m docs.make_pictures`.

Needs the development packages and a monospace font (DejaVu Sans Mono on Debian).
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import resvg_py

from session_tui.app import SessionApp
from tests.session_tui.hands import clock_at, running_desk, settle

FOLDER = Path(__file__).parent / "pictures"
SIZE = (100, 30)
Step = tuple[str, tuple[int, int] | None, tuple[str, ...]]
"""A picture's name (empty: none is taken), the time on the wall, the keys."""

STEPS: tuple[Step, ...] = (
    ("today", None, ()),
    ("", None, ("enter",)),
    ("", (9, 58), ("a", "5", "x", "i", "asterisk")),
    ("attendance", None, ()),
    ("", (10, 2), ("escape", "space")),
    ("", (10, 18), ("space",)),
    ("", (10, 31), (*"3+sr", "space", *"went back to the moment before", "enter")),
    ("", (10, 36), ("1", "enter")),
    ("live", (10, 40), (*"2-re", "space", *"left the question to the others")),
    ("room", None, ("ctrl+l",)),
    ("observe", None, ("escape", "enter", "o")),
    ("close", (11, 30), ("escape", "f", "n")),
    ("reading", None, ("escape", "q", "y", "v", "enter")),
)


async def take(folder: Path) -> None:
    """Run a morning by keys and keep a picture where a step names one."""
    clock = clock_at()
    desk = running_desk(folder / "record", clock)
    app = SessionApp(desk)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await settle(pilot)
        for name, at, keys in STEPS:
            if at:
                clock.to(*at)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            app.tick()
            await settle(pilot)
            if name:
                (FOLDER / f"{name}.png").write_bytes(png(app.export_screenshot()))
    desk.close()


def png(svg: str) -> bytes:
    """A picture of a screen, without the fonts that Textual's SVG would fetch."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r'font-family:\s*("?Fira Code"?|arial)[^;}]*', "font-family: monospace", svg)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, monospace_family="DejaVu Sans Mono"))


def main() -> None:
    """Make them all."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        asyncio.run(take(Path(folder)))


if __name__ == "__main__":
    main()
