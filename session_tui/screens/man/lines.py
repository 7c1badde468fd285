"""A man's page as lines: how he stands, what isn't met, his way through the programme, misses."""

from __future__ import annotations

from exercise_bank.component import at_start, day_of
from exercise_bank.exercise import Domain
from models.acts.particulars import in_words
from models.group.people import TEN
from models.group.rolling_on import BlockAgain, CatchUp
from models.group.routes import Route, Stage
from models.group.standing import CLOSING_STEPS
from models.local_time import long_date
from session_tui.lines import Line, Weight, fit, line, spread, wrap
from session_tui.screens.man.look import ManLook

STAGE, STATE, OF = 20, 12, 10


def man_lines(look: ManLook, cells: int) -> list[Line]:
    """All of the page, at most so many cells wide."""
    man = look.man
    head = spread(
        ((f"{man.seat % TEN}  {man.initials}", "now"),),
        line(_standing(look), "normal" if look.standing.in_group else "now"),
        cells,
    )
    return [
        head,
        *_standing_lines(look, cells),
        (),
        *_criteria(look, cells),
        (),
        *_targets(look, cells),
        (),
        *_record(look, cells),
        (),
        *_route(look, cells),
        (),
        *_missed(look, cells),
    ]


def _standing(look: ManLook) -> str:
    since = f" since {in_words(look.standing.since)}" if look.standing.since else ""
    return f"{look.standing.standing}{since}"


def _standing_lines(look: ManLook, cells: int) -> list[Line]:
    lines: list[Line] = []
    if look.moved:
        lines += wrap(at_start(look.moved), cells, "past")
    if look.back_late:
        lines += wrap("Back after the time to go on where he stopped.", cells, "now")
    if look.standing.why:
        lines += wrap(look.standing.why, cells, "past")
    if look.return_until:
        if look.date <= look.return_until:
            says = f"He may go on where he stopped until {in_words(look.return_until)}."
        else:
            says = f"The time to go on where he stopped ended on {in_words(look.return_until)}."
        lines += wrap(says, cells, "now")
    if look.standing.standing == "completed":
        open_ = [step for step in CLOSING_STEPS if step not in look.closing]
        if open_:
            lines += wrap(f"Still to do for completing (d): {', '.join(open_)}.", cells, "now")
    for change in look.standing.to_come:
        lines.append(line(f"{change.standing} from {in_words(change.date)}", "past"))
    return lines


def _criteria(look: ManLook, cells: int) -> list[Line]:
    if not look.criteria:
        return [line("Criteria", "head"), line("All are met.", "past")]
    lines = [spread(line("Criteria not met", "head"), line("x gives a reason", "past"), cells)]
    for one in look.criteria:
        lines += wrap(one.says, cells, "normal" if one.needs_reason else "past", "  ")
        if one.reason:
            by = f" ({one.agreed_by})" if one.agreed_by else ""
            lines += wrap(f"Reason: {one.reason}{by}", cells, "past", "  ")
    return lines


def _targets(look: ManLook, cells: int) -> list[Line]:
    """His own targets, as they are numbered in notes, with the domain each serves."""
    if not look.man.targets:
        return [line("His targets", "head"), line("None on record: g says one.", "past")]
    lines = [line("His targets", "head")]
    for number, target in enumerate(look.man.targets, 1):
        serves = f" ({Domain(target.domain).label})" if target.domain in set(Domain) else ""
        lines += wrap(f"{number} {target.text}{serves}", cells, indent="  ")
    return lines


def _record(look: ManLook, cells: int) -> list[Line]:
    """What was given, agreed, measured; his order."""
    rows: list[tuple[str, str]] = []
    for given in look.given:
        back = ", taken back" if given.taken_back else ""
        rows.append((given.to.capitalize(), f"{in_words(given.date)}{back}"))
    rows += [(f"Assessment {one.when}", in_words(one.date)) for one in look.measures]
    rows += [(step.capitalize(), in_words(on)) for step, on in look.closing.items()]
    if look.order is not None:
        ends = f"ends {in_words(look.order.ends)}" if look.order.ends else ""
        words = ", ".join(filter(None, (look.order.order, ends, look.order.conditions)))
        rows.append(("Order or licence", words))
    if look.lifestyle is not None:
        now = look.lifestyle.current
        words = f"version {now.number}, {in_words(now.date)}; review {in_words(look.review_due)}"
        rows.append(("Lifestyle plan", words))
    if look.kept_out:
        names = f"{look.kept_out} name{'s' * (look.kept_out > 1)}, in no document"
        rows.append(("Near him", names))
    credit = look.route.credit
    if credit is not None:
        blocks = " and ".join(str(block) for block in credit.blocks)
        what = f"block {blocks}" if blocks else credit.change
        rows.append(("Credit", f"{what}: {credit.why}, allowed by {credit.allowed_by}"))
    lines = [line("On record", "head")]
    if not rows:
        lines.append(line("No dates yet.", "past"))
    for name, words in rows:
        first, *rest = wrap(words, max(20, cells - STAGE)) or [()]
        lines.append(((fit(name, STAGE), "past"), *first))
        lines += [((" " * STAGE, "past"), *one) for one in rest]
    return lines


