"""A whole and its parts as one bar, with neighbouring parts drawn out below as a second, magnified bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.breaking import above, in_lines
from dashboard.charts.drawing import AnyChart, Drawing, Spec, coloured, drawing, pointed, rows, slots
from dashboard.charts.theme import LABEL
from dashboard.telling.roles import MUTED, TEXT, on
from dashboard.telling.tip import Tip, plain

# Pixels from the top: the two bars, and the room for labels above the first and below the second.
TOP, UNDER_TOP, LOWER, UNDER_LOWER, HEIGHT = 78, 130, 220, 272, 324
LINE = LABEL + 4
WRAP = 18  # characters of a line of a name that has no room, so that labels fit side by side on a phone


@dataclass(frozen=True)
class Part:
    """One part of the whole. `drawn_out` parts are neighbours and return, magnified, in the second bar."""

    name: str
    value: float
    text: str
    role: str
    drawn_out: bool = False
    tip: Tip | None = None


@dataclass(frozen=True)
class Magnified:
    """Parts from left to right as one bar, and the drawn-out ones again below, as wide as the whole.

    Attributes:
        parts: All parts, adding up to the whole; the ones without text are not labelled.
        labels: The two groups named above the first bar, with a line as wide as each: the first from the left
            end, the last from the right end. A group may be wider than a part, where it holds drawn-out ones too.
        link: The words between the bars, lines separated by a line break.
    """

    parts: tuple[Part, ...]
    labels: tuple[Part, Part]
    link: str


@drawing.register
def _(chart: Magnified) -> Drawing:
    total = sum(part.value for part in chart.parts)
    first = _boxes(chart.parts, 1, TOP, UNDER_TOP)
    out = [part for part in chart.parts if part.drawn_out]
    inside = [box for box, part in zip(first, chart.parts, strict=True) if part.drawn_out]
    second = _boxes(out, total / sum(part.value for part in out), LOWER, UNDER_LOWER)
    left, right = chart.labels
    ends = second[-1:]
    texts = [
        ("top_left", _spot(0, TOP - 14, left.name, room=left.value, under=f"\n{left.text}")),
        ("top_right", _spot(total, TOP - 14, right.name, room=right.value, under=f"\n{right.text}")),
        ("link", _spot(total / 2, LOWER - 10, "", room=total, under=chart.link)),
        *(
            ("below_right" if box in ends else "below",
             _spot(box["x2"] if box in ends else box["x"], UNDER_LOWER + 8, part.name, room=box["x2"] - box["x"]))
            for part, box in zip(out, second, strict=True)
        ),
    ]  # fmt: skip
    data: dict[str, list[Spec]] = {
        "wedge": [{"y": UNDER_TOP, "x": inside[0]["x"], "x2": inside[-1]["x2"]}, {"y": LOWER, "x": 0, "x2": total}],
        "groups": [
            {"x": 0, "x2": left.value, "y": TOP - 7, "role": MUTED},
            {"x": total - right.value, "x2": total, "y": TOP - 7, "role": MUTED},
        ],
        "boxes": [*first, *second],
        "inside": [{**box, "x": (box["x"] + box["x2"]) / 2, "y": (LOWER + UNDER_LOWER) / 2} for box in second],
        **{place: [spot for name, spot in texts if name == place] for place in PLACES},
    }
    return Drawing(_magnified, data, {"whole": [0, total]}, height=HEIGHT, sides=(0, 0, 0, 0))


PLACES: dict[str, tuple[Any, Any]] = {  # of texts: how they stand against their spot
    "top_left": ("left", "bottom"),
    "top_right": ("right", "bottom"),
    "link": ("center", "bottom"),
    "below": ("left", "top"),
    "below_right": ("right", "top"),
}


def _magnified() -> AnyChart:
    x = alt.X("x:Q", scale=alt.Scale(domain=slots("whole"), nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[HEIGHT, 0], nice=False), axis=None)
    area = alt.Chart(rows("wedge")).mark_area(orient="horizontal", style=["border", "blank"], fillOpacity=0.55)
    rules = alt.Chart(rows("groups")).mark_rule(strokeWidth=2).encode(x=x, x2="x2:Q", y=y, color=coloured())
    bars = alt.Chart(rows("boxes")).mark_rect(style="parted")
    numbers = alt.Chart(rows("inside")).mark_text(fontSize=LABEL + 2, fontWeight=600)
    words = above("scale('x', datum.room) - scale('x', 0)", whole="datum.whole")
    up = alt.ExprRef(f"{-LINE} * (length({words}) - 1)")  # to end at its spot
    texts = [
        alt.Chart(rows(place))
        .mark_text(
            align=align, baseline=baseline, fontSize=LABEL, lineHeight=LINE, dy=up if baseline == "bottom" else 0,
            text=alt.ExprRef(words),
        )
        .encode(x=x, y=y, color=coloured("ink"))
        for place, (align, baseline) in PLACES.items()
    ]  # fmt: skip
    return alt.layer(
        area.encode(x=x, x2="x2:Q", y=y),
        bars.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=coloured()),
        rules,
        *texts,
        numbers.encode(x=x, y=y, text="text:N", color=coloured("ink")),
    )


def _boxes(parts: Sequence[Part], factor: float, y: float, y2: float) -> list[Spec]:
    """Return the parts side by side, each `factor` times its value wide."""
    boxes, place = [], 0.0
    for part in parts:
        end = place + part.value * factor
        boxes.append(
            {"x": place, "x2": end, "y": y, "y2": y2, "name": part.name, "text": part.text, "role": part.role,
             "ink": on(part.role), **pointed(part.tip or plain(part.name, part.text))}
        )  # fmt: skip
        place = end
    return boxes


def _spot(x: float, y: float, name: str, *, room: float, under: str = "") -> Spec:
    """Return a text: a name that breaks where it is wider than `room`, of the whole, and lines under it."""
    lines = "\n".join(in_lines(name, WRAP))
    return {"x": x, "y": y, "name": name, "whole": name + under, "lines": lines + under, "room": room, "ink": TEXT}
