import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.guard import A_MEMBER, ANOTHER, for_group, for_member
from models.acts.keeping_out import keep_out
from models.entries.group import MemberAdded
from models.entries.membership import NamedPerson
from models.facts import Facts
from models.group.people import Roster


def roster(*men: tuple[int, str, str]) -> Roster:
    """A roster of men by seat, initials and name."""
    return Roster(
        {
            f"m{seat}": MemberAdded(member=f"m{seat}", seat=seat, initials=initials, name=name)
            for seat, initials, name in men
        },
        {},
    )


GROUP = roster(
    (1, "AH", "Alban Hurstwick"),
    (2, "WM", "Will Móżny-Brown"),
    (3, "DF", "Desmond Farthingale"),
    (5, "IT", "Siôn O'Marra"),
    (6, "WA", "Wystan Appleyard"),
    (10, "DG", "Desmond Gold"),
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Alban said so.", "Another member said so."),
        ("He asked alban's advice", "He asked another member's advice"),
        ("Mr Hurstwick, mr. hurstwick", "Another member, another member"),
        ("Alban Hurstwick and AH", "Another member and another member"),
        ("He told Mozny-Brown and MÓŻNY", "He told another member and another member"),
        (
            "O’Marra, O'Marra, Sion, SIÔN",
            "Another member, another member, another member, another member",
        ),
        ("S\u00adi\u200bôn spoke", "Another member spoke"),
        ("with A.H. and A H", "with another member and another member"),
        ("ah, he left; it was late", "ah, he left; it was late"),
        ("he and wm laughed", "he and another member laughed"),
        ("Sat by seat 1.", "Sat by another member."),
        ("seats 1, 2 and 5 laughed", "Other members laughed"),
        ("He said seat 3 and 5 argued", "He said he and another member argued"),
        ("Seat 3 went first", "Seat 3 went first"),
        ("told SEAT TEN: no", "told another member: no"),
        ("seat 7 is empty, seat 15 too", "seat 7 is empty, seat 15 too"),
        ("Desmond F. knows Desmond Farthingale", "DF knows DF"),
        ("Farthingale himself, DF", "DF himself, DF"),
        ("Gold, gold", "Another member, another member"),
        ("Desmond", "A member"),
        ("WAs idea; he was late, Was he?", "Another members idea; he was late, Was he?"),
        ("IT is not it", "Another member is not it"),
        ("Albanians and Willow and hurstwickers", "Albanians and Willow and hurstwickers"),
        ("Albna, Hurstwik and hirstwick", "Another member, another member and another member"),
        ("Alb and Dezmond", "Another member and a member"),
        ("A bold plan; Told and Sold", "A bold plan; Told and Sold"),
    ],
)
def test_a_mans_page_names_no_other(text: str, left: str) -> None:
    assert for_member(GROUP, "m3", names=False).clean(text) == left


def test_a_name_that_is_a_word_stays_in_lower_case_and_is_listed() -> None:
    guard = for_member(GROUP, "m3", names=False)
    assert guard.clean("Will said he will") == "Another member said he will"
    found = {(one.found, one.now): one.count for one in guard.replaced("seat 3")}
    assert found == {("Will", ANOTHER): 1, ("will", ""): 1}


def test_who_is_near_a_man_is_named_in_no_document() -> None:
    people = keep_out(
        Facts.of(()), "m3", "partner Marta Lowe; child Kim; employer Acme Ltd; nickname Dez"
    ).people
    theirs = (NamedPerson(name="Priya Nand", who="victim"),)
    near = {"m3": people, "m1": theirs}
    said = "Marta lowe, Mrs Lowe, Martha, Kim, ACME, Dez and Priya"
    guard = for_member(GROUP, "m3", names=False, near=near)
    assert guard.clean(said) == (
        "[partner], Mrs [partner], [partner], [child], [employer], DF and another person"
    )
    with_names = for_group(GROUP, names=True, near=near)
    assert with_names.clean("Alban and Marta, Priya") == "Alban and [partner], [victim]"


def test_his_own_name_stays_where_names_may() -> None:
    guard = for_member(GROUP, "m3", names=True)
    assert guard.clean("Farthingale met Gold") == "Farthingale met another member"


def test_the_group_part_has_initials_for_names() -> None:
    guard = for_group(GROUP, names=False)
    assert (
        guard.clean("Alban and Desmond sat by seat 2, AH") == f"AH and {A_MEMBER} sat by seat 2, AH"
    )
    assert for_group(GROUP, names=True).clean("Alban") == "Alban"


def test_those_who_left_are_guarded_too() -> None:
    gone = MemberAdded(member="m9", seat=9, initials="NR", name="Nathaniel Rushcombe")
    guard = for_member(Roster(GROUP.members, {"m9": gone}), "m3", names=False)
    assert guard.clean("As Nathaniel, NR and seat 9 said") == (
        "As another member, another member and another member said"
    )


WORDS = ["said", "that", "the", "Alban", "hurstwick", "DF", "AH", "seat 1", "O'Marra", "x", "."]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_others_name_is_ever_left(words: list[str]) -> None:
    left = for_member(GROUP, "m3", names=False).clean(" ".join(words)).lower()
    assert not any(name in left for name in ("alban", "hurstwick", "marra", "seat 1"))
    assert "AH" not in left


@given(st.text(max_size=60))
def test_text_without_names_stays(text: str) -> None:
    lonely = roster((3, "Qzx", "Qqzzqq Xxzzxx"))
    assert for_member(lonely, "m3", names=False).clean(text) == text
