"""Horizontal bars under headings, each with its name above it and its text at the tip: room for long names."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures import charts
from dashboard.theme import LABEL, palette

LINE, THICK, THIN, GAP = 20, 24, 14, 10  # pixels: a line of text, a bar without and with a name above, the space below
NAME_WIDTH = 48  # characters of a name before it breaks, so that it fits a phone
LETTER = 7.6  # pixels of an average character at the size of a label


@dataclass(frozen=True)
class Row:
    """One bar. `value` None draws an empty dashed box round `text`; `heading` stands in bold above the row.

    Attributes:
        text: What stands at the tip, such as "Baten € 2,9 mln".
        value: Length of the bar, in the unit of the figure, or None where there is no number.
        colour: Hex colour of the bar.
        name: What stands above the bar.
        heading: Starts a new group.
        open: Whether the bar is drawn as a dashed outline, for a number that is not settled.
    """

    text: str
    value: float | None
    colour: str
    name: str = ""
    heading: str = ""
    open: bool = False


def grouped(rows: Sequence[Row], *, dark: bool) -> dict[str, Any]:
    """Draw the rows from top to bottom on one scale from zero; the height follows from the rows."""
    colours = palette(dark)
    bars, words, height = _placed(rows)
    longest = max(len(row.text) for row in rows if not row.open) * LETTER + 16
    top = max(row.value or 0 for row in rows) or 1
    scale = alt.Scale(domainMin=0, domainMax=alt.ExprRef(f"{top} * width / max(width - {longest:.0f}, 80)"), nice=False)
    down = alt.Scale(domain=[height, 0], nice=False)
    base = alt.Chart(alt.InlineData(values=bars)).encode(y=alt.Y("top:Q", scale=down, axis=None), y2="bottom:Q")
    filled = (
        base.transform_filter("datum.kind === 'filled'")
        .mark_rect(cornerRadiusEnd=2)
        .encode(x=alt.X("zero:Q", scale=scale, axis=None), x2="value:Q", color=alt.Color("colour:N", scale=None))
    )
    hollow = _outline(base.transform_filter("datum.kind === 'open'"), colours.muted).encode(
        x=alt.X("zero:Q", scale=scale, axis=None), x2="value:Q"
    )
    boxes = [
        _outline(base.transform_filter(f"datum.kind === 'none' && datum.text === '{text}'"), colours.muted).encode(
            x=alt.value(1), x2=alt.value(round(len(text) * LETTER) + 18)
        )
        for text in dict.fromkeys(str(bar["text"]) for bar in bars if bar["kind"] == "none")
    ]
    tip = alt.Chart(alt.InlineData(values=bars)).encode(
        x=alt.X("tip:Q", scale=scale, axis=None), y=alt.Y("middle:Q", scale=down, axis=None), text="text:N"
    )
    chart = alt.layer(filled, hollow, *boxes, *_texts(tip, words, down, colours.background))
    return charts.finish(chart, dark=dark, height=round(height)) | {
        "padding": {"left": 1, "right": 4, "top": 4, "bottom": 4},
        "background": colours.background,
    }


def _outline(chart: alt.Chart, colour: str) -> alt.Chart:
    outlined: alt.Chart = chart.mark_rect(filled=False, strokeDash=[4, 3], strokeWidth=1.5, color=colour)
    return outlined


def _texts(tip: alt.Chart, words: Sequence[dict[str, Any]], down: alt.Scale, halo: str) -> list[alt.Chart]:
    """Return the texts at the tips, on a halo, and the names and headings above the bars."""
    above = alt.Chart(alt.InlineData(values=list(words))).encode(
        x=alt.value(0), y=alt.Y("top:Q", scale=down, axis=None), text="text:N"
    )
    names, headings = (above.transform_filter(f"{sign}datum.bold") for sign in ("!", ""))
    return [
        tip.mark_text(align="left", baseline="middle", dx=7, fontSize=LABEL, stroke=halo, strokeWidth=5),
        tip.mark_text(align="left", baseline="middle", dx=7, fontSize=LABEL),
        names.mark_text(align="left", baseline="top", fontSize=LABEL),
        headings.mark_text(align="left", baseline="top", fontSize=LABEL, fontWeight=600),
    ]


def _placed(rows: Sequence[Row]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """Return bars and words with their places in pixels from the top, and the height of all."""
    bars: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    place = 0.0
    for row in rows:
        if row.heading and place:
            place += GAP
        for text, bold in ((row.heading, True), (row.name, False)):
            for line in textwrap.wrap(text, NAME_WIDTH):
                words.append({"text": line, "top": place, "bold": bold})
                place += LINE
        thick = THIN if row.name else THICK
        kind = "none" if row.value is None else "open" if row.open else "filled"
        bars.append(
            {
                "top": place, "bottom": place + thick, "middle": place + thick / 2, "zero": 0, "value": row.value or 0,
                "tip": (row.value or 0) if kind == "filled" else 0, "kind": kind, "text": row.text,
                "colour": row.colour,
            }
        )  # fmt: skip
        place += thick + (GAP if row.name else 4)
    return bars, words, place
