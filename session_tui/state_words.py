"""A state that lasts, in the service's words."""

from __future__ import annotations

from exercise_bank.service import Service


def state_words(service: Service, state: str) -> str:
    """Its label, or the name it was written under where the service has it no more."""
    return next((one.label for one in service.states if one.id == state), state)
