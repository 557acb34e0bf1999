"""Stacked bars: plain; with a mark against each; and a steady part with a changing part on top of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.breaking import LINE, beside
from dashboard.charts.drawing import (
    BESIDE,
    CONTAINER,
    AnyChart,
    Drawing,
    Spec,
    coloured,
    computed,
    drawing,
    end_of_bars,
    legend,
    legend_columns,
    legend_slots,
    pointed,
    rows,
    slot,
    slots,
)
from dashboard.charts.theme import CAPTION, LABEL
from dashboard.telling.roles import ACCENT, REGION, SOFT, on
from dashboard.telling.tip import Tip, plain
from dashboard.words import notation

CHARACTER = 7.2  # pixels of one digit of a label
MARKED_ROW = 29  # pixels of a bar with a mark, and its space
NARROW = 520  # pixels of a card on a phone, where columns are narrow and the legend goes below each other
PLACES = {"left": (48, 72), "right": (110, 146)}  # pixels right of the bars where a column ends: phone, wider
STACKED_ROW, LEGEND = 40, 46  # pixels of a stacked bar with its space, and of a legend
TOPPED_ROW, TOPPED_LEGEND, INSIDE = 32, 44, 82  # pixels: a bar with its space, the legend, a bar with text in it


@dataclass(frozen=True)
class Segment:
    """One part of a stacked bar; `text` stands inside it, `order` places it from the left.

    `value` None is a part without a number (secret, not settled): it is not drawn, and its text stands behind the bar.
    """

    bar: str
    name: str
    value: float | None
    text: str
    role: str
    order: int
    tip: Tip | None = None


@dataclass(frozen=True)
class Stacked:
    """Stacked bars in order of appearance: the parts inside, their sum at the end; all in one unit of whole numbers."""

    segments: tuple[Segment, ...]
    legend: bool = True


@dataclass(frozen=True)
class Mark:
    """The mark on one bar: `value` places it, `left` and `right` are the texts of the two columns."""

    bar: str
    value: float
    left: str
    right: str
    strong: bool = False
    tip: Tip | None = None


@dataclass(frozen=True)
class Marked:
    """Stacked bars in order of appearance, each with a mark called `name` and two numbers at the right."""

    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    name: str
    columns: tuple[str, str]
    scaled_to: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Topped:
    """One bar. A part that is None is not drawn: only its text stands there, where it has one.

    `total` is the text of both parts together, where both have a number: then the texts of the parts stand inside.
    """

    name: str
    steady: float | None
    steady_text: str
    extra: float | None
    extra_text: str
    tip: Tip | None = None
    total: str = ""


@dataclass(frozen=True)
class ToppedBars:
    """Bars of two parts; `names` are the words for the steady and the changing part."""

    rows: tuple[Topped, ...]
    names: tuple[str, str]
    scaled_to: tuple[Topped, ...] = ()


def bar_names(segments: Sequence[Segment]) -> list[str]:
    """Return the names of the bars, in order of appearance."""
    return list(dict.fromkeys(segment.bar for segment in segments))


def part_words(segments: Sequence[Segment]) -> dict[str, str]:
    """Return the role of each part and its words, in order of appearance."""
    return {segment.role: segment.name for segment in segments}


@drawing.register
def _(chart: Stacked) -> Drawing:
    segments, words = chart.segments, part_words(chart.segments)
    names = bar_names(segments)
    end = end_of_bars(_tip(name, segments) for name in names)
    fits = f"datum.value / ({end}) * width > ({CHARACTER} * length(datum.text) + 6)"
    return Drawing(
        _stacked,
        {
            "segments": [_segment(s) for s in segments if s.value is not None],
            "secret": _secrets(segments),
            "totals": [total for name in names if (total := _total(name, segments))],
        },
        {
            "bars": names,
            "end": end,
            "fits": fits,
            "columns": legend_columns(words.values(), beside=max(names, key=len)),
            **legend_slots(words),
        },
        variant=(chart.legend,),
        height=STACKED_ROW * len(names) + (LEGEND if chart.legend else 0),
    )


def _tip(name: str, segments: Sequence[Segment]) -> tuple[float, str]:
    """Return the number at which a bar ends, and the text that can stand behind it."""
    own = [segment for segment in segments if segment.bar == name]
    total = _total(name, segments)
    behind = [total["text"]] if total else [s.text for s in own if s.value is None]
    return sum(s.value or 0 for s in own), max(behind, key=len)


def sum_of(name: str, segments: Sequence[Segment]) -> float:
    """Return the sum of the parts of a bar that have a number."""
    return sum(segment.value or 0 for segment in segments if segment.bar == name)


def total_of(name: str, segments: Sequence[Segment]) -> float | None:
    """Return the sum of the parts of a bar; None where a part has no number, for then it is no sum."""
    has_all = all(segment.value is not None for segment in segments if segment.bar == name)
    return sum_of(name, segments) if has_all else None


def _total(name: str, segments: Sequence[Segment]) -> Spec | None:
    total = total_of(name, segments)
    return None if total is None else {"bar": name, "end": total, "text": notation.number(total)}


def _secrets(segments: Sequence[Segment]) -> list[Spec]:
    """Return the words of parts without a number, with the place where their bar ends."""
    return [
        {"bar": s.bar, "name": s.name, "text": s.text, "end": sum(o.value or 0 for o in segments if o.bar == s.bar)}
        for s in segments
        if s.value is None
    ]


def _segment(segment: Segment) -> Spec:
    return {
        "bar": segment.bar, "name": segment.name, "value": segment.value, "text": segment.text,
        "role": segment.role, "ink": on(segment.role), "order": segment.order,
        **pointed(segment.tip or _plain(segment.bar, segment.name, segment.text)),
    }  # fmt: skip


def _stacked(with_legend: bool) -> AnyChart:
    scale = alt.Scale(domainMin=0, domainMax=computed("end"), nice=False)
    base = alt.Chart(rows("segments")).encode(
        y=alt.Y("bar:N", sort=slots("bars"), axis=alt.Axis(title=None, grid=False)),
        x=alt.X("value:Q", stack="zero", axis=None, scale=scale),
        order="order:Q",
    )
    drawn = base.mark_bar(style="parted", height={"band": 0.8}).encode(
        color=coloured(legend=legend(columns=computed("columns")) if with_legend else None)
    )
    inside = base.mark_text(fontSize=LABEL).encode(
        x=alt.X("value:Q", stack="zero", bandPosition=0.5, axis=None, scale=scale),
        text="text:N",
        color=coloured("ink"),
        detail="name:N",
        opacity=alt.condition(slot("fits"), alt.value(1), alt.value(0)),
    )
    secret, total = (
        alt.Chart(rows(name)).encode(
            y=alt.Y("bar:N", sort=slots("bars")), x=alt.X("end:Q", axis=None, scale=scale), text="text:N"
        )
        for name in ("secret", "totals")
    )
    return alt.layer(
        drawn,
        inside,
        total.mark_text(fontSize=LABEL, fontWeight=600, align="left", dx=7),
        secret.mark_text(fontSize=LABEL, align="left", dx=5, style="quiet"),
    )


def _plain(bar: str, part: str, text: str) -> Tip:
    return plain(bar, text, word=part)


@drawing.register
def _(chart: Marked) -> Drawing:
    names, whole = [mark.bar for mark in chart.marks], chart.scaled_to or chart.segments
    words = part_words(chart.segments) | {REGION: chart.name}
    marks = [
        {
            "bar": m.bar,
            "value": m.value,
            "left": m.left,
            "right": m.right,
            "strong": m.strong,
            "role": REGION,
            **pointed(m.tip or Tip(m.bar, ((chart.columns[0], m.left), (chart.columns[1], m.right)))),
        }
        for m in chart.marks
    ]
    heads = {f"{side}_head": [{"head": head}] for side, head in zip(PLACES, chart.columns, strict=True)}
    strong = " || ".join(f"datum.value === {json.dumps(mark.bar)}" for mark in chart.marks if mark.strong)
    return Drawing(
        _marked,
        {"segments": [_segment(s) for s in chart.segments if s.value is not None], "marks": marks, **heads},
        {
            "bars": names,
            "strong": strong or "false",
            **beside(names),
            "top": max([sum_of(name, whole) for name in bar_names(whole)] + [mark.value for mark in chart.marks]),
            "columns": f"{CONTAINER} < {NARROW} ? 1 : {len(words)}",
            **legend_slots(words),
        },
        height=len(names) * MARKED_ROW + 70,
        sides=(0, 8, 4, 4),
    )


def _marked() -> AnyChart:
    y = alt.Y("bar:N", sort=slots("bars"), axis=_names())
    x = alt.X("value:Q", stack="zero", axis=None, scale=alt.Scale(nice=False, domainMin=0, domainMax=computed("top")))
    named = legend(offset=26, columns=computed("columns"))
    drawn = (
        alt.Chart(rows("segments"))
        .mark_bar(style="parted", height={"band": 0.6})
        .encode(y=y, x=x, order="order:Q", color=coloured(legend=named))
    )
    ticks = (
        alt.Chart(rows("marks"))
        .mark_tick(style="parted", thickness=6, size=MARKED_ROW * 0.8, opacity=1)
        .encode(y=y, x=alt.X("value:Q", axis=None), color=coloured())
    )
    return alt.layer(drawn, ticks, *_column("left", y), *_column("right", y))


def _names() -> alt.Axis:
    """Return the axis of names, the strong ones bold."""
    weight: Any = {"condition": {"test": slot("strong"), "value": "bold"}, "value": "normal"}
    return alt.Axis(
        title=None, grid=False, labelExpr=slot("name_lines"), labelFontWeight=weight,
        labelOffset=computed("name_shift"), labelLineHeight=LINE,
    )  # fmt: skip


def _column(side: str, y: alt.Y) -> list[AnyChart]:
    """Return one column of numbers, right-aligned, to the right of the bars."""
    phone, wider = PLACES[side]
    x = alt.value(alt.ExprRef(f"width + ({CONTAINER} < {NARROW} ? {phone} : {wider})"))
    numbers = (
        alt.Chart(rows("marks"))
        .mark_text(align="right", fontSize=LABEL, fontWeight=alt.ExprRef("datum.strong ? 'bold' : 'normal'"))
        .encode(y=y, x=x, text=f"{side}:N")
    )
    top = (
        alt.Chart(rows(f"{side}_head"))
        .mark_text(align="right", baseline="bottom", fontSize=CAPTION, dy=-4)
        .encode(x=x, y=alt.value(0), text="head:N")
    )
    return [numbers, top]


@drawing.register
def _(chart: ToppedBars) -> Drawing:
    end_of = end_of_bars(
        ((row.steady or 0) + (row.extra or 0), _behind(row, chart.names)) for row in chart.scaled_to or chart.rows
    )
    parts, words = [], []
    for row in chart.rows:
        steady = row.steady or 0
        end = steady + (row.extra or 0)
        for name, role, start, stop, text in (
            (chart.names[0], SOFT, 0.0, steady, row.steady_text),
            (chart.names[1], ACCENT, steady, end, row.extra_text),
        ):
            if stop > start:
                part = {
                    "bar": row.name,
                    "name": name,
                    "role": role,
                    "start": start,
                    "end": stop,
                    "text": text,
                    **pointed(
                        row.tip or Tip(row.name, ((chart.names[0], row.steady_text), (chart.names[1], row.extra_text)))
                    ),
                }
                parts.append(part)
        words.append(
            {"bar": row.name, "steady": steady, "steady_text": row.steady_text, "ink": on(SOFT), "end": end,
             "extra": row.extra or 0, "extra_text": row.extra_text if row.total else "", "extra_ink": on(ACCENT),
             "behind": _behind(row, chart.names), "bold": bool(row.total)}
        )  # fmt: skip
    return Drawing(
        _topped,
        {"parts": parts, "words": words},
        {
            "bars": [row.name for row in chart.rows],
            "end": end_of,
            "inside": f"datum.steady / ({end_of}) * width > {INSIDE} ? datum.steady_text : ''",
            "extra_inside": f"datum.extra / ({end_of}) * width > {CHARACTER} * length(datum.extra_text) + {BESIDE} ? "
            "datum.extra_text : ''",
            "columns": legend_columns(chart.names, beside=max((row.name for row in chart.rows), key=len)),
            **legend_slots({SOFT: chart.names[0], ACCENT: chart.names[1]}),
        },
        height=TOPPED_ROW * len(chart.rows) + TOPPED_LEGEND,
    )


def _behind(row: Topped, names: tuple[str, str]) -> str:
    """Return what stands behind a bar: the total, or the text of what is not drawn."""
    if row.total:
        return row.total
    if row.steady is not None:
        return row.extra_text
    return ", ".join(filter(None, (f"{names[0].lower()} {row.steady_text}", row.extra_text)))


def _topped() -> AnyChart:
    scale = alt.Scale(domainMin=0, domainMax=computed("end"), nice=False)
    y = alt.Y("bar:N", sort=slots("bars"), axis=alt.Axis(title=None, grid=False))
    named = legend(columns=computed("columns"))
    drawn = (
        alt.Chart(rows("parts"))
        .mark_bar(style="parted", height={"band": 0.88})
        .encode(
            x=alt.X("start:Q", scale=scale, axis=None), x2="end:Q", y=y, color=coloured(legend=named),
        )
    )  # fmt: skip
    texts = alt.Chart(rows("words")).encode(y=y)
    inside = (
        texts.transform_calculate(inside=slot("inside"))
        .mark_text(align="left", dx=6, fontSize=LABEL)
        .encode(x=alt.value(0), text="inside:N", color=coloured("ink"))
    )
    extra = (
        texts.transform_calculate(extra_inside=slot("extra_inside"))
        .mark_text(align="left", dx=6, fontSize=LABEL)
        .encode(x=alt.X("steady:Q", scale=scale, axis=None), text="extra_inside:N", color=coloured("extra_ink"))
    )
    weight = alt.ExprRef("datum.bold ? 600 : 400")
    tip = texts.mark_text(align="left", dx=7, fontSize=LABEL, fontWeight=weight).encode(
        x=alt.X("end:Q", scale=scale, axis=None), text="behind:N"
    )
    return alt.layer(drawn, inside, extra, tip)
