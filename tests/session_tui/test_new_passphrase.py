"""New passphrases: what is too weak, and the words offered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.new_passphrase import LEAST, WORDS, random_words, weakness, words


@pytest.mark.parametrize(
    ("passphrase", "name", "said"),
    [
        ("", "", "has at least 15 characters: a few words do well"),
        ("short", "", "this has 5"),
        ("a" * 40, "", "would be guessed"),
        ("abababababababababab", "", "would be guessed"),
        ("ada quill ada quill", "Ada Quill", "would be guessed"),
        ("Passw0rd1234567", "", "similar to a commonly used password"),
        ("qwertyuiopasdfgh", "", "would be guessed"),
    ],
)
def test_a_weak_passphrase_is_said_with_the_way_on(passphrase: str, name: str, said: str) -> None:
    assert said in weakness(passphrase, name)


@pytest.mark.parametrize(
    "passphrase", ["acorn river lamp", "søndag på fjellet", "ada quill likes pears and rain"]
)
def test_a_few_words_will_do(passphrase: str) -> None:
    assert weakness(passphrase, "Ada Quill") == ""


@given(st.text(), st.text())
def test_no_message_repeats_what_was_typed(passphrase: str, name: str) -> None:
    said = weakness(passphrase, name)
    if len(passphrase.strip()) > 8 and said:
        assert passphrase not in said
    if len(passphrase) < LEAST:
        assert said


def test_the_words_are_1024_each_once_plain_and_short() -> None:
    assert len(words()) == 1024
    assert len(set(words())) == 1024
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words())
    assert max(map(len, words())) <= 6


def test_offered_words_are_strong_enough_and_never_twice_the_same() -> None:
    offers = {random_words() for _ in range(50)}
    assert len(offers) == 50
    for offer in offers:
        assert len(offer.split()) == WORDS
    assert sum(weakness(offer) == "" for offer in offers) >= 49
