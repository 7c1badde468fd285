"""HTML files in the Chromium of QtWebEngine, in a process of its own: what it and axe-core say.

`python -m tests.exports.in_chromium FOLDER FILE…` shows each file on light and on dark, writes a
screenshot of each (`NAME-light.png`) to FOLDER, and prints as JSON what was found. Exit status 3
where there is no QtWebEngine, or a library of the system lacks.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module, resources
from pathlib import Path
from typing import Any

NO_BROWSER = 3
_WORLD = 1  # scripts of ours run beside the page's, which its policy forbids
_MOST_MS = 60_000
_DARK = """
for (const rule of document.styleSheets[0].cssRules)
  if (rule.media?.mediaText.includes("dark")) rule.media.mediaText = "screen";
"""
_LOOK = """
window.found = ""; axe.run().then(found => { window.found = JSON.stringify({
  title: document.title, weight: getComputedStyle(document.querySelector("h1")).fontWeight,
  paper: getComputedStyle(document.body).backgroundColor, passes: found.passes.length,
  violations: found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`),
}) }); 0
"""


class Looking:
    """Shows one file after the other, and keeps what was found."""

    def __init__(self, folder: Path) -> None:
        """Start the browser, whose pictures go to the folder. ImportError where it can't."""
        engine: Any = import_module("PyQt6.QtWebEngineCore")
        view: Any = import_module("PyQt6.QtWebEngineWidgets").QWebEngineView
        widgets: Any = import_module("PyQt6.QtWidgets")
        self.core: Any = import_module("PyQt6.QtCore")
        self.app = widgets.QApplication(["in_chromium"])
        self.folder = folder
        self.said: list[str] = []
        self.found: dict[str, Any] = {}
        self.axe = (resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
        self.view = view()
        self.page = engine.QWebEnginePage(self.view)
        self.page.javaScriptConsoleMessage = lambda *said: self.said.append(str(said[1]))
        self.view.setPage(self.page)
        self.view.resize(1100, 1400)
        self.view.show()

    def run(self, files: list[Path]) -> None:
        """Show them all; each step waits for what the one before it began."""
        steps = self._steps(files)

        def on(_: object = None) -> None:
            begin = next(steps, self.app.quit)
            begin()

        self._on = on
        self.page.loadFinished.connect(on)
        self.core.QTimer.singleShot(0, on)
        self.core.QTimer.singleShot(_MOST_MS, self.app.quit)
        self.app.exec()

    def _steps(self, files: list[Path]) -> Iterator[Callable[[], object]]:
        for file in files:
            self.said.clear()
            yield partial(self.page.load, self.core.QUrl.fromLocalFile(str(file)))
            yield self._script(self.axe)
            yield self._script(_LOOK)
            yield from self._until_found(f"{file.stem}-light")
            yield self._script(_DARK)
            yield self._script(_LOOK)
            yield from self._until_found(f"{file.stem}-dark")

    def _script(self, script: str) -> Callable[[], object]:
        return partial(self.page.runJavaScript, script, _WORLD, self._on)

    def _until_found(self, name: str) -> Iterator[Callable[[], object]]:
        """Ask until axe has looked at all of it, then keep that and a picture."""
        told: list[str] = []

        def hear(said: str) -> None:
            told.append(said)
            self._on()

        while not (told and told[-1]):
            yield partial(self.page.runJavaScript, "window.found || ''", _WORLD, hear)
        self.found[name] = json.loads(told[-1]) | {"console": list(self.said)}
        self.view.grab().save(str(self.folder / f"{name}.png"))


def main() -> int:
    """Look, and print what was found."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Tests may run as root in a container, where Chromium's own sandbox refuses to start.
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox --disable-gpu"
    folder, *files = map(Path, sys.argv[1:])
    try:
        looking = Looking(folder)
    except ImportError as lacking:
        sys.stdout.write(str(lacking))
        return NO_BROWSER
    looking.run(files)
    sys.stdout.write(json.dumps(looking.found))
    sys.stdout.flush()
    os._exit(0)  # at Qt's own end a page may outlive its profile, and crash


if __name__ == "__main__":
    sys.exit(main())
