"""What supervision said of a session: how its review stands, comments, questions and answers."""

from __future__ import annotations

from collections.abc import Mapping

from models.day.day import Day
from models.day.review import Comment, Review, comments
from models.day.unlike import unlike
from models.entries.entry import Entry
from models.entries.reviewing import CommentWritten, SessionReviewed
from models.entries.team import StaffAdded
from models.local_time import clock, date_of, long_date
from session_tui.lines import Line, line, wrap
from session_tui.screens.live.day_pane import item_title


def comments_on(day: Day, member: str) -> tuple[Comment, ...]:
    """The comments on one man's day and his notes, or ("") on the session and its exercises."""
    return tuple(one for one in comments(day) if member in (one.what.members or ("",)))


def review_words(review: Review) -> str:
    """How a review stands, in a few words."""
    if review.stands == "changed since":
        count = len(review.since)
        return f"{count} {'entry' if count == 1 else 'entries'} after sign-off"
    return review.stands


def review_lines(
    review: Review, day: Day, people: Mapping[str, StaffAdded], cells: int
) -> list[Line]:
    """Who signed it off or gave it back, when and why; nothing before either."""
    entry = review.entry
    if entry is None:
        return []
    said = entry.what
    by_file = said.by_file if isinstance(said, SessionReviewed) else ""
    who = f"{_name(people, entry.by, by_file)}, {_when(day, entry.written)}"
    if isinstance(said, SessionReviewed) and not said.signed_off:
        told = f"Returned by {who}: {said.why}"
        return [*wrap(told, cells, "accent"), ()]
    lines = [line(f"Signed off by {who}", "head")]
    if review.since:
        lines += wrap(f"{review_words(review)}: it asks for a new one.", cells, "accent")
    return [*lines, ()]


def unlike_words(day: Day, people: Mapping[str, StaffAdded], key: str, cells: int) -> list[Line]:
    """That facts were said differently, by whom, and the key that shows and settles them."""
    found = unlike(day)
    if not found:
        return []
    names = " and ".join(dict.fromkeys(_name(people, by) for one in found for by in one.by))
    facts = "1 fact" if len(found) == 1 else f"{len(found)} facts"
    told = f"≠ {facts} said differently by {names}{f': {key} shows and settles' if key else ''}."
    return [*wrap(told, cells, "accent"), ()]


def comment_lines(
    found: tuple[Comment, ...], day: Day, people: Mapping[str, StaffAdded], cells: int
) -> list[Line]:
    """The comments, each with its answers below it."""
    if not found:
        return []
    lines: list[Line] = [(), line("Comments", "head")]
    for comment in found:
        by = _by(day, people, comment.entry)
        lines += _said(comment.what, f"{by}{_on(day, comment.what)}", cells)
        if comment.is_open:
            lines.append(line("  a question: a answers it", "accent"))
        for answer in comment.answers:
            assert isinstance(answer.what, CommentWritten)
            by = _by(day, people, answer)
            lines += [((("  ", "normal"), *one)) for one in _said(answer.what, by, cells - 2)]
    return lines


def _on(day: Day, what: CommentWritten) -> str:
    """What a comment is about, where that is less than the page."""
    if what.about == "note":
        note = next((one for one in day.notes if one.id == what.subject), None)
        return f" · on the note of {day.clock(note.at)}" if note else ""
    state = day.timeline.state(what.subject) if what.about == "item" else None
    return f" · on {item_title(day, state)}" if state else ""


def _said(what: CommentWritten, by: str, cells: int) -> list[Line]:
    return [
        line(by, "past"),
        *((("  ", "normal"), *one) for one in wrap(what.text, cells - 2, "normal")),
    ]


def _by(day: Day, people: Mapping[str, StaffAdded], entry: Entry) -> str:
    by_file = entry.what.by_file if isinstance(entry.what, CommentWritten) else ""
    at = entry.about if by_file else entry.written
    return f"{_name(people, entry.by, by_file)} · {_when(day, at)}"


def _name(people: Mapping[str, StaffAdded], staff: str, by_file: str = "") -> str:
    """Whose words they are; said in a file, who took them in as well."""
    known = people.get(staff)
    name = known.name if known else "unknown staff"
    return f"{by_file}, by file (taken in by {name})" if by_file else name


def _when(day: Day, at: int) -> str:
    zone = day.about.zone
    date = date_of(at, zone)
    return clock(at, zone) if date == day.about.date else f"{long_date(date)} {clock(at, zone)}"
