"""HTML as a browser shows it: Chromium, from a wheel, with axe-core looking for barriers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from exports.block_report import block_report
from exports.write import render
from tests.exports.in_chromium import NO_BROWSER
from tests.exports.sample_day import sample

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "docs" / "samples"
RUNS = "<script>document.title = 'it ran'</script><img src='https://elsewhere.example/x.png'>"


def test_a_browser_shows_it_without_barriers_and_its_policy_holds(tmp_path: Path) -> None:
    """Every HTML sample, on light and dark; and one with a script slipped in, which doesn't run."""
    files = {file.stem: file.read_text(encoding="utf-8") for file in SAMPLES.glob("*.html")}
    clean = render(block_report([sample()]), "html").decode()
    files["slipped-in"] = clean.replace("</main>", f"{RUNS}</main>")
    for name, text in files.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    found = looked_at(tmp_path, [tmp_path / f"{name}.html" for name in files])
    slipped = found.pop("slipped-in-light")
    assert slipped["title"].startswith("Block report")
    assert any("script" in said for said in slipped["console"])
    assert any("image" in said for said in slipped["console"])
    found.pop("slipped-in-dark")
    assert {name.rpartition("-")[0] for name in found} == files.keys() - {"slipped-in"}
    for name, one in found.items():
        assert one["violations"] == [], name
        assert one["passes"] > 20
        assert one["console"] == []
        assert one["weight"] == "600", "its own style applies"
        assert (one["paper"] == "rgb(255, 255, 255)") == name.endswith("-light")
        assert (tmp_path / f"{name}.png").stat().st_size > 50_000, "a page with text on it"


def looked_at(folder: Path, files: list[Path]) -> dict[str, dict[str, Any]]:
    """What Chromium and axe-core found of each file, by name and scheme."""
    command = [sys.executable, "-m", "tests.exports.in_chromium", str(folder), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, timeout=120, cwd=ROOT, check=False)
    if ran.returncode == NO_BROWSER:
        pytest.skip(f"no QtWebEngine (`python run.py --test` installs it): {ran.stdout.decode()}")
    assert ran.returncode == 0, ran.stderr.decode()
    found: dict[str, dict[str, Any]] = json.loads(ran.stdout)
    return found
