"""A leaver's removal, another passphrase, printed words: whole, or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from models.entries.team import StaffAdded
from models.group.people import Team
from models.home import Home, WrongPassphrase, create_home, open_home
from models.keys import keyring as keyring_module
from models.keys import staff_folder
from models.keys.keyring import KeyMissing, Keyring
from models.keys.slots import write_grant
from models.keys.staff_folder import RECOVERY
from models.keys.team_keys import bring_about
from models.platform import remove_file, write_private
from models.sync.papers import HomePapers

ADA, BO, CY = "ada's own words", "bo's own words", "cy's own words"


class Made(NamedTuple):
    folder: Path
    ada: Keyring
    bo: Keyring
    cy: Keyring
    key: bytes
    team: Team


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Ada, who supervises, Bo and Cy; and the key of a man."""
    home, ada = create_home(tmp_path_factory.mktemp("three") / "home", ADA, passes=3)
    bo, cy = (home.unlock(words, home.add_staff(ada, words, passes=3).staff) for words in (BO, CY))
    staff = {
        one.staff.hex(): StaffAdded(
            staff=one.staff.hex(), name=name, role="supervisor", signing_key=one.signer.hex()
        )
        for one, name in zip((ada, bo, cy), ("Ada", "Bo", "Cy"), strict=True)
    }
    return Made(home.folder, ada, bo, cy, ada.new_key(), Team("", staff, {}))


@pytest.fixture
def home(three: Made, tmp_path: Path) -> Home:
    return copied(three, tmp_path)


def copied(three: Made, tmp_path: Path) -> Home:
    shutil.copytree(three.folder, tmp_path / "home")
    return open_home(tmp_path / "home")


def hand_on(home: Home, keyring: Keyring) -> Keyring:
    """The same person's keys after a new start of the program, without the passphrase's second."""
    return home._keyring(home.staff.slots()[keyring.staff], keyring.halves())


def without(team: Team, *gone: Keyring) -> Team:
    return Team(team.name, team.staff, team.groups, frozenset(one.staff.hex() for one in gone))


def remove(home: Home, by: Keyring, team: Team) -> None:
    bring_about(home, hand_on(home, by), team, may_say_who_is_staff=True)


def test_a_leaver_opens_nothing_and_the_others_have_a_new_key(home: Home, three: Made) -> None:
    team = without(three.team, three.bo)
    remove(home, three.ada, team)
    for stays, words in ((three.ada, ADA), (three.cy, CY)):
        keyring = home.unlock(words, stays.staff)
        assert keyring.team_key_id != three.ada.team_key_id
        assert keyring.key(three.key) == three.ada.key(three.key)
        assert keyring.key(three.ada.team_key_id) == three.ada.key(three.ada.team_key_id)
    assert three.bo.staff not in {one.staff for one in home.people()}
    with pytest.raises(WrongPassphrase):
        home.unlock(BO)
    before = {path.name: path.read_bytes() for path in home.folder.rglob("*") if path.is_file()}
    remove(home, three.cy, team)
    assert before == {p.name: p.read_bytes() for p in home.folder.rglob("*") if p.is_file()}


def test_a_leavers_slot_kept_aside_leads_to_no_key_as_it_lies_now(home: Home, three: Made) -> None:
    slot = home.staff.slots()[three.bo.staff]
    remove(home, three.ada, without(three.team, three.bo))
    fresh = hand_on(home, three.ada).new_key()
    papers = HomePapers(home)
    assert not papers.take(f"{slot.staff.hex()}.{slot.number}.slot", slot.raw)
    his = home._keyring(slot, three.bo.halves())
    assert his.team_key_id == three.bo.team_key_id
    for key in (three.key, fresh):
        with pytest.raises(KeyMissing):
            his.key(key)


def test_who_joined_meanwhile_is_given_the_new_key(home: Home, three: Made) -> None:
    bo_only = Team("", {k: v for k, v in three.team.staff.items() if v.name != "Cy"}, {})
    remove(home, three.ada, without(bo_only, three.bo))
    assert hand_on(home, three.cy).team_key_id == three.cy.team_key_id
    remove(home, three.ada, without(three.team, three.bo))
    assert hand_on(home, three.cy).team_key_id == hand_on(home, three.ada).team_key_id


def test_two_laptops_that_changed_the_key_at_once_read_each_other(
    home: Home, three: Made, tmp_path: Path
) -> None:
    (tmp_path / "two").mkdir()
    other = copied(three, tmp_path / "two")
    team = without(three.team, three.bo)
    remove(home, three.ada, team)
    remove(other, three.cy, team)
    keys = (hand_on(home, three.ada).new_key(), hand_on(other, three.cy).new_key())
    for mine, theirs in ((home, other), (other, home)):
        papers = HomePapers(mine)
        for name, raw in sorted(HomePapers(theirs).all().items()):
            papers.take(name, raw)
    for at in (home, other):
        for who in (three.ada, three.cy):
            keyring = hand_on(at, who)
            assert all(keyring.has_key(key) for key in (*keys, three.key))