def _route(look: ManLook, cells: int) -> list[Line]:
    route = look.route
    level = f"{route.level} risk" if route.level else "risk level not known"
    asked = hours(route.fewest)
    if route.most != route.fewest:
        asked = f"{asked} to {hours(route.most)}"
    head = spread(line(f"Route, {level}", "head"), line(f"{asked} hours", "past"), cells)
    lines = [head, *(_stage(stage) for stage in route.stages)]
    lines.append(_total(route))
    if look.ends:
        count = route.sessions_left
        says = f"{count} sessions to come: {long_date(look.ends)} at the earliest."
        lines += wrap(says, cells, "now")
    return lines


def _stage(stage: Stage) -> Line:
    done = stage.state in ("done", "credited")
    weight: Weight = "past" if done else "now" if stage.state == "under way" else "normal"
    attended = hours(stage.attended) if stage.delivered else ""
    of = f"of {hours(stage.delivered)} h" if stage.delivered else ""
    return (
        (fit(stage.name, STAGE), weight),
        (fit(stage.state, STATE), weight),
        (fit(attended, 6, right=True), weight),
        (f" {fit(of, OF)} {_asked(stage)}".rstrip(), "past"),
    )


def _asked(stage: Stage) -> str:
    """The hours that a stage asks for; nothing where no length is given."""
    if not stage.most or stage.state == "credited":
        return ""
    most = f" to {hours(stage.most)}" if stage.most != stage.fewest else ""
    return f"asked {hours(stage.fewest)}{most} h"


def _total(route: Route) -> Line:
    return (
        (fit("Hours", STAGE), "past"),
        (fit("attended", STATE), "past"),
        (fit(hours(route.attended), 6, right=True), "now"),
        (f" of {hours(route.delivered)} h delivered", "past"),
    )


def _missed(look: ManLook, cells: int) -> list[Line]:
    lines = [line("Sessions missed", "head")]
    if not look.missed:
        return [*lines, line("None.", "past")]
    for again in look.again:
        lines += wrap(_again(again), cells, "now")
    for one in look.missed:
        lines += _catch_up(one, cells)
    return lines


def _again(again: BlockAgain) -> str:
    if again.decided is None:
        return (
            f"{again.missed} sessions of block {again.block} missed: a person decides whether he "
            "starts it again (b)."
        )
    what = "starts it again" if again.decided.again else "goes on"
    return f"{again.missed} sessions of block {again.block} missed: decided, he {what}."


def _catch_up(one: CatchUp, cells: int) -> list[Line]:
    part = one.part
    when = f"{at_start(day_of(part.block, part.day))}, {in_words(part.date)}"
    weight: Weight = "now" if one.open else "past"
    lines = [spread(line(when, weight), line(_decided(one), weight), cells)]
    if one.open:
        for owed in part.owed:
            says = owed.item.title if not owed.again else f"{owed.item.title}: place it again"
            lines += wrap(says, cells, "normal", "  ")
            if owed.key_message and not owed.again:
                lines += wrap(owed.key_message, cells, "past")
    return lines


def _decided(one: CatchUp) -> str:
    if one.settled is None:
        return "catch-up owed" if one.part.missed == "yes" else "missed? to be decided"
    if one.settled.decided == "held":
        return f"caught up, {one.settled.minutes} min"
    on = f" on {in_words(one.settled.on)}" if one.settled.on else ""
    return f"catch-up {one.settled.decided}{on}" if not on else f"catch-up{on}"


def hours(minutes: int) -> str:
    """Minutes as hours: 4.5, 36."""
    return f"{minutes / 60:.4g}"
