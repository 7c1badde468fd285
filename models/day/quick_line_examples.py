"""Examples of quick lines: the help page shows them, and a test reads every one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A line as typed, what it is understood as, its words, and what it shows.

    `trouble` is the reason given where the first word is no head.
    """

    line: str
    understood: str
    text: str = ""
    meaning: str = ""
    trouble: str = ""
    shows: str = ""


EXAMPLES: tuple[Example, ...] = (
    # Who
    Example("3 moved his chair", "3", "moved his chair", shows="a man by his seat"),
    Example("35 argued", "3 5", "argued", shows="several men: each digit is a seat"),
    Example("0 asked to go last", "0", "asked to go last", shows="0 is seat ten"),
    Example("* waited", "all in the room", "waited", shows="* is all in the room"),
    Example(
        "+ mixed after the pairs",
        "group · strength",
        "mixed after the pairs",
        shows="nobody named: the group",
    ),
    # Sign, domain, climate, target
    Example(
        "3+sr went back to the moment before",
        "3 · strength · self-regulation",
        "went back to the moment before",
        shows="+ strength, - concern; sx at re sr domains",
    ),
    Example(
        "3sr+ went back",
        "3 · strength · self-regulation",
        "went back",
        shows="after who, the order doesn't matter",
    ),
    Example(
        "4-at said he had no choice",
        "4 · concern · attitudes",
        "said he had no choice",
        shows="- is a concern about his work, not one to be told",
    ),
    Example(
        "*#co waited for him",
        "all in the room · cohesion",
        "waited for him",
        shows="#co #le #op #re #ho climate",
    ),
    Example("3+t2 rang him", "3 · strength · target 2", "rang him", shows="t2 is his target 2"),
    # Flags
    Example("5! send the form", "5 · action", "send the form", shows="! something to be done"),
    Example(
        "3!! said that he saw her",
        "3 · someone must be told",
        "said that he saw her",
        shows="!! a concern: someone must be told",
    ),
    Example(
        "7? quiet again",
        "7 · for supervision",
        "quiet again",
        shows="? to talk about in supervision",
    ),
    # Time
    Example("4@-3 left the room", "4 · 3 min ago", "left the room", shows="@-3 three minutes ago"),
    Example("4@11:40 came back", "4 · at 11:40", "came back", shows="@11:40 at that time"),
    Example("3", "3 · mark", shows="no words: a mark, to describe later"),
    Example("3-@-2", "3 · concern · 2 min ago · mark", shows="a mark may have a sign and a time"),
    # Words
    Example(
        '6 "I can stop" // may be trying it out',
        "6",
        '"I can stop"',
        "may be trying it out",
        shows='"…" his words; // what it may mean',
    ),
    Example("3 // tired", "3", "", "tired", shows="only what it may mean"),
    Example("2 and/or // ", "2", "and/or // ", shows="// with nothing after it is text"),
    # What is text
    Example(
        " 3 men were late",
        "text",
        "3 men were late",
        shows="a leading space: all of it is text",
    ),
    Example(
        "I said so",
        "text",
        "I said so",
        trouble='a head begins with who or a sign; "I" is text',
        shows="a line that begins with a letter is text",
    ),
    Example(
        "at the door again",
        "text",
        "at the door again",
        trouble='a head begins with who or a sign; "at" is text',
        shows="at and re alone are words, not domains",
    ),
    Example(
        "12:30 he came back",
        "text",
        "12:30 he came back",
        trouble='":30" isn\'t understood',
        shows="not wholly a head: the line is text",
    ),
    Example(
        "11 o'clock",
        "text",
        "11 o'clock",
        trouble='seat 1 stands twice in "11"',
        shows="a seat stands once",
    ),
    Example(
        "10 minutes late",
        "1 0",
        "minutes late",
        shows="two seats, as shown while you type: begin with a space where you mean ten",
    ),
    Example(
        "35t2 both tried",
        "text",
        "35t2 both tried",
        trouble="t2 is one man's target: say his seat first",
        shows="a target is one man's",
    ),
    Example(
        "3+- hard to say",
        "text",
        "3+- hard to say",
        trouble="a sign is there twice",
        shows="each part once",
    ),
    Example(
        "3@1140 came back",
        "text",
        "3@1140 came back",
        trouble='"@1140": a time is @-3 (minutes ago) or @11:40',
        shows="the reason says what would do",
    ),
)
