"""From published polygons to light ones: checked, simplified without gaps, rounded, and turned as Vega draws them.

Two areas share a border. Each stretch of border between two points where areas meet is simplified once, in one
direction, so that both sides stay the same line and no sliver shows between them.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from loaders.services.errors import SourceChanged
from loaders.services.pdok.features import ADVICE

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = list[Point]  # closed: the first point comes back at the end
Polygons: TypeAlias = list[list[Ring]]  # per polygon its outside, then its holes

DECIMALS = 5  # about a metre
TOLERANCE_M = 60.0  # a point that lies less than this beside the line is left out; a pixel on a projector is more
SMALLEST_M2 = 250_000.0  # an island smaller than this is left out, but for the largest part of an area
METRES = 111_320.0  # of a degree of latitude
SQUEEZE = math.cos(math.radians(52.1))  # a degree of longitude is that much shorter in the Netherlands
BOUNDS = (3.0, 50.5, 7.5, 53.8)  # west, south, east, north of the Netherlands in degrees


def polygons(code: str, geometry: Mapping[str, Any]) -> Polygons:
    """Return the rings of a Polygon or MultiPolygon, rounded, in degrees.

    Raises:
        SourceChanged: Another type of geometry, coordinates that are not degrees in the Netherlands, or an open ring.
    """
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise _changed(f"{code} has a geometry of type {kind!r}", "Polygon and MultiPolygon are known")
    parts: Any = [coordinates] if kind == "Polygon" else coordinates
    try:
        found = [[_ring(code, ring) for ring in part] for part in parts]
    except (TypeError, ValueError, IndexError) as error:
        raise _changed(f"the coordinates of {code} cannot be read", str(error)) from error
    if not found or not all(found):
        raise _changed(f"{code} has no coordinates", str(kind))
    return found


def _ring(code: str, points: Sequence[Sequence[float]]) -> Ring:
    ring: Ring = []
    for point in points:
        place = (round(float(point[0]), DECIMALS), round(float(point[1]), DECIMALS))
        if not (BOUNDS[0] <= place[0] <= BOUNDS[2] and BOUNDS[1] <= place[1] <= BOUNDS[3]):
            raise _changed(
                f"{code} lies outside the Netherlands",
                f"{place[0]:g}, {place[1]:g}" + ("; metres of RD instead of degrees" if place[0] > 1000 else ""),
            )
        if not ring or place != ring[-1]:
            ring.append(place)
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise _changed(f"{code} has a ring that does not close", f"{len(ring)} points")
    return ring


def _changed(happened: str, evidence: str) -> SourceChanged:
    return SourceChanged(happened, cause="form_changed", evidence=evidence, advice=ADVICE)


def simplified(areas: Mapping[str, Polygons]) -> dict[str, Polygons]:
    """Return `areas` with fewer points and the same shared borders; no area vanishes, small islands do."""
    meeting = _meeting_points(areas)
    kept: dict[tuple[Point, ...], list[Point]] = {}
    result: dict[str, Polygons] = {}
    for code, parts in areas.items():
        largest = max(parts, key=lambda part: abs(area_m2(part[0])))
        result[code] = []
        for part in parts:
            if part is not largest and abs(area_m2(part[0])) < SMALLEST_M2:
                continue
            rings = [(ring, _simple_ring(ring, meeting, kept)) for ring in part]
            outside = rings[0][1] if len(rings[0][1]) >= 4 else rings[0][0]
            holes = [simple for _, simple in rings[1:] if len(simple) >= 4]
            result[code].append([_turned(outside, clockwise=True), *(_turned(hole, clockwise=False) for hole in holes)])
    return result


def _meeting_points(areas: Mapping[str, Polygons]) -> set[Point]:
    """Return the points where more than two stretches of border meet."""
    beside: dict[Point, set[Point]] = {}
    for parts in areas.values():
        for ring in (ring for part in parts for ring in part):
            for one, other in itertools.pairwise(ring):
                beside.setdefault(one, set()).add(other)
                beside.setdefault(other, set()).add(one)
    return {point for point, others in beside.items() if len(others) > 2}


def _simple_ring(ring: Ring, meeting: set[Point], kept: dict[tuple[Point, ...], list[Point]]) -> Ring:
    points = ring[:-1]
    ends = [place for place, point in enumerate(points) if point in meeting]
    if len(ends) < 2:  # an island: cut where its two ends would be in every direction
        first = ends[0] if ends else points.index(min(points))
        farthest = max(range(len(points)), key=lambda place: _metres(points[first], points[place]))
        ends = sorted({first, farthest})
    result: Ring = []
    for start, end in zip(ends, [*ends[1:], ends[0] + len(points)], strict=True):
        stretch = [points[place % len(points)] for place in range(start, end + 1)]
        backwards = stretch[-1] < stretch[0]
        key = tuple(reversed(stretch)) if backwards else tuple(stretch)
        if key not in kept:
            kept[key] = _fewer(key)
        result += (kept[key][::-1] if backwards else kept[key])[:-1]
    return [*result, result[0]]


def _fewer(points: Sequence[Point]) -> list[Point]:
    """Return the points of a line that matter (Ramer, Douglas and Peucker), its ends always among them."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        start, end = todo.pop()
        if end - start < 2:
            continue
        beside = [_beside(points[place], points[start], points[end]) for place in range(start + 1, end)]
        most = max(beside)
        if most > TOLERANCE_M:
            place = start + 1 + beside.index(most)
            keep.add(place)
            todo += [(start, place), (place, end)]
    return [points[place] for place in sorted(keep)]


def _beside(point: Point, start: Point, end: Point) -> float:
    """Return how far `point` lies from the stretch between two points, in metres."""
    x, y = (end[0] - start[0]) * SQUEEZE, end[1] - start[1]
    px, py = (point[0] - start[0]) * SQUEEZE, point[1] - start[1]
    length = x * x + y * y
    along = min(1.0, max(0.0, (px * x + py * y) / length)) if length else 0.0
    return math.hypot(px - along * x, py - along * y) * METRES


def _metres(one: Point, other: Point) -> float:
    return math.hypot((one[0] - other[0]) * SQUEEZE, one[1] - other[1]) * METRES


def area_m2(ring: Ring) -> float:
    """Return the area inside `ring` in square metres: negative where it turns clockwise."""
    twice = sum(one[0] * other[1] - other[0] * one[1] for one, other in itertools.pairwise(ring))
    return twice / 2 * SQUEEZE * METRES * METRES


def _turned(ring: Ring, *, clockwise: bool) -> Ring:
    return ring if (area_m2(ring) < 0) == clockwise else ring[::-1]


def centre(parts: Polygons) -> Point:
    """Return the middle of the box around an area, in degrees."""
    xs, ys = zip(*(point for part in parts for point in part[0]), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
