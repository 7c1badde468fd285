"""The time line from the facts: standing entries taken in by the moment they are about.

What makes no sense there (a resume without a pause) changes nothing and is listed in `odd`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from models.day.timeline import ItemState, Pause, Run, Timeline
from models.entries import timeline as say
from models.entries.entry import Entry
from models.facts import Facts


@dataclass
class _Building:
    """The time line while entries are taken in."""

    states: dict[str, ItemState]
    order: list[str]
    pauses: list[Pause] = field(default_factory=list)
    ended: int | None = None
    odd: list[str] = field(default_factory=list)
    running: str = ""

    def change(self, item: str, **changes: object) -> None:
        self.states[item] = replace(self.states[item], **changes)  # type: ignore[arg-type]  # names are ItemState's

    def end_running(self, at: int) -> None:
        if not self.running:
            return
        runs = self.states[self.running].runs
        self.change(self.running, runs=(*runs[:-1], replace(runs[-1], ended=at)))
        self.running = ""

    @property
    def paused(self) -> Pause | None:
        return self.pauses[-1] if self.pauses and self.pauses[-1].until is None else None

    def end_pause(self, at: int) -> None:
        if self.paused:
            self.pauses[-1] = replace(self.pauses[-1], until=at)

    def put_in_order(self, wanted: Iterable[str]) -> None:
        """Take this order; an item that it doesn't name stays behind the one it stood behind."""
        order = [item for item in dict.fromkeys(wanted) if item in self.states]
        named, before = set(order), ""
        for item in self.order:
            if item not in named:
                order.insert(order.index(before) + 1 if before else 0, item)
            before = item
        self.order = order

    def place(self, item: str, after: str) -> bool:
        if after == item or (after and after not in self.order):
            return False
        if item in self.order:
            self.order.remove(item)
        self.order.insert(self.order.index(after) + 1 if after else 0, item)
        return True


KINDS = (
    say.ItemStarted,
    say.ItemEnded,
    say.ItemDropped,
    say.ItemAdded,
    say.ItemMoved,
    say.ItemsOrdered,
    say.LateStartExplained,
    say.MinutesChanged,
    say.ClockPaused,
    say.ClockResumed,
    say.AwaySettled,
    say.DayEnded,
)


def fold_timeline(facts: Facts) -> Timeline:
    """The time line that these facts make."""
    plan = facts.settle("plan")
    laid = plan.value.what if plan else None
    items = laid.items if isinstance(laid, say.PlanLaid) else ()
    states = {item.id: ItemState(item) for item in items}
    building = _Building(states, list(states))
    changes = facts.standing(say.ItemAdded, say.ItemMoved, say.MinutesChanged)
    if order := facts.value("order"):
        changes = sorted([*changes, order], key=lambda entry: (entry.about, entry.order))
    _arrange(building, changes)
    for entry in facts.standing(
        say.ItemStarted,
        say.ItemEnded,
        say.ItemDropped,
        say.ClockPaused,
        say.ClockResumed,
        say.AwaySettled,
        say.DayEnded,
    ):
        if trouble := _take(building, entry):
            building.odd.append(trouble)
    for settled in facts.all_of("overrun"):
        what = settled.value.what
        if isinstance(what, say.OverrunExplained) and what.item in building.states:
            building.change(what.item, overrun_reason=what.reason)
    late = facts.value("late-start")
    in_order = tuple(building.states[item] for item in building.order)
    starts = [run.started for state in in_order for run in state.runs]
    return Timeline(
        in_order,
        _apart(building.pauses),
        min(starts, default=None),
        building.ended,
        tuple(building.odd),
        bool(plan and plan.unsettled),
        late.what.reason if late and isinstance(late.what, say.LateStartExplained) else "",
    )


def _apart(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Pauses in order, each moment in one alone: a stretch away may meet another pause."""
    apart: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: pause.since):
        since = pause.since
        if apart:
            if apart[-1].until is None:
                break
            since = max(since, apart[-1].until)
        if pause.until is None or since < pause.until:
            apart.append(replace(pause, since=since))
    return tuple(apart)


def _arrange(building: _Building, entries: Iterable[Entry]) -> None:
    """Take in what changes the items themselves: added, moved, longer, shorter."""
    for entry in entries:
        what = entry.what
        if isinstance(what, say.ItemAdded):
            building.states.setdefault(what.item.id, ItemState(what.item, added=True))
            placed = building.place(what.item.id, what.after)
            if not placed and what.item.id not in building.order:
                building.order.append(what.item.id)
        elif isinstance(what, say.ItemsOrdered):
            building.put_in_order(what.items)
        elif isinstance(what, say.ItemMoved):
            if what.item not in building.states or not building.place(what.item, what.after):
                building.odd.append("an item not in the plan was moved")
        elif isinstance(what, say.MinutesChanged):
            if state := building.states.get(what.item):
                building.change(what.item, change=state.change + what.minutes)
            else:
                building.odd.append("minutes were given to an item not in the plan")


def _take(building: _Building, entry: Entry) -> str:
    """Take in one entry of the running day; gives what made no sense, if anything."""
    what, at = entry.what, entry.about
    if isinstance(what, say.ItemStarted | say.ItemEnded | say.ItemDropped):
        return _take_item(building, entry)
    if isinstance(what, say.ClockPaused):
        return _take_pause(building, entry)
    if isinstance(what, say.ClockResumed):
        if building.paused is None:
            return "resumed without a pause"
        building.end_pause(at)
    elif isinstance(what, say.AwaySettled):
        if what.counted == "pause" and building.paused is None:
            building.pauses.append(Pause(what.since, what.until, "away", False, entry.id))
    elif isinstance(what, say.DayEnded):
        if building.ended is not None:
            return "the day was ended twice"
        building.end_pause(at)
        building.end_running(at)
        building.ended = at
    return ""


def _take_pause(building: _Building, entry: Entry) -> str:
    what = entry.what
    assert isinstance(what, say.ClockPaused)
    if building.ended is not None:
        return "paused after the day had ended"
    if building.paused and (building.paused.interruption or not what.interruption):
        return "paused while paused"
    # Leaving the room in a pause is an interruption from then on.
    building.end_pause(entry.about)
    building.pauses.append(Pause(entry.about, None, what.reason, what.interruption, entry.id))
    return ""


def _take_item(building: _Building, entry: Entry) -> str:
    what, at = entry.what, entry.about
    assert isinstance(what, say.ItemStarted | say.ItemEnded | say.ItemDropped)
    state = building.states.get(what.item)
    if state is None:
        return "an item not in the plan was started, ended or dropped"
    if isinstance(what, say.ItemStarted):
        if building.running == what.item:
            return f"{state.item.title} was started while it ran"
        building.end_pause(at)
        building.end_running(at)
        runs = (*state.runs, Run(at, None, entry.id, entry.late))
        building.change(what.item, runs=runs, dropped="", cut=False, reason="", agreed="")
        building.running = what.item
        building.ended = None
    elif isinstance(what, say.ItemEnded):
        if building.running != what.item:
            return f"{state.item.title} was ended while it didn't run"
        building.end_pause(at)
        building.end_running(at)
        building.change(what.item, cut=what.cut, reason=what.reason, agreed=what.agreed)
    elif building.running == what.item:
        return f"{state.item.title} was dropped while it ran"
    elif state.runs and not what.carried:
        return f"{state.item.title} was skipped after it had run"
    else:
        building.change(
            what.item,
            dropped="carried" if what.carried else "skipped",
            reason=what.reason or state.reason,
            agreed=what.agreed or state.agreed,
        )
    return ""
