"""The one way of text to the screen: session_tui/lines.py. Anything else fails here.

Text that people typed is hostile until it was made showable. `LinesPane` does so for every line,
and Input and TextArea hold what is being typed, behind the last gate. So no other widget may be
handed text that isn't written out in the code, and nothing may be made of rich's or Textual's own
text classes.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "session_tui").rglob("*.py"))
THE_ONE_WAY = {"lines.py", "last_gate.py", "painted.py"}
"""painted.py sends the segments that lines.py made, and makes none."""

WIDGETS = {"Input", "Static", "TextArea", "Widget"}
"""What may be imported of Textual's widgets at all."""
OF_LITERALS = {"Static", "notify", "Tooltip"}
"""What may be called with text written out in the code only."""
TEXT_CLASSES = {"Content", "Label", "Markup", "Segment", "Text"}
NAMED = {"border_title", "border_subtitle", "placeholder", "sub_title", "tooltip"}
"""What takes text by name, as an argument or an attribute."""
PASSED_ON = {"passphrase_box.py", "drafted.py"}
"""Boxes that hand a placeholder on; whoever calls them is looked at again."""
CRASH = "self.panic(Text(sentence_of(error)))"
"""A crash's own sentence, which holds nobody's text (test_hostile_record)."""


def plain(node: ast.expr | None) -> bool:
    """Whether it is text written out in the code, or no text at all."""
    if isinstance(node, ast.BinOp):
        return plain(node.left) and plain(node.right)
    if isinstance(node, ast.IfExp):
        return plain(node.body) and plain(node.orelse)
    return node is None or isinstance(node, ast.Constant)


def called(node: ast.Call) -> str:
    """The last part of what is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def faults(source: str, name: str) -> list[str]:
    """Where text may reach a widget another way."""
    tree = ast.parse(source)
    return (
        []
        if name in THE_ONE_WAY
        else [
            f"line {node.lineno}: {ast.unparse(node)[:90]}"
            for node in ast.walk(tree)
            if isinstance(node, (ast.Call, ast.Assign, ast.ImportFrom)) and _is_fault(node, name)
        ]
    )


def _is_fault(node: ast.Call | ast.Assign | ast.ImportFrom, name: str) -> bool:
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        widgets = module.startswith("textual.widget")
        rich = module.startswith(("rich", "textual.content", "textual.markup"))
        names = {each.name for each in node.names}
        return (widgets and not names <= WIDGETS) or (
            rich and bool(names & TEXT_CLASSES - {"Text"})
        )
    if isinstance(node, ast.Assign):
        named = {getattr(target, "attr", "") for target in node.targets}
        return bool(named & NAMED) and not plain(node.value)
    if called(node) in OF_LITERALS and not all(map(plain, node.args)):
        return True
    if called(node) == "Text" and not all(map(plain, node.args)):
        return "sentence_of" not in ast.unparse(node) and _of_rich(node)
    asked_for = "query" in ast.unparse(node.func)
    if called(node) == "update" and asked_for and not all(map(plain, node.args)):
        return True
    given = [each.value for each in node.keywords if each.arg in NAMED]
    return name not in PASSED_ON and not all(map(plain, given))


def _of_rich(node: ast.Call) -> bool:
    """rich's, not the documents' own Text, which has more than one part."""
    return len(node.args) == 1 and not node.keywords


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_reaches_the_screen_by_one_way(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), path.name) == []


@pytest.mark.parametrize(
    "stray",
    [
        "from textual.widgets import Label",
        "from textual.widgets import DataTable, Static",
        "from rich.segment import Segment",
        "from textual.content import Content",
        "Static(note.text)",
        "yield Static(f'{man.name}')",
        "self.query_one(Static).update(note.text)",
        "self.query_one('#told').update(said)",
        "self.app.notify(said)",
        "Input(placeholder=man.initials)",
        "self.border_title = day.venue",
        "self.app.sub_title = text",
        "box.tooltip = note.meaning",
        "self.panic(Text(str(error)))",
    ],
)
def test_another_way_is_found(stray: str) -> None:
    assert faults(stray, "stray.py")
