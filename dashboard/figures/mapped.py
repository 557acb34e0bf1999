"""A map of municipalities as a Vega-Lite specification: filled by class, with name and number on each.

Shapes come in flat units and are drawn as they are ("identity"), so no ring can turn a map inside out. The
specification is written by hand: the checks of the chart library took 100 ms of every choice.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from dashboard import notation
from dashboard.figures.charts import ink_on
from dashboard.figures.labels import Label, Layout, Room, layout
from dashboard.figures.shapes import Map, Shape, hatching
from dashboard.theme import LABEL, palette, vega_config

Spec: TypeAlias = dict[str, Any]
Kind = TypeVar("Kind")

PHONE = 560  # pixels of width under which type is smaller and labels have other places
WIDE, NARROW, STAGE = Room(PHONE, 400, LABEL), Room(310, 400, 12), Room(900, 390, 22)
HEIGHT, LEGEND = 400, 34  # pixels of the map itself, and of the legend above it
MOST_CLASSES = 5
NARROW_SCREEN = f"width < {PHONE}"
HATCH = 9  # pixels between the lines of a municipality without a number


@dataclass(frozen=True)
class Sizes(Generic[Kind]):
    """One thing for a page, for a phone, and for the stage of a presentation."""

    wide: Kind
    narrow: Kind
    stage: Kind

    def __iter__(self) -> Iterator[Kind]:
        yield from (self.wide, self.narrow, self.stage)


@dataclass(frozen=True)
class Place:
    """A municipality on the map: `value` None is hatched and shows only `text`, such as "geheim"."""

    code: str
    name: str
    value: float | None
    text: str
    chosen: bool = False


@dataclass(frozen=True)
class Class:
    """One class of values, from `low` up to but not including `high`, with its Dutch words."""

    low: float
    high: float
    words: str


def classes(values: Sequence[float], unit: str) -> tuple[Class, ...]:
    """Return at most five classes of an equal, round step that hold all `values`; `unit` is "%" or empty.

    A step is 1, 2 or 5 times a power of ten, so that every limit is a number that people say, and never finer than
    the one decimal of published percentages.
    """
    low, high = min(values), max(values)
    power = max(0.1, 10.0 ** math.floor(math.log10((high - low) / MOST_CLASSES))) if high > low else 1.0
    for factor in (1, 2, 5, 10, 20, 50, 100):
        step = factor * power
        first, last = math.floor(round(low / step, 9)), math.floor(round(high / step, 9))
        if last - first < MOST_CLASSES:
            break
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    limits = [round(number * step, 9) for number in range(first, last + 2)]
    said = [notation.number(limit, decimals) for limit in limits]
    return tuple(
        Class(limits[place], limits[place + 1], f"{said[place]} tot {said[place + 1]}{unit}")
        for place in range(len(limits) - 1)
    )


def class_of(value: float, found: Sequence[Class]) -> int:
    """Return the number of the class that holds `value`."""
    return next(place for place, one in enumerate(found) if one.low <= value < one.high)


def shades(count: int, steps: Sequence[str]) -> tuple[str, ...]:
    """Return `count` of the colours from little to much, as far apart as possible."""
    if count == 1:
        return (steps[len(steps) // 2],)
    return tuple(steps[round(place * (len(steps) - 1) / (count - 1))] for place in range(count))


def mapped(drawn: Map, places: Sequence[Place], *, unit: str, dark: bool) -> Spec:
    """Draw the map; `places` are the municipalities of `drawn`, in any order, and at least one has a value."""
    colours = palette(dark)
    found = classes([place.value for place in places if place.value is not None], unit)
    fills = shades(len(found), colours.steps)
    by_code = {place.code: place for place in places}
    ordered = [by_code[shape.code] for shape in drawn.shapes]
    names = tuple(max(place.name, place.text, key=len) for place in ordered)
    sizes = Sizes(*(layout(drawn, names, room) for room in (WIDE, NARROW, STAGE)))
    filled = [(shape, place) for shape, place in zip(drawn.shapes, ordered, strict=True) if place.value is not None]
    empty = [shape for shape, place in zip(drawn.shapes, ordered, strict=True) if place.value is None]
    chosen = [shape for shape, place in zip(drawn.shapes, ordered, strict=True) if place.chosen]
    known = [(shape, class_of(place.value or 0, found)) for shape, place in filled]
    inks = [colours.text if one.value is None else ink_on(fills[class_of(one.value, found)]) for one in ordered]
    outline = {"type": "geoshape", "filled": False, "stroke": colours.text, "strokeWidth": 3.5}
    return {
        "width": "container",
        "height": HEIGHT + LEGEND,
        "params": [{"name": "grow", "value": 1}, {"name": "height", "expr": _height(sizes.narrow)}],
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
        "projection": {"type": "identity", **_placed(sizes)},
        "layer": [
            _areas(known, found, fills, colours.context),
            *(_without_number(empty, sizes.wide, colours.background, colours.muted) if empty else ()),
            *([{"data": _data([_feature(shape) for shape in chosen]), "mark": outline}] if chosen else ()),
            _labels(ordered, inks, sizes, colours.text, colours.background),
        ],
        "config": vega_config(dark),
        "usermeta": {"kind": "map"},
    }


def _chosen(sizes: Sizes[str]) -> Spec:
    """Return an expression for what the screen asks: `grow` is above 1 on the stage of a presentation."""
    return {"expr": f"{NARROW_SCREEN} ? {sizes.narrow} : grow > 1 ? {sizes.stage} : {sizes.wide}"}


def _type_size(share: float = 1) -> Spec:
    return _chosen(Sizes(*(f"{share * room.size:g}" for room in (WIDE, NARROW, STAGE))))


def _height(narrow: Layout) -> str:
    """On a phone the map is as high as its width asks."""
    left, top, right, bottom = narrow.frame
    whole, ratio = HEIGHT + LEGEND, (bottom - top) / (right - left)
    return f"{NARROW_SCREEN} ? min({whole}, width * {ratio:.3f} + {LEGEND}) : {whole}"


def _placed(sizes: Sizes[Layout]) -> Spec:
    """Return scale and translation: the map as large as fits, in the middle, at the top."""

    def scale(one: Layout) -> str:
        left, top, right, bottom = one.frame
        return f"min(width / {right - left:.0f}, height / {bottom - top:.0f})"

    def moved(one: Layout) -> str:
        left, top, right, _ = one.frame
        return f"[width / 2 - {(left + right) / 2:.0f} * {scale(one)}, {-top:.0f} * {scale(one)}]"

    return {
        "scale": _chosen(Sizes(*map(scale, sizes))),
        "translate": _chosen(Sizes(*map(moved, sizes))),
    }


def _data(values: Sequence[Spec]) -> Spec:
    return {"values": list(values)}


def _feature(shape: Shape, **more: Any) -> Spec:
    geometry: Spec = {"type": "MultiPolygon", "coordinates": shape.polygons}
    if len(shape.polygons) == 1:
        geometry = {"type": "Polygon", "coordinates": shape.polygons[0]}
    return {"type": "Feature", "geometry": geometry, **more}


def _areas(known: Sequence[tuple[Shape, int]], found: Sequence[Class], fills: Sequence[str], line: str) -> Spec:
    words = [one.words for one in found]
    legend = {"columns": _chosen(Sizes("0", "3", "0")), "symbolStrokeColor": line, "symbolStrokeWidth": 1}
    scale = {"domain": words, "range": list(fills)}
    return {
        "data": _data([_feature(shape, words=words[place]) for shape, place in known]),
        "mark": {"type": "geoshape", "stroke": line, "strokeWidth": 1},
        "encoding": {"color": {"field": "words", "type": "nominal", "scale": scale, "legend": legend}},
    }


def _without_number(empty: Sequence[Shape], wide: Layout, ground: str, line: str) -> list[Spec]:
    """Draw municipalities without a number: hatched, with a broken outline."""
    left, top, right, bottom = wide.frame
    step = HATCH * max((right - left) / WIDE.width, (bottom - top) / WIDE.height)
    lines = [
        {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": hatching(shape, step)}}
        for shape in empty
    ]
    broken = {"type": "geoshape", "fill": ground, "stroke": line, "strokeWidth": 1.5, "strokeDash": [4, 3]}
    hatch = {"type": "geoshape", "filled": False, "stroke": line, "strokeWidth": 1, "opacity": 0.55}
    return [
        {"data": _data([_feature(shape) for shape in empty]), "mark": broken},
        {"data": _data(lines), "mark": hatch},
    ]


def _labels(ordered: Sequence[Place], inks: Sequence[str], sizes: Sizes[Layout], text: str, ground: str) -> Spec:
    """Draw name and number of each place, and the lines to the labels that stand beside the map."""
    rows = [
        {
            "name": place.name,
            "text": place.text,
            "weight": 600 if place.chosen else 400,
            "bare": place.value is None,
            **_spot(wide, "w", ink, text),
            **_spot(narrow, "n", ink, text),
            **_spot(stage, "s", ink, text),
        }
        for place, ink, wide, narrow, stage in zip(ordered, inks, *(one.labels for one in sizes), strict=True)
    ]
    fields = ("x", "y", "x2", "y2", "x3", "y3", "ink")
    chosen = [
        {"calculate": _chosen(Sizes(*(f"datum.{size}{name}" for size in "wns")))["expr"], "as": name} for name in fields
    ]
    lines = _lines(text, ground) if any(label.line for one in sizes for label in one.labels) else []
    return {"data": _data(rows), "transform": chosen, "layer": [*lines, *_words(ground)]}


def _lines(ink: str, ground: str) -> list[Spec]:
    """Draw the lines to labels beside the map, with a halo so that they show on every colour."""
    has_line = [{"filter": "isValid(datum.x2)"}]
    along = {name: {"field": field} for name, field in
             (("longitude", "x2"), ("latitude", "y2"), ("longitude2", "x3"), ("latitude2", "y3"))}  # fmt: skip
    end = {"longitude": {"field": "x3"}, "latitude": {"field": "y3"}}
    dot = {"type": "circle", "color": ink, "size": 48, "opacity": 1, "stroke": ground, "strokeWidth": 1.5}
    return [
        {"transform": has_line, "mark": {"type": "rule", "color": ground, "strokeWidth": 4, "opacity": 0.7},
         "encoding": along},
        {"transform": has_line, "mark": {"type": "rule", "color": ink, "strokeWidth": 1.5}, "encoding": along},
        {"transform": has_line, "mark": dot, "encoding": end},
    ]  # fmt: skip


def _words(ground: str) -> list[Spec]:
    """Draw the two lines of each label; over hatching they get a halo."""
    layers: list[Spec] = []
    for field, side in (("name", -0.6), ("text", 0.6)):
        mark = {
            "type": "text",
            "fontSize": _type_size(),
            "dy": _type_size(side),
            "fontWeight": {"expr": "datum.weight"} if field == "name" else 600,
            "baseline": "middle",
        }
        at = {"longitude": {"field": "x"}, "latitude": {"field": "y"}, "text": {"field": field}}
        halo = {**mark, "stroke": ground, "strokeWidth": 4}
        layers += [
            {"transform": [{"filter": "datum.bare"}], "mark": halo, "encoding": at},
            {"mark": mark, "encoding": {**at, "color": {"field": "ink", "scale": None}}},
        ]
    return layers


def _spot(label: Label, prefix: str, ink: str, text: str) -> Spec:
    ends = dict(zip(("x2", "y2", "x3", "y3"), label.line or (), strict=False))
    numbers = {"x": label.x, "y": label.y, **ends}
    return {
        **{f"{prefix}{name}": round(number) for name, number in numbers.items()},
        f"{prefix}ink": text if label.line else ink,
    }
