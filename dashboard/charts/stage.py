"""Charts for a large screen: larger type, and higher as far as a projector allows."""

from __future__ import annotations

from typing import Any

from dashboard.charts.drawing import GROW, Spec
from dashboard.charts.flows import Flows, sankey
from dashboard.charts.theme import SCREEN
from dashboard.charts.types import Chart
from dashboard.charts.vega import specification

SCALE, TALL_SCALE = 1.5, 1.4
HIGHEST = 440  # pixels that a chart may grow to, so that headline, chart and source fit a projector of 1366 x 768
GROWING = frozenset(
    (
        *("fontSize", "labelFontSize", "titleFontSize", "lineHeight", "labelLineHeight", "limit", "labelLimit"),
        *("labelPadding", "titlePadding", "columnPadding", "labelOffset", "offset", "dx", "dy", "symbolSize"),
    )
)


def staged(chart: Chart, *, dark: bool) -> Spec:
    """Return the specification of `chart` for a large screen: of Plotly for flows, else of Vega-Lite."""
    return _larger_flows(chart, dark=dark) if isinstance(chart, Flows) else enlarged(specification(chart, look=SCREEN))


def enlarged(spec: Spec) -> Spec:
    """Return a Vega-Lite specification with larger type, and higher as far as a projector allows.

    Type grows to 1.5 times its size; in a chart that is high already, where rows have no room to spare, to 1.4 times.
    """
    height = spec.get("height")
    plain = isinstance(height, int | float) and height <= HIGHEST
    scale = SCALE if plain else TALL_SCALE
    grown: Spec = {name: _grown(name, value, scale) for name, value in spec.items()}
    if isinstance(height, int | float):
        grown["height"] = max(height, min(round(height * scale), HIGHEST)) if plain else round(height * scale)
    if isinstance(padding := spec.get("padding"), dict):
        grown["padding"] = {side: size * scale for side, size in padding.items()}
    halo = grown["config"]["style"]["halo"]
    grown["config"]["style"]["halo"] = {**halo, "strokeWidth": halo["strokeWidth"] * scale}
    return grown


def _grown(name: str, value: Any, scale: float) -> Any:
    if isinstance(value, dict):
        if name in GROWING:
            return {
                key: _grown(name if key in {"value", "condition"} else key, inner, scale)
                for key, inner in value.items()
            }
        if name == "data":
            return value
        if value.get("name") == GROW:
            return {**value, "value": scale}
        grown = {key: _grown(key, inner, scale) for key, inner in value.items()}
        if "mark" in value or "layer" in value:  # a chart inside a chart
            grown |= {"height": value["height"] * scale} if isinstance(value.get("height"), int | float) else {}
        return grown
    if isinstance(value, list):
        return [_grown(name, inner, scale) for inner in value]
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    return value * scale if numeric and name in GROWING else value


def _larger_flows(chart: Flows, *, dark: bool) -> Spec:
    spec = sankey(chart, dark=dark)
    layout = spec["layout"]
    font = {**layout["font"], "size": layout["font"]["size"] * SCALE}
    return {**spec, "layout": {**layout, "font": font, "height": max(layout["height"], HIGHEST)}}
