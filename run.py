"""Run session-tui: `python3 run.py ARGS` is `session-tui ARGS`, on Windows `py run.py ARGS`.

The first run makes `.venv` beside this file and installs what requirements.txt names; later runs
only look whether that still stands. `python3 run.py --test` installs requirements-dev.txt, runs
the checks, then the tests; what follows `--test` goes to pytest. Needs Python 3.11 or newer with
pip, and nothing else.

uv installs in seconds what takes pip half a minute, but knows nothing of pip's settings for
mirrors and certificates: so pip brings uv, uv brings the rest, and where uv can't, pip does.
"""

import os
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older Python is told so
    sys.exit(
        f"session-tui needs Python 3.11 or newer, and {sys.executable} is older: "
        "run this file with a newer one, for example python3.13 run.py"
    )

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
SCRIPTS = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(SCRIPTS, "python.exe" if os.name == "nt" else "python")
UNFINISHED = os.path.join(VENV, "unfinished")
LOG = os.path.join(VENV, "set-up.log")

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
INSTALLER = "requirements-setup.txt"
PACKAGES = ["exercise_bank", "models", "exports", "session_tui"]

CHECKS = {
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "ruff check": ["-m", "ruff", "check", "."],
    "mypy": ["-m", "mypy"],
    "import contracts": [
        "-c",
        "from importlinter.cli import lint_imports_command as go; go(['--no-cache'])",
    ],
}

NO_SPACE = f"the disk of {VENV} is full; free some 500 MB, for the tests 1.2 GB"
NO_NETWORK = (
    "the package registry can't be reached, or lacks a package;"
    " look to the network (or to pip's settings)"
)
NO_RIGHT = f"you may not write in {ROOT}; take a copy of your own"
WRONG_HASH = "a package differs from the one that was locked; ask who keeps your network"
CAUSES = {  # what pip, uv and Python say, and what it means
    "No space left": NO_SPACE,
    "os error 28": NO_SPACE,
    "not enough space": NO_SPACE,
    "Permission denied": NO_RIGHT,
    "Read-only file system": NO_RIGHT,
    "DO NOT MATCH THE HASHES": WRONG_HASH,
    "Hash mismatch": WRONG_HASH,
    "No matching distribution found": NO_NETWORK,
    "ConnectionResetError": NO_NETWORK,
    "ConnectTimeoutError": NO_NETWORK,
    "ReadTimeoutError": NO_NETWORK,
    "ProxyError": NO_NETWORK,
    "CERTIFICATE_VERIFY_FAILED": NO_NETWORK,
}


class SetUpError(Exception):
    """Why there is no environment, and what to do: for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then run the program or the tests; gives the exit status."""
    testing = arguments[:1] == ["--test"]
    lock = DEVELOPMENT if testing else RUNTIME
    if not is_installed(lock):
        try:
            set_up_alone(lock)
        except (SetUpError, OSError) as error:
            say(
                f"session-tui can't be set up: {explain(str(error)) or error}, then run this again."
            )
            return 1
        except KeyboardInterrupt:
            say("Interrupted; the next run sets up afresh.")
            return 130
    return run_tests(arguments[1:]) if testing else run_program(arguments)


