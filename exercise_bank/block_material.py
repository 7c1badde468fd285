"""What there is to be placed in a block: the bank's exercises, less what is placed or has run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exercise_bank.bank import Bank
from exercise_bank.block_wishes import BlockWishes, Man, NoPlan
from exercise_bank.exercise import Exercise, ItemSet
from exercise_bank.half_day import Piece
from exercise_bank.half_options import Kinds
from exercise_bank.plan import PlanItem

LEFT_OUT_COST = 25
"""What it costs to leave an exercise out that suits none of the men in particular (ours)."""

TARGET_COST, STYLE_COST = 4, 1
"""What it costs more for each man with a target in its domains, or who learns so (ours)."""

CARRIED_COST = 200
"""What it costs to leave out what was owed from before (ours)."""


@dataclass(frozen=True, slots=True)
class Material:
    """The pieces of a block, in the order of the bank's files, which is that of the teaching.

    `opening` and `closing` begin and end each day. `left_out_costs` are those of the thematic ones.
    """

    opening: Piece
    closing: Piece
    kinds: Kinds
    left_out_costs: tuple[int, ...]

    @property
    def introductory(self) -> tuple[Piece, ...]:
        """Introductory exercises still to be placed."""
        return self.kinds.introductory

    @property
    def assessment(self) -> tuple[Piece, ...]:
        """Assessment exercises still to be placed."""
        return self.kinds.assessment

    @property
    def thematic(self) -> tuple[Piece, ...]:
        """Thematic exercises still to be placed."""
        return self.kinds.thematic


def material(bank: Bank, wishes: BlockWishes) -> Material:
    """What is to be placed. Raises NoPlan where the bank lacks a set that every block needs."""
    of_set = {one: bank.of_set(one, wishes.block) for one in ItemSet if one.is_work}
    needed = (ItemSet.INTRODUCTORY, ItemSet.PERSONAL, ItemSet.PROCESS)
    lacking = [one.label for one in needed if not of_set[one]]
    if lacking:
        raise NoPlan(
            f"The bank has no {' and no '.join(lacking)} exercise in block {wishes.block}."
        )
    ends = day_ends(bank, wishes.block)
    used = _used(wishes)
    carried = [
        exercise
        for exercise in map(bank.exercise, wishes.carried)
        if exercise is not None and exercise.set is not ItemSet.PERSONAL
    ]
    thematic = [
        *(one for one in carried if one.id not in used and one not in ends),
        *(one for one in of_set[ItemSet.THEMATIC] if one.id not in used and one not in carried),
    ]

    def rest(item_set: ItemSet) -> tuple[Piece, ...]:
        left = (one for one in of_set[item_set] if one.id not in used and one not in carried)
        return tuple(piece_of(one) for one in left)

    return Material(
        opening=piece_of(ends[0]),
        closing=piece_of(ends[1]),
        kinds=Kinds(
            welcome=piece_of(of_set[ItemSet.INTRODUCTORY][0]),
            introductory=rest(ItemSet.INTRODUCTORY),
            assessment=rest(ItemSet.ASSESSMENT),
            thematic=tuple(piece_of(one) for one in thematic),
            process=tuple(piece_of(one) for one in of_set[ItemSet.PROCESS] if one not in ends),
            personal=_any_personal_work(of_set[ItemSet.PERSONAL], bank),
        ),
        left_out_costs=tuple(
            CARRIED_COST if one in carried else LEFT_OUT_COST + relevance(one, wishes.men, bank)
            for one in thematic
        ),
    )


def relevance(exercise: Exercise, men: Iterable[Man], bank: Bank) -> int:
    """How much an exercise serves these men: their targets' domains first, then how they learn."""
    methods = {method.value for method in exercise.methods}
    styles = bank.service.learning_styles
    return sum(
        TARGET_COST * bool(set(man.domains) & set(exercise.domains))
        + STYLE_COST * any(methods & set(styles.get(style, ())) for style in man.styles)
        for man in men
    )


def personal_exercise(man: Man, bank: Bank, block: int) -> Exercise:
    """The personal work exercise that serves a man most; of equals the bank's first."""
    return max(bank.of_set(ItemSet.PERSONAL, block), key=lambda one: relevance(one, [man], bank))


def piece_of(exercise: Exercise) -> Piece:
    """An exercise as it is placed."""
    minutes = exercise.minutes
    return Piece(exercise.id, exercise.set, minutes.minimum, minutes.planned, minutes.maximum)


def day_ends(bank: Bank, block: int) -> tuple[Exercise, Exercise]:
    """The process exercises with which days begin and end.

    They are those of the bank's own plan of the block; without one, the two shortest.
    """
    process = bank.of_set(ItemSet.PROCESS, block)
    shortest = sorted(process, key=lambda one: one.minutes.planned)
    plan = bank.block_plan(block)
    found: list[Exercise] = []
    for at, otherwise in ((0, shortest[0]), (-1, shortest[min(1, len(process) - 1)])):
        ids = Counter(day.items[at].exercise for day in plan.days) if plan else Counter()
        usual = next((bank.exercise(name) for name, _ in ids.most_common()), None)
        found.append(usual if usual is not None and usual in process else otherwise)
    return found[0], found[1]


def _used(wishes: BlockWishes) -> set[str]:
    """What stands already: placed by hand, or in days that are kept."""
    kept: list[PlanItem] = [item for day in wishes.kept for item in day.plan.items]
    return {placed.exercise for placed in wishes.placed} | {item.exercise for item in kept}


def _any_personal_work(exercises: Sequence[Exercise], bank: Bank) -> Piece:
    """A piece within the limits of the service and of every personal work exercise."""
    limits = bank.service.personal_work
    lowest = max(limits.fewest_minutes, *(one.minutes.minimum for one in exercises))
    highest = min(limits.most_minutes, *(one.minutes.maximum for one in exercises))
    planned = max(lowest, min(highest, limits.planned_minutes))
    return Piece("", ItemSet.PERSONAL, lowest, planned, highest)
