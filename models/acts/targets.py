"""A man's own targets: a new one, or one put in other words. None goes: notes name its number."""

from __future__ import annotations

from exercise_bank.exercise import Domain
from models.acts.act import Refused
from models.entries.group import MemberAdded, Target

MOST = 9
"""A note names a target by one digit."""


def with_target(man: MemberAdded, number: int, text: str, domain: str) -> MemberAdded:
    """Him with this target, counted from 1; `domain` is a code or "". Raises Refused."""
    if not text.strip():
        raise Refused("A target needs words: his own.")
    if not 1 <= number <= min(MOST, len(man.targets) + 1):
        raise Refused(f"A man has {MOST} targets at most: put one of them in other words.")
    if domain and domain not in set(Domain):
        raise Refused("A target serves one of the four domains, or none.")
    targets = list(man.targets)
    targets[number - 1 : number] = [Target(text=text.strip(), domain=domain)]
    return man.model_copy(update={"targets": tuple(targets)})
