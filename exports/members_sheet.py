"""The members' sheet: in plain English, what is written about a man, who reads it, and his rights.

It names nobody. The day a man was given it is kept on his page. (programme.md, Restraint)
"""

from __future__ import annotations

from exports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Part,
    SignatureLines,
    ours,
)
from exports.session_facts import group_text
from exports.sessions import facts_of
from exports.source import Source

_SAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "What we write down",
        (
            "When you came, when you left, and the reason you gave if you were late or away.",
            "Which exercises we did and how long you were in the room.",
            "What you said or did that shows how you are getting on with your own targets.",
            "Work set for between sessions, and whether you did it.",
            "If you or somebody else may be at risk: what you said, who was told, and why.",
        ),
    ),
    (
        "What we don't write",
        (
            "We give you no score, and nothing here works out how risky you are.",
            "We don't compare you with other men.",
            "Your pages don't name other members, and theirs don't name you.",
        ),
    ),
    (
        "Who reads it",
        (
            "The staff who run your group, and their supervisor.",
            "Your offender manager gets a note after a session, and a report.",
            "An auditor may check that we do our work properly.",
            "What we can't keep to ourselves: if you or somebody else may come to harm, we must "
            "tell those who can prevent it. We tell you so, unless that makes things worse.",
        ),
    ),
    (
        "Your rights",
        (
            "You can ask to see what is written about you. Ask any member of staff.",
            "If something is wrong, say so: we write your words beside it, or put it right.",
            "Notes are never rubbed out in secret. A change shows who made it, when and why.",
            "Everything is locked with a passphrase. It is kept only as long as the service's "
            "rules say, and then destroyed.",
            "If you aren't content with our answer, you can complain to the service, and to the "
            "Information Commissioner.",
        ),
    ),
    (
        "If sessions are filmed",
        (
            "Films are there so that a supervisor can see how staff work. We tell you before.",
            "You can ask who has seen them and when they are deleted.",
        ),
    ),
)


def members_sheet(source: Source) -> Document:
    """The sheet for the men of this session's group, on one page."""
    blocks: list[Block] = [
        Heading(1, ours("What we write about you, and your rights")),
        Paragraph((*ours("For members of "), *group_text(source))),
    ]
    for title, lines in _SAYS:
        blocks += [Heading(2, ours(title)), Bullets(tuple(ours(line) for line in lines))]
    blocks.append(
        SignatureLines((ours("given on, by"), ours("I have read it, or it was read to me")))
    )
    facts = facts_of(source, "Members' sheet", "What is written, who reads it", "for members")
    return Document(
        "What we write about you, and your rights", (Part(facts, tuple(blocks), fit=9),), source.now
    )
