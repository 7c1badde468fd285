"""The first screen is painted before anything heavy is imported, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"cryptography", "pendulum", "pydantic", "sqlalchemy", "sqlite3", "sqlmodel", "typst"}
PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from session_tui.app import SessionApp
from session_tui.desk import Desk
from session_tui.lines import LinesPane

seen = {}

class Watching(Desk):
    async def run(self, work):
        if not seen:
            seen["modules"] = sorted(sys.modules)
            seen["painted"] = "\\n".join(pane.plain for pane in app.screen.query(LinesPane))
        return await super().run(work)

async def main():
    async with app.run_test(size=(80, 24)) as pilot:
        while "painted" not in seen:
            await pilot.pause()
        await app.workers.wait_for_complete()

desk = Watching(Path(sys.argv[1]))
app = SessionApp(desk)
asyncio.run(main())
desk.close()
seen["later"] = sorted(sys.modules)
print(json.dumps(seen))
"""


@pytest.mark.parametrize("home", [False, True], ids=["no team yet", "at the door"])
def test_the_first_screen_is_painted_before_anything_heavy_is_loaded(
    tmp_path: Path, home: bool
) -> None:
    folder = tmp_path / "record"
    if home:
        from models.home import create_home

        create_home(folder, "fifteen letters", passes=3)
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    seen = json.loads(result.stdout)
    early = {name.partition(".")[0] for name in seen["modules"]}
    assert not early & HEAVY
    assert "practice" in seen["painted"]
    assert not any(name.startswith("models.") for name in seen["modules"])
    # The control: what is heavy comes after.
    assert {"cryptography", "pydantic"} <= {name.partition(".")[0] for name in seen["later"]}
