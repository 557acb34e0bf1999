"""A timeline of plans: one bar a row with its title on it, grouped, on a scale of quarters or years.

The title starts at its bar and moves left where it would not fit, so that the same chart works on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from dashboard.charts.drawing import AnyChart, Drawing, Spec, coloured, drawing, pointed, rows, scale, slots
from dashboard.charts.theme import CAPTION, LABEL
from dashboard.charts.timeline_reports import ROOM, Reported, layers, marks
from dashboard.telling.roles import ACCENT, BACKGROUND, CONTEXT, LINE, STEPS
from dashboard.telling.tip import Tip, plain

ROW, BAR, HEAD, TOP = 27, 22, 62, 26  # pixels: a row, its bar, the head of a group, the room for "vandaag"
GLYPH = 7.3  # pixels that one character of a title takes on average, on the safe side
TITLE = 88  # characters of a title in the chart; the table has the whole title
PHONE = 360  # pixels of width under which years stand further apart
ARROW = 0.06  # of a quarter that a bar without an end leaves for its arrow
Side = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Span:
    """One bar. `start` and `end` count quarters or years from the left edge; `open_end` draws an arrow there.

    `known_start` False draws it dashed from the left edge; `active` tells whether it runs today; `reported` is what was
    reported of it, if anything.
    """

    group: str
    title: str
    start: float
    end: float
    open_end: bool
    known_start: bool
    active: bool
    reported: Reported | None = None
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
    heads, bars = _placed(chart.spans, chart.kind)
    reports = [(span.reported, bar["y2"]) for span, bar in zip(chart.spans, bars, strict=True) if span.reported]
    height = int(max(bar["y2"] for bar in bars)) + 6 + (ROOM if chart.spans[-1].reported else 0)
    fields = _fields(heads, height)
    count = len(chart.ticks)
    middle = [{**bar, "y": (bar["y"] + bar["y2"]) / 2} for bar in bars]
    today = [] if chart.today is None else [{"x": chart.today, "y": TOP - 4, "y2": height, "text": chart.today_text}]
    data: dict[str, Sequence[Spec]] = {
        "band": [
            {"x": chart.chosen, "x2": chart.chosen + 1, "y": top, "y2": end}
            for top, end in (fields if chart.chosen is not None else ())
            if chart.chosen is not None
        ],
        "grid": [{"x": place, "y": top, "y2": end} for top, end in fields for place in range(count + 1)],
        "solid": [bar for bar in bars if not bar["edge"]],
        "dashed": [bar for bar in bars if bar["edge"]],
        "arrows": [{**bar, "x": bar["right"]} for bar in middle if bar["goes_on"]],
        "today": today,
        "names": [{"x": 0, "y": head["y"] + 16, "text": head["text"]} for head in heads],
        "quarters": [_quarter(head, place, tick) for head in heads for place, tick in enumerate(chart.ticks)],
        "titles": middle,
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


def _placed(spans: Sequence[Span], kind: str) -> tuple[list[Spec], list[Spec]]:
    """Return the heads of the groups and the bars, each at its height."""
    heads: list[Spec] = []
    bars: list[Spec] = []
    top = float(TOP)
    group = ""
    for span in spans:
        if span.group != group:
            group = span.group
            heads.append({"y": top, "text": group})
            top += HEAD
        title = abbreviated(span.title)
        bars.append(
            {
                "x": span.start, "x2": span.end - ARROW * span.open_end, "y": top, "y2": top + BAR, "text": title,
                "chars": len(title), **pointed(span.tip or plain(span.title, span.group, word=kind)),
                "goes_on": span.open_end, "right": span.end,
                "role": LINE if not span.active else STEPS[2] if span.known_start else BACKGROUND,
                "edge": "" if span.known_start else ACCENT if span.active else CONTEXT,
            }
        )  # fmt: skip
        top += ROW + (ROOM if span.reported else 0)
    return heads, bars


def _fields(heads: Sequence[Spec], height: int) -> list[tuple[float, float]]:
    """Return top and bottom of the field of bars under each head."""
    ends = [head["y"] for head in heads[1:]] + [float(height)]
    return [(head["y"] + HEAD - 5, end - 4) for head, end in zip(heads, ends, strict=True)]


def _quarter(head: Spec, place: int, tick: str) -> Spec:
    quarter, *years = tick.split(" ")
    if not years:
        return {"x": place + 0.5, "y": head["y"] + 38, "text": tick, "brief": tick}
    shown = f"{quarter}\n{years[0] if quarter == 'Q1' or not place else ''}"
    brief = f"{quarter}\n" if quarter == "Q4" else shown  # on a phone its year would run into the next one
    return {"x": place + 0.5, "y": head["y"] + 38, "text": shown, "brief": brief}


def _timeline(side: Side, is_reported: bool) -> AnyChart:
    x = alt.X("x:Q", scale=alt.Scale(domain=slots("span"), nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=slots("down"), nice=False, zero=False), axis=None)

    def at(name: str) -> alt.Chart:
        placed: alt.Chart = alt.Chart(rows(name)).encode(x=x, y=y)
        return placed

    edge = alt.Stroke("edge:N", scale=scale(), legend=None)
    outline = at("dashed").mark_rect(cornerRadius=3, strokeDash=[5, 4], strokeWidth=1.5)
    arrow = at("arrows").mark_point(
        shape="triangle-right", filled=True, size=130, opacity=1, xOffset=4, style="finding"
    )
    today = at("today")
    return alt.layer(
        at("band").mark_rect(style="band", opacity=0.55).encode(x2="x2:Q", y2="y2:Q"),
        at("grid").mark_rule(style="hairline").encode(y2="y2:Q"),
        today.mark_rule(style="warning-line").encode(y2="y2:Q"),
        at("solid").mark_rect(cornerRadius=3).encode(x2="x2:Q", y2="y2:Q", color=coloured()),
        outline.encode(x2="x2:Q", y2="y2:Q", fill=alt.Fill("role:N", scale=scale(), legend=None), stroke=edge),
        arrow,
        today.mark_text(align=side, fontSize=LABEL, fontWeight=600, style="warning").encode(
            y=alt.value(TOP / 2 - 2), text="text:N"
        ),
        *_heads(at("names"), at("quarters")),
        _titles(at("titles")),
        *(layers(at) if is_reported else ()),
    )


def _heads(names: alt.Chart, quarters: alt.Chart) -> list[AnyChart]:
    layers: list[AnyChart] = []
    for look in ("halo", ""):
        bold, small = (["strong"], ["quiet"]) if not look else (["strong", look], ["quiet", look])
        name = names.mark_text(align="left", fontSize=LABEL + 1, fontWeight=600, style=bold)
        quarter = quarters.mark_text(
            baseline="middle", fontSize=CAPTION - 1, lineHeight=CAPTION, lineBreak="\n", style=small,
            text=alt.ExprRef(f"width < {PHONE} ? datum.brief : datum.text"),
        )  # fmt: skip
        layers += [name.encode(text="text:N"), quarter]
    return layers


def _titles(titles: alt.Chart) -> AnyChart:
    """Draw each title at the start of its bar, or further left where it would run off the right side."""
    shift = f"max(-scale('x', datum.x), min(0, width - datum.chars * {GLYPH} - scale('x', datum.x))) + 7"
    drawn: AnyChart = titles.mark_text(
        align="left",
        baseline="middle",
        fontSize=LABEL,
        style="strong",
        dx=alt.ExprRef(expr=shift),
        limit=alt.ExprRef(expr="width - 10"),
    ).encode(text="text:N")
    return drawn
