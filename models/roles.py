"""Who may do what: the one table of roles and deeds. Screens, command line and fold are held to it.

Each row names what is done, the roles that may, and the ways in that lead to it:

* kinds of entries: written by a screen or read in from a file, refused before they are written;
  met in the record (by sync, say), kept, forwarded, without effect, and listed;
* commands of the command line, refused before they open anything. Those that ask no role stand in
  `NO_ROLE`, each with why.

The screens' keys lead here by the deed's name (session_tui.permitted). A kind that no row names
is done by whoever may do its stream's own deed. An auditor's slot holds the trail's keys alone, and
a clinical auditor's samples are sealed to him one by one, so that either could do no more than his
rows say even where nobody asked them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    # The command line asks this table before anything heavy is loaded.
    from models.entries.content import Content, Stream

Role = Literal[
    "facilitator", "co-facilitator", "cover", "supervisor", "auditor", "clinical auditor"
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
DELIVER: Final[tuple[Role, ...]] = ("facilitator", "co-facilitator", "cover")
STAFF: Final[tuple[Role, ...]] = (*DELIVER, "supervisor")
AUDIT: Final[tuple[Role, ...]] = ("auditor", "clinical auditor")
"""Roles outside the team's own work: the record opens to neither."""


class Deed(NamedTuple):
    """One row: `says` completes "may not …"; `own`: only about oneself."""

    name: str
    says: str
    roles: tuple[Role, ...]
    kinds: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    own: bool = False


DEEDS: Final = (
    # In the founder's hands as well, until there is a supervisor.
    Deed(
        "staff",
        "say who is staff",
        ("supervisor",),
        ("team-founded", "staff-added", "staff-left"),
        ("staff remove", "staff words", "staff again"),
    ),
    Deed("group", "form a group", ("facilitator", "supervisor"), ("group-formed",)),
    Deed(
        "men",
        "say who is in a group",
        ("facilitator", "co-facilitator", "supervisor"),
        ("member-added", "member-left"),
        ("import roster",),
    ),
    Deed(
        "route",
        "change what a man must do of the programme",
        ("facilitator", "supervisor"),
        ("credit-allowed", "criterion-excepted", "block-again-decided"),
    ),
    Deed(
        "standing",
        "say how a man stands",
        ("facilitator", "co-facilitator", "supervisor"),
        (
            "standing-changed",
            "order-noted",
            "needs-noted",
            "measures-taken",
            "closing-step-done",
            "catch-up-settled",
        ),
    ),
    Deed(
        "lifestyle plan",
        "write down a man's lifestyle plan",
        STAFF,
        ("lifestyle-plan-written", "lifestyle-plan-reviewed"),
    ),
    Deed("agreed", "note what a man agreed to", STAFF, ("agreement-given",)),
    Deed(
        "plan",
        "lay down the days to come",
        ("facilitator", "supervisor"),
        ("day-planned",),
        ("plan", "import plan"),
    ),
    Deed("training", "say who is trained", ("facilitator", "supervisor"), ("training-taken",)),
    Deed("leave", "note who is away", STAFF, ("leave-noted",)),
    Deed("open", "open a day", STAFF, ("session-opened", "plan-laid", "session-cancelled")),
    Deed(
        "run",
        "run a day",
        STAFF,
        (
            "item-started",
            "item-ended",
            "item-dropped",
            "item-added",
            "item-moved",
            "minutes-changed",
            "overrun-explained",
            "clock-paused",
            "clock-resumed",
            "away-settled",
            "run-on",
            "day-ended",
            "recording-marked",
            "clock-corrected",
        ),
    ),
    Deed(
        "attendance",
        "record attendance",
        STAFF,
        (
            "attendance-marked",
            "member-moved",
            "room-counted",
            "part-taken",
            "staff-moved",
            "outcome-set",
        ),
    ),
    Deed(
        "notes",
        "write observations",
        STAFF,
        ("note-written", "nothing-to-add", "state-marked", "understanding-rated"),
    ),
    Deed("work", "set work or ask about it", STAFF, ("work-set", "work-followed")),
    Deed("concerns", "write concerns and actions", STAFF, ("concern-written", "action-written")),
    Deed("debrief", "close a day", STAFF, ("debrief-written", "written-afterwards")),
    Deed("sign", "sign", STAFF, ("signed",), own=True),
    Deed("reflect", "write a reflection", STAFF, ("reflection-written",), own=True),
    Deed(
        "comment",
        "comment on a session",
        STAFF,
        ("comment-written",),
        ("import comments",),
    ),
    Deed(
        "sign off",
        "return a session or sign it off",
        ("supervisor",),
        ("session-reviewed",),
    ),
    Deed(
        "supervise",
        "write down a supervision",
        ("supervisor",),
        ("supervision-held", "recording-viewed", "quality-scored"),
    ),
    Deed("sign supervision", "sign a supervision", STAFF, ("supervision-signed",), own=True),
    Deed(
        "keep",
        "say how long is kept",
        ("supervisor",),
        ("retention-set", "hold-set"),
        ("erase keep", "erase hold", "erase release"),
    ),
    Deed(
        "erase",
        "propose an erasure",
        ("facilitator", "supervisor"),
        ("erasure-proposed",),
        ("erase due", "erase propose"),
    ),
    Deed(
        "agree to erase",
        "agree to an erasure",
        ("supervisor",),
        ("erasure-agreed",),
        ("erase agree",),
    ),
    Deed("use", "use the record", ROLES, ("data-used",)),
    Deed("trail", "read the trail", ("supervisor", "auditor"), commands=("trail",)),
    Deed(
        "grant a sample",
        "grant a sample or end it",
        ("supervisor",),
        ("sample-granted", "sample-page", "sample-ended"),
        ("audit-sample grant", "audit-sample end"),
    ),
    Deed(
        "read a sample",
        "read a sample",
        ("supervisor", "clinical auditor"),
        commands=("audit-sample list", "audit-sample show"),
    ),
    Deed("undo", "take back what was said", STAFF, ("act-withdrawn",)),
    Deed("team work", "write in the team's part of the record", STAFF),
    Deed("group work", "write in a group's part of the record", STAFF),
    Deed("session work", "write in a session's part of the record", STAFF),
    Deed("missed", "note wrong passphrases", ROLES, ("passphrase-missed",)),
    Deed(
        "read", "read sessions", STAFF, commands=("list", "show", "rebuild", "sync", "staff list")
    ),
    Deed(
        "hand out", "hand out documents", STAFF, commands=("export", "report", "operational-audit")
    ),
    Deed("practise", "practise on a copy of a group", STAFF, commands=("practice",)),
    Deed("verify", "verify the record", ROLES, commands=("verify",)),
)
"""The table."""

