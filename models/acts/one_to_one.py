"""Sessions of one man: individual work before and beside the group, and catch-ups he is owed.

Seed: individual work with the offender manager or one to one with a facilitator. A catch-up goes
through what he missed, shorter than it ran; its minutes are those that really ran.
"""

from __future__ import annotations

from dataclasses import replace

from exercise_bank.bank import Bank
from exercise_bank.component import Component
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import DayPlan, PlanItem, with_starts
from exercise_bank.plan_items import exercise_item
from models.acts.act import Act, Refused
from models.acts.opening import open_session
from models.entries import NewEntry
from models.entries.group import MemberAdded, SessionOpened
from models.group.people import Roster
from models.group.rolling_on import Owed, SessionPart
from models.ids import named_id

NUMBER = Component.INDIVIDUAL.number


def open_individual(  # noqa: PLR0913  (whose session, what for, when)
    man: MemberAdded,
    plan: DayPlan,
    *,
    group: str,
    number: int,
    date: str,
    minute: int,
    bank: Bank,
    roster: Roster,
    supervisor: str = "",
    practice: bool = False,
) -> tuple[SessionOpened, Act]:
    """His `number`th session of individual work, beginning at a minute of today."""
    known = bank.block_plan(NUMBER)
    opened, act = open_session(
        group=group,
        block=NUMBER,
        block_run=named_id("individual", group, man.member),
        day=number,
        days=max(number, len(known.days) if known else 0),
        date=date,
        plan=replace(plan, number=number, items=with_starts(plan.items, minute)),
        bank=bank,
        roster=roster,
        supervisor=supervisor,
        practice=practice,
    )
    return _of_one(opened, act, man)


def open_catch_up(  # noqa: PLR0913  (whose session, of which one, when)
    man: MemberAdded,
    missed: SessionPart,
    *,
    group: str,
    date: str,
    minute: int,
    bank: Bank,
    roster: Roster,
    supervisor: str = "",
    practice: bool = False,
) -> tuple[SessionOpened, Act]:
    """The catch-up of a missed session, beginning at a minute of today.

    Raises Refused where he missed nothing but his own personal work, which is placed again.
    """
    items = catch_up_items(missed, bank)
    if not items:
        raise Refused("Nothing to catch up but his own personal work: place it again in the plan.")
    opened, act = open_session(
        group=group,
        block=NUMBER,
        block_run=named_id("catch-up", group, missed.session, man.member),
        day=1,
        days=1,
        date=date,
        plan=DayPlan(NUMBER, 1, with_starts(items, minute)),
        bank=bank,
        roster=roster,
        supervisor=supervisor,
        practice=practice,
    )
    return _of_one(opened.model_copy(update={"catches_up": missed.session}), act, man)


def catch_up_items(missed: SessionPart, bank: Bank) -> tuple[PlanItem, ...]:
    """What a catch-up goes through, between the opening and closing of individual work."""
    owed = [_item(one, bank) for one in missed.owed if not one.again]
    if not owed:
        return ()
    ends = [exercise_item(one, one.minutes.planned) for one in bank.of_set(ItemSet.PROCESS, NUMBER)]
    return (*ends[:1], *owed, *ends[1:2])


def _item(owed: Owed, bank: Bank) -> PlanItem:
    service, item = bank.service, owed.item
    share = owed.minutes * service.missed_days.catch_up_percent // 100
    planned = max(service.shortest_minutes, share)
    return PlanItem(
        exercise=item.exercise,
        title=item.title,
        public_title=item.public_title,
        set=item.set,
        minimum=service.shortest_minutes,
        planned=planned,
        maximum=max(planned, item.maximum),
        start=0,
        remark=owed.key_message,
    )


def _of_one(opened: SessionOpened, act: Act, man: MemberAdded) -> tuple[SessionOpened, Act]:
    """The same, with him alone expected."""
    his = opened.model_copy(update={"only": (man.member,)})
    what = "catch-up" if his.catches_up else f"individual work, session {his.day}"
    return his, Act(f"{man.initials}: {what} opened", (NewEntry(his), *act.entries[1:]))
