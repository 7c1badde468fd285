"""What the service's data must keep to, beyond their format: figures and keys that fit together."""

from __future__ import annotations

from collections.abc import Iterator

from exercise_bank.fault import Fault, shown
from exercise_bank.service import DayShape, Service
from exercise_bank.toml_file import TomlFile


def service_faults(service: Service, file: TomlFile) -> Iterator[Fault]:
    """What doesn't fit together, told of `file`, the service file that was read last."""
    yield from _outcomes(service, file)
    yield from _reasons(service, file)
    for table, shape in (("day", service.day), ("half_day", service.half_day)):
        yield from _day(table, shape, file)
    for component, figures in service.components.items():
        yield from _day(f"components.{component.value}", figures.day, file)
    yield from _logo(service, file)
    group, personal = service.group, service.personal_work
    for table, rising in (
        ("group", (group.fewest, group.usual_fewest, group.most)),
        (
            "personal_work",
            (personal.fewest_minutes, personal.planned_minutes, personal.most_minutes),
        ),
    ):
        if list(rising) != sorted(rising):
            found = ", ".join(str(figure) for figure in rising)
            yield _fault(file, f"The table [{table}]", "its figures must rise", found, table)


def _logo(service: Service, file: TomlFile) -> Iterator[Fault]:
    if service.documents.logo:
        from exercise_bank.logo import UnusableLogo, logo

        try:
            logo(service.documents.logo, "")
        except UnusableLogo as why:
            yield _fault(
                file, "The logo", "must be an SVG of shapes", str(why), "documents", "logo"
            )


def _outcomes(service: Service, file: TomlFile) -> Iterator[Fault]:
    for code, outcome in service.outcomes.items():
        if outcome.one_key and "AFTC" in (code, outcome.three_code):
            allowed = "failed to comply is never set by one key"
            where = f"Outcome {shown(code)}"
            yield _fault(file, where, allowed, "one_key = true", "outcomes", code, "one_key")


def _reasons(service: Service, file: TomlFile) -> Iterator[Fault]:
    taken: dict[tuple[str, str], str] = {}
    for reason in service.reasons:
        where = f"Reason {shown(reason.id)}"
        path = ("reasons", reason.id)
        if reason.suggests is not None and reason.suggests not in service.outcomes:
            allowed = "must suggest the code of an outcome"
            yield _fault(file, where, allowed, shown(reason.suggests), *path)
        for use in reason.uses:
            other = taken.setdefault((use, reason.key), reason.id)
            if other != reason.id:
                allowed = f"needs a key of its own for {use}; {shown(other)} has it too"
                yield _fault(file, where, allowed, shown(reason.key), *path)


def _day(table: str, shape: DayShape, file: TomlFile) -> Iterator[Fault]:
    """A day is work and breaks from start to end, and its slots fill it."""
    where = f"The table [{table}]"
    length = shape.end - shape.start
    if shape.work_minutes + shape.break_minutes != length:
        found = f"{shape.work_minutes} + {shape.break_minutes}"
        allowed = f"work and breaks must be the {length} minutes from start to end"
        yield _fault(file, where, allowed, found, table)
    work = sum(slot.minutes for slot in shape.slots if slot.kind == "work")
    rest = sum(slot.minutes for slot in shape.slots if slot.kind != "work")
    if (work, rest) != (shape.work_minutes, shape.break_minutes):
        allowed = (
            f"its slots must be {shape.work_minutes} of work and {shape.break_minutes} of breaks"
        )
        yield _fault(file, where, allowed, f"{work} and {rest}", table, "slots")


def _fault(file: TomlFile, where: str, allowed: str, found: str, *path: str) -> Fault:
    return Fault(file.name, file.line(*path), where, found, allowed)
