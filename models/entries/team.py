"""Entries of the team's stream: who is staff, and which groups there are."""

from __future__ import annotations

from typing import ClassVar

from models.entries.content import Content, Count, Fact, Instant, Stream
from models.roles import Role


class TeamFounded(Content):
    """A team was set up on its first laptop."""

    kind: ClassVar[str] = "team-founded"
    stream: ClassVar[Stream] = "team"
    name: str = ""

    @property
    def fact(self) -> Fact:
        """One team."""
        return ("team",)


class StaffAdded(Content):
    """A member of staff, with role and public signing key (hex); later values change him."""

    kind: ClassVar[str] = "staff-added"
    stream: ClassVar[Stream] = "team"
    staff: str
    name: str
    role: Role
    signing_key: str = ""
    supervisor: str = ""
    trained: str = ""

    @property
    def fact(self) -> Fact:
        """Who this person is."""
        return ("staff", self.staff)


class StaffLeft(Content):
    """A member of staff left the team: from here on what he writes has no effect.

    His slot goes from every machine, and the team goes on under a new key.
    """

    kind: ClassVar[str] = "staff-left"
    stream: ClassVar[Stream] = "team"
    staff: str

    @property
    def fact(self) -> Fact:
        """That he left."""
        return ("staff-left", self.staff)


class GroupFormed(Content):
    """A group was formed. `key` is the id (hex) of the key that seals what is about all."""

    kind: ClassVar[str] = "group-formed"
    stream: ClassVar[Stream] = "team"
    group: str
    name: str
    component: str = "Core Group"
    venue: str = ""
    key: str = ""

    @property
    def fact(self) -> Fact:
        """What this group is."""
        return ("group", self.group)


class PassphraseMissed(Content):
    """So many wrong passphrases were typed at a laptop before somebody unlocked it.

    `since` and `until` are the instants (ms) of the first and the last.
    """

    kind: ClassVar[str] = "passphrase-missed"
    stream: ClassVar[Stream] = "team"
    count: Count
    since: Instant = 0
    until: Instant = 0
