"""The built wheel, installed fresh: everything is in it, and it paints its first screen."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import session_tui

ROOT = Path(__file__).parents[2]
PACKAGES = ("exercise_bank", "models", "exports", "session_tui")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_four_packages(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    assert held == {
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wheel.name.startswith(f"session_tui-{session_tui.__version__}-py3-none-any")


def install_command(python: Path, base_python: str) -> list[str]:
    """How to install something for that Python: by uv, or by pip where there is no uv."""
    if importlib.util.find_spec("uv"):
        return [sys.executable, "-m", "uv", "pip", "install", "--python", str(python)]
    with_pip = sys.executable if importlib.util.find_spec("pip") else base_python
    return [with_pip, "-m", "pip", "--python", str(python), "install"]


@pytest.mark.registry
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
@pytest.mark.skipif(
    importlib.util.find_spec("session_tui.cli") is None,
    reason="session_tui/cli.py is not written yet",
)
def test_installed_fresh_it_paints_its_first_screen(
    wheel: Path, tmp_path: Path, outside: dict[str, str], base_python: str
) -> None:
    from tests.terminal import Terminal

    programs = tmp_path / "fresh" / "bin"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", programs.parent], check=True)
    install = install_command(programs / "python", base_python)
    locked = ["--require-hashes", "-r", str(ROOT / "requirements.txt")]
    subprocess.run([*install, *locked], env=outside, check=True)
    # Without an index: the wheel may want nothing beyond what is locked.
    subprocess.run([*install, "--no-index", str(wheel)], env=outside, check=True)

    with Terminal([str(programs / "session-tui")], os.environ, tmp_path, 80, 24) as terminal:
        terminal.wait_for("practice", seconds=60)
        terminal.wait_for("set up a team")
        assert terminal.program.poll() is None
