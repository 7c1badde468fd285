"""Every cell of the table of roles: who may do what, by whichever way it comes into the record.

The cells are made from the table itself; what each row is to say is held apart, in `MAY`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from models.acts.opening import add_staff
from models.entries import KINDS, Entry, NewEntry, encode
from models.entries.closing import ActWithdrawn, DebriefWritten
from models.entries.content import Content
from models.entries.team import GroupFormed, StaffAdded, TeamFounded
from models.home import create_home
from models.ids import named_id
from models.journal.recorder import Recorder, Sealable, open_recorder
from models.journal.verify import Outcome, verify
from models.keys.keyring import Keyring
from models.reader import open_reader
from models.record import NotAllowed, Record
from models.roles import DEED, DEEDS, OF_STREAM, ROLES, UNVERIFIED, Deed, Role, deed_of
from models.staff_roles import SignedEntry, StaffRoles
from models.streams import TEAM_STREAM
from tests.models.golden_entries import samples

NOW = 1_795_000_000_000
GROUP, SESSION = named_id("group"), named_id("session")
STREAMS = {"team": TEAM_STREAM, "group": GROUP, "session": SESSION}
OTHER = "0f" * 16

MAY: dict[str, str] = {
    "staff": "s",
    "group": "fs",
    "men": "fcs",
    "route": "fs",
    "standing": "fcs",
    "plan": "fs",
    "training": "fs",
    "sign off": "s",
    "supervise": "s",
    "keep": "s",
    "use": "fcvsax",
    "trail": "sa",
    "erase": "fs",
    "agree to erase": "s",
    "verify": "fcvsax",
    "missed": "fcvsax",
    "grant a sample": "s",
    "read a sample": "sx",
}
"""The rows that differ from "all who deliver, and the supervisor", by the roles' letters."""
LETTER: dict[Role, str] = {
    "facilitator": "f",
    "co-facilitator": "c",
    "cover": "v",
    "supervisor": "s",
    "auditor": "a",
    "clinical auditor": "x",
}
CELLS = [(role, kind) for role in ROLES for kind in sorted(KINDS)]


def may(role: Role, deed: str) -> bool:
    """What the table is to say."""
    return LETTER[role] in MAY.get(deed, "fcvs")


@dataclass
class Team:
    """The founder's open record, and one more person's keys: he is given each role in turn."""

    recorder: Recorder
    founder: Keyring
    man: Keyring
    folder: Path
    now: int = NOW

    def record(self, keyring: Keyring) -> Record:
        """The record, with somebody's hand on it."""
        self.recorder.hand_over(keyring)
        self.recorder.reader.use(keyring)
        return Record(self.recorder.reader, keyring, lambda: self.now, self.recorder)

    def make_him(self, role: Role) -> None:
        """The founder, who supervises, gives him this role, from a second later on."""
        self.now += 1000
        record = self.record(self.founder)
        standing = record.team_facts().settle("staff", self.man.staff.hex())
        said = _person(self.man, "Bo Karsk", role)
        record.append([NewEntry(said, supersedes=standing.values if standing else ())])


def _person(keyring: Keyring, name: str, role: Role) -> StaffAdded:
    signer = keyring.signer.hex()
    return StaffAdded(staff=keyring.staff.hex(), name=name, role=role, signing_key=signer)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    folder = tmp_path_factory.mktemp("roles") / "home"
    home, founder = create_home(folder, "the founder's words", passes=3)
    person = home.add_staff(founder, "his own words", passes=3)
    man = home.unlock("his own words", person.staff)
    with open_recorder(home, founder) as recorder:
        made = Team(recorder, founder, man, folder)
        record = made.record(founder)
        said = _person(founder, "Ada Quill", "supervisor")
        record.append([NewEntry(TeamFounded()), NewEntry(said)])
        record.append([NewEntry(GroupFormed(group=GROUP, name="Core Group"))])
        yield made


def content(kind: str, by: str) -> Content:
    """An entry's content of this kind, about its author where it is about one of the staff."""
    said: dict[str, Any] = samples(kind)["bare"]["says"]
    if DEED[deed_of(KINDS[kind].model_validate(said)).name].own:
        said = said | {"staff": by}
    return KINDS[kind].model_validate(said)


def forced(team: Team, what: Content, *, unverified: bool = False) -> Entry:
    """An entry as another program might have written it: no table was asked."""
    team.now += 1
    name = named_id("forced", team.now)
    him, now = team.man.staff.hex(), team.now
    entry = Entry(name, name, now, now, (now, 0), him, (), what, unverified=unverified)
    team.recorder.hand_over(team.man)
    stream = bytes.fromhex(STREAMS[what.stream])
    team.recorder.append([Sealable(stream, (team.man.team_key_id,), encode(entry))])
    return entry


