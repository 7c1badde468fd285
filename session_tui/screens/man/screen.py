"""One man's page: his standing, what isn't met and why, his route and hours, what he missed."""

from __future__ import annotations

from textual import work

from exercise_bank.exercise import Domain
from models.acts.keeping_out import keep_out
from models.acts.particulars import blocks_typed, date_typed
from models.acts.restricting import restrict
from models.acts.targets import with_target
from models.entries.membership import (
    AgreementGiven,
    CreditAllowed,
    CriterionExcepted,
    MeasuresTaken,
    OrderNoted,
)
from session_tui.ask import Choice, numbered
from session_tui.screens.man.look import AGREED
from session_tui.screens.man.missed import WhatHeMissed
from session_tui.screens.man.standing import HowHeStands

NEW_TARGET, NO_DOMAIN = "a new one", "none"
DOMAINS = (
    *(
        Choice(key, Domain(code).label, code)
        for key, code in (("s", "sr"), ("a", "at"), ("r", "re"), ("x", "sx"))
    ),
    Choice("n", "none of them", NO_DOMAIN),
)


class ManScreen(HowHeStands, WhatHeMissed):
    """Shows one man, and says what changes of him."""

    def action_details(self) -> None:
        """All his particulars on one form."""
        from session_tui.screens.man.details import DetailsScreen

        self.app.push_screen(DetailsScreen(self._member))

    @work
    async def action_restrict(self) -> None:
        """Who alone of the staff may read what is held about him."""
        desk = self._desk
        here = ", ".join(one.name for one in desk.team.at_work.values())
        typed = await self._words(
            f"Who alone may read his record? ({here}; none lifts it)", "names", "man:restrict"
        )
        if typed:
            self._keep(
                lambda: restrict(
                    desk.group_facts, desk.roster(), desk.team, self._member, typed, desk.me
                )
            )

    @work
    async def action_agreed(self) -> None:
        """What he was given or agreed to, and when."""
        what = await self._asked("Given or agreed?", numbered(AGREED))
        on = await self._words("On which date?", "today", "man:agreed") if what else None
        if what and on is not None:
            said = f"{what} on record"
            self._say(
                lambda: AgreementGiven.model_validate(
                    {"member": self._member, "to": what, "date": date_typed(on, self._today)}
                ),
                said,
            )

    @work
    async def action_assessed(self) -> None:
        """Psychometric assessment, before or after."""
        choices = [Choice("b", "before the group", "before"), Choice("a", "after it", "after")]
        when = await self._asked("Which assessment was done?", choices)
        on = await self._words("On which date?", "today", "man:measures") if when else None
        if when and on is not None:
            self._say(
                lambda: MeasuresTaken.model_validate(
                    {"member": self._member, "when": when, "date": date_typed(on, self._today)}
                ),
                f"assessment {when} on record",
            )

    @work
    async def action_order(self) -> None:
        """His order or licence and when it ends."""
        order = await self._words("Order or licence? With conditions.", "licence", "man:order")
        ends = await self._words("When does it end?", "a date", "man:ends") if order else None
        if order and ends:
            self._say(
                lambda: self._order(order, date_typed(ends, "")),
                "order on record",
            )

    def _order(self, order: str, ends: str) -> OrderNoted:
        """With the conditions that stand on the form."""
        conditions = self._look.order.conditions if self._look and self._look.order else ""
        return OrderNoted(
            member=self._member, order=order.strip(), conditions=conditions, ends=ends
        )

    @work
    async def action_reason(self) -> None:
        """Why he is in the group although a criterion isn't met."""
        open_ = self._look.criteria if self._look else ()
        if not open_:
            self.session_app.tell("Every criterion is met.")
            return
        which = await self._asked("For which?", numbered([one.criterion for one in open_]))
        why = await self._words("Why, and who agreed?", "a few words", "man:x") if which else None
        if which and why:
            self._say(
                lambda: CriterionExcepted.model_validate(
                    {"member": self._member, "criterion": which, "reason": why.strip()}
                ),
                f"reason for {which} on record",
            )

    @work
    async def action_credit(self) -> None:
        """Blocks that work in prison counts for: who allowed it, and why."""
        blocks = await self._words("Credit for which blocks?", "1 2", "man:credit")
        who = await self._words("Who allowed it?", "a name", "man:who") if blocks else None
        why = await self._words("Why?", "a few words", "man:credit-why") if who else None
        if blocks and who and why:
            most = self._desk.bank.service.hours.blocks
            self._say(
                lambda: CreditAllowed(
                    member=self._member,
                    blocks=blocks_typed(blocks, most),
                    allowed_by=who.strip(),
                    why=why.strip(),
                ),
                "credit on record",
            )

    @work
    async def action_target(self) -> None:
        """One of his own targets, in his words, and the domain it serves."""
        man = self._look.man if self._look else None
        if man is None:
            return
        numbers = [str(place) for place in range(1, len(man.targets) + 1)]
        labels = [f"target {number}" for number in numbers]
        which = (
            await self._asked("Which target?", numbered([*labels, NEW_TARGET]))
            if labels
            else NEW_TARGET
        )
        text = (
            await self._words("In his words?", "what he wants to do", "man:target") if which else ""
        )
        domain = await self._asked("Which domain does it serve?", DOMAINS) if text else None
        if which and text and domain:
            number = labels.index(which) + 1 if which in labels else len(labels) + 1
            code = "" if domain == NO_DOMAIN else domain
            self._say(lambda: with_target(man, number, text, code), f"target {number} on record")

    def action_lifestyle_plan(self) -> None:
        """His lifestyle management plan."""
        from session_tui.screens.lifestyle.screen import LifestyleScreen

        self.app.push_screen(LifestyleScreen(self._member))

    @work
    async def action_names(self) -> None:
        """The names that never leave in a document: who is near him, what else he is called."""
        typed = await self._words(
            "Never in a document: who is near him? What you type is added; none empties the list.",
            "partner Marta Lowe; child Kim; nickname Dez",
            "man:names",
        )
        if typed:
            self._say(
                lambda: keep_out(self._desk.group_facts, self._member, typed), "names kept out"
            )

    def action_leave(self) -> None:
        """Back to the men."""
        self.dismiss()
