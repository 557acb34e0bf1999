"""Charts for a wall that is read from ten metres: drawn small and shown large, a few rows at a time.

The page shows a chart of some 680 pixels wide two to three times as large, and a slide one of 840 points: so all type
and every space grows alike, and what fits a small card fits there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any, TypeVar

from dashboard.charts.bars import CAPTIONED_ROW, Bars, CaptionedBars
from dashboard.charts.bullets import Bullets
from dashboard.charts.drawing import Spec, drawing
from dashboard.charts.flows import Flows, sankey
from dashboard.charts.map import STAGED
from dashboard.charts.mirrored import ROW as MIRRORED_ROW
from dashboard.charts.mirrored import Mirrored
from dashboard.charts.parts import parts
from dashboard.charts.stacked import Marked, ToppedBars
from dashboard.charts.theme import SCREEN
from dashboard.charts.tiles import Dots, Tiles
from dashboard.charts.types import Chart
from dashboard.charts.vega import specification
from dashboard.telling.roles import COUNTRY, REGION

MOST_ROWS, ROOM = 8, 270  # rows, and pixels before they are enlarged, that a chart on the wall has
FLOWS_HEAD = 80  # pixels above flows, for the words over both sides
Part = TypeVar("Part")


def staged(chart: Chart, *, dark: bool) -> Spec:
    """Return the specification of `chart` for the wall: of Plotly for flows, else of Vega-Lite."""
    return _stretched(chart, dark=dark) if isinstance(chart, Flows) else fitted(specification(chart, look=SCREEN))


def fitted(spec: Spec, height: int | None = None) -> Spec:
    """Return a specification that is as high as its place, or so many pixels, instead of as high as its rows ask."""
    kept = [param for param in spec.get("params", ()) if param["name"] != "height"]
    params = [{**param, "value": True} if param["name"] == STAGED else param for param in kept]
    return {**spec, "params": params, **({"height": height} if height else {})}


def pieces(chart: Chart) -> tuple[Chart, ...]:
    """Return `chart` as charts of at most eight rows on one scale; what the others are compared with is in each."""
    match chart:
        case Bars(rows=rows):
            beside = tuple(row for row in rows if row.role in (REGION, COUNTRY))
            own = [row for row in rows if row not in beside]
            if not own or len(rows) <= MOST_ROWS:
                return (chart,)
            split = _split(own, MOST_ROWS - len(beside))
            return tuple(replace(chart, rows=(*piece, *beside), scaled_to=rows) for piece in split)
        case CaptionedBars(rows=rows):
            split = _split(rows, ROOM // CAPTIONED_ROW)
            return tuple(replace(chart, rows=tuple(piece), scaled_to=rows) for piece in split)
        case Bullets(rows=rows):
            size = max(1, ROOM * len(rows) // drawing(chart).height)
            return tuple(replace(chart, rows=tuple(piece)) for piece in _split(rows, size))
        case Mirrored(pairs=pairs):
            halves = _split(pairs, ROOM // MIRRORED_ROW)
            return tuple(replace(chart, pairs=tuple(piece), scaled_to=pairs) for piece in halves)
        case ToppedBars(rows=rows):
            return tuple(replace(chart, rows=tuple(piece), scaled_to=rows) for piece in _split(rows, MOST_ROWS))
        case Marked(segments=segments, marks=marks):
            return tuple(
                replace(
                    chart,
                    marks=tuple(piece),
                    segments=tuple(one for one in segments if one.bar in {mark.bar for mark in piece}),
                    scaled_to=segments,
                )
                for piece in _split(marks, MOST_ROWS)
            )
        case Tiles(tiles=tiles):
            names = _split(list(dict.fromkeys(tile.row for tile in tiles)), MOST_ROWS // (1 + chart.names_above))
            return tuple(replace(chart, tiles=tuple(tile for tile in tiles if tile.row in piece)) for piece in names)
        case Dots(rows=rows, dots=dots):
            return tuple(
                replace(chart, rows=tuple(piece), dots=tuple(dot for dot in dots if dot.row in piece))
                for piece in _split(rows, MOST_ROWS - 2)  # the heads are as high as two rows
            )
    return parts(chart, ROOM)


def _split(rows: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """Return the rows in as few pieces of at most `size` as there can be, all about as long."""
    size = ceil(len(rows) / ceil(len(rows) / size))
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _stretched(chart: Flows, *, dark: bool) -> dict[str, Any]:
    """Return flows that take all the height that is left; the page enlarges them with their type."""
    spec = sankey(chart, dark=dark)
    free = {name: value for name, value in spec["layout"].items() if name != "height"}
    margin = {**free["margin"], "t": FLOWS_HEAD}
    words = [{**one, "yshift": FLOWS_HEAD * 0.6} if "yshift" in one else one for one in free["annotations"]]
    return {**spec, "layout": {**free, "margin": margin, "annotations": words, "autosize": True}}
