"""`session-tui erase`: how long is kept what is about a man, who is due, and his erasure by two.

Nobody is named on the terminal: a man is meant by the code that `erase due` lists.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from session_tui.commands.opening import check_allowed, now
from session_tui.commands.output import put
from session_tui.commands.staff import Hand, opened_hand
from session_tui.commands.trouble import Stop
from session_tui.commands.writing import accepted, group_meant

if TYPE_CHECKING:
    from models.entries import Entry, NewEntry
    from models.facts import Facts
    from models.group.keeping import Kept, Proposal
    from models.group.samples import Sample

_CODE = 8
ZONE = "Europe/London"


class Group(NamedTuple):
    """The group meant: its id, its name, its facts."""

    id: str
    name: str
    facts: Facts


def run(arguments: Namespace) -> int:
    """Do it and say what was done."""
    with opened_hand(arguments) as hand:
        check_allowed(hand.record, f"erase {arguments.what}")
        return _DOING[arguments.what](hand, arguments)


def _today() -> str:
    from models.local_time import date_of

    return date_of(now(), ZONE)


def _group(hand: Hand, arguments: Namespace) -> Group:
    formed = group_meant(hand.record, arguments.group)
    return Group(formed.group, formed.name, hand.record.group_facts(formed.group))


def _due(hand: Hand, arguments: Namespace) -> int:
    from models.group.keeping import kept_men, months_kept, proposals

    group = _group(hand, arguments)
    months = months_kept(group.facts)
    put([f"{group.name}: {f'kept {months} months after leaving' if months else 'no schedule yet'}"])
    waiting = {
        one.what.whose: one for one in proposals(hand.record.team_facts(), hand.record.team())
    }
    for one in kept_men(group.facts, _today()):
        says = "due" if one.due(_today()) else f"until {one.until or 'a schedule is set'}"
        says = f"held: {one.held}" if one.held else says
        says += ", erasure proposed" if one.man.member in waiting else ""
        put([f"{one.man.member[-_CODE:]}  seat {one.man.seat}  left {one.since or '?'}  {says}"])
    return 0


def _keep(hand: Hand, arguments: Namespace) -> int:
    from models.acts.erasing import keep_for

    group = _group(hand, arguments)
    act = keep_for(group.facts, arguments.months or 0)
    hand.record.append(act.entries, group=group.id)
    put([f"{group.name}: {act.says}."])
    return 0


def _hold(hand: Hand, arguments: Namespace) -> int:
    from models.acts.erasing import hold

    group = _group(hand, arguments)
    man = _man(group, arguments.code)
    act = hold(group.facts, man, arguments.why or "", held=arguments.what == "hold")
    hand.record.append(act.entries, group=group.id)
    put([f"{act.says}."])
    return 0


def _propose(hand: Hand, arguments: Namespace) -> int:
    from models.acts.erasing import propose
    from models.ids import new_id

    group = _group(hand, arguments)
    man = _man(group, arguments.code)
    act = propose(man, group.id, new_id(now()), _today())
    _show(hand, group, man)
    if not accepted(arguments, "Propose to erase all that was sealed for him?"):
        put(["Nothing was changed."])
        return 1
    hand.record.append(act.entries)
    put([f"{act.says}: session-tui erase agree {arguments.code}"])
    return 0


def _agree(hand: Hand, arguments: Namespace) -> int:
    from models.acts.erasing import agree
    from models.group.keeping import sealed_for
    from models.keys.team_keys import bring_about

    group = _group(hand, arguments)
    man = _man(group, arguments.code)
    proposal = _proposal(hand, man)
    act = agree(proposal, hand.record.staff, man.held)
    entries = _show(hand, group, man)
    question = "Erase it for good? Half-typed text on this laptop goes with it."
    if not accepted(arguments, question):
        put(["Nothing was changed."])
        return 1
    counts = dict(sealed_for(entries, man.man.member))
    ends = samples_ended(hand, man)
    hand.record.append((*act.entries, *ends))
    _live_samples(hand)
    bring_about(hand.home, hand.keyring, hand.record.team(), may_say_who_is_staff=False)
    put([f"{act.says}.", f"Certificate: {_certified(hand, group, proposal, counts, arguments)}"])
    return 0


def samples_ended(hand: Hand, man: Kept) -> list[NewEntry]:
    """The end of every clinical sample that he is in."""
    from models.acts.sampling import end_sample

    his = (one for one in _live_samples(hand) if man.man.member in one.granted.men)
    return [entry for one in his for entry in end_sample(one, "an erasure").entries]


def _live_samples(hand: Hand) -> tuple[Sample, ...]:
    from models.keys.sample_keys import live_samples

    return live_samples(hand.record, hand.keyring, _today())


def _certified(
    hand: Hand, group: Group, proposal: Proposal, counts: dict[str, int], arguments: Namespace
) -> str:
    from exercise_bank.bank import load_bank
    from exports.erasure import Erased, certificate
    from exports.write import export_document
    from models.journal.verify import verify

    team = hand.record.team()
    erased = Erased(
        code=proposal.what.whose[-_CODE:],
        group=group.name,
        kept_until=proposal.what.date,
        proposed_by=team.staff_name(proposal.by),
        agreed_by=team.staff_name(hand.record.staff),
        counts=counts,
        at=now(),
        verified=verify(hand.home.folder).lines[0],
    )
    style = load_bank(arguments.bank).service.documents
    made, name = certificate(erased), "certificate-of-erasure"
    return str(export_document(made, name, "pdf", arguments.to, style))


def _show(hand: Hand, group: Group, man: Kept) -> list[Entry]:
    """What goes and what stays: first the entries about two men, for they go too."""
    from exports.erasure import stands_in, where
    from models.group.keeping import names_others_too, sealed_for
    from models.group.people import fold_sessions

    sessions = fold_sessions(group.facts)
    days = {one.session: hand.record.day(group.id, one.session) for one in sessions}
    entries = hand.record.entries([group.id, *days])
    staff = {one: person.name for one, person in hand.record.team().staff.items()}
    both = names_others_too(entries, man.man.member)
    named = stands_in(entries, man.man)
    put([f"Entries that go with his key: {sum(sealed_for(entries, man.man.member).values())}."])
    put([f"Of these about another man as well, to be written anew first: {len(both)}."])
    put([f"  {where(one, days, staff)}" for one in both])
    put([f"Entries that stay and may name him, for you to look at: {len(named)}."])
    put([f"  {where(one, days, staff)}" for one in named])
    return entries


def _man(group: Group, code: str | None) -> Kept:
    from models.group.keeping import kept_men

    found = [one for one in kept_men(group.facts, _today()) if one.man.member.endswith(code or "-")]
    if len(found) == 1 and code and len(code) >= _CODE:
        return found[0]
    raise Stop("Say who by his code: session-tui erase due lists those who left.", 2)


def _proposal(hand: Hand, man: Kept) -> Proposal:
    from models.group.keeping import proposals

    for one in proposals(hand.record.team_facts(), hand.record.team()):
        if one.what.whose == man.man.member:
            return one
    raise Stop("Nobody has proposed it yet: session-tui erase propose CODE.")


_DOING: dict[str, Callable[[Hand, Namespace], int]] = {
    "due": _due,
    "keep": _keep,
    "hold": _hold,
    "release": _hold,
    "propose": _propose,
    "agree": _agree,
}
