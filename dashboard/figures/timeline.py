"""A timeline of plans: one bar a row with its title on it, grouped, on a scale of quarters.

The title starts at its bar and moves left where it would not fit, so that the same chart works on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from dashboard.figures.charts import AnyChart, data, finish
from dashboard.theme import CAPTION, LABEL, Palette, palette

ROW, BAR, HEAD, TOP = 27, 22, 62, 26  # pixels: a row, its bar, the head of a group, the room for "vandaag"
GLYPH = 7.3  # pixels that one character of a title takes on average, on the safe side
TITLE = 88  # characters of a title in the chart; the table has the whole title


@dataclass(frozen=True)
class Span:
    """One bar. `start` and `end` count quarters from the left edge; `open_end` draws an arrow there.

    `known_start` False draws it dashed from the left edge; `active` tells whether it runs today.
    """

    group: str
    title: str
    start: float
    end: float
    open_end: bool
    known_start: bool
    active: bool


@dataclass(frozen=True)
class Mark:
    """One thing drawn: places on the scale of quarters, pixels from the top, a text, colours."""

    x: float
    x2: float
    y: float
    y2: float
    text: str = ""
    colour: str = ""
    edge: str = ""
    chars: int = 0


def abbreviated(text: str, limit: int = TITLE) -> str:
    """Return `text` cut at a word with an ellipsis where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"


def timeline(
    spans: Sequence[Span], *, ticks: Sequence[str], today: float | None, today_text: str, chosen: int | None, dark: bool
) -> dict[str, Any]:
    """Draw the spans in the given order, with the quarters above each group and a rule for today.

    Args:
        spans: The bars, those of one group together.
        ticks: The quarters as shown, such as "Q2 2026"; each is one unit wide.
        today: Where today is, in quarters from the left edge; None where that is off the scale.
        today_text: What stands above the rule.
        chosen: Place of the quarter that gets a band, or None.
        dark: Whether the dark scheme is shown.
    """
    colours = palette(dark)
    heads, bars = _placed(spans, colours)
    height = int(max(bar.y2 for bar in bars)) + 6
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, len(ticks)], nice=False), axis=None)
    layers: list[AnyChart] = []
    if chosen is not None:
        band = [Mark(chosen, chosen + 1, top, end) for top, end in _fields(heads, height)]
        layers.append(_at(band, x, height).mark_rect(fill=colours.tint, opacity=0.55).encode(x2="x2:Q", y2="y2:Q"))
    layers += [*_grid(len(ticks), heads, height, x, colours), *_bars(bars, height, x, colours)]
    if today is not None:
        layers += _today(today, len(ticks), today_text, height, x, colours)
    layers += [*_heads(heads, ticks, height, x, colours), *_titles(bars, height, x, colours)]
    spec = finish(alt.layer(*layers), dark=dark, height=height)
    return spec | {"padding": {"left": 0, "right": 14, "top": 0, "bottom": 0}}


def _placed(spans: Sequence[Span], colours: Palette) -> tuple[list[Mark], list[Mark]]:
    """Return the heads of the groups and the bars, each at its height."""
    heads: list[Mark] = []
    bars: list[Mark] = []
    top = float(TOP)
    group = ""
    for span in spans:
        if span.group != group:
            group = span.group
            heads.append(Mark(0, 0, top, top + HEAD, group))
            top += HEAD
        fill = colours.line if not span.active else colours.steps[2] if span.known_start else colours.background
        title = abbreviated(span.title)
        edge = "" if span.known_start else colours.accent if span.active else colours.context
        arrow = int(span.open_end)
        bars.append(Mark(span.start, span.end - 0.06 * arrow, top, top + BAR, title, fill, edge, len(title)))
        top += ROW
    return heads, bars


def _at(marks: Sequence[Mark], x: alt.X, height: int) -> alt.Chart:
    """Return a chart of marks at their places, to draw on: pixels run from the top."""
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False, zero=False), axis=None)
    return alt.Chart(data(marks)).encode(x=x, y=y)


def _fields(heads: Sequence[Mark], height: int) -> list[tuple[float, float]]:
    """Return top and bottom of the field of bars under each head."""
    ends = [head.y for head in heads[1:]] + [float(height)]
    return [(head.y + HEAD - 5, end - 4) for head, end in zip(heads, ends, strict=True)]


