"""Bullets: a bar of what was reached against a mark for its goal, each on its own scale, with its name above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from dashboard.charts.bars import Bar
from dashboard.charts.breaking import LINE, above, in_lines
from dashboard.charts.drawing import (
    AnyChart,
    Drawing,
    Spec,
    coloured,
    computed,
    drawing,
    end_of_bars,
    pointed,
    rows,
    slots,
)
from dashboard.charts.theme import LABEL
from dashboard.telling.roles import COUNTRY
from dashboard.telling.tip import Tip, plain
from dashboard.words import notation

ABOVE, BAR, BELOW = 8, 16, 14  # pixels: below a name, the bar, the room below the bar
WRAP = 50  # characters of a line of a name where it takes two
OVER = 4  # pixels that the mark of the goal stands out above and below the bar
GOAL = "Doel, bij elke regel"


@dataclass(frozen=True)
class Bullet:
    """One goal.

    Attributes:
        name: What it is, with the goal in words: it stands above the bar.
        reached: What was reached, in parts of the goal; None draws an empty dashed bar up to the goal.
        baseline: Where it began, in parts of the goal; None draws no mark.
        text: What stands behind the bar, such as "5.258 banen" or "geen meting bekend".
        role: What the bar stands for.
    """

    name: str
    reached: float | None
    baseline: float | None
    text: str
    role: str
    tip: Tip | None = None


@dataclass(frozen=True)
class Bullets:
    """Goals from top to bottom; their marks stand below each other, for each goal has its own scale.

    `goal` is what the marks are called where they are drawn as a bar; `scaled_to` are the bullets that the marks stand
    below in other parts of the same chart.
    """

    rows: tuple[Bullet, ...]
    goal: str = GOAL
    scaled_to: tuple[Bullet, ...] = ()


def spoken(bullets: Sequence[Bullet]) -> str:
    """Return bullets as text, for alternative texts: "Sectortafels, doel 6: geen meting bekend; …"."""
    return "; ".join(f"{bullet.name}: {bullet.text}" for bullet in bullets)


def as_bars(chart: Bullets) -> tuple[Bar, ...]:
    """Return the goals as bars of percents of the goal, with one for the goal itself: for who draws only bars."""
    found = [Bar(one.name, None if one.reached is None else one.reached * 100, one.text, one.role)
             for one in chart.rows]  # fmt: skip
    return (*found, Bar(chart.goal, 100, notation.percentage(100), COUNTRY))


@drawing.register
def _(chart: Bullets) -> Drawing:
    names = [in_lines(bullet.name, WRAP) for bullet in chart.rows]
    row = LINE * max(map(len, names)) + ABOVE + BAR + BELOW  # all alike: a screen that breaks no name is even too
    height = row * len(names)
    values = [
        _placed(bullet, lines, (place + 1) * row - BAR - BELOW)
        for place, (bullet, lines) in enumerate(zip(chart.rows, names, strict=True))
    ]
    tips = [(max(one.reached or 0, 1), one.text) for one in chart.scaled_to or chart.rows]
    data: dict[str, Sequence[Spec]] = {
        "reached": [value for value in values if value["known"]],
        "unknown": [value for value in values if not value["known"]],
        "begun": [value for value in values if value["baseline"] is not None],
        "all": values,
    }
    return Drawing(
        _bullets, data, {"end": end_of_bars(tips), "down": [height, 0]}, height=height, sides=(2, 4, 4, 4), opaque=True
    )


def _placed(bullet: Bullet, lines: Sequence[str], top: int) -> Spec:
    end = top + BAR
    return {
        "name": bullet.name, "lines": "\n".join(lines), "text": bullet.text,
        "role": bullet.role, "known": bullet.reached is not None, "reached": bullet.reached or 0,
        **pointed(bullet.tip or plain(bullet.name, bullet.text)),
        "baseline": bullet.baseline, "goal": 1, "zero": 0, "tip": max(bullet.reached or 0, 1),
        "y": top, "y2": end, "middle": top + BAR / 2, "above": top - OVER, "below": end + OVER,
    }  # fmt: skip


def _bullets() -> AnyChart:
    scale = alt.Scale(domainMin=0, domainMax=computed("end"), nice=False)
    down = alt.Scale(domain=slots("down"), nice=False, zero=False)

    def at(name: str, x: str, y: str) -> alt.Chart:
        placed: alt.Chart = alt.Chart(rows(name)).encode(
            x=alt.X(f"{x}:Q", scale=scale, axis=None), y=alt.Y(f"{y}:Q", scale=down, axis=None)
        )
        return placed

    reached = at("reached", "zero", "y").mark_rect(cornerRadiusEnd=2)
    unknown = at("unknown", "zero", "y").mark_rect(style="open")
    begun = at("begun", "baseline", "above")
    goal = at("all", "goal", "above").mark_rule(style="outline")
    tip = at("all", "tip", "middle").encode(text="text:N")
    return alt.layer(
        unknown.encode(x2="goal:Q", y2="y2:Q"),
        reached.encode(x2="reached:Q", y2="y2:Q", color=coloured()),
        begun.mark_rule(style="under").encode(y2="below:Q"),
        begun.mark_rule(style="pointer").encode(y2="below:Q"),
        goal.encode(y2="below:Q"),
        tip.mark_text(align="left", baseline="middle", dx=9, fontSize=LABEL, style="halo"),
        tip.mark_text(align="left", baseline="middle", dx=9, fontSize=LABEL),
        _names(down),
    )


def _names(down: alt.Scale) -> AnyChart:
    """Draw each name above its bar, in lines where there is no room for it."""
    words = above("width")
    drawn: AnyChart = (
        alt.Chart(rows("all"))
        .mark_text(
            align="left",
            baseline="bottom",
            dy=alt.ExprRef(expr=f"(-6 - {LINE} * (length({words}) - 1))"),
            fontSize=LABEL,
            lineHeight=LINE,
            style="strong",
            text=alt.ExprRef(expr=words),
        )
        .encode(x=alt.value(0), y=alt.Y("y:Q", scale=down, axis=None))
    )
    return drawn
