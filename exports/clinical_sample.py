"""What a clinical auditor reads of the sessions drawn for him: document by document.

Session notes, an index of their recordings, what supervisors observed, the draft of a treatment
report of one man of each session, the supervision of who led them. (programme.md, Supervision,
quality and audit)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from exports.audit_pack import observations, recordings
from exports.document import Document, Heading, Part, ours
from exports.session_note import session_note
from exports.sessions import facts_of, in_order, which_day
from exports.source import Source
from exports.treatment_report import treatment_report


class Titled(NamedTuple):
    """A document of the sample: of which kind, under which title."""

    kind: str
    title: str
    document: Document


def men_drawn(sessions: Iterable[Source], seed: str) -> dict[str, str]:
    """Of each session one man who was due in it, by lot: the group (id) by the man's id."""
    drawn: dict[str, str] = {}
    for source in sessions:
        about = source.day.about
        due = sorted(
            set(source.day.roster.members) - drawn.keys(),
            key=lambda one: sha256(f"{seed} {about.session} {one}".encode()).digest(),
        )
        drawn.update(dict.fromkeys(due[:1], about.group))
    return drawn


def clinical_sample(
    sessions: Sequence[Source],
    treated: Mapping[str, Sequence[Source]],
    supervision: Sequence[Document],
) -> list[Titled]:
    """The sample's documents, all from sources under codes (exports.coded).

    `treated` are the sessions of each man drawn, by his id; `supervision` the records of who led.
    Raises LookupError where there is no session.
    """
    days = in_order(sessions)
    made = [_index(days)]
    made += [
        Titled("session note", f"Session note, {which_day(one)}", session_note(one)) for one in days
    ]
    made += _reports(treated)
    made += [Titled("supervision record", one.title, one) for one in supervision]
    return made


def _reports(treated: Mapping[str, Sequence[Source]]) -> Iterable[Titled]:
    for man, his in treated.items():
        try:
            draft = treatment_report(his, man)
        except LookupError:  # he was due in none that ran
            continue
        title = f"Treatment report, draft, {his[-1].initials(man)}"
        yield Titled("treatment report", title, draft)


def _index(days: Sequence[Source]) -> Titled:
    """Which sessions, what of them was recorded, what supervisors wrote to them."""
    title = "Recordings and observations"
    blocks = (
        Heading(1, ours(title)),
        Heading(2, ours("Recordings of sessions")),
        recordings(days),
        Heading(2, ours("Observations of supervision")),
        observations(days),
    )
    facts = facts_of(days[-1], title, "Clinical audit", "for the clinical auditor")
    document = Document(title, (Part(facts, blocks),), days[-1].now)
    return Titled("recordings and observations", title, document)
