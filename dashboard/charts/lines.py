"""Lines over time: a label at their end, gaps where there is no figure, open points where it is provisional."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.drawing import (
    CONTAINER,
    LETTER,
    AnyChart,
    Drawing,
    Spec,
    coloured,
    computed,
    drawing,
    pointed,
    rows,
    scale,
    slot,
    slots,
)
from dashboard.charts.theme import HEIGHT, LABEL
from dashboard.telling.roles import BACKGROUND, CONTEXT, MUTED, REGION
from dashboard.telling.tip import Tip
from dashboard.words import notation
from dashboard.words.periods import middle

# Pixels of a chart, and of its lines beside their labels, under which labels stand above the ends.
PHONE, PLOT = 480, 440
MOST = 6  # names beside lines on a phone; of more only the highest, the lowest, region and country: the rest is crowd
FEW = 16  # periods up to which every point gets a dot
AXIS_STEPS = 6  # steps on a value axis at most, but for its ends
EDGE = 14  # pixels between the edge and the first and last moment
SCALE = 50  # pixels beside the lines for the numbers of the scale
TIGHT = 0.9 * LETTER  # where a name goes that has just room enough
AXIS, LOW = 40, 200  # pixels of the axis below the lines and what is above them; of the lowest chart, on the wall
HIGH_ENOUGH = 225  # pixels of a plot from which labels have their places of a page
UNDER_TOP = 16  # pixels below the top of the plot that labels stay, for on a phone they stand above their places


@dataclass(frozen=True)
class Moment:
    """One period of a line: `value` None leaves a gap, and `text` then says why."""

    period: str
    value: float | None
    text: str
    provisional: bool = False
    tip: Tip | None = None


@dataclass(frozen=True)
class Line:
    """One line: its moments in order of time.

    `labelled` False draws context: named where there is room, and when it is pointed at. `place` is the code of the
    place that it is of, or empty.
    """

    name: str
    moments: tuple[Moment, ...]
    role: str
    dashed: bool = False
    strong: bool = False
    labelled: bool = True
    place: str = ""

    @property
    def last(self) -> Moment | None:
        """The last moment with a number."""
        return next((moment for moment in reversed(self.moments) if moment.value is not None), None)


@dataclass(frozen=True)
class Lines:
    """Lines on one scale; `zero` starts it at 0. At least one moment has a number."""

    lines: tuple[Line, ...]
    zero: bool

    @property
    def periods(self) -> list[str]:
        """The periods of all lines, in order of time."""
        return sorted({moment.period for line in self.lines for moment in line.moments})

    @property
    def axis(self) -> tuple[float, float, float]:
        """The lowest and the highest number of the scale, which are marks, and the step between marks."""
        values = [m.value for line in self.lines for m in line.moments if m.value is not None]
        return round_axis(min([*values, 0.0] if self.zero else values), max(values))


def round_axis(low: float, high: float) -> tuple[float, float, float]:
    """Return the ends of an axis around `low` and `high`, and the step between its marks, as round numbers."""
    rough = (high - low or 1) / AXIS_STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    return round(first * step, 9), round(max(last, first + 1) * step, 9), step


@drawing.register
def _(chart: Lines) -> Drawing:
    periods, (low, high, step) = chart.periods, chart.axis
    points = [point for line in chart.lines for point in _points(line, few=len(periods) <= FEW)]
    firsts = list({period[:4]: period for period in reversed(periods)}.values())[::-1]
    ends = _ends_of(chart)
    return Drawing(
        _lines,
        {
            "points": points,
            "dots": [point for point in points if point["dot"]],
            "ends": ends,
            "zero": [{"value": 0}] if low < 0 < high else [],
        },
        {
            "span": [middle(periods[0]), middle(periods[-1])],
            "ticks": [middle(period) for period in firsts],
            "domain": [low, high],
            "marks": [round(low + place * step, 9) for place in range(round((high - low) / step) + 1)],
            "format": f",.{max(0, -math.floor(math.log10(step) + 1e-9))}f",
            **_words_of(ends),
        },
        sides=(0, 8, 8, 4),
        opaque=True,
    )


def _plain(line: Line, moment: Moment) -> Tip:
    return Tip(line.name, (("Periode", notation.period(moment.period)), ("Waarde", moment.text)), line.place)


def _points(line: Line, *, few: bool) -> list[Spec]:
    """Return the rows of a line; points that touch no other, the last one, and all where there are few get a dot."""
    moments = line.moments
    known = [moment.value is not None for moment in moments]
    last = max((place for place, has in enumerate(known) if has), default=-1)
    scattered = not all(moment.provisional for moment in moments if moment.value is not None)
    drawn = []
    for place, moment in enumerate(moments):
        alone = known[place] and not any(known[max(place - 1, 0) : place] + known[place + 1 : place + 2])
        drawn.append(
            {
                "name": line.name,
                "at": middle(moment.period),
                "value": moment.value,
                "role": line.role,
                **pointed(moment.tip or _plain(line, moment)),
                "inside": BACKGROUND if moment.provisional else line.role,
                "dashed": line.dashed,
                "strong": line.strong,
                "dot": known[place] and (few or alone or place == last or (moment.provisional and scattered)),
                "size": 10 if not line.labelled else 45 if few or place == last else 18,
            }
        )
    return drawn


def _ends(chart: Lines, plot: float) -> list[Spec]:
    """Return the labels at the last point of each line, pushed apart so that none covers another or leaves the plot.

    Context is named where its own place is free.

    Args:
        chart: The lines.
        plot: Pixels of the height of the plot, without its axis.
    """
    low, high, _ = chart.axis
    pixel = (high - low) / plot
    last = [(moment, line) for line in chart.lines if line.labelled and (moment := line.last)]
    gap = min(LABEL + 2, (plot - UNDER_TOP) / max(len(last) - 1, 1)) * pixel
    last.sort(key=lambda pair: pair[0].value or 0)
    places = _apart([moment.value or 0 for moment, _ in last], gap, high - UNDER_TOP * pixel)
    ends = [
        {**_end(line, moment, place, shown=f"{line.name} {moment.text}"), "crowds": crowds}
        for (moment, line), place, crowds in zip(last, places, _crowding([line for _, line in last]), strict=True)
    ]
    for line in chart.lines:
        place = line.last.value or 0 if line.last else 0
        if line.last and not line.labelled and all(abs(place - end["place"]) >= gap for end in ends):
            ends.append(_end(line, line.last, place, shown=line.name))
    return ends


def _crowding(lines: Sequence[Line]) -> list[bool]:
    """Return of each line, from the lowest to the highest end, whether its name is one too many on a phone."""
    many = len(lines) > MOST
    within = range(1, len(lines) - 1)
    return [many and place in within and line.role != REGION and not line.dashed for place, line in enumerate(lines)]


def _apart(wanted: Sequence[float], gap: float, top: float) -> list[float]:
    """Return places from low to high as near to the wanted ones as can be: `gap` apart, and none above `top`."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap) if places else place)
    for number in reversed(range(len(places))):
        places[number] = min(places[number], top)
        top = places[number] - gap
    return places


