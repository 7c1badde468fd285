"""`session-tui sync`: meet a hub where one is named, and bring the local database up to date.

Without a hub's name it is the one that was kept (--keep), if any. With --stay it goes on meeting
the hub, whenever either side has news, until it is stopped. Ctrl+C stops it at any time: what
had travelled is kept, and the next one goes on from there.
"""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from session_tui.commands.database import filled
from session_tui.commands.opening import now, opened_home, record_of, unlocked
from session_tui.commands.output import Progress, many, put
from session_tui.commands.trouble import INTERRUPTED, Stop

if TYPE_CHECKING:
    from models.database.filling import Counts
    from models.home import Home
    from models.keys.keyring import Keyring
    from models.sync.exchange import HowFar
    from models.sync.meeting import Met


def run(arguments: Namespace) -> int:
    """Exchange entries with the hub, fold what is new, print both counts."""
    from models.sync.kept_hub import keep_hub, kept_hub

    home = opened_home(arguments)
    keyring, _ = unlocked(home)
    if arguments.keep:
        keep_hub(home.folder, home.team, arguments.hub)
    address = arguments.hub or kept_hub(home.folder)
    if address:
        _exchange(home, keyring, address)
    put(count_lines(filled(home, keyring)))
    if address and arguments.stay:
        _stay(home, keyring, address)
    return 0


def _exchange(home: Home, keyring: Keyring, address: str) -> None:
    """Meet the hub, say what came of it, and do here what the record now says of staff and keys."""
    from models.keys.team_keys import bring_about
    from models.sync.clocks import Clocks, off_sentence

    with record_of(home, keyring) as record:
        record.mark_seen()
        put(_met(home, keyring, address).lines)
        own = {writer.hex() for writer in home.own_writers()}
        off = Clocks().compare(record.news(), own, record.said_at, now())
        team = record.team()
        if says := off_sentence(off, team.staff_name):
            put([says])
        may = "staff" not in record.refused()
        bring_about(home, keyring, team, may_say_who_is_staff=may)


def _stay(home: Home, keyring: Keyring, address: str) -> None:
    """Until Ctrl+C; a broken network is said once, and so is its end."""
    from threading import Event

    from models.sync.staying import stay_in_step

    last = ""

    def heard(news: Met | str) -> None:
        nonlocal last
        trouble = news if isinstance(news, str) else ""
        if trouble != last:
            put([trouble or "The hub is back."])
            last = trouble

    put(["Staying in step with the hub; Ctrl+C ends it."])
    stay_in_step(home, address, Event(), heard, lambda: keyring)


def _met(home: Home, keyring: Keyring, address: str) -> Met:
    from models.sync.addresses import open_hub
    from models.sync.meeting import meet

    reached: HowFar | None = None
    with Progress("Entries sent and received") as progress:

        def told(how_far: HowFar) -> None:
            nonlocal reached
            reached = how_far
            progress.told(how_far.done, how_far.of)

        hub = open_hub(address, home.team)
        try:
            return meet(home, hub, keyring, told)
        except KeyboardInterrupt:
            pass
        finally:
            hub.close()
    raise Stop(stopped_sentence(reached), INTERRUPTED)


def stopped_sentence(reached: HowFar | None) -> str:
    """What somebody reads who stopped a sync that had come so far."""
    if reached is None:
        return "Stopped before anything had travelled. Nothing is lost: sync again."
    return (
        f"Stopped: {reached.sent:,} of {reached.to_send:,} entries sent, {reached.received:,} of "
        f"{reached.to_receive:,} received. That is kept, and the next sync goes on from there."
    )


def count_lines(counts: Counts) -> list[str]:
    """What a fill did, in lines."""
    lines = [counts.remade] if counts.remade else []
    lines.append(
        f"{many(counts.sessions, 'session')} folded, with {many(counts.notes, 'note')}; "
        f"{many(counts.of, 'session')} in the local database."
    )
    if counts.unread:
        entries = "1 entry" if counts.unread == 1 else f"{counts.unread} entries"
        lines.append(f"{entries} can't be read: session-tui verify says more.")
    return lines
