"""On a wall of 1920 by 1080, read from ten metres: few rows, large type, no text over another, in every figure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from dashboard.charts.map import PlaceMap
from dashboard.charts.stage import MOST_ROWS, pieces
from dashboard.export import render
from dashboard.export.picture import chart_svg, smallest_type
from snapshot.read import Snapshot
from tests.dashboard.charts.geometry import drawn, overlap
from tests.dashboard.charts.test_contrast import drawn_at_random, of_default

WIDTH, LARGER = 676, 1920 / 700  # pixels that a chart is drawn wide, and how many times as large it is shown
HEIGHT, MAP_HEIGHT = 220, 250  # pixels that there are at least, in drawn pixels; a map stands below short headlines
LEAST = 38  # pixels of type


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def rows_of(chart: Any) -> int:
    """Return how many rows a reader sees below each other."""
    for name in ("rows", "pairs", "marks"):
        if hasattr(chart, name):
            return len(getattr(chart, name))
    if hasattr(chart, "tiles"):
        return len({tile.row for tile in chart.tiles})
    return len({segment.bar for segment in chart.segments}) if hasattr(chart, "segments") else 0


def faults(chart: Any) -> list[str]:
    """Return what is wrong with a piece of a chart on the wall."""
    svg = chart_svg(chart, width=WIDTH, height=MAP_HEIGHT if isinstance(chart, PlaceMap) else HEIGHT)
    found = [one for one in drawn(svg) if one.text and not one.is_halo]
    told = [] if rows_of(chart) <= MOST_ROWS else [f"{rows_of(chart)} rows"]
    if smallest_type(svg) * LARGER < LEAST:
        told.append(f"type of {smallest_type(svg) * LARGER:.0f} pixels")
    told += [f"“{one.text}” over “{other.text}”" for one, other in combinations(found, 2)
             if overlap(one.box, other.box, slack=2)]  # fmt: skip
    return told + [f"“{one.text}” off the wall" for one in found
                   if one.box[0] < -2 or one.box[2] > WIDTH + 2 or one.box[1] < -2]  # fmt: skip


def of_all(charts: Iterator[tuple[str, Any]]) -> dict[str, list[str]]:
    named = [(f"{name} {place}", piece) for name, chart in charts for place, piece in enumerate(pieces(chart), 1)]
    return {name: told for name, piece in named if (told := faults(piece))}


def test_every_figure_can_be_read_on_the_wall(snapshot: Snapshot) -> None:
    assert of_all(of_default(snapshot)) == {}


@pytest.mark.slow
def test_also_of_live_series_files_and_choices(live_and_files: Snapshot) -> None:
    assert of_all(iter([*of_default(live_and_files), *drawn_at_random(live_and_files, 3, 20)])) == {}