def _ends_of(chart: Lines) -> list[Spec]:
    """Return the labels with their places where there is room, and on the wall, where the chart is low."""
    roomy, low = ({end["shown"]: end for end in _ends(chart, plot)} for plot in (HEIGHT - AXIS, LOW - AXIS))
    return [
        {**end, "wide": end["wide"] or shown not in low, "low": low.get(shown, end)["place"]}
        for shown, end in roomy.items()
    ]


def _words_of(ends: Sequence[Spec]) -> dict[str, str]:
    """Return where labels stand, as Vega expressions: behind the ends where both they and the lines have room.

    One that would run into the marks of the scale stands further right; without room there it is the number alone.
    """
    longest = max(len(end["shown"]) for end in ends)
    narrow = f"{CONTAINER} < {max(PHONE, PLOT + longest * LETTER):.0f}"
    words = (
        f"({narrow} && datum.crowds || ({narrow} || height < {HIGH_ENOUGH}) && datum.wide ? '' : "
        f"{CONTAINER} - {SCALE} < length(datum.shown) * {TIGHT} ? datum.short : datum.shown)"
    )
    return {
        "align": f"{narrow} ? 'right' : 'left'",
        "dx": f"{narrow} ? max(6, length({words}) * {TIGHT} - scale('x', datum.at)) : 10",
        "dy": f"{narrow} ? -14 : 0",
        "words": words,
    }


def _end(line: Line, moment: Moment, place: float, *, shown: str) -> Spec:
    role = line.role if line.labelled and line.role != CONTEXT else MUTED
    return {"at": middle(moment.period), "place": place, "shown": shown, "role": role, "code": line.place,
            "short": moment.text if line.labelled else "", "wide": not line.labelled, "crowds": False}  # fmt: skip


def end_shifts(chart: Lines) -> dict[str, float]:
    """Return how far each end label stands above its point, in shares of the scale, by what it shows."""
    low, high, _ = chart.axis
    places = {end["shown"]: end["place"] for end in _ends(chart, HEIGHT - AXIS)}
    found = {f"{line.name} {line.last.text}": line.last.value or 0 for line in chart.lines if line.last}
    return {shown: (place - found[shown]) / (high - low) for shown, place in places.items() if shown in found}


def _lines() -> AnyChart:
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=slots("span"), nice=False, zero=False, padding=EDGE),
        axis=alt.Axis(
            title=None, grid=False, labelAngle=0, labelFlush=False, labelOverlap="greedy", labelSeparation=8,
            values=slots("ticks"), labelExpr="format(floor(datum.value), 'd')",
        ),
    )  # fmt: skip
    axis = alt.Axis(title=None, format=slot("format"), values=slots("marks"))
    height = alt.Scale(domain=slots("domain"), nice=False, zero=False)
    y = alt.Y("value:Q", scale=height, axis=axis)
    drawn = (
        alt.Chart(rows("points"))
        .mark_line()
        .encode(
            x=x,
            y=y,
            color=coloured(),
            detail="name:N",
            strokeDash=alt.condition("datum.dashed", alt.value([6, 4]), alt.value([1, 0])),
            strokeWidth=alt.condition("datum.strong", alt.value(3.5), alt.value(2)),
        )
    )
    dots = (
        alt.Chart(rows("dots"))
        .mark_point(filled=True, opacity=1, strokeWidth=1.6)
        .encode(
            x=x,
            y=y,
            size=alt.Size("size:Q", scale=None, legend=None),
            fill=alt.Fill("inside:N", scale=scale(), legend=None),
            stroke=alt.Stroke("role:N", scale=scale(), legend=None),
        )
    )
    named = (
        alt.Chart(rows("ends"))
        .transform_calculate(at_end=f"height < {HIGH_ENOUGH} ? datum.low : datum.place")
        .encode(x=x, y=alt.Y("at_end:Q", scale=height, axis=axis))
    )
    words: dict[str, Any] = {
        "align": computed("align"),
        "dx": computed("dx"),
        "dy": computed("dy"),
        "fontSize": LABEL,
        "text": computed("words"),
    }
    ends = (named.mark_text(style="halo", **words), named.mark_text(**words).encode(color=coloured()))
    level = alt.Chart(rows("zero")).mark_rule(style="zero-line").encode(y=y)
    return alt.layer(level, drawn, dots, *ends)
