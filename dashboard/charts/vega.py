"""The Vega-Lite renderer: for screen, SVG and PNG. A grammar is made once with Altair; each chart fills its rows in."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from dashboard.charts.drawing import SLOT, TIP, AnyChart, Drawing, Spec, drawing
from dashboard.charts.flows import Flows
from dashboard.charts.map import HEIGHT, LEGEND, PlaceMap, map_specification
from dashboard.charts.theme import LIGHT, Palette, vega_config
from dashboard.charts.types import Chart

MAP_HEIGHT = HEIGHT + LEGEND
SIDES = ("left", "right", "top", "bottom")


def is_drawn(chart: Chart | None) -> bool:
    """Return whether Vega-Lite draws `chart` on the screen: flows are drawn by Plotly there."""
    return chart is not None and not isinstance(chart, Flows)


def specification(chart: Chart, *, look: Palette = LIGHT) -> Spec:
    """Return a chart as a Vega-Lite specification as wide as its card.

    Screen and file differ in the config alone.

    Raises:
        TypeError: Vega-Lite has no drawing for such a chart.
    """
    spec = map_specification(chart) if isinstance(chart, PlaceMap) else _filled(drawing(chart))
    ground = {"background": look.background} if spec.pop("opaque", False) else {}
    return {**spec, **ground, "config": vega_config(look)}


def height(chart: Chart | None) -> int:
    """Return how many pixels high Vega-Lite draws `chart`; 0 where there is none."""
    if chart is None:
        return 0
    return MAP_HEIGHT if isinstance(chart, PlaceMap) else drawing(chart).height


def _filled(found: Drawing) -> Spec:
    spec: Spec = _fill(with_slots(found.grammar, found.variant), found)
    padding = {"padding": dict(zip(SIDES, found.sides, strict=True))} if found.sides else {}
    return {**spec, **padding, "height": found.height, "opaque": found.opaque}


@lru_cache(maxsize=64)
def with_slots(grammar: Callable[..., AnyChart], variant: tuple[Hashable, ...]) -> Spec:
    """Return the specification with its slots; the checks of the chart library take 20 to 90 ms, once."""
    made: Spec = grammar(*variant).properties(width="container").to_dict()
    made.pop("config", None)
    return made | {"autosize": {"type": "fit", "contains": "padding"}}


def _fill(part: Any, found: Drawing) -> Any:
    """Return a copy of a part of a template with rows and slots in their places."""
    if isinstance(part, dict):
        if set(part) == {"name"} and part["name"] in found.data:
            return {"values": list(found.data[part["name"]])}
        filled = {name: _fill(inner, found) for name, inner in part.items()}
        return _silent(filled) if _is_text(part) else filled
    if isinstance(part, list):
        if len(part) == 1 and _is_slot(part[0]) and isinstance(found.slots[part[0][1:]], list):
            return found.slots[part[0][1:]]
        return [_fill(inner, found) for inner in part]
    return found.slots[part[1:]] if _is_slot(part) else part


def _is_text(part: Spec) -> bool:
    mark = part.get("mark")
    return isinstance(mark, dict) and mark["type"] == "text" and "data" in part


def _silent(layer: Spec) -> Spec:
    """Return a layer of words without what its rows tell, but for those without a mark: "geheim" is all they have."""
    values = [
        row if row.get("value", 0) is None else {name: cell for name, cell in row.items() if name != TIP}
        for row in layer["data"]["values"]
    ]
    return {**layer, "data": {"values": values}}


def _is_slot(part: Any) -> bool:
    return isinstance(part, str) and part.startswith(SLOT)
