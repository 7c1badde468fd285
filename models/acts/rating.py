"""Acts on ratings of understanding, where a service has turned them on."""

from __future__ import annotations

from collections.abc import Mapping

from models.acts.act import Act, Refused
from models.day.day import Day
from models.entries import NewEntry
from models.entries.observation import UnderstandingRated


def rate_understanding(
    day: Day, item: str, member: str, staff: str, rating: int, scale: Mapping[int, str], at: int
) -> Act:
    """Say how far one observer saw a man understand an item's key message; 0 takes it back.

    `scale` is the service's, words by digit. Raises Refused for a digit that it doesn't have.
    """
    if rating and rating not in scale:
        raise Refused(f"The scale goes from {min(scale)} to {max(scale)}.")
    standing = day.facts.settle("understanding", item, member, staff)
    said = UnderstandingRated(
        item=item,
        member=member,
        staff=staff,
        rating=rating,
        most=max(scale) if rating else 0,
        words=scale[rating] if rating else "",
    )
    word = "rated" if rating else "rating taken back"
    seat = day.roster.seat_sign(member)
    return Act(f"{seat} · {word}", (NewEntry(said, at, standing.values if standing else ()),))
