"""What a man missed: a catch-up, and whether he starts the block again; a person decides both."""

from __future__ import annotations

from textual import work

from exercise_bank.component import day_of
from models.acts.particulars import date_typed, minutes_typed
from models.entries.membership import BlockAgainDecided, CatchUpSettled
from session_tui.ask import Choice, numbered
from session_tui.screens.man.page import ManPage


class WhatHeMissed(ManPage):
    """Decides about sessions that he missed."""

    @work
    async def action_catch_up(self) -> None:
        """What becomes of a session that he missed."""
        open_ = [one.part for one in self._look.missed if one.open] if self._look else []
        if not open_:
            self.session_app.tell("No catch-up is open.")
            return
        labels = [day_of(part.block, part.day) for part in open_]
        label = await self._asked("Which session?", numbered(labels))
        if not label:
            return
        session = open_[labels.index(label)].session
        choices = (
            Choice("s", "scheduled", "scheduled"),
            Choice("h", "held", "held"),
            Choice("n", "not needed", "not needed"),
        )
        decided = await self._asked("The catch-up is", choices)
        asks = {"scheduled": "On which date?", "held": "How many minutes?", "not needed": "Why?"}
        words = await self._words(asks[decided], "", f"man:{decided}") if decided else None
        if decided and words is not None:
            self._say(lambda: self._settled(session, decided, words), f"catch-up {decided}")

    def _settled(self, session: str, decided: str, words: str) -> CatchUpSettled:
        said: dict[str, object] = {"member": self._member, "session": session, "decided": decided}
        if decided == "scheduled":
            said["on"] = date_typed(words, self._today)
        elif decided == "held":
            said["minutes"] = minutes_typed(words)
        else:
            said["why"] = words.strip()
        return CatchUpSettled.model_validate(said)

    @work
    async def action_block_again(self) -> None:
        """Whether he starts a block again of which he missed too much."""
        open_ = [one for one in self._look.again if one.decided is None] if self._look else []
        if not open_:
            self.session_app.tell("No block is to be decided.")
            return
        choices = (Choice("y", "he starts it again", "y"), Choice("n", "he goes on", "n"))
        again = await self._asked(f"Block {open_[0].block} again?", choices)
        why = await self._words("Why?", "a few words", "man:again") if again else None
        if again and why:
            self._say(
                lambda: BlockAgainDecided(
                    member=self._member,
                    block_run=open_[0].run,
                    again=again == "y",
                    why=why.strip(),
                ),
                "block again: decided" if again == "y" else "goes on: decided",
            )
