import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.glyphs import covered, printable
from exports.safe_text import MOST_MARKS, one_line, shortened, showable

ANY = st.text(st.characters(codec=None, categories=None), max_size=80)
UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")


@given(ANY)
def test_every_character_of_showable_text_can_be_seen(text: str) -> None:
    for character in showable(text):
        assert character == "\n" or unicodedata.category(character) not in UNSEEN


@given(ANY)
def test_showable_text_stays_as_it_is(text: str) -> None:
    assert showable(showable(text)) == showable(text)


@given(ANY)
def test_printable_text_has_a_glyph_for_every_character(text: str) -> None:
    assert set(printable(showable(text))) <= covered() | {"\n"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, £5 – “quoted”", "plain words, £5 – “quoted”"),
        ("\x1b]0;title\x07", "[U+001B]]0;title[U+0007]"),
        ("\x9b31m", "[U+009B]31m"),
        ("a\u202eb", "a[U+202E]b"),
        ("\0\0\0", "[U+0000 ×3]"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("\ud800", "[U+D800]"),
        ("one\r\ntwo\u2028three\ttab", "one\ntwo\nthree tab"),
        ("Łódź, Siôn, Ŵŷn, żółć", "Łódź, Siôn, Ŵŷn, żółć"),
        ("e\u0301", "é"),
    ],
)
def test_what_hides_becomes_a_mark(text: str, shown: str) -> None:
    assert showable(text) == shown


def test_a_tower_of_marks_is_cut() -> None:
    shown = showable("a" + "\u0301" * 500)
    assert shown.endswith("[495 more marks]")
    assert sum(unicodedata.category(sign) == "Mn" for sign in shown) == MOST_MARKS


def test_one_line_and_shortened() -> None:
    assert one_line("a\n\n b\x00") == "a b[U+0000]"
    assert shortened("a long title of an exercise", 10) == "a long ti…"
    assert shortened("short", 10) == "short"


def test_what_the_fonts_lack_is_named() -> None:
    assert printable("中 Ŵ") == "[U+4E2D] Ŵ"
