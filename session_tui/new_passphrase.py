"""A new passphrase: what makes one too weak (judged by zxcvbn), and words offered by chance.

The words are `secrets.choice` over one list of 6 KB that ships. The libraries for it bring
command lines and megabytes of lists in languages that nobody here types.
"""

from __future__ import annotations

import secrets
from functools import cache
from importlib.resources import files

LEAST = 15
"""Characters at least, where a passphrase stands alone (NIST SP 800-63B-4, 3.1.1.2)."""
LOOKED_AT = 72
"""The estimator looks at so many characters at most; what follows can only make it stronger."""
LEAST_SCORE = 3
"""Of the estimator's 0 to 4: some 10^8 guesses, at 0.8 s each."""
WORDS = 5
"""Five words of 1,024 are 50 bits: at 0.8 s a guess, millions of years of computing."""

WORDS_FOR_THE_SAFE = 12


def weakness(passphrase: str, name: str = "") -> str:
    """Why this passphrase won't do, in a sentence with the way on; nothing where it will."""
    if len(passphrase) < LEAST:
        this = f", this has {len(passphrase)}" if passphrase else ""
        return f"A passphrase has at least {LEAST} characters{this}: a few words do well."
    from zxcvbn import zxcvbn  # its word lists take 0.1 s: only where one is chosen

    rest = passphrase.lower()
    for part in name.lower().split():
        rest = rest.replace(part, "")
    judged = zxcvbn(rest.strip()[:LOOKED_AT] or "-")
    if judged["score"] >= LEAST_SCORE:
        return ""
    why = judged["feedback"]["warning"].rstrip(".")
    return f"That would be guessed{f' ({why})' if why else ''}: a few words by chance would not."


def recovery_words() -> str:
    """Twelve words by chance (120 bits), for the safe: nobody has to learn them."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS_FOR_THE_SAFE))


def random_words() -> str:
    """Five words by chance, to be offered as a passphrase."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


@cache
def words() -> tuple[str, ...]:
    """The 1,024 words that ship."""
    text = files("session_tui").joinpath("passphrase_words.txt").read_text("ascii")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(" ".join(lines).split())
