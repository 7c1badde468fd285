"""States that lasted, ratings and struck actions, as the local database has them."""

from contextlib import closing

from models.acts.lasting import turn_state
from models.acts.noting import write_action
from models.acts.rating import rate_understanding
from models.database.database_file import connect
from models.database.queries import open_actions, states_of
from models.entries.group import ActionWritten
from models.group.people import fold_sessions
from models.home import Home
from models.keys.keyring import Keyring
from models.record import Record
from tests.models.database.conftest import NOW, fill

SCALE = {1: "not yet", 2: "with help"}


def test_states_ratings_and_struck_actions_are_there(
    own: Home, keyring: Keyring, writing: Record
) -> None:
    group = next(iter(writing.team().groups))
    session = fold_sessions(writing.group_facts(group))[-1].session
    day = writing.day(group, session)
    man, item = next(iter(day.roster.members)), day.timeline.states[0].item.id
    me = keyring.staff.hex()
    kept = ActionWritten(action="a", session=session, members=(man,), what="send the form")
    for act in (
        turn_state(day, man, "silent", NOW),
        rate_understanding(day, item, man, me, 2, SCALE, NOW),
        write_action(day, kept, NOW),
    ):
        writing.append(act.entries, group=group, session=session)
    fill(own, keyring)
    with closing(connect(own, keyring)) as db:
        (state,) = states_of(db, man)
        assert (state.session, state.state, state.since) == (session, "silent", NOW)
        assert state.until is None
        assert state.staff == me
        rated = db.execute("SELECT member_id, rating, most, words FROM ratings").fetchall()
        assert rated == [(man, 2, 2, "with help")]
        assert "a" in {one.action for one in open_actions(db)}
    day = writing.day(group, session)
    struck = write_action(day, kept.model_copy(update={"struck": True}), NOW)
    writing.append(struck.entries, group=group, session=session)
    fill(own, keyring)
    with closing(connect(own, keyring)) as db:
        assert "a" not in {one.action for one in open_actions(db)}
