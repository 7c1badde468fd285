"""Reading a block's plan from a TOML file of the bank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exercise_bank.component import number_said, place_of, table_of_part
from exercise_bank.exercise import Exercise, ItemSet
from exercise_bank.exercise_file import BUILT_IN
from exercise_bank.fault import Fault, did_you_mean, shown
from exercise_bank.minutes import parse_clock
from exercise_bank.plan import BlockPlan, DayPlan, PlanItem, with_starts
from exercise_bank.plan_items import exercise_item, pause_item
from exercise_bank.service import Service
from exercise_bank.shape import (
    Kind,
    Misfit,
    anything,
    clock,
    flag,
    list_of,
    misfits,
    slug,
    table,
    text,
    whole,
)
from exercise_bank.toml_file import TomlFile
from exercise_bank.toml_lines import KeyPath

MOST_DAYS = 60
"""Days that one plan's file may hold (ours; far above a block's nine)."""

_SAID_AS_IS = ("minimum", "maximum", "seat", "part", "optional", "remark")
"""Keys of an item in the file that are the plan item's own."""


@dataclass(frozen=True, slots=True)
class PlacedPlan:
    """A block's plan and where it stands.

    `line_of(day, item)` is the file's line of an item of a day, both by their number from 0 in
    `plan`, and of the day itself where `item` is None. `wanted_starts` has the fixed starts as they
    were written, which the items before may not allow, by the same two numbers. Days of which an
    item couldn't be read are in `incomplete` by number: rules about whole days pass over them.
    """

    plan: BlockPlan
    file: str
    line_of: Callable[[int, int | None], int]
    wanted_starts: Mapping[tuple[int, int], int]
    incomplete: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanRead:
    """What a plan's file gave: the plan, unless its block or days can't be read, and its faults."""

    placed: PlacedPlan | None
    faults: tuple[Fault, ...]


def read_plan_toml(
    file: TomlFile, exercises: Mapping[str, Exercise], broken: frozenset[str], service: Service
) -> PlanRead:
    """Read a plan whose items name `exercises`; ids in `broken` exist but can't be used."""
    found = misfits(_plan_shape(service), file.data)
    if found:
        faults = (_fault(file, "The plan's file", misfit) for misfit in found)
        return PlanRead(None, tuple(faults))
    return _PlanReader(file, exercises, broken, service).read()


class _PlanReader:
    """One pass over the days of a plan's file whose outline is sound."""

    def __init__(
        self,
        file: TomlFile,
        exercises: Mapping[str, Exercise],
        broken: frozenset[str],
        service: Service,
    ) -> None:
        self.file = file
        self.exercises = exercises
        self.broken = broken
        self.service = service
        self.faults: list[Fault] = []
        self.shape = _item_shape(service)

    def read(self) -> PlanRead:
        data = self.file.data
        block = number_said(data)
        written = data["day"]
        start = self.service.day_shape(block).start
        days: list[DayPlan] = []
        kept: list[list[int]] = []
        wanted: dict[tuple[int, int], int] = {}
        incomplete: set[int] = set()
        for index, raw_day in enumerate(written):
            items: list[PlanItem] = []
            kept.append([])
            for number, raw in enumerate(raw_day["items"]):
                where = f"{place_of(block, raw_day['number'])}, item {number + 1}"
                item = self._item(raw, where, ("day", index, "items", number))
                if item is not None:
                    if item.fixed:
                        wanted[index, len(items)] = item.start
                    items.append(item)
                    kept[-1].append(number)
            if len(items) < len(raw_day["items"]):
                incomplete.add(raw_day["number"])
            days.append(DayPlan(block, raw_day["number"], with_starts(items, start)))
        if times := data.get("sessions"):
            again = [(number, days[(number - 1) % len(days)]) for number in range(1, times + 1)]
            incomplete = {number for number, day in again if day.number in incomplete}
            days = [replace(day, number=number) for number, day in again]

        def line_of(day: int, item: int | None) -> int:
            if item is None:
                return self.file.line("day", day % len(written), "number")
            return self.file.line("day", day % len(written), "items", kept[day % len(kept)][item])

        plan = BlockPlan(block, data["title"], data["members"], tuple(days))
        placed_plan = PlacedPlan(plan, self.file.name, line_of, wanted, frozenset(incomplete))
        return PlanRead(placed_plan, tuple(self.faults))

    def _item(self, raw: object, where: str, path: KeyPath) -> PlanItem | None:
        departs = misfits(self.shape, raw)
        self.faults.extend(_fault(self.file, where, misfit, path) for misfit in departs)
        if departs or not isinstance(raw, dict):
            return None
        item = self._base(raw, where, path)
        if item is None:
            return None
        said = {key: raw[key] for key in _SAID_AS_IS if key in raw}
        if "start" in raw:
            said |= {"start": parse_clock(raw["start"]), "fixed": True}
        return replace(item, **said) if said else item

    def _base(self, raw: Mapping[str, Any], where: str, path: KeyPath) -> PlanItem | None:
        """The pause or exercise that an item names, with its minutes."""
        name: str = raw["exercise"]
        parts: int = raw.get("parts", 1)
        if name in BUILT_IN:
            breaks = self.service.breaks
            usual = breaks.lunch_minutes if name == ItemSet.LUNCH else breaks.short_minutes
            return pause_item(ItemSet(name), raw.get("minutes", usual), self.service)
        exercise = self.exercises.get(name)
        if exercise is None:
            if name not in self.broken:
                near = did_you_mean(name, self.exercises)
                misfit = Misfit((), shown(name), f"must name an exercise of the bank{near}")
                self.faults.append(_fault(self.file, where, misfit, path))
            return None
        if parts > 1 and "minutes" not in raw:
            misfit = Misfit((), "", "minutes are missing: part of a split exercise needs its own")
            self.faults.append(_fault(self.file, where, misfit, path))
            return None
        return exercise_item(exercise, raw.get("minutes", exercise.minutes.planned), parts)


def _plan_shape(service: Service) -> Kind:
    day = table({"number": whole(1, MOST_DAYS), "items": list_of(anything, least=1)})
    return table_of_part(
        {
            "title": text(longest=80),
            "members": whole(service.group.fewest, service.group.most),
            "day": list_of(day, least=1),
        },
        service.hours.blocks,
        {"members": whole(1, service.group.most), "sessions": whole(1, MOST_DAYS)},
    )


def _item_shape(service: Service) -> Kind:
    minutes = whole(service.shortest_minutes, service.day.work_minutes)
    return table(
        {"exercise": slug()},
        {
            "minutes": minutes,
            "minimum": minutes,
            "maximum": minutes,
            "start": clock(),
            "seat": whole(1, service.group.most),
            "part": whole(1, 9),
            "parts": whole(1, 9),
            "optional": flag(),
            "remark": text(longest=200),
        },
    )


def _fault(file: TomlFile, where: str, misfit: Misfit, path: KeyPath = ()) -> Fault:
    line = file.line(*path, *misfit.path)
    return Fault(file.name, line, where, misfit.found, misfit.allowed)
