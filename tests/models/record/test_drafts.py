"""Half-typed text: kept, private, and no part of the record."""

import sqlite3
from collections.abc import Iterator

import pytest

from models.drafts import Drafts
from models.home import Home
from models.journal.journal import NotSaved
from models.keys.keyring import Keyring, Locked
from tests.models.record.frames import everything_in


@pytest.fixture
def drafts(own: Home) -> Iterator[Drafts]:
    drafts = Drafts(own.drafts_path, 1)
    yield drafts
    drafts.close()


def test_text_comes_back_after_the_program_ended(
    own: Home, drafts: Drafts, keyring: Keyring
) -> None:
    drafts.save(keyring, "line", "3+sr went")
    drafts.save(keyring, "line", "3+sr went back · “so”")
    drafts.save(keyring, "debrief", "")
    again = Drafts(own.drafts_path, 1)  # the first is still open, as after a kill
    assert again.load(keyring) == {"line": "3+sr went back · “so”", "debrief": ""}
    again.close()


def test_a_written_entry_s_draft_is_gone(drafts: Drafts, keyring: Keyring) -> None:
    drafts.save(keyring, "line", "3+sr went")
    drafts.save(keyring, "debrief", "calm")
    drafts.clear(keyring, "line")
    drafts.clear(keyring, "never typed")
    assert drafts.load(keyring) == {"debrief": "calm"}


def test_each_person_and_each_terminal_has_its_own(
    own: Home, drafts: Drafts, keyring: Keyring, colleague: Keyring
) -> None:
    second = Drafts(own.drafts_path, 2)
    drafts.save(keyring, "line", "mine")
    drafts.save(colleague, "line", "hers")
    second.save(keyring, "line", "mine, second terminal")
    assert drafts.load(keyring) == {"line": "mine"}
    assert drafts.load(colleague) == {"line": "hers"}
    assert second.load(keyring) == {"line": "mine, second terminal"}
    second.close()


def test_neither_text_nor_field_is_readable_on_the_disk(
    own: Home, drafts: Drafts, keyring: Keyring
) -> None:
    drafts.save(keyring, "concern", "went back to the moment")
    found = everything_in(own.folder)
    assert b"moment" not in found
    assert b"concern" not in found


def test_a_draft_moved_to_another_box_is_not_shown(
    own: Home, drafts: Drafts, keyring: Keyring
) -> None:
    drafts.save(keyring, "line", "3 went back")
    db = sqlite3.connect(own.drafts_path)
    db.execute("UPDATE draft SET field = x'00'")
    db.commit()
    db.close()
    assert drafts.load(keyring) == {}


def test_a_damaged_file_is_put_aside(own: Home, keyring: Keyring) -> None:
    own.drafts_path.write_bytes(b"damaged" * 99)
    drafts = Drafts(own.drafts_path, 1)
    drafts.save(keyring, "line", "3 went")
    assert drafts.load(keyring) == {"line": "3 went"}
    drafts.close()
    assert own.drafts_path.with_suffix(".damaged").exists()


def test_a_place_that_can_not_be_written_is_a_sentence(own: Home) -> None:
    own.drafts_path.mkdir()
    with pytest.raises(NotSaved, match="what is being typed"):
        Drafts(own.drafts_path, 1)


def test_while_locked_no_draft_is_shown_or_kept(drafts: Drafts, keyring: Keyring) -> None:
    drafts.save(keyring, "line", "3 went")
    keyring.drop()
    with pytest.raises(Locked):
        drafts.load(keyring)
    with pytest.raises(Locked):
        drafts.save(keyring, "line", "3 went back")
