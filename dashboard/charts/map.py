"""A map of municipalities: filled by class, with name and number on each.

Shapes come in flat units and are drawn as they are ("identity"), so no ring can turn a map inside out. The
specification is written by hand: the checks of the chart library took 100 ms of every choice.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from dashboard.charts.drawing import Spec, legend_slots, pointed
from dashboard.charts.labels import Label, Layout, Room, layout
from dashboard.charts.shapes import Map, Shape, hatching
from dashboard.charts.theme import LABEL
from dashboard.charts.zero import UNDER
from dashboard.telling.roles import BELOW, ROLES, STEPS, TEXT, on
from dashboard.telling.tip import Tip, plain
from dashboard.words import notation

Kind = TypeVar("Kind")

PHONE = 560  # pixels of width under which type is smaller and labels have other places
WIDE, NARROW, STAGE = Room(PHONE, 320, LABEL), Room(310, 400, 12), Room(640, 205, LABEL)
HEIGHT, HIGHEST = 320, 400  # pixels of the map itself, and on a phone at most
LEGEND, REST = 34, 24  # pixels of the legend above it, and of the words under it where there are any
NOT_ALL = "Niet elke naam past op de kaart. De tabel noemt ze alle."
STAGED = "stage"  # the parameter that says that the map is drawn for the wall
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
    tip: Tip | None = None

    @property
    def told(self) -> Spec:
        """What its area tells."""
        return pointed(self.tip or plain(self.name, self.text, place=self.code))


@dataclass(frozen=True)
class PlaceMap:
    """The municipalities of `drawn`, in any order. `unit` is "%" or empty."""

    drawn: Map
    places: tuple[Place, ...]
    unit: str


@dataclass(frozen=True)
class Class:
    """One class of values, from `low` up to but not including `high`, with its Dutch words."""

    low: float
    high: float
    words: str


def classes(values: Sequence[float], unit: str) -> tuple[Class, ...]:
    """Return at most five classes of an equal, round step that hold all `values`, none of none; `unit` is "%" or empty.

    A step is 1, 2 or 5 times a power of ten, so that every limit is a number that people say, and never finer than
    the one decimal of published percentages.
    """
    if not values:
        return ()
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
    return max(0, bisect_right([one.low for one in found], value) - 1)


def shades(count: int) -> tuple[str, ...]:
    """Return the roles of `count` classes from little to much, as far apart as possible."""
    if count == 1:
        return (STEPS[len(STEPS) // 2],)
    return tuple(STEPS[round(place * (len(STEPS) - 1) / (count - 1))] for place in range(count))


def fills_of(found: Sequence[Class]) -> tuple[str, ...]:
    """Return the role of each class; where some lie below zero, stronger the further from zero on both sides."""
    below = [one for one in found if one.low < 0]
    if not below:
        return shades(len(found))
    most = max(len(below), len(found) - len(below))
    strengths = [1 + round((len(STEPS) - 2) * place / (most - 1)) if most > 1 else 2 for place in range(most)]
    under = [BELOW[strengths[place]] for place in range(len(below))]
    return (*reversed(under), *(STEPS[strengths[place]] for place in range(len(found) - len(below))))


def map_specification(chart: PlaceMap) -> Spec:
    """Return the map as a Vega-Lite specification, without its look."""
    places, shapes = chart.places, chart.drawn.shapes
    found = classes([place.value for place in places if place.value is not None], chart.unit)
    fills = fills_of(found)
    by_code = {place.code: place for place in places}
    ordered = [by_code[shape.code] for shape in shapes]
    chosen_at = tuple(place for place, one in enumerate(ordered) if one.chosen)
    letters = tuple((len(place.name), len(place.text)) for place in ordered)
    sizes = Sizes(*(_fitted(chart.drawn, letters, room, chosen_at) for room in (WIDE, NARROW, STAGE)))
    pairs = list(zip(shapes, ordered, strict=True))
    empty = [(shape, place) for shape, place in pairs if place.value is None]
    chosen = [shape for shape, place in pairs if place.chosen]
    known = [(shape, place, class_of(place.value, found)) for shape, place in pairs if place.value is not None]
    inks = [TEXT if one.value is None else on(fills[class_of(one.value, found)]) for one in ordered]
    outline = {"type": "geoshape", "filled": False, "style": "outline"}
    return {
        "width": "container",
        "height": HEIGHT + LEGEND,
        "params": [
            {"name": STAGED, "value": False},
            {"name": "height", "expr": _height(sizes.narrow)},
        ],
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
        "projection": {"type": "identity", **_placed(sizes)},
        "layer": [
            *([_areas(known, found, fills)] if known else ()),
            *(_without_number(empty, sizes.wide) if empty else ()),
            *([{"data": _data([_feature(shape) for shape in chosen]), "mark": outline}] if chosen else ()),
            _labels(ordered, inks, sizes),
            *(() if all(one.is_whole for one in sizes) else [_not_all(sizes)]),
        ],
    }


def _fitted(drawn: Map, letters: tuple[tuple[int, int], ...], room: Room, chosen: tuple[int, ...]) -> Layout:
    """Return the places of the labels; where they do not all have one, there is room under the map to say so.

    What the reader chose then comes first.
    """
    found = layout(drawn, letters, room)
    return found if found.is_whole else layout(drawn, letters, replace(room, height=room.height - REST), chosen)


def _rest(one: Layout) -> int:
    return 0 if one.is_whole else REST


def _not_all(sizes: Sizes[Layout]) -> Spec:
    """Say under the map that not every label is on it."""
    said = _chosen(Sizes(*(json.dumps("" if one.is_whole else NOT_ALL) for one in sizes)))
    mark = {"type": "text", "style": "quiet", "text": said, "align": "left", "baseline": "bottom"}
    return {"data": _data([{}]), "mark": mark, "encoding": {"x": {"value": 0}, "y": {"value": "height"}}}


def _chosen(sizes: Sizes[str]) -> Spec:
    """Return an expression for what the screen asks."""
    return {"expr": f"{NARROW_SCREEN} ? {sizes.narrow} : {STAGED} ? {sizes.stage} : {sizes.wide}"}


def _type_size() -> Spec:
    return _chosen(Sizes(*(f"{room.size:g}" for room in (WIDE, NARROW, STAGE))))


def _height(narrow: Layout) -> str:
    """On a phone the map is as high as its width asks."""
    left, top, right, bottom = narrow.frame
    ratio, more = (bottom - top) / (right - left), LEGEND + _rest(narrow)
    return f"{NARROW_SCREEN} ? min({HIGHEST + LEGEND}, width * {ratio:.3f} + {more}) : {HEIGHT + LEGEND}"


def _placed(sizes: Sizes[Layout]) -> Spec:
    """Return scale and translation: the map as large as fits, in the middle, at the top."""

    def scale(one: Layout) -> str:
        left, top, right, bottom = one.frame
        return f"min(width / {right - left:.0f}, (height - {_rest(one)}) / {bottom - top:.0f})"

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


def _coloured(field: str, **more: Any) -> Spec:
    scale = {"domain": list(ROLES), "range": "category"}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None, **more}


def _said(one: Class) -> str:
    return f"{one.words} ({UNDER})" if one.low < 0 else one.words


def _areas(known: Sequence[tuple[Shape, Place, int]], found: Sequence[Class], fills: Sequence[str]) -> Spec:
    words = legend_slots({role: _said(one) for role, one in zip(fills, found, strict=True)})
    legend = {
        "columns": _chosen(Sizes("0", "3", "0")),
        "values": words["legend_roles"],
        "labelExpr": words["legend_words"],
    }
    rows = [_feature(shape, role=fills[number], **place.told) for shape, place, number in known]
    return {
        "data": _data(rows),
        "mark": {"type": "geoshape", "style": "border"},
        "encoding": {"color": _coloured("role", legend=legend)},
    }


def _without_number(empty: Sequence[tuple[Shape, Place]], wide: Layout) -> list[Spec]:
    """Draw municipalities without a number: hatched, with a broken outline."""
    left, top, right, bottom = wide.frame
    step = HATCH * max((right - left) / WIDE.width, (bottom - top) / WIDE.height)
    lines = [
        {"type": "Feature", "geometry": {"type": "MultiLineString", "coordinates": hatching(shape, step)}}
        for shape, _ in empty
    ]
    return [
        {
            "data": _data([_feature(shape, **place.told) for shape, place in empty]),
            "mark": {"type": "geoshape", "style": "unknown"},
        },
        {"data": _data(lines), "mark": {"type": "geoshape", "filled": False, "style": "hatching", "opacity": 0.55}},
    ]


def _labels(ordered: Sequence[Place], inks: Sequence[str], sizes: Sizes[Layout]) -> Spec:
    """Draw name and number of each place, and the lines to the labels that stand beside the map."""
    rows = [
        {
            "name": place.name,
            "text": place.text,
            "code": place.code,
            "weight": 600 if place.chosen else 400,
            "bare": place.value is None,
            **(_spot(wide, "w", ink) if wide else {}),
            **(_spot(narrow, "n", ink) if narrow else {}),
            **(_spot(stage, "s", ink) if stage else {}),
        }
        for place, ink, wide, narrow, stage in zip(ordered, inks, *(one.labels for one in sizes), strict=True)
    ]
    fields = ("x", "y", "x2", "y2", "x3", "y3", "ink", "alone")
    chosen = [
        {"calculate": _chosen(Sizes(*(f"datum.{size}{name}" for size in "wns")))["expr"], "as": name} for name in fields
    ]
    lines = _lines() if any(label and label.line for one in sizes for label in one.labels) else []
    return {"data": _data(rows), "transform": [*chosen, {"filter": "isValid(datum.x)"}], "layer": [*lines, *_words()]}


def _lines() -> list[Spec]:
    """Draw the lines to labels beside the map, with a halo so that they show on every colour."""
    has_line = [{"filter": "isValid(datum.x2)"}]
    along = {name: {"field": field} for name, field in
             (("longitude", "x2"), ("latitude", "y2"), ("longitude2", "x3"), ("latitude2", "y3"))}  # fmt: skip
    end = {"longitude": {"field": "x3"}, "latitude": {"field": "y3"}}
    dot = {"type": "circle", "style": ["strong", "parted"], "size": 48, "opacity": 1, "strokeWidth": 1.5}
    return [
        {"transform": has_line, "mark": {"type": "rule", "style": "under", "opacity": 0.7},
         "encoding": along},
        {"transform": has_line, "mark": {"type": "rule", "style": "pointer"}, "encoding": along},
        {"transform": has_line, "mark": dot, "encoding": end},
    ]  # fmt: skip


def _words() -> list[Spec]:
    """Draw the two lines of each label; over hatching they get a halo."""
    layers: list[Spec] = []
    for field, side in (("name", "-0.6"), ("text", "datum.alone ? 0 : 0.6")):
        mark = {
            "type": "text",
            "fontSize": _type_size(),
            "dy": {"expr": f"({side}) * ({_type_size()['expr']})"},
            "fontWeight": {"expr": "datum.weight"} if field == "name" else 600,
            "baseline": "middle",
        }
        at = {"longitude": {"field": "x"}, "latitude": {"field": "y"}, "text": {"field": field}}
        halo = {**mark, "style": "halo", "strokeWidth": 4}
        shown = [{"filter": "!datum.alone"}] if field == "name" else []
        layers += [
            {"transform": [*shown, {"filter": "datum.bare"}], "mark": halo, "encoding": at},
            {"transform": shown, "mark": mark, "encoding": {**at, "color": _coloured("ink")}},
        ]
    return layers


def _spot(label: Label, prefix: str, ink: str) -> Spec:
    ends = dict(zip(("x2", "y2", "x3", "y3"), label.line or (), strict=False))
    numbers = {"x": label.x, "y": label.y, **ends}
    return {
        **{f"{prefix}{name}": round(number) for name, number in numbers.items()},
        f"{prefix}ink": TEXT if label.line else ink,
        **({f"{prefix}alone": True} if label.alone else {}),
    }
