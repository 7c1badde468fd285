"""Entries of supervision on a session: comments, questions and answers, returned or signed off."""

from __future__ import annotations

from typing import ClassVar, Literal

from models.entries.content import Content, Fact

About = Literal["session", "member", "note", "item"]


class CommentWritten(Content):
    """Somebody comments on the session, on a man's day, on a note or an exercise; or asks.

    `subject` is the id of what it is about, "" for the session itself; `members` are the men it
    is about, whose keys seal it. `answers` is the comment it answers. Revisions share `comment`.
    `by_file` is the name of who said it in a file of comments, which the entry's author took in.
    """

    kind: ClassVar[str] = "comment-written"
    comment: str
    about: About = "session"
    subject: str = ""
    members: tuple[str, ...] = ()
    text: str
    asks: bool = False
    answers: str = ""
    by_file: str = ""

    @property
    def fact(self) -> Fact:
        """This comment."""
        return ("comment", self.comment)

    @property
    def members_named(self) -> tuple[str, ...]:
        """The men it is about."""
        return self.members


class SessionReviewed(Content):
    """The supervisor signs a session off, or gives it back with the reasons: it is open again.

    `heads` ("writer:seq:hash") are what a sign-off covers; a return has none. `by_file` is the
    name of who gave it back in a file of comments, which the entry's author took in.
    """

    kind: ClassVar[str] = "session-reviewed"
    staff: str
    signed_off: bool
    heads: tuple[str, ...] = ()
    why: str = ""
    by_file: str = ""

    @property
    def fact(self) -> Fact:
        """How the review of this session stands."""
        return ("review",)

    @property
    def says_when(self) -> bool:
        """When it was signed off or given back."""
        return True
