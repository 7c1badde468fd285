"""Entries of supervision on a session: comments, questions and answers, returned, signed off."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.entries.content import Content, Fact

About = Literal["session", "member", "note", "item"]


class CommentWritten(Content):
    """Somebody comments on the session, on a man's day, on a note or an exercise; or asks.

    `subject` is the id of what it is about, "" for the session itself; `members` are the men it
    is about, whose keys seal it. `answers` is the comment it answers. Revisions share `comment`.
    """

    kind: ClassVar[str] = "comment-written"
    comment: str
    about: About = "session"
    subject: str = ""
    members: tuple[str, ...] = ()
    text: str
    asks: bool = False
    answers: str = ""

    @property
    def fact(self) -> Fact:
        """This comment."""
        return ("comment", self.comment)

    @property
    def members_named(self) -> tuple[str, ...]:
        """The men it is about."""
        return self.members


class SessionReturned(Content):
    """The supervisor gives a session back, with the reasons: it is open again."""

    kind: ClassVar[str] = "session-returned"
    staff: str
    why: str

    @property
    def fact(self) -> Fact:
        """How the review of this session stands."""
        return ("review",)


class SessionSignedOff(Content):
    """The supervisor signs a session off; `heads` ("writer:seq:hash") are what it covers."""

    kind: ClassVar[str] = "session-signed-off"
    staff: str
    heads: tuple[str, ...]

    @property
    def fact(self) -> Fact:
        """How the review of this session stands."""
        return ("review",)

    @property
    def says_when(self) -> bool:
        """When it was signed off."""
        return True
