"""Horizontal bars from zero, each with its text at the tip; and the same with a sentence above each bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from dashboard.charts.breaking import LINE, above, beside, broken, in_lines
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
    slot,
    slots,
)
from dashboard.charts.theme import LABEL
from dashboard.charts.zero import ROOM, beyond, ends_of_bars, is_below, zero_line, zero_rows
from dashboard.telling.roles import against_zero
from dashboard.telling.tip import Tip, plain

ROW, WITH_REFERENCE, WITHOUT = 28, 30, 8  # pixels of one bar with its space, and of what stands above all of them
CAPTIONED_ROW, CAPTIONED_BAR = 54, 14  # pixels of a row with a caption, and of the bar in it
TWO_LINES = 38  # pixels of a row where names that break on a phone follow each other
WRAP = 42  # characters of a line of a caption where it takes two
CAPTION_BREAKS = 8  # more pixels of a row where a caption may take two lines


@dataclass(frozen=True)
class Bar:
    """One bar: `value` None draws no bar but only `text`, such as "geheim"; `role` says what it stands for."""

    name: str
    value: float | None
    text: str
    role: str
    tip: Tip | None = None

    @property
    def told(self) -> Spec:
        """What its mark tells."""
        return pointed(self.tip or plain(self.name, self.text))


@dataclass(frozen=True)
class Reference:
    """A dashed line across the bars with the number of `name`, such as the Netherlands."""

    value: float
    name: str
    text: str

    @property
    def label(self) -> str:
        """What stands at the line."""
        return f"{self.name} {self.text}"


@dataclass(frozen=True)
class Bars:
    """Bars in the given order.

    `scaled_to` are the bars that share the scale, where this is a part of a longer chart.
    """

    rows: tuple[Bar, ...]
    reference: Reference | None = None
    scaled_to: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class CaptionedBars:
    """Bars with their names above them: for names that are too long to stand beside a bar."""

    rows: tuple[Bar, ...]
    scaled_to: tuple[Bar, ...] = ()


def longest(bars: Sequence[Bar], reference: Reference | None = None) -> float:
    """Return the largest number that is drawn, or 1 where there is none."""
    return max([bar.value or 0 for bar in bars] + [reference.value if reference else 0]) or 1


def spoken(bars: Sequence[Bar]) -> str:
    """Return bars as text, for alternative texts: "Arnhem 7,1%, Doesburg 4,9%", "Nulmeting 2012: 2.254"."""
    return ", ".join(f"{bar.name}{':' if bar.name[-1:].isdigit() else ''} {bar.text}" for bar in bars)


@drawing.register
def _(chart: Bars) -> Drawing:
    reference = chart.reference
    tips = _tips(chart.scaled_to or chart.rows, reference)
    below = is_below(tips)
    names = [bar.name for bar in chart.rows]
    data: dict[str, list[Spec]] = {
        "bars": [
            {
                "name": bar.name,
                "value": bar.value,
                "place": bar.value or 0,
                "line": reference.value if reference else None,
                "text": bar.text,
                "role": against_zero(bar.role, bar.value),
                **bar.told,
            }
            for bar in chart.rows
        ],
        **zero_rows(tips),
    }
    if reference:
        data["reference"] = [{"value": reference.value, "text": reference.label}]
    return Drawing(
        _bars,
        data,
        {"names": names, **ends_of_bars(tips), **beside(names)},
        variant=(reference is not None, below),
        height=len(names) * _row(names) + (WITH_REFERENCE if reference else WITHOUT) + (ROOM if below else 0),
        sides=(0, 8, 22 if reference else 4, 4),
        opaque=True,
    )


def _tips(bars: Sequence[Bar], reference: Reference | None) -> list[tuple[float, str]]:
    """Return where each bar ends with the text beyond it; a text may have to stand beyond the line of the reference."""
    tips = [(bar.value or 0, bar.text) for bar in bars]
    if not reference:
        return tips
    beyond_line = [(reference.value, text) for value, text in tips if 0 <= value <= reference.value]
    return [*tips, (reference.value, ""), *beyond_line]


def _row(names: Sequence[str]) -> int:
    """Return the pixels of a row: more where two names below each other break on a phone."""
    breaks = broken(names)
    return TWO_LINES if any(one in breaks and other in breaks for one, other in pairwise(names)) else ROW


def _bars(with_reference: bool, below: bool) -> AnyChart:
    axis = alt.Axis(
        labelFontSize=LABEL, title=None, grid=False, labelExpr=slot("name_lines"), labelOffset=computed("name_shift"),
        labelLineHeight=LINE,
    )  # fmt: skip
    scale = alt.Scale(domainMin=computed("start"), domainMax=computed("end"), nice=False)
    base = alt.Chart(rows("bars")).encode(y=alt.Y("name:N", sort=slots("names"), axis=axis))
    drawn = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=2).encode(
        x=alt.X("value:Q", scale=scale, axis=None), color=coloured()
    )
    tip = base.encode(x=alt.X("place:Q", scale=scale, axis=None), text="text:N")
    halo = tip.mark_text(**beyond(line=with_reference, fontSize=LABEL, style="halo"))
    text = tip.mark_text(**beyond(line=with_reference, fontSize=LABEL))
    lines = (*(_reference(scale) if with_reference else ()), *(zero_line(scale) if below else ()))
    return alt.layer(drawn, *lines, halo, text)


def _reference(scale: alt.Scale) -> tuple[alt.Chart, alt.Chart]:
    line = alt.Chart(rows("reference")).encode(x=alt.X("value:Q", scale=scale, axis=None))
    fits = f"scale('x', datum.value) + length(datum.text) * {LETTER} < width"
    side = alt.ExprRef(f"{fits} ? 'left' : 'right'")
    words = line.mark_text(align=side, baseline="bottom", dx=-2, dy=-5, fontSize=LABEL, style="country")
    return line.mark_rule(style="country-line"), words.encode(y=alt.value(0), text="text:N")


@drawing.register
def _(chart: CaptionedBars) -> Drawing:
    row = CAPTIONED_ROW + CAPTION_BREAKS * any(len(bar.name) > WRAP for bar in chart.rows)
    values = []
    for place, bar in enumerate(chart.rows):
        end = (place + 1) * row - 6
        values.append(
            {
                "name": bar.name, "lines": "\n".join(in_lines(bar.name, WRAP)), "value": bar.value,
                "place": bar.value or 0,
                "text": bar.text, "role": against_zero(bar.role, bar.value), **bar.told,
                "y": end - CAPTIONED_BAR, "y2": end, "middle": end - CAPTIONED_BAR / 2,
            }
        )  # fmt: skip
    height = len(chart.rows) * row
    tips = [(bar.value or 0, bar.text) for bar in chart.scaled_to or chart.rows]
    below = is_below(tips)
    return Drawing(
        _captioned,
        {"bars": values, **zero_rows(tips, [{"y": row["y"] - 2, "y2": row["y2"] + 2} for row in values])},
        {**ends_of_bars(tips), "down": [height, 0]},
        variant=(below,),
        height=height + (ROOM if below else 0),
        sides=(0, 8, 4, 4),
    )


def _captioned(below: bool) -> AnyChart:
    scale = alt.Scale(domainMin=computed("start"), domainMax=computed("end"), nice=False)
    down = alt.Scale(domain=slots("down"), nice=False, zero=False)
    base = alt.Chart(rows("bars"))
    bar = base.mark_rect(cornerRadiusTopRight=2, cornerRadiusBottomRight=2).encode(
        x=alt.X("value:Q", scale=scale, axis=None),
        x2=alt.datum(0),
        y=alt.Y("y:Q", scale=down, axis=None),
        y2="y2:Q",
        color=coloured(),
    )
    tip = base.mark_text(**beyond(baseline="middle", fontSize=LABEL, fontWeight=600)).encode(
        x=alt.X("place:Q", scale=scale, axis=None), y=alt.Y("middle:Q", scale=down, axis=None), text="text:N"
    )
    words = above("width")
    caption = (
        alt.Chart(rows("bars"))
        .mark_text(
            align="left",
            baseline="bottom",
            dy=alt.ExprRef(expr=f"(-4 - {LINE} * (length({words}) - 1))"),
            fontSize=LABEL,
            lineHeight=LINE,
            style="strong",
            text=alt.ExprRef(expr=words),
        )
        .encode(x=alt.value(0), y=alt.Y("y:Q", scale=down, axis=None))
    )
    return alt.layer(
        bar, *(zero_line(scale, y=alt.Y("y:Q", scale=down, axis=None), y2="y2:Q") if below else ()), tip, caption
    )