def told(team: Team, entries: Iterable[Entry]) -> dict[str, str]:
    """What the record says of these entries that it doesn't give; nothing of those it gives."""
    record = team.record(team.founder)
    given = {one.id for one in record.entries(STREAMS.values())}
    signer = team.man.signer.hex()
    said = {
        one.id: record.roles.why_not(SignedEntry(replace(one, stream=_stream(one)), signer))
        for one in entries
    }
    assert {one for one, why in said.items() if not why} == given & said.keys()
    listed = " ".join(trouble.says for trouble in record.trouble)
    assert all(why in listed for why in said.values())
    return said


def _stream(entry: Entry) -> str:
    return STREAMS[entry.what.stream]


class Tried(NamedTuple):
    """What came of a kind from a person of a role: refused before, and without effect after."""

    refused: str
    without_effect: str


@pytest.fixture(scope="module")
def tried(team: Team) -> dict[tuple[Role, str], Tried]:
    """Every kind from every role, tried once; read once, at the end of all."""
    refused: dict[tuple[Role, str], str] = {}
    entries: dict[tuple[Role, str], Entry] = {}
    for role in ROLES:
        team.make_him(role)
        record = team.record(team.man)
        for kind in sorted(KINDS):
            what = content(kind, team.man.staff.hex())
            refused[role, kind] = _refused(team, record, what)
        for kind in sorted(KINDS):
            entries[role, kind] = forced(team, content(kind, team.man.staff.hex()))
    said = told(team, entries.values())
    return {cell: Tried(refused[cell], said[entries[cell].id]) for cell in CELLS}


def _refused(team: Team, record: Record, what: Content) -> str:
    """Why writing it was refused; where it isn't, it is not written here."""
    in_team = what.stream == "team"
    why = record.roles.refused(what, record.staff, team.man.signer.hex(), in_team=in_team)
    if why:
        before = record.reader.holdings()
        with pytest.raises(NotAllowed) as caught:
            record.append([NewEntry(what)], group=GROUP, session=SESSION)
        assert str(caught.value) == why
        assert record.reader.holdings() == before
    return why


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", [deed.name for deed in DEEDS])
def test_the_table_says_what_it_is_to_say(role: Role, deed: str) -> None:
    assert (role in DEED[deed].roles) == may(role, deed)


@pytest.mark.parametrize(("role", "kind"), CELLS)
def test_each_role_writes_what_it_may_and_nothing_else(
    tried: dict[tuple[Role, str], Tried], role: Role, kind: str
) -> None:
    """By the screens, the command line and files read in: all write through the record."""
    deed = _deed(kind)
    assert bool(tried[role, kind].refused) != may(role, deed.name)
    if not may(role, deed.name):
        assert f"{role} may not {deed.says}" in tried[role, kind].refused


@pytest.mark.parametrize(("role", "kind"), CELLS)
def test_an_entry_met_in_the_record_has_effect_by_the_same_table(
    tried: dict[tuple[Role, str], Tried], role: Role, kind: str
) -> None:
    """By sync, from a newer or a foreign program: kept, without effect, listed with who and role.

    Each by the role that he had when he wrote it: all roles are tried by one person in turn.
    """
    deed = _deed(kind)
    why = "" if may(role, deed.name) else f"by Bo Karsk, {role}, who may not {deed.says}"
    assert tried[role, kind].without_effect == why


def _deed(kind: str) -> Deed:
    return deed_of(KINDS[kind].model_construct(), in_team=KINDS[kind].stream == "team")


def test_every_kind_has_its_deed_and_no_kind_two() -> None:
    named = [kind for deed in DEEDS for kind in deed.kinds]
    assert len(named) == len(set(named))
    for kind, known in KINDS.items():
        deed = deed_of(known.model_construct())
        assert kind in deed.kinds or deed.name == OF_STREAM[known.stream]


def test_every_deed_is_the_supervisors_too() -> None:
    assert all("supervisor" in deed.roles for deed in DEEDS)


