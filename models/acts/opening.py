"""Acts that come before a day runs: the team, its groups and men, and the day's opening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from exercise_bank.bank import Bank
from exercise_bank.component import Component, heading_of
from exercise_bank.plan import DayPlan, PlanItem
from models.acts.act import Act, Refused
from models.entries import NewEntry
from models.entries.group import MemberAdded, SessionOpened
from models.entries.team import GroupFormed, StaffAdded, TeamFounded
from models.entries.timeline import Item, PlanLaid
from models.group.people import Roster
from models.ids import item_id, session_id
from models.roles import Role

if TYPE_CHECKING:
    from models.group.roster import RosterRow

FEWEST_MEN, MOST_MEN = 6, 10
"""The sizes of a group (seed)."""


def found_team(staff: str, name: str, role: Role, signing_key: str) -> Act:
    """The team and its first member of staff."""
    person = StaffAdded(staff=staff, name=name, role=role, signing_key=signing_key)
    return Act(f"team set up by {name}", (NewEntry(TeamFounded()), NewEntry(person)))


def add_staff(staff: str, name: str, role: Role, signing_key: str) -> Act:
    """One more member of staff."""
    if not name.strip():
        raise Refused("A member of staff needs a name.")
    said = StaffAdded(staff=staff, name=name.strip(), role=role, signing_key=signing_key)
    return Act(f"{name} added as {role}", (NewEntry(said),))


def form_group(group: str, name: str, key: str, component: Component = Component.CORE) -> Act:
    """A new group of a component. `group` and `key` are fresh ids (hex)."""
    if not name.strip():
        raise Refused("A group needs a name, such as Core Group Tuesday.")
    said = GroupFormed(group=group, name=name.strip(), component=component.value, key=key)
    return Act(f"group {name.strip()} formed", (NewEntry(said),))


def members_from_initials(
    initials: Iterable[str], ids: Callable[[], str], keys: Callable[[], str]
) -> tuple[MemberAdded, ...]:
    """Men by their initials, seated from 1 in the order given.

    Raises Refused for more than ten, or for initials given twice.
    """
    names = [one.strip() for one in initials if one.strip()]
    if len(names) > MOST_MEN:
        raise Refused(f"A group has at most {MOST_MEN} men; these are {len(names)}.")
    twice = [one for one, times in Counter(names).items() if times > 1]
    if twice:
        raise Refused(f"{twice[0]} stands twice: tell them apart, for instance {twice[0]}2.")
    return tuple(
        MemberAdded(member=ids(), seat=seat, initials=one, key=keys())
        for seat, one in enumerate(names, start=1)
    )


def members_from_roster(
    rows: Iterable[RosterRow], ids: Callable[[], str], keys: Callable[[], str]
) -> tuple[MemberAdded, ...]:
    """Men as a roster file lists them."""
    return tuple(
        MemberAdded(
            member=ids(),
            key=keys(),
            seat=row.seat,
            initials=row.initials,
            name=row.name,
            crn=row.crn,
            born=row.born or "",
            risk_level=row.risk_level,
            iq_rule=row.iq_rule,
            joined=row.joined or "",
            block=row.block or 1,
            credit=row.credit,
            learning_styles=tuple(row.learning_styles),
            accommodations=row.accommodations,
            offender_manager=row.offender_manager,
            keep_apart=tuple(row.keep_apart),
            remarks=row.remarks,
        )
        for row in rows
    )


def add_members(men: Iterable[MemberAdded]) -> Act:
    """Men join the group."""
    entries = tuple(NewEntry(man) for man in men)
    return Act(f"{len(entries)} men added", entries)


def size_warning(men: int, fewest: int = FEWEST_MEN) -> str:
    """What to say of a group's size, or nothing (seed: 6 to 10; `fewest` is the component's)."""
    if men < fewest:
        return f"{men} men: a group has {fewest} to {MOST_MEN}"
    return f"{men} men: a group has at most {MOST_MEN}" if men > MOST_MEN else ""


def open_session(  # noqa: PLR0913  (what names a session)
    *,
    group: str,
    block: int,
    block_run: str,
    day: int,
    days: int,
    date: str,
    plan: DayPlan,
    bank: Bank,
    roster: Roster,
    venue: str = "",
    supervisor: str = "",
    practice: bool = False,
) -> tuple[SessionOpened, Act]:
    """Open a day: which session it is, and its plan laid into the record."""
    session = session_id(group, block_run, day)
    opened = SessionOpened(
        session=session,
        group=group,
        block=block,
        block_run=block_run,
        day=day,
        days=days,
        date=date,
        venue=venue,
        supervisor=supervisor,
        practice=practice,
    )
    laid = lay_plan(plan, session, bank, roster)
    return opened, Act(f"{heading_of(block, day)} opened", (NewEntry(opened), NewEntry(laid)))


def lay_plan(plan: DayPlan, session: str, bank: Bank, roster: Roster) -> PlanLaid:
    """The plan of a day as it goes into the record: each item copied, with its id."""
    times: Counter[str] = Counter()
    items = []
    for item in plan.items:
        times[item.exercise] += 1
        items.append(_copied(item, session, times[item.exercise], bank, roster))
    if not items:
        raise Refused("This day has no items: choose another plan, or add exercises to it.")
    return PlanLaid(items=tuple(items), start=items[0].start, end=items[-1].end)


def _copied(item: PlanItem, session: str, nth: int, bank: Bank, roster: Roster) -> Item:
    exercise = bank.exercise(item.exercise)
    man = roster.by_seat(item.seat % 10) if item.seat is not None else None
    return Item(
        id=item_id(session, item.exercise, nth),
        exercise=item.exercise,
        title=item.title,
        public_title=item.public_title,
        set=item.set,
        minimum=item.minimum,
        planned=item.planned,
        maximum=item.maximum,
        start=item.start,
        fixed=item.fixed,
        member=man.member if man else "",
        part=item.part,
        parts=item.parts,
        optional=item.optional,
        aim=exercise.aim if exercise else "",
        remark=item.remark,
    )
