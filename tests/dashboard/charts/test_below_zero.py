"""Numbers below zero: drawn to the other side of a clear line, in another colour, with words that say which."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, Bars, CaptionedBars
from dashboard.charts.grouped import Grouped, Row
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.charts.map import Class, classes, fills_of
from dashboard.charts.theme import DARK, LIGHT, Palette
from dashboard.charts.zero import OVER, UNDER
from dashboard.export import render
from dashboard.export.picture import chart_svg
from dashboard.figure.core import Figure
from dashboard.subjects.exploring.explore import explore
from dashboard.subjects.population import growth_map
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.dashboard.charts.geometry import Drawn, contrast, drawn, overlap
from tests.dashboard.subjects.test_exploring import walked

NAMES = ("Rozendaal", "Arnhem", "Midden-Gelderland", "Westervoort", "Rheden", "Duiven", "Doesburg")
LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
WIDTHS = pytest.mark.parametrize("width", [330, 700])


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def bars(seed: int) -> tuple[Bar, ...]:
    """Return a bar below zero, one at zero, one without a number, and others drawn at random."""
    draw = random.Random(seed)
    values = [-draw.uniform(0.1, 20), 0.0, None, *(draw.uniform(-15, 30) for _ in NAMES[3:])]
    texts = ["geheim" if value is None else notation.percentage(value, 1) for value in values]
    return tuple(Bar(*one, roles.ACCENT) for one in zip(NAMES, values, texts, strict=True))


def kinds(seed: int) -> list[Any]:
    rows = bars(seed)
    grouped = tuple(Row(bar.text, bar.value, bar.role, bar.name) for bar in rows)
    return [Bars(rows), CaptionedBars(rows), Grouped(grouped)]


def only(found: list[Drawn], text: str) -> Drawn:
    (one,) = [one for one in found if one.text == text and not one.is_halo]
    return one


def sides(found: list[Drawn], look: Palette) -> tuple[float, list[Drawn], list[Drawn]]:
    """Return where zero is, and the bars below and above it by their colours."""
    zero = [one for one in found if "rule" in one.of and one.stroke == look.text]
    assert zero, "no line at zero"
    (at,) = {round(one.box[0]) for one in zero}
    shapes = [one for one in found if "mark-rect role-mark" in one.of and one.fill and one.box[2] - one.box[0] > 0.5]
    return at, *([one for one in shapes if one.fill == look.of(role)] for role in (roles.BELOW[-1], roles.ACCENT))


@LOOKS
@WIDTHS
@pytest.mark.parametrize("seed", range(3))
def test_bars_go_to_both_sides_of_a_line_and_cover_no_text(seed: int, width: int, look: Palette) -> None:
    for chart in kinds(seed):
        found = drawn(chart_svg(chart, width=width, look=look))
        at, below, above = sides(found, look)
        rows = bars(seed)
        assert len(below) == sum((bar.value or 0) < 0 for bar in rows)
        assert len(above) == sum((bar.value or 0) > 0 for bar in rows)
        assert all(one.box[2] == pytest.approx(at, abs=1) for one in below)
        assert all(one.box[0] == pytest.approx(at, abs=1) for one in above)
        assert only(found, UNDER).fill == look.of(roles.BELOW[-1])
        assert only(found, OVER).fill == look.of(roles.ACCENT)
        texts = [one for one in found if one.text and not one.is_halo]
        assert {bar.text for bar in rows} <= {one.text for one in texts}
        for text in texts:
            assert not [bar for bar in (*below, *above) if overlap(text.box, bar.box, slack=1)], text
            assert not text.box[0] < at - 1 < at + 1 < text.box[2] or "onder" in text.text or text.text in NAMES
            assert -1 <= text.box[0] <= text.box[2] <= width + 1, text


def test_nothing_changes_where_nothing_is_below_zero() -> None:
    rows = tuple(Bar(name, float(place), str(place), roles.ACCENT) for place, name in enumerate(NAMES))
    svg = chart_svg(Bars(rows), width=700)
    assert UNDER not in svg
    assert OVER not in svg


@LOOKS
def test_lines_that_cross_zero_have_a_line_there(look: Palette) -> None:
    def chart(*values: float) -> Lines:
        moments = tuple(Moment(str(2019 + place), value, str(value)) for place, value in enumerate(values))
        return Lines((Line("Arnhem", moments, roles.ACCENT),), zero=False)

    def levels(*values: float) -> int:
        found = drawn(chart_svg(chart(*values), width=700, look=look))
        return len([one for one in found if "mark-rule role-mark" in one.of and one.stroke == look.text])

    assert levels(1, -2, 3) == 1
    assert levels(1, 2, 3) == 0


@pytest.mark.parametrize("values", [(-1.9, 11.1), (-8, 4), (-30, -2), (-3, 0), (-100, 400)])
def test_classes_below_zero_have_a_hue_of_their_own_that_grows_with_the_distance(values: tuple[float, float]) -> None:
    found = classes(values, "%")
    fills = fills_of(found)
    assert len(set(fills)) == len(found)
    for one, role in zip(found, fills, strict=True):
        assert (role in roles.BELOW) == (one.low < 0) == (one.high <= 0)
    for look in (LIGHT, DARK):
        far = [contrast(look.of(role), look.background) for role in fills]
        zero = sum(one.low < 0 for one in found)
        assert far[:zero] == sorted(far[:zero], reverse=True)
        assert far[zero:] == sorted(far[zero:])


def test_without_a_number_below_zero_classes_are_as_before() -> None:
    assert fills_of((Class(0, 1, ""), Class(1, 2, ""))) == (roles.STEPS[0], roles.STEPS[-1])


def test_the_map_of_growth_says_which_colour_is_below_zero(snapshot: Snapshot) -> None:
    chart = growth_map.population_growth(snapshot, Selection()).chart
    assert chart is not None
    found = drawn(chart_svg(chart, width=700))
    assert {one.text for one in found} >= {"−5 tot 0% (onder nul)", "0 tot 5%"}
    shrunk = [place.name for place in chart.places if place.value < 0]  # type: ignore[union-attr]
    below = [one for one in found if "shape role-mark" in one.of and one.fill in LIGHT.below]
    assert len(below) == len(shrunk) > 0


def below_zero(snapshot: Snapshot) -> Iterator[Figure]:
    """Give the figure of every quantity that has a number below zero, in one unit."""
    drawn_at_random = (found for seed in range(6) for found in walked(snapshot, random.Random(seed)))
    for found in drawn_at_random:
        wish = found.wish
        options = (wish.dataset, wish.measure, wish.view, wish.rest, wish.period, wish.also)
        figure = explore(snapshot, Selection(region=snapshot.region), *options)
        rows = figure.results[0]
        if len(rows.units) == 1 and any((cell.value or 0) < 0 for _, cell in rows.cells()):
            yield figure


def test_exploring_draws_what_is_below_zero(snapshot: Snapshot) -> None:
    figures = {figure.subtitle: figure for figure in below_zero(snapshot)}
    assert len(figures) >= 2
    for figure in figures.values():
        assert figure.chart is not None, figure.subtitle
        assert UNDER in chart_svg(figure.chart, width=700), figure.subtitle
