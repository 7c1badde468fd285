"""The service's data: the programme's figures, each with its source."""

import re
from pathlib import Path

import pytest

from exercise_bank.bank import Bank, load_bank
from exercise_bank.bank_parts import SHIPPED
from exercise_bank.service import Service

SOURCES = re.compile(r"#.*\b(seed|derived|practice|ours)\b")


@pytest.fixture(scope="module")
def service(shipped: Bank) -> Service:
    return shipped.service


def test_a_day_is_270_minutes_of_work_and_60_of_break(service: Service) -> None:
    day = service.day
    assert (day.start, day.end) == (10 * 60, 15 * 60 + 30)
    assert (day.work_minutes, day.break_minutes) == (270, 60)
    assert [(slot.kind, slot.minutes) for slot in day.slots] == [
        ("work", 75),
        ("break", 15),
        ("work", 60),
        ("lunch", 30),
        ("work", 75),
        ("break", 15),
        ("work", 60),
    ]
    assert service.half_day.work_minutes * 2 == day.work_minutes


@pytest.mark.parametrize(
    ("members", "hours", "days"),
    [(6, 36, 8), (7, 36, 8), (8, 36, 8), (9, 38.25, 9), (10, 40.5, 9)],
)
def test_hours_and_days_of_a_block(service: Service, members: int, hours: float, days: int) -> None:
    assert service.hours.block_hours(members) == hours
    assert service.block_days(members) == days


def test_four_blocks_are_the_core_s_hours(service: Service) -> None:
    hours = service.hours
    assert hours.block_fewest * hours.blocks == hours.core_fewest == 144
    assert hours.block_most * hours.blocks == hours.core_most == 162
    assert hours.relapse_prevention == 36


def test_warnings_are_percent_with_a_floor(service: Service) -> None:
    assert service.warn_soon.ms_left(60) == 12 * 60_000
    assert service.warn_soon.ms_left(3) == 60_000
    assert service.warn_last.ms_left(60) == 3 * 60_000
    assert service.warn_last.ms_left(5) == 30_000


def test_the_seventeen_outcome_codes(service: Service) -> None:
    assert len(service.outcomes) == 17
    assert {code for code, outcome in service.outcomes.items() if outcome.attended} == {
        "ATTC",
        "AFTC",
        "ATSH",
        "ATSS",
    }
    for code in ("ATTC", "AFTC", "UAAB"):
        assert service.outcomes[code].three_code == code
    assert service.outcomes["RSSR"].three_code is None


def test_failing_to_comply_is_never_one_key(service: Service) -> None:
    one_key = {code for code, outcome in service.outcomes.items() if outcome.one_key}
    assert not {"AFTC", "ATSH", "UAAB", "CO05"} & one_key
    assert {"ATTC", "AAME"} <= one_key


@pytest.mark.parametrize(
    "use",
    ["skip", "cut", "overrun", "pause", "late start", "carry", "absent", "late", "stepped out"],
)
def test_each_place_offers_reasons_by_keys_of_their_own(service: Service, use: str) -> None:
    reasons = service.reasons_for(use)
    assert len(reasons) >= 3
    assert len({reason.key for reason in reasons}) == len(reasons)
    assert reasons[-1].id == "other"


def test_word_lists(service: Service) -> None:
    assert list(service.climate) == ["co", "le", "op", "re", "ho"]
    assert [part.id for part in service.taking_part] == [
        "took part",
        "with support",
        "sat out",
        "declined",
    ]
    assert any(way.distressed for way in service.leaving)
    assert service.judging_words["manipulative"]
    for keys in (
        [state.key for state in service.states],
        [part.key for part in service.taking_part],
        [way.key for way in service.leaving],
    ):
        assert len(set(keys)) == len(keys)


def test_of_states_alike_only_one_lasts_at_a_time(service: Service) -> None:
    assert service.states_beside("silent") == ("speaking", "aside")
    assert service.states_beside("upset") == ()
    assert service.states_beside("unknown") == ()


def test_what_is_off_or_unset_until_the_service_says(service: Service) -> None:
    assert not service.ratings
    assert service.missed_days.fewest_minutes is None
    assert "" in {contact.number for contact in service.contacts}


def test_limits(service: Service) -> None:
    assert service.most_note_bytes == 64 * 1024
    assert (service.idle.room_view_minutes, service.idle.lock_minutes) == (2, 15)
    assert (service.group.fewest, service.group.usual_fewest, service.group.most) == (6, 8, 10)
    assert service.breaks.protected_minutes == 10


def test_every_figure_names_its_source() -> None:
    text = (SHIPPED / "service.toml").read_text(encoding="utf-8")
    told_above = False
    for line in text.splitlines():
        if line.startswith("#"):
            told_above = told_above or bool(SOURCES.search(line))
        elif not line.strip():
            told_above = False
        elif re.match(r"[\w\"]", line):
            assert told_above or SOURCES.search(line), line


def test_a_service_turns_ratings_on_with_a_scale_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_text(
        '[notes]\nratings = true\n[rating_scale]\n3 = "in pairs"\n4 = ""\n', encoding="utf-8"
    )
    service = load_bank(tmp_path).service
    assert service.ratings
    assert dict(service.rating_scale) == {1: "not yet", 2: "with help", 3: "in pairs"}


def test_a_service_edits_the_list_of_judging_words(tmp_path: Path) -> None:
    (tmp_path / "service.toml").write_text(
        '[judging_words]\nalways = ""\ncunning = "what he said, and to whom"\n', encoding="utf-8"
    )
    words = load_bank(tmp_path).service.judging_words
    assert "always" not in words
    assert words["cunning"] == "what he said, and to whom"
