"""The document before it has a format: parts, blocks and runs of text, as neutral values.

Every document is built as one `Document`; each writer (Markdown, HTML, PDF) turns it into its
format. Text stands here as it was typed: the guard reads it so, and the writer makes it safe.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from exercise_bank.logo import Logo
from exports.bar_chart import BarChart, bar_svg
from exports.chart import Chart, svg

Weight = Literal["plain", "strong", "muted"]
Align = Literal["left", "center", "right"]

USUAL_TYPE = 10.5
"""The size of type in points."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one weight. `ours`: the program's own words or a name of staff, no one's notes.

    The guard over members' names reads every run that isn't ours.
    """

    text: str
    weight: Weight = "plain"
    ours: bool = False


Text = tuple[Run, ...]


def typed(text: str, weight: Weight = "plain") -> Text:
    """Words that somebody typed, or that hold some."""
    return (Run(text, weight),) if text else ()


def ours(text: str, weight: Weight = "plain") -> Text:
    """The program's own words, numbers, times, names of staff."""
    return (Run(text, weight, ours=True),) if text else ()


def joined(texts: list[Text], between: str = "; ") -> Text:
    """The texts that aren't empty, one after the other."""
    whole: list[Run] = []
    for text in filter(None, texts):
        if whole:
            whole.append(Run(between, ours=True))
        whole.extend(text)
    return tuple(whole)


def strong(text: Text) -> Text:
    """The same words, every one strong."""
    return tuple(replace(run, weight="strong") for run in text)


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a part, once."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a newline in it is a line break."""

    text: Text


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph that must be seen: set apart by a rule."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """What is what: term and text."""

    entries: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `share` is its share of what width is left; 0 takes what it needs."""

    title: str
    share: float = 0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; a quiet one (a break) stands back. Cells missing at the end are empty."""

    cells: tuple[Text, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A line across the table that heads the rows after it."""

    text: Text


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption (for those who hear it read). `boxes`: to be filled in by hand."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    boxes: bool = False


def without_empty(table: Table, *titles: str) -> Table:
    """The table without those of these columns in which no row says anything."""
    spoken = {
        at
        for row in table.rows
        if isinstance(row, Row)
        for at, cell in enumerate(row.cells)
        if cell
    }
    kept = [
        at for at, column in enumerate(table.columns) if column.title not in titles or at in spoken
    ]
    rows = tuple(
        replace(row, cells=tuple(row.cells[at] for at in kept if at < len(row.cells)))
        if isinstance(row, Row)
        else row
        for row in table.rows
    )
    return replace(table, columns=tuple(table.columns[at] for at in kept), rows=rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: the chart of a day, bars, or the service's logo."""

    chart: Chart | BarChart | Logo

    @property
    def svg(self) -> str:
        """The one picture of it that every format shows."""
        if isinstance(self.chart, Logo):
            return self.chart.image
        return bar_svg(self.chart) if isinstance(self.chart, BarChart) else svg(self.chart)


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on by hand: at least so many; with `fill`, what the page has left."""

    fewest: int
    fill: bool = False


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines to sign on, each with who signs."""

    who: tuple[Text, ...]


Block = (
    Heading | Paragraph | Notice | Bullets | Definitions | Table | Figure | Lines | SignatureLines
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What every page of a part says of itself. Only program's words and names of staff.

    `state` is what must be seen first ("unsigned draft"), or empty.
    """

    title: str
    purpose: str
    recipient: str
    made: str
    heads: str
    state: str = ""

    @property
    def foot(self) -> tuple[str, ...]:
        """What stands below a page: for what and whom, when made by whom, over which heads."""
        said = (f"{self.purpose}, {self.recipient}", self.made, self.heads)
        return tuple(one for one in said if one)


@dataclass(frozen=True, slots=True)
class Part:
    """What files together: it begins on a new page and has its own count of pages.

    `fit`: down to this size of type (points) it is set smaller so as to fit one page; 0: it may
    run on. `largest`: what is to fit is set up to this size, to be read from further away. `wide`:
    its pages lie on their long side.
    """

    facts: PageFacts
    blocks: tuple[Block, ...]
    fit: float = 0
    wide: bool = False
    largest: float = USUAL_TYPE


@dataclass(frozen=True, slots=True)
class Replaced:
    """What the guard found in a part: the words, what stands there now, how often.

    `now` is empty where it was left standing because it may be an ordinary word.
    """

    part: str
    found: str
    now: str
    count: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `made_at` is an instant in ms; `replaced` is what the guard found."""

    title: str
    parts: tuple[Part, ...]
    made_at: int
    replaced: tuple[Replaced, ...] = ()
    language: str = "en-GB"


def with_text(part: Part, change: Callable[[str], str]) -> Part:
    """The part with `change` made to every text that isn't ours."""
    return replace(part, blocks=tuple(_changed(block, change) for block in part.blocks))


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    match block:
        case Heading() | Paragraph() | Notice():
            return replace(block, text=_runs(block.text, change))
        case Bullets():
            return Bullets(tuple(_runs(item, change) for item in block.items))
        case Definitions():
            changed = ((term, _runs(text, change)) for term, text in block.entries)
            return Definitions(tuple(changed))
        case Table():
            return replace(block, rows=tuple(_row(row, change) for row in block.rows))
        case Figure():
            return Figure(replace(block.chart, alt=change(block.chart.alt)))
        case SignatureLines():
            return SignatureLines(tuple(_runs(who, change) for who in block.who))
        case Lines():
            return block


def _runs(text: Text, change: Callable[[str], str]) -> Text:
    return tuple(run if run.ours else replace(run, text=change(run.text)) for run in text)


def _row(row: Row | Band, change: Callable[[str], str]) -> Row | Band:
    if isinstance(row, Band):
        return Band(_runs(row.text, change))
    return replace(row, cells=tuple(_runs(cell, change) for cell in row.cells))
