"""Stacked bars with a mark for what stands against them, and the numbers in two columns beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures.charts import ROW, AnyChart, Segment, data, finish
from dashboard.theme import CAPTION, LABEL, palette

NARROW = 520  # pixels of a card on a phone, where columns are narrow and the legend goes below each other
PLACES = {"left": (48, 72), "right": (110, 146)}  # pixels right of the bars where a column ends: phone, wider
LINE = 17  # pixels of one line of a name
LONG = 20  # characters of a name that goes over two lines


@dataclass(frozen=True)
class Mark:
    """The mark on one bar: `value` places it, `left` and `right` are the texts of the two columns."""

    bar: str
    value: float
    left: str
    right: str
    strong: bool = False


def marked(
    segments: Sequence[Segment], marks: Sequence[Mark], *, name: str, columns: tuple[str, str], dark: bool
) -> dict[str, Any]:
    """Draw stacked bars in order of appearance, each with a mark called `name` and two numbers at the right."""
    colours = palette(dark)
    bars = [mark.bar for mark in marks]
    shades = {segment.name: segment.colour for segment in segments} | {name: colours.region}
    legend = alt.Legend(offset=26, columns=alt.ExprRef(f"containerSize()[0] < {NARROW} ? 1 : {len(shades)}"))
    scale = alt.Scale(domain=list(shades), range=list(shades.values()))
    y = alt.Y("bar:N", sort=bars, axis=_axis([mark.bar for mark in marks if mark.strong]))
    x = alt.X("value:Q", stack="zero", axis=None, scale=alt.Scale(nice=False))
    drawn = (
        alt.Chart(data(segments))
        .mark_bar(height={"band": 0.6})
        .encode(y=y, x=x, order="order:Q", color=alt.Color("name:N", scale=scale, legend=legend))
    )
    ticks = (
        alt.Chart(data(marks))
        .transform_calculate(name=f"'{name}'")
        .mark_tick(thickness=4, size=ROW * 0.8, opacity=1)
        .encode(y=y, x=alt.X("value:Q", axis=None), color=alt.Color("name:N", scale=scale))
    )
    layers = [drawn, ticks, *_column(marks, columns[0], "left", y), *_column(marks, columns[1], "right", y)]
    spec = finish(alt.layer(*layers), dark=dark, height=len(bars) * ROW + 70)
    return spec | {"padding": {"left": 0, "right": 8, "top": 4, "bottom": 4}}


def _axis(strong: Sequence[str]) -> alt.Axis:
    """Return the axis of names, long ones broken after a comma, `strong` ones bold."""
    test = " || ".join(f"datum.value === '{name}'" for name in strong) or "false"
    weight: Any = {"condition": {"test": test, "value": "bold"}, "value": "normal"}
    broken = f"length(datum.label) > {LONG} ? split(replace(datum.label, ', ', ',|'), '|') : datum.label"
    centre: Any = {"condition": {"test": f"length(datum.value) > {LONG}", "value": -LINE / 2}, "value": 0}
    return alt.Axis(title=None, grid=False, labelExpr=broken, labelFontWeight=weight, labelOffset=centre)


def _column(marks: Sequence[Mark], head: str, field: str, y: alt.Y) -> list[AnyChart]:
    """Return one column of numbers, right-aligned, to the right of the bars."""
    phone, wider = PLACES[field]
    x = alt.value(alt.ExprRef(f"width + (containerSize()[0] < {NARROW} ? {phone} : {wider})"))
    numbers = (
        alt.Chart(data(marks))
        .mark_text(align="right", fontSize=LABEL, fontWeight=alt.ExprRef("datum.strong ? 'bold' : 'normal'"))
        .encode(y=y, x=x, text=f"{field}:N")
    )
    top = (
        alt.Chart(alt.InlineData(values=[{"head": head}]))
        .mark_text(align="right", baseline="bottom", fontSize=CAPTION, dy=-4)
        .encode(x=x, y=alt.value(0), text="head:N")
    )
    return [numbers, top]
