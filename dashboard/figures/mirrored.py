"""Mirrored bars: two numbers of each name, left and right of one line, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures import charts
from dashboard.theme import LABEL, palette

HEAD, ROW, NAME, BAR, TEXT = 34, 58, 22, 24, 62  # pixels: the heads, a row, its name, its bar, room for a text


@dataclass(frozen=True)
class Half:
    """One side of a row. `value` None draws no bar but only `text`; `rest` draws a dashed grey bar."""

    value: float | None
    text: str
    rest: bool = False


@dataclass(frozen=True)
class Pair:
    """One row: its name and both sides."""

    name: str
    left: Half
    right: Half


def mirrored(pairs: Sequence[Pair], heads: tuple[str, str], *, dark: bool, strong: str) -> dict[str, Any]:
    """Draw `pairs` from top to bottom under the two `heads`; `strong` ("left" or "right") has the accent colour."""
    colours = palette(dark)
    top = max(half.value or 0 for pair in pairs for half in (pair.left, pair.right)) or 1
    height = HEAD + ROW * len(pairs)
    halves = [
        _half(half, side, HEAD + ROW * place + NAME, colours.accent if side == strong else colours.context)
        for place, pair in enumerate(pairs)
        for side, half in (("left", pair.left), ("right", pair.right))
    ]
    end = f"{top} * (width / 2) / max(width / 2 - {TEXT}, 40)"
    scale = alt.Scale(domainMin=alt.ExprRef(f"-{end}"), domainMax=alt.ExprRef(end), nice=False)
    down = alt.Scale(domain=[height, 0], nice=False)
    x, y = alt.X("value:Q", scale=scale, axis=None), alt.Y("top:Q", scale=down, axis=None)
    base = alt.Chart(alt.InlineData(values=halves)).encode(y=y)
    drawn = base.encode(x=alt.X("zero:Q", scale=scale, axis=None), x2="value:Q", y2="bottom:Q")
    full = drawn.transform_filter("!datum.rest").mark_rect().encode(color=alt.Color("colour:N", scale=None))
    rest = drawn.transform_filter("datum.rest").mark_rect(
        fill=colours.line, stroke=colours.muted, strokeDash=[4, 3], strokeWidth=1.5
    )
    tips = base.encode(x=x, y=alt.Y("middle:Q", scale=down, axis=None), text="text:N")
    left, right = (tips.transform_filter(f"datum.side === '{side}'") for side in ("left", "right"))
    texts = (
        left.mark_text(align="right", baseline="middle", dx=-8, fontSize=LABEL),
        right.mark_text(align="left", baseline="middle", dx=8, fontSize=LABEL),
    )
    chart = alt.layer(full, rest, *texts, *_words(pairs, heads, x, y, dark))
    return charts.finish(chart, dark=dark, height=height) | {
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
        "background": colours.background,
    }


def _half(half: Half, side: str, top: int, colour: str) -> dict[str, Any]:
    sign = -1 if side == "left" else 1
    return {
        "side": side, "value": sign * (half.value or 0), "zero": 0, "text": half.text, "rest": half.rest,
        "colour": colour, "top": top, "bottom": top + BAR, "middle": top + BAR / 2,
    }  # fmt: skip


def _words(pairs: Sequence[Pair], heads: tuple[str, str], x: alt.X, y: alt.Y, dark: bool) -> list[alt.Chart]:
    """Return the line in the middle, the heads left and right of it, and the name above each row."""
    colours = palette(dark)
    names = [{"text": pair.name, "value": 0, "top": HEAD + ROW * place + 2} for place, pair in enumerate(pairs)]
    lines = [
        {"value": 0, "top": HEAD + ROW * place + NAME - 3, "bottom": HEAD + ROW * place + NAME + BAR + 3}
        for place in range(len(pairs))
    ]
    middle = alt.Chart(alt.InlineData(values=lines)).encode(x=x, y=y, y2="bottom:Q")
    name = alt.Chart(alt.InlineData(values=names)).encode(x=x, y=y, text="text:N")
    left, right = (
        alt.Chart(alt.InlineData(values=[{"text": head, "value": 0, "top": 0}])).encode(x=x, y=y, text="text:N")
        for head in heads
    )
    return [
        middle.mark_rule(color=colours.muted, strokeWidth=1.5),
        name.mark_text(align="center", baseline="top", fontSize=LABEL, fontWeight=600),
        left.mark_text(align="right", baseline="top", dx=-10, fontSize=LABEL, color=colours.muted),
        right.mark_text(align="left", baseline="top", dx=10, fontSize=LABEL, color=colours.muted),
    ]
