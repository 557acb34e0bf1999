"""Typed charts as PowerPoint can draw them itself: with their numbers behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from dashboard.charts import flows
from dashboard.charts.bars import Bar, Bars, CaptionedBars, Reference
from dashboard.charts.bullets import Bullets, as_bars
from dashboard.charts.flows import Flows
from dashboard.charts.lines import Line, Lines, end_shifts
from dashboard.charts.stacked import Segment, Stacked, bar_names, sum_of, total_of
from dashboard.figure.core import Figure
from dashboard.telling.roles import COUNTRY, TEXT, against_zero
from dashboard.words import notation
from dashboard.words.notation import Written
from dashboard.words.periods import middle_day

WHOLE = r"[>=1000000]#\.###\.##0;[>=1000]#\.##0;0"  # whole numbers with Dutch points on any machine
ALIKE = 1.2  # how much longer than another a step of time may be: months have 28 to 31 days
TOTAL, TOTAL_ROOM = "Totaal", 0.15  # the name of the sums of stacked bars, and the room behind the longest
PLOT_WIDTH, LETTER = 600, 8.5  # points: of a stacked bar over the whole axis, and of a sign of a label
NO_NUMBER = " ({})"


@dataclass(frozen=True)
class Series:
    """One series. `values`, `texts` and `roles` run along the categories; None draws nothing.

    `ending` is the label at the end of a line, or empty; `shift` moves it up by that share of the value axis. A total
    is not drawn: it places the sum of a stacked bar behind its parts.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    roles: tuple[str, ...]
    hollow: tuple[bool, ...] = ()
    dashed: bool = False
    strong: bool = False
    ending: str = ""
    shift: float = 0.0
    is_total: bool = False


