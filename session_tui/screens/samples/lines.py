"""A clinical auditor's samples as lines: each with its documents, one of them chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.group.samples import Sample, SampledDocument
from models.local_time import long_date
from session_tui.lines import Line, Weight, fit, line, wrap

NONE = (
    "No sample may be read today: none was granted, or its time is over. A supervisor grants one "
    "from the staff screen."
)
Row = tuple[Sample, SampledDocument]
"""A document that can be chosen, and the sample that it is of."""


def rows_of(samples: Sequence[Sample]) -> list[Row]:
    """Every document, in the order it is shown."""
    return [(sample, one) for sample in samples for one in sample.documents]


def sample_lines(
    samples: Sequence[Sample], chosen: int, names: Mapping[str, str], cells: int
) -> list[Line]:
    """All of them; `names` are the staff's by id, as far as this person knows them."""
    if not samples:
        return wrap(NONE, cells, "past")
    lines: list[Line] = []
    at = 0
    for sample in samples:
        granted = sample.granted
        whose = names.get(granted.auditor, "")
        head = f"{whose}, until" if whose else "Until"
        lines.append(((f"{head} {long_date(granted.last_day)}", "head"),))
        lines += wrap(_drawn(sample), cells, "past")
        for one in sample.documents:
            weight: Weight = "chosen" if at == chosen else "normal"
            mark = "›" if at == chosen else " "
            lines.append(line(fit(f"{mark} {one.title}", cells), weight))
            at += 1
        if sample.missing:
            lines += wrap(f"{sample.missing} pages of it have not come yet: sync.", cells, "accent")
        lines.append(())
    return lines


def _drawn(sample: Sample) -> str:
    granted = sample.granted
    many = len(granted.sessions)
    said = (
        f"{many} of {granted.of} sessions by lot, {long_date(granted.drawn_from)} to "
        f"{long_date(granted.drawn_to)}"
    )
    return f"{said}; {granted.why}" if granted.why else said
