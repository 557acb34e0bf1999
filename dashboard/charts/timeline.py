"""A timeline of plans: names left, bars right, on one scale of quarters or years, in sections.

Where there is no room for names beside the bars, each name stands above its bar, so that the same chart works on a
phone. Today is a line that crosses no name.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from dashboard.charts.drawing import AnyChart, Drawing, Spec, coloured, drawing, pointed, rows, scale, slots
from dashboard.charts.theme import CAPTION, LABEL
from dashboard.charts.timeline_reports import ROOM, Reported, layers, marks
from dashboard.telling.roles import ACCENT, BACKGROUND, CONTEXT
from dashboard.telling.tip import Tip, plain

ROW, HEAD, TOP, AXIS = 40, 34, 26, 62  # pixels: a row, the name of a section, "vandaag", where the scale ends
BESIDE, ABOVE = (9, 31), (22, 36)  # pixels from the top of a row to both ends of its bar: name beside it, name above it
NAMES, WIDE = 440, 760  # pixels of the names beside the bars, and of the least width that has room for them
GLYPH = 6.9  # pixels that one character of a title takes on average, on the safe side
CHIP = 22  # pixels of the sign of an ambition, and its space
TITLE = 96  # characters of a title in the chart; the table has the whole title
PHONE = 360  # pixels of width under which years stand further apart
ARROW = 0.06  # of a quarter that a bar without an end leaves for its arrow
IS_WIDE = f"width >= {WIDE}"
LEFT = f"({IS_WIDE} ? {NAMES} : 0)"
Side = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Span:
    """One bar. `start` and `end` count quarters or years from the left edge; `open_end` draws an arrow there.

    `known_start` False draws it dashed from the left edge; `active` tells whether it runs today; `reported` is what was
    reported of it, if anything; `signs` stand behind its name, such as the numbers of its ambitions.
    """

    group: str
    title: str
    start: float
    end: float
    open_end: bool
    known_start: bool
    active: bool
    reported: Reported | None = None
    signs: tuple[str, ...] = ()
    tip: Tip | None = None


@dataclass(frozen=True)
class Timeline:
    """Bars in the given order, with the quarters or years above each group and a rule for today.

    Attributes:
        spans: The bars, those of one group together.
        ticks: The quarters or years as shown, such as "Q2 2026" or "2026"; each is one unit wide.
        today: Where today is, in those units from the left edge; None where that is off the scale.
        today_text: What stands above the rule.
        chosen: Place of the quarter that gets a band, or None.
        kind: What a group is.
    """

    spans: tuple[Span, ...]
    ticks: tuple[str, ...]
    today: float | None
    today_text: str
    chosen: int | None = None
    kind: str = "Actielijn"


def abbreviated(text: str, limit: int = TITLE) -> str:
    """Return `text` cut at a word with an ellipsis where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"


@drawing.register
def _(chart: Timeline) -> Drawing:
    heads, bars, height = _placed(chart.spans, chart.kind)
    pairs = list(zip(chart.spans, bars, strict=True))
    reports = [(span.reported, bar["top"] + ABOVE[1]) for span, bar in pairs if span.reported]
    count = len(chart.ticks)
    now = (
        []
        if chart.today is None
        else [
            {"x": chart.today, "top": bar["top"], "high": ROW + (ROOM if span.reported else 0), "head": False}
            for span, bar in pairs
        ]
    )
    headed = (
        []
        if chart.today is None
        else [{"x": chart.today, "top": head["y"], "high": HEAD, "head": True} for head in heads[:1]]
    )
    band = [] if chart.chosen is None else [{"x": chart.chosen, "x2": chart.chosen + 1, "y": AXIS, "y2": height}]
    data: dict[str, Sequence[Spec]] = {
        "band": band,
        "grid": [{"x": place, "y": AXIS - 4, "y2": height} for place in range(count + 1)],
        "solid": [bar for bar in bars if not bar["edge"]],
        "dashed": [bar for bar in bars if bar["edge"]],
        "arrows": [{**bar, "x": bar["right"], "role": bar["edge"] or bar["role"]} for bar in bars if bar["goes_on"]],
        "today": [*now, *headed],
        "told": now[:1] and [{"x": chart.today, "text": chart.today_text}],
        "names": heads,
        "quarters": [_quarter(place, tick) for place, tick in enumerate(chart.ticks)],
        "again": [_again(place, tick, head) for head in heads[1:] for place, tick in enumerate(chart.ticks)],
        "titles": bars,
        "signs": [sign for span, bar in pairs for sign in _signs(span.signs, bar["top"])],
        **(marks(reports) if reports else {}),
    }
    return Drawing(
        _timeline,
        data,
        {"span": [0, count], "down": [height, 0]},
        variant=(_side(chart.today or 0, count), bool(reports)),
        height=height,
        sides=(0, 14, 0, 0),
    )


