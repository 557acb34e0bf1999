"""A chart that is too high for a sheet as several charts below each other, on one scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import singledispatch
from itertools import groupby
from math import ceil
from typing import Any

from dashboard.charts.bullets import Bullets
from dashboard.charts.drawing import drawing
from dashboard.charts.grouped import Grouped, Row
from dashboard.charts.timeline import Timeline


@singledispatch
def parts(chart: Any, most: int) -> tuple[Any, ...]:  # noqa: ARG001  (other kinds use it)
    """Return `chart` in parts of at most `most` pixels high where its kind can be split; else the chart alone."""
    return (chart,)


@parts.register
def _(chart: Timeline, most: int) -> tuple[Timeline, ...]:
    groups = [list(spans) for _, spans in groupby(chart.spans, key=lambda span: span.group)]
    packed = _packed(groups, most, lambda spans: replace(chart, spans=tuple(spans)))
    return tuple(replace(chart, spans=tuple(spans)) for spans in packed)


@parts.register
def _(chart: Bullets, most: int) -> tuple[Bullets, ...]:
    packed = _packed([[row] for row in chart.rows], most, lambda rows: replace(chart, rows=tuple(rows)))
    return tuple(replace(chart, rows=tuple(rows), scaled_to=chart.rows) for rows in packed)


@parts.register
def _(chart: Grouped, most: int) -> tuple[Grouped, ...]:
    groups: list[list[Row]] = []
    for row in chart.rows:
        if row.heading or not groups:
            groups.append([])
        groups[-1].append(row)
    packed = _packed(groups, most, lambda rows: Grouped(tuple(rows)))
    return tuple(Grouped(tuple(rows), scaled_to=chart.rows) for rows in packed)


def _packed(
    groups: Sequence[list[Any]], most: int, made: Callable[[list[Any]], Bullets | Grouped | Timeline]
) -> list[list[Any]]:
    """Return the rows of each part: groups stay whole where they fit, one that is too high itself is cut evenly."""
    found: list[list[Any]] = []
    for group in groups:
        pieces = ceil(drawing(made(group)).height / most)
        size = ceil(len(group) / pieces)
        for start in range(0, len(group), size):
            piece = group[start : start + size]
            if found and pieces == 1 and drawing(made([*found[-1], *piece])).height <= most:
                found[-1] += piece
            else:
                found.append(piece)
    return found
