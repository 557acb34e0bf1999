"""What is drawn can be read and seen: measured in the drawn pictures, in both schemes, on a page and on a phone.

A text stands on no line and on no ground in which it drowns; a mark that means something stands out from the page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, Bars, Reference
from dashboard.charts.flows import Flows, sankey
from dashboard.charts.theme import DARK, LIGHT, Palette
from dashboard.charts.timeline import Timeline
from dashboard.charts.types import Chart
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES
from dashboard.export import render
from dashboard.export.picture import chart_svg
from dashboard.telling import roles
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure
from tests.dashboard.charts.geometry import Drawn, contrast, drawn, mixed

TEXT, MARK = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11
EDGE = 1.0  # pixels of a text that may touch something, and of the thinnest outline that counts
DAY = "2026-11-24"
SIZES = pytest.mark.parametrize(("width", "look"), [(700, LIGHT), (700, DARK), (330, LIGHT)])


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def of_default(snapshot: Snapshot) -> Iterator[tuple[str, Chart]]:
    for entry in FIGURES:
        options = dict.fromkeys(entry.options, "") | entry.defaults | ({"today": DAY} if entry.of_today else {})
        if can_draw(snapshot, entry) and entry.applies(snapshot, **options):
            chart = entry.builder(snapshot, Selection(), **options).chart
            if chart is not None:
                yield entry.name, chart


def drawn_at_random(snapshot: Snapshot, seed: int, count: int) -> Iterator[tuple[str, Chart]]:
    draw = random.Random(seed)
    for _ in range(count):
        declared, selection, options = any_figure(snapshot, draw)
        chart = declared.builder(snapshot, declared.asked(selection), **options).chart
        if chart is not None:
            yield f"{declared.name} {selection.municipalities} {selection.sector} {options}", chart


def faults(chart: Chart, width: int, look: Palette) -> list[str]:
    """Return what cannot be read or seen in a chart."""
    found = drawn(chart_svg(chart, width=width, look=look))
    return [*on_lines(found, look), *drowned(found, look), *faint(found, look), *merged(found)]


def on_lines(found: list[Drawn], look: Palette) -> list[str]:
    """Return the texts that a line crosses that is drawn to compare with; hairlines of a grid are none."""
    lines = [one for one in found if "mark-rule role-mark" in one.of and not separates(one, look)]
    texts = [one for one in found if one.text and not one.is_halo]
    return [f"“{text.text}” stands on a line" for text, line in product(texts, lines) if crosses(line, text)]


def separates(line: Drawn, look: Palette) -> bool:
    """Whether it only parts one thing from another: a hairline, or a light ground or edge round what lies on it."""
    return line.fill in ("", look.background) and line.stroke in ("", look.line, look.background)


def crosses(line: Drawn, text: Drawn) -> bool:
    left, top, right, bottom = (
        side + inwards for side, inwards in zip(text.box, (EDGE, EDGE, -EDGE, -EDGE), strict=True)
    )
    (x1, y1), (x2, y2) = line.outlines[0]
    steps = max(int(abs(x2 - x1) + abs(y2 - y1)), 1)
    return any(
        left < x1 + (x2 - x1) * at / steps < right and top < y1 + (y2 - y1) * at / steps < bottom
        for at in range(steps + 1)
    )


def drowned(found: list[Drawn], look: Palette) -> list[str]:
    """Return the texts that have too little contrast with what lies under them."""
    fields = [(place, one) for place, one in enumerate(found) if one.fill and not one.text and is_mark(one)]
    told = []
    for place, text in enumerate(found):
        if not text.text or text.is_halo or not text.fill:
            continue
        halo = next((one for one in found[:place] if one.is_halo and one.box == text.box), None)
        grounds = {halo.stroke} if halo else {ground(point, fields[:], place, look) for point in points(text)}
        told += [f"“{text.text}” on {one}: {contrast(text.fill, one):.1f}" for one in grounds
                 if contrast(mixed(text.fill, one, text.opacity), one) < TEXT]  # fmt: skip
    return told


def points(text: Drawn) -> Iterator[tuple[float, float]]:
    for outline in text.outlines:
        (left, top), (right, bottom) = outline[0], outline[2]
        for across, down in product((0.06, 0.3, 0.5, 0.7, 0.94), (0.3, 0.5, 0.7)):
            yield left + across * (right - left), top + down * (bottom - top)


def ground(point: tuple[float, float], fields: list[tuple[int, Drawn]], before: int, look: Palette) -> str:
    colour = look.background
    for place, one in fields:
        if place < before and one.holds(point):
            colour = mixed(one.fill, colour, one.opacity)
    return colour


def is_mark(one: Drawn) -> bool:
    return "role-mark" in one.of or "role-legend-symbol" in one.of


def faint(found: list[Drawn], look: Palette) -> list[str]:
    """Return the marks that stand out from the page neither by their colour nor by their outline."""
    marks = [one for one in found if is_mark(one) and not one.text and (one.fill or one.stroke)]
    return [
        f"{one.of} {one.fill} {one.stroke} at {tuple(map(round, one.box))} is faint"
        for one in marks
        if is_faint(one, look) and not separates(one, look)
    ]


def is_faint(one: Drawn, look: Palette) -> bool:
    inside = mixed(one.fill, look.background, one.opacity) if one.fill else look.background
    edge = one.stroke if one.stroke and one.width >= EDGE else look.background
    return max(contrast(inside, look.background), contrast(edge, look.background)) < MARK


def merged(found: list[Drawn]) -> list[str]:
    """Return the neighbours in a bar that differ too little and have no gap or outline between them."""
    marks = [one for one in found if "mark-rect role-mark" in one.of and one.fill]
    told = []
    for one, other in product(marks, marks):
        touch = (
            abs(one.box[2] - other.box[0]) < EDGE and abs(one.box[1] - other.box[1]) < EDGE and one.fill != other.fill
        )
        if touch and not (one.stroke or other.stroke) and contrast(one.fill, other.fill) < MARK:
            told.append(f"{one.fill} runs into {other.fill} at {tuple(map(round, one.box))}")
    return told


@SIZES
def test_every_figure_can_be_read_and_seen(snapshot: Snapshot, width: int, look: Palette) -> None:
    found = {name: told for name, chart in of_default(snapshot) if (told := faults(chart, width, look))}
    assert found == {}


@pytest.mark.slow
@SIZES
@pytest.mark.parametrize("seed", range(2))
def test_also_with_choices_drawn_at_random(snapshot: Snapshot, width: int, look: Palette, seed: int) -> None:
    found = {name: told for name, chart in drawn_at_random(snapshot, seed, 25) if (told := faults(chart, width, look))}
    assert found == {}


@pytest.mark.slow
@SIZES
def test_also_of_live_series_and_files(live_and_files: Snapshot, width: int, look: Palette) -> None:
    charts = [*of_default(live_and_files), *drawn_at_random(live_and_files, 5, 20)]
    found = {name: told for name, chart in charts if (told := faults(chart, width, look))}
    assert found == {}


@SIZES
@pytest.mark.parametrize("least", [0.0, -12.0])
def test_no_text_stands_on_the_line_of_a_comparison_wherever_a_bar_ends(
    width: int, look: Palette, least: float
) -> None:
    draw = random.Random(least)
    for _ in range(8):
        values = [draw.uniform(least, 30) for _ in range(7)]
        close = [values[0] + step for step in (-0.4, -0.1, 0.0, 0.2)]
        rows = [Bar(f"plaats {at}", one, f"{one:.1f}%", roles.ACCENT) for at, one in enumerate([*values, *close])]
        secret = Bar("plaats x", None, "7.800 (twijfelachtig)", roles.ACCENT)
        chart = Bars((*rows, secret), Reference(values[0], "Nederland", f"{values[0]:.1f}%"))
        assert faults(chart, width, look) == []
        texts = [one for one in drawn(chart_svg(chart, width=width, look=look)) if one.text]
        assert all(one.box[0] >= 0 and one.box[2] <= width + 1 for one in texts)


def test_the_measures_see_what_is_wrong() -> None:
    bars = Bars((Bar("a", 3.0, "3", roles.LINE), Bar("b", 9.0, "9", roles.ACCENT)), Reference(5.0, "Nederland", "5"))
    found = drawn(chart_svg(bars, width=700))
    (rule,) = [one for one in found if "mark-rule" in one.of]
    (name,) = [one for one in found if one.text == "Nederland 5"]
    assert not crosses(rule, name)
    bar = next(one for one in found if one.fill == LIGHT.line)
    assert is_faint(bar, LIGHT)
    assert not is_faint(next(one for one in found if one.fill == LIGHT.accent), LIGHT)
    across = (bar.box[0], (bar.box[1] + bar.box[3]) / 2)
    assert bar.holds((across[0] + 5, across[1]))
    assert not bar.holds((across[0] - 5, across[1]))


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("direction", ["outbound", "inbound"])
def test_flows_can_be_seen_and_their_words_read(snapshot: Snapshot, scheme: Palette, direction: str) -> None:
    """A band stands out by itself or by its edge; a word is read on whatever band lies under its field."""
    chart = catalogue.entry("pendelstromen").builder(snapshot, Selection(), direction=direction, view="flows").chart
    assert isinstance(chart, Flows)
    spec = sankey(chart, dark=scheme is DARK)
    ground, link = spec["layout"]["paper_bgcolor"], spec["data"][0]["link"]
    seen = {mixed(colour, ground, opacity) for colour, opacity in map(solid, link["color"])}
    for band in seen:
        assert max(contrast(band, ground), contrast(link["line"]["color"], ground)) >= MARK
    assert contrast(spec["data"][0]["node"]["color"], ground) >= MARK
    assert len(seen) == 2
    for word in spec["layout"]["annotations"]:
        colour = word.get("font", spec["layout"]["font"])["color"]
        field, opacity = solid(word["bgcolor"]) if "bgcolor" in word else (ground, 1.0)
        for under in (ground, *seen):
            assert contrast(colour, mixed(field, under, opacity)) >= TEXT, word["text"]


def solid(colour: str) -> tuple[str, float]:
    """Return a colour of Plotly as a hex colour and its opacity."""
    *parts, opacity = colour.removeprefix("rgba(").removesuffix(")").split(",")
    return "#" + "".join(f"{int(part):02x}" for part in parts), float(opacity)


def test_each_section_of_a_timeline_has_the_scale_beside_its_name(snapshot: Snapshot) -> None:
    chart = catalogue.entry("tijdlijn").builder(snapshot, Selection(), today=DAY).chart
    assert isinstance(chart, Timeline)
    sections = len({span.group for span in chart.spans})
    texts = [one.text for one in drawn(chart_svg(chart, width=1200)) if one.text]
    assert texts.count("Q2") == 2 * sections
    narrow = [one.text for one in drawn(chart_svg(chart, width=400)) if one.text]
    assert len([text for text in narrow if text.startswith("Q2")]) == 2
