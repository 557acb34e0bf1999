"""Boundaries of municipalities and labour-market regions, for the map.

Read: collections gemeente_gegeneraliseerd and arbeidsmarktregio_gegeneraliseerd of "CBS Gebiedsindelingen" at PDOK
(api.pdok.nl/cbs/gebiedsindelingen/ogc/v1; CBS and Kadaster, CC BY 4.0), in the documentation of its clients.
Grain: one area in one year, as GeoJSON in degrees (CRS84), outside rings clockwise as Vega draws them.
Yearly, on 1 January; `YEAR` says which, and the status tells when a newer one is there.
Trap: without a year the service gives every year since 2016 at once; an unknown year is an empty collection.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd
from shapely import MultiPolygon, box
from shapely.geometry import mapping

from loaders.series.declare import Regions
from loaders.services.errors import SourceChanged
from loaders.services.http import Transport
from loaders.services.pdok import geometry
from loaders.services.pdok.features import Area, exists, read
from snapshot.model import Column, Dataset, key

YEAR = 2026
MUNICIPALITIES, REGIONS = "gemeente_gegeneraliseerd", "arbeidsmarktregio_gegeneraliseerd"
TITLE = "Gebiedsindelingen"
SOURCE = "pdok-boundaries-live"
FORM = "2"  # changes with what is asked or how it is judged
LONGEST = 32_000  # characters of one geometry: more does not fit into a cell of a spreadsheet
DATASET = Dataset(
    name="boundaries",
    title="Grenzen van gemeenten en arbeidsmarktregio's",
    description="De vorm van elke gemeente en arbeidsmarktregio, vereenvoudigd om op een kaart te tekenen.",
    files=("raw/cbs/lock.json",),
    columns=(
        key("region_code", "Regio", labels_from="regions"),
        key("boundary_year", "Jaar van de indeling"),
        Column("geometry", "label", "Vorm", description="GeoJSON in graden (lengte, breedte)."),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
    frequency="per jaar",
    processing="derived",
    warnings=("Vereenvoudigd om te tekenen: geschikt voor een kaart, niet om afstanden of oppervlakten te meten.",),
)


def load(municipalities: list[Area], labour_regions: list[Area], members: Regions) -> pd.DataFrame:
    """Return a row per area, as text.

    Raises:
        SourceChanged: An area is missing, has a form that is not known, or lies where it cannot lie.
    """
    _complete({area.code for area in municipalities}, {area.code for area in labour_regions}, members)
    towns, wide = (
        {area.code: geometry.polygons(area.code, area.geometry) for area in found}
        for found in (municipalities, labour_regions)
    )
    _inside(towns, wide, members)
    light = geometry.simplified(towns)
    shapes = {**light, **{code: _joined(region, towns, light) for code, region in wide.items()}}
    rows = [
        {"region_code": code, "boundary_year": str(YEAR), "geometry": _text(code, shapes[code]), "source": SOURCE}
        for code in sorted(shapes)
    ]
    index = pd.MultiIndex.from_tuples([(f"pdok {MUNICIPALITIES}", line) for line in range(1, len(rows) + 1)])
    return pd.DataFrame(rows, index=index, dtype="object")


def _joined(region: MultiPolygon, towns: Mapping[str, MultiPolygon], light: Mapping[str, MultiPolygon]) -> MultiPolygon:
    """Return a region as the light municipalities that lie in its published border; as published where none does."""
    within = [light[code] for code, town in towns.items() if region.contains(town.representative_point())]
    return geometry.joined(within or [region])


def _text(code: str, area: MultiPolygon) -> str:
    text = json.dumps(mapping(area if len(area.geoms) > 1 else area.geoms[0]), separators=(",", ":"))
    if len(text) > LONGEST:
        raise SourceChanged(
            f"the border of {code} is too detailed",
            cause="form_changed",
            shown=code,
            evidence=f"{len(text)} characters after simplifying, at most {LONGEST}",
            advice="raise TOLERANCE_M in loaders/services/pdok/geometry.py, look at the map and refresh again",
        )
    return text


def _complete(towns: set[str], wide: set[str], members: Regions) -> None:
    if not towns or not wide:
        raise SourceChanged(
            f"PDOK has no boundaries of {YEAR}",
            cause="empty",
            shown=str(YEAR),
            evidence=f"{len(towns)} municipalities, {len(wide)} labour-market regions",
            advice="run the refresh again later, or mend YEAR in loaders/series/boundaries.py",
        )
    missing = sorted({code for codes in members.members.values() for code in codes} - towns)
    missing += sorted(set(members.members) - wide)
    if missing:
        raise SourceChanged(
            f"PDOK misses {len(missing)} areas of {YEAR}",
            cause="incomplete",
            shown=", ".join(missing[:5]),
            evidence=", ".join(missing[:5]),
            advice="refresh again; if they merged, mend the years of areas.py and boundaries.py in loaders/series",
        )


def _inside(towns: Mapping[str, MultiPolygon], wide: Mapping[str, MultiPolygon], members: Regions) -> None:
    """Raise SourceChanged where a municipality lies outside the box around its region: then codes are mixed up."""
    for region, codes in members.members.items():
        around = box(*wide[region].bounds)
        for code in codes:
            middle = box(*towns[code].bounds).centroid
            if not around.covers(middle):
                raise SourceChanged(
                    f"{code} lies outside its region {region}",
                    cause="implausible",
                    shown=f"{code}, {region}",
                    evidence=f"its middle is {middle.x:g}, {middle.y:g}",
                )


def areas(transport: Transport) -> tuple[list[Area], list[Area]]:
    """Return the municipalities and the labour-market regions of YEAR; raise SourceError where that does not go."""
    return read(transport, MUNICIPALITIES, YEAR), read(transport, REGIONS, YEAR)


def newer(transport: Transport) -> str:
    """Return the next year where the service has it already, else ''; raise SourceError where it does not answer."""
    return str(YEAR + 1) if exists(transport, MUNICIPALITIES, YEAR + 1) else ""
