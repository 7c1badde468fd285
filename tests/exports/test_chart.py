from __future__ import annotations

from xml.etree import ElementTree

from exports.chart import WIDTH, Bar, Chart, Lane, svg
from exports.day_chart import day_chart
from tests.exports.sample_day import opened_room, sample, source_of

SVG = "{http://www.w3.org/2000/svg}"


def test_bars_stand_where_their_minutes_are() -> None:
    lanes = (Lane("planned", (Bar(600, 660, "work", "1"),)), Lane("delivered", ()))
    drawn = ElementTree.fromstring(svg(Chart(600, 720, lanes, "")))
    bar = next(iter(drawn.iter(f"{SVG}rect")))
    left, wide = float(bar.get("x", "")), float(bar.get("width", ""))
    assert left < WIDTH / 3
    assert abs(wide - (WIDTH - left) / 2) < 25


def test_labels_and_titles_are_escaped() -> None:
    lanes = (Lane("<script>&", (Bar(0, 60, "work", "<b>"),)),)
    text = svg(Chart(0, 60, lanes, ""))
    assert "<script>" not in text
    assert ElementTree.fromstring(text) is not None


def test_bars_out_of_the_clock_stay_inside() -> None:
    chart = Chart(600, 660, (Lane("x", (Bar(0, 9000, "line"),)),), "")
    bar = next(iter(ElementTree.fromstring(svg(chart)).iter(f"{SVG}rect")))
    assert float(bar.get("x", "")) + float(bar.get("width", "")) <= WIDTH


def test_an_empty_chart_is_a_picture_too() -> None:
    assert ElementTree.fromstring(svg(Chart(600, 600, (), ""))) is not None


def test_the_day_has_planned_delivered_recorded() -> None:
    chart = day_chart(sample())
    assert [lane.title for lane in chart.lanes] == ["planned", "delivered", "recorded"]
    assert [bar.label for bar in chart.lanes[0].bars if bar.label] == ["1", "2", "3", "4", "6", "7"]
    assert [bar.label for bar in chart.lanes[1].bars if bar.label] == ["1", "2", "3", "4", "5", "7"]
    assert sum(bar.shade == "pause" for bar in chart.lanes[1].bars) == 1
    assert "Check-in: planned 10:00, started 10:02, 18 of 15 minutes" in chart.alt


def test_a_day_that_has_not_begun_shows_its_plan() -> None:
    chart = day_chart(source_of(opened_room().day, now="09:40"))
    assert chart.lanes[1].bars == ()
    assert (chart.start, chart.end) == (600, 930)
