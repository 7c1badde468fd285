"""One man's page: his standing, what isn't met and why, his route and hours, what he missed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widget import Widget

from exercise_bank.component import day_of
from exercise_bank.exercise import Domain
from models.acts import Act, Refused
from models.acts.keeping_out import keep_out
from models.acts.particulars import blocks_typed, date_typed, say_of
from models.acts.standing import change_standing
from models.acts.targets import with_target
from models.entries.content import Content
from models.entries.membership import (
    AgreementGiven,
    BlockAgainDecided,
    CatchUpSettled,
    ClosingStepDone,
    CreditAllowed,
    CriterionExcepted,
    MeasuresTaken,
    OrderNoted,
)
from models.group.standing import CLOSING_STEPS
from models.local_time import date_of
from models.record_error import RecordError
from session_tui.ask import Ask, Choice, numbered
from session_tui.desk import Desk
from session_tui.frame import ZONE, FrameScreen
from session_tui.lines import Line, LinesPane, line
from session_tui.screens.man.lines import man_lines
from session_tui.screens.man.look import AGREED, ManLook
from session_tui.screens.man.reading import read_man
from session_tui.shown import Shown

WIDEST = 84
NEW_TARGET, NO_DOMAIN = "a new one", "none"
DOMAINS = (
    *(
        Choice(key, Domain(code).label, code)
        for key, code in (("s", "sr"), ("a", "at"), ("r", "re"), ("x", "sx"))
    ),
    Choice("n", "none of them", NO_DOMAIN),
)
STANDINGS = (
    Choice("s", "suspended", "suspended"),
    Choice("r", "back in the group", "returned"),
    Choice("c", "completed", "completed"),
    Choice("w", "withdrawn", "withdrawn"),
    Choice("l", "recalled", "recalled"),
)


class ManScreen(FrameScreen):
    """Shows one man, and says what changes of him."""

    place: ClassVar[str] = "man"
    AUTO_FOCUS = ""
    DEFAULT_CSS = "ManScreen #lines { height: auto; }"

    def __init__(self, member: str) -> None:
        super().__init__()
        self._member = member
        self._look: ManLook | None = None

    def body(self) -> Iterable[Widget]:
        """The page, scrolling."""
        with VerticalScroll(classes="scrolling"):
            yield LinesPane(id="lines")

    @property
    def _desk(self) -> Desk:
        return self.session_app.desk

    @property
    def _today(self) -> str:
        return date_of(self._desk.now(), ZONE)

    def on_mount(self) -> None:
        """Read his sessions, in the thread of the record."""
        self._read()

    def shows(self) -> Shown:
        """Him."""
        return Shown("man's page", self._desk.group, men=(self._member,))

    def title_left(self) -> Line:
        """The group."""
        desk = self._desk
        group = desk.team.groups.get(desk.group)
        return ((group.name if group else "Group", "now"), (" · one man", "past"))

    def on_screen_resume(self) -> None:
        """His plan may have another version."""
        if self._look is not None and self._desk.unlocked:
            self._read()

    def redraw(self) -> None:
        """The page as it was read last."""
        if not self.stands or not self._desk.unlocked:
            return
        cells = max(40, min(WIDEST, self.size.width - 4))
        reading = [line("Reading his sessions…", "past")]
        lines = man_lines(self._look, cells) if self._look else reading
        self.query_one("#lines", LinesPane).show(lines)
        self.draw_frame()

    def tick(self) -> None:
        """Nothing here changes by itself."""
        self.draw_frame()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        desk = self._desk
        self._look = await desk.run(lambda: read_man(desk, self._member, self._today))
        self.redraw()

    # --- what is said of him --------------------------------------------------

    @work
    async def action_standing(self) -> None:
        """Suspended, back, completed, withdrawn, recalled: from which date, why."""
        standing = await self._asked("How does he stand from now on?", STANDINGS)
        if standing:
            on = await self._words("From which date?", "today", "man:date")
            if on is not None:
                why = await self._words("Why?", "a few words", "man:why")
                if why is not None:
                    self._keep(
                        lambda: change_standing(
                            self._desk.group_facts,
                            self._desk.roster(),
                            self._member,
                            standing,  # type: ignore[arg-type]  # one of the choices
                            date_typed(on, self._today),
                            why,
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
                lambda: OrderNoted(
                    member=self._member, order=order.strip(), ends=date_typed(ends, "")
                ),
                "order on record",
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
        from exercise_bank.minutes import MinutesError, parse_duration

        said: dict[str, object] = {"member": self._member, "session": session, "decided": decided}
        if decided == "scheduled":
            said["on"] = date_typed(words, self._today)
        elif decided == "held":
            try:
                said["minutes"] = parse_duration(words)
            except MinutesError as why:
                raise Refused(str(why)) from None
        else:
            said["why"] = words.strip()
        return CatchUpSettled.model_validate(said)

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
    async def action_closing_step(self) -> None:
        """A step of his completing: measures, report, sent, details recorded."""
        step = await self._asked("Which step is done?", numbered(CLOSING_STEPS))
        on = await self._words("On which date?", "today", "man:step") if step else None
        if step and on is not None:
            self._say(
                lambda: ClosingStepDone.model_validate(
                    {"member": self._member, "step": step, "date": date_typed(on, self._today)}
                ),
                f"{step}: on record",
            )

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

    # --- asking and keeping ---------------------------------------------------

    async def _asked(self, question: str, choices: Iterable[Choice]) -> str | None:
        return await self.app.push_screen_wait(Ask(question, tuple(choices)))

    async def _words(self, question: str, words: str, field: str) -> str | None:
        ask = Ask(question, words=words or "words", field=f"{field}:{self._member}")
        return await self.app.push_screen_wait(ask)

    def _say(self, what: Callable[[], Content], says: str) -> None:
        def act() -> Act:
            desk = self._desk
            said = what()
            return say_of(desk.group_facts, desk.roster(), self._member, said, says)

        self._keep(act)

    @work
    async def _keep(self, make: Callable[[], Act]) -> None:
        desk = self._desk

        def kept() -> str:
            act = make()
            desk.append(act)
            return act.says

        try:
            self.session_app.tell(await desk.run(kept))
        except (Refused, RecordError) as why:
            self.session_app.tell(str(why))
        self._read()

    def action_leave(self) -> None:
        """Back to the men."""
        self.dismiss()
