"""A new passphrase: what makes one too weak, and words offered by chance.

The words are `secrets.choice` over one list of 6 KB that ships. The libraries for it bring
command lines and megabytes of lists in languages that nobody here types.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files

LEAST = 15
"""Characters at least, where a passphrase stands alone (NIST SP 800-63B-4, 3.1.1.2)."""
FEWEST_DIFFERENT = 6
WORDS = 5
"""Five words of 1,024 are 50 bits: at 0.8 s a guess, millions of years of computing."""


def weakness(passphrase: str, name: str = "") -> str:
    """Why this passphrase won't do, in a sentence with the way on; nothing where it will."""
    if len(passphrase) < LEAST:
        this = f", this has {len(passphrase)}" if passphrase else ""
        return f"A passphrase has at least {LEAST} characters{this}: a few words do well."
    if len(set(passphrase.lower())) < FEWEST_DIFFERENT:
        return f"At least {FEWEST_DIFFERENT} different characters: these repeat a few."
    rest = passphrase.lower()
    for part in name.lower().split():
        rest = rest.replace(part, "")
    if name and len(rest.strip()) < LEAST // 2:
        return "That is mostly your name: choose words that nobody would guess."
    return ""


def random_words() -> str:
    """Five words by chance, to be offered as a passphrase."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


@cache
def words() -> tuple[str, ...]:
    """The 1,024 words that ship."""
    text = files("session_tui").joinpath("passphrase_words.txt").read_text("ascii")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(" ".join(lines).split())
