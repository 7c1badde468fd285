"""Matching the rows of a plan kept as CSV to the bank, and making the day's items of them."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from exercise_bank.bank import Bank
from exercise_bank.exercise import Exercise, ItemSet, Minutes
from exercise_bank.plan import PlanItem
from exercise_bank.plan_items import exercise_item, part_limits, pause_item
from exercise_bank.plan_row import PlanRow, RowReader
from exercise_bank.table_file import plain_words

_ALIKE = 0.88
"""How alike two titles must be to mean the same exercise (ours; a typing slip or two)."""

_UNKNOWN_PUBLIC_TITLE = "Group work"
"""What the room sees of an exercise that isn't in the bank: the staff's title isn't for it."""


class ItemMaker:
    """Makes items of rows; says each guess once to the reader of the rows."""

    def __init__(self, bank: Bank, block: int, reader: RowReader) -> None:
        self.bank = bank
        self.block = block
        self.reader = reader
        self._matched: dict[tuple[str, ItemSet | None], Exercise | None] = {}

    def give_minutes(self, row: PlanRow) -> bool:
        """Fill a row's missing minutes from the bank; false, with a fault, where none are known."""
        if row.minutes is not None:
            return True
        breaks = self.bank.service.breaks
        exercise = self._match(row) if row.title else None
        if row.set is ItemSet.LUNCH:
            row.minutes = breaks.lunch_minutes
        elif row.set is ItemSet.BREAK:
            row.minutes = breaks.short_minutes
        elif exercise is not None and not row.continued:
            row.minutes = exercise.minutes.planned
        else:
            self.reader.fault_of(row, "minutes are missing")
            return False
        self.reader.guess(row.line, "no minutes", f"{row.minutes} minutes, as planned usually")
        return True

    def item(self, row: PlanRow, part: int, parts: int) -> PlanItem:
        """The item that a row means; the row has its minutes. Starts are the row's own."""
        item = self._base(row, row.minutes or 0, parts)
        minimum = row.limits.get("min", item.minimum)
        maximum = row.limits.get("max", item.maximum)
        if not minimum <= item.planned <= maximum:
            allowed = f"minutes must be {minimum} to {maximum}"
            self.reader.depart_of(row, allowed, str(item.planned))
        seat = row.seat if item.set is ItemSet.PERSONAL else None
        if row.seat is not None and seat is None:
            read_as = "nobody's: only personal work is one man's"
            self.reader.guess(row.line, f"member {row.seat}", read_as)
        return replace(
            item,
            minimum=min(minimum, item.planned),
            maximum=max(maximum, item.planned),
            start=row.start or 0,
            fixed=row.fixed,
            seat=seat,
            part=part,
            optional=row.optional,
            remark=row.remark,
        )

    def _base(self, row: PlanRow, planned: int, parts: int) -> PlanItem:
        """The pause, the bank's exercise, or an exercise that the bank hasn't got."""
        if row.set is not None and not row.set.is_work:
            return pause_item(row.set, planned, self.bank.service)
        exercise = self._match(row)
        if exercise is None:
            return self._unknown(row, planned, parts)
        if row.set is not None and row.set is not exercise.set:
            allowed = f"in the bank it is of the set {exercise.set.label}"
            self.reader.depart_of(row, allowed, row.set.label)
        return exercise_item(exercise, planned, parts)

    def _unknown(self, row: PlanRow, planned: int, parts: int) -> PlanItem:
        """An exercise that isn't in the bank: just as planned, personal work within its bounds."""
        lowest = highest = planned
        if row.set is ItemSet.PERSONAL:
            usual = self.bank.service.personal_work
            bounds = Minutes(usual.fewest_minutes, usual.planned_minutes, usual.most_minutes)
            lowest, highest = part_limits(bounds, planned, parts)
        return PlanItem(
            exercise=plain_words(row.title).replace(" ", "-") or "exercise",
            title=row.title,
            public_title=_UNKNOWN_PUBLIC_TITLE,
            set=row.set or ItemSet.THEMATIC,
            minimum=lowest,
            planned=planned,
            maximum=highest,
            start=0,
            parts=parts,
        )

    def _match(self, row: PlanRow) -> Exercise | None:
        """The exercise of the bank that a title means; said once for each title and set."""
        key = (plain_words(row.title), row.set)
        if key not in self._matched:
            exercise = self._best(*key)
            self._matched[key] = exercise
            read_as = "an exercise that isn't in the bank"
            if exercise is not None:
                read_as = f"`{exercise.id}` of the bank"
            elif row.set is None:
                read_as += ", of the set thematic"
            self.reader.guess(row.line, row.title, read_as)
        return self._matched[key]

    def _best(self, title: str, item_set: ItemSet | None) -> Exercise | None:
        """Of the same words or nearly; rather of this block, rather of the set that was said."""
        best = (_ALIKE, False, False)
        found: Exercise | None = None
        for exercise in self.bank.exercises:
            names = (plain_words(exercise.title), plain_words(exercise.id))
            alike = 1.0 if title in names else SequenceMatcher(None, title, names[0]).ratio()
            rank = (alike, exercise.block == self.block, exercise.set is item_set)
            if rank > best:
                best, found = rank, exercise
        return found
