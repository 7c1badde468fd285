"""What can't be kept becomes a mark that can be seen; all else stays to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.entries.group import ConcernWritten, MemberAdded, Target, Told
from models.entries.observation import NoteWritten
from models.entries.typed_text import TEXT_CAP, TooLong, fit_to_keep

CLEAN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(text=CLEAN)
def test_text_that_can_be_kept_is_the_very_same(text: str) -> None:
    note = NoteWritten(note="n", scope="group", text=text)
    assert fit_to_keep(note) is note


@given(text=st.text(st.characters()))
def test_whatever_is_typed_can_be_written(text: str) -> None:
    kept = fit_to_keep(NoteWritten(note="n", scope="group", text=text))
    assert NoteWritten.model_validate_json(kept.model_dump_json()) == kept


def test_nul_and_lone_surrogates_are_marks_wherever_they_stand() -> None:
    note = NoteWritten(note="n", scope="group", text="a\0b", meaning="\ud800 é")
    kept = fit_to_keep(note)
    assert (kept.text, kept.meaning) == ("a[U+0000]b", "[U+D800] é")
    told = Told(who="\0", by="AQ", how="\udfff")
    concern = ConcernWritten(concern="c", session="s", words="x", told=(told,))
    assert fit_to_keep(concern).told == (Told(who="[U+0000]", by="AQ", how="[U+DFFF]"),)
    man = MemberAdded(member="m", seat=1, initials="J", targets=(Target(text="\0", domain="sr"),))
    assert fit_to_keep(man).targets[0].text == "[U+0000]"


@pytest.mark.parametrize("letter", ["x", "é", "中", "😀"])
def test_a_text_of_64_kib_is_kept_and_one_byte_more_is_refused(letter: str) -> None:
    size = len(letter.encode())
    whole = letter * (TEXT_CAP // size) + "x" * (TEXT_CAP % size)
    concern = ConcernWritten(concern="c", session="s", words=whole)
    assert fit_to_keep(concern) is concern
    with pytest.raises(TooLong, match="at most 64 KiB, this has 65"):
        fit_to_keep(ConcernWritten(concern="c", session="s", words=whole + "x"))