def test_the_founder_says_who_is_staff_until_a_supervisor_does(tmp_path: Path) -> None:
    home, ada = create_home(tmp_path / "home", "the founder's words", passes=3)
    with open_recorder(home, ada) as recorder:
        record = Record(recorder.reader, ada, lambda: NOW, recorder)
        record.append([NewEntry(TeamFounded()), NewEntry(_person(ada, "Ada", "cover"))])
        assert "staff" not in record.refused()
        assert "group" in record.refused()
        record.append(add_staff("ab" * 16, "Sue", "supervisor", "cd" * 32).entries)
        assert record.refused()["staff"].startswith("A cover may not say who is staff")
        with pytest.raises(NotAllowed):
            record.append(add_staff("ef" * 16, "Bo", "supervisor", "0a" * 32).entries)
        assert len(record.team().staff) == 2


def test_a_role_counts_from_the_staff_entry_before_it(team: Team) -> None:
    """What he wrote as a facilitator stands when he covers later; what he writes then doesn't."""
    team.make_him("facilitator")
    formed = forced(team, GroupFormed(group="a1" * 16, name="His"))
    team.make_him("cover")
    later = forced(team, GroupFormed(group="a2" * 16, name="Not his"))
    said = told(team, [formed, later])
    assert not said[formed.id]
    assert said[later.id]


def test_nobody_takes_back_what_was_said_of_staff(team: Team) -> None:
    team.make_him("facilitator")
    (entry,) = (
        one
        for one in team.record(team.founder).entries([TEAM_STREAM])
        if isinstance(one.what, StaffAdded) and one.what.name == "Ada Quill"
    )
    said = ActWithdrawn(act=entry.act)
    him, now = team.man.staff.hex(), team.now + 1
    gone = Entry("b1" * 16, "b1" * 16, now, now, (now, 0), him, (), said)
    team.recorder.hand_over(team.man)
    ids = (team.man.team_key_id,)
    team.recorder.append([Sealable(bytes.fromhex(TEAM_STREAM), ids, encode(gone))])
    assert team.record(team.founder).team().staff[team.founder.staff.hex()].role == "supervisor"


@pytest.mark.parametrize("kind", ["signed", "reflection-written"])
def test_one_signs_and_reflects_for_oneself_alone(team: Team, kind: str) -> None:
    team.make_him("supervisor")
    said = samples(kind)["bare"]["says"] | {"staff": team.founder.staff.hex()}
    what = KINDS[kind].model_validate(said)
    with pytest.raises(NotAllowed, match="for somebody else"):
        team.record(team.man).append([NewEntry(what)], group=GROUP, session=SESSION)
    entry = forced(team, what)
    assert told(team, [entry])[entry.id]


def test_at_an_open_seat_only_the_clock_is_worked(team: Team) -> None:
    team.make_him("supervisor")
    him = team.man.staff.hex()
    entries = {kind: forced(team, content(kind, him), unverified=True) for kind in sorted(KINDS)}
    said = told(team, entries.values())
    assert sorted(kind for kind, one in entries.items() if not said[one.id]) == sorted(UNVERIFIED)


def test_an_unknown_key_is_nobody(team: Team) -> None:
    entry = Entry("c1" * 16, "c1" * 16, NOW, NOW, (NOW, 1), OTHER, (), DebriefWritten())
    roles = StaffRoles(TEAM_STREAM, team.founder.signer.hex(), ())
    assert roles.why_not(SignedEntry(entry, "77" * 32))
    assert roles.why_not(SignedEntry(entry, team.founder.signer.hex()))


def test_verify_lists_who_said_what_he_may_not_with_his_role(team: Team) -> None:
    team.make_him("cover")
    forced(team, GroupFormed(group="a3" * 16, name="Not his"))
    with_keys = verify(team.folder, team.founder)
    assert with_keys.outcome is Outcome.VERIFIED
    assert any(
        "Bo Karsk, cover, who may not form a group: kept, without effect" in line
        for line in with_keys.lines
    )
    assert not any("may not" in line for line in verify(team.folder).lines)


def test_the_same_from_whatever_order_it_arrives(team: Team) -> None:
    reader = open_reader_of(team)
    record = Record(reader, team.founder, lambda: NOW)
    signed, _ = record._signed(reader.read_stream(bytes.fromhex(TEAM_STREAM)))
    reader.close()
    founder = team.founder.signer.hex()
    forwards = StaffRoles(TEAM_STREAM, founder, signed)
    backwards = StaffRoles(TEAM_STREAM, founder, reversed(signed))
    assert [forwards.why_not(one) for one in signed] == [backwards.why_not(one) for one in signed]


def open_reader_of(team: Team) -> Any:
    """The team's record, read through a connection of its own."""
    from models.home import open_home

    return open_reader(open_home(team.folder), team.founder)
