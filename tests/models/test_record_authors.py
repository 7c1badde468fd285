"""An entry counts only where its author's own key signed it."""

from dataclasses import replace
from pathlib import Path

from models.acts.opening import add_staff, found_team
from models.entries import NewEntry, encode
from models.entries.team import TeamFounded
from models.home import create_home
from models.journal.recorder import Sealable, open_recorder
from models.record import Record
from models.streams import TEAM_STREAM

WORDS = "four invented words here"


def test_an_entry_in_a_colleagues_name_has_no_effect_and_is_told(tmp_path: Path) -> None:
    home, ada = create_home(tmp_path / "home", WORDS, label="AQ", passes=3)
    person = home.add_staff(ada, "four other invented words", label="BK", passes=3)
    with open_recorder(home, ada) as recorder:
        record = Record(recorder.reader, ada, lambda: 1_000_000, recorder)
        record.append(
            found_team(ada.staff.hex(), "Ada Quill", "facilitator", ada.signer.hex()).entries
        )
        said = record.append([NewEntry(TeamFounded(name="Mine"))])[0]
        added = add_staff(person.staff.hex(), "Bo Karsk", "supervisor", person.signer.hex())
        record.append(added.entries)
        forged = replace(said, id="f" * 32, by=person.staff.hex(), what=TeamFounded(name="Bo's"))
        stream = bytes.fromhex(TEAM_STREAM)
        recorder.append([Sealable(stream, (ada.team_key_id,), encode(forged))])

        fresh = Record(recorder.reader, ada, lambda: 1_000_000, recorder)
        assert fresh.team().name == "Mine" or "Bo's" not in fresh.team().name
        assert [trouble.entries for trouble in fresh.trouble] == [1]
        assert "another than its author" in fresh.trouble[0].says
