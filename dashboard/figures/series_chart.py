"""The chart of a series: lines with a label at their end, gaps where there is no figure, open points if provisional.

The specification is written as a plain dict: a series has up to a hundred and thirty months, and it is built anew for
each choice of the reader. It has the same layers as charts.lines, so that every file can read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import notation
from dashboard.theme import HEIGHT, LABEL, palette, vega_config

NARROW = 480  # pixels below which a label stands above the end of its line instead of behind it
FEW = 16  # periods up to which every point gets a dot
TICKS = 5


@dataclass(frozen=True)
class Moment:
    """One period of a line: `value` None leaves a gap, and `text` then says why."""

    period: str
    value: float | None
    text: str
    provisional: bool = False


@dataclass(frozen=True)
class Strand:
    """One line: every period in order, its colour, and whether it is dashed or strong."""

    name: str
    moments: tuple[Moment, ...]
    colour: str
    dashed: bool = False
    strong: bool = False


def trend(strands: Sequence[Strand], *, dark: bool, zero: bool, height: int = HEIGHT) -> dict[str, Any]:
    """Draw `strands` over time; `zero` starts the axis at 0."""
    colours = palette(dark)
    periods = sorted({moment.period for strand in strands for moment in strand.moments})
    rows = [row for strand in strands for row in _rows(strand, few=len(periods) <= FEW)]
    values = [row["value"] for row in rows if row["value"] is not None]
    low, high = (0.0 if zero else min(values)), max(values)
    room = (high - low or 1) * 0.08
    domain = [low if zero else low - room, high + room]
    shared = {"x": _axis(periods), "y": _scale(domain), "color": {"field": "colour", "type": "nominal", "scale": None}}
    layers = [
        {"mark": {"type": "line"}, "encoding": {**shared, **_strokes()}, "data": {"values": rows}},
        _dots(shared, [row for row in rows if row["dot"]], colours.background),
        _ends(shared, strands, spread=domain[1] - domain[0], height=height),
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.1.0.json",
        "layer": layers,
        "width": "container",
        "height": height,
        "config": vega_config(dark),
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 0, "right": 8, "top": 8, "bottom": 4},
        "usermeta": {"kind": "lines"},
    }


def _rows(strand: Strand, *, few: bool) -> list[dict[str, Any]]:
    """Return the rows of a line; points that touch no other, the last one, and all where there are few get a dot."""
    moments = strand.moments
    known = [moment.value is not None for moment in moments]
    last = max((place for place, has in enumerate(known) if has), default=-1)
    scattered = not all(moment.provisional for moment in moments if moment.value is not None)
    rows = []
    for place, moment in enumerate(moments):
        alone = known[place] and not any(known[max(place - 1, 0) : place] + known[place + 1 : place + 2])
        dot = known[place] and (few or alone or place == last or (moment.provisional and scattered))
        rows.append(
            {
                "name": strand.name,
                "label": short(moment.period),
                "value": moment.value,
                "text": moment.text,
                "provisional": moment.provisional,
                "colour": strand.colour,
                "dashed": strand.dashed,
                "strong": strand.strong,
                "labelled": True,
                "dot": dot,
                "size": 45 if few or place == last else 18,
            }
        )
    return rows


def _axis(periods: Sequence[str]) -> dict[str, Any]:
    """Return the axis of time: years, of which months and quarters show the first one."""
    firsts = list({period[:4]: period for period in reversed(periods)}.values())[::-1]
    axis = {
        "title": None,
        "grid": False,
        "labelAngle": 0,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
        "values": [short(period) for period in firsts],
        "labelExpr": "slice(datum.value, -4)",
    }
    return {
        "field": "label",
        "type": "ordinal",
        "sort": [short(period) for period in periods],
        "scale": {"padding": 0.3},
        "axis": axis,
    }


def short(period: str) -> str:
    """Return a period as short as it can be told apart, with the year last: "apr 2026", "1e kw 2026", "2026"."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        return f"{match[2]}e kw {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", period):
        return f"{notation.MONTHS[int(match[2]) - 1][:3]} {match[1]}"
    return period[:4]


def _scale(domain: list[float]) -> dict[str, Any]:
    small = domain[1] - domain[0] < TICKS
    axis = {"title": None, "format": ",.1f" if small else ",.0f", "tickCount": TICKS}
    return {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": domain[0] == 0},
        "axis": axis,
    }


def _strokes() -> dict[str, Any]:
    return {
        "detail": {"field": "name", "type": "nominal"},
        "strokeDash": {"condition": {"test": "datum.dashed", "value": [6, 4]}, "value": [1, 0]},
        "strokeWidth": {"condition": {"test": "datum.strong", "value": 3.5}, "value": 2},
    }


def _dots(shared: dict[str, Any], rows: list[dict[str, Any]], background: str) -> dict[str, Any]:
    """Return the layer of dots: filled, or open where the figure is provisional."""
    fill = {"condition": {"test": "datum.provisional", "value": background}, **shared["color"]}
    encoding = {
        **shared,
        "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        "fill": fill,
        "stroke": shared["color"],
        "tooltip": [
            {"field": "name", "title": "Plaats", "type": "nominal"},
            {"field": "label", "title": "Periode", "type": "nominal"},
            {"field": "text", "title": "Waarde", "type": "nominal"},
        ],
    }
    mark = {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.6}
    return {"mark": mark, "encoding": encoding, "data": {"values": rows}}


def _ends(shared: dict[str, Any], strands: Sequence[Strand], *, spread: float, height: int) -> dict[str, Any]:
    """Return the layer of labels, at the last point of each line, pushed apart so that none covers another."""
    gap = spread * (LABEL + 4) / max(height - 40, 1)
    last = [(known[-1], strand) for strand in strands if (known := [m for m in strand.moments if m.value is not None])]
    rows: list[dict[str, Any]] = []
    for moment, strand in sorted(last, key=lambda pair: pair[0].value or 0):
        place = moment.value or 0
        if rows:
            place = max(place, rows[-1]["place"] + gap)
        shown = f"{strand.name} {moment.text}"
        rows.append({"label": short(moment.period), "place": place, "shown": shown, "colour": strand.colour})
    encoding = {
        "x": {**shared["x"]},
        "y": {**shared["y"], "field": "place"},
        "text": {"field": "shown", "type": "nominal"},
        "color": shared["color"],
    }
    mark = {
        "type": "text",
        "align": {"expr": f"width < {NARROW} ? 'right' : 'left'"},
        "dx": {"expr": f"width < {NARROW} ? 6 : 10"},
        "dy": {"expr": f"width < {NARROW} ? -14 : 0"},
        "fontSize": LABEL,
    }
    return {"mark": mark, "encoding": encoding, "data": {"values": rows}}
