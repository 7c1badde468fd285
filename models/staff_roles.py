"""Who was staff in which role when, and whether an entry has effect (the table: models.roles).

Rooted in the founder's key, by which the team is known: the founder says who is staff until a
supervisor is there, then only supervisors do. An entry has effect where its author's own key
signed it and his role, by the latest staff entry before it, allows it. (Where his clock put an
entry before he was staff, his first role counts.) All others are kept and forwarded, and listed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from models.entries.closing import ActWithdrawn
from models.entries.content import Content
from models.entries.entry import Entry, Order
from models.entries.team import StaffAdded, StaffLeft, TeamFounded
from models.facts import Facts
from models.group.people import Team, fold_team
from models.roles import UNVERIFIED, Deed, Role, deed_of, not_allowed

FORGED = "signed by another than its author"
_OPEN_TO: Final[dict[Role, tuple[str, ...]]] = {
    "auditor": ("use",),
    "clinical auditor": ("use", "grant a sample"),
}
"""The deeds of others whose entries an auditor can open, by his role."""


class SignedEntry(NamedTuple):
    """An entry and the public key (hex) that signed it."""

    entry: Entry
    signer: str


class StaffRoles:
    """The staff's roles through time, folded from the team's stream."""

    def __init__(self, team_stream: str, founder: str, entries: Iterable[SignedEntry]) -> None:
        """`founder` is the founder's public key (hex); `entries` are the team's, in any order."""
        self._team_stream = team_stream
        self._founder = founder
        self._owners: dict[str, str] = {}
        self._changes: dict[str, tuple[list[Order], list[Role | None]]] = {}
        self._team = Team("", {}, {})
        self._judged: dict[str, str] = {}
        accepted: list[Entry] = []
        once = {one.entry.id: one for one in sorted(entries, key=_order, reverse=True)}
        for one in sorted(once.values(), key=_order):
            if isinstance(one.entry.what, (StaffAdded, StaffLeft, ActWithdrawn, TeamFounded)):
                why = self._why_not(one, self._role_now(one.entry.by))
                self._judged[one.entry.id] = why
                if not why:
                    accepted.append(one.entry)
                    self._take_in(one, accepted)

    def why_not(self, one: SignedEntry) -> str:
        """Why an entry of the record has no effect, for people; nothing where it has."""
        entry = one.entry
        if entry.stream == self._team_stream and entry.id in self._judged:
            return self._judged[entry.id]
        return self._why_not(one, self._role_at(entry.by, entry.order))

    def refused(
        self, what: Content, staff: str, signer: str, *, in_team: bool, unverified: bool = False
    ) -> str:
        """Why this person may not say this now, in a sentence; nothing where he may.

        `unverified`: at an open seat, where he hasn't shown who he is.
        """
        deed = deed_of(what, in_team=in_team)
        if unverified and not _at_open_seat(what, deed):
            return "Nobody has shown who he is: the passphrase first."
        if deed.own and getattr(what, "staff", staff) != staff:
            return f"Nobody may {deed.says} for somebody else."
        return self.refuses(staff, signer, deed)

    def refuses(self, staff: str, signer: str, deed: Deed) -> str:
        """Why this person may not do this now, in a sentence; nothing where he may."""
        role = self._role_now(staff)
        if role in deed.roles or self._founds(signer, deed):
            return ""
        if not self._team.staff and not deed.kinds:
            return ""  # nothing is on record yet: looking shows nothing
        if role is None:
            return f"The record doesn't say that you are staff: you may not {deed.says}."
        return not_allowed(role, deed)

    def _founds(self, signer: str, deed: Deed) -> bool:
        """Whether this is the founder's to do, while no supervisor is there."""
        supervised = any(one.role == "supervisor" for one in self._team.here.values())
        gone = self._owners.get(signer) in self._team.gone
        return deed.name == "staff" and signer == self._founder and not supervised and not gone

    def _why_not(self, one: SignedEntry, role: Role | None) -> str:
        entry, what = one.entry, one.entry.what
        deed = deed_of(what, in_team=entry.stream == self._team_stream)
        if self._owners.get(one.signer, entry.by) != entry.by:
            return FORGED
        if one.signer not in self._owners:
            return "" if self._founds(one.signer, deed) else FORGED
        if deed.own and getattr(what, "staff", entry.by) != entry.by:
            return FORGED
        if entry.unverified and not _at_open_seat(what, deed):
            return f"said at an open seat, where nobody may {deed.says}"
        if role in deed.roles or self._founds(one.signer, deed):
            return ""
        name = self._team.staff_name(entry.by)
        return f"by {name}, {role or 'no role'}, who may not {deed.says}"

    def _take_in(self, one: SignedEntry, accepted: list[Entry]) -> None:
        """Fold the team anew after an entry that may change who is who."""
        what = one.entry.what
        self._owners.setdefault(one.signer, one.entry.by)
        if isinstance(what, StaffAdded) and what.signing_key:
            self._owners.setdefault(what.signing_key, what.staff)
        self._team = fold_team(Facts.of(accepted))
        for staff, person in self._team.staff.items():
            orders, roles = self._changes.setdefault(staff, ([], []))
            role = None if staff in self._team.gone else person.role
            if not roles or roles[-1] != role:
                orders.append(one.entry.order)
                roles.append(role)

    def _role_now(self, staff: str) -> Role | None:
        person = self._team.here.get(staff)
        return person.role if person else None

    def _role_at(self, staff: str, order: Order) -> Role | None:
        """His role at a place in the fold's order."""
        orders, roles = self._changes.get(staff, ([], []))
        return roles[max(0, bisect_right(orders, order) - 1)] if roles else None


class AuditorsView:
    """The roles as an auditor sees them: who is staff in which role is sealed to him.

    Who signs as whom he knows from what the staff granted each other. Of the entries he can open
    only the trail's own count, and samples to a clinical auditor; he himself may do his role's
    deeds.
    """

    def __init__(self, owners: Mapping[bytes, bytes], role: Role) -> None:
        """`owners` are the staff's ids by their public keys."""
        self._role = role
        self._owners = {signer.hex(): staff.hex() for signer, staff in owners.items()}

    def why_not(self, one: SignedEntry) -> str:
        """Why an entry has no effect, for people; nothing where it has."""
        if self._owners.get(one.signer) != one.entry.by:
            return FORGED
        known = deed_of(one.entry.what).name in _OPEN_TO[self._role]
        return "" if known else "not of the trail, under its key"

    def refused(
        self, what: Content, staff: str, signer: str, *, in_team: bool, unverified: bool = False
    ) -> str:
        """Why he may not say this, in a sentence; nothing where he may."""
        del unverified
        return self.refuses(staff, signer, deed_of(what, in_team=in_team))

    def refuses(self, staff: str, signer: str, deed: Deed) -> str:
        """Why he may not do this, in a sentence; nothing where he may."""
        del staff, signer
        return "" if self._role in deed.roles else not_allowed(self._role, deed)


def _at_open_seat(what: Content, deed: Deed) -> bool:
    return what.kind in UNVERIFIED and deed.name != "staff"


def _order(one: SignedEntry) -> tuple[Order, str]:
    return one.entry.order, one.entry.id
