"""Bars of two parts: a steady part with its text inside where it fits, and a changing part with its text at the tip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt

from dashboard.figures import charts
from dashboard.theme import LABEL, palette

ROW, LEGEND, TIP = 34, 34, 82  # pixels: a bar with its space, the legend, room for the text at the tip


@dataclass(frozen=True)
class Topped:
    """One bar. `extra` None draws no second part, only `extra_text` where there is one."""

    name: str
    steady: float
    steady_text: str
    extra: float | None
    extra_text: str


def topped(rows: Sequence[Topped], names: tuple[str, str], *, dark: bool) -> dict[str, Any]:
    """Draw `rows` from top to bottom; `names` are the words for the steady and the changing part."""
    colours = palette(dark)
    top = max(row.steady + (row.extra or 0) for row in rows) or 1
    parts = [
        {"name": row.name, "part": part, "start": start, "end": end}
        for row in rows
        for part, start, end in (
            (names[0], 0.0, row.steady),
            (names[1], row.steady, row.steady + (row.extra or 0)),
        )
        if end > start
    ]
    scale = alt.Scale(domainMin=0, domainMax=alt.ExprRef(f"{top} * width / max(width - {TIP}, 80)"), nice=False)
    order = [row.name for row in rows]
    y = alt.Y("name:N", sort=order, axis=alt.Axis(title=None, grid=False))
    colour = alt.Scale(domain=list(names), range=[colours.soft, colours.accent])
    drawn = (
        alt.Chart(alt.InlineData(values=parts))
        .mark_bar(height={"band": 0.72})
        .encode(
            x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q", y=y,
            color=alt.Color("part:N", scale=colour, legend=alt.Legend()),
        )
    )  # fmt: skip
    words = [{**asdict(row), "end": row.steady + (row.extra or 0)} for row in rows]
    texts = alt.Chart(alt.InlineData(values=words)).encode(y=y)
    fits = f"datum.steady * (width - {TIP}) / {top} > {TIP} ? datum.steady_text : ''"  # not on a phone
    inside = (
        texts.transform_calculate(inside=fits)
        .mark_text(align="left", dx=6, fontSize=LABEL, color=charts.ink_on(colours.soft))
        .encode(x=alt.value(0), text="inside:N")
    )
    tip = texts.mark_text(align="left", dx=7, fontSize=LABEL).encode(
        x=alt.X("end:Q", scale=scale, axis=None), text="extra_text:N"
    )
    return charts.finish(alt.layer(drawn, inside, tip), dark=dark, height=ROW * len(rows) + LEGEND)
