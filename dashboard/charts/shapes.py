"""Where municipalities lie on a map: their boundaries."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass
from typing import TypeAlias

from dashboard.asking.memory import once
from dashboard.asking.queries import Result, ask, municipalities
from snapshot.read import Snapshot

Ring: TypeAlias = tuple[tuple[int, int], ...]
UNIT_M = 10.0  # metres of one unit of a map: whole numbers keep the chart light
METRES = 111_320.0  # of a degree of latitude


@dataclass(frozen=True)
class Shape:
    """One municipality: per polygon its outside and its holes, in whole units from the top left corner."""

    code: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def edges(self) -> list[tuple[int, int, int, int]]:
        """Every stretch of border, from one point to the next."""
        rings = [ring for polygon in self.polygons for ring in polygon]
        return [(*one, *other) for ring in rings for one, other in itertools.pairwise(ring)]


@dataclass(frozen=True)
class Map:
    """The shapes of all municipalities of the region, and where they come from."""

    shapes: tuple[Shape, ...]
    credit: str
    attribution: str

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The smallest and largest x and y: left, top, right, bottom."""
        xs, ys = zip(*((edge[0], edge[1]) for shape in self.shapes for edge in shape.edges), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@once
def has_shapes(snapshot: Snapshot) -> bool:
    """Return whether `snapshot` holds the boundary of every municipality of its region."""
    if "boundaries" not in snapshot.datasets:
        return False
    towns = set(municipalities(snapshot))
    return towns <= set(ask(snapshot, "boundaries", region_code=tuple(towns)).codes("region_code"))


@once
def region_map(snapshot: Snapshot) -> Map:
    """Return the map of the region of `snapshot`, which has_shapes."""
    return _geographic(ask(snapshot, "boundaries", region_code=tuple(municipalities(snapshot))))


def _geographic(found: Result) -> Map:
    rows = found.rows
    shapes = {row["region_code"]: json.loads(row["geometry"]) for row in rows}
    degrees = {
        code: [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for code, shape in shapes.items()
    }
    points = [point for parts in degrees.values() for part in parts for ring in part for point in ring]
    west, north = min(x for x, _ in points), max(y for _, y in points)
    middle = (north + min(y for _, y in points)) / 2
    down = METRES / UNIT_M
    right = down * math.cos(math.radians(middle))
    source = found.sources[0]
    year = max(str(row["boundary_year"]) for row in rows)
    return Map(
        tuple(
            Shape(
                code,
                tuple(
                    tuple(
                        tuple((round((x - west) * right), round((north - y) * down)) for x, y in ring) for ring in part
                    )
                    for part in parts
                ),
            )
            for code, parts in degrees.items()
        ),
        credit=f"Grenzen {year}: {source.publisher}",
        attribution=f"Grenzen: {source.attribution}, {source.licence}. Vereenvoudigd om te tekenen.",
    )


def hatching(shape: Shape, step: float) -> list[list[tuple[float, float]]]:
    """Return slanted lines inside `shape`, `step` units apart, each as its two ends."""
    slanted = [(x1 + y1, x1 - y1, x2 + y2, x2 - y2) for x1, y1, x2, y2 in shape.edges]
    low, high = min(edge[0] for edge in slanted), max(edge[0] for edge in slanted)
    lines = []
    for number in range(1, int((high - low) / step) + 1):
        along = low + number * step
        crossings = sorted(
            v1 + (along - u1) * (v2 - v1) / (u2 - u1)
            for u1, v1, u2, v2 in slanted
            if min(u1, u2) <= along < max(u1, u2)
        )
        lines += [[_back(along, v) for v in pair] for pair in zip(crossings[::2], crossings[1::2], strict=False)]
    return lines


def _back(u: float, v: float) -> tuple[float, float]:
    return round((u + v) / 2, 1), round((u - v) / 2, 1)
