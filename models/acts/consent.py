"""Acts on what a man agreed to: here, the recording of sessions."""

from __future__ import annotations

from models.acts.act import Act, Refused
from models.day.day import Day
from models.entries import NewEntry
from models.entries.membership import AgreementGiven
from models.facts import Facts


def video_agreed(day: Day, member: str, date: str, at: int, *, taken_back: bool) -> Act:
    """A man was told of the recording and agrees, on `date` (ISO), or doesn't (any more).

    Raises Refused for a man who isn't of the group: his own group has asked him.
    """
    seat = day.roster.seat_sign(member)
    if day.facts.settle("walk-in", member) is not None:
        raise Refused(f"{seat} isn't of this group: it is for his own group to ask him.")
    standing = day.facts.settle("agreed", member, "video")
    said = AgreementGiven(member=member, to="video", date=date, taken_back=taken_back)
    says = f"{seat} · the recording: {'no consent' if taken_back else 'agreed'}"
    return Act(says, (NewEntry(said, at, standing.values if standing else ()),))


def video_consent(facts: Facts, member: str) -> AgreementGiven | None:
    """What he last said of the recording, with its date; None where nobody asked him."""
    entry = facts.value("agreed", member, "video")
    what = entry.what if entry else None
    return what if isinstance(what, AgreementGiven) else None
