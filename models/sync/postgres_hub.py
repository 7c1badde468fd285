"""A hub in PostgreSQL, for many laptops and many teams (tables: models.journal.postgres_schema).

Needs `pip install 'session-tui[postgres]'`. Between machines the line is always encrypted and the
server's certificate checked, unless the address itself says how else.
"""

from __future__ import annotations

from os import urandom
from typing import Any

from models.journal.frame import ID_BYTES
from models.sync.hub import HubError, no_hub_yet, of_newer_version

try:
    import psycopg
    from psycopg import conninfo, errors
except ImportError:
    raise HubError(
        "A hub in PostgreSQL needs one more package: pip install 'session-tui[postgres]'."
    ) from None

from models.journal import postgres_schema as schema
from models.journal.postgres_journal import Connection, PostgresJournal, not_saved, sentence
from models.sync.papers import digest_of

_CONNECT_SECONDS = 10
_UNENCRYPTED = ("disable", "allow", "prefer")
_HERE = ("", "localhost", "127.0.0.1", "::1")
_SETUP_LOCK = 0x53546A6C


class PostgresPapers:
    """Papers as rows of a team."""

    def __init__(self, connection: Connection, team: int) -> None:
        self._db, self._team = connection, team

    def listed(self) -> set[tuple[str, str]]:
        """Every paper's name and digest."""
        query = f"SELECT name, digest FROM {schema.SCHEMA}.paper WHERE team = %s"
        with sentence():
            return {(name, digest) for name, digest in self._db.execute(query, (self._team,))}

    def read(self, name: str, digest: str) -> bytes:
        """One paper; nothing of one that isn't there."""
        query = f"SELECT raw FROM {schema.SCHEMA}.paper WHERE (team, name, digest) = (%s, %s, %s)"
        with sentence():
            row = self._db.execute(query, (self._team, name, digest), binary=True).fetchone()
        return bytes(row[0]) if row else b""

    def put(self, name: str, raw: bytes) -> None:
        """Keep a paper."""
        query = f"INSERT INTO {schema.SCHEMA}.paper VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
        try:
            self._db.execute(query, (self._team, name, digest_of(raw), raw))
        except psycopg.Error as error:
            raise not_saved(error) from None

    def drop(self, name: str) -> None:
        """Remove every paper of this name; who isn't a supervisor there leaves it to one."""
        query = f"DELETE FROM {schema.SCHEMA}.paper WHERE (team, name) = (%s, %s)"
        try:
            self._db.execute(query, (self._team, name))
        except psycopg.errors.InsufficientPrivilege:
            return
        except psycopg.Error as error:
            raise not_saved(error) from None


class PostgresHub:
    """The hub of one team in a database; see `open_postgres_hub`."""

    def __init__(self, connection: Connection, row: tuple[Any, ...], *, new: bool) -> None:
        """`row` is the team's: number, founder, hub."""
        number, self.team, self.id = row
        self.new = new
        self.journal = PostgresJournal(connection, number)
        self.papers = PostgresPapers(connection, number)
        self._db, self._number = connection, number
        self._listens = False

    def remarks(self) -> list[str]:
        """Nothing: the server sees to it."""
        return []

    def wait(self, seconds: float) -> bool:
        """Wait for news of the team, so long at most; whether there was any. JournalUnusable."""
        with sentence():
            if not self._listens:
                self._db.execute(f"LISTEN {schema.CHANNEL}")
                self._listens = True
            told = self._db.notifies(timeout=seconds, stop_after=1)
            return any(each.payload == str(self._number) for each in told)

    def close(self) -> None:
        """Let go of it."""
        self._db.close()


def open_postgres_hub(address: str, team: bytes | None) -> PostgresHub:
    """The team's hub in the database at `address`; tables and team are made where one may.

    With no team (who joins has none yet) the login must belong to one. HubError, JournalUnusable.
    """
    connection = _connected(address)
    try:
        with sentence():
            _set_up(connection, of_team=team is not None)
            return _hub(connection, team)
    except BaseException:
        connection.close()
        raise


