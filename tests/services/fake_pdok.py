"""A real HTTP server in a thread that speaks OGC API Features as PDOK does.

The nine municipalities of Midden-Gelderland have their real shapes of 2025 (tests/municipalities.geojson: CBS and
Kadaster through PDOK, CC BY 4.0). EVERY OTHER SHAPE IS INVENTED: squares, and boxes around the municipalities of a region.
`fault()` makes the server misbehave in one way.
"""

from __future__ import annotations

import copy
import gzip
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.services.fake_tables import NINE, OTHERS

SHAPES = Path(__file__).with_name("municipalities.geojson")
MUNICIPALITIES, REGIONS = "gemeente_gegeneraliseerd", "arbeidsmarktregio_gegeneraliseerd"
MEMBERS = {
    "AM07": ("Midden-Gelderland", tuple(NINE)),
    "AM08": ("Rijk van Nijmegen", ("GM0268", "GM0252")),
    "AM09": ("Achterhoek", ("GM1955",)),
}
FAULTS = ("500", "html", "empty", "missing", "geometry", "rd", "system", "missing_page", "twice", "open", "moved")
Feature = dict[str, Any]


def feature(code: str, name: str, kind: str, coordinates: Any) -> Feature:
    """Return a feature as the service gives it."""
    properties = {"statcode": code, "jrstatcode": f"2026{code}", "statnaam": name, "rubriek": "gemeente"}
    return {
        "type": "Feature", "id": code, "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }  # fmt: skip


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """Return a ring, counter-clockwise as in GeoJSON."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def municipalities() -> list[Feature]:
    """The nine as they are, and invented squares for three others."""
    found: list[Feature] = json.loads(SHAPES.read_text(encoding="utf-8"))["features"]
    for place, (code, name) in enumerate(OTHERS.items()):
        found.append(feature(code, name, "MultiPolygon", [[box(5.7 + place / 5, 51.7, 5.8 + place / 5, 51.8)]]))
    return found


def regions(towns: list[Feature]) -> list[Feature]:
    """Invented boxes around the municipalities of each region."""
    shapes = {town["properties"]["statcode"]: town["geometry"] for town in towns}
    found = []
    for code, (name, members) in MEMBERS.items():
        rings = [
            (
                shapes[member]["coordinates"]
                if shapes[member]["type"] == "Polygon"
                else shapes[member]["coordinates"][0]
            )[0]
            for member in members
        ]
        xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
        found.append(feature(code, name, "Polygon", [box(min(xs), min(ys), max(xs), max(ys))]))
    return found


class FakePDOK:
    """The running server. Use it as a context manager; `url` is what PDOK_URL must be."""

    def __init__(self, *, page: int = 5, years: tuple[int, ...] = (2025, 2026)) -> None:
        self.page, self.years, self.name = page, years, ""
        self.collections = {MUNICIPALITIES: municipalities()}
        self.collections[REGIONS] = regions(self.collections[MUNICIPALITIES])
        self.requests: list[str] = []
        self.agents: set[str] = set()
        self.on_request: Callable[[str], None] = lambda _: None
        handler = type("Handler", (_Handler,), {"pdok": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/cbs/gebiedsindelingen/ogc/v1"

    def __enter__(self) -> FakePDOK:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fault(self, name: str) -> None:
        """Misbehave in the way `name` from now on; an empty name heals."""
        assert not name or name in FAULTS, name
        self.name = name

    def features(self, collection: str, year: int) -> list[Feature]:
        """Return what the collection holds, with the fault of content that is on."""
        if year not in self.years or self.name == "empty":
            return []
        found = copy.deepcopy(self.collections[collection])
        last = found[0]
        ring = last["geometry"]["coordinates"][0]
        if self.name == "missing" and collection == MUNICIPALITIES:
            return found[1:]
        if self.name == "geometry":
            last["geometry"] = {"type": "GeometryCollection", "geometries": [last["geometry"]]}
        elif self.name == "rd":
            ring[:] = [[193_000 + x, 440_000 + y] for x, y in ring]
        elif self.name == "twice":
            found.append(last)
        elif self.name == "open":
            del ring[-1]
        elif self.name == "moved" and collection == MUNICIPALITIES:
            ring[:] = [[x - 1.5, y] for x, y in ring]
        return found


class _Handler(BaseHTTPRequestHandler):
    pdok: FakePDOK
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        pdok, parts = self.pdok, urlsplit(self.path)
        asked = dict(parse_qsl(parts.query))
        pdok.requests.append(self.path)
        pdok.agents.add(self.headers.get("User-Agent", ""))
        pdok.on_request(self.path)
        collection = parts.path.removesuffix("/items").rsplit("/", 1)[-1]
        if pdok.name == "500":
            return self._send(500, b"{}")
        if pdok.name == "html":
            return self._send(200, b"<!DOCTYPE html><title>Onderhoud</title>", "text/html")
        if collection not in pdok.collections or set(asked) - {"f", "limit", "jaarcode", "cursor"}:
            return self._send(404, b'{"title":"Not Found","status":404}', "application/problem+json")
        found = pdok.features(collection, int(asked["jaarcode"]))
        start, size = int(asked.get("cursor", 0)), min(int(asked.get("limit", 10)), pdok.page)
        end = start + size + (size if pdok.name == "missing_page" else 0)
        links = [{"rel": "self", "href": f"{pdok.url}/collections/{collection}/items"}]
        if end < len(found):
            follow = f"cursor={end}&f=json&jaarcode={asked['jaarcode']}&limit={asked['limit']}"
            links.append({"rel": "next", "href": f"{pdok.url}/collections/{collection}/items?{follow}"})
        system = "http://www.opengis.net/def/crs/EPSG/0/28992" if pdok.name == "system" else CRS84
        page = found[start : start + size]
        answer = {
            "type": "FeatureCollection", "timeStamp": "2026-11-24T10:00:00Z", "coordRefSys": system, "links": links,
            "features": page, "numberReturned": len(page),
        }  # fmt: skip
        return self._send(200, json.dumps(answer, ensure_ascii=False).encode(), "application/geo+json")

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, compresslevel=1)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