def run_program(arguments: list[str]) -> int:
    """Become session-tui; on Windows, where that can't be, run it and give its exit status.

    `-P` keeps Python from importing what happens to lie in the current folder.
    """
    command = [PYTHON, "-P", "-m", "session_tui", *arguments]
    if os.name != "nt":
        os.execv(PYTHON, command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program alone
    return subprocess.call(command)


def run_tests(arguments: list[str]) -> int:
    """Run every check, then the tests; 0 only if all passed. Pytest has the last word."""
    import subprocess

    failed = []
    for name, command in CHECKS.items():
        print(f"-- {name}", flush=True)
        if subprocess.call([PYTHON, "-P", *command], cwd=ROOT) != 0:
            failed.append(name)
    # A failed test runs once more; one that then passes is named above the last line as a rerun.
    unsteady = ["--reruns", "1", "-raR"]
    spread = ["-n", "auto", "--dist", "worksteal"]
    tests = [PYTHON, "-P", "-m", "pytest", *spread, *unsteady, *arguments]
    # tests/conftest.py names them again above pytest's closing line.
    environment = {**os.environ, "SESSION_TUI_FAILED_CHECKS": ", ".join(failed)}
    return subprocess.call(tests, cwd=ROOT, env=environment) or int(bool(failed))


# Whether it is there


def is_installed(lock: str) -> bool:
    """Whether `.venv` holds what this lock names today."""
    try:
        with open(stamp(lock), "rb") as file:
            return file.read() == stamp_text(lock) and os.access(PYTHON, os.X_OK)
    except OSError:
        return False


def stamp(lock: str) -> str:
    """The file in `.venv` that says this lock was installed."""
    return os.path.join(VENV, f"installed-{lock}")


def stamp_text(lock: str) -> bytes:
    """What that file holds: which Python is behind `.venv` (it may be replaced), and the lock."""
    with open(os.path.join(ROOT, lock), "rb") as file:
        return os.path.realpath(PYTHON).encode() + b"\n" + file.read()


# Set-up


def set_up_alone(lock: str) -> None:
    """Set up, while any other run from this folder waits (Windows can't lock a folder)."""
    if sys.platform == "win32":
        return set_up(lock)
    import fcntl

    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run is setting this up; waiting for it ...")
            fcntl.flock(folder, fcntl.LOCK_EX)
        if not is_installed(lock):
            set_up(lock)
    finally:
        os.close(folder)


def set_up(lock: str) -> None:
    """Make `.venv` hold what this lock names.

    The stamps go first and come back last, so they never promise what isn't there.
    """
    started = time.monotonic()
    say(f"Setting up session-tui in {VENV} ...")
    make_environment()
    for each in (RUNTIME, DEVELOPMENT):
        if os.path.exists(stamp(each)):
            os.remove(stamp(each))
    install(lock)
    link_packages()
    for each in {RUNTIME, lock}:  # the development lock holds the runtime lock, pin for pin
        with open(stamp(each), "wb") as file:
            file.write(stamp_text(each))
    os.remove(UNFINISHED)
    say(f"Set up in {time.monotonic() - started:.0f} s.")


def make_environment() -> None:
    """A virtual environment; an earlier one stays unless it is unfinished or has lost its Python.

    Without pip, which would take seconds and need ensurepip, which Debian leaves out.
    """
    fresh = os.path.exists(UNFINISHED) or not is_usable()
    if fresh:
        import shutil

        if os.path.exists(VENV):
            shutil.rmtree(VENV)
        os.mkdir(VENV)
    with open(UNFINISHED, "w", encoding="utf-8"):
        pass  # its being there tells the next run that this one stopped on the way
    if fresh:
        must_run(sys.executable, "-m", "venv", "--without-pip", VENV)


def is_usable() -> bool:
    """Whether the Python in `.venv` starts and is new enough."""
    import subprocess

    code = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.call([PYTHON, "-c", code], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def install(lock: str) -> None:
    """Install what the lock names, every file checked against its hash."""
    with open(os.path.join(ROOT, lock), encoding="utf-8") as file:
        names = {line.partition("==")[0] for line in file if "==" in line}
    say(f"  {len(names)} packages ...")
    pip = pip_command()
    wanted = ["install", "--require-hashes", "-r", os.path.join(ROOT, lock)]
    if not is_pip_told_where(pip):
        installer = os.path.join(ROOT, INSTALLER)
        uv = [os.path.join(SCRIPTS, "uv"), "pip", *wanted, "--python", PYTHON]
        complaint = run_quietly(*pip, "install", "--require-hashes", "-r", installer)
        complaint = complaint or run_quietly(*uv, "--compile-bytecode")
        if not complaint:
            return
        if explain(complaint):  # pip would meet the same, at length
            raise SetUpError(explain(complaint))
        say("  uv could not; now with pip, which takes longer ...")
    must_run(*pip, *wanted)


def pip_command() -> list[str]:
    """How to call a pip for `.venv`: this Python's own, or one that ensurepip puts there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        major, minor = version("pip").split(".")[:2]
    except PackageNotFoundError:
        major = minor = "0"
    if (int(major), int(minor)) >= (22, 3):  # the first that has --python
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    if run_quietly(PYTHON, "-m", "ensurepip"):
        raise SetUpError(
            f"{sys.executable} has no pip; install it (Debian, Ubuntu: apt install python3-pip)"
        )
    return [PYTHON, "-m", "pip"]


def is_pip_told_where(pip: list[str]) -> bool:
    """Whether pip's settings name an index or a proxy, of which uv would know nothing."""
    import subprocess

    settings = subprocess.run(
        [*pip, "config", "list"], capture_output=True, text=True, errors="replace", check=False
    ).stdout
    keys = [line.partition("=")[0].rpartition(".")[2] for line in settings.splitlines()]
    return any(key in ("index-url", "no-index", "proxy") for key in keys)


def link_packages() -> None:
    """Let the environment find the packages in this folder, and compile them.

    The path is relative: a folder that was moved or copied still runs its own code.
    """
    import subprocess

    find = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site_packages = subprocess.check_output(find, text=True).strip()
    with open(os.path.join(site_packages, "session-tui.pth"), "w", encoding="utf-8") as file:
        file.write(os.path.relpath(ROOT, site_packages) + "\n")
    folders = [os.path.join(ROOT, package) for package in PACKAGES]
    run_quietly(PYTHON, "-m", "compileall", "-q", *folders)  # a first start is 3 times as slow


def must_run(*command: str) -> None:
    """Run a command; raises SetUpError with what its failure means."""
    complaint = run_quietly(*command)
    if complaint:
        last_line = complaint.strip().splitlines()[-1]
        raise SetUpError(explain(complaint) or f"{last_line} (all of it: {LOG}); mend that")


def run_quietly(*command: str) -> str:
    """Run a command, its words going to the log; gives "" or, if it failed, what it said."""
    import subprocess

    environment = {"PIP_RETRIES": "2", **os.environ, "PIP_USER": "0"}
    said = ""
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
    ) as process:
        for line in process.stdout or ():
            said += line
            if line.lstrip().startswith("Downloading") and ".metadata" not in line:
                say("  " + line.strip())
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(said + "\n")
    return said + f"exit status {process.returncode}" if process.returncode else ""


def explain(complaint: str) -> str:
    """The cause that these words are a sign of, with what to do; "" for none known."""
    return next((cause for sign, cause in CAUSES.items() if sign in complaint), "")


def say(line: str) -> None:
    """Print a line of progress; to stderr, as what session-tui prints may go to a file."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