def _side(today: float, count: int) -> Side:
    """Return on which side of the rule its words stand, so that they stay inside the chart."""
    return "left" if today < 0.25 * count else "right" if today > 0.75 * count else "center"


def _placed(spans: Sequence[Span], kind: str) -> tuple[list[Spec], list[Spec], int]:
    """Return the names of the sections and the rows, each with its top, and the height of all."""
    heads: list[Spec] = []
    bars: list[Spec] = []
    top = AXIS
    group = ""
    for span in spans:
        if span.group != group:
            group = span.group
            heads.append({"y": top, "text": group})
            top += HEAD
        title = abbreviated(span.title)
        letters = int((NAMES - 30 - CHIP * len(span.signs)) / GLYPH)
        bars.append(
            {
                "x": span.start, "x2": span.end - ARROW * span.open_end, "top": top, "text": title,
                "lines": "\n".join(textwrap.wrap(title, letters)), "signs": len(span.signs),
                **pointed(span.tip or plain(span.title, span.group, word=kind)),
                "goes_on": span.open_end, "right": span.end,
                "role": CONTEXT if not span.active else ACCENT if span.known_start else BACKGROUND,
                "edge": "" if span.known_start else ACCENT if span.active else CONTEXT,
            }
        )  # fmt: skip
        top += ROW + (ROOM if span.reported else 0)
    return heads, bars, top + 6


def _signs(found: Sequence[str], top: float) -> list[Spec]:
    return [{"text": text, "top": top, "back": len(found) - place} for place, text in enumerate(found)]


def _quarter(place: int, tick: str) -> Spec:
    quarter, *years = tick.split(" ")
    if not years:
        return {"x": place + 0.5, "y": AXIS - 20, "text": tick, "brief": tick}
    shown = f"{quarter}\n{years[0] if quarter == 'Q1' or not place else ''}"
    brief = f"{quarter}\n" if quarter == "Q4" else shown  # on a phone its year would run into the next one
    return {"x": place + 0.5, "y": AXIS - 26, "text": shown, "brief": brief}


def _again(place: int, tick: str, head: Spec) -> Spec:
    """Return a step of the scale beside the name of a later section: by then the scale itself is off the screen."""
    quarter = tick.split(" ")[0]
    shown = tick if quarter == "Q1" else quarter  # two years beside each other do not fit
    return {"x": place + 0.5, "y": head["y"] + HEAD / 2 - 1, "text": shown}


