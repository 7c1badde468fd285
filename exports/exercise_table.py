"""The exercises of a day, planned against delivered, with every reason that was given."""

from __future__ import annotations

from exports.day_chart import numbered
from exports.document import Column, Row, Table, Text, joined, ours, typed
from exports.source import Source, minutes, signed
from models.day.timeline import ItemState, Pause
from models.local_time import hour_minute

COLUMNS = (
    Column("#", align="right"),
    Column("Exercise", 3.3),
    Column("Planned"),
    Column("min", align="right"),
    Column("Delivered"),
    Column("min", align="right"),
    Column("±", align="right"),
    Column("What happened", 3.2),
)


def exercise_table(source: Source) -> Table:
    """One row an item, and the day's work in all."""
    numbers = numbered(source)
    rows = [_row(source, state, numbers) for state in source.day.timeline.states]
    planned, delivered = work_minutes(source)
    total = Row(
        (
            (),
            ours("Work in all", "strong"),
            (),
            ours(str(planned), "strong"),
            (),
            ours(str(delivered), "strong"),
            ours(signed(delivered - planned), "strong"),
        )
    )
    return Table("Exercises, planned and delivered", COLUMNS, (*rows, total))


def work_minutes(source: Source) -> tuple[int, int]:
    """Minutes of work planned and delivered, breaks left out."""
    timeline = source.day.timeline
    work = [state for state in timeline.states if state.item.set.is_work]
    planned = sum(state.item.planned for state in work if not state.added)
    return planned, minutes(sum(timeline.worked_ms(state, source.now) for state in work))


def titled(state: ItemState, *under: str) -> Text:
    """An item's title, and under it which part it is and these words."""
    item = state.item
    part = f"part {item.part} of {item.parts}" if item.parts > 1 else ""
    words = ", ".join(word for word in (part, *under) if word)
    return (*typed(item.title), *ours(f"\n{words}" if words else "", "muted"))


def ran(source: Source, state: ItemState) -> str:
    """The stretches it ran: "10:02–10:20", one a line."""
    return "\n".join(
        f"{source.clock(run.started)}–{source.clock(run.ended) if run.ended else 'now'}"
        for run in state.runs
    )


def what_happened(source: Source, state: ItemState) -> Text:
    """What departs from the plan, with its reason and who agreed."""
    told = [*_dropped(source, state), *_changed(state)]
    told += [_pause(source, pause) for pause in _pauses_of(source, state)]
    told += [ours(mark) for mark in _marks(source, state)]
    if state.item.remark:
        told.append(typed(state.item.remark))
    return joined(told)


def _row(source: Source, state: ItemState, numbers: dict[str, str]) -> Row:
    item = state.item
    worked = minutes(source.day.timeline.worked_ms(state, source.now))
    return Row(
        (
            ours(numbers.get(item.id, "")),
            titled(
                state,
                item.set.label if item.set.is_work else "",
                source.label(item.member) if item.member else "",
            ),
            ours("" if state.added else hour_minute(item.start)),
            ours("" if state.added else str(item.planned)),
            ours(ran(source, state)),
            ours(str(worked) if state.runs else ""),
            ours(signed(worked - item.planned) if state.runs and not state.added else ""),
            what_happened(source, state),
        ),
        quiet=not item.set.is_work,
    )


def _dropped(source: Source, state: ItemState) -> list[Text]:
    if state.status == "pending":
        return [ours("not run")] if source.day.timeline.ended else [ours("to come")]
    word = {"cut": "cut short", "skipped": "skipped", "carried": "carried over"}.get(state.status)
    if word is None:
        return [ours("running")] if state.running else []
    reason = (*ours(f"{word}: "), *typed(state.reason)) if state.reason else ours(word)
    if not state.agreed:
        return [reason]
    return [(*reason, *ours(" (agreed: "), *source.staff_text(state.agreed), *ours(")"))]


def _changed(state: ItemState) -> list[Text]:
    told = [ours("not in the plan")] if state.added else []
    if state.change:
        verb = "given" if state.change > 0 else "taken"
        told.append(ours(f"{abs(state.change)} min {verb}"))
    if state.overrun_reason:
        told.append((*ours("ran over: "), *typed(state.overrun_reason)))
    return told


def _pauses_of(source: Source, state: ItemState) -> list[Pause]:
    return [
        pause
        for pause in source.day.timeline.pauses
        if any(
            run.started <= pause.since and (run.ended is None or pause.since < run.ended)
            for run in state.runs
        )
    ]


def _pause(source: Source, pause: Pause) -> Text:
    until = source.now if pause.until is None else pause.until
    word = "interrupted" if pause.interruption else "paused"
    stretch = f"{source.clock(pause.since)}–{source.clock(until)}"
    entry = source.day.facts.entries.get(pause.entry)
    late = f" ({source.late(entry)})" if entry and source.late(entry) else ""
    if entry and entry.unverified:
        late += f" (by the seat of {source.staff(entry.by)}, unverified)"
    said = ours(f"{word} {stretch}, {minutes(until - pause.since)} min{late}")
    return (*said, *ours(": "), *typed(pause.reason)) if pause.reason else said


def _marks(source: Source, state: ItemState) -> list[str]:
    marks = []
    for run in state.runs:
        entry = source.day.facts.entries.get(run.entry)
        if entry and (late := source.late(entry)):
            marks.append(late)
        if entry and entry.unverified:
            seat = source.staff(entry.by)
            marks.append(f"start pressed in the room view by the seat of {seat}, unverified")
    return marks
