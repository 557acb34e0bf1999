"""Typed charts: one specification for both schemes, made of rows and roles, and a secret is never a bar of nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any, get_args

import pytest
import vl_convert

from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.charts.bars import Bar, Bars, Reference
from dashboard.charts.bullets import Bullet, Bullets
from dashboard.charts.drawing import SLOT, drawing
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.charts.stacked import Segment, Stacked
from dashboard.charts.theme import DARK, LIGHT, SCREEN, Palette, luminance
from dashboard.charts.types import Chart
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES
from dashboard.telling import roles
from dashboard.telling.roles import shade
from snapshot.read import Snapshot

DAY = "2026-11-24"


def drawn(snapshot: Snapshot) -> Iterator[tuple[str, Chart]]:
    for entry in FIGURES:
        if can_draw(snapshot, entry):
            day = {"today": DAY} if "today" in entry.options else {}
            chart = entry.builder(
                snapshot, Selection(municipalities=("GM0202", "GM0277")), **entry.defaults, **day
            ).chart
            if chart is not None and vega.is_drawn(chart):
                yield entry.name, chart


def strings(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for value in part.values():
            yield from strings(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from strings(value)
    elif isinstance(part, str):
        yield part


def parts(chart: Any) -> Iterator[Any]:
    yield chart
    for field in fields(chart) if is_dataclass(chart) else ():
        value = getattr(chart, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner):
                yield from parts(inner)


def test_file_and_screen_are_two_configs_over_one_specification(snapshot: Snapshot) -> None:
    for name, chart in drawn(snapshot):
        file, screen = (vega.specification(chart, look=look) for look in (LIGHT, SCREEN))
        assert not [text for text in strings(screen) if text.startswith("#")], "the style sheet has the colours"
        assert not [text for text in strings(file) if text.startswith("var(")], "a file has no style sheet"
        assert file.pop("config") != screen.pop("config"), name
        file.pop("background", None), screen.pop("background", None)
        assert file == screen, name


def test_every_slot_is_filled_and_every_role_is_known(snapshot: Snapshot) -> None:
    for name, chart in drawn(snapshot):
        spec = vega.specification(chart)
        assert not [text for text in strings(spec) if text.startswith(SLOT)], name
        found = {part.role for part in parts(chart) if hasattr(part, "role")}
        assert found <= set(roles.FIELDS), name


@pytest.mark.slow
def test_the_library_that_draws_accepts_every_chart(snapshot: Snapshot) -> None:
    for name, chart in drawn(snapshot):
        svg = vl_convert.vegalite_to_svg(vega.specification(chart) | {"width": 700})
        assert "undefined" not in svg, name
        assert "NaN" not in svg, name


def test_a_grammar_is_made_once_whatever_the_rows_are() -> None:
    def bars(count: int) -> Bars:
        rows = tuple(Bar(f"plaats {place}", float(place), str(place), roles.ACCENT) for place in range(count))
        return Bars(rows, Reference(3, "Nederland", "3"))

    vega.specification(bars(2))
    made = vega.with_slots.cache_info().misses
    for count in range(3, 40):
        spec = vega.specification(bars(count))
        assert len(spec["layer"][0]["data"]["values"]) == count
    assert vega.with_slots.cache_info().misses == made


def test_a_part_without_a_number_is_no_part_of_nothing() -> None:
    chart = Stacked((Segment("a", "x", 3, "3", roles.ACCENT, 0), Segment("a", "y", None, "geheim", roles.SOFT, 1)))
    svg = vl_convert.vegalite_to_svg(vega.specification(chart) | {"width": 400})
    assert "geheim" in svg
    assert drawing(chart).data["secret"] == [{"bar": "a", "name": "y", "text": "geheim", "end": 3}]
    assert [row["name"] for row in drawing(chart).data["segments"]] == ["x"]


def test_a_shade_is_one_of_five_and_none_is_the_page() -> None:
    assert [shade(share) for share in (0.0, 0.2, 0.99, 1.0)] == ["step-1", "step-2", "step-5", "step-5"]
    assert shade(None) == roles.BACKGROUND


def test_end_labels_do_not_cover_each_other() -> None:
    lines = tuple(
        Line(name, (Moment("2024", 10 + place / 100, "x"), Moment("2025", 20 + place / 100, "y")), roles.ACCENT)
        for place, name in enumerate("abcd")
    )
    places = [end["place"] for end in drawing(Lines(lines, zero=True)).data["ends"]]
    low, high, _ = Lines(lines, zero=True).axis
    gaps = [(after - before) / (high - low) * 320 for before, after in pairwise(places)]
    assert min(gaps) > 15


def test_a_chart_is_plain_data_that_compares_and_hashes(snapshot: Snapshot) -> None:
    for name, chart in drawn(snapshot):
        assert isinstance(chart, get_args(Chart)), name
        assert hash(chart) == hash(chart), name
        json.dumps(vega.specification(chart))


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_the_bars_of_a_timeline_stand_out_from_the_page(look: Palette, snapshot: Snapshot) -> None:
    bars = [row for name, chart in drawn(snapshot) if name == "tijdlijn" for row in drawing(chart).data["solid"]]
    assert bars
    for role in {row["role"] for row in bars}:
        lighter, darker = sorted((luminance(look.of(role)), luminance(look.background)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 3, role


def test_goals_stand_at_even_distances_whether_their_names_break_or_not() -> None:
    names = (
        "Sectortafels: 6 sectortafels",
        "Een doel met een naam die op een telefoon over twee regels gaat: 8",
        "Kort",
    )
    found = drawing(Bullets(tuple(Bullet(name, None, None, "geen meting bekend", roles.ACCENT) for name in names)))
    tops = [row["y"] for row in found.data["all"]]
    assert tops[1] - tops[0] == tops[2] - tops[1]
    assert found.height > tops[2]
