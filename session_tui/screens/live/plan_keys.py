"""The keys that change the day's plan while it runs: skip, cut, carry, insert, repeat, move."""

from __future__ import annotations

from textual import work

from models.acts import Act, giving, running
from models.acts.arranging import split_over_break, start_chosen
from models.acts.backdating import move_end, move_start
from models.acts.ordering import move_item, swap_items
from models.day.day import Day
from models.day.must_give import must_give
from models.day.way import Way
from models.local_time import MINUTE_MS
from session_tui.ask import Ask, Choice, answers_of, words_of
from session_tui.note_keeping import seats_or
from session_tui.reasons import why
from session_tui.screens.live.clock_keys import ClockKeys, with_me
from session_tui.typed_times import HINT, TypedTimes, read_times


class PlanKeys(ClockKeys):
    """What is chosen with the arrows (or runs, or comes next) is skipped, carried, moved."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""

    def clock_item(self) -> str:
        """What is chosen, or runs."""
        return self._chosen_or_running()

    @work
    async def action_skip(self) -> None:
        """Skip what is chosen (or comes next), with a reason."""
        item = self._chosen_or_next()
        now = self.session_app.desk.now()
        if item and (reason := await self.reason(f"Skip {self._title(item)}: why?", "skip")):
            await self.act(
                lambda: running.drop_item(self.day, item, now, carried=False, reason=reason)
            )

    @work
    async def action_cut(self) -> None:
        """Cut the running item short and go on with the next."""
        state = self.day.timeline.running
        now = self.session_app.desk.now()
        if state is None:
            self.session_app.tell("Nothing is running that could be cut short.")
        elif reason := await self.reason(f"Cut {state.item.title} short: why?", "cut"):
            await self.act(lambda: running.cut_and_next(self.day, now, reason))

    @work
    async def action_carry(self) -> None:
        """Carry what is chosen (or runs) over to another day."""
        item = self._chosen_or_running()
        now = self.session_app.desk.now()
        if item and (reason := await self.reason(f"Carry {self._title(item)} over: why?", "carry")):
            await self.act(
                lambda: running.drop_item(self.day, item, now, carried=True, reason=reason)
            )

    @work
    async def action_must_give(self) -> None:
        """The ways to end the day on time; one key applies one."""
        now, day = self.session_app.desk.now(), self.day
        protected = self.session_app.desk.bank.service.breaks.protected_minutes
        found = must_give(day, now, protected)
        if found.run_on <= day.planned_end:
            self.session_app.tell(f"Nothing must give: the day ends {day.clock(found.run_on)}.")
            return
        late = max(1, round((found.run_on - day.planned_end) / MINUTE_MS))
        question = f"{late} min late. What must give, to end {day.clock(day.planned_end)}?"
        if found.short_ms:
            short = -(-found.short_ms // MINUTE_MS)
            question = f"{late} min late, and all that may give falls {short} min short."
        ways = [
            Choice(str(place), _changes(way), str(place))
            for place, way in enumerate(found.ways, start=1)
        ]
        if least := found.least:
            label = f"{_changes(least)}, then run on to {day.clock(least.end)}"
            ways.append(Choice("1", label, "least"))
        ways.append(Choice("r", f"run on to {day.clock(found.run_on)}, with its reason", "run on"))
        chosen = await words_of(self.app, Ask(question, ways, columns=1))
        if chosen in ("least", "run on"):
            await self._run_on(found.run_on, least if chosen == "least" else None)
        elif chosen:
            way, at = found.ways[int(chosen) - 1], self.session_app.desk.now()
            await self.act(lambda: giving.apply_way(self.day, way, at))

    async def _run_on(self, until: int, way: Way | None) -> None:
        """Agree to run on, with what gives before it where a way is named."""
        asked = "Who must leave on time? Their seats."
        who = Ask(asked, words="Enter for nobody", check=seats_or())
        said = await answers_of(self.app, [why(self.session_app, "Run on: why?", "overrun"), who])
        if said is None:
            return
        reason, seats = said
        men = [self.day.roster.by_seat(int(seat)) for seat in seats]
        leaving = tuple(man.member for man in men if man is not None)
        at = self.session_app.desk.now()
        if way is None:
            await self.act(lambda: giving.run_on(self.day, until, reason, leaving, at))
        else:
            await self.act(lambda: giving.apply_and_run_on(self.day, way, reason, leaving, at))

    @work
    async def action_insert(self) -> None:
        """Put in an exercise of the bank, after what is chosen or runs."""
        from session_tui.screens.live.pick_exercise import PickExercise

        bank, block = self.session_app.desk.bank, self.day.about.block
        found = await self.app.push_screen_wait(PickExercise(bank.fitting(block), block))
        exercise = bank.exercise(found) if found else None
        after = self._chosen_or_running() or ""
        now = self.session_app.desk.now()
        if exercise is not None:
            await self.act(lambda: running.add_exercise(self.day, exercise, after, now))

    async def action_repeat(self) -> None:
        """Once more."""
        item = self._chosen_or_running()
        now = self.session_app.desk.now()
        if item:
            await self.act(lambda: running.repeat_item(self.day, item, now))

    @work
    async def action_times(self) -> None:
        """The minutes of what is chosen (or runs), or when it began or ended."""
        item = self._chosen_or_running()
        if not item:
            return
        day, pressed = self.day, self.session_app.desk.now()
        said = await self.app.push_screen_wait(
            Ask(
                f"{self._title(item)}: minutes, or when it began or ended?",
                words=HINT,
                check=lambda text: read_times(text, pressed, day.about.zone).trouble,
            )
        )
        if said:
            typed = read_times(said, pressed, day.about.zone)
            now = self.session_app.desk.now()
            await self.act(lambda: _timed(self.day, item, typed, now))

    async def action_start_chosen(self) -> None:
        """Start what is chosen, out of turn."""
        item, now = self.chosen, self.session_app.desk.now()
        if not item:
            self.session_app.tell("Choose an item first, with the arrow keys; Enter starts it.")
            return
        me = self.session_app.desk.me
        if await self.act(lambda: with_me(self.day, start_chosen(self.day, item, now), now, me)):
            self.chosen = ""
            self.redraw()

    async def action_split(self) -> None:
        """Break now, and go on with what runs after it."""
        now = self.session_app.desk.now()
        minutes = self.session_app.desk.bank.service.breaks.short_minutes
        await self.act(lambda: split_over_break(self.day, now, minutes))

    async def action_swap(self) -> None:
        """Swap what is chosen (or comes next) with the item after it."""
        item, now = self._chosen_or_next(), self.session_app.desk.now()
        if item:
            await self.act(lambda: swap_items(self.day, item, now))

    async def action_earlier(self) -> None:
        """Move the chosen item up."""
        await self._move(-1)

    async def action_later(self) -> None:
        """Move the chosen item down."""
        await self._move(1)

    async def _move(self, by: int) -> None:
        now = self.session_app.desk.now()
        if self.chosen:
            await self.act(lambda: move_item(self.day, self.chosen, by, now))
        else:
            self.session_app.tell("Choose an item first, with the arrow keys.")

    def action_item_up(self) -> None:
        """Choose the item above."""
        self._choose(-1)

    def action_item_down(self) -> None:
        """Choose the item below."""
        self._choose(1)

    def _choose(self, by: int) -> None:
        order = [state.item.id for state in self.day.timeline.states]
        current = self.day.timeline.running or self.day.timeline.following
        at = self.chosen or (current.item.id if current else "")
        if order:
            place = order.index(at) + by if at in order else 0
            self.chosen = order[max(0, min(len(order) - 1, place))]
            self.redraw()

    async def reason(self, question: str, use: str) -> str:
        """Ask why; nothing where it was left."""
        return await words_of(self.app, why(self.session_app, question, use))

    def _chosen_or_running(self) -> str:
        state = self.day.timeline.running
        item = self.chosen or (state.item.id if state else "")
        if not item:
            self.session_app.tell("Nothing runs and nothing is chosen: choose with the arrow keys.")
        return item

    def _chosen_or_next(self) -> str:
        following = self.day.timeline.following
        item = self.chosen or (following.item.id if following else "")
        if not item:
            self.session_app.tell("Nothing is left to skip.")
        return item

    def _title(self, item: str) -> str:
        state = self.day.timeline.state(item)
        return state.item.title if state else "it"


def _changes(way: Way) -> str:
    """What a way changes, in a sentence's part."""
    return ", ".join(change.says for change in way.changes)


def _timed(day: Day, item: str, typed: TypedTimes, now: int) -> Act:
    """The act that a line of times asks for."""
    if typed.meaning == "began":
        return move_start(day, item, typed.value)
    if typed.meaning == "ended":
        return move_end(day, item, typed.value)
    if typed.meaning == "change":
        return running.change_minutes(day, item, typed.value, now)
    minutes = typed.value
    if typed.meaning == "until":
        minutes = running.minutes_until(day, item, typed.value, now)
    return running.set_minutes(day, item, minutes, now)
