"""The few kinds of chart that the dashboard draws. Each returns a Vega-Lite specification as a plain dict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import altair as alt

from dashboard.theme import HEIGHT, LABEL, palette, vega_config

AnyChart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart
ROW = 38  # pixels of one horizontal bar with its space
CHARACTER = 7.2  # pixels of one digit of a label
PHONE_LEGEND = 24  # characters of a legend that fit beside each other on a phone


@dataclass(frozen=True)
class Bar:
    """One bar: `value` None draws no bar but only `text`, such as "geheim"."""

    name: str
    value: float | None
    text: str
    colour: str
    strong: bool = False


@dataclass(frozen=True)
class Reference:
    """A dashed line across the bars, such as the Netherlands."""

    value: float
    text: str


@dataclass(frozen=True)
class Segment:
    """One part of a stacked bar; `text` stands inside it, `order` places it from the left."""

    bar: str
    name: str
    value: float
    text: str
    colour: str
    order: int


@dataclass(frozen=True)
class Point:
    """One moment of a line: `label` on the axis, `value`, and `text` as shown on hover and at the end."""

    label: str
    value: float
    text: str
    provisional: bool = False


@dataclass(frozen=True)
class Line:
    """One line with its direct label; `labelled` False draws context without a label."""

    name: str
    points: tuple[Point, ...]
    colour: str
    dashed: bool = False
    strong: bool = False
    labelled: bool = True


@dataclass(frozen=True)
class Tile:
    """One cell of a heat table; `shade` from 0 to 1, or None for a cell without a number."""

    row: str
    column: str
    text: str
    shade: float | None


def finish(chart: AnyChart, *, dark: bool, height: int = HEIGHT) -> dict[str, Any]:
    """Return the specification at a fixed height, as wide as its card, in the look of the dashboard."""
    spec: dict[str, Any] = chart.properties(width="container", height=height).to_dict()
    spec["config"] = vega_config(dark)
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return spec


def data(items: Sequence[Any]) -> alt.InlineData:
    """Return dataclass rows as inline data."""
    return alt.InlineData(values=[asdict(item) for item in items])


def spoken(rows: Sequence[Bar]) -> str:
    """Return bars as text, for alternative texts: "Arnhem 7,1%, Doesburg 4,9%"."""
    return ", ".join(f"{row.name} {row.text}" for row in rows)


def bars_height(count: int, reference: bool = False) -> int:
    """Return the height that `count` horizontal bars need."""
    return count * ROW + (34 if reference else 10)


def bars(rows: Sequence[Bar], *, dark: bool, reference: Reference | None = None) -> dict[str, Any]:
    """Draw horizontal bars from zero, in the given order, each with its value at the tip."""
    colours = palette(dark)
    names = [row.name for row in rows]
    top = max([row.value or 0 for row in rows] + [reference.value if reference else 0]) or 1
    base = alt.Chart(data(rows)).encode(y=_names(names))
    scale = alt.Scale(domain=[0, top * 1.16], nice=False)
    drawn = base.mark_bar(height={"band": 0.62}, cornerRadiusEnd=2).encode(
        x=alt.X("value:Q", scale=scale, axis=None), color=alt.Color("colour:N", scale=None)
    )
    tip = base.transform_calculate(place="datum.value === null ? 0 : datum.value").encode(
        x=alt.X("place:Q", scale=scale, axis=None), text="text:N"
    )
    halo = tip.mark_text(align="left", dx=7, fontSize=LABEL, stroke=colours.background, strokeWidth=5)
    text = tip.mark_text(align="left", dx=7, fontSize=LABEL)
    between = _reference(reference, scale, dark) if reference else []
    return finish(
        alt.layer(drawn, *between, halo, text), dark=dark, height=bars_height(len(rows), reference is not None)
    ) | {
        "padding": {"left": 0, "right": 8, "top": 22 if reference else 4, "bottom": 4},
        "background": colours.background,
        "usermeta": {"kind": "bars"},  # tells an export which kind of chart this is
    }


def _names(names: Sequence[str]) -> alt.Y:
    axis = alt.Axis(labelFontSize=LABEL, title=None, grid=False)
    return alt.Y("name:N", sort=list(names), axis=axis)


def _reference(reference: Reference, scale: alt.Scale, dark: bool) -> list[AnyChart]:
    colours = palette(dark)
    line = alt.Chart(data([reference])).encode(x=alt.X("value:Q", scale=scale, axis=None))
    return [
        line.mark_rule(strokeDash=[6, 4], strokeWidth=2, color=colours.country),
        line.mark_text(align="left", baseline="bottom", dx=-2, dy=-5, color=colours.country, fontSize=LABEL).encode(
            y=alt.value(0), text="text:N"
        ),
    ]


def stacked(segments: Sequence[Segment], *, dark: bool, height: int, legend: bool = True) -> dict[str, Any]:
    """Draw horizontal stacked bars, in order of appearance, with the text of each part inside it.

    On a narrow screen a part may be too small for its text: that of the last part then stands behind the bar, and
    that of another part stands in the table only.
    """
    colours = palette(dark)
    names = list(dict.fromkeys(segment.name for segment in segments))
    shades = {segment.name: segment.colour for segment in segments}
    bar_names = list(dict.fromkeys(segment.bar for segment in segments))
    sums = {bar: sum(segment.value for segment in segments if segment.bar == bar) for bar in bar_names}
    longest = max(sums.values()) or 1
    scale = alt.Scale(domain=[0, longest * 1.04], nice=False)
    fits = f"datum.value / {longest * 1.04} * width > {CHARACTER} * length(datum.text) + 6"
    last = {bar: max(segment.order for segment in segments if segment.bar == bar) for bar in bar_names}
    ends = " || ".join(f"datum.bar === {json.dumps(bar)} && datum.order === {order}" for bar, order in last.items())
    base = alt.Chart(data(segments)).encode(
        y=alt.Y("bar:N", sort=bar_names, axis=alt.Axis(title=None, grid=False)),
        x=alt.X("value:Q", stack="zero", axis=None, scale=scale),
        order="order:Q",
    )
    drawn = base.mark_bar(stroke=colours.background, strokeWidth=2, height={"band": 0.7}).encode(
        color=alt.Color(
            "name:N",
            scale=alt.Scale(domain=names, range=[shades[name] for name in names]),
            legend=alt.Legend(columns=1 if len("".join(names)) > PHONE_LEGEND else len(names)) if legend else None,
        )
    )
    text = (
        base.mark_text(fontSize=LABEL)
        .encode(
            x=alt.X("value:Q", stack="zero", bandPosition=0.5, axis=None, scale=scale),
            text="text:N",
            color=alt.Color("ink:N", scale=None),
            opacity=alt.condition(fits, alt.value(1), alt.value(0)),
        )
        .transform_calculate(ink=_ink(shades, colours.background, colours.text))
    )
    behind = base.mark_text(fontSize=LABEL, align="left", dx=5).encode(
        x=alt.X("value:Q", stack="zero", bandPosition=1, axis=None, scale=scale),
        text="text:N",
        opacity=alt.condition(f"({ends}) && !({fits})", alt.value(1), alt.value(0)),
    )
    return finish(alt.layer(drawn, text, behind), dark=dark, height=height) | {"usermeta": {"kind": "stacked"}}


def _ink(shades: dict[str, str], light: str, dark_ink: str) -> str:
    """Return a Vega expression that chooses readable ink on each colour."""
    pairs = ", ".join(f"'{name}': '{ink_on(shade)}'" for name, shade in _escaped(shades).items())
    return f"({{{pairs}}})[datum.name]" if pairs else f"'{dark_ink or light}'"


def _escaped(shades: dict[str, str]) -> dict[str, str]:
    return {name.replace("'", "\\'"): shade for name, shade in shades.items()}


def ink_on(colour: str) -> str:
    """Return black or white, whichever reads better on `colour` (WCAG relative luminance)."""
    return "#10202b" if luminance(colour) > 0.207 else "#ffffff"


def luminance(colour: str) -> float:
    """Return the WCAG relative luminance of a hex colour."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lines(
    series: Sequence[Line], *, dark: bool, zero: bool, axis_format: str = ",.0f", height: int = HEIGHT
) -> dict[str, Any]:
    """Draw lines with a direct label at their end; provisional points are hollow."""
    colours = palette(dark)
    labels = list(dict.fromkeys(point.label for line in series for point in line.points))
    rows = [
        {
            "name": line.name,
            "colour": line.colour,
            "dashed": line.dashed,
            "strong": line.strong,
            "labelled": line.labelled,
            **asdict(point),
        }
        for line in series
        for point in line.points
    ]
    values = [row["value"] for row in rows]
    low, high = (0.0 if zero else min(values)), max(values)
    room = (high - low or 1) * 0.06
    scale = alt.Scale(domain=[low if zero else low - room, high + room], nice=False, zero=zero)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "label:O",
            sort=labels,
            axis=alt.Axis(title=None, grid=False, labelAngle=0, labelOverlap="greedy", labelSeparation=8),
        ),
        y=alt.Y("value:Q", scale=scale, axis=alt.Axis(title=None, format=axis_format, tickCount=5)),
        color=alt.Color("colour:N", scale=None),
    )
    drawn = base.mark_line().encode(
        detail="name:N",
        strokeDash=alt.condition("datum.dashed", alt.value([6, 4]), alt.value([1, 0])),
        strokeWidth=alt.condition("datum.strong", alt.value(3.5), alt.value(2)),
    )
    dots = base.mark_point(filled=True, opacity=1, strokeWidth=2).encode(
        size=alt.condition("datum.labelled", alt.value(45), alt.value(10)),
        fill=alt.condition("datum.provisional", alt.value(colours.background), alt.Color("colour:N", scale=None)),
        stroke=alt.Stroke("colour:N", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title="Reeks"),
            alt.Tooltip("label:N", title="Periode"),
            alt.Tooltip("text:N", title="Waarde"),
        ],
    )
    ends = (
        alt.Chart(alt.InlineData(values=_ends(series, high - low or 1, height)))
        .mark_text(align="left", dx=10, fontSize=LABEL)
        .encode(
            x=alt.X("label:O", sort=labels),
            y=alt.Y("place:Q", scale=scale),
            text="shown:N",
            color=alt.Color("colour:N", scale=None),
        )
    )
    spec = finish(alt.layer(drawn, dots, ends), dark=dark, height=height)
    padding = {"left": 0, "right": 8, "top": 8, "bottom": 4}  # the fit makes room for the labels
    return spec | {"padding": padding, "usermeta": {"kind": "lines"}}


