"""Reading the exercises of a block from a TOML file of the bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercise_bank.component import at_start, number_said, part_of, table_of_part
from exercise_bank.exercise import Domain, Exercise, ItemSet, Method, Minutes, Step
from exercise_bank.fault import Fault, shown
from exercise_bank.service import Service
from exercise_bank.shape import (
    Kind,
    anything,
    list_of,
    misfits,
    slug,
    table,
    text,
    whole,
    word,
)
from exercise_bank.toml_file import TomlFile

BUILT_IN = (ItemSet.BREAK.value, ItemSet.LUNCH.value)
"""What a plan may name beside exercises; no exercise may take these ids."""

SETS = tuple(item_set.value for item_set in ItemSet if item_set.is_work)
"""The five sets of a block (seed)."""


@dataclass(frozen=True, slots=True)
class PlacedExercise:
    """An exercise and where it stands: the file, and its number in the file from 0."""

    exercise: Exercise
    file: TomlFile
    index: int

    @property
    def where(self) -> str:
        """The exercise as a message names it."""
        return f"{at_start(part_of(self.exercise.block))}, exercise `{self.exercise.id}`"

    def fault(self, allowed: str, found: str, *path: str | int) -> Fault:
        """A fault of this exercise, at `path` within it."""
        line = self.file.line("exercise", self.index, *path)
        return Fault(self.file.name, line, self.where, found, allowed)


@dataclass(frozen=True, slots=True)
class ExercisesRead:
    """The exercises of one file, its faults, and the ids of those that couldn't be used."""

    placed: tuple[PlacedExercise, ...]
    broken: frozenset[str]
    faults: tuple[Fault, ...]


def read_exercises(file: TomlFile, service: Service) -> ExercisesRead:
    """Read every exercise of a file; those with faults are left out, and named."""
    top = table_of_part(
        {"title": text(longest=80), "exercise": list_of(anything, least=1)}, service.hours.blocks
    )
    found = misfits(top, file.data)
    faults = [
        Fault(file.name, file.line(*misfit.path), "The block's file", misfit.found, misfit.allowed)
        for misfit in found
    ]
    unsaid = any({"block", "component"} & set(misfit.path) for misfit in found)
    unsaid = unsaid or not {"block", "component"} & file.data.keys()
    block = 0 if unsaid else number_said(file.data)
    raws = file.data.get("exercise")
    placed: list[PlacedExercise] = []
    broken: set[str] = set()
    shape = _exercise_shape(service)
    for index, raw in enumerate(raws if isinstance(raws, list) else []):
        departs = misfits(shape, raw)
        for misfit in departs:
            line = file.line("exercise", index, *misfit.path)
            where = _where(block, raw, index)
            faults.append(Fault(file.name, line, where, misfit.found, misfit.allowed))
        if not departs and block:
            placed.append(PlacedExercise(_exercise(raw, block), file, index))
        elif isinstance(raw, dict):
            broken.add(str(raw.get("id")))
    return ExercisesRead(tuple(placed), frozenset(broken), tuple(faults))


def _exercise_shape(service: Service) -> Kind:
    minutes = whole(service.shortest_minutes, service.day.work_minutes)
    step_minutes = whole(1, service.day.work_minutes)
    return table(
        {
            "id": slug(taken=BUILT_IN),
            "title": text(longest=80),
            "public_title": text(longest=40),
            "set": word(SETS),
            "aim": text(),
            "minutes": table({"minimum": minutes, "planned": minutes, "maximum": minutes}),
            "domains": list_of(word(tuple(Domain))),
            "methods": list_of(word(tuple(Method)), least=1),
            "materials": list_of(text(longest=200)),
            "steps": list_of(table({"minutes": step_minutes, "text": text()}), least=1),
            "watch_for": list_of(text(), least=1),
            "questions": list_of(text(), least=1),
            "follow_up": text(),
        }
    )


def _exercise(raw: Mapping[str, Any], block: int) -> Exercise:
    return Exercise(
        id=raw["id"],
        title=raw["title"],
        public_title=raw["public_title"],
        set=ItemSet(raw["set"]),
        block=block,
        aim=raw["aim"],
        minutes=Minutes(**raw["minutes"]),
        domains=tuple(Domain(code) for code in raw["domains"]),
        methods=tuple(Method(name) for name in raw["methods"]),
        materials=tuple(raw["materials"]),
        steps=tuple(Step(**step) for step in raw["steps"]),
        watch_for=tuple(raw["watch_for"]),
        questions=tuple(raw["questions"]),
        follow_up=raw["follow_up"],
    )


def _where(block: int, raw: object, index: int) -> str:
    name = raw.get("id") if isinstance(raw, dict) else None
    said = f"`{name}`" if isinstance(name, str) and shown(name) == f"'{name}'" else str(index + 1)
    return f"{at_start(part_of(block))}, exercise {said}" if block else f"Exercise {said}"
