"""Groups made up for samples and practice, and the days that they have."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from exercise_bank.bank import Bank
from exercise_bank.exercise import ItemSet
from exercise_bank.plan import BlockPlan, DayPlan
from models.acts.opening import lay_plan
from models.entries import NewEntry
from models.entries.group import MemberAdded, SessionOpened, Target, WorkSet
from models.entries.team import GroupFormed
from models.entries.timeline import Item
from models.group.people import Roster
from models.ids import item_id, named_id, session_id
from models.record_error import RecordError
from session_tui.sample.day import play_day
from session_tui.sample.material import load_material
from session_tui.sample.script import Setting
from session_tui.sample.team import SampleTeam

MEN = 8
"""The starter plans are for groups of eight."""
ZONE = "Europe/London"


@dataclass(frozen=True, slots=True)
class DayOf:
    """Which day is played: block, its run (an id), number in the block, ISO date."""

    block: int
    run: str
    number: int
    date: str


class NoSuchDay(RecordError):
    """The bank has no plan of that block or day."""


def planned_day(bank: Bank, block: int, number: int) -> tuple[BlockPlan, DayPlan]:
    """The plan of a block and of one of its days. NoSuchDay."""
    plan = bank.block_plan(block)
    if plan is None:
        known = " ".join(str(one) for one in bank.plans)
        raise NoSuchDay(
            f"The bank has no plan of block {block}; it has plans of {known or 'none'}."
        )
    day = plan.day(number)
    if day is None:
        raise NoSuchDay(f"The plan of block {block} has {len(plan.days)} days, no day {number}.")
    return plan, day


class SampleGroup:
    """A group in the record of a sample team; its days are played one after the other."""

    def __init__(self, team: SampleTeam, formed: GroupFormed, men: tuple[MemberAdded, ...]) -> None:
        """Form it now, by the team's clock. What is given has its keys."""
        self.id = formed.group
        self._team = team
        self._venue = formed.venue
        self._men = men
        self._due: tuple[WorkSet, ...] = ()
        entries = [NewEntry(formed), *(NewEntry(man) for man in men)]
        team.lead.append(entries, group=self.id)
        team.learn(self.id)

    def play(
        self,
        bank: Bank,
        day: DayOf,
        dice: Random,
        *,
        finished: bool = True,
        carries: bool = False,
        practice: bool = False,
    ) -> None:
        """Play one day along the bank's plan. NoSuchDay."""
        plan, chosen = planned_day(bank, day.block, day.number)
        session = session_id(self.id, day.run, day.number)
        opened = SessionOpened(
            session=session,
            group=self.id,
            block=day.block,
            block_run=day.run,
            day=day.number,
            days=len(plan.days),
            date=day.date,
            venue=self._venue,
            supervisor=load_material().member_of_staff("supervisor").name,
            practice=practice,
        )
        roster = Roster({man.member: man for man in self._men}, {})
        setting = Setting(
            session=opened,
            plan=lay_plan(chosen, session, bank, roster),
            men=self._men,
            cast=self._team.cast,
            material=load_material(),
            reasons={use: _labels(bank, use) for use in _USES},
            due=self._due,
            spare=_spare(bank, day.block, session),
            carries=carries,
            finished=finished,
        )
        script, self._due = play_day(setting, dice)
        self._team.write_day(script)


_USES = ("skip", "cut", "overrun", "pause", "stepped out")


def _labels(bank: Bank, use: str) -> tuple[str, ...]:
    """The service's reasons for a use, in words; not the one that has no words of its own."""
    return tuple(one.label for one in bank.service.reasons_for(use) if one.id != "other")


def _spare(bank: Bank, block: int, session: str) -> Item | None:
    """A process exercise of the block, to be put in where something is carried over."""
    found = bank.of_set(ItemSet.PROCESS, block)
    if not found:
        return None
    exercise = found[-1]
    return Item(
        id=item_id(session, exercise.id, 9),
        exercise=exercise.id,
        title=exercise.title,
        public_title=exercise.public_title,
        set=exercise.set,
        minimum=exercise.minutes.minimum,
        planned=exercise.minutes.planned,
        maximum=exercise.minutes.maximum,
        start=0,
        aim=exercise.aim,
    )


def practice_men(team: SampleTeam, group: str, joined: str) -> tuple[MemberAdded, ...]:
    """Eight men of the practice material. `joined` is an ISO date."""
    return tuple(
        MemberAdded(
            member=named_id("sample", "man", group, man.seat),
            seat=man.seat,
            initials=man.initials,
            name=man.name,
            risk_level=man.risk_level,
            joined=joined,
            learning_styles=man.learning_styles,
            accommodations=man.accommodations,
            offender_manager=man.offender_manager,
            targets=man.targets,
            notice_given=joined,
            key=team.lead.new_key(),
        )
        for man in load_material().men[:MEN]
    )


def invented_men(
    team: SampleTeam, group: str, joined: str, dice: Random
) -> tuple[MemberAdded, ...]:
    """Eight men with invented names, no two with the same initials. `joined` is an ISO date."""
    material = load_material()
    names = zip(
        dice.sample(material.invented.first, MEN),
        dice.sample(material.invented.last, MEN),
        strict=True,
    )
    return tuple(
        MemberAdded(
            member=named_id("sample", "man", group, seat),
            seat=seat,
            initials=first[0] + last[0],
            name=f"{first} {last}",
            risk_level=dice.choice(("medium", "high")),
            joined=joined,
            offender_manager=dice.choice(material.men).offender_manager,
            targets=_targets(dice),
            notice_given=joined,
            key=team.lead.new_key(),
        )
        for seat, (first, last) in enumerate(names, start=1)
    )


def _targets(dice: Random) -> tuple[Target, ...]:
    """Targets as another man has them."""
    return dice.choice(load_material().men).targets
