"""The quick line: examples, and that no line whatever raises or loses a character."""

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.day.quick_line import Reading, read_line
from models.day.quick_line_examples import EXAMPLES, Example

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@pytest.mark.parametrize("shown", EXAMPLES, ids=lambda shown: shown.line)
def test_example(shown: Example) -> None:
    reading = read_line(shown.line)
    assert reading.understood == shown.understood
    assert reading.text == shown.text
    assert reading.meaning == shown.meaning
    assert reading.trouble == shown.trouble
    assert shown.shows


def test_examples_show_each_part_of_the_grammar() -> None:
    heads = "".join(read_line(shown.line).head for shown in EXAMPLES)
    for part in ("*", "0", "+", "-", "#co", "t2", "!!", "?", "@-3", "@11:40", "sr", "at"):
        assert part in heads


def test_seats_are_numbers_and_zero_is_ten() -> None:
    assert read_line("305 left").seats == (3, 10, 5)


def test_order_of_parts_does_not_matter() -> None:
    readings = {
        read_line(f"3{''.join(parts)} x").understood
        for parts in permutations(["+", "sr", "t2", "!", "?", "@-3"])
    }
    assert len(readings) == 1


def test_action_and_concern_may_stand_apart_but_not_run_together() -> None:
    both = read_line("3!+!! said")
    assert both.action
    assert both.concern
    assert read_line("3!!! said").trouble == '"!!!": ! is an action, !! a concern'


def test_capitals_are_understood() -> None:
    assert read_line("3SR+ x").domain == "sr"
    assert read_line("*#CO x").climate == "co"


@pytest.mark.parametrize(
    "line",
    [
        "3.5 hours",
        "3rd time",
        "5th",
        "10am",
        "10-15 minutes",
        "9-5 job",
        "2-1",
        "100 percent",
        "2026 was",
        "#metoo",
        "#1",
        "@home",
        "+44 20",
        "-ish",
        "**",
        "*3",
        "3*",
        "really",
        "re",
        "sr+",
        "t2",
        "+t2",
        "*t2",
        "3t0",
        "3t10",
        "3@24:00",
        "3@9:5",
        "3@-1000",
        "3@-3@-4",
        "3@-3@11:40",
        "3srsx",
        "3#co#le",
        "3??",
        "3!x!",
        "“I never”",
        '"I never"',
        "٣ said",
        "ſr",
        "3ſr",
    ],
)
def test_what_is_not_wholly_a_head_is_text_and_says_why(line: str) -> None:
    reading = read_line(line)
    assert reading.text == line
    assert reading.trouble
    assert reading == Reading(
        line, text=line, understood="text", trouble=reading.trouble, own_words=reading.own_words
    )


@pytest.mark.parametrize("space", [" ", "\t", "\N{NO-BREAK SPACE}", "\n"])
def test_any_space_ends_the_head(space: str) -> None:
    assert read_line(f"3+{space}two  words ").text == "two  words "


@pytest.mark.parametrize("line", ["", " ", "   "])
def test_nothing_typed_is_no_mark(line: str) -> None:
    reading = read_line(line)
    assert not reading.is_mark
    assert not reading.trouble
    assert not reading.understood


@pytest.mark.parametrize("line", ["3", "3 ", "3  ", "*", "+", "!!", "@-3"])
def test_a_head_without_words_is_a_mark(line: str) -> None:
    assert read_line(line).is_mark


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('said "no" twice', True),
        ("said “no” twice", True),
        ('said "" twice', False),
        ('a 12" ruler', False),
        ('a 12" by 14" by 16" box', True),
        ("said “no", False),
        ("no” and “yes", False),
        ('x // "perhaps"', False),
    ],
)
def test_own_words(text: str, own: bool) -> None:
    assert read_line(f"3 {text}").own_words is own


@pytest.mark.parametrize("char", ['"', "“", "”", "3", "!", "/", " ", "@", "#", "+"])
def test_a_paste_of_a_megabyte_is_read_at_once(char: str) -> None:
    assert read_line(char * 1_000_000).line
    assert read_line("3 " + char * 1_000_000).line


@given(ANY_TEXT)
@example("\ud800")
def test_no_line_raises(line: str) -> None:
    assert read_line(line).line == line


HEADISH = st.text("0123456789*+-#!?@:tsxarecolphSR .", max_size=8)


@given(HEADISH, WORDS)
def test_no_character_is_lost(head: str, words: str) -> None:
    line = f"{head} {words}"
    reading = read_line(line)
    if reading.meaning:
        # Only the spaces round // are not kept.
        whole = f"{reading.head}{reading.text}//{reading.meaning}"
        assert "".join(whole.split()) == "".join(line.split())
    elif reading.head or line[0].isspace():
        assert reading.text == line[len(reading.head) + 1 :]
    else:
        assert reading.text == line


@given(HEADISH, WORDS)
def test_a_leading_space_makes_plain_text(head: str, words: str) -> None:
    line = f" {head}{words}"
    reading = read_line(line)
    assert not reading.head
    assert not reading.trouble
    if " // " not in line:
        assert reading.text == line[1:]


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'", min_size=1), WORDS)
def test_prose_is_never_a_command(word: str, words: str) -> None:
    reading = read_line(f"{word} {words}")
    assert not reading.head
    assert reading.trouble


@st.composite
def heads(draw: st.DrawFn) -> tuple[str, Reading]:
    """A head and what it must be read as."""
    seats = draw(st.lists(st.sampled_from(range(1, 11)), unique=True, max_size=4))
    every = draw(st.booleans()) and not seats
    sign = draw(st.sampled_from(["", "strength", "concern"]))
    domain = draw(st.sampled_from(["", "sx", "at", "re", "sr"]))
    climate = draw(st.sampled_from(["", "co", "le", "op", "re", "ho"]))
    target = draw(st.integers(0, 9)) if len(seats) == 1 else 0
    flag = draw(st.sampled_from(["", "!", "!!"]))
    supervision = draw(st.booleans())
    ago = draw(st.none() | st.integers(0, 999))
    clock = None if ago is not None else draw(st.none() | st.integers(0, 24 * 60 - 1))
    parts = [
        {"strength": "+", "concern": "-"}.get(sign, ""),
        domain,
        f"#{climate}" if climate else "",
        f"t{target}" if target else "",
        flag,
        "?" if supervision else "",
        f"@-{ago}" if ago is not None else "",
        f"@{clock // 60}:{clock % 60:02d}" if clock is not None else "",
    ]
    who = "*" if every else "".join(str(seat % 10) for seat in seats)
    said = who + "".join(draw(st.permutations([part for part in parts if part])))
    reading = Reading(
        f"{said} x",
        head=said,
        seats=tuple(seats),
        all_in_room=every,
        sign=sign,  # type: ignore[arg-type]  # drawn from the three
        domain=domain,
        climate=climate,
        target=target,
        action=flag == "!",
        concern=flag == "!!",
        supervision=supervision,
        minutes_ago=ago,
        clock=clock,
        text="x",
    )
    return said, reading


@given(heads())
def test_every_head_is_read_as_written(given_head: tuple[str, Reading]) -> None:
    head, wanted = given_head
    reading = read_line(f"{head} x")
    if not head or head[0].isalpha():
        assert not reading.head
        return
    assert reading.understood.startswith(("group", "all in the room", *"0123456789"))
    assert _without_words(reading) == _without_words(wanted)


def _without_words(reading: Reading) -> tuple[object, ...]:
    names = [name for name in Reading.__slots__ if name != "understood"]
    return tuple(getattr(reading, name) for name in names)
