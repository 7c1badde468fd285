"""Who can open the record: what the staff screen's keys change of it, in the record's thread."""

from __future__ import annotations

from models.acts.staffing import let_in_again, staff_leaves
from models.entries.team import StaffAdded
from models.record import NotAllowed
from session_tui.desk import Desk
from session_tui.lines import Line, line, wrap
from session_tui.new_passphrase import recovery_words

WORDS_A_ROW = 4
OWN = (
    "Your own alone. The old one opens nothing here once the new one is there. ctrl+r offers words."
)
HIS = (
    "Let your colleague type it: it is his alone, and with it he gets keys of his own anew. "
    "ctrl+r offers five words by chance."
)


def change_own(desk: Desk, passphrase: str) -> str:
    """Another passphrase for whoever is at the keyboard: the line that says so. RecordError."""
    desk.home.change_passphrase(desk.keyring, passphrase, passes=desk.passes)
    return "The new passphrase opens the record; the old one opens nothing here any more."


def let_in(desk: Desk, person: StaffAdded, passphrase: str) -> str:
    """A new passphrase for a colleague who forgot his. Refused, RecordError."""
    check_may(desk)
    facts = desk.team_facts()
    his = bytes.fromhex(person.staff)
    made = desk.home.let_in_again(
        desk.keyring, his, passphrase, passes=desk.passes, role=person.role
    )
    act = let_in_again(facts, desk.team, person.staff, made.signer.hex())
    desk.append(act)
    return act.says


def remove(desk: Desk, person: StaffAdded) -> str:
    """He leaves; with what is read of the team anew the team key changes. Refused, RecordError."""
    act = staff_leaves(desk.team, person.staff, desk.me)
    check_may(desk)
    desk.append(act)
    return f"{act.says}. Other laptops follow at their next sync and unlock."


def make_words(desk: Desk) -> str:
    """Words for the safe; those made before open nothing from now on. RecordError."""
    check_may(desk)
    words = recovery_words()
    desk.home.keep_words(desk.keyring, words, passes=desk.passes)
    return words


def check_may(desk: Desk) -> None:
    """NotAllowed where whoever is at the keyboard may not say who is staff."""
    if why := desk.refused.get("staff"):
        raise NotAllowed(why)


def words_lines(words: str, cells: int) -> list[Line]:
    """The words in rows, numbered, and what they are for."""
    told = (
        "Write these words down and lock them away. Whoever has them opens the record as you; "
        "they are shown this once, and words made before open nothing now. With them: "
        "session-tui staff recover."
    )
    parts = words.split()
    rows: list[Line] = [
        tuple(
            piece
            for at in range(row, min(row + WORDS_A_ROW, len(parts)))
            for piece in ((f"{at + 1:>2} ", "past"), (f"{parts[at]:<14}", "now"))
        )
        for row in range(0, len(parts), WORDS_A_ROW)
    ]
    return [
        *wrap(told, cells),
        (),
        *rows,
        (),
        line("Esc leaves; they can't be shown again.", "past"),
    ]
