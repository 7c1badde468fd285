"""Entries of observation: notes, marks, states that last, and ratings where a service has them."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.entries.content import Content, Fact, Number

Scope = Literal["members", "all", "group", "exercise"]
Direction = Literal["strength", "concern", ""]


class NoteWritten(Content):
    """A note, or a mark whose words come later (`text` empty); revisions share its `note` id.

    `text` is what was said or done; `meaning` is what it may mean; `own_words` says that the
    text holds his words in quotation marks. `item` is only set where the writer chose the
    exercise; otherwise the fold finds it from the moment the note is about.
    """

    kind: ClassVar[str] = "note-written"
    note: str
    scope: Scope
    members: tuple[str, ...] = ()
    text: str = ""
    meaning: str = ""
    own_words: bool = False
    direction: Direction = ""
    domain: str = ""
    climate: str = ""
    target: Number = 0
    action: bool = False
    supervision: bool = False
    item: str = ""
    outside: str = ""
    struck: bool = False
    why_changed: str = ""

    @property
    def fact(self) -> Fact:
        """This note."""
        return ("note", self.note)

    @property
    def says_when(self) -> bool:
        """The moment it is about."""
        return True

    @property
    def members_named(self) -> tuple[str, ...]:
        """The men it is about; none where it is about all, the group or an exercise."""
        return self.members


class NothingToAdd(Content):
    """Nothing was worth writing of this man today: a good answer."""

    kind: ClassVar[str] = "nothing-to-add"
    member: str

    @property
    def fact(self) -> Fact:
        """That nothing is to be added of him."""
        return ("nothing-to-add", self.member)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class StateMarked(Content):
    """A state that lasts began in a man, or ended, at the moment this is about.

    `state` is the bank's word for it (its id); `ends` the states that cannot last beside it, by
    the bank of that day: they end as this one begins.
    """

    kind: ClassVar[str] = "state-marked"
    member: str
    state: str
    began: bool
    ends: tuple[str, ...] = ()

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)


class UnderstandingRated(Content):
    """How far one observer saw a man understand the key message of an exercise.

    `rating` is a digit of the service's scale of that day, of which `most` is the highest and
    `words` says what it means; 0 takes one's rating back. Kept per observer, never averaged,
    ranked or used for compliance. (programme.md, Restraint)
    """

    kind: ClassVar[str] = "understanding-rated"
    item: str
    member: str
    staff: str
    rating: int
    most: int = 0
    words: str = ""

    @property
    def fact(self) -> Fact:
        """This observer's rating of this man in this item."""
        return ("understanding", self.item, self.member, self.staff)

    @property
    def members_named(self) -> tuple[str, ...]:
        """Him."""
        return (self.member,)
