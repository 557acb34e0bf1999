"""Horizontal bars under headings, each with its name above it and its text at the tip: room for long names."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.drawing import (
    LETTER,
    AnyChart,
    Drawing,
    Spec,
    coloured,
    computed,
    drawing,
    pointed,
    rows,
    slots,
)
from dashboard.charts.theme import LABEL
from dashboard.charts.zero import ROOM, beyond, ends_of_bars, is_below, zero_line, zero_rows
from dashboard.telling.roles import against_zero
from dashboard.telling.tip import Tip, plain

LINE, THICK, THIN, GAP = 20, 24, 14, 10  # pixels: a line of text, a bar without and with a name above, the space below
BESIDE_ZERO = 2  # pixels that the line at zero stands out above and below a bar
NAME_WIDTH = 48  # characters of a name before it breaks, so that it fits a phone


@dataclass(frozen=True)
class Row:
    """One bar. `value` None draws an empty dashed box round `text`; `heading` stands in bold above the row.

    Attributes:
        text: What stands at the tip, such as "Baten € 2,9 mln".
        value: Length of the bar, in the unit of the figure, or None where there is no number.
        role: What the bar stands for.
        name: What stands above the bar.
        heading: Starts a new group.
        is_assumed: Whether its number is assumed and not told by a source: then it is drawn open, with dashes.
    """

    text: str
    value: float | None
    role: str
    name: str = ""
    heading: str = ""
    is_assumed: bool = False
    tip: Tip | None = None


@dataclass(frozen=True)
class Grouped:
    """Rows from top to bottom on one scale from zero; the height follows from the rows.

    `scaled_to` are the rows that share the scale, where this is a part of a longer chart.
    """

    rows: tuple[Row, ...]
    scaled_to: tuple[Row, ...] = ()


@drawing.register
def _(chart: Grouped) -> Drawing:
    bars, words, height = _placed(chart.rows)
    tips = [(row.value or 0, row.text) for row in chart.scaled_to or chart.rows]
    below = is_below(tips)
    kinds = {kind: [bar for bar in bars if bar["kind"] == kind] for kind in ("filled", "assumed", "none")}
    above = {name: [word for word in words if word["kind"] == name] for name in ("names", "heads")}
    return Drawing(
        _grouped,
        {**kinds, **above, "tips": bars, **zero_rows(tips, _edges(bars))},
        {**ends_of_bars(tips), "down": [height, 0]},
        variant=(below,),
        height=round(height) + (ROOM if below else 0),
        sides=(1, 4, 4, 4),
        opaque=True,
    )


def _grouped(below: bool) -> AnyChart:
    scale = alt.Scale(domainMin=computed("start"), domainMax=computed("end"), nice=False)
    down = alt.Scale(domain=slots("down"), nice=False)
    ends: dict[str, Any] = {"y": alt.Y("top:Q", scale=down, axis=None), "y2": "bottom:Q"}
    bar = {name: alt.Chart(rows(name)).encode(**ends)
           for name in ("filled", "assumed", "none")}  # fmt: skip
    along = {"x": alt.X("zero:Q", scale=scale, axis=None), "x2": alt.X2("value:Q")}
    filled = bar["filled"].mark_rect(cornerRadiusEnd=2).encode(**along, color=coloured())
    assumed = bar["assumed"].mark_rect(style="open").encode(**along, color=coloured())
    box = bar["none"].mark_rect(style="open").encode(
        x=alt.value(alt.ExprRef("(scale('x', 0) + 1)")),
        x2=alt.value(alt.ExprRef(f"(scale('x', 0) + round(length(datum.text) * {LETTER}) + 18)")),
    )  # fmt: skip
    tip = alt.Chart(rows("tips")).encode(
        x=alt.X("tip:Q", scale=scale, axis=None), y=alt.Y("middle:Q", scale=down, axis=None), text="text:N"
    )
    names, heads = (
        alt.Chart(rows(name)).encode(x=alt.value(0), y=alt.Y("top:Q", scale=down, axis=None), text="text:N")
        for name in ("names", "heads")
    )
    texts = (
        tip.mark_text(**beyond(baseline="middle", fontSize=LABEL, style="halo")),
        tip.mark_text(**beyond(baseline="middle", fontSize=LABEL)),
        names.mark_text(align="left", baseline="top", fontSize=LABEL),
        heads.mark_text(align="left", baseline="top", fontSize=LABEL, fontWeight=600),
    )
    return alt.layer(filled, assumed, box, *(zero_line(scale, **ends) if below else ()), *texts)


def _edges(bars: Sequence[Spec]) -> list[Spec]:
    return [{"top": bar["top"] - BESIDE_ZERO, "bottom": bar["bottom"] + BESIDE_ZERO} for bar in bars]


def _placed(bars: Sequence[Row]) -> tuple[list[Spec], list[Spec], float]:
    """Return bars and words with their places in pixels from the top, and the height of all."""
    drawn: list[Spec] = []
    words: list[Spec] = []
    place = 0.0
    heading = ""
    for row in bars:
        heading = row.heading or heading
        if row.heading and place:
            place += GAP
        for text, kind_of_word in ((row.heading, "heads"), (row.name, "names")):
            for line in textwrap.wrap(text, NAME_WIDTH):
                words.append({"text": line, "top": place, "kind": kind_of_word})
                place += LINE
        thick = THIN if row.name else THICK
        kind = "none" if row.value is None else "assumed" if row.is_assumed else "filled"
        drawn.append(
            {
                "top": place, "bottom": place + thick, "middle": place + thick / 2, "zero": 0, "value": row.value or 0,
                "tip": row.value or 0, "kind": kind, "text": row.text,
                "role": against_zero(row.role, row.value), "name": row.name or row.heading,
                **pointed(row.tip or plain(row.name or heading, row.text)),
            }
        )  # fmt: skip
        place += thick + (GAP if row.name else 4)
    return drawn, words, place
