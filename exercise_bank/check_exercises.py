"""What an exercise must keep to, beyond its shape: its minutes, and texts that are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exercise_bank.exercise_file import PlacedExercise
from exercise_bank.fault import Fault, shown

_NOT_WORDS = re.compile(r"[\W_]+")


def exercise_faults(placed: PlacedExercise) -> Iterator[Fault]:
    """Minutes of one exercise that don't fit each other."""
    minutes = placed.exercise.minutes
    if not minutes.minimum <= minutes.planned <= minutes.maximum:
        found = f"{minutes.minimum}, {minutes.planned}, {minutes.maximum}"
        allowed = "minutes must rise from minimum over planned to maximum"
        yield placed.fault(allowed, found, "minutes")
    steps = sum(step.minutes for step in placed.exercise.steps)
    if steps != minutes.planned:
        allowed = f"the steps' minutes must add up to minutes.planned, {minutes.planned}"
        yield placed.fault(allowed, str(steps), "steps")


def shared_texts(exercises: Iterable[PlacedExercise]) -> Iterator[Fault]:
    """Steps, questions and things to watch for that stand in the bank more than once.

    Texts are the same where their words are, whatever the case, spaces and punctuation.
    """
    first: dict[str, tuple[PlacedExercise, str, int]] = {}
    for placed in exercises:
        for key, index, text in _texts(placed):
            other, other_key, other_index = first.setdefault(
                _normalised(text), (placed, key, index)
            )
            if (other, other_key, other_index) != (placed, key, index):
                line = other.file.line("exercise", other.index, other_key, other_index)
                allowed = (
                    f"{key} {index + 1} must be its own: `{other.exercise.id}` has it too "
                    f"({other.file.name} line {line})"
                )
                yield placed.fault(allowed, shown(text), key, index)


def _texts(placed: PlacedExercise) -> Iterator[tuple[str, int, str]]:
    exercise = placed.exercise
    for index, step in enumerate(exercise.steps):
        yield "steps", index, step.text
    for key, texts in (("watch_for", exercise.watch_for), ("questions", exercise.questions)):
        for index, text in enumerate(texts):
            yield key, index, text


def _normalised(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold()).strip()
