"""Bars on both sides of zero: room for texts beyond them, a line at zero, and the words that tell the sides apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt

from dashboard.charts.drawing import BESIDE, LEAST, LETTER, Spec, coloured, end_of_bars, rows
from dashboard.charts.theme import CAPTION
from dashboard.telling.roles import ACCENT, BELOW

UNDER, OVER = "onder nul", "boven nul"
APART, EDGE = 7, 5  # pixels between a bar and its text, and between a line and a text
ROOM = 22  # pixels of the words below the line at zero


def is_below(tips: Iterable[tuple[float, str]]) -> bool:
    """Return whether one of the bars that end at these numbers lies below zero."""
    return any(value < 0 for value, _ in tips)


def ends_of_bars(tips: Iterable[tuple[float, str]]) -> dict[str, str]:
    """Return the slots `start` and `end`: the numbers at both edges, with room for the text beyond each bar.

    Args:
        tips: The number at which each bar ends, and the text beyond it.
    """
    tips = list(tips)
    if not is_below(tips):
        return {"start": "0", "end": end_of_bars(tips)}
    least, most = min(value for value, _ in tips), max(0, *(value for value, _ in tips))
    left = _room([UNDER, *(text for value, text in tips if value < 0)])
    right = _room([OVER if most else "", *(text for value, text in tips if value >= 0)])
    of_pixel = f"{most - least} / max(width - {left + right:.0f}, {LEAST})"
    return {"start": f"{least} - {left:.0f} * {of_pixel}", "end": f"{most} + {right:.0f} * {of_pixel}"}


def _room(texts: Iterable[str]) -> float:
    longest = max(map(len, texts))
    return longest * LETTER + BESIDE if longest else 0


def zero_rows(tips: Iterable[tuple[float, str]], bars: Iterable[Spec] = ()) -> dict[str, list[Spec]]:
    """Return the rows of the line at zero and of the words on both sides of it; none where no bar lies below.

    Args:
        tips: The number at which each bar ends, and the text beyond it.
        bars: The rows of the bars where names stand above them: then the line is drawn only beside each, and crosses
            no name.
    """
    tips = list(tips)
    if not is_below(tips):
        return {}
    over = [{"value": 0, "text": OVER, "role": ACCENT}] if any(value > 0 for value, _ in tips) else []
    return {
        "zero": [{**bar, "value": 0} for bar in bars] or [{"value": 0}],
        "under": [{"value": 0, "text": UNDER, "role": BELOW[-1]}],
        "over": over,
    }


def zero_line(scale: alt.Scale, **along: alt.Y | str) -> tuple[alt.Chart, ...]:
    """Draw the line at zero of a scale of bars, and below it the words that are the legend of the two colours.

    Args:
        scale: The scale of the bars.
        along: The channels of the ends of each piece of the line; none for one through all bars.
    """
    at = {
        name: alt.Chart(rows(name)).encode(x=alt.X("value:Q", scale=scale, axis=None))
        for name in ("zero", "under", "over")
    }
    words: dict[str, Any] = {"baseline": "top", "dy": 4, "fontSize": CAPTION}
    low = alt.value(alt.ExprRef("height"))
    return (
        at["zero"].mark_rule(style="zero-line").encode(**along),
        at["under"].mark_text(align="right", dx=-8, **words).encode(y=low, text="text:N", color=coloured()),
        at["over"].mark_text(align="left", dx=8, **words).encode(y=low, text="text:N", color=coloured()),
    )


def beyond(*, line: bool = False, **options: Any) -> dict[str, Any]:
    """Return the options of a text beyond the end of its bar, on the side to which the bar goes.

    Args:
        line: Whether a line crosses the bars: then a text that it would cross stands behind it.
        options: Other options of the text.
    """
    below = "(isValid(datum.value) && datum.value < 0)"
    to_line = "(scale('x', datum.line) - scale('x', datum.place))"  # pixels, to the right
    inside = f"{to_line} > {APART - EDGE} && {to_line} < {APART + EDGE} + length(datum.text) * {LETTER}"
    right = f"{inside} ? {to_line} + {EDGE} : {APART}" if line else f"{APART}"
    left = f"{inside.replace(to_line, f'-{to_line}')} ? {to_line} - {EDGE} : -{APART}" if line else f"-{APART}"
    return {
        "align": alt.ExprRef(f"{below} ? 'right' : 'left'"),
        "dx": alt.ExprRef(f"({below} ? ({left}) : ({right}))"),
        **options,
    }
