"""A matrix of dots: filled where something is stated, open where it is inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures.charts import AnyChart, data, finish
from dashboard.theme import CAPTION, LABEL, palette

ROW, HEAD = 40, 74  # pixels of a row, and of the column heads
PHONE = 560  # pixels of width under which heads are short and slanted


@dataclass(frozen=True)
class Dot:
    """One dot. `filled` False draws an open one; `colour` tells focus from context."""

    row: str
    column: str
    filled: bool
    colour: str


@dataclass(frozen=True)
class Column:
    """A column: `key` joins it to its dots, `head` has its words a line, `brief` is for narrow screens."""

    key: str
    head: str
    brief: str
    colour: str
    strong: bool


def matrix(
    dots: Sequence[Dot], *, rows: Sequence[str], columns: Sequence[Column], highlighted: str, dark: bool
) -> dict[str, Any]:
    """Draw the dots; rows may hold a line break, `highlighted` is the row that gets a band, or empty."""
    colours = palette(dark)
    names = [column.key for column in columns]
    y = alt.Y(
        "row:N",
        sort=list(rows),
        scale=alt.Scale(type="band", domain=list(rows)),
        axis=alt.Axis(
            title=None,
            grid=False,
            labelExpr="split(datum.label, '\\n')",
            labelFontSize=LABEL,
            labelLineHeight=LABEL + 2,
            labelOffset=alt.condition("indexof(datum.value, '\\n') > 0", alt.value(-LABEL / 2), alt.value(0)),
        ),
    )
    x = alt.X("column:N", scale=alt.Scale(type="band", domain=names), axis=None)
    frame = alt.Chart(alt.InlineData(values=[{"row": row} for row in rows])).encode(y=y)
    layers: list[AnyChart] = [frame.mark_rule(color=colours.line)]
    if highlighted:
        chosen = alt.Chart(alt.InlineData(values=[{"row": highlighted}])).encode(y=y)
        layers.append(chosen.mark_rect(color=colours.tint, height={"band": 0.86}, cornerRadius=4))
    layers += [
        _circles([dot for dot in dots if dot.filled is filled], filled, colours.background).encode(x=x, y=y)
        for filled in (True, False)
        if any(dot.filled is filled for dot in dots)
    ]
    layers.append(_heads(columns, names))
    spec = finish(alt.layer(*layers), dark=dark, height=len(rows) * ROW + HEAD)
    return spec | {"padding": {"left": 0, "right": 8, "top": 6, "bottom": 4}}


def _circles(dots: Sequence[Dot], filled: bool, inside: str) -> alt.Chart:
    """Return full circles in their colour, or open ones with `inside` as what shows through."""
    base: alt.Chart = alt.Chart(data(dots))
    if filled:
        base = base.mark_circle(size=360, opacity=1).encode(color=alt.Color("colour:N", scale=None))
    else:
        base = base.mark_point(shape="circle", size=300, opacity=1, strokeWidth=2.5, fill=inside)
        base = base.encode(stroke=alt.Stroke("colour:N", scale=None))
    drawn: alt.Chart = base
    return drawn


def _heads(columns: Sequence[Column], names: Sequence[str]) -> AnyChart:
    """Draw the column heads above the matrix: three lines where there is room, one slanted word on a phone."""
    narrow = f"width < {PHONE}"
    x = alt.X("key:N", scale=alt.Scale(type="band", domain=list(names)), axis=None)
    heads = alt.Chart(data(columns)).encode(
        x=x,
        y=alt.value(0),
        color=alt.Color("colour:N", scale=None),
    )
    named: AnyChart = heads.mark_text(
        text=alt.ExprRef(expr=f"split({narrow} ? datum.brief : datum.head, '\\n')"),
        angle=alt.ExprRef(expr=f"{narrow} ? -40 : 0"),
        align=alt.ExprRef(expr=f"{narrow} ? 'left' : 'center'"),
        baseline="bottom",
        dy=alt.ExprRef(expr=f"{narrow} ? 0 : -4 - {LABEL + 3} * (length(split(datum.head, '\\n')) - 1)"),
        fontSize=alt.ExprRef(expr=f"{narrow} ? {CAPTION} : {LABEL}"),
        fontWeight=alt.ExprRef(expr="datum.strong ? 650 : 400"),
        lineHeight=LABEL + 3,
    )
    return named
