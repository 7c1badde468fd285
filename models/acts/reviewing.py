"""Acts of supervision: comment, answer, return, sign off; and what a lock still allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.acts.act import Act, Refused
from models.day.day import Day
from models.day.gate import unsigned
from models.day.review import Comment, review_of, uncovered
from models.day.unlike import unsettled_facts
from models.entries import NewEntry
from models.entries.attendance import OutcomeSet
from models.entries.closing import ActWithdrawn, Signed
from models.entries.content import Content
from models.entries.entry import Entry
from models.entries.group import ActionWritten, ConcernWritten, SessionOpened
from models.entries.observation import NoteWritten
from models.entries.reviewing import About, CommentWritten, SessionReviewed
from models.entries.team import StaffAdded
from models.entries.timeline import PlanLaid

_REVIEWING = (CommentWritten, SessionReviewed)
_FROM_OUTSIDE = (
    *_REVIEWING,
    *(OutcomeSet, ActionWritten, ConcernWritten, SessionOpened, PlanLaid, ActWithdrawn),
)
"""What a supervisor may have said of a session without having taken part in it."""


def write_comment(comment: CommentWritten, at: int, *, about: Comment | None = None) -> Act:
    """Comment or ask; with `about`, answer that comment. Raises Refused without words."""
    if not comment.text.strip():
        raise Refused("A comment needs words.")
    if about is not None:
        answer = comment.model_copy(
            update={"answers": about.what.comment, "members": about.what.members}
        )
        return Act("answered", (NewEntry(answer, at),))
    return Act("question asked" if comment.asks else "comment kept", (NewEntry(comment, at),))


def comment_on(comment: str, text: str, *, member: str = "") -> CommentWritten:
    """A comment with this id on the session, or on one man's day; it asks where it ends with ?."""
    men = (member,) if member else ()
    return comment_about(comment, text, "member" if member else "session", member, men)


def comment_about(
    comment: str, text: str, about: About, subject: str, members: tuple[str, ...]
) -> CommentWritten:
    """A comment with this id on anything; `members` are the men whose keys seal it."""
    return CommentWritten(
        comment=comment,
        about=about,
        subject=subject,
        members=members,
        text=text,
        asks=text.rstrip().endswith("?"),
    )


def return_session(day: Day, staff: str, why: str, at: int) -> Act:
    """Give it back with the reasons. Raises Refused without them, and before the day ended."""
    if not why.strip():
        raise Refused("Why is it returned? A few words.")
    _not_own(day, staff)
    if day.timeline.ended is None:
        raise Refused("The day hasn't ended: comment on it, or wait.")
    standing = day.facts.settle("review")
    said = SessionReviewed(staff=staff, signed_off=False, why=why.strip())
    return Act("returned", (NewEntry(said, at, standing.values if standing else ()),))


def sign_off(
    day: Day, staff: str, people: Mapping[str, StaffAdded], heads: tuple[str, ...], at: int
) -> Act:
    """Sign it off over these heads.

    Raises Refused where he wrote in it himself, where it hasn't ended, where a signature is
    missing, a fact is unsettled, or it is signed off as it stands.
    """
    _not_own(day, staff)
    if day.timeline.ended is None:
        raise Refused("The day hasn't ended: there is nothing to sign off yet.")
    review = review_of(day, people)
    if review.stands == "signed off":
        raise Refused("It is signed off already, and nothing was written since.")
    if missing := unsigned(day, people):
        names = ", ".join(people[one].name if one in people else "unknown" for one in missing)
        raise Refused(f"Not signed by {names} yet: sign-off waits for it.")
    if count := len(unsettled_facts(day)):
        facts = "fact" if count == 1 else "facts"
        raise Refused(f"{count} {facts} said differently by two: sign-off waits until settled.")
    standing = day.facts.settle("review")
    said = SessionReviewed(staff=staff, signed_off=True, heads=heads)
    return Act(
        f"signed off {day.clock(at)}", (NewEntry(said, at, standing.values if standing else ()),)
    )


def check_lock(day: Day, entries: Iterable[NewEntry]) -> None:
    """Raises Refused where the day is signed off and these are no addenda.

    An addendum is a new note; comments, another signature and what belongs to the group (a
    concern, an action) are taken as well.
    """
    if not review_of(day, {}).locked:
        return
    if not all(_is_addendum(day, entry.what) for entry in entries):
        raise Refused("It is signed off: a new note is taken as an addendum, nothing is changed.")


def check_undo(day: Day, entries: Iterable[Entry]) -> None:
    """Raises Refused where a sign-off covers what is to be taken back."""
    heads = review_of(day, {}).heads
    if not heads:
        return
    open_ = {entry.id for entry in uncovered(day, heads)}
    if any(entry.id not in open_ and entry.what.stream == "session" for entry in entries):
        raise Refused("It is signed off: what it covers isn't taken back. A new note says more.")


def _is_addendum(day: Day, what: Content) -> bool:
    if isinstance(what, NoteWritten):
        return day.facts.settle("note", what.note) is None
    return what.stream != "session" or isinstance(what, (*_REVIEWING, Signed))


def _not_own(day: Day, staff: str) -> None:
    """A person doesn't review his own session: what he ran, wrote or was in the room for."""
    wrote = any(
        entry.by == staff and not isinstance(entry.what, _FROM_OUTSIDE)
        for entry in day.entries_of_session
    )
    if wrote or any(one.staff == staff for one in day.attendance.staff):
        raise Refused("You took part in this session: another supervisor reads and signs it off.")
