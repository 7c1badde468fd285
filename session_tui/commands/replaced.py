"""Before a document is written: what was replaced in it is printed, and somebody says yes."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from session_tui.commands.output import put
from session_tui.commands.writing import accepted

if TYPE_CHECKING:
    from exports.document import Document


def replaced_accepted(document: Document, arguments: Namespace) -> bool:
    """Whether what was replaced is right; nobody is asked where nothing was.

    `--yes` says so beforehand. Stop where nobody can be asked: the list is printed all the same.
    """
    put(_lines(document))
    if not document.replaced or accepted(arguments, "Write it so?"):
        return True
    put(["Nothing was written."])
    return False


def _lines(document: Document) -> list[str]:
    """What the guard found, in lines: the words, what stands there now, where."""
    if not document.replaced:
        return []
    lines = [
        f"  {one.found}  →  {one.now or 'left standing: look yourself'}  ({one.part}, {one.count}×)"
        for one in document.replaced
    ]
    return ["Replaced:", *lines]
