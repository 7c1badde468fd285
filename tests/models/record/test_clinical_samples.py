"""A clinical auditor's samples: opened by him and the supervisors, until their day or their end."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.acts import Refused
from models.acts.opening import add_staff, form_group, found_team
from models.acts.sampling import (
    MOST_DAYS,
    PAGE_LETTERS,
    Drawn,
    check_may_be_granted,
    draw,
    end_sample,
    grant_sample,
)
from models.entries import NewEntry, encode
from models.entries.sampling import SampleEnded, SampleGranted
from models.entries.team import StaffAdded
from models.facts import Facts
from models.group.samples import Sample, SampledDocument, fold_samples
from models.home import Home, create_home, open_home
from models.ids import named_id
from models.journal.recorder import Recorder, Sealable, open_recorder
from models.journal.verify import Outcome, verify
from models.keys.keyring import KeyMissing, Keyring, erased_keys
from models.keys.personal_seals import personal_seals
from models.keys.sample_keys import live_samples
from models.record import NotAllowed, Record
from models.roles import Role
from models.streams import SAMPLES_STREAM, TRAIL_STREAM
from models.sync.folder_hub import FolderPapers
from models.sync.papers import HomePapers, exchange_papers
from models.trail_entry import Use

NOW = 1_795_000_000_000
TODAY, LAST = "2026-11-24", "2026-12-22"
WORDS: dict[str, tuple[str, Role]] = {
    "Ada": ("ada's own words", "supervisor"),
    "Bo": ("bo's own words", "facilitator"),
    "Cy": ("cy's own words", "supervisor"),
    "Max": ("max's own words", "auditor"),
    "Xan": ("xan's own words", "clinical auditor"),
}
LONG = "A page of the note.\n" * (2 * PAGE_LETTERS // 20 + 7)
DOCUMENTS = (
    SampledDocument("session note", "Session note, block 1 day 2", LONG),
    SampledDocument("treatment report", "Treatment report, M3", "Short."),
)
DRAWN = Drawn(("5e" * 16,), 9, "seed", ("c0" * 16,), "2025-12-01", TODAY)


class Made(NamedTuple):
    """A home with everybody's keys, and the recorder of whoever's turn it is."""

    home: Home
    recorder: Recorder
    keys: dict[str, Keyring]

    def record(self, who: str) -> Record:
        """The record, with this person's hand on it."""
        self.recorder.hand_over(self.keys[who])
        self.recorder.reader.use(self.keys[who])
        return Record(self.recorder.reader, self.keys[who], lambda: NOW, self.recorder)

    def live(self, who: str, on: str = TODAY) -> tuple[Sample, ...]:
        """The samples that open to this person on a day."""
        return live_samples(self.record(who), self.keys[who], on)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Keyring]]:
    home, ada = create_home(tmp_path_factory.mktemp("sampled") / "home", WORDS["Ada"][0], passes=3)
    keys = {"Ada": ada}
    with open_recorder(home, ada) as recorder:
        record = Record(recorder.reader, ada, lambda: NOW, recorder)
        record.append(found_team(ada.staff.hex(), "Ada", "supervisor", ada.signer.hex()).entries)
        for name, (words, role) in list(WORDS.items())[1:]:
            who = home.add_staff(ada, words, label=name, passes=3, role=role)
            record.append(add_staff(who.staff.hex(), name, role, who.signer.hex()).entries)
            keys[name] = home.unlock(words, who.staff)
        record.append(form_group("ab" * 16, "Core Group", record.new_key()).entries)
        record.note_use(Use("consultation", "today", men=("c0" * 16,)))
    return home.folder, keys


@pytest.fixture
def made(base: tuple[Path, dict[str, Keyring]], tmp_path: Path) -> Iterator[Made]:
    shutil.copytree(base[0], tmp_path / "record")
    home = open_home(tmp_path / "record")
    slots = home.staff.slots()
    keys = {name: home._keyring(slots[k.staff], k.halves()) for name, k in base[1].items()}
    with open_recorder(home, keys["Ada"]) as recorder:
        yield Made(home, recorder, keys)


