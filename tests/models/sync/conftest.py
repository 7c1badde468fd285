"""Two laptops of one team: the homes are those of the record's tests."""

from tests.models.record.conftest import (
    colleague,
    keyring,
    made,
    opened,
    own,
)

__all__ = ["colleague", "keyring", "made", "opened", "own"]