def _grid(count: int, heads: Sequence[Mark], height: int, x: alt.X, colours: Palette) -> list[AnyChart]:
    lines = [Mark(place, place, top, end) for top, end in _fields(heads, height) for place in range(count + 1)]
    return [_at(lines, x, height).mark_rule(color=colours.line, strokeWidth=1).encode(y2="y2:Q")]


def _heads(heads: Sequence[Mark], ticks: Sequence[str], height: int, x: alt.X, colours: Palette) -> list[AnyChart]:
    names = [Mark(0, 0, head.y + 16, 0, head.text) for head in heads]
    labels = [
        Mark(place + 0.5, 0, head.y + 38, 0, f"{quarter}\n{year if quarter == 'Q1' or not place else ''}")
        for head in heads
        for place, tick in enumerate(ticks)
        for quarter, year in [tick.split(" ")]
    ]
    layers: list[AnyChart] = []
    for halo in (True, False):
        edge: dict[str, Any] = {"stroke": colours.background, "strokeWidth": 6} if halo else {}
        bold = _at(names, x, height).mark_text(
            align="left", fontSize=LABEL + 1, fontWeight=600, color=colours.text, **edge
        )
        small = _at(labels, x, height).mark_text(
            baseline="middle", fontSize=CAPTION - 1, lineHeight=CAPTION, lineBreak="\n", color=colours.muted, **edge
        )
        layers += [bold.encode(text="text:N"), small.encode(text="text:N")]
    return layers


def _bars(bars: Sequence[Mark], height: int, x: alt.X, colours: Palette) -> list[AnyChart]:
    solid = [bar for bar in bars if not bar.edge]
    dashed = [bar for bar in bars if bar.edge]
    layers: list[AnyChart] = []
    if solid:
        drawn = _at(solid, x, height).mark_rect(cornerRadius=3)
        layers.append(drawn.encode(x2="x2:Q", y2="y2:Q", color=alt.Color("colour:N", scale=None)))
    if dashed:
        outline = _at(dashed, x, height).mark_rect(cornerRadius=3, strokeDash=[5, 4], strokeWidth=1.5)
        layers.append(
            outline.encode(
                x2="x2:Q",
                y2="y2:Q",
                fill=alt.Fill("colour:N", scale=None),
                stroke=alt.Stroke("edge:N", scale=None),
            )
        )
    arrows = [Mark(round(bar.x2), 0, (bar.y + bar.y2) / 2, 0) for bar in bars if bar.x2 != round(bar.x2)]
    if arrows:
        head = _at(arrows, x, height).mark_point(shape="triangle-right", filled=True, size=130, opacity=1, xOffset=4)
        layers.append(head.encode(color=alt.value(colours.accent)))
    return layers


def _today(today: float, count: int, text: str, height: int, x: alt.X, colours: Palette) -> list[AnyChart]:
    rule = [Mark(today, today, TOP - 4, height, text)]
    side: Literal["left", "center", "right"] = (
        "left" if today < 0.25 * count else "right" if today > 0.75 * count else "center"
    )
    drawn = _at(rule, x, height)
    label = _at([Mark(today, 0, TOP / 2 - 2, 0, text)], x, height)
    return [
        drawn.mark_rule(color=colours.picked[1], strokeWidth=2).encode(y2="y2:Q"),
        label.mark_text(align=side, fontSize=LABEL, fontWeight=600, color=colours.picked[1]).encode(text="text:N"),
    ]


def _titles(bars: Sequence[Mark], height: int, x: alt.X, colours: Palette) -> list[AnyChart]:
    """Draw each title at the start of its bar, or further left where it would run off the right side."""
    texts = [Mark(bar.x, 0, (bar.y + bar.y2) / 2, 0, bar.text, chars=bar.chars) for bar in bars]
    shift = f"max(-scale('x', datum.x), min(0, width - datum.chars * {GLYPH} - scale('x', datum.x))) + 7"
    drawn = _at(texts, x, height).mark_text(
        align="left",
        baseline="middle",
        fontSize=LABEL,
        color=colours.text,
        dx=alt.ExprRef(expr=shift),
        limit=alt.ExprRef(expr="width - 10"),
    )
    return [drawn.encode(text="text:N")]