@dataclass(frozen=True)
class NativeChart:
    """A chart as numbers.

    Attributes:
        kind: How they are drawn.
        categories: The names of bars or periods.
        series: The numbers, along the categories.
        number_format: That of Excel.
        bounds: The ends of the value axis of lines and of stacked bars.
        step: What lies between its marks.
        days: The middle of each period, where lines take unequal steps of time; () where the steps are equal.
    """

    kind: Literal["bars", "stacked", "lines"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    number_format: str
    bounds: tuple[float, float] = (0, 0)
    step: float = 1
    days: tuple[date, ...] = ()


def native(figure: Figure) -> NativeChart | None:
    """Return the chart of `figure` as numbers, or None where PowerPoint has no such kind of chart."""
    match figure.chart:
        case Bars(rows, reference):
            return _bars((*rows, *([_comparison(reference)] if reference else ())), figure.subtitle)
        case CaptionedBars(rows):
            return _bars(rows, figure.subtitle)
        case Bullets() as chart:
            return _bars(as_bars(chart), figure.subtitle)
        case Flows() as chart:
            return _bars(flows.as_bars(chart).rows, figure.subtitle)
        case Stacked() as chart:
            return _stacked(chart)
        case Lines() as chart:
            return _lines(chart)
    return None


def _comparison(reference: Reference) -> Bar:
    """Return the dashed line of a comparison as a bar of its own."""
    return Bar(reference.name, reference.value, reference.text, COUNTRY)


def _bars(bars: Sequence[Bar], name: str) -> NativeChart:
    names = tuple(bar.name if bar.value is not None else bar.name + NO_NUMBER.format(bar.text) for bar in bars)
    values, texts, roles = zip(*((bar.value, bar.text, against_zero(bar.role, bar.value)) for bar in bars), strict=True)
    series = Series(name, values, texts, roles)
    return NativeChart("bars", names, (series,), number_format([series]))


def _stacked(chart: Stacked) -> NativeChart:
    bars = tuple(bar_names(chart.segments))
    totals = [total_of(bar, chart.segments) for bar in bars]
    end = max(sum_of(bar, chart.segments) for bar in bars) * (1 + TOTAL_ROOM)
    parts = {(part.name, part.bar): part for part in chart.segments}
    names = dict.fromkeys(part.name for part in sorted(chart.segments, key=lambda part: part.order))
    series = []
    for name in names:
        own = [parts.get((name, bar)) for bar in bars]
        role = next(part.role for part in own if part)
        series.append(
            Series(
                name,
                tuple(part.value if part else None for part in own),
                tuple(part.text if part and _fits(part, end) else "" for part in own),
                (role,) * len(bars),
            )
        )
    texts = tuple("" if total is None else notation.number(total) for total in totals)
    whole = Series(TOTAL, tuple(totals), texts, (TEXT,) * len(bars), is_total=True)
    named = tuple(bar + _missing(bar, chart.segments) for bar in bars)
    return NativeChart("stacked", named, (*series, whole), number_format(series), bounds=(0, end))


def _fits(part: Segment, end: float) -> bool:
    return (part.value or 0) / (end or 1) * PLOT_WIDTH > LETTER * (len(part.text) + 1)


def _missing(bar: str, segments: Sequence[Segment]) -> str:
    """Return the parts of a bar without a number, with what is told of them; they can have no place in it."""
    parts = [f"{one.name}: {one.text}" for one in segments if one.bar == bar and one.value is None]
    return NO_NUMBER.format(", ".join(parts)) if parts else ""


def _lines(chart: Lines) -> NativeChart:
    periods = chart.periods
    low, high, step = chart.axis
    shifts = end_shifts(chart)
    series = [_line(line, periods, shifts) for line in chart.lines if line.last]
    labels = tuple(notation.short_period(period) for period in periods)
    return NativeChart("lines", labels, tuple(series), number_format(series), (low, high), step, _days(periods))


def _days(periods: Sequence[str]) -> tuple[date, ...]:
    """Return the middle of each period where they follow each other at unequal distances; else ()."""
    days = tuple(map(middle_day, periods))
    steps = [(after - before).days for before, after in pairwise(days)]
    return days if steps and max(steps) > min(steps) * ALIKE else ()


def _line(line: Line, periods: Sequence[str], shifts: dict[str, float]) -> Series:
    moments = {moment.period: moment for moment in line.moments}
    own = [moments.get(period) for period in periods]
    ending = f"{line.name} {line.last.text}" if line.labelled and line.last else ""
    return Series(
        line.name,
        tuple(moment.value if moment else None for moment in own),
        tuple(moment.text if moment else "" for moment in own),
        (line.role,) * len(periods),
        hollow=tuple(bool(moment and moment.provisional) for moment in own),
        dashed=line.dashed,
        strong=line.strong,
        ending=ending,
        shift=shifts.get(ending, 0.0),
    )


def number_format(series: Sequence[Series]) -> str:
    """Return the number format in which PowerPoint writes the values as their texts do."""
    for one in series:
        for value, text in zip(one.values, one.texts, strict=True):
            if value is not None and isinstance(text, Written):
                return _format(text)
    return "General"


def _format(text: Written) -> str:
    """Return a format with the points of thousands written out: those of "#,##0" are commas on an English machine."""
    before, after = (f'"{words}"' if words else "" for words in (text.before, text.after))
    if text.decimals:
        return f"{before}#,##0.{'0' * text.decimals}{after}"
    return ";".join(
        f"{condition}{before}{digits}{after}"
        for condition, digits in (("[>=1000000]", r"#\.###\.##0"), ("[>=1000]", r"#\.##0"), ("", "0"))
    )


def is_plain(value: float | None, text: str, chart_format: str) -> bool:
    """Whether `chart_format` writes `value` exactly as `text` on any machine, so that the label may follow the number.

    A decimal comma and a minus sign are not the same everywhere: such a label is text.
    """
    if value is None or value < 0 or not isinstance(text, Written) or text.decimals:
        return False
    return _format(text) == chart_format and notation.number(value) == notation.number(text.value)
