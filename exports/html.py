"""A document as one self-contained HTML file: no scripts, nothing loaded, a strict policy.

It reads on light and dark screens, keeps real headings and table headers, and prints on A4 with
the facts of its part on every page.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable
from functools import cache
from importlib import resources

from exports.document import (
    Band,
    Block,
    Bullets,
    Definitions,
    Document,
    Figure,
    Heading,
    Lines,
    Notice,
    Paragraph,
    Part,
    Row,
    SignatureLines,
    Table,
    Text,
)
from exports.safe_text import BREAK, one_line, showable, with_breaks

_TAGS = {"plain": "", "strong": "strong", "muted": "small"}


def to_html(document: Document) -> str:
    """The document as the text of an HTML file."""
    style = _style() + "".join(_page_rule(index, part) for index, part in enumerate(document.parts))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_part(index, part) for index, part in enumerate(document.parts))
    return (
        f'<!doctype html>\n<html lang="{_attribute(document.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_attribute(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_attribute(document.title)}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return (resources.files("exports") / "templates" / "document.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    """The style's hash as the policy names it: no other style may apply."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _page_rule(index: int, part: Part) -> str:
    """How a printed page of this part lies, and what it says in its margins."""
    facts, lies = part.facts, "size:A4 landscape;" if part.wide else ""
    foot = " · ".join(facts.foot)
    return (
        f"@page part{index}{{{lies}@top-left{{content:{_css(facts.title)}}}"
        f"@top-right{{content:{_css(facts.state)}}}@bottom-left{{content:{_css(foot)}}}}}"
        f"#part{index}{{page:part{index}}}"
    )


def _css(text: str) -> str:
    """A CSS string; all but letters, digits and spaces as escapes, so that none can end it."""
    signs = (
        sign if sign.isascii() and (sign.isalnum() or sign == " ") else f"\\{ord(sign):x} "
        for sign in one_line(text)
    )
    return f'"{"".join(signs)}"'


def _part(index: int, part: Part) -> str:
    facts = part.facts
    state = f"<strong>{_escaped(facts.state)}</strong>" if facts.state else ""
    kind = "fitted" if part.fit else "part"
    blocks = "\n".join(_block(block) for block in part.blocks)
    return (
        f'<section id="part{index}" class="{kind}">\n'
        f'<p class="running"><span>{_escaped(facts.title)}</span> {state}</p>\n{blocks}\n'
        f'<p class="facts">{"<br>".join(map(_escaped, facts.foot))}</p>\n</section>'
    )


def _block(block: Block) -> str:  # noqa: PLR0911  (one case a kind of block)
    match block:
        case Heading():
            level = min(max(block.level, 1), 6)
            return f"<h{level}>{_text(block.text)}</h{level}>"
        case Paragraph():
            return f"<p>{_text(block.text)}</p>"
        case Notice():
            return f'<p class="notice">{_text(block.text)}</p>'
        case Bullets():
            return _wrapped("ul", (f"<li>{_text(item)}</li>" for item in block.items))
        case Definitions():
            pairs = (
                f"<div><dt>{_escaped(term)}</dt><dd>{_text(text)}</dd></div>"
                for term, text in block.entries
            )
            return _wrapped("dl", pairs)
        case Table():
            return _table(block)
        case Figure():
            alt = _attribute(block.chart.alt)
            return f'<figure role="img" aria-label="{alt}">{block.svg}</figure>'
        case Lines():
            return f'<div class="lines">{"<hr>" * max(block.fewest, 1)}</div>'
        case SignatureLines():
            lines = (f"<p>{_text(who)}</p>" for who in block.who)
            return f'<div class="signatures">{"".join(lines)}</div>'


def _table(table: Table) -> str:
    narrow = sum(column.share == 0 for column in table.columns)
    whole = sum(column.share for column in table.columns) or 1
    heads = "".join(
        f'<th scope="col" class="{column.align} w{_width(column.share / whole, narrow)}">'
        f"{_escaped(column.title)}</th>"
        for column in table.columns
    )
    bodies = "".join(_bodies(table))
    kind = "boxes" if table.boxes else "data"
    caption = _attribute(table.caption)
    return (
        f'<div class="scroll" role="group" aria-label="{caption}" tabindex="0">'
        f'<table class="{kind}"><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"{bodies}</table></div>"
    )


def _width(share: float, narrow: int) -> int:
    """A column's width in steps of five per cent, beside so many narrow ones; 0 as needed."""
    return round(share * (100 - 7 * narrow) / 5) * 5


def _bodies(table: Table) -> Iterable[str]:
    """The rows, with a body of its own for each band and the rows that it heads."""
    rows: list[str] = []
    for row in table.rows:
        if isinstance(row, Band):
            if rows:
                yield f"<tbody>{''.join(rows)}</tbody>"
            across = f'<th scope="rowgroup" colspan="{len(table.columns)}">{_text(row.text)}</th>'
            rows = [f'<tr class="band">{across}</tr>']
        else:
            rows.append(_row(table, row))
    yield f"<tbody>{''.join(rows)}</tbody>"


def _row(table: Table, row: Row) -> str:
    texts = (*row.cells, *([()] * (len(table.columns) - len(row.cells))))
    cells = "".join(
        f'<td class="{column.align}{"" if column.share else " tight"}">{_text(text)}</td>'
        for column, text in zip(table.columns, texts, strict=True)
    )
    return f'<tr class="quiet">{cells}</tr>' if row.quiet else f"<tr>{cells}</tr>"


def _text(text: Text) -> str:
    return "".join(_wrapped(_TAGS[run.weight], [_escaped(run.text)]) for run in text)


def _wrapped(tag: str, inside: Iterable[str]) -> str:
    words = "".join(inside)
    return f"<{tag}>{words}</{tag}>" if tag else words


def _escaped(text: str) -> str:
    """Text between tags: long words may break, so that none widens its table."""
    broken = with_breaks(showable(text))
    return html.escape(broken, quote=True).replace("\n", "<br>").replace(BREAK, "<wbr>")


def _attribute(text: str) -> str:
    return html.escape(one_line(text), quote=True)
