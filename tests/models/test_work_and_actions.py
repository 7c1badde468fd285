"""Work is asked of each man once; an action goes with the note that called for it."""

from models.acts.attending import rest_in
from models.day.gate import gate
from models.entries.group import ActionWritten, WorkFollowed, WorkSet
from tests.models.made_days import EARLIER, SESSION, Hand, man, opened, planned_day


def hand() -> Hand:
    """A day of four men, and a session before it."""
    made = planned_day()
    made.say(opened(EARLIER, "2026-11-17", 2), 500)
    return made


def test_work_for_all_is_due_until_each_man_was_asked() -> None:
    made = hand()
    before = opened("be" * 16, "2026-11-10", 1)
    made.say(before, 500)
    work = WorkSet(work="w", session=before.session, text="x")
    made.say(work, 501)
    for member in ("m1", "m2"):
        made.say(WorkFollowed(work="w", member=member, session=EARLIER, result="done"), 502)
    assert made.day.work_due == (work,)
    assert made.day.men_due(work) == ("m3", "m4")
    for member in ("m3", "m4"):
        made.say(WorkFollowed(work="w", member=member, session=EARLIER, result="not asked"), 503)
    assert not made.day.work_due


def test_who_joined_after_it_was_set_is_not_asked() -> None:
    made = hand()
    work = WorkSet(work="w", session=EARLIER, text="x")
    made.say(work, 571)
    made.say(man(5), 572)
    assert made.day.men_due(work) == ("m1", "m2", "m3", "m4")


def test_the_gate_asks_for_the_men_still_due_alone() -> None:
    made = hand()
    made.say(WorkSet(work="w", session=EARLIER, text="x"), 501)
    for entry in rest_in(made.day, (), 0).entries:
        made.say(entry.what, 600)
    assert "work" in {row.open for row in gate(made.day, "anna", {})}
    for member in ("m1", "m2", "m3", "m4"):
        made.say(WorkFollowed(work="w", member=member, session=SESSION, result="done"), 610)
    assert "work" not in {row.open for row in gate(made.day, "anna", {})}


def test_a_struck_action_is_gone_and_open_ones_follow_from_earlier_days() -> None:
    made = hand()
    for name, session in (("old", EARLIER), ("new", SESSION)):
        made.say(ActionWritten(action=name, session=session, what="x"), 600)
    made.say(ActionWritten(action="done", session=EARLIER, what="x", done=True), 600)
    assert [one.action for one in made.day.actions_open] == ["old", "new"]
    made.say(ActionWritten(action="off", session=SESSION, what="x", struck=True), 600)
    assert [one.action for one in made.day.actions] == ["new"]