def _hub(connection: Connection, team: bytes | None) -> PostgresHub:
    query = f"SELECT number, founder, hub FROM {schema.SCHEMA}.team"
    if team is None:
        rows = connection.execute(query, binary=True).fetchall()
        if len(rows) > 1:
            raise HubError("This login reads several teams: join with one that reads only yours.")
        if not rows:
            raise no_hub_yet("that database")
        return PostgresHub(connection, rows[0], new=False)
    of_team = f"{query} WHERE founder = %s"
    row = connection.execute(of_team, (team,), binary=True).fetchone()
    new = row is None
    if row is None:
        try:
            connection.execute(schema.OWN_TEAM, (team, urandom(ID_BYTES)))
        except errors.InsufficientPrivilege:
            raise _not_admitted(connection, team) from None
        row = connection.execute(of_team, (team,), binary=True).fetchone()
    if row is None:
        raise _not_admitted(connection, team)
    return PostgresHub(connection, row, new=new)


def _not_admitted(connection: Connection, team: bytes) -> HubError:
    return HubError(
        "The hub doesn't let this login into the team: ask its owner to run there "
        f"SELECT session_tui.admit('{team.hex()}', '{connection.info.user}'); then sync again."
    )


def _set_up(connection: Connection, *, of_team: bool) -> None:
    """Make the tables where there are none; a hub of a newer version is left alone. HubError."""
    version = _version(connection)
    if version == 0 and not of_team:
        raise no_hub_yet("that database")
    if version == 0:
        try:
            with connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_SETUP_LOCK,))
                if _version(connection) == 0:
                    for part in (schema.ROLES, schema.TABLES, schema.RULES):
                        connection.execute(part)
                    about = f"INSERT INTO {schema.SCHEMA}.about VALUES (%s)"
                    connection.execute(about, (schema.VERSION,))
        except errors.InsufficientPrivilege:
            raise HubError(
                "There is no hub in that database yet, and this login may not make one: its owner "
                "has to sync once, with a login that may make schemas and roles."
            ) from None
    elif version > schema.VERSION:
        raise of_newer_version("in that database", version)


def _version(connection: Connection) -> int:
    """The version of the tables that are there; 0 where there are none."""
    try:
        about = f"{schema.SCHEMA}.about"
        there = connection.execute("SELECT to_regclass(%s)", (about,)).fetchone()
        if not there or there[0] is None:
            return 0
        row = connection.execute(f"SELECT version FROM {about}").fetchone()
    except errors.InsufficientPrivilege:
        raise HubError(
            "The hub's owner has not let this login in yet: ask him (docs/sync.md)."
        ) from None
    return int(row[0]) if row else 0


def _connected(address: str) -> Connection:
    """An open connection in autocommit mode. HubError."""
    try:
        wanted = conninfo.conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise HubError(
            "That is no address of a database: postgresql://LOGIN@HOST/DATABASE."
        ) from None
    host = str(wanted.get("host") or wanted.get("hostaddr") or "")
    if host not in _HERE and not host.startswith("/"):
        if wanted.get("sslmode") in _UNENCRYPTED:
            raise HubError("The line to a hub must be encrypted: take sslmode out of the address.")
        if "sslmode" not in wanted:
            wanted["sslmode"] = "verify-full"
            wanted.setdefault("sslrootcert", "system")
    wanted.setdefault("connect_timeout", _CONNECT_SECONDS)
    wanted.setdefault("application_name", "session-tui")
    try:
        return psycopg.connect(conninfo.make_conninfo("", **wanted), autocommit=True)
    except psycopg.OperationalError as error:
        raise HubError(_no_connection(host, str(error))) from None


def _no_connection(host: str, said: str) -> str:
    """The sentence for a connection that failed, by what libpq says (never repeated: passwords)."""
    where = f"The hub at {host or 'this machine'}"
    for words, sentence_end in _TROUBLES:
        if any(word in said for word in words):
            return f"{where} {sentence_end}"
    return f"{where} can't be reached: look to the network, then sync again. Nothing is lost."


_TROUBLES = (
    (
        ("certificate", "SSL", "TLS"),
        "has no certificate that this machine trusts, or no encryption: ask who looks after it; "
        "sslrootcert=FILE in the address names a service's own certificate.",
    ),
    (("password",), "doesn't know this login or its password."),
    (("pg_hba", "no entry"), "doesn't let this machine or login in: ask its owner."),
    (("does not exist",), "has no such database or login: check the address."),
)
