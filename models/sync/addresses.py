"""From what somebody types to an open hub: a folder, a SQLite file, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from models.sync.hub import Hub, HubError

SERVER = ("postgresql://", "postgres://")
FILES = (".db", ".hub", ".sqlite")
"""The endings by which a file that isn't there yet is told from a folder."""


def open_hub(address: str, team: bytes | None, *, begin: bool = True) -> Hub:
    """The hub at `address`, begun for `team` where there is none yet; with `begin`, that is.

    With no team, as for who joins, it must be there. HubError, JournalUnusable.
    """
    if address.startswith(SERVER):
        from models.sync.postgres_hub import open_postgres_hub

        return open_postgres_hub(address, team)
    if "://" in address:
        raise HubError(f"A hub is a folder, a file, or {SERVER[0]}…: not {address!r}.")
    path = Path(address).expanduser().absolute()
    if not path.exists() and not (begin and path.parent.is_dir()):
        raise HubError(f"{path} is not there: plug the stick in, or check the name.")
    if path.is_file() or (not path.exists() and path.suffix in FILES):
        from models.sync.file_hub import open_file_hub

        return open_file_hub(path, team if begin else None)
    from models.sync.folder_hub import open_folder_hub

    return open_folder_hub(path, team if begin else None)
