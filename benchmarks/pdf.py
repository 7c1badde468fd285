"""A session note of 300 notes as PDF: the whole command, and its making beside Typst alone.

    python -m benchmarks.pdf

Typst alone is given the same template, fonts and data, ready made. Each command is started anew.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from benchmarks.busy_day import NOTES, PASSPHRASE, make_busy_day
from benchmarks.on_screen import bare_environment, key_derivation
from benchmarks.table import Row, median, print_table
from exports.document import Document
from exports.pdf import template, to_pdf, typst_data
from exports.session_note import session_note
from exports.source import Source
from session_tui.desk import Desk

COMMANDS, TIMES = 7, 9
MOST_S, MOST_RATIO = 1.5, 1.3


def main() -> None:
    """Make the day and print the table."""
    with TemporaryDirectory() as folder:
        print(f"a session note of {NOTES} notes as PDF:")
        print_table(measures(Path(folder)))


def measures(folder: Path) -> Iterator[Row]:
    """The rows, on a busy day's home made in `folder`."""
    home = folder / "home"
    session = make_busy_day(home)
    yield from _command(folder, home, session)
    yield from _making(home, session)


def _command(folder: Path, home: Path, session: str) -> Iterator[Row]:
    """From the shell: by the clock, and processor time; the key derivation is in both."""
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    environment = bare_environment(folder) | {"SESSION_TUI_PASSPHRASE_FILE": str(secret)}
    arguments = ["--home", str(home), "export", session, "--to", str(folder / "out"), "--yes"]
    wall, processor, deriving = [], [], []
    for _ in range(COMMANDS + 1):
        used, began = _processor_s(), time.perf_counter()
        subprocess.run(
            [sys.executable, "-P", "-m", "session_tui", *arguments],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        wall.append(time.perf_counter() - began)
        processor.append(_processor_s() - used)
        deriving.append(key_derivation(home, PASSPHRASE) / 1000)
    yield Row("from the command to the file", median(wall[1:]), "s", MOST_S)
    yield Row("  its processor time", median(processor[1:]), "s")
    yield Row("  of it the key derivation", median(deriving), "s")


def _processor_s() -> float:
    """Processor time of the commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _making(home: Path, session: str) -> Iterator[Row]:
    """From the folded day, and from the document, beside Typst alone; in turn."""
    desk = Desk(home)
    desk.load_parts()
    desk.unlock(PASSPHRASE)
    desk.choose_group(next(iter(desk.team.groups)))
    source = desk.source(desk.read_day(session))
    desk.close()
    document = session_note(source)
    data = json.dumps(typst_data(document))
    works: tuple[Callable[[], object], ...] = (
        lambda: to_pdf(session_note(_afresh(source))),
        lambda: to_pdf(document),
        lambda: _typst_alone(document, data),
    )
    taken = list(zip(*([_seconds(work) for work in works] for _ in range(TIMES)), strict=True))
    whole, set_, bare = (median(one) for one in taken)
    yield Row("the folded day to its PDF, beside Typst alone", whole, "s", MOST_RATIO, bare)
    yield Row("the document to its PDF, beside Typst alone", set_, "s", MOST_RATIO, bare)


def _afresh(source: Source) -> Source:
    """The same day with nothing of it folded yet."""
    day = type(source.day)(source.day.session, source.day.facts)
    return Source(day, source.team, source.bank, source.now, source.made_by, source.heads)


def _typst_alone(document: Document, data: str) -> bytes:
    compiler = typst.Compiler(
        template(),
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"document": data},
    )
    made = compiler.compile(
        format="pdf", pdf_standards=["ua-1"], timestamp=document.made_at // 1000
    )
    assert isinstance(made, bytes)
    return made


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