def granted(made: Made, last: str = LAST) -> str:
    """A sample for Xan, granted by Ada: its id."""
    record = made.record("Ada")
    xan = record.team().staff[made.keys["Xan"].staff.hex()]
    sample = named_id("sample", last)
    key = record.new_sample_key(xan.staff)
    record.append(grant_sample(sample, key, xan, last, DRAWN, DOCUMENTS, "yearly").entries)
    record.hand_on_keys()
    return sample


def test_he_and_the_supervisors_read_it_whole_and_nobody_else(made: Made) -> None:
    sample = granted(made)
    for who in ("Xan", "Ada", "Cy"):
        (one,) = made.live(who)
        assert one.granted.sample == sample
        assert one.documents == DOCUMENTS
        assert not one.missing
    for who in ("Bo", "Max"):
        assert made.live(who) == ()
        reader = made.recorder.reader
        assert not reader.read_stream(bytes.fromhex(SAMPLES_STREAM)).opened


def test_to_the_staff_nothing_is_wrong_with_what_is_his(made: Made) -> None:
    granted(made)
    read = made.record("Bo").reader.read_stream(bytes.fromhex(SAMPLES_STREAM))
    assert not read.faults
    assert read.private
    assert verify(made.home.folder).outcome is Outcome.VERIFIED
    assert verify(made.home.folder, made.keys["Bo"]).outcome is Outcome.VERIFIED


def test_he_opens_his_samples_and_the_trail_and_no_other_stream(made: Made) -> None:
    granted(made)
    made.record("Xan")
    reader = made.recorder.reader
    opened = {one.stream.hex() for one in reader.read_streams(reader.streams()).opened}
    assert opened == {SAMPLES_STREAM, TRAIL_STREAM}
    for key in (made.keys["Ada"].team_key_id, _group_key(made)):
        with pytest.raises(KeyMissing):
            made.keys["Xan"].key(key)


def _group_key(made: Made) -> bytes:
    (group,) = made.record("Ada").team().groups.values()
    return bytes.fromhex(group.key)


def test_the_day_after_its_last_it_is_gone_for_good(made: Made) -> None:
    granted(made)
    assert made.live("Xan", LAST)
    assert made.live("Xan", "2026-12-23") == ()
    assert made.live("Xan", TODAY) == ()  # a clock set back brings nothing back
    assert len(erased_keys(made.home.keys_folder)) == 1
    assert not personal_seals(made.home.keys_folder)
    assert verify(made.home.folder).outcome is Outcome.VERIFIED


def test_a_supervisor_ends_it_before_and_nobody_else_can(made: Made) -> None:
    granted(made)
    (one,) = made.live("Cy")
    with pytest.raises(NotAllowed, match="may not grant a sample"):
        made.record("Xan").append(end_sample(one).entries)
    made.record("Cy").append(end_sample(one, "enough seen").entries)
    assert made.live("Xan") == ()
    assert len(erased_keys(made.home.keys_folder)) == 1


def test_what_was_destroyed_isnt_taken_from_a_hub_again(made: Made, tmp_path: Path) -> None:
    granted(made)
    (tmp_path / "papers").mkdir()
    hub = FolderPapers(tmp_path / "papers")
    papers = HomePapers(made.home, made.keys["Xan"])
    exchange_papers(papers, hub)
    assert any(name.endswith(".personal") for name, _ in hub.listed())
    assert made.live("Xan", "2026-12-23") == ()
    exchange_papers(papers, hub)
    assert not personal_seals(made.home.keys_folder)
    assert made.live("Xan") == ()


def test_where_its_key_never_came_nothing_is_missing(made: Made) -> None:
    """A laptop that joins when it is over: the hub's seals may be gone, and who ended it sealed."""
    granted(made)
    for path in made.home.keys_folder.glob("*.personal"):
        path.unlink()
    slots = made.home.staff.slots()
    for who, held in made.keys.items():
        made.keys[who] = made.home._keyring(slots[held.staff], held.halves())
    for who in WORDS:
        read = made.record(who).reader.read_stream(bytes.fromhex(SAMPLES_STREAM))
        assert not read.opened
        assert not read.faults
    for who in ("Ada", "Bo"):
        assert verify(made.home.folder, made.keys[who]).outcome is Outcome.VERIFIED
    verdict = verify(made.home.folder)
    assert verdict.outcome is Outcome.VERIFIED
    assert any("their keys destroyed: 5." in line for line in verdict.lines)


