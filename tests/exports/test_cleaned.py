"""Free texts of an entry go through the guard; ids, digests and chain heads are no free text."""

from exports.cleaned import cleaned
from models.entries.closing import Signed
from models.entries.observation import NoteWritten

HEAD = "5b9ad8280744114c31fc18af96b5ef16:861:0418cedd8bc4"


def shout(text: str) -> str:
    return text.replace("dd", "another member")


def test_a_chains_head_and_an_id_stay_as_they_were() -> None:
    said = cleaned(Signed(staff="dd" * 16, heads=(HEAD,)), shout)
    assert said == Signed(staff="dd" * 16, heads=(HEAD,))


def test_text_is_cleaned_and_words_of_a_fixed_choice_are_not() -> None:
    note = NoteWritten(note="0d" * 16, scope="group", text="dd spoke", meaning="dd, perhaps")
    said = cleaned(note, shout)
    assert said.text == "another member spoke"
    assert said.meaning == "another member, perhaps"
    assert (said.note, said.scope) == (note.note, note.scope)
