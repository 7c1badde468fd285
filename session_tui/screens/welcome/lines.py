"""What the first screen says, as lines: before there is a team, at the door, and in trouble."""

from __future__ import annotations

from collections.abc import Sequence

from session_tui.lines import Line, line, wrap

INDENT = 4


def first_lines(cells: int) -> list[Line]:
    """No team yet: three things can be done, nothing else."""
    practice = (
        "A whole day with an invented group, the clock at 60 times the speed. "
        "Nothing of it is kept."
    )
    team = "Your name, your role and a passphrase. Groups and their men come after."
    joining = "From its hub or a backup, with the passphrase of somebody already in the team."
    return [
        line("There is no team on this laptop yet.", "now"),
        (),
        *_offer("p", "Begin a practice day", practice, cells),
        (),
        *_offer("s", "Set up a team", team, cells),
        (),
        *_offer("j", "Join a team", joining, cells),
    ]


def _offer(key: str, label: str, about: str, cells: int) -> list[Line]:
    told = wrap(about, max(20, cells - INDENT), "past")
    return [
        ((f"{key:<{INDENT}}", "head"), (label, "now")),
        *(((" " * INDENT, "past"), *one) for one in told),
    ]


def door_lines(labels: Sequence[str], chosen: int) -> list[Line]:
    """The home is there: who opens it. Nothing is listed until it is known, nor for one alone."""
    if len(labels) < 2:
        who = f"{labels[0]}: " if labels else ""
        return [line(f"{who}type the passphrase to open the record.", "now")]
    people: list[Line] = [
        ((" › ", "head"), (label, "chosen"))
        if place == chosen
        else (("   ", "past"), (label, "past"))
        for place, label in enumerate(labels)
    ]
    return [line("Who is at the keyboard?", "now"), (), *people]


def trouble_lines(troubles: Sequence[str], cells: int) -> list[Line]:
    """What keeps the record from opening, each in its sentence, and the way on."""
    told = [piece for trouble in troubles for piece in (*wrap(trouble, cells), ())]
    return [
        line("The record can't be opened yet.", "now"),
        (),
        *told,
        line("r tries again once that is put right.", "past"),
    ]
