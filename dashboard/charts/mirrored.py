"""Mirrored bars: two numbers of each name, left and right of one line, on one scale."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any, Literal

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
from dashboard.telling.roles import ACCENT, CONTEXT
from dashboard.telling.tip import Tip, plain

HEAD, ROW, NAME, BAR, TEXT = 40, 58, 22, 24, 62  # pixels: the heads, a row, its name, its bar, room for a text
WRAP = 15  # characters of a line of a head on a phone


@dataclass(frozen=True)
class Half:
    """One side of a row. `value` None draws no bar but only `text`; `rest` draws a dashed grey bar."""

    value: float | None
    text: str
    rest: bool = False
    tip: Tip | None = None


@dataclass(frozen=True)
class Pair:
    """One row: its name and both sides."""

    name: str
    left: Half
    right: Half


@dataclass(frozen=True)
class Mirrored:
    """Pairs from top to bottom under the two `heads`; the side `strong` has the accent."""

    pairs: tuple[Pair, ...]
    heads: tuple[str, str]
    strong: Literal["left", "right"]
    scaled_to: tuple[Pair, ...] = ()


@drawing.register
def _(chart: Mirrored) -> Drawing:
    top = max(half.value or 0 for pair in chart.scaled_to or chart.pairs for half in (pair.left, pair.right)) or 1
    height = HEAD + ROW * len(chart.pairs)
    halves = [
        _half(pair.name, half, side, place, chart)
        for place, pair in enumerate(chart.pairs)
        for side, half in (("left", pair.left), ("right", pair.right))
    ]
    tops = [HEAD + ROW * place + NAME for place in range(len(chart.pairs))]
    end = f"{top} * (width / 2) / max(width / 2 - {TEXT}, 40)"
    data = {
        "full": [half for half in halves if not half["rest"] and half["known"]],
        "rest": [half for half in halves if half["rest"]],
        "left": [half for half in halves if half["side"] == "left"],
        "right": [half for half in halves if half["side"] == "right"],
        "middle": [{"value": 0, "top": top - 3, "bottom": top + BAR + 3} for top in tops],
        "names": [
            {"text": pair.name, "value": 0, "top": top - NAME + 2} for pair, top in zip(chart.pairs, tops, strict=True)
        ],
        "left_head": [_head(chart.heads[0])],
        "right_head": [_head(chart.heads[1])],
    }
    slots_ = {"start": f"-{end}", "end": end, "down": [height, 0]}
    return Drawing(_mirrored, data, slots_, height=height, sides=(0, 0, 4, 4), opaque=True)


def _half(name: str, half: Half, side: str, place: int, chart: Mirrored) -> Spec:
    top = HEAD + ROW * place + NAME
    sign = -1 if side == "left" else 1
    head = chart.heads[0 if side == "left" else 1]
    return {
        "name": name, "head": head, "side": side, "value": sign * (half.value or 0), "zero": 0, "text": half.text,
        "rest": half.rest, "known": half.value is not None, "role": ACCENT if side == chart.strong else CONTEXT,
        "top": top, "bottom": top + BAR, "middle": top + BAR / 2,
        **pointed(half.tip or plain(name, half.text, word=head)),
    }  # fmt: skip


def _head(text: str) -> Spec:
    return {"text": text, "lines": "\n".join(textwrap.wrap(text, WRAP)), "value": 0, "top": 0}


def _mirrored() -> AnyChart:
    scale = alt.Scale(domainMin=computed("start"), domainMax=computed("end"), nice=False)
    down = alt.Scale(domain=slots("down"), nice=False)
    x, y = alt.X("value:Q", scale=scale, axis=None), alt.Y("top:Q", scale=down, axis=None)
    along = {"x": alt.X("zero:Q", scale=scale, axis=None), "x2": alt.X2("value:Q"), "y": y, "y2": alt.Y2("bottom:Q")}
    full = alt.Chart(rows("full")).mark_rect(style="parted").encode(**along, color=coloured())
    rest = alt.Chart(rows("rest")).mark_rect(style="rest").encode(**along)
    left, right = (
        alt.Chart(rows(side)).encode(x=x, y=alt.Y("middle:Q", scale=down, axis=None), text="text:N")
        for side in ("left", "right")
    )
    tips = (
        left.mark_text(align="right", baseline="middle", dx=-8, fontSize=LABEL),
        right.mark_text(align="left", baseline="middle", dx=8, fontSize=LABEL),
    )
    middle = alt.Chart(rows("middle")).encode(x=x, y=y, y2="bottom:Q").mark_rule(style="quiet-line")
    name, left_head, right_head = (
        alt.Chart(rows(named)).encode(x=x, y=y) for named in ("names", "left_head", "right_head")
    )
    fits = f"length(datum.text) * {LETTER} + 10 < width / 2"
    head: dict[str, Any] = {
        "text": alt.ExprRef(f"split({fits} ? datum.text : datum.lines, '\\n')"),
        "lineHeight": LABEL + 2,
    }
    words = (
        name.mark_text(align="center", baseline="top", fontSize=LABEL, fontWeight=600).encode(text="text:N"),
        left_head.mark_text(align="right", baseline="top", dx=-10, fontSize=LABEL, style="quiet", **head),
        right_head.mark_text(align="left", baseline="top", dx=10, fontSize=LABEL, style="quiet", **head),
    )
    return alt.layer(full, rest, *tips, middle, *words)
