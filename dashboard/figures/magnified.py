"""A whole and its parts as one bar, with neighbouring parts drawn out below as a second, magnified bar."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures.charts import AnyChart, data, finish, ink_on
from dashboard.theme import LABEL, palette

# Pixels from the top: the two bars, and the room for labels above the first and below the second.
TOP, UNDER_TOP, LOWER, UNDER_LOWER, HEIGHT = 78, 130, 220, 272, 324
LINE = LABEL + 4
WRAP = 18  # characters of a label on one line, so that labels fit side by side on a phone


@dataclass(frozen=True)
class Part:
    """One part of the whole. `drawn_out` parts are neighbours and return, magnified, in the second bar."""

    name: str
    value: float
    text: str
    colour: str
    drawn_out: bool = False


@dataclass(frozen=True)
class Box:
    """A drawn rectangle or text: places on the scale of the whole, pixels from the top."""

    x: float
    x2: float
    y: float
    y2: float
    text: str
    colour: str
    ink: str


def magnified(parts: Sequence[Part], *, labels: Sequence[Part], link: str, dark: bool) -> dict[str, Any]:
    """Draw `parts` from left to right as one bar and the drawn-out ones again below, as wide as the whole.

    Args:
        parts: All parts, adding up to the whole; the ones without text are not labelled.
        labels: The two groups named above the first bar, with a line as wide as each: the first from the left
            end, the last from the right end. A group may be wider than a part, where it holds drawn-out ones too.
        link: The words between the bars, lines separated by a line break.
        dark: Whether the dark scheme is shown.
    """
    colours = palette(dark)
    total = sum(part.value for part in parts)
    first = _boxes(parts, 0, 1, TOP, UNDER_TOP)
    out = [part for part in parts if part.drawn_out]
    inside = [box for box, part in zip(first, parts, strict=True) if part.drawn_out]
    second = _boxes(out, 0, total / sum(part.value for part in out), LOWER, UNDER_LOWER)
    wedge = [
        {"y": UNDER_TOP, "x": inside[0].x, "x2": inside[-1].x2},
        {"y": LOWER, "x": 0, "x2": total},
    ]
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, total], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[HEIGHT, 0], nice=False), axis=None)
    area = (
        alt.Chart(alt.InlineData(values=wedge))
        .mark_area(orient="horizontal", color=colours.line, opacity=0.55)
        .encode(x=x, x2="x2:Q", y=y)
    )
    groups = [
        Box(0, labels[0].value, TOP - 7, 0, "", colours.muted, ""),
        Box(total - labels[-1].value, total, TOP - 7, 0, "", colours.muted, ""),
    ]
    rules: AnyChart = (
        alt.Chart(data(groups))
        .mark_rule(strokeWidth=2)
        .encode(x=x, x2="x2:Q", y=y, color=alt.Color("colour:N", scale=None))
    )
    bars = (
        alt.Chart(data([*first, *second]))
        .mark_rect(stroke=colours.background, strokeWidth=2)
        .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=alt.Color("colour:N", scale=None))
    )
    texts = [
        _text(_spot(0, TOP - 14, _label(labels[0]), colours.text), "left", "bottom", x, y),
        _text(_spot(total, TOP - 14, _label(labels[-1]), colours.text), "right", "bottom", x, y),
        _text(_spot(total / 2, LOWER - 10, link, colours.text), "center", "bottom", x, y),
        _inside(second, x, y),
        *_below(out, second, x, y, colours.text),
    ]
    return finish(alt.layer(area, bars, rules, *texts), dark=dark, height=HEIGHT) | {
        "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0}
    }


def _boxes(parts: Sequence[Part], start: float, factor: float, y: float, y2: float) -> list[Box]:
    """Return the parts side by side, each `factor` times its value wide."""
    boxes, place = [], start
    for part in parts:
        end = place + part.value * factor
        boxes.append(Box(place, end, y, y2, part.text, part.colour, ink_on(part.colour)))
        place = end
    return boxes


def _label(part: Part) -> str:
    return "\n".join([*textwrap.wrap(part.name, WRAP), part.text])


def _spot(x: float, y: float, text: str, ink: str) -> Box:
    return Box(x, x, y, y, text, ink, ink)


def _text(spot: Box, align: Any, baseline: Any, x: alt.X, y: alt.Y) -> AnyChart:
    """Write lines of text that end (baseline "bottom") or begin (baseline "top") at the spot."""
    lines = spot.text.count("\n")
    up = lines * LINE if baseline == "bottom" else 0
    marked: AnyChart = (
        alt.Chart(data([spot]))
        .mark_text(align=align, baseline=baseline, lineBreak="\n", fontSize=LABEL, lineHeight=LINE, dy=-up)
        .encode(x=x, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
    )
    return marked


def _inside(boxes: Sequence[Box], x: alt.X, y: alt.Y) -> AnyChart:
    """Write the number of each part in its middle."""
    spots = [Box((b.x + b.x2) / 2, 0, (b.y + b.y2) / 2, 0, b.text, b.colour, b.ink) for b in boxes]
    marked: AnyChart = (
        alt.Chart(data(spots))
        .mark_text(fontSize=LABEL + 2, fontWeight=600)
        .encode(x=x, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
    )
    return marked


def _below(parts: Sequence[Part], boxes: Sequence[Box], x: alt.X, y: alt.Y, ink: str) -> list[AnyChart]:
    """Write the names under the magnified parts: the last one from the right, so that it is never cut off."""
    drawn = []
    for part, box in zip(parts, boxes, strict=True):
        last = box is boxes[-1]
        name = "\n".join(textwrap.wrap(part.name, WRAP))
        spot = _spot(box.x2 if last else box.x, UNDER_LOWER + 8, name, ink)
        drawn.append(_text(spot, "right" if last else "left", "top", x, y))
    return drawn
