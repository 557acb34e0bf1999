"""Flows between two sides: bands as wide as their numbers, from the names on the left to those on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from dashboard.charts.drawing import AnyChart, Drawing, Spec, drawing, pointed, rows, scale, slots
from dashboard.charts.theme import LABEL
from dashboard.telling.roles import ACCENT, CONTEXT
from dashboard.telling.tip import Tip, plain

HEIGHT, GAP = 440, 30  # pixels of the whole, and between two names, for two lines beside a thin one
THICK, BESIDE, ABOVE = 10, 6, 12  # pixels of a name's bar, between it and its words, and below the heads
LINE = LABEL + 2
LOW = "height < 330"  # on the wall, where names have one line
BEND = (0, 0.12, 0.88, 1)  # where a band is level, in shares of the width: it bends in between


@dataclass(frozen=True)
class Flow:
    """One band from a name on the left to a name on the right. `strong` bands have the accent."""

    left: str
    right: str
    value: float
    strong: bool
    tip: Tip | None = None


@dataclass(frozen=True)
class Flows:
    """Flows between two sides, `heads`; a name is a bar of its side, and may have several lines."""

    flows: tuple[Flow, ...]
    heads: tuple[str, str]


@drawing.register
def _(chart: Flows) -> Drawing:
    left, right = (_spans(side, _gap(chart)) for side in _sizes(chart))
    whole = max(end for side in (left, right) for _, end in side.values())
    return Drawing(
        _flows,
        {
            "bands": _bands(chart, left, right),
            **{f"{name}_bars": _bars(side) for name, side in (("left", left), ("right", right))},
            **{f"{name}_head": [{"text": head}] for name, head in zip(("left", "right"), chart.heads, strict=True)},
        },
        {"down": [whole, 0]},
        height=HEIGHT,
        sides=(1, 1, 4, 4),
        opaque=True,
    )


def _sizes(chart: Flows) -> tuple[dict[str, float], dict[str, float]]:
    """Return the size of each name, of the left and of the right side."""
    sides: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for flow in chart.flows:
        for sizes, name in zip(sides, (flow.left, flow.right), strict=True):
            sizes[name] = sizes.get(name, 0) + flow.value
    return sides


def _gap(chart: Flows) -> float:
    """Return the space between two names in the unit of the flows, so that it is wide enough where it is drawn."""
    most = max(map(len, _sizes(chart))) - 1
    return GAP * sum(flow.value for flow in chart.flows) / (HEIGHT - 40 - GAP * most)


def _spans(sizes: dict[str, float], gap: float) -> dict[str, tuple[float, float]]:
    """Return from where to where each name reaches, from the top."""
    spans, top = {}, 0.0
    for name, size in sizes.items():
        spans[name] = (top, top + size)
        top += size + gap
    return spans


def _bands(chart: Flows, left: dict[str, tuple[float, float]], right: dict[str, tuple[float, float]]) -> list[Spec]:
    """Return four points of each band: those of a name lie below each other, in the order of the flows."""
    used: dict[tuple[int, str], float] = {}
    points: list[Spec] = []
    for number, flow in enumerate(chart.flows):
        tops = []
        for side, (name, spans) in enumerate(((flow.left, left), (flow.right, right))):
            tops.append(spans[name][0] + used.get((side, name), 0))
            used[side, name] = used.get((side, name), 0) + flow.value
        told = pointed(flow.tip or plain(flow.left, f"{flow.value:g}"))
        role = ACCENT if flow.strong else CONTEXT
        points += [
            {"flow": number, "x": x, "y": top, "y2": top + flow.value, "role": role, **told}
            for x, top in zip(BEND, (tops[0], tops[0], tops[1], tops[1]), strict=True)
        ]
    return points


def _bars(spans: dict[str, tuple[float, float]]) -> list[Spec]:
    return [
        {"text": name, "y": top, "y2": end, "middle": (top + end) / 2, "up": name.count("\n") / 2}
        for name, (top, end) in spans.items()
    ]


def _flows() -> AnyChart:
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    down = alt.Scale(domain=slots("down"), nice=False, zero=False)
    y = alt.Y("y:Q", scale=down, axis=None)
    bands = (
        alt.Chart(rows("bands"))
        .mark_area(interpolate="monotone", fillOpacity=alt.ExprRef("datum.role === 'accent' ? 0.6 : 0.28"))
        .encode(
            x=x,
            y=y,
            y2="y2:Q",
            detail="flow:N",
            fill=alt.Fill("role:N", scale=scale(), legend=None),
            stroke=alt.Stroke("role:N", scale=scale(), legend=None),
            strokeWidth=alt.value(1),
        )
    )
    sides = [layer for side in ("left", "right") for layer in _side(side, y, down)]
    return alt.layer(bands, *sides)


def _side(side: str, y: alt.Y, down: alt.Scale) -> Sequence[AnyChart]:
    """Draw the bars of one side with their words inwards, and its head above them."""
    is_left = side == "left"
    align: Literal["left", "right"] = "left" if is_left else "right"
    edges = ("0", f"{THICK}") if is_left else (f"width - {THICK}", "width")
    start, end = (alt.value(alt.ExprRef(edge)) for edge in edges)
    bars = alt.Chart(rows(f"{side}_bars"))
    place = bars.encode(
        x=alt.value(alt.ExprRef(f"{THICK + BESIDE}" if is_left else f"width - {THICK + BESIDE}")),
        y=alt.Y("middle:Q", scale=down, axis=None),
    )
    words: dict[str, Any] = {
        "align": align, "baseline": "middle", "lineBreak": "\n", "lineHeight": LINE, "fontSize": LABEL,
        "dy": alt.ExprRef(f"({LOW} ? 0 : -{LINE} * datum.up)"),
        "text": alt.ExprRef(f"{LOW} ? replace(datum.text, '\\n', ' ') : datum.text"),
    }  # fmt: skip
    head = alt.Chart(rows(f"{side}_head")).encode(x=start if is_left else end, y=alt.value(0), text="text:N")
    return (
        bars.mark_rect(style="strong").encode(x=start, x2=end, y=y, y2="y2:Q"),
        place.mark_text(style="halo", **words),
        place.mark_text(**words),
        head.mark_text(align=align, baseline="bottom", dy=-ABOVE, style="quiet"),
    )
