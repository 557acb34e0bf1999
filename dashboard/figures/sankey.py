"""Flows between two sides as a plain Plotly specification. Only this kind of chart is drawn by Plotly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.theme import FONT, LABEL, palette

HEIGHT = 460  # pixels
GAP = 26  # pixels between two nodes, room for a label beside a thin one


@dataclass(frozen=True)
class Flow:
    """One band from a name on the left to a name on the right. `strong` bands have the accent colour."""

    left: str
    right: str
    value: float
    strong: bool


def sankey(flows: Sequence[Flow], heads: tuple[str, str], *, dark: bool) -> dict[str, Any]:
    """Draw `flows` between the two sides; a name is a node of its side, and may break with `<br>`."""
    colours = palette(dark)
    left = list(dict.fromkeys(flow.left for flow in flows))
    right = list(dict.fromkeys(flow.right for flow in flows))
    strong = _transparent(colours.accent, 0.6)
    quiet = _transparent(colours.context, 0.28)
    node = {
        "label": [*left, *right],
        "x": [0.001] * len(left) + [0.999] * len(right),
        "y": _places([_size(flows, name, "left") for name in left])
        + _places([_size(flows, name, "right") for name in right]),
        "color": colours.region,
        "line": {"width": 0},
        "pad": GAP,
        "thickness": 10,
    }
    link = {
        "source": [left.index(flow.left) for flow in flows],
        "target": [len(left) + right.index(flow.right) for flow in flows],
        "value": [flow.value for flow in flows],
        "color": [strong if flow.strong else quiet for flow in flows],
    }
    ink = {"family": FONT, "size": LABEL, "color": colours.text}
    trace = {"type": "sankey", "arrangement": "snap", "node": node, "link": link, "textfont": {**ink, "shadow": "none"}}
    layout = {
        "height": HEIGHT,
        "margin": {"l": 2, "r": 2, "t": 36, "b": 12},
        "font": ink,
        "paper_bgcolor": colours.background,
        "separators": ",.",
        "annotations": [_head(head, place, colours.muted) for place, head in enumerate(heads)],
    }
    return {"data": [trace], "layout": layout}


def _size(flows: Sequence[Flow], name: str, side: str) -> float:
    return sum(flow.value for flow in flows if getattr(flow, side) == name)


def _places(sizes: Sequence[float]) -> list[float]:
    """Return the middles of nodes of these sizes below each other, from 0 to 1."""
    gap = GAP / HEIGHT
    room = 1 - gap * (len(sizes) - 1)
    places, top = [], 0.0
    for size in sizes:
        share = room * size / sum(sizes)
        places.append(round(min(max(top + share / 2, 0.001), 0.999), 4))
        top += share + gap
    return places


def _head(text: str, place: int, colour: str) -> dict[str, Any]:
    return {
        "text": text, "x": place, "y": 1, "xref": "paper", "yref": "paper", "yshift": 30, "showarrow": False,
        "xanchor": ("left", "right")[place], "yanchor": "top", "font": {"color": colour},
    }  # fmt: skip


def _transparent(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
