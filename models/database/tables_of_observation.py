"""The tables of what was observed: notes and their words, states that lasted, ratings."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class ObservationRow(SQLModel, table=True):
    """A note or mark as it stands. `place` is its moment, and a part of its id for company.

    `minute` is the whole minute into its item; both are empty outside of any.
    """

    __tablename__: ClassVar[Any] = "observations"
    place: int = Field(primary_key=True)
    note_id: str
    session_id: str = Field(index=True)
    at: int
    written: int
    written_by: str
    scope: str
    item_id: str
    minute: int
    text: str
    meaning: str
    own_words: bool
    direction: str
    domain: str
    climate: str
    target: int
    action: bool
    supervision: bool
    outside: str
    mark: bool
    struck: bool
    late: bool
    amended: bool
    unsettled: bool


class ObservedRow(SQLModel, table=True):
    """A man whom a note names; its `place`, so that a man's notes are found in their order."""

    __tablename__: ClassVar[Any] = "observed"
    __table_args__ = (Index("observed_in_order", "member_id", "place"),)
    session_id: str = Field(primary_key=True)
    note_id: str = Field(primary_key=True)
    member_id: str = Field(primary_key=True)
    place: int


class StateRow(SQLModel, table=True):
    """A stretch that a state lasted in a man, as somebody saw it; `until` is empty while open."""

    __tablename__: ClassVar[Any] = "states"
    session_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    member_id: str = Field(index=True)
    state: str
    since: int
    until: int | None
    staff_id: str


class RatingRow(SQLModel, table=True):
    """How far one observer saw a man understand an item's key message: `rating` of `most`."""

    __tablename__: ClassVar[Any] = "ratings"
    session_id: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)
    member_id: str = Field(primary_key=True, index=True)
    staff_id: str = Field(primary_key=True)
    rating: int
    most: int
    words: str


SEARCH = (
    """
CREATE VIRTUAL TABLE observation_words USING fts5(
    text, meaning, content='observations', content_rowid='place',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
)""",
    """
CREATE TRIGGER observation_came AFTER INSERT ON observations BEGIN
    INSERT INTO observation_words (rowid, text, meaning)
    VALUES (new.place, new.text, new.meaning);
END""",
    """
CREATE TRIGGER observation_went AFTER DELETE ON observations BEGIN
    INSERT INTO observation_words (observation_words, rowid, text, meaning)
    VALUES ('delete', old.place, old.text, old.meaning);
END""",
)
"""The words of notes, found at once; two triggers keep them as the observations are."""
