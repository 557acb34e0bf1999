"""Stacked bars: each number stands inside its own part or not at all, and the total behind the last part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.charts.stacked import Stacked, ToppedBars, bar_names, total_of
from dashboard.charts.types import Chart
from dashboard.export import render
from dashboard.export.picture import chart_svg
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.dashboard.charts.geometry import Drawn, drawn
from tests.dashboard.charts.test_contrast import of_default


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def totals(chart: Chart) -> list[str]:
    """Return the totals that a chart must show; nothing for a bar of which a part is not known."""
    if isinstance(chart, ToppedBars):
        return [row.total for row in chart.rows if row.steady is not None and row.extra is not None]
    assert isinstance(chart, Stacked)
    found = (total_of(bar, chart.segments) for bar in bar_names(chart.segments))
    return [notation.number(total) for total in found if total is not None]


def texts_of_parts(chart: Chart) -> set[str]:
    if isinstance(chart, ToppedBars):
        return {text for row in chart.rows for text in (row.steady_text, row.extra_text)}
    assert isinstance(chart, Stacked)
    return {segment.text for segment in chart.segments if segment.value is not None}


def row_of(text: Drawn, parts: list[Drawn]) -> list[Drawn]:
    middle = (text.box[1] + text.box[3]) / 2
    return [part for part in parts if part.box[1] <= middle <= part.box[3]]


@pytest.mark.parametrize("width", [330, 700, 1120])
def test_numbers_stand_in_their_parts_and_totals_behind_them(live_and_files: Snapshot, width: int) -> None:
    count = 0
    for name, chart in of_default(live_and_files):
        if not isinstance(chart, Stacked | ToppedBars):
            continue
        found = drawn(chart_svg(chart, width=width))
        parts = [one for one in found if "mark-rect role-mark" in one.of]
        texts = [one for one in found if one.text and "role-mark" in one.of and row_of(one, parts)]
        shown = [one.text for one in texts]
        assert all(shown.count(total) >= totals(chart).count(total) for total in totals(chart)), (name, shown)
        for text in texts:
            row = row_of(text, parts)
            inside = [part for part in row if part.box[0] <= text.box[0] and text.box[2] <= part.box[2]]
            behind = text.box[0] >= max(part.box[2] for part in row) + 2
            assert behind or (inside and text.text in texts_of_parts(chart)), (name, text.text)
            assert text.box[2] <= width + 1, (name, text.text)
        count += 1
    assert count >= 4
