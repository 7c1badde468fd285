"""Taking in what a reviewer said of a session that he had as a file."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.acts.reviewing import return_session
from models.day.day import Day
from models.entries import NewEntry
from models.entries.entry import Entry
from models.entries.reviewing import CommentWritten, SessionReviewed
from models.review_file.contents import CommentsFile


def not_taken(day: Day, file: CommentsFile) -> tuple[Entry, ...]:
    """What of the file isn't on record yet: so nothing is taken twice."""
    comments = {fact[1] for fact in day.facts.histories if fact[0] == "comment"}
    returns = {
        (entry.what.by_file, entry.what.why, entry.about)
        for entry in day.facts.histories.get(("review",), ())
        if isinstance(entry.what, SessionReviewed)
    }

    def is_new(one: Entry) -> bool:
        if isinstance(one.what, CommentWritten):
            return one.what.comment not in comments
        said = one.what
        return isinstance(said, SessionReviewed) and (
            (file.name, said.why, one.about) not in returns
        )

    return tuple(filter(is_new, file.entries))


def take_in(day: Day, file: CommentsFile, staff: str, *, may_return: bool) -> Act:
    """What the file says that isn't on record, as said by its writer and taken in by `staff` (id).

    A return counts only where `may_return`, and as `staff` might return it himself. Refused where
    nothing is new, or only a return that he may not make.
    """
    new = not_taken(day, file)
    if not new:
        raise Refused(f"All that {file.name} said in it is on record already.")
    entries: list[NewEntry] = []
    returned = ""
    for one in new:
        what = one.what
        if isinstance(what, CommentWritten):
            said = what.model_copy(update={"by_file": file.name, **_about(day, what)})
            entries.append(NewEntry(said, one.about))
        elif isinstance(what, SessionReviewed) and may_return:
            (made,) = return_session(day, staff, what.why, one.about).entries
            entries.append(
                NewEntry(
                    made.what.model_copy(update={"by_file": file.name}), one.about, made.supersedes
                )
            )
            returned = ", and the session returned"
        else:
            returned = "; that it was returned waits for a supervisor to take it in"
    if not entries:
        raise Refused("It only returns the session: a supervisor can take that in.")
    count = sum(isinstance(one.what, CommentWritten) for one in entries)
    comments = f"{count} {'comment' if count == 1 else 'comments'} of {file.name} taken in"
    return Act(f"{comments}{returned}", tuple(entries))


def _about(day: Day, what: CommentWritten) -> dict[str, object]:
    """What it is about as this record has it: men who aren't of the day seal nothing."""
    known = tuple(one for one in what.members if day.roster.get(one) is not None)
    if known == what.members:
        return {}
    return {"members": known, "about": "session", "subject": ""}