def test_two_samples_end_one_by_one(made: Made) -> None:
    granted(made, "2026-12-01")
    other = granted(made, "2027-01-10")
    assert len(made.live("Xan")) == 2
    (left,) = made.live("Xan", "2026-12-02")
    assert left.granted.sample == other
    assert left.documents == DOCUMENTS


@pytest.mark.parametrize("which", ["group", "team", "Bo's own", "no id at all"])
def test_no_other_key_is_destroyed_by_what_an_entry_says(made: Made, which: str) -> None:
    """A sample that names another key, over at once: everything opens as before."""
    record = made.record("Ada")
    record._personal_keys().key_of(made.keys["Bo"].staff.hex())
    (own,) = {one.key_id for one in personal_seals(made.home.keys_folder)}
    key = {
        "group": _group_key(made).hex(),
        "team": made.keys["Ada"].team_key_id.hex(),
        "Bo's own": own.hex(),
        "no id at all": "?",
    }[which]
    sample, mine = named_id("planted"), record.new_sample_key(made.keys["Xan"].staff.hex())
    for whose in ("Xan", "Bo"):
        said = SampleGranted(
            sample=sample,
            key=mine,
            auditor=made.keys[whose].staff.hex(),
            last_day="2026-01-01",
            drawn_from="2026-01-01",
            drawn_to="2026-01-01",
            sessions=(),
            of=1,
            seed="",
            men=(),
            pages=0,
        )
        _forced(made, said, key)
        _forced(made, SampleEnded(sample=sample, key=mine), key)
        for who in ("Ada", "Xan"):
            made.live(who)
    assert not erased_keys(made.home.keys_folder)
    assert made.keys["Ada"].has_key(_group_key(made))
    assert made.keys["Bo"].has_key(own)


def _forced(made: Made, what: SampleGranted | SampleEnded, key: str) -> None:
    """Write an entry sealed under the sample's own key that names another inside."""
    record = made.record("Ada")
    (entry,) = record.made([NewEntry(what, chosen_stream=SAMPLES_STREAM)])
    lying = replace(entry, what=what.model_copy(update={"key": key}))
    sealed = Sealable(
        bytes.fromhex(SAMPLES_STREAM), (bytes.fromhex(what.sealed_under),), encode(lying)
    )
    made.recorder.append([sealed])


def test_a_page_that_hasnt_come_is_counted_not_passed_over(made: Made) -> None:
    granted(made)
    entries = made.record("Xan").entries([SAMPLES_STREAM])
    gone = [one for one in entries if getattr(one.what, "page", 0) != 2]
    assert len(gone) == len(entries) - 1
    (one,) = fold_samples(Facts.of(gone))
    assert one.missing == 1


@pytest.mark.parametrize(
    ("role", "last", "says"),
    [
        ("auditor", LAST, "is auditor: a sample is for a clinical auditor"),
        ("facilitator", LAST, "is facilitator"),
        ("clinical auditor", "2026-11-23", f"1 day to {MOST_DAYS} days"),
        ("clinical auditor", "2027-03-01", f"1 day to {MOST_DAYS} days"),
    ],
)
def test_for_whom_and_how_long(role: Role, last: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        check_may_be_granted(StaffAdded(staff="ab" * 16, name="Odd", role=role), last, TODAY)


@given(
    st.lists(st.text(alphabet="0123456789abcdef", min_size=4), unique=True),
    st.integers(0, 9),
    st.text(),
    st.randoms(use_true_random=False),
)
def test_the_draw_is_the_same_for_the_same_seed_in_whatever_order(
    sessions: list[str], many: int, seed: str, lot: Random
) -> None:
    drawn = draw(sessions, many, seed)
    assert len(drawn) == min(many, len(sessions))
    assert set(drawn) <= set(sessions)
    shuffled = list(sessions)
    lot.shuffle(shuffled)
    assert draw(shuffled, many, seed) == drawn
