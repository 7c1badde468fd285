"""Each key's line: texts in which every value is the line it stands on."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_bank.bank_parts import SHIPPED
from exercise_bank.toml_lines import KeyPath, key_lines

HERE = "@@"


def filled(text: str) -> str:
    """The text with every mark replaced by the number of its line."""
    lines = text.split("\n")
    return "\n".join(line.replace(HERE, str(at)) for at, line in enumerate(lines, start=1))


def leaves(data: object, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for at, value in enumerate(data) for leaf in leaves(value, (*path, at))]
    return [(path, data)]


def assert_every_value_is_its_line(text: str) -> None:
    text = filled(text)
    lines = key_lines(text)
    for path, value in leaves(tomllib.loads(text)):
        if type(value) is int:
            assert lines[path] == value, (path, text)


def test_tables_lists_inline_tables_and_long_strings() -> None:
    assert_every_value_is_its_line(
        '# a comment with [brackets] and "quotes"\n'
        "top = @@\n"
        "dotted.key = @@\n"
        'text = "a # b [c] \\" d"\n'
        "long = '''\n[not.a.table]\nnot = 'a key'\n'''\n"
        'also = """\nx = 1\n\\""" still text""""\n'
        "after = @@\n"
        "[[exercise]]\n"
        "minutes = { minimum = @@, planned = @@ }\n"
        "steps = [ # why\n"
        '  { minutes = @@, text = "]" },\n\n'
        "  { minutes = @@, text = '}' }, # more\n"
        "]\n"
        "\t[exercise.sub]\n"
        "\tdeep = [[@@],\n [@@]]\n"
        "[[exercise]]\n"
        '"quoted key" = @@\n'
        "'other key'.x = @@\n"
        "[exercise.sub.more]\n"
        "on = 1979-05-27T07:32:00Z\n"
        "last = @@"
    )


def test_a_table_and_an_item_have_lines_of_their_own() -> None:
    lines = key_lines("a = 1\n\n[[b]]\nc = 1\n[[b]]\n[b.d]\n")
    assert lines[("b",)] == 3
    assert lines[("b", 0)] == 3
    assert lines[("b", 1)] == 5
    assert lines[("b", 1, "d")] == 6


KEYS = st.sampled_from(["a", "b-c", "D_1", "42", '"quoted # ]"', "'lit = {'", '"\\u00e9"'])
SCALARS = st.sampled_from(
    [HERE, HERE, HERE, '"]}#"', "'x = [ # '", "true", "1.5e3", "07:32:00", '"""\n#\n"""', "''''''"]
)
GAPS = st.sampled_from(["", " ", "\n", "\n\n  # note ]\n\t"])


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.integers(0, 3)) if depth else 0
    if kind <= 1:
        return draw(SCALARS)
    if kind == 2:
        items = draw(st.lists(values(depth=depth - 1), max_size=3))
        return "[" + ",".join(draw(GAPS) + item + draw(GAPS) for item in items) + "]"
    keys = draw(st.lists(KEYS, max_size=3, unique=True))
    items = [f"{key} = {draw(values(depth=depth - 1))}" for key in keys]
    return "{ " + ", ".join(items) + " }"


@st.composite
def documents(draw: st.DrawFn) -> str:
    parts: list[str] = []
    headers = st.sampled_from(
        ["", "[[list]]", "[[list.inner]]", "[list.sub]", "[[ other . list ]]"]
    )
    for header in draw(st.lists(headers, max_size=6)):
        pairs = [
            f"{key} = {draw(values())}" for key in draw(st.lists(KEYS, max_size=3, unique=True))
        ]
        space = draw(st.sampled_from(["", "\n", "# comment = [\n", "  "]))
        parts.append("\n".join([space + header, *pairs]))
    return "\n".join(parts)


@given(documents())
def test_every_value_is_found_on_its_line(text: str) -> None:
    try:
        tomllib.loads(filled(text))
    except tomllib.TOMLDecodeError:
        return
    assert_every_value_is_its_line(text)


@pytest.mark.parametrize("name", ["block1", "plan1", "service"])
def test_the_bank_s_own_files_are_covered(name: str) -> None:
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")
    lines = key_lines(text)
    written = text.split("\n")
    for path, _ in leaves(tomllib.loads(text)):
        key = next(part for part in reversed(path) if isinstance(part, str))
        on_line = written[lines[path] - 1]
        assert key in on_line or isinstance(path[-1], int), (path, on_line)
