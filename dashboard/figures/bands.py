"""Named bands against moments: each known moment is a dot in its band, an unknown one a question mark. No line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures.charts import finish
from dashboard.theme import HEIGHT, LABEL, palette

UNKNOWN = "?"


@dataclass(frozen=True)
class Band:
    """One named band with its bounds in words."""

    name: str
    bounds: str


@dataclass(frozen=True)
class Moment:
    """One quarter, such as "2021-Q1", and the name of its band, or None where it is not known."""

    quarter: str
    band: str | None
    literal: bool = True


def bands(rows: Sequence[Band], moments: Sequence[Moment], *, dark: bool) -> dict[str, Any]:
    """Draw `rows` from bottom to top and `moments` from left to right; inferred moments are hollow dots."""
    colours = palette(dark)
    names = [band.name for band in reversed(rows)]
    shades = {band.name: colours.steps[place] for place, band in enumerate(rows)}
    x = alt.X("quarter:O", sort=[moment.quarter for moment in moments], axis=_quarters(), scale=alt.Scale(padding=0))
    y = alt.Y("band:N", sort=names, axis=_names(rows), scale=alt.Scale(padding=0))
    tiles = [
        {"quarter": moment.quarter, "band": name, "colour": shades[name]}
        for moment in moments
        for name in names
        if moment.band is not None
    ]
    drawn = (
        alt.Chart(alt.InlineData(values=tiles))
        .mark_rect(stroke=colours.background, strokeWidth=2, opacity=0.75)
        .encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    )
    known = [
        {"quarter": m.quarter, "band": m.band, "inside": colours.region if m.literal else colours.background}
        for m in moments
        if m.band is not None
    ]
    dots = alt.Chart(alt.InlineData(values=known)).encode(x=x, y=y)
    ring = dots.mark_point(filled=True, size=330, color=colours.background, opacity=1)
    dot = dots.mark_point(filled=True, size=160, stroke=colours.region, strokeWidth=3, opacity=1).encode(
        fill=alt.Fill("inside:N", scale=None)
    )
    unknown = alt.Chart(alt.InlineData(values=[{"quarter": m.quarter} for m in moments if m.band is None])).encode(x=x)
    blank = unknown.mark_rect(stroke=colours.background, strokeWidth=2, color=colours.line, opacity=0.4).encode(
        y=alt.value(0), y2=alt.value(alt.ExprRef("height"))
    )
    marks = unknown.mark_text(text=UNKNOWN, fontSize=LABEL + 3, color=colours.muted).encode(
        y=alt.value(alt.ExprRef("height / 2"))
    )
    return finish(alt.layer(drawn, blank, ring, dot, marks), dark=dark, height=HEIGHT)


def _quarters() -> alt.Axis:
    """Return the axis of quarters: its number, and the year below the first."""
    shown = "slice(datum.label, 6) === '1' ? ['1', slice(datum.label, 0, 4)] : [slice(datum.label, 6), ' ']"
    return alt.Axis(title="Kwartaal en jaar", labelExpr=shown, labelAngle=0, labelOverlap=False, grid=False)


def _names(rows: Sequence[Band]) -> alt.Axis:
    """Return the axis of bands: name, and below it the bounds."""
    lines = json.dumps({band.name: [band.name, band.bounds] for band in rows}, ensure_ascii=False)
    return alt.Axis(title=None, labelExpr=f"({lines})[datum.label]", labelOffset=-LABEL / 2, grid=False)
