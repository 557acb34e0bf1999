"""Named bands against moments: each known moment is a dot in its band, an unknown one a question mark. No line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from dashboard.charts.drawing import (
    AnyChart,
    Drawing,
    Spec,
    coloured,
    drawing,
    looked_up,
    pointed,
    rows,
    scale,
    slot,
    slots,
)
from dashboard.charts.theme import LABEL
from dashboard.telling.roles import BACKGROUND, REGION, STEPS
from dashboard.telling.tip import Tip, plain

UNKNOWN = "?"


@dataclass(frozen=True)
class Band:
    """One named band with its bounds in words."""

    name: str
    bounds: str


@dataclass(frozen=True)
class Quarter:
    """One quarter, such as "2021-Q1", and the name of its band, or None where it is not known."""

    quarter: str
    band: str | None
    literal: bool = True
    tip: Tip | None = None


@dataclass(frozen=True)
class Bands:
    """Bands from low to high, drawn from bottom to top, and quarters; an inferred one is a hollow dot."""

    bands: tuple[Band, ...]
    quarters: tuple[Quarter, ...]


@drawing.register
def _(chart: Bands) -> Drawing:
    names = [band.name for band in reversed(chart.bands)]
    shades = {band.name: STEPS[place] for place, band in enumerate(chart.bands)}
    known = [quarter for quarter in chart.quarters if quarter.band is not None]
    tiles = [{"quarter": q.quarter, "band": name, "role": shades[name]} for q in known for name in names]
    data: dict[str, Sequence[Spec]] = {
        "tiles": tiles,
        "known": [
            {
                "quarter": q.quarter,
                "band": q.band,
                "inside": REGION if q.literal else BACKGROUND,
                **pointed(q.tip or plain(q.quarter, q.band or UNKNOWN)),
            }
            for q in known
        ],
        "unknown": [{"quarter": q.quarter} for q in chart.quarters if q.band is None],
    }
    return Drawing(
        _bands,
        data,
        {
            "quarters": [quarter.quarter for quarter in chart.quarters],
            "names": names,
            "words": f"({looked_up({band.name: [band.name, band.bounds] for band in chart.bands})})[datum.label]",
        },
    )


def _bands() -> AnyChart:
    x = alt.X("quarter:O", sort=slots("quarters"), axis=_quarters(), scale=alt.Scale(padding=0))
    names = alt.Axis(title=None, labelExpr=slot("words"), labelOffset=-LABEL / 2, grid=False)
    y = alt.Y("band:N", sort=slots("names"), axis=names, scale=alt.Scale(padding=0))
    drawn = alt.Chart(rows("tiles")).mark_rect(style="border", fillOpacity=0.75).encode(x=x, y=y, color=coloured())
    dots = alt.Chart(rows("known")).encode(x=x, y=y)
    ring = dots.mark_point(filled=True, size=330, style="see-through", opacity=1)
    dot = dots.mark_point(filled=True, size=160, style="ringed", opacity=1).encode(
        fill=alt.Fill("inside:N", scale=scale(), legend=None),
    )
    unknown = alt.Chart(rows("unknown")).encode(x=x)
    blank = unknown.mark_rect(style=["border", "blank"], fillOpacity=0.4).encode(
        y=alt.value(0), y2=alt.value(alt.ExprRef("height"))
    )
    marks = unknown.mark_text(text=UNKNOWN, fontSize=LABEL + 3, style="quiet").encode(
        y=alt.value(alt.ExprRef("height / 2"))
    )
    return alt.layer(drawn, blank, ring, dot, marks)


def _quarters() -> alt.Axis:
    """Return the axis of quarters: its number, and the year below the first."""
    shown = "slice(datum.label, 6) === '1' ? ['1', slice(datum.label, 0, 4)] : [slice(datum.label, 6), ' ']"
    return alt.Axis(title="Kwartaal en jaar", labelExpr=shown, labelAngle=0, labelOverlap=False, grid=False)
