"""Flows between two sides, on the screen drawn by Plotly: the one kind of chart for which Vega-Lite has no mark.

A file has no browser: there the same flows stand as bars, each with both its ends in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dashboard.charts.bars import Bar, CaptionedBars
from dashboard.charts.drawing import Drawing, drawing
from dashboard.charts.theme import CAPTION, FONT, palette
from dashboard.telling.roles import ACCENT, CONTEXT, TEXT
from dashboard.telling.tip import Tip

HEIGHT, ABOVE, BELOW = 460, 36, 12  # pixels of the whole, and of the margins above and below the bands
PLAIN = {"displayModeBar": False}  # no buttons of the library, which are not in Dutch
MOST_BARS = 12  # flows that are drawn as bars
GAP, THICK = 26, 10  # pixels between two nodes, room for a label beside a thin one; and of a node


@dataclass(frozen=True)
class Flow:
    """One band from a name on the left to a name on the right.

    Attributes:
        left: Its node on the left.
        right: Its node on the right.
        value: How thick it is.
        strong: Whether it has the accent.
        tip: What is told at it.
        name: Both its ends in words, such as "Van hier naar Achterhoek".
        text: Its number in words.
    """

    left: str
    right: str
    value: float
    strong: bool
    tip: Tip
    name: str
    text: str


@dataclass(frozen=True)
class Flows:
    """Flows between two sides, `heads`; a name is a node of its side, and may break with `<br>`."""

    flows: tuple[Flow, ...]
    heads: tuple[str, str]


def as_bars(chart: Flows) -> CaptionedBars:
    """Return the largest flows as bars, the largest first; how many more there are is told, and not added up."""
    ranked = sorted(chart.flows, key=lambda flow: -flow.value)
    bars = [
        Bar(flow.name, flow.value, flow.text, ACCENT if flow.strong else CONTEXT, flow.tip)
        for flow in ranked[:MOST_BARS]
    ]
    if left := len(ranked[MOST_BARS:]):
        bars.append(Bar(f"Nog {left} {'stroom' if left == 1 else 'stromen'}", None, "in de tabel", TEXT))
    return CaptionedBars(tuple(bars))


@drawing.register
def _(chart: Flows) -> Drawing:
    return drawing(as_bars(chart))


def sankey(chart: Flows, *, dark: bool) -> dict[str, Any]:
    """Return the flows as a Plotly specification, in the light or the dark scheme."""
    flows, heads = chart.flows, chart.heads
    colours = palette(dark)
    left = list(dict.fromkeys(flow.left for flow in flows))
    right = list(dict.fromkeys(flow.right for flow in flows))
    sizes = (
        [sum(flow.value for flow in flows if flow.left == name) for name in left],
        [sum(flow.value for flow in flows if flow.right == name) for name in right],
    )
    places = tuple(_places(side, max(len(left), len(right))) for side in sizes)
    node = {
        "label": [""] * (len(left) + len(right)),
        "x": [0.001] * len(left) + [0.999] * len(right),
        "y": [*places[0], *places[1]],
        "color": colours.region,
        "line": {"width": 0},
        "pad": GAP,
        "thickness": THICK,
        "hoverinfo": "skip",  # the bands tell
    }
    strong, quiet = _transparent(colours.accent, 0.6), _transparent(colours.context, 0.28)
    link = {
        "source": [left.index(flow.left) for flow in flows],
        "target": [len(left) + right.index(flow.right) for flow in flows],
        "value": [flow.value for flow in flows],
        "color": [strong if flow.strong else quiet for flow in flows],
        "line": {"color": colours.context, "width": 1},  # one colour: of a list the library makes black
        "customdata": [_told(flow.tip) for flow in flows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverlabel": {"bgcolor": colours.background, "bordercolor": colours.context, "align": "left"},
    }
    labels = [
        _word(name, side, 1 - place, THICK + 5) | {"bgcolor": _transparent(colours.background, 0.82), "borderpad": 1}
        for side, names in enumerate((left, right))
        for name, place in zip(names, places[side], strict=True)
    ]
    titles = [
        _word(head, side, 1, 0) | {"yshift": 24, "font": {"color": colours.muted}} for side, head in enumerate(heads)
    ]
    layout = {
        "height": HEIGHT,
        "margin": {"l": 2, "r": 2, "t": ABOVE, "b": BELOW},
        "font": {"family": FONT, "size": CAPTION, "color": colours.text},
        "paper_bgcolor": colours.background,
        "separators": ",.",
        "dragmode": False,
        "annotations": [*labels, *titles],
    }
    return {"data": [{"type": "sankey", "arrangement": "fixed", "node": node, "link": link}], "layout": layout}


def _places(sizes: Sequence[float], most: int) -> list[float]:
    """Return the middles of nodes of these sizes below each other, from 0 to 1.

    The side with the `most` nodes sets the scale; the other side spreads over the same height.
    """
    height = HEIGHT - ABOVE - BELOW
    scale = (height - (most - 1) * GAP) / sum(sizes)
    gap = (height - scale * sum(sizes)) / max(len(sizes) - 1, 1)
    places, top = [], 0.0
    for size in sizes:
        places.append(round((top + scale * size / 2) / height, 4))
        top += scale * size + gap
    return places


def _word(text: str, side: int, y: float, shift: int) -> dict[str, Any]:
    """Return an annotation at the left (0) or right (1) edge, `shift` pixels inwards."""
    return {
        "text": text, "x": side, "y": y, "xref": "paper", "yref": "paper", "showarrow": False,
        "xanchor": ("left", "right")[side], "yanchor": "middle", "align": ("left", "right")[side],
        "xshift": (shift, -shift)[side],
    }  # fmt: skip


def _told(tip: Tip) -> str:
    lines = (f"{escape(word)}: {escape(text)}" for word, text in tip.lines)
    return "<br>".join((f"<b>{escape(tip.name)}</b>", *lines))


def _transparent(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
