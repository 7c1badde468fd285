"""`session-tui import comments FILE`: what a reviewer said of a session that he had as a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from session_tui.commands.opening import file_words
from session_tui.commands.output import put
from session_tui.commands.trouble import Stop
from session_tui.commands.writing import accepted, writing

if TYPE_CHECKING:
    from models.entries.entry import Entry
    from models.record import Record
    from models.review_file.contents import CommentsFile


def run(arguments: Namespace) -> int:
    """Show what is new in it; then, unless it is a dry run, ask and record."""
    from models.acts import Refused
    from models.acts.by_file import not_taken, take_in

    with writing(arguments, "import comments") as record:
        file = read(arguments)
        put([f"Comments of {file.name}, by file:"])
        check_here(record, file)
        day = record.day(file.group, file.session)
        put(lines(not_taken(day, file)))
        may = "sign off" not in record.refused()
        try:
            act = take_in(day, file, record.staff, may_return=may)
        except Refused as why:
            put([f"Nothing was written. {why}"])
            return 0
        if arguments.dry_run or not accepted(arguments, "Take them in?"):
            put(["Nothing was written."])
            return 1 - bool(arguments.dry_run)
        record.append(act.entries, group=file.group, session=file.session)
        put([f"Recorded: {act.says}."])
    return 0


def read(arguments: Namespace) -> CommentsFile:
    """The file, opened with its words. ReviewFileError."""
    from models.review_file.contents import read_comments
    from models.review_file.sealing import COMMENTS, read_sealed

    sealed = read_sealed(arguments.file, COMMENTS)
    return read_comments(sealed.opened(sealed.key(file_words())))


def check_here(record: Record, file: CommentsFile) -> None:
    """Stop where it is about another team's session, or one that isn't here yet."""
    from models.group.people import fold_sessions

    if file.team != record.founder:
        raise Stop("These comments are about a session of another team: nothing was written.")
    known = file.group in record.team().groups and any(
        one.session == file.session for one in fold_sessions(record.group_facts(file.group))
    )
    if not known:
        raise Stop(
            "The session that these comments are about isn't on this laptop: sync first. "
            "Nothing was written."
        )


def lines(entries: Iterable[Entry]) -> list[str]:
    """What is new, each with its moment."""
    from models.entries.reviewing import CommentWritten, SessionReviewed
    from models.local_time import clock, date_of, long_date

    found = []
    for one in entries:
        what = one.what
        when = (
            f"{long_date(date_of(one.about, 'Europe/London'))} {clock(one.about, 'Europe/London')}"
        )
        if isinstance(what, CommentWritten):
            found.append(f"  {when}  on the {_ON[what.about]}: {what.text}")
        elif isinstance(what, SessionReviewed):
            found.append(f"  {when}  returned: {what.why}")
    return found


_ON = {"session": "session", "member": "man's day", "note": "note", "item": "exercise"}
