"""The lines of the trail: when, which of the law's kinds, who, at what, of whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.local_time import clock, date_of, long_date
from models.trail import Step
from session_tui.lines import Line, fit, line

ZONE = "Europe/London"
CODE = 8
"""So much of an id's end tells two apart, where there is no word for it."""
WHEN, KIND, WHO = 19, 14, 16


@dataclass(frozen=True, slots=True)
class Words:
    """What the record calls who and what the trail names by ids; what it can't say stays an id."""

    staff: Mapping[str, str] = field(default_factory=dict)
    streams: Mapping[str, str] = field(default_factory=dict)
    """Groups and sessions."""
    men: Mapping[str, str] = field(default_factory=dict)

    def of(self, names: Mapping[str, str], one: str) -> str:
        """The word for an id."""
        return names.get(one) or one[-CODE:]


@dataclass(frozen=True, slots=True)
class Filter:
    """Whose steps are shown (id), about which man (id), of which kind; "" for all."""

    by: str = ""
    man: str = ""
    kind: str = ""

    def keeps(self, step: Step) -> bool:
        """Whether it is meant."""
        return (
            self.by in ("", step.by)
            and (not self.man or self.man in step.men)
            and self.kind in ("", step.kind)
        )

    def says(self, words: Words) -> str:
        """What is left in, in words; nothing where all is."""
        parts = [
            words.of(words.staff, self.by) if self.by else "",
            words.of(words.men, self.man) if self.man else "",
            self.kind,
        ]
        return ", ".join(filter(None, parts))


def kept(steps: Iterable[Step], wanted: Filter) -> tuple[Step, ...]:
    """The steps that are meant, newest first."""
    found = [one for one in steps if wanted.keeps(one)]
    return tuple(sorted(found, key=lambda one: -one.at))


def trail_lines(
    steps: Sequence[Step], words: Words, first: int, cells: int, rows: int
) -> list[Line]:
    """A line a step, from the first so many on, as many as fit."""
    if not steps:
        return [(), line("Nothing of this kind is in the trail.", "past")]
    longest = max((len(name) for name in words.staff.values()), default=0)
    wide = min(WHO, max(CODE, longest) + 2)
    head = f"{'When':<{WHEN}}{'What was done':<{KIND}}{'By':<{wide}}At what, of whom"
    lines = [line(fit(head, cells), "past")]
    for step in steps[first : first + max(1, rows - 1)]:
        date = long_date(date_of(step.at, ZONE)).split(" ", 1)[1]
        when = f"{date} {clock(step.at, ZONE)}"
        who = fit(words.of(words.staff, step.by), wide - 2)
        rest = fit(_about(step, words), max(10, cells - WHEN - KIND - wide))
        lines.append(
            (
                (f"{when:<{WHEN}}", "past"),
                (f"{step.kind:<{KIND}}", "normal"),
                (f"{who:<{wide}}", "normal"),
                (rest, "normal"),
            )
        )
    return lines


def _about(step: Step, words: Words) -> str:
    """What it was, of which group or session and men, for whom and why."""
    of = words.of(words.streams, step.stream) if step.stream else ""
    men = [words.of(words.men, man) for man in step.men]
    to = f"to {step.recipient}" if step.recipient else ""
    return " · ".join(filter(None, [step.what, of, ", ".join(men), to, step.why]))
