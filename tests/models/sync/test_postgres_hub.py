"""A hub in PostgreSQL: who may do what there, the line to it, and what it says of trouble."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from os import urandom
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from psycopg import errors

from models.journal.journal import NotSaved
from models.sync.hub import HubError
from models.sync.postgres_hub import open_postgres_hub
from tests.models.record.frames import an_id, chain
from tests.models.sync.postgres_server import PostgresServer
from tests.models.sync.relay import Relay

TEAM, OTHERS = urandom(32), urandom(32)


@pytest.fixture
def logins(server: PostgresServer, database: str) -> Iterator[tuple[str, str]]:
    """The addresses of a laptop and of a supervisor, both let into one team."""
    with psycopg.connect(database, autocommit=True) as owner:
        name = owner.info.dbname
        laptop, supervisor = f"laptop_{name}", f"supervisor_{name}"
        for login in (laptop, supervisor):
            owner.execute(f"CREATE ROLE {login} LOGIN")
        for team in (TEAM, OTHERS):
            hub = open_postgres_hub(database, team)
            hub.journal.append(chain("w" if team is TEAM else "v", ["day 1"] * 3))
            hub.papers.put("a.key", b"sealed")
            hub.close()
        for login in (laptop, supervisor):
            owner.execute("SELECT session_tui.admit(%s, %s)", (TEAM.hex(), login))
        owner.execute(f"GRANT session_tui_supervisor TO {supervisor}")
        yield server.of(laptop, name), server.of(supervisor, name)
    with psycopg.connect(server.address, autocommit=True) as owner:
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")
        owner.execute(f"DROP ROLE {laptop}")
        owner.execute(f"DROP ROLE {supervisor}")


def test_a_laptop_reads_and_adds_in_its_team_and_changes_nothing(logins: tuple[str, str]) -> None:
    laptop, _ = logins
    hub = open_postgres_hub(laptop, TEAM)
    assert hub.journal.holdings() == {an_id("w"): 3}
    hub.journal.append(chain("u", ["day 1"] * 2))
    hub.papers.put("b.key", b"sealed too")
    assert hub.papers.listed() == {
        (name, digest) for name, digest in hub.papers.listed() if name in ("a.key", "b.key")
    }
    hub.close()
    with psycopg.connect(laptop, autocommit=True) as db:
        seen = db.execute("SELECT count(DISTINCT team) FROM session_tui.frame").fetchone()
        assert seen == (1,)
        for forbidden in (
            "UPDATE session_tui.frame SET frame = frame",
            "DELETE FROM session_tui.frame",
            "DELETE FROM session_tui.chain",
            "UPDATE session_tui.paper SET raw = raw",
            "DELETE FROM session_tui.paper",
            "TRUNCATE session_tui.frame",
            "DROP TABLE session_tui.frame",
            "SELECT * FROM session_tui.access",
            "INSERT INTO session_tui.access SELECT session_user, number FROM session_tui.team",
            f"INSERT INTO session_tui.team (founder, hub) VALUES ('\\x{'00' * 32}', '\\x00')",
            f"SELECT session_tui.admit('{OTHERS.hex()}', session_user)",
            "INSERT INTO session_tui.chain (team, key)"
            f" SELECT n, '\\x{'00' * 16}' FROM generate_series(1, 2) AS n",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                db.execute(forbidden)


def test_a_supervisor_may_also_delete_keys_of_his_team_and_no_more(
    logins: tuple[str, str],
) -> None:
    with psycopg.connect(logins[1], autocommit=True) as db:
        assert db.execute("DELETE FROM session_tui.paper").rowcount == 1
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute("DELETE FROM session_tui.frame")


def test_another_teams_laptop_is_told_what_to_ask_for(logins: tuple[str, str]) -> None:
    with pytest.raises(HubError) as caught:
        open_postgres_hub(logins[0], OTHERS)
    login = logins[0].split("//")[1].split("@")[0]
    assert f"SELECT session_tui.admit('{OTHERS.hex()}', '{login}');" in str(caught.value)


def test_a_login_that_may_do_nothing_is_told_so(server: PostgresServer, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as owner:
        name = owner.info.dbname
        owner.execute(f"CREATE ROLE nobody_{name} LOGIN")
        address = server.of(f"nobody_{name}", name)
        with pytest.raises(HubError, match="no hub in that database"):
            open_postgres_hub(address, None)
        with pytest.raises(HubError, match="its owner has to sync once"):
            open_postgres_hub(address, TEAM)
        open_postgres_hub(database, TEAM).close()
        with pytest.raises(HubError, match="not let this login in"):
            open_postgres_hub(address, TEAM)


def test_a_newer_version_is_left_alone(database: str) -> None:
    open_postgres_hub(database, TEAM).close()
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("UPDATE session_tui.about SET version = 2")
    with pytest.raises(HubError, match="newer version of the program"):
        open_postgres_hub(database, TEAM)


def test_a_standby_takes_no_writes_and_says_so(database: str) -> None:
    hub = open_postgres_hub(database, TEAM)
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute(f"ALTER DATABASE {owner.info.dbname} SET default_transaction_read_only = on")
    hub.close()
    hub = open_postgres_hub(database, TEAM)
    with pytest.raises(NotSaved, match="takes no writes just now"):
        hub.journal.append(chain("w", ["day 1"]))
    hub.close()


def test_who_listens_hears_of_news_of_his_team_only(database: str) -> None:
    ours, writer, others = (open_postgres_hub(database, team) for team in (TEAM, TEAM, OTHERS))
    assert not ours.wait(0.01)
    others.journal.append(chain("v", ["day 1"]))
    assert not ours.wait(0.2)
    adding = Thread(target=writer.journal.append, args=(chain("w", ["day 1"]),))
    adding.start()
    assert ours.wait(20)
    adding.join()
    assert ours.journal.holdings() == {an_id("w"): 1}
    for hub in (ours, writer, others):
        hub.close()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://me:secret@127.0.0.1:1/db", "can't be reached"),
        ("postgresql://me:secret@hub.invalid/db", "can't be reached"),
        ("postgresql://me@hub.example.org/db?sslmode=disable", "must be encrypted"),
        ("postgresql://me@hub.example.org/db?sslmode=prefer", "must be encrypted"),
        ("postgresql://me@h:x/db?nonsense=1", "no address of a database"),
    ],
)
def test_a_hub_that_cannot_be_had_is_a_sentence(address: str, says: str) -> None:
    with pytest.raises(HubError, match=says) as caught:
        open_postgres_hub(f"{address}{'&' if '?' in address else '?'}connect_timeout=2", TEAM)
    assert "secret" not in str(caught.value)


def test_a_login_or_database_that_is_not_there_is_a_sentence(server: PostgresServer) -> None:
    for address in (server.of("nobody_at_all"), server.of("postgres", "no_such_hub")):
        with pytest.raises(HubError, match="no such database or login"):
            open_postgres_hub(address, TEAM)


def certificate() -> tuple[bytes, bytes]:
    """A self-signed certificate for 127.0.0.1, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hub")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made.public_bytes(Encoding.PEM), private


def test_the_servers_certificate_is_checked(
    server: PostgresServer, database: str, tmp_path: Path
) -> None:
    (right, key), (wrong, _) = certificate(), certificate()
    for name, content in (("right.pem", right), ("wrong.pem", wrong), ("key.pem", key)):
        (tmp_path / name).write_bytes(content)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(tmp_path / "right.pem", tmp_path / "key.pem")
    with Relay(server.port, tls=tls) as relay:
        address = database.replace(str(server.port), str(relay.port))
        address += f"?sslmode=verify-full&sslrootcert={tmp_path}"
        hub = open_postgres_hub(f"{address}/right.pem", TEAM)
        assert hub.new
        hub.close()
        with pytest.raises(HubError, match="no certificate that this machine trusts"):
            open_postgres_hub(f"{address}/wrong.pem", TEAM)
    address = f"{database}?sslmode=require"
    with pytest.raises(HubError, match="no encryption"):
        open_postgres_hub(address, TEAM)
