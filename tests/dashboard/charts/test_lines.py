"""Names of lines: beside their ends, none over another or off the picture, however many are chosen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations

import pytest

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.charts.drawing import drawing
from dashboard.charts.lines import MOST, PHONE, Line, Lines, Moment
from dashboard.charts.theme import HEIGHT
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES
from dashboard.export import render
from dashboard.export.picture import chart_svg
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.dashboard.charts.geometry import Drawn, drawn, overlap
from tests.helpers import DRAWN, made_first

SIZES = pytest.mark.parametrize(("width", "height"), [(330, None), (623, None), (688, None), (1120, None), (700, 230)])
NAMES = ("Arnhem", "Doesburg", "Duiven", "Lingewaard", "Overbetuwe", "Rheden", "Rozendaal", "Westervoort", "Zevenaar")


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def names_of(chart: Lines, width: int, height: int | None) -> list[Drawn]:
    """Return the texts at the ends of the lines."""
    found = drawn(chart_svg(chart, width=width, height=height))
    return [one for one in found if one.text and "role-mark" in one.of and not one.is_halo]


def assert_apart(names: list[Drawn], width: int, height: int | None, where: str) -> None:
    for one, other in combinations(names, 2):
        assert not overlap(one.box, other.box, slack=1), (where, one.text, other.text)
    for one in names:
        assert -1 <= one.box[0] <= one.box[2] <= width + 1, (where, one.text)
        assert -1 <= one.box[1] <= one.box[3] <= (height or HEIGHT) + 1, (where, one.text)


def ends_of(lines: list[Line]) -> list[Line]:
    """Return the line that ends highest and the one that ends lowest."""
    ranked = sorted(lines, key=lambda line: line.last.value or 0 if line.last else 0)
    return [ranked[0], ranked[-1]]


def lines_of(snapshot: Snapshot, selection: Selection) -> Iterator[tuple[str, Lines]]:
    for entry in FIGURES:
        if can_draw(snapshot, entry) and entry.when(selection) and entry.name != "verkennen":
            options = (
                dict.fromkeys(entry.options, "") | entry.defaults | ({"today": "2026-11-24"} if entry.of_today else {})
            )
            if entry.applies(snapshot, **options):
                chart = entry.builder(snapshot, entry.asked(selection), **options).chart
                if isinstance(chart, Lines):
                    yield entry.name, chart


@SIZES
@pytest.mark.parametrize("count", [0, 1, 9])
def test_names_of_lines_do_not_overlap(live: Snapshot, count: int, width: int, height: int | None) -> None:
    checked = 0
    for name, chart in lines_of(live, Selection(municipalities=tuple(municipalities(live))[:count])):
        names = names_of(chart, width, height)
        assert_apart(names, width, height, name)
        shown = " | ".join(one.text for one in names)
        named = [line for line in chart.lines if line.labelled and line.last]
        if len(named) > MOST and width < PHONE:
            assert len(names) <= MOST, (name, shown)
            named = ends_of(named)
        assert all(line.name in shown for line in named), (name, shown)
        checked += 1
    assert checked >= 8


@SIZES
@pytest.mark.parametrize("seed", range(4))
def test_nine_lines_that_end_anywhere_have_their_names(seed: int, width: int, height: int | None) -> None:
    draw = random.Random(seed)
    level = draw.choice((0.0, 50.0, 97.0))  # all ends together, low, in the middle or at the top
    for spread in (0.5, 3.0, 100.0):
        lines = []
        for name, role in zip(NAMES, roles.PLACES, strict=True):
            end = min(level + draw.random() * spread, 100.0)
            lines.append(
                Line(name, (Moment("2023", draw.random() * 100, "x"), Moment("2024", end, f"{end:.1f}")), role)
            )
        others = [Line(f"Elders {at}", (Moment("2023", 1.0, "1"), Moment("2024", draw.random() * 100, "x")), roles.CONTEXT,
                       labelled=False) for at in range(6)]  # fmt: skip
        names = names_of(Lines((*lines, *others), zero=True), width, height)
        assert_apart(names, width, height, f"{level} {spread}")
        shown = [one.text.partition(" ")[0] for one in names]
        assert {line.name for line in (ends_of(lines) if width < PHONE else lines)} <= set(shown)
        assert width > PHONE or len(set(shown) & set(NAMES)) <= MOST


@pytest.mark.parametrize("last", range(2, 12))
def test_the_name_of_a_line_that_ends_early_keeps_clear_of_the_scale(last: int) -> None:
    moments = [Moment(f"{2010 + year}", 2000.0, "2.000") for year in range(12)]
    early = Line("Specialistische zakelijke diensten", tuple(moments[:last]), roles.ACCENT)
    late = Line("Industrie", tuple(moments), roles.REGION)
    found = drawn(chart_svg(Lines((early, late), zero=True), width=358))
    scale = max(one.box[2] for one in found if one.text and "role-axis-label" in one.of and one.text.endswith("00"))
    (name,) = [one for one in names_of(Lines((early, late), zero=True), 358, None) if one.text.startswith("Spec")]
    assert scale < name.box[0]
    assert name.box[2] <= 358 + 1


def test_an_axis_ends_on_marks_that_hold_every_point(snapshot: Snapshot) -> None:
    charts = [made_first(snapshot, one, Selection()).chart for one in DRAWN]
    found = [chart for chart in charts if isinstance(chart, Lines)]
    assert len(found) > 1
    for chart in found:
        values = [moment.value for line in chart.lines for moment in line.moments if moment.value is not None]
        low, high, _ = chart.axis
        marks = drawing(chart).slots["marks"]
        assert (marks[0], marks[-1]) == tuple(drawing(chart).slots["domain"]) == (low, high)
        assert low <= min(values) <= max(values) <= high
        written = {one.text for one in drawn(chart_svg(chart, width=700, height=None))}
        decimals = 0 if high - low >= 6 else 1
        assert {notation.number(low, decimals), notation.number(high, decimals)} <= written
