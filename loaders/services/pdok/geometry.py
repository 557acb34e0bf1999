"""From published polygons to light ones: checked, simplified without gaps, rounded, and turned as Vega draws them.

Areas share borders: a coverage is simplified as one, so that both sides of a border stay the same line and no sliver
shows between them. A wider area becomes the union of the light areas that lie in it, so its border is theirs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from loaders.services.errors import SourceChanged
from loaders.services.pdok.features import ADVICE

Ring: TypeAlias = list[tuple[float, float]]  # closed: the first point comes back at the end

DECIMALS = 5  # about a metre
TOLERANCE_M = 150.0  # corners that take away less than this squared are left out; a pixel on a projector is more
SMALLEST_M2 = 250_000.0  # an island or hole smaller than this is left out, but for the largest part of an area
METRES = 111_320.0  # of a degree of latitude
SQUEEZE = math.cos(math.radians(52.1))  # a degree of longitude is that much shorter in the Netherlands
SCALE = np.array([SQUEEZE * METRES, METRES])
BOUNDS = (3.0, 50.5, 7.5, 53.8)  # west, south, east, north of the Netherlands in degrees


def polygons(code: str, geometry: Mapping[str, Any]) -> MultiPolygon:
    """Return a Polygon or MultiPolygon as published, rounded, in degrees.

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
    return MultiPolygon([Polygon(outside, holes) for outside, *holes in found])


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


def simplified(areas: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return `areas`, of which none covers another, with fewer points and the same shared borders.

    No area vanishes, small islands and small holes do.
    """
    light = shapely.coverage_simplify([shapely.transform(area, _metres) for area in areas.values()], TOLERANCE_M)
    return {code: _large(area) for code, area in zip(areas, light, strict=True)}


def joined(areas: Sequence[MultiPolygon]) -> MultiPolygon:
    """Return the union of light areas, without the slivers between those that do not quite meet."""
    whole = shapely.make_valid(
        list(areas), method="structure", keep_collapsed=False
    )  # a published ring can touch itself
    return _large(shapely.transform(shapely.union_all(whole, grid_size=10**-DECIMALS), _metres))


def _large(area: Polygon | MultiPolygon) -> MultiPolygon:
    """Return what is large enough to see of an area in metres: rounded, in degrees, outside rings clockwise."""
    parts = shapely.get_parts(area)
    sizes = [Polygon(part.exterior).area for part in parts]
    kept = [
        Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= SMALLEST_M2])
        for part, size in zip(parts, sizes, strict=True)
        if size >= SMALLEST_M2 or size == max(sizes)
    ]
    return shapely.orient_polygons(shapely.transform(MultiPolygon(kept), _degrees), exterior_cw=True)


def _metres(points: Any) -> Any:
    return points * SCALE


def _degrees(points: Any) -> Any:
    return np.round(points / SCALE, DECIMALS)
