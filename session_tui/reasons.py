"""The question why: the service's own reasons by one key, or words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_tui.ask import Ask, Choice, words_of

if TYPE_CHECKING:
    from models.day.reasons_due import ReasonDue
    from session_tui.app import SessionApp


def why(app: SessionApp, question: str, use: str, asks: type[Ask] = Ask) -> Ask:
    """The question why, with the reasons listed for this use; of a pause alone it may stay open."""
    reasons = app.desk.bank.service.reasons_for(use)
    choices = [Choice(reason.key, reason.label, reason.label) for reason in reasons]
    words, needed = "or in your words", use != "pause"
    return asks(question, choices, words=words, field=f"reason:{use}", needed=needed)


async def give_reason(app: SessionApp, due: ReasonDue) -> bool:
    """Ask why, and keep the answer; whether one was given. For a worker."""
    from models.acts.explaining import explain

    reason = await words_of(app, why(app, f"{due.says}. Why?", due.use))
    day, now = app.desk.day, app.desk.now()
    if not reason or day is None:
        return False
    return await app.do(lambda: explain(day, due, reason, now))
