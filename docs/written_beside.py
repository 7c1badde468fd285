"""What the sample home says beside its sessions: supervision, assessments, a man's own plan.

All of it is written by the acts that the screens use, by who may say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from exercise_bank.bank import Bank
from models.acts.act import Act
from models.acts.lifestyle import review_plan, write_plan
from models.acts.particulars import say_of
from models.acts.planning import cancel_session
from models.acts.supervising import hold, score, sign_supervision, view
from models.entries.membership import MeasuresTaken
from models.entries.supervision import (
    PointScored,
    QualityScored,
    RecordingViewed,
    SupervisionHeld,
)
from models.group.lifestyle import lifestyle_plan
from models.group.people import fold_roster
from models.group.supervision import supervised
from models.home import Home
from models.ids import named_id
from models.journal.recorder import open_recorder
from models.record import Record
from session_tui.sample.home import PASSPHRASE

FEEDBACK = (
    "You let the silence stand, and he went on by himself. In the second half your questions "
    "came two at a time: ask one, then wait."
)
OWN_WORDS = (
    "I leave the phone downstairs at night.",
    "On a bad day I ring K before I go out, not after.",
    "Swimming on Mondays and the men's shed on Thursdays stay, whatever else goes.",
    "If I catch myself planning to be alone, I say so to my officer at the next appointment.",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """The home to write in, as of an instant (ms): its group, sessions (id and date) and staff."""

    home: Home
    bank: Bank
    now: int
    group: str
    member: str
    sessions: tuple[tuple[str, str], ...]
    facilitator: str
    supervisor: str

    def write(self) -> None:
        """Write it all."""
        with self._hand(self.supervisor) as hand:
            self._supervision(hand)
        with self._hand(self.facilitator) as hand:
            self._sign(hand, "I agree.")
            self._of_the_group(hand)
            self._plan(hand)

    @contextmanager
    def _hand(self, staff: str) -> Iterator[Record]:
        keyring = self.home.unlock(PASSPHRASE, bytes.fromhex(staff))
        with open_recorder(self.home, keyring) as recorder:
            yield Record(recorder.reader, keyring, lambda: self.now, recorder)

    def _supervision(self, hand: Record) -> None:
        """One that was held, one cancelled, a stretch viewed, a form of quality about it."""
        (first, began), (viewed, on) = self.sessions[:2]
        today = _later(self.sessions[-1][1], 1)
        held = SupervisionHeld(
            supervision=named_id("sample", "supervision", 1),
            staff=self.facilitator,
            supervisor=self.supervisor,
            date=_later(began, 2),
            minutes=60,
            sessions=(first,),
            men=(self.member,),
            decisions="Who keeps the time is settled before the day begins.",
            goals="One open question at a time; the next recording is viewed for it.",
            wellbeing="Two long days in a row were tiring; the next are a week apart.",
            next_date=_later(began, 16),
        )
        off = SupervisionHeld(
            supervision=named_id("sample", "supervision", 2),
            staff=self.facilitator,
            supervisor=self.supervisor,
            date=_later(began, 16),
            cancelled="The supervisor was ill; moved on by a week.",
        )
        stretch = RecordingViewed(
            viewing=named_id("sample", "viewing"),
            session=viewed,
            staff=(self.facilitator,),
            date=_later(on, 3),
            from_minute=40,
            to_minute=85,
        )
        for said in (held, off):
            _say(hand, hold(hand.team_facts(), said, today))
        self._sign(hand)
        _say(hand, view(stretch, today))
        _say(hand, score(self._scored(viewed, _later(on, 3)), self.supervisor))

    def _sign(self, hand: Record, comment: str = "") -> None:
        facts = hand.team_facts()
        one = next(one for one in supervised(facts, self.facilitator).held if one.unsigned)
        _say(hand, sign_supervision(facts, one, hand.staff, comment))

    def _of_the_group(self, hand: Record) -> None:
        """A session that fell out, and every man's assessment."""
        began = self.sessions[0][1]
        facts = hand.group_facts(self.group)
        off = _later(began, -7)
        _say(hand, cancel_session(facts, 1, 1, off, "no room: the heating failed"), self.group)
        roster = fold_roster(facts)
        for man in roster.members:
            said = MeasuresTaken(member=man, when="before", date=_later(began, -5))
            _say(hand, say_of(facts, roster, man, said, "assessed"), self.group)

    def _plan(self, hand: Record) -> None:
        """One man's plan in two versions, the first of which was gone through."""
        for number, on in ((2, self.sessions[0][1]), (4, self.sessions[-1][1])):
            facts = hand.group_facts(self.group)
            roster = fold_roster(facts)
            plan = lifestyle_plan(facts, self.member)
            if plan is not None:
                words = "Ringing first held twice. The evenings were too open: swimming came in."
                with_whom = "his offender manager"
                reviewed = review_plan(facts, roster, self.member, plan, words, on, with_whom)
                _say(hand, reviewed, self.group)
            text = "\n".join(OWN_WORDS[:number])
            _say(hand, write_plan(facts, roster, self.member, plan, text, on), self.group)

    def _scored(self, session: str, on: str) -> QualityScored:
        service = self.bank.service
        form = next(one for one in service.quality_forms if one.about == "facilitator")
        digits = sorted(digit for digit, words in service.quality_scale.items() if words)
        points = tuple(
            PointScored(
                section=section.title,
                point=point,
                score=(digit := digits[(row + column) % 2 + 1]),
                means=service.quality_scale[digit],
            )
            for row, section in enumerate(form.sections)
            for column, point in enumerate(section.points)
        )
        return QualityScored(
            scored=named_id("sample", "form"),
            staff=self.facilitator,
            form=form.id,
            title=form.title,
            date=on,
            points=points,
            feedback=FEEDBACK,
            spoken=_later(on, 1),
            session=session,
        )


def _say(hand: Record, act: Act, group: str = "") -> None:
    hand.append(act.entries, group=group)


def _later(iso: str, days: int) -> str:
    """The date so many days after another, both ISO."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()
