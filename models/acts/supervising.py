"""Acts of supervision: one was held or cancelled, signed, a recording viewed, quality scored."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.supervision import (
    QualityScored,
    RecordingViewed,
    SupervisionHeld,
    SupervisionSigned,
)
from models.facts import Facts
from models.group.supervision import Supervision
from models.local_time import long_date


def hold(facts: Facts, said: SupervisionHeld, today: str) -> Act:
    """Write down a supervision, or write it anew: signatures under what stood then no longer count.

    Raises Refused for one's own, a date to come, no length, or a cancelled one that has one.
    """
    if said.staff == said.supervisor:
        raise Refused("Nobody supervises himself: choose whom it was with.")
    if said.date > today and not said.cancelled:
        raise Refused(f"{long_date(said.date)} is yet to come: write it down once it was held.")
    if said.cancelled and said.minutes:
        raise Refused("One that was cancelled has no length: empty one of the two.")
    if not said.cancelled and not said.minutes:
        raise Refused("How long was it? Such as 45, 1h or 1h30.")
    before = facts.settle("supervision", said.supervision)
    line = f"supervision of {long_date(said.date)} {'cancelled' if said.cancelled else 'kept'}"
    return Act(line, (NewEntry(said, supersedes=before.values if before else ()),))


def sign_supervision(facts: Facts, one: Supervision, me: str, comment: str = "") -> Act:
    """Sign a supervision as it stands. Refused for who has no part in it, or has signed."""
    if one.what.cancelled:
        raise Refused("It was cancelled: there is nothing to sign.")
    if me not in (one.what.staff, one.what.supervisor):
        raise Refused("Only the two who met sign it.")
    if me not in one.unsigned:
        raise Refused("You have signed it as it stands.")
    before = facts.settle("supervision-signed", one.what.supervision, me)
    said = SupervisionSigned(
        supervision=one.what.supervision,
        staff=me,
        supervised=one.what.staff,
        said=one.entry,
        comment=comment.strip(),
    )
    return Act("signed", (NewEntry(said, supersedes=before.values if before else ()),))


def view(said: RecordingViewed, today: str) -> Act:
    """Write down which stretch of a recording was viewed. Refused where it has no length."""
    if said.to_minute <= said.from_minute:
        raise Refused("It ends before it begins: from which minute to which?")
    if said.date > today:
        raise Refused(f"{long_date(said.date)} is yet to come.")
    return Act(f"viewed {said.to_minute - said.from_minute} min", (NewEntry(said),))


def score(said: QualityScored, me: str) -> Act:
    """Keep a form of quality. Refused about oneself, without a digit, or without feedback."""
    if said.staff == me:
        raise Refused("Nobody scores himself.")
    if not said.points:
        raise Refused("No point has a digit yet.")
    if not said.feedback.strip():
        raise Refused("Scores stand beside words only: what was seen, and what next?")
    return Act(f"{said.title.lower()} kept", (NewEntry(said),))
