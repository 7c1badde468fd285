"""run.py from nothing: set up once, repaired when need be, and one sentence when it can't."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run as run_file

ROOT = Path(__file__).parents[2]
# One small package of the real lock: what matters here is the way, not the load.
SMALL_LOCK = re.compile(r"^platformdirs==.*(?:\n    .*)*\n", flags=re.MULTILINE)
PROGRAM = """
import sys
import platformdirs
print(platformdirs.__name__, *sys.argv[1:])
sys.exit(7)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder as one has it after a clone, with a small program and a small lock."""
    folder = tmp_path / "checkout"
    for package in ("exercise_bank", "models", "exports", "session_tui"):
        (folder / package).mkdir(parents=True)
    (folder / "session_tui" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    shutil.copy(ROOT / "run.py", folder)
    shutil.copy(ROOT / "requirements-setup.txt", folder)
    lock = SMALL_LOCK.search((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    assert lock
    for name in ("requirements.txt", "requirements-dev.txt"):
        (folder / name).write_text(lock[0], encoding="utf-8")
    return folder


class Run:
    """`python run.py ARGS` for a folder, started elsewhere, with the developer's installer."""

    def __init__(self, checkout: Path, environment: dict[str, str], python: str) -> None:
        self.checkout = checkout
        self.environment = environment
        self.python = python

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, str(self.checkout / "run.py"), *arguments],
            cwd=self.checkout.parent,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def run(checkout: Path, outside: dict[str, str], base_python: str) -> Run:
    return Run(checkout, dict(outside), base_python)


@pytest.mark.registry
def test_set_up_once_then_passed_through(run: Run) -> None:
    first = run("show", "a b")
    assert (first.stdout, first.returncode) == ("platformdirs show a b\n", 7), first.stderr
    assert "Setting up" in first.stderr
    second = run("--help")
    assert (second.stdout, second.stderr, second.returncode) == ("platformdirs --help\n", "", 7)


@pytest.mark.registry
def test_a_set_up_that_was_interrupted_is_made_anew(run: Run) -> None:
    half_made = run.checkout / ".venv"
    (half_made / "bin").mkdir(parents=True)
    (half_made / "bin" / "python").symlink_to(sys.executable)
    (half_made / "unfinished").touch()
    assert run().stdout == "platformdirs\n"
    assert not (half_made / "unfinished").exists()
    assert "Setting up" not in run().stderr


@pytest.mark.registry
def test_a_new_lock_is_installed_and_a_moved_folder_runs_its_own_code(run: Run) -> None:
    run()
    lock = run.checkout / "requirements.txt"
    lock.write_text("# newer\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    assert "Setting up" in run().stderr
    moved = run.checkout.rename(run.checkout.with_name("moved"))
    program = moved / "session_tui" / "__main__.py"
    program.write_text("print('moved')", encoding="utf-8")
    run.checkout = moved
    assert run().stdout == "moved\n"


@pytest.mark.registry
def test_pip_takes_over_where_uv_finds_no_registry(run: Run, tmp_path: Path) -> None:
    run.environment |= {
        "UV_CACHE_DIR": str(tmp_path / "cold"),
        "UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple",  # nobody listens there
        "UV_HTTP_RETRIES": "0",
    }
    result = run()
    assert result.stdout == "platformdirs\n", result.stderr
    assert "now with pip" in result.stderr


@pytest.fixture
def python_without_pip(tmp_path: Path, run: Run) -> None:
    """As Debian's Python is without python3-pip and python3-venv."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    missing = tmp_path / "missing"
    missing.mkdir()
    (missing / "ensurepip.py").write_text("raise ImportError('No module named ensurepip')")
    run.python = str(tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python")
    run.environment["PYTHONPATH"] = str(missing)


@pytest.mark.usefixtures("python_without_pip")
def test_without_pip_it_says_what_to_install(run: Run) -> None:
    result = run()
    assert result.returncode == 1
    assert "has no pip; install it" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_a_registry_it_says_so(run: Run) -> None:
    run.environment |= {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
    }
    result = run()
    assert result.returncode == 1
    assert "the package registry can't be reached" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_older_python_can_read_it_up_to_its_refusal() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    before, _, _ = source.partition("sys.version_info < (3, 11)")
    assert re.findall(r"^import (\w+)", before, flags=re.MULTILINE) == ["os", "sys", "time"]


@pytest.mark.parametrize(
    ("check", "test", "status"), [("0", "True", 0), ("3", "True", 1), ("0", "False", 1)]
)
def test_all_passed_means_checks_and_tests(
    check: str,
    test: str,
    status: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(f"def test_it():\n    assert {test}\n", encoding="utf-8")
    monkeypatch.setattr(run_file, "ROOT", str(tmp_path))
    monkeypatch.setattr(run_file, "PYTHON", sys.executable)
    monkeypatch.setattr(run_file, "CHECKS", {"the check": ["-c", f"raise SystemExit({check})"]})
    assert run_file.run_tests(["-n0"]) == status
    printed = capfd.readouterr().out
    assert re.fullmatch(r"=+ 1 (passed|failed, 1 rerun) in .*s =+", printed.splitlines()[-1])
    assert ("checks that failed" in printed) == (check != "0")
