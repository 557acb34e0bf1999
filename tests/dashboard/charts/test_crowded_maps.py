"""Maps of any region: 1 to 30 municipalities of any shape, with any name and number, in any room. All is invented."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point, Polygon, box

from dashboard.charts.labels import CELL, LETTER, LINES, SHARES, Layout, Room, layout
from dashboard.charts.map import NARROW, NOT_ALL, STAGE, WIDE, Place, PlaceMap, class_of, classes
from dashboard.charts.shapes import Map, Ring, Shape
from dashboard.charts.theme import LIGHT
from dashboard.export.picture import chart_svg

MOST = 30
ROOMS = (WIDE, NARROW, STAGE)
STATUSES = ("niet beschikbaar", "geheim", "ten minste 1.234.567 (onzeker)")
NUMBERS = ("7,1%", "0%", "1.234.567", "−12,3%")


def ring(shape: Polygon) -> Ring:
    return tuple((round(x), round(y)) for x, y in shape.exterior.coords)


def region(draw: random.Random, count: int) -> Map:
    """Return a region of so many areas without room between them, and now and then an island smaller than a cell."""
    wide, high = draw.choice(((4000, 4000), (9000, 3000), (2500, 8000)))
    ground = box(0, 0, wide, high)
    points = [Point(draw.uniform(1, wide - 1), draw.uniform(1, high - 1)) for _ in range(count)]
    areas = (
        shapely.voronoi_polygons(MultiPoint(points), extend_to=ground, ordered=True).geoms if count > 1 else [ground]
    )
    shapes = []
    for place, area in enumerate(areas):
        parts = [ring(area.intersection(ground))]
        if draw.random() < 0.1:
            parts = [ring(Point(wide * 1.1, draw.uniform(0, high)).buffer(20, quad_segs=2))]
        shapes.append(Shape(f"GM{place:04d}", tuple((part,) for part in parts)))
    return Map(tuple(shapes), "", "")


def places(draw: random.Random, drawn: Map, statuses: float) -> tuple[Place, ...]:
    """Return a place for each area; `statuses` is the share of them that have no number."""
    found = []
    for shape in drawn.shapes:
        value = None if draw.random() < statuses else draw.choice((0.0, -1.9, 3.14159, 1e6, draw.gauss(0, 100)))
        name = f"{len(found)}{'-naam' * draw.randint(0, 5)}"
        text = draw.choice(STATUSES if value is None else NUMBERS)
        found.append(Place(shape.code, name, value, text, chosen=draw.random() < 0.2))
    return tuple(found)


def lengths(drawn: Map, found: tuple[Place, ...]) -> tuple[tuple[int, int], ...]:
    assert [place.code for place in found] == [shape.code for shape in drawn.shapes]
    return tuple((len(place.name), len(place.text)) for place in found)


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    count=st.integers(1, MOST),
    statuses=st.sampled_from((0, 0.3, 1)),
    width=st.integers(300, 1200),
)
def test_any_region_has_a_map_that_says_whether_all_names_are_on_it(
    seed: int, count: int, statuses: float, width: int
) -> None:
    draw = random.Random(seed)
    drawn = region(draw, count)
    chart = PlaceMap(drawn, places(draw, drawn, statuses), "%")
    svg = chart_svg(chart, width=width, look=LIGHT)
    shown = set(re.findall(r">([^<>]+)</(?:text|tspan)>", svg))
    assert (NOT_ALL in shown) == ({place.name for place in chart.places} - shown != set())


def boxes(found: Layout, letters: tuple[tuple[int, int], ...], room: Room) -> dict[int, Polygon]:
    """Return where the words of each label stand."""
    left, top, right, bottom = found.frame
    scale = min(room.width / (right - left), room.height / (bottom - top))
    fields = {}
    for place, label in enumerate(found.labels):
        if label:
            count = letters[place][1] if label.alone else max(letters[place])
            wide, high = LETTER * room.size * count / scale, LINES * room.size / (2 if label.alone else 1) / scale
            fields[place] = box(label.x - wide / 2, label.y - high / 2, label.x + wide / 2, label.y + high / 2)
    return fields


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**9), count=st.integers(1, MOST), room=st.sampled_from(ROOMS), chosen=st.booleans())
def test_no_label_covers_another_and_no_line_meets_anything(seed: int, count: int, room: Room, chosen: bool) -> None:
    draw = random.Random(seed)
    drawn = region(draw, count)
    found_places = places(draw, drawn, draw.choice((0, 0.3, 1)))
    letters = lengths(drawn, found_places)
    first = tuple(place for place, one in enumerate(found_places) if one.chosen) if chosen else ()
    found = layout(drawn, letters, room, first)
    left, top, right, bottom = found.frame
    bare = drawn.box
    scale = min(room.width / (right - left), room.height / (bottom - top))
    whole = min(room.width / (bare[2] - bare[0]), room.height / (bare[3] - bare[1]))
    assert scale >= SHARES[-1] * whole * 0.999, "the map itself stays the most of it"
    fields = boxes(found, letters, room)
    slack = CELL / scale
    frame = box(left - slack, top - slack, right + slack, bottom + slack)
    assert all(frame.covers(field) for field in fields.values())
    assert not any(one.intersects(other) for one, other in combinations(fields.values(), 2))
    lines = {place: LineString([label.line[:2], label.line[2:]]) for place, label in enumerate(found.labels)
             if label and label.line}  # fmt: skip
    for place, line in lines.items():
        assert not any(line.intersects(field) for other, field in fields.items() if other != place)
        assert not any(line.intersects(other) for at, other in lines.items() if at != place)
        shape = drawn.shapes[place]
        own = shapely.union_all([Polygon(polygon[0]) for polygon in shape.polygons])
        assert own.distance(Point(line.coords[-1])) <= 2 * slack, "a line ends in its own municipality"


@pytest.mark.parametrize("room", ROOMS, ids=["wide", "narrow", "stage"])
def test_who_is_chosen_is_named_first(room: Room) -> None:
    drawn = region(random.Random(18), 18)
    letters = ((16, 16),) * 18
    without = layout(drawn, letters, room)
    missing = [place for place, label in enumerate(without.labels) if not label]
    assert missing, "in this room there is not a place for each"
    assert all(layout(drawn, letters, room, (place,)).labels[place] for place in missing)


@given(st.lists(st.floats(-1e6, 1e6), max_size=20))
def test_every_value_has_a_class_and_no_values_have_none(values: list[float]) -> None:
    found = classes(values, "%")
    assert bool(found) == bool(values)
    assert len(found) <= 6
    for value in values:
        one = found[class_of(value, found)]
        assert one.low - 1e-6 <= value <= one.high + 1e-6
