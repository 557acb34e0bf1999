"""Horizontal bars with a sentence above each, for names that are too long to stand beside a bar."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.figures.charts import Bar, finish
from dashboard.theme import LABEL, palette

ROW, BAR = 58, 14  # pixels of a row, and of the bar in it
PHONE, WRAP = 520, 42  # pixels of width under which captions take two lines, and characters of a line then


def captioned_bars(rows: Sequence[Bar], *, dark: bool) -> dict[str, Any]:
    """Draw bars from zero in the given order, the name above each and its value at the tip."""
    colours = palette(dark)
    height = len(rows) * ROW
    top = max(row.value or 0 for row in rows) or 1
    values = [
        {
            "name": row.name,
            "lines": "\n".join(textwrap.wrap(row.name, WRAP)),
            "value": row.value or 0,
            "text": row.text,
            "colour": row.colour,
            "y": place * ROW + ROW - BAR - 6,
            "y2": place * ROW + ROW - 6,
            "middle": place * ROW + ROW - 6 - BAR / 2,
        }
        for place, row in enumerate(rows)
    ]
    scale = alt.Scale(domain=[0, top * 1.12], nice=False)
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    base = alt.Chart(alt.InlineData(values=values)).encode(x=alt.X("value:Q", scale=scale, axis=None))
    bar = base.mark_rect(cornerRadiusTopRight=2, cornerRadiusBottomRight=2).encode(
        x2=alt.datum(0), y=alt.Y("y:Q", scale=down, axis=None), y2="y2:Q", color=alt.Color("colour:N", scale=None)
    )
    tip = base.mark_text(align="left", baseline="middle", dx=7, fontSize=LABEL, fontWeight=600).encode(
        y=alt.Y("middle:Q", scale=down, axis=None), text="text:N"
    )
    words = f"split(width < {PHONE} ? datum.lines : datum.name, '\\n')"
    caption = (
        alt.Chart(alt.InlineData(values=values))
        .mark_text(
            align="left",
            baseline="bottom",
            dy=alt.ExprRef(expr=f"-4 - {LABEL + 2} * (length({words}) - 1)"),
            fontSize=LABEL,
            lineHeight=LABEL + 2,
            color=colours.text,
            text=alt.ExprRef(expr=words),
        )
        .encode(x=alt.value(0), y=alt.Y("y:Q", scale=down, axis=None))
    )
    spec = finish(alt.layer(bar, tip, caption), dark=dark, height=height)
    padding = {"left": 0, "right": 8, "top": 4, "bottom": 4}
    return spec | {"padding": padding, "usermeta": {"kind": "bars"}}  # tells an export which kind of chart this is
