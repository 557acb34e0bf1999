"""What was reported of a plan, below its bar: a line from begin to last report, a sign for the stage, and its words.

Sign and line differ in form and not in colour alone, and the words stand beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import altair as alt

from dashboard.charts.drawing import AnyChart, Spec, coloured, scale
from dashboard.charts.theme import CAPTION

PHONE = 520  # pixels of width under which the words are brief
ROOM, MIDDLE = 19, 9  # pixels below a bar, and from its end to the line
GLYPH = 6.6  # pixels that one character of the words takes on average, on the safe side
SIGN = 9  # pixels from the middle of a sign to its words
SHAPES = {"not_started": "circle", "running": "triangle-right", "done": "square", "stopped": "cross"}
LINES = {"running": "solid", "done": "solid", "stopped": "broken"}


@dataclass(frozen=True)
class Reported:
    """The last report on one bar, on the scale of its timeline.

    Attributes:
        stage: What was reported last.
        role: What the stage stands for in colour.
        begin: Where it was first reported to run; None where it never was, or has not begun.
        at: Where the last report stands.
        text: The stage in words, with its day.
        brief: The stage alone, for a phone.
    """

    stage: str
    role: str
    begin: float | None
    at: float
    text: str
    brief: str


def marks(found: Sequence[tuple[Reported, float]]) -> dict[str, Sequence[Spec]]:
    """Return the rows of what is drawn of reports, each with the height at which its bar ends."""
    signs = [
        {"x": one.at, "y": end + MIDDLE, "role": one.role, "shape": SHAPES[one.stage], "text": one.text,
         "brief": one.brief, "open": one.stage == "not_started"}
        for one, end in found
    ]  # fmt: skip
    ran = [
        {"x": one.begin, "x2": one.at, "y": end + MIDDLE, "role": one.role, "line": LINES[one.stage]}
        for one, end in found
        if one.begin is not None and one.begin < one.at and one.stage in LINES
    ]
    return {
        "ran": [line for line in ran if line["line"] == "solid"],
        "broke": [line for line in ran if line["line"] == "broken"],
        "begun": [sign for sign in signs if not sign["open"]],
        "unbegun": [sign for sign in signs if sign["open"]],
        "stages": signs,
    }


def layers(at: Callable[[str], alt.Chart]) -> list[AnyChart]:
    """Return the layers that draw the rows of `marks`; `at` places a named dataset."""
    shape = alt.Shape(
        "shape:N", scale=alt.Scale(domain=list(SHAPES.values()), range=list(SHAPES.values())), legend=None
    )
    stroke = alt.Stroke("role:N", scale=scale(), legend=None)
    ran = at("ran").mark_rule(strokeWidth=4, strokeCap="butt").encode(x2="x2:Q", color=coloured())
    broke = at("broke").mark_rule(strokeWidth=3, strokeDash=[4, 4]).encode(x2="x2:Q", color=coloured())
    begun = at("begun").mark_point(filled=True, size=80, opacity=1).encode(color=coloured(), shape=shape)
    unbegun = at("unbegun").mark_point(filled=False, size=70, strokeWidth=2, opacity=1).encode(stroke=stroke)
    return [ran, broke, begun, unbegun, _words(at("stages"), "halo"), _words(at("stages"), "")]


def _words(stages: alt.Chart, look: str) -> AnyChart:
    """Draw the words behind the sign, or before it where they would run off the right side."""
    words = f"(width < {PHONE} ? datum.brief : datum.text)"
    wide = f"(length({words}) * {GLYPH} + {SIGN})"
    shift = f"scale('x', datum.x) + {wide} > width ? max(-scale('x', datum.x), -{wide}) : {SIGN}"
    drawn: AnyChart = stages.mark_text(
        align="left", baseline="middle", fontSize=CAPTION, dx=alt.ExprRef(expr=shift),
        style=["quiet", look] if look else ["quiet"], text=alt.ExprRef(expr=words),
    )  # fmt: skip
    return drawn
