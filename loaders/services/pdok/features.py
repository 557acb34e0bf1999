"""The only module that knows OGC API Features: pages of GeoJSON become areas.

Read in the documentation of pdokr and in clients of this service: `items?f=json&limit=1000&jaarcode=2026` gives a
FeatureCollection in CRS84 (longitude, latitude), 1000 features a page at most, `links` with `rel=next` (a cursor) while
there is more, properties `statcode` and `statnaam`; without `jaarcode` every year comes at once.
To discover live: whether `numberReturned` and `coordRefSys` stand in the answer (both are checked where they do).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests

from loaders.services.errors import SourceChanged, SourceError
from loaders.services.http import Transport

LIMIT = 1000
DEGREES = "CRS84"
ADVICE = "compare the service with loaders/services/pdok, mend it and refresh again"


@dataclass(frozen=True)
class Area:
    """One area as published: code and name of CBS, and its geometry as GeoJSON in degrees."""

    code: str
    name: str
    geometry: dict[str, Any]


def read(transport: Transport, collection: str, year: int, *, limit: int = LIMIT) -> list[Area]:
    """Return every area of `collection` in `year`, in the order of their codes; none where that year is not there.

    Raises:
        SourceError: The service did not answer usably.
        SourceChanged: It answers in another form, or an area comes twice.
    """
    transport.begin()
    url = f"{transport.settings.url}/collections/{collection}/items?f=json&limit={limit}&jaarcode={year}"
    areas: dict[str, Area] = {}
    while url:
        page = _page(transport, url)
        for feature in _features(page, url):
            area = _area(feature, collection)
            if area.code in areas:
                raise SourceChanged(
                    f"{collection} holds {area.code} twice",
                    cause="doubled",
                    shown=area.code,
                    evidence=url,
                    advice=ADVICE,
                )
            areas[area.code] = area
        url = next(_following(page), "")
    return [areas[code] for code in sorted(areas)]


def exists(transport: Transport, collection: str, year: int) -> bool:
    """Whether the service has `collection` for `year`; raise SourceError where it does not answer."""
    transport.begin()
    url = f"{transport.settings.url}/collections/{collection}/items?f=json&limit=1&jaarcode={year}"
    return bool(_features(_page(transport, url), url))


def _page(transport: Transport, url: str) -> dict[str, Any]:
    try:
        response = transport.get(url)
    except requests.RequestException as error:
        raise SourceError(
            "PDOK could not be reached", cause="unreachable", evidence=f"{type(error).__name__}: {error}"
        ) from error
    if not response.ok:
        raise SourceError(
            f"PDOK refused with status {response.status_code}",
            cause="refused",
            shown=str(response.status_code),
            evidence=url,
        )
    try:
        page = json.loads(response.content)
    except ValueError as error:
        raise SourceError("an answer of PDOK is no JSON", cause="not_data", evidence=f"{error} from {url}") from error
    if not isinstance(page, dict) or page.get("type") != "FeatureCollection":
        shown = page.get("type", sorted(page)[:5]) if isinstance(page, dict) else type(page).__name__
        raise SourceChanged(
            "PDOK gave no FeatureCollection", cause="not_data", evidence=f"{shown} from {url}", advice=ADVICE
        )
    system = str(page.get("coordRefSys") or DEGREES)
    if DEGREES not in system:
        raise SourceChanged(
            "PDOK gives another system of coordinates", cause="form_changed", evidence=system, advice=ADVICE
        )
    return page


def _features(page: dict[str, Any], url: str) -> list[Any]:
    features = page.get("features")
    if not isinstance(features, list):
        raise SourceChanged("PDOK gave a page without features", cause="not_data", evidence=url, advice=ADVICE)
    told = page.get("numberReturned")
    if told is not None and told != len(features):
        raise SourceError(
            "a page of PDOK is not whole",
            cause="incomplete",
            shown=f"{len(features)} van {told}",
            evidence=f"{len(features)} features, {told} told, {url}",
        )
    return features


def _area(feature: Any, collection: str) -> Area:
    try:
        properties = feature["properties"]
        code, name = str(properties["statcode"]).strip(), str(properties["statnaam"]).strip()
        geometry = feature["geometry"]
    except (KeyError, TypeError) as error:
        evidence = f"no {error} in {str(feature)[:120]}"
        raise SourceChanged(
            f"a feature of {collection} has another form", cause="form_changed", evidence=evidence, advice=ADVICE
        ) from error
    if not code or not name or not isinstance(geometry, dict):
        raise SourceChanged(
            f"a feature of {collection} is empty",
            cause="form_changed",
            shown=code,
            evidence=f"{code} {name}".strip(),
            advice=ADVICE,
        )
    return Area(code, name, geometry)


def _following(page: dict[str, Any]) -> Iterator[str]:
    for link in page.get("links") or []:
        if isinstance(link, dict) and link.get("rel") == "next" and link.get("href"):
            yield str(link["href"])