def _timeline(side: Side, is_reported: bool) -> AnyChart:
    x = alt.X("x:Q", scale=alt.Scale(domain=slots("span"), nice=False, range=[alt.ExprRef(LEFT), alt.ExprRef("width")]),
              axis=None)  # fmt: skip
    y = alt.Y("y:Q", scale=alt.Scale(domain=slots("down"), nice=False, zero=False), axis=None)

    def at(name: str) -> alt.Chart:
        placed: alt.Chart = alt.Chart(rows(name)).encode(x=x, y=y)
        return placed

    def bar(name: str) -> alt.Chart:
        ends = {end: f"datum.top + ({IS_WIDE} ? {wide} : {narrow})"
                for end, wide, narrow in zip(("y", "y2"), BESIDE, ABOVE, strict=True)}  # fmt: skip
        placed: alt.Chart = at(name).transform_calculate(**ends, middle=f"({ends['y']} + {ends['y2']}) / 2")
        return placed

    edge = alt.Stroke("edge:N", scale=scale(), legend=None)
    outline = bar("dashed").mark_rect(cornerRadius=3, strokeDash=[5, 4], strokeWidth=1.5)
    arrow = bar("arrows").mark_point(shape="triangle-right", filled=True, size=130, opacity=1, xOffset=4)
    now = at("today").transform_filter(f"{IS_WIDE} || !datum.head")
    now = now.transform_calculate(
        y=f"datum.top + ({IS_WIDE} ? 0 : {ABOVE[0]} - 2)",
        y2=f"datum.top + ({IS_WIDE} ? datum.high : {ABOVE[1]} + 2)",
    )
    told = at("told").mark_text(align=side, fontSize=LABEL, fontWeight=600, style="warning")
    return alt.layer(
        at("band").mark_rect(style=["border", "band"], fillOpacity=0.55).encode(x2="x2:Q", y2="y2:Q"),
        at("grid").mark_rule(style="hairline").encode(y2="y2:Q"),
        bar("solid").mark_rect(cornerRadius=3).encode(x2="x2:Q", y2="y2:Q", color=coloured()),
        outline.encode(x2="x2:Q", y2="y2:Q", fill=alt.Fill("role:N", scale=scale(), legend=None), stroke=edge),
        arrow.encode(y=alt.Y("middle:Q", axis=None), color=coloured()),
        now.mark_rule(style="warning-line").encode(y2="y2:Q"),
        told.encode(y=alt.value(TOP / 2 - 2), text="text:N"),
        *_heads(at("names"), at("quarters"), at("again").transform_filter(IS_WIDE)),
        *_titles(y),
        *_chips(y),
        *(layers(at) if is_reported else ()),
    )


def _heads(names: alt.Chart, quarters: alt.Chart, again: alt.Chart) -> list[AnyChart]:
    """Draw the sections, each with a line over the whole width, and the scale above all of them and beside each."""
    text = alt.ExprRef(f"width < {PHONE} ? datum.brief : datum.text")
    quarter = quarters.mark_text(
        baseline="middle", fontSize=CAPTION, lineHeight=CAPTION + 4, lineBreak="\n", style=["quiet"], text=text
    )
    beside = again.mark_text(baseline="middle", fontSize=CAPTION, style="quiet").encode(text="text:N")
    line = names.mark_rule(style="quiet-line", yOffset=HEAD - 5).encode(
        x=alt.value(0), x2=alt.value(alt.ExprRef("width"))
    )
    words = [
        names.mark_text(
            align="left", baseline="middle", fontSize=LABEL + 1, fontWeight=600, dy=HEAD / 2 - 1, style=look
        ).encode(x=alt.value(0), text="text:N")
        for look in (["strong", "halo"], ["strong"])
    ]
    return [quarter, beside, line, *words]


def _titles(y: alt.Y) -> list[AnyChart]:
    """Draw each name beside its bar in lines, or above it in one; its end gives way to the signs."""
    lines = f"({IS_WIDE} ? split(datum.lines, '\\n') : [datum.text])"
    middle = f"({IS_WIDE} ? {sum(BESIDE) / 2} - {(LABEL + 2) / 2} * (length({lines}) - 1) : {ABOVE[0] / 2})"
    titles = alt.Chart(rows("titles")).transform_calculate(y=f"datum.top + {middle}").encode(x=alt.value(0), y=y)
    return [
        titles.mark_text(
            align="left", baseline="middle", fontSize=LABEL, lineHeight=LABEL + 2, style=look,
            text=alt.ExprRef(lines),
            limit=alt.ExprRef(f"({IS_WIDE} ? {NAMES} : width) - {CHIP} * datum.signs - 12"),
        )
        for look in (["strong", "halo"], ["strong"])
    ]  # fmt: skip


def _chips(y: alt.Y) -> list[AnyChart]:
    """Draw the signs behind a name as small round fields."""
    place = alt.value(alt.ExprRef(f"({IS_WIDE} ? {NAMES} - 8 : width) - {CHIP} * datum.back + {CHIP} / 2"))
    chips = (
        alt.Chart(rows("signs"))
        .transform_calculate(y=f"datum.top + ({IS_WIDE} ? {sum(BESIDE) / 2} : {ABOVE[0] / 2})")
        .encode(x=place, y=y)
    )
    return [
        chips.mark_point(shape="circle", filled=True, size=330, opacity=1, style=["border", "band"]),
        chips.mark_text(baseline="middle", fontSize=CAPTION, style="strong").encode(text="text:N"),
    ]
