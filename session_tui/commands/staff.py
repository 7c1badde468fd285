"""`session-tui staff`: who is staff, who leaves, another passphrase, words for the safe.

What changes keys is one step each; cut short at any write it leaves the old or the new.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from session_tui.commands.opening import check_allowed, new_passphrase, now, opened_home, unlocked
from session_tui.commands.output import put
from session_tui.commands.trouble import Stop
from session_tui.commands.writing import accepted

if TYPE_CHECKING:
    from models.entries.team import StaffAdded
    from models.home import Home
    from models.keys.keyring import Keyring
    from models.record import Record


class Hand(NamedTuple):
    """The home and its record, and whose hand is on it."""

    home: Home
    keyring: Keyring
    record: Record


def run(arguments: Namespace) -> int:
    """Do it and say what was done."""
    if arguments.what == "recover":
        return _recover(arguments)
    with opened_hand(arguments, auditing=arguments.what == "passphrase") as hand:
        return _DOING[arguments.what](hand, arguments)


@contextmanager
def opened_hand(arguments: Namespace, *, auditing: bool = False) -> Iterator[Hand]:
    """The home, unlocked, to be read and written; an auditor's keys will do where `auditing`."""
    from models.journal.recorder import open_recorder
    from models.record import Record

    home = opened_home(arguments)
    keyring, _ = unlocked(home, auditing=auditing)
    with open_recorder(home, keyring) as recorder:
        yield Hand(home, keyring, Record(recorder.reader, keyring, now, recorder))


def _list(hand: Hand, _: Namespace) -> int:
    check_allowed(hand.record, "staff list")
    team = hand.record.team()
    rows = [f"{one.name}, {one.role}" for one in team.here.values()]
    put([*rows, *(f"{team.staff[one].name}, has left" for one in sorted(team.gone))])
    return 0


def _remove(hand: Hand, arguments: Namespace) -> int:
    from models.acts.staffing import staff_leaves
    from models.keys.team_keys import bring_about

    check_allowed(hand.record, "staff remove")
    team = hand.record.team()
    person = named_staff(hand, arguments.name)
    act = staff_leaves(team, person.staff, hand.record.staff)
    question = (
        f"{person.name} leaves: his passphrase opens nothing here any more, and the team goes on "
        "under a new key. Remove him?"
    )
    if not accepted(arguments, question):
        put(["Nothing was changed."])
        return 1
    hand.record.append(act.entries)
    bring_about(hand.home, hand.keyring, hand.record.team(), may_say_who_is_staff=True)
    put([f"{act.says}. Other laptops follow at their next sync and unlock."])
    return 0


def _passphrase(hand: Hand, _: Namespace) -> int:
    name = hand.record.team().staff_name(hand.record.staff)
    hand.home.change_passphrase(hand.keyring, new_passphrase(name))
    put(["The new passphrase opens the record; the old one opens nothing here any more."])
    return 0


def _words(hand: Hand, _: Namespace) -> int:
    from session_tui.new_passphrase import recovery_words

    check_allowed(hand.record, "staff words")
    words = recovery_words()
    hand.home.keep_words(hand.keyring, words)
    parts = words.split()
    put(
        [
            "Write these words down or print them, and lock them away. Whoever has them opens the",
            "record as you; they are shown this once, and words made before open nothing now.",
            "",
            *(
                "   ".join(f"{n + 1:2} {parts[n]:<12}" for n in range(row, row + 4)).rstrip()
                for row in range(0, len(parts), 4)
            ),
            "",
            "With them: session-tui staff recover",
        ]
    )
    return 0


def _recover(arguments: Namespace) -> int:
    from session_tui.commands.opening import asked_words

    home = opened_home(arguments)
    if not home.staff.slots(".recovery"):
        raise Stop("No words were ever made for this record: session-tui staff words makes them.")
    home.recover(asked_words(), new_passphrase(""))
    put(["The new passphrase opens the record; the old one opens nothing here any more."])
    return 0


def _again(hand: Hand, arguments: Namespace) -> int:
    from models.acts.staffing import let_in_again

    check_allowed(hand.record, "staff again")
    person = named_staff(hand, arguments.name)
    put([f"A new passphrase for {person.name}: let him type it himself."])
    team = hand.record.team()
    made = hand.home.let_in_again(
        hand.keyring,
        bytes.fromhex(person.staff),
        new_passphrase(person.name),
        role=person.role,
    )
    act = let_in_again(hand.record.team_facts(), team, person.staff, made.signer.hex())
    hand.record.append(act.entries)
    put([f"{act.says}."])
    return 0


def named_staff(hand: Hand, name: str | None) -> StaffAdded:
    """Who of the staff is meant, by his name or a part of it that is his alone. Stop (2)."""
    wanted = (name or "").strip().casefold()
    here = hand.record.team().here.values()
    found = [one for one in here if wanted and one.name.casefold() == wanted]
    found = found or [one for one in here if wanted and wanted in one.name.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in here)
    raise Stop(f"Say who, by his name. There are {names}.", 2)


_DOING: dict[str, Callable[[Hand, Namespace], int]] = {
    "list": _list,
    "remove": _remove,
    "passphrase": _passphrase,
    "words": _words,
    "again": _again,
}
