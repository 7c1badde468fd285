"""The one kind of error that the record gives to people: a sentence, never a secret."""

from __future__ import annotations


class RecordError(Exception):
    """Something about the record that a person must know: what, where, and what to do.

    The message never holds note text, a passphrase or a key.
    """
