"""The journal in PostgreSQL: the journal's contract on a real server."""

from collections.abc import Iterator
from os import urandom

import psycopg
import pytest

from models.journal.journal import Journal, JournalUnusable, NotSaved
from models.sync.postgres_hub import open_postgres_hub
from tests.models.record.frames import an_id, chain
from tests.models.record.test_journal_contract import JournalContract
from tests.models.sync.postgres_server import PostgresServer

W = an_id("w")


@pytest.fixture(scope="module")
def shared(server: PostgresServer) -> str:
    return server.fresh("contract")


class TestPostgresJournal(JournalContract):
    """Each test has a team of its own in one database."""

    @pytest.fixture
    def journal(self, shared: str) -> Iterator[Journal]:
        hub = open_postgres_hub(shared, urandom(32))
        yield hub.journal
        hub.close()


def test_two_laptops_that_bring_the_same_chain_in_turn_keep_it_once(shared: str) -> None:
    team, frames = urandom(32), chain("w", ["day 1"] * 40)
    hubs = [open_postgres_hub(shared, team) for _ in range(2)]
    for at in range(0, 40, 5):
        for hub in hubs:
            hub.journal.append(frames[: at + 5])
    assert [hub.journal.holdings() for hub in hubs] == [{W: 40}] * 2
    for hub in hubs:
        hub.close()


def test_a_connection_that_is_lost_is_a_sentence(shared: str) -> None:
    team, frames = urandom(32), chain("w", ["day 1"] * 3)
    hub = open_postgres_hub(shared, team)
    hub.journal.append(frames[:1])
    with psycopg.connect(shared, autocommit=True) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'contract' AND pid <> pg_backend_pid()"
        )
    with pytest.raises(NotSaved, match="connection to the hub was lost"):
        hub.journal.append(frames)
    with pytest.raises(JournalUnusable, match="connection to the hub was lost"):
        hub.journal.holdings()
    hub.close()
    again = open_postgres_hub(shared, team)
    assert again.journal.holdings() == {W: 1}
    again.journal.append(frames)
    assert again.journal.holdings() == {W: 3}
    again.close()