def _ends(series: Sequence[Line], spread: float, height: int) -> list[dict[str, Any]]:
    """Return the labels at the ends, pushed apart so that none covers another."""
    gap = spread * 1.12 * (LABEL + 3) / max(height - 40, 1)
    ends = sorted(((line.points[-1].value, line) for line in series if line.labelled), key=lambda pair: pair[0])
    placed: list[dict[str, Any]] = []
    for value, line in ends:
        place = max(value, placed[-1]["place"] + gap) if placed else value
        last = line.points[-1]
        placed.append({"label": last.label, "place": place, "shown": f"{line.name} {last.text}", "colour": line.colour})
    return placed


def heat(tiles: Sequence[Tile], *, dark: bool) -> dict[str, Any]:
    """Draw a table of tiles, shaded by value, each with its text."""
    colours = palette(dark)
    rows = list(dict.fromkeys(tile.row for tile in tiles))
    columns = list(dict.fromkeys(tile.column for tile in tiles))
    shown = [
        {
            **asdict(tile),
            "colour": _shade(tile.shade, colours.steps, colours.background),
            "ink": colours.muted
            if tile.shade is None
            else ink_on(_shade(tile.shade, colours.steps, colours.background)),
        }
        for tile in tiles
    ]
    base = alt.Chart(alt.InlineData(values=shown)).encode(
        x=alt.X("column:N", sort=columns, axis=alt.Axis(orient="top", title=None, labelAngle=0, grid=False)),
        y=alt.Y("row:N", sort=rows, axis=alt.Axis(title=None, grid=False)),
    )
    drawn = base.mark_rect(stroke=colours.background, strokeWidth=2, cornerRadius=3).encode(
        color=alt.Color("colour:N", scale=None)
    )
    text = base.mark_text(fontSize=LABEL).encode(text="text:N", color=alt.Color("ink:N", scale=None))
    return finish(alt.layer(drawn, text), dark=dark, height=len(rows) * 36 + 30)


def _shade(shade: float | None, steps: Sequence[str], blank: str) -> str:
    return blank if shade is None else steps[min(int(shade * len(steps)), len(steps) - 1)]