OF_STREAM: Final[dict[Stream, str]] = {
    "team": "team work",
    "group": "group work",
    "session": "session work",
}
"""The deed of a kind that no row names, by where its entries belong."""

UNVERIFIED: Final = (
    "item-started",
    "item-ended",
    "item-added",
    "item-moved",
    "items-ordered",
    "minutes-changed",
    "clock-paused",
    "clock-resumed",
    "act-withdrawn",
)
"""What may be said at an open seat: from the room view, while nobody has shown who he is.

It is the clock's keys alone: next, break, a minute more or less, and taking these back.
"""

DEED: Final = {deed.name: deed for deed in DEEDS}
OF_COMMAND: Final = {command: deed.name for deed in DEEDS for command in deed.commands}
"""The deed of each command that asks for somebody's role, by what is typed."""

NO_ROLE: Final = {
    "backup": "opens no key: what it copies stays sealed",
    "restore": "opens no key: what it unpacks stays sealed",
    "join": "opens one's own slot: it brings what is sealed, and the keys one was given already",
    "staff passphrase": "is about one's own slot",
    "staff recover": "is about one's own slot, opened by the words for the safe",
    "bank check": "reads exercises, no record",
    "sample": "makes an invented record in a new home",
    "review": "opens a file that was sealed for him, no record",
}
"""The commands that whoever can run them may, whatever his role, and why none is asked."""
_BY_KIND: Final = {kind: deed for deed in DEEDS for kind in deed.kinds}


def deed_of(what: Content, *, in_team: bool = False) -> Deed:
    """What it is that this entry does. `in_team`: it stands in the team's stream.

    Who takes back what was said of staff does as much as say who is staff.
    """
    if in_team and what.kind == "act-withdrawn":
        return DEED["staff"]
    return _BY_KIND.get(what.kind) or DEED[OF_STREAM[what.stream]]


def not_allowed(role: Role, deed: Deed) -> str:
    """Why somebody of this role may not, in a sentence with the way on."""
    return f"{_a(role)} may not {deed.says}: {_who(deed.roles)} can, after taking the keyboard."


def _who(roles: tuple[Role, ...]) -> str:
    *first, last = (_a(role).lower() for role in roles)
    return f"{', '.join(first)} or {last}" if first else last


def _a(role: Role) -> str:
    return f"An {role}" if role[0] in "aeiou" else f"A {role}"
