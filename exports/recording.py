"""What was recorded and what wasn't: intervals, gaps and why (gaps are part of the record)."""

from __future__ import annotations

from exports.document import Text, ours, typed
from exports.source import Source, minutes
from models.day.observation import Recording
from models.entries.timeline import RecordingMarked
from models.local_time import MINUTE_MS


def recording_texts(source: Source) -> list[Text]:
    """One text for each interval recorded and each gap between start and end of the day."""
    reasons = [*_not_recorded(source)]
    recordings = source.day.recordings
    if not recordings:
        return reasons or [ours("not recorded")]
    told: list[tuple[int, Text]] = [(one.since, _interval(source, one)) for one in recordings]
    told += [(since, _gap(source, since, until)) for since, until in gaps(source)]
    return [text for _, text in sorted(told, key=lambda pair: pair[0])] + reasons


def gaps(source: Source) -> list[tuple[int, int]]:
    """The stretches of the day, from its start to its end (ms), that weren't recorded."""
    line = source.day.timeline
    if line.started is None:
        return []
    end = line.ended if line.ended is not None else source.now
    found = []
    cursor = line.started
    for recording in source.day.recordings:
        if recording.since - cursor >= MINUTE_MS:
            found.append((cursor, min(recording.since, end)))
        cursor = max(cursor, end if recording.until is None else recording.until)
    if end - cursor >= MINUTE_MS:
        found.append((cursor, end))
    return found


def _interval(source: Source, recording: Recording) -> Text:
    until = _until(source, recording)
    said = ours(f"{source.clock(recording.since)}–{until}")
    if recording.reference:
        said = (*said, *ours(", "), *typed(recording.reference))
    if recording.ended_why and recording.ended_why != "stopped":
        said = (*said, *ours("; ended: "), *typed(recording.ended_why))
    return said


def _until(source: Source, recording: Recording) -> str:
    if recording.until is not None:
        return source.clock(recording.until)
    ended = source.day.timeline.ended
    return "now" if ended is None else f"{source.clock(ended)} (its stop wasn't marked)"


def _gap(source: Source, since: int, until: int) -> Text:
    stretch = f"{source.clock(since)}–{source.clock(until)}"
    return ours(f"{stretch} not recorded, {minutes(until - since)} min")


def _not_recorded(source: Source) -> list[Text]:
    told: list[Text] = []
    for entry in source.day.facts.standing(RecordingMarked):
        what = entry.what
        if isinstance(what, RecordingMarked) and what.state == "not recorded":
            told.append((*ours("not recorded: "), *typed(what.reason or "no reason given")))
    return told
