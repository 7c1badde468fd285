"""The command line: what can be asked, and the one place where trouble becomes a sentence.

Nothing heavy is imported here: `--help` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from session_tui import __version__
from session_tui.commands.trouble import INTERRUPTED, Stop, sentence_of
from session_tui.typed_options import date_said, speed, whole

if TYPE_CHECKING:
    # argparse gives the type no public name.
    Commands = argparse._SubParsersAction["_Parser"]
_PAGES = ("pdf", "docx", "html", "md", "txt")
DOCUMENTS = {
    "session-note": (*_PAGES, "json", "sealed"),
    "offender-manager-note": _PAGES,
    "attendance-register": (*_PAGES, "csv", "xlsx"),
    "day-sheet": _PAGES,
}
"""The documents that `export` writes, each with its formats."""
FORMATS = tuple(dict.fromkeys(kind for kinds in DOCUMENTS.values() for kind in kinds))
REPORTS = (
    "block-report",
    "treatment-report",
    "thread",
    "lifestyle-plan",
    "members-sheet",
    "supervision-pack",
    "supervision-record",
    "next-supervision",
    "audit-pack",
    "subject-access-pack",
    "research-data-set",
)
"""The documents that `report` writes."""
PLAN_FORMATS = (*_PAGES, "xlsx", "csv", "ics")
"""What a block's plan is written as: a page for the wall, a table, a calendar."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the program. Gives the exit status.

    0 done, 1 it could not be done, 2 it was asked for wrongly; `verify` has its own four.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal may know fewer letters than we print
    try:
        arguments = _parsed(argv)
    except SystemExit as leaving:  # help, version, or a sentence that was printed
        return leaving.code if isinstance(leaving.code, int) else 0
    try:
        command = importlib.import_module(f"session_tui.commands.{arguments.module}")
        status = command.run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _complain("Stopped. What was written is whole.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001  (never a traceback: it could print a note's text)
        _complain(str(error) if isinstance(error, Stop) else sentence_of(error))
        status = error.status if isinstance(error, Stop) else 1
        return int(arguments.parser.trouble_status or status)
    return int(status)


def _complain(says: str) -> None:
    from session_tui.commands.output import complain

    complain(says)


class _Parser(argparse.ArgumentParser):
    """One that says what is wrong in a sentence.

    `trouble_status` is the exit status of every trouble, where a command keeps 1 and 2 for answers.
    """

    trouble_status = 0

    def error(self, message: str) -> NoReturn:
        """End with the sentence, the way to help, and exit status 2."""
        _complain(f"{self.prog}: {message}. See {self.prog} --help.")
        raise SystemExit(self.trouble_status or 2)


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    arguments, unknown = parser().parse_known_args(argv)
    if unknown:
        arguments.parser.error(f"unknown: {' '.join(unknown)}")
    return arguments


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = _Parser(
        prog="session-tui",
        description="Lead, record and review groupwork sessions from the keyboard.",
        epilog="Without a command it opens the program. SESSION_TUI_HOME names the folder of the "
        "record where --home doesn't, SESSION_TUI_PASSPHRASE_FILE a file with the passphrase. "
        'A file keymap.toml in that folder moves keys: skip = "s", undo = ["ctrl+z", "z"].',
    )
    top.add_argument("--version", action="version", version=f"session-tui {__version__}")
    top.add_argument("--home", type=Path, metavar="FOLDER", help="the folder of the record")
    top.add_argument("--bank", type=Path, metavar="FOLDER", help="the service's own exercises")
    top.add_argument("--plan", type=Path, metavar="FILE", help="open the day from this plan file")
    top.add_argument("--observe", action="store_true", help="open on the observe screen")
    top.set_defaults(module="open_app", parser=top)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_reading(commands)
    _add_review(commands)
    _add_report(commands)
    _add_audit(commands)
    _add_keeping(commands)
    _add_planning(commands)
    _add_block_plan(commands)
    _add_practice(commands)
    return top


def _add(commands: Commands, name: str, module: str, says: str, epilog: str = "") -> _Parser:
    """A command; `--home` and `--bank` may stand before it or after."""
    command = commands.add_parser(name, help=says, description=f"{says}.", epilog=epilog)
    for option in ("--home", "--bank"):
        command.add_argument(
            option, type=Path, metavar="FOLDER", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    command.set_defaults(module=module, parser=command)
    return command


def _add_planning(commands: Commands) -> None:
    """What lays down the weeks ahead: files taken in."""
    taken = _add(
        commands,
        "import",
        "import_file",
        "take a roster or a block's plan in from CSV or XLSX, or a reviewer's comments",
        "It shows how the file was understood and asks before anything is written; a file with a "
        "fault is taken in not at all.",
    )
    taken.add_argument("what", choices=["roster", "plan", "comments"])
    taken.add_argument("file", type=Path, metavar="FILE")
    taken.add_argument("--group", metavar="NAME", help="into which group, by name or id")
    taken.add_argument("--block", type=whole, metavar="N", help="of which block the plan is")
    taken.add_argument("--dry-run", action="store_true", help="only show it: no passphrase")
    taken.add_argument("--yes", action="store_true", help="don't ask")


def _add_block_plan(commands: Commands) -> None:
    """A block's plan: made, shown, written."""
    plan = _add(
        commands,
        "plan",
        "plan",
        "plan a block ahead, or show and write the plan on record",
        "With --start it plans from the record's men, staff, leave and bank holidays, and asks "
        "before it records. Days that were opened stay; only the rest is planned again.",
    )
    plan.add_argument("--group", metavar="NAME", help="which group, by name or id")
    plan.add_argument("--block", type=whole, metavar="N", help="which block")
    plan.add_argument(
        "--start", type=date_said, metavar="DATE", help="its first day, or the next one"
    )
    plan.add_argument("--weekdays", metavar="DAYS", help="such as tue,thu (the start's)")
    plan.add_argument(
        "--closed",
        type=date_said,
        action="append",
        metavar="DATE",
        help="no group then; may be said again",
    )
    plan.add_argument("--men", type=whole, metavar="N", help="for so many men, without a record")
    plan.add_argument("--dry-run", action="store_true", help="only show it")
    plan.add_argument("--yes", action="store_true", help="don't ask")
    plan.add_argument("--to", type=Path, metavar="FOLDER", help="write it there")
    plan.add_argument("--format", choices=PLAN_FORMATS, default="pdf")


def _add_practice(commands: Commands) -> None:
    """What needs no record."""
    bank = _add(commands, "bank", "bank", "check a folder of exercises and plans, or the shipped")
    bank.add_argument("what", choices=["check"])
    bank.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")

    practice = _add(commands, "practice", "practice", "run a whole day on an invented group")
    practice.add_argument(
        "--speed", type=speed, default=60.0, metavar="TIMES", help="how fast its clock runs (60)"
    )
    practice.add_argument("--block", type=whole, metavar="N", help="which block (2)")
    practice.add_argument("--day", type=whole, metavar="N", help="which day of it (3)")
    practice.add_argument(
        "--group", metavar="NAME", help="practise on a copy of your own group, by name or id"
    )

    sample = _add(commands, "sample", "sample", "fill a new home with invented groups' sessions")
    sample.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    sample.add_argument(
        "--sessions", type=whole, default=8, metavar="N", help="sessions of each group (8)"
    )
    sample.add_argument("--groups", type=whole, default=1, metavar="N", help="groups (1)")


def _add_reading(commands: Commands) -> None:
    """What reads the record."""
    _add(commands, "list", "list_sessions", "the sessions on record")
    for name, says in (
        ("show", "read one session here"),
        ("export", "write a session's documents"),
    ):
        command = _add(commands, name, name, says)
        command.add_argument(
            "session", metavar="SESSION", help="its id's first letters, or its date"
        )
    command.add_argument("--format", choices=FORMATS, default="pdf")
    command.add_argument("--document", choices=DOCUMENTS, default="session-note", help="which one")
    command.add_argument(
        "--seat", type=whole, metavar="N", help="about whom the offender manager's note is"
    )
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    command.add_argument("--recipient", metavar="WHO", help="who gets it: kept in the trail")
    command.add_argument("--why", metavar="TEXT", help="why: kept in the trail")
    command.add_argument("--names", action="store_true", help="full names where they are known")
    command.add_argument("--yes", action="store_true", help="don't ask about what was replaced")


def _add_review(commands: Commands) -> None:
    """A session that came as a file."""
    review = _add(
        commands,
        "review",
        "review",
        "read a sealed session and comment on it, without a record",
        "The comments lie beside FILE, sealed with the same words, and go back as that file: "
        "session-tui import comments. SESSION_TUI_WORDS_FILE names a file with the words.",
    )
    review.add_argument("file", type=Path, metavar="FILE")
    review.add_argument("--name", metavar="NAME", help="who comments")
    review.add_argument("--to", type=Path, metavar="FOLDER", help="where the comments go")


def _add_report(commands: Commands) -> None:
    """Documents over several sessions."""
    report = _add(
        commands,
        "report",
        "report",
        "write a document over several sessions: a block, a man, a pack",
        "What was replaced in it is listed and asked about first. A treatment report without "
        "--notes lists the notes to pick from.",
    )
    report.add_argument("what", choices=REPORTS)
    report.add_argument("--group", metavar="NAME", help="which group, by name or id")
    report.add_argument("--block", type=whole, metavar="N", help="sessions of this block alone")
    report.add_argument("--seat", type=whole, metavar="N", help="about whom it is")
    report.add_argument("--staff", metavar="NAME", help="whose supervision; yours if left out")
    report.add_argument("--notes", metavar="NUMBERS", help="1,4-6 or all, for a treatment report")
    report.add_argument("--since", type=date_said, metavar="DATE", help="from this day on")
    report.add_argument("--until", type=date_said, metavar="DATE", help="to this day")
    report.add_argument("--format", choices=(*_PAGES, "xlsx", "csv"), default="pdf")
    report.add_argument("--to", type=Path, default=Path(), metavar="FOLDER")
    report.add_argument("--recipient", metavar="WHO", help="who gets it: kept in the trail")
    report.add_argument("--why", metavar="TEXT", help="why: kept in the trail")
    report.add_argument("--names", action="store_true", help="full names where they are known")
    report.add_argument("--seal", action="store_true", help="a PDF that opens with words alone")
    report.add_argument("--yes", action="store_true", help="don't ask about what was replaced")


def _add_audit(commands: Commands) -> None:
    """What looks over all sessions."""
    audit = _add(
        commands,
        "operational-audit",
        "operational_audit",
        "how sessions were staffed, attended, delivered and written up",
    )
    audit.add_argument(
        "--since", type=date_said, metavar="DATE", help="from this day (a year back)"
    )
    audit.add_argument("--until", type=date_said, metavar="DATE", help="to this day (today)")
    audit.add_argument("--format", choices=_PAGES, default="pdf")
    audit.add_argument("--to", type=Path, required=True, metavar="FOLDER")


def _add_keeping(commands: Commands) -> None:
    """What keeps the record in order."""
    sync = _add(
        commands,
        "sync",
        "sync",
        "exchange entries with a hub, and bring the local database up to date",
        "HUB is a folder (a stick, a shared drive), a file ending in .db, .hub or .sqlite, or "
        "postgresql://LOGIN@HOST/DATABASE; without one it is the hub that was kept, if any.",
    )
    sync.add_argument("hub", nargs="?", default="", metavar="HUB")
    sync.add_argument(
        "--keep",
        action="store_true",
        help="the open program stays in step with HUB (without one: with none)",
    )
    sync.add_argument("--stay", action="store_true", help="go on whenever there is news")
    staff = _add(
        commands,
        "staff",
        "staff",
        "who is staff; who leaves; another passphrase; words for the safe",
        "remove NAME: his passphrase opens nothing more and the team gets a new key. again NAME: "
        "a new passphrase for who forgot his. words: twelve words that open the record as you, to "
        "be locked away; recover: a new passphrase by these words.",
    )
    staff.add_argument(
        "what", choices=["list", "remove", "passphrase", "words", "recover", "again"]
    )
    staff.add_argument("name", nargs="?", metavar="NAME")
    staff.add_argument("--yes", action="store_true", help="don't ask")
    erase = _add(
        commands,
        "erase",
        "erase",
        "how long is kept what is about a man; who is due; his erasure by two people",
        "due lists who left, by code; keep --months N sets the group's schedule; hold CODE --why "
        "TEXT and release CODE; propose CODE, then somebody else: agree CODE --to FOLDER, which "
        "destroys his key and writes the certificate there.",
    )
    erase.add_argument("what", choices=["due", "keep", "hold", "release", "propose", "agree"])
    erase.add_argument("code", nargs="?", metavar="CODE")
    erase.add_argument("--group", metavar="NAME", help="which group, by name or id")
    erase.add_argument("--months", type=whole, metavar="N", help="kept after leaving")
    erase.add_argument("--why", metavar="TEXT", help="why it is held")
    erase.add_argument("--to", type=Path, default=Path(), metavar="FOLDER")
    erase.add_argument("--yes", action="store_true", help="don't ask")
    trail = _add(
        commands,
        "trail",
        "trail",
        "who used which personal data, and what left to whom",
        "Collections, alterations and erasures are what the record's entries say themselves.",
    )
    trail.add_argument("--since", type=date_said, metavar="DATE", help="from this day on")
    trail.add_argument("--man", metavar="CODE", help="about him alone, by the end of his id")
    _add_samples(commands)
    join = _add(commands, "join", "join", "make a new laptop's record from a hub or backup")
    join.add_argument("hub", metavar="HUB")
    _add(commands, "rebuild", "rebuild", "make the local database anew from the record")
    verify = _add(
        commands,
        "verify",
        "verify",
        "say whether the record is as it was written",
        "Exit status: 0 good, 1 incomplete, 2 altered, 3 could not run. No passphrase is needed.",
    )
    verify.trouble_status = 3
    backup = _add(commands, "backup", "backup", "write a sealed backup, tried by restoring it")
    backup.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    restore = _add(commands, "restore", "restore", "make a home from a backup")
    restore.add_argument("file", type=Path, metavar="FILE")


def _add_samples(commands: Commands) -> None:
    """What a clinical auditor may read."""
    sample = _add(
        commands,
        "audit-sample",
        "audit_sample",
        "sessions drawn by lot for a clinical auditor, under coded names, for a time",
        "grant NAME draws sessions and shows what was replaced in their documents before the "
        "auditor can read them; list; show NUMBER; end CODE.",
    )
    sample.add_argument("what", choices=["grant", "list", "show", "end"])
    sample.add_argument("name", nargs="?", metavar="NAME", help="who, which document or sample")
    sample.add_argument("--sample", metavar="CODE", help="show: of which sample")
    sample.add_argument("--sessions", type=whole, metavar="N", help="so many are drawn (6)")
    sample.add_argument("--since", type=date_said, metavar="DATE", help="drawn from this day on")
    sample.add_argument(
        "--until", type=date_said, metavar="DATE", help="drawn up to this day (today)"
    )
    sample.add_argument("--days", type=whole, metavar="N", help="it may be read so long (28)")
    sample.add_argument("--why", metavar="TEXT", help="why it is granted, or ends")
    sample.add_argument("--yes", action="store_true", help="don't ask about what was replaced")
