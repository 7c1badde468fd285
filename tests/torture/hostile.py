"""Hostile text through every field, box, screen and export: kept exact, shown harmless.

At most 64 KiB of it come back to the letter, but for NUL and lone surrogates, which are marks
then. On screens and in documents nothing of it acts: no control byte, no hidden character.
"""

from __future__ import annotations

import asyncio
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest import mock

from textual.widgets import Input, TextArea

from exports.concern_note import concern_note
from exports.day_sheet import day_sheet
from exports.html import to_html
from exports.json import to_json
from exports.markdown import to_markdown
from exports.pdf import to_pdf
from exports.session_note import session_note
from exports.sheets import to_csv
from exports.text import to_text
from exports.word import to_docx
from models.entries import KINDS, decode, encode
from models.entries.entry import Entry
from models.entries.typed_text import TooLong, fit_to_keep
from session_tui.screens.live.screen import LiveScreen
from tests.exports import hostile_day
from tests.exports.sample_day import CONCERN
from tests.models.golden_entries import samples
from tests.session_tui import test_hostile_record as record
from tests.session_tui.hands import clock_at, new_desk, settle, with_day, with_group
from tests.session_tui.test_hostile_text import SCREENS
from tests.session_tui.writing_day import begin, note, on_screen
from tests.torture.figures import Figures
from tests.torture.hostile_strings import CORPUS, TOO_LONG
from tests.torture.made_home import scratch

if TYPE_CHECKING:
    from session_tui.desk import Desk

BATCH = 24
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_UNFIT = re.compile("[\0\ud800-\udfff]")


def fields(attempts: int, seed: int) -> Figures:
    """So many of the strings through every text field of every kind of entry."""
    figures = Figures("hostile strings through every field", seed)
    places = list(_places())
    figures.counts["fields"] = len(places)
    figures.counts["kinds"] = len({entry.what.kind for entry, _ in places})
    for text in _some(attempts, seed):
        figures.attempts += 1
        for entry, name in places:
            if (why := _comes_back(entry, name, text)) is not None:
                figures.failed(f"{entry.what.kind}.{name}: {why} of {ascii(text)[:40]}")
    for text in TOO_LONG:
        for entry, name in places:
            with suppress(TooLong):
                fit_to_keep(entry.what.model_copy(update={name: text}))
                if len(text.encode()) > 64 * 1024:
                    figures.failed(f"{entry.what.kind}.{name}: {len(text)} characters were taken")
    return figures


def boxes(attempts: int, seed: int) -> Figures:
    """So many of the strings into every box, and on record into every screen, a batch at a time."""
    figures = Figures("hostile strings in boxes and on screens", seed)
    for number, batch in enumerate(_batches(attempts, seed)):
        figures.attempts += len(batch)
        for walk in (_into_boxes, _on_record):
            figures.counts[f"screens seen{walk.__name__.replace('_', ' ')}"] += asyncio.run(
                _walked(walk, "\n".join(batch), figures, number)
            )
    return figures


def exports(attempts: int, seed: int) -> Figures:
    """So many of the strings through every format of every document, a batch at a time."""
    figures = Figures("hostile strings in documents", seed)
    for batch in _batches(attempts, seed):
        figures.attempts += len(batch)
        kept = tuple(_UNFIT.sub("", text) for text in batch)
        with (
            mock.patch.object(hostile_day, "TEXTS", kept),
            mock.patch.object(hostile_day, "ALL", "\n".join(kept)),
        ):
            _documents(figures)
    return figures


def _some(attempts: int, seed: int) -> list[str]:
    if attempts >= len(CORPUS):
        return list(CORPUS)
    return Random(f"hostile {seed}").sample(CORPUS, attempts)


def _batches(attempts: int, seed: int) -> Iterator[list[str]]:
    texts = [text for text in _some(attempts, seed) if len(text) < 6_000]
    for at in range(0, len(texts), BATCH):
        yield (texts[at:] + texts)[:BATCH]


# --- fields ---------------------------------------------------------------------


def _places() -> Iterator[tuple[Entry, str]]:
    """Every text field of every kind, with an entry that has it."""
    for kind, content in KINDS.items():
        entry = decode(samples(kind)["full"]["body"].encode())
        assert isinstance(entry, Entry)
        for name, about in content.model_fields.items():
            if about.annotation is str and not about.metadata:
                yield entry, name


def _comes_back(entry: Entry, name: str, text: str) -> str | None:
    what = fit_to_keep(entry.what.model_copy(update={name: text}))
    back = decode(encode(replace(entry, what=what)))
    if not isinstance(back, Entry):
        return "not read back"
    expected = _UNFIT.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    return None if getattr(back.what, name) == expected else "changed"


# --- screens --------------------------------------------------------------------

Walk = Callable[["Desk", str], Iterator[tuple[str, list[str]]]]


async def _walked(walk, text: str, figures: Figures, number: int) -> int:  # type: ignore[no-untyped-def]  # one of the two below
    seen = 0
    with scratch() as place:
        async for name, acting in walk(place, text):
            seen += 1
            if acting:
                figures.failed(f"batch {number}, {name}: {acting[:8]} reached the screen")
    return seen


async def _into_boxes(place: Path, text: str):  # type: ignore[no-untyped-def]  # name, what acts
    clock = clock_at()
    desk = with_day(with_group(new_desk(place / "record", clock)))
    begin(desk, clock)
    note(desk, "3", clock, 5)
    for name, screen in SCREENS.items():
        async with on_screen(desk, screen()) as (app, pilot):
            for area in app.screen.query(TextArea):
                area.text = text
            for box in app.screen.query(Input):
                box.value = text
            await settle(pilot)
            yield name, record.acting(app)
    desk.close()


async def _on_record(place: Path, text: str):  # type: ignore[no-untyped-def]  # name, what acts
    clock = clock_at()
    desk = record.hostile_day(with_day(with_group(new_desk(place / "record", clock))), clock, text)
    async with on_screen(desk, LiveScreen(), (120, 36)) as (app, pilot):
        for name, screen in record.SCREENS.items():
            app.push_screen(screen())
            await settle(pilot)
            yield name, record.acting(app)
            app.pop_screen()
            await settle(pilot)
    desk.close()


# --- documents ------------------------------------------------------------------


def _documents(figures: Figures) -> None:
    source = hostile_day.hostile_source()
    if not to_json(source).isascii():
        figures.failed("JSON holds more than ASCII")
    made = (session_note(source), day_sheet(source), concern_note(source, CONCERN))
    for document in made:
        for as_text in (to_html, to_markdown, to_text, to_csv):
            written = as_text(document)
            figures.counts["documents"] += 1
            hidden = {s for s in set(written) if unicodedata.category(s) in _UNSEEN} - set(
                "\r\n\ufeff"
            )
            if hidden:
                figures.failed(f"{as_text.__name__}: {sorted(map(ascii, hidden))[:8]}")
        for as_bytes in (to_docx, to_pdf):
            figures.counts["documents"] += bool(as_bytes(document))
