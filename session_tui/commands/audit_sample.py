"""`session-tui audit-sample grant|list|show|end`: what a clinical auditor may read, for a time."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from session_tui.commands.opening import check_allowed, now
from session_tui.commands.output import Progress, many, put
from session_tui.commands.replaced import replaced_accepted
from session_tui.commands.staff import Hand, named_staff, opened_hand
from session_tui.commands.trouble import Stop

if TYPE_CHECKING:
    from models.group.samples import Sample
    from models.trail_entry import Use

ZONE = "Europe/London"
_CODE = 8


def run(arguments: Namespace) -> int:
    """Do it and say what was done."""
    with opened_hand(arguments, auditing=True) as hand:
        check_allowed(hand.record, f"audit-sample {arguments.what}")
        return _DOING[arguments.what](hand, arguments)


def _today() -> date:
    from models.local_time import date_of

    return date.fromisoformat(date_of(now(), ZONE))


def _grant(hand: Hand, arguments: Namespace) -> int:
    from secrets import token_hex

    from exercise_bank.bank import load_bank
    from models.acts.sampling import check_may_be_granted, granted_use
    from models.database.auditing import a_year_to
    from models.database.supervising import took_part
    from session_tui.commands.database import answer
    from session_tui.sampling import DAYS, SESSIONS, Span, prepare

    auditor = named_staff(hand, arguments.name)
    until = (_today() + timedelta(days=arguments.days or DAYS)).isoformat()
    check_may_be_granted(auditor, until, _today().isoformat())
    before = arguments.until or _today()
    since = arguments.since or a_year_to(before)
    span = Span(arguments.sessions or SESSIONS, since.isoformat(), before.isoformat())
    with Progress("Reading sessions") as progress:
        made = prepare(
            hand.record,
            load_bank(arguments.bank),
            span,
            token_hex(16),
            now(),
            lambda staff: answer(hand.home, hand.keyring, lambda db: took_part(db, staff)),
            progress.told,
        )
    put(
        [
            f"{many(len(made.drawn.sessions), 'session')} drawn by lot from {made.drawn.of}.",
            *(f"  {one.title}" for one in made.documents),
        ]
    )
    if not replaced_accepted(made.replaced, arguments):
        return 0
    act = made.granted(hand.record, auditor, until, arguments.why or "", now())
    _note(hand, granted_use(auditor, made.drawn, until, arguments.why or ""))
    hand.record.append(act.entries)
    put([f"{act.says}. He reads them with his passphrase, and the supervisors do."])
    return 0


def _list(hand: Hand, _: Namespace) -> int:
    samples = _live(hand)
    names = hand.record.team()
    for one in samples:
        whose = names.staff[one.granted.auditor].name if names.staff else "for you"
        put([f"{_code(one)}  {whose}, until {one.granted.last_day}"])
        put(f"{at:>4}  {document.title}" for at, document in enumerate(one.documents, 1))
        if one.missing:
            put([f"      {many(one.missing, 'page')} not here yet: sync."])
    if not samples:
        put(["There is no sample that may be read."])
    return 0


def _show(hand: Hand, arguments: Namespace) -> int:
    from models.acts.sampling import read_use

    one = _meant(_live(hand), arguments.sample)
    number = int(arguments.name) if (arguments.name or "").isdecimal() else 0
    if not 1 <= number <= len(one.documents):
        raise Stop(f"Say which document by its number, from 1 to {len(one.documents)}.", 2)
    document = one.documents[number - 1]
    _note(hand, read_use(one, document))
    put([document.title, "", *document.text.splitlines()])
    return 0


def _end(hand: Hand, arguments: Namespace) -> int:
    from models.acts.sampling import end_sample

    one = _meant(_live(hand), arguments.name)
    act = end_sample(one, arguments.why or "")
    hand.record.append(act.entries)
    _live(hand)
    put([f"{act.says}. His laptop follows at its next sync and unlock."])
    return 0


def _note(hand: Hand, use: Use) -> None:
    """Keep in the trail what is shown or granted, before it is. Stop."""
    hand.record.note_use(use)
    if why := hand.record.not_saved:
        raise Stop(f"It can't be kept in the trail, so nothing was done: {why}.")


def _live(hand: Hand) -> tuple[Sample, ...]:
    from models.keys.sample_keys import live_samples

    return live_samples(hand.record, hand.keyring, _today().isoformat())


def _code(one: Sample) -> str:
    return one.granted.sample[-_CODE:]


def _meant(samples: tuple[Sample, ...], code: str | None) -> Sample:
    """The sample of this code; the only one where none was said. Stop."""
    found = [one for one in samples if one.granted.sample.endswith(code or "")]
    if len(found) == 1:
        return found[0]
    raise Stop("Say which sample by its code: session-tui audit-sample list shows them.", 2)


_DOING: dict[str, Callable[[Hand, Namespace], int]] = {
    "grant": _grant,
    "list": _list,
    "show": _show,
    "end": _end,
}
