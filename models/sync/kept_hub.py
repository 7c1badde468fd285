"""The hub that a home keeps to: said once, met by the program itself while it is open."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from models.platform import remove_file, write_private
from models.sync.addresses import SERVER, open_hub
from models.sync.hub import HubError, another_teams

NAME = "hub"


def kept_hub(folder: Path) -> str:
    """The address of the hub that the home in `folder` keeps to; "" where it keeps to none."""
    try:
        return (folder / NAME).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_hub(folder: Path, team: bytes, address: str) -> None:
    """From here on keep to the hub at `address`, begun there for `team` where there is none.

    "" keeps to none any more. HubError, JournalUnusable, OSError, and nothing is changed.
    """
    if not address:
        remove_file(folder / NAME)
        return
    if _password_in(address):
        raise HubError(
            "A password isn't kept: write it into ~/.pgpass, and leave it out of the address."
        )
    if "://" not in address:
        address = str(Path(address).expanduser().absolute())
    hub = open_hub(address, team)
    try:
        if hub.team != team:
            raise another_teams()
    finally:
        hub.close()
    write_private(folder / NAME, address.encode())


def _password_in(address: str) -> bool:
    if not address.startswith(SERVER):
        return False
    parts = urlsplit(address)
    return ":" in parts.netloc.rpartition("@")[0] or "password" in parse_qs(parts.query)