def test_what_a_leaver_plants_is_not_used(home: Home, three: Made) -> None:
    """He grants a colleague a key that he knows himself, numbered above all."""
    team = without(three.team, three.bo)
    bo = hand_on(home, three.bo)
    bo.change_team_key()
    slot = home.staff.slots()[three.ada.staff]
    grant = write_grant(slot, 2**32 - 1, bo.team_key_id, bo.key(bo.team_key_id), bo)
    remove(home, three.ada, team)
    home.staff.add_grant(grant)
    assert hand_on(home, three.ada).team_key_id != bo.team_key_id
    remove(home, three.ada, team)
    assert hand_on(home, three.cy).team_key_id == hand_on(home, three.ada).team_key_id


class Killed(BaseException):
    """The program ended here."""


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, bool], None]:
    """End at the n-th write or removal, before it or just after it."""

    def at(number: int, after: bool) -> None:
        left = [number]

        def cut(real: Callable[..., None]) -> Callable[..., None]:
            def doing(*what: object) -> None:
                left[0] -= 1
                if left[0] == 0 and not after:
                    raise Killed
                real(*what)
                if left[0] == 0:
                    raise Killed

            return doing

        for module in (staff_folder, keyring_module):
            monkeypatch.setattr(module, "write_private", cut(write_private))
        monkeypatch.setattr(staff_folder, "remove_file", cut(remove_file))

    return at


def test_a_removal_killed_at_any_write_leaves_old_or_new_and_goes_on(
    three: Made, tmp_path: Path, kill: Callable[[int, bool], None]
) -> None:
    team = without(three.team, three.bo)
    kills = 0
    for number in range(1, 20):
        for after in (False, True):
            (tmp_path / f"{number}{after}").mkdir()
            home = copied(three, tmp_path / f"{number}{after}")
            kill(number, after)
            try:
                remove(home, three.ada, team)
            except Killed:
                kills += 1
            kill(0, after)
            for who in (three.ada, three.cy):
                keyring = hand_on(home, who)
                assert keyring.key(three.key) == three.ada.key(three.key)
                assert keyring.has_key(three.ada.team_key_id)
            remove(home, three.cy, team)
            (new,) = {hand_on(home, who).team_key_id for who in (three.ada, three.cy)}
            assert new != three.ada.team_key_id
            assert not home.staff.slots().get(three.bo.staff)
            assert not hand_on(home, three.ada).sealed_otherwise()
    assert kills >= 10, "too few kills: the harness is broken"


@pytest.mark.parametrize("what", ["passphrase", "words", "again"])
def test_another_passphrase_killed_at_any_write_opens_by_the_old_or_the_new(
    what: str, three: Made, tmp_path: Path, kill: Callable[[int, bool], None]
) -> None:
    for number in range(1, 3 if what == "passphrase" else 4):
        (tmp_path / str(number)).mkdir()
        home = copied(three, tmp_path / str(number))
        kill(number, number % 2 == 0)
        try:
            if what == "passphrase":
                home.change_passphrase(three.bo, "another of his", passes=3)
            elif what == "again":
                home.let_in_again(three.ada, three.bo.staff, "another of his", passes=3)
            else:
                home.keep_words(three.bo, "printed words", passes=3)
                home.recover("printed words", "another of his", passes=3)
        except Killed:
            pass
        kill(0, False)
        slot = home.staff.slots()[three.bo.staff]
        assert slot.open(BO) or slot.open("another of his")
        assert slot.open(BO) is None or slot.open("another of his") is None


def test_printed_words_give_another_passphrase(home: Home, three: Made) -> None:
    home.keep_words(three.ada, "words of before", passes=3)
    home.keep_words(three.ada, "words as printed", passes=3)
    assert len(home.staff.slots(RECOVERY)) == 1
    with pytest.raises(WrongPassphrase):
        home.unlock("words as printed", three.ada.staff)
    home.tries.right()
    with pytest.raises(WrongPassphrase):
        home.recover("words of before", "new passphrase", passes=3)
    home.tries.right()
    keyring = home.recover("words as printed", "new passphrase", passes=3)
    assert keyring.signer == three.ada.signer
    assert home.unlock("new passphrase", three.ada.staff).key(three.key)
    assert home.staff.strange_files() == []


def test_who_is_let_in_again_has_other_keys_and_reads_what_is_the_teams(
    home: Home, three: Made
) -> None:
    person = home.let_in_again(three.ada, three.bo.staff, "another of his", passes=3)
    assert person.signer != three.bo.signer
    assert home.unlock("another of his").key(three.key) == three.ada.key(three.key)
    with pytest.raises(WrongPassphrase):
        home.unlock(BO)
