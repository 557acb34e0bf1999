"""How a request becomes an answer: OData v3 and v4 as CBS speaks them, and what goes wrong on the way."""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests.services.fake_cbs import shapes
from tests.services.fake_cbs.filters import BadFilter, keeps, nodes
from tests.services.fake_cbs.tables import FakeTable, damaged

if TYPE_CHECKING:
    from tests.services.fake_cbs.server import FakeCBS

V3_PATH = re.compile(r"/ODataFeed/(?:odata|OData)/(?P<table>[^/]+)/(?P<entity>[^/]*)/?")
V4_PATH = re.compile(r"/odata/v1/CBS/(?P<table>[^/]+)/(?P<entity>[^/]*|Observations/\$count)")
LONGEST_QUERY = 2048  # IIS, unless it is set otherwise
MOST_NODES = 100  # ASP.NET, unless it is set otherwise
TOO_LONG = (
    b"<html><head><title>IIS 10.0 Detailed Error - 404.15 - Not Found</title></head><body>"
    b"The request filtering module is configured to deny a request where the query string is too long.</body></html>"
)
TOO_MANY = "The query specified in the URI is not valid. The node count limit of '100' has been exceeded."


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that was killed; anything else is a mistake of this server."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    cbs: FakeCBS
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing: the tests read `requests`."""

    def do_GET(self) -> None:
        self.cbs.enter(self.path, dict(self.headers.items()))
        try:
            self._answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            self.cbs.leave()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        path, asked = unquote(parts.path), dict(parse_qsl(parts.query))
        if len(parts.query) > LONGEST_QUERY:
            return self._send(404, TOO_LONG, "text/html")
        if nodes(asked.get("$filter", "")) > MOST_NODES:
            return self._send(400, json.dumps({"odata.error": {"code": "", "message": {"value": TOO_MANY}}}).encode())
        for form, answer in ((V3_PATH, self._v3), (V4_PATH, self._v4)):
            match = form.fullmatch(path)
            if match:
                return self._table(match["table"], match["entity"], asked, answer)
        if path in ("/ODataCatalog/Tables", "/odata/v1/Datasets"):
            return self._catalogue(asked, version="v3" if "ODataCatalog" in path else "v4")
        return self._send(404, b"<html><body>404 - File or directory not found.</body></html>", "text/html")

    def _table(self, id_: str, entity: str, asked: dict[str, str], answer: Callable[..., None]) -> None:
        table = self.cbs.tables.get(id_)
        if table is None:
            return self._send(404, b'{"odata.error":{"code":"","message":{"value":"Resource not found"}}}')
        fault = self.cbs.fault_of(id_)
        if fault == "500":
            return self._send(500, b"<html><body>Internal Server Error</body></html>", "text/html")
        if fault == "html":
            return self._send(
                200, b"<!DOCTYPE html><html><body>Wij zijn bezig met onderhoud</body></html>", "text/html"
            )
        if fault == "odata_error":
            return self._send(200, b'{"odata.error":{"code":"","message":{"lang":"nl-NL","value":"Server busy"}}}')
        if fault == "abort":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b'{"value":[{"Perioden":"20')
            self.wfile.flush()
            self.close_connection = True
            return None
        if fault == "truncated":
            return self._send(200, b'{"value":[{"Perioden":"2024JJ00"')
        if fault == "slow":
            time.sleep(self.cbs.slow_s)
        try:
            return answer(damaged(table, fault), entity, asked, fault)
        except BadFilter as error:
            return self._send(400, json.dumps({"odata.error": {"message": {"value": str(error)}}}).encode())

    # --- OData v3 ---------------------------------------------------------------------------------------------

    def _v3(self, table: FakeTable, entity: str, asked: dict[str, str], fault: str) -> None:
        root = f"http://{self.cbs.host}/ODataFeed/odata/{table.id}"
        if entity in ("TypedDataSet", "UntypedDataSet"):
            return self._v3_rows(table, entity, asked, fault)
        dims = {dim.name: dim for dim in table.dims}
        if entity == "":
            names = ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", "CategoryGroups", *dims]
            rows: list[dict[str, Any]] = [{"name": name, "url": f"{root}/{name}"} for name in names]
        elif entity == "TableInfos":
            rows = [shapes.v3_info(table)]
        elif entity == "DataProperties":
            rows = shapes.v3_properties(table)
        elif entity == "CategoryGroups":
            rows = []
        elif entity in dims:
            rows = [shapes.v3_code(dims[entity], code) for code in dims[entity].codes]
        else:
            return self._send(404, b'{"odata.error":{"code":"","message":{"value":"Resource not found"}}}')
        return self._json({"odata.metadata": f"{root}/$metadata#{entity}", "value": rows})

    def _v3_rows(self, table: FakeTable, entity: str, asked: dict[str, str], fault: str) -> None:
        found = self.cbs.selected(table, asked.get("$filter", ""), padded=True)
        skip, page = int(asked.get("$skip", 0)), self.cbs.page
        top = int(asked["$top"]) if "$top" in asked else None
        end = skip + page if top is None else skip + min(top, page)
        chosen = [name for name in asked.get("$select", "").split(",") if name]
        typed = entity == "TypedDataSet"
        rows = [
            shapes.v3_row(table, place, codes, typed, chosen) for place, codes in enumerate(found[skip:end], start=skip)
        ]
        answer: dict[str, Any] = {"odata.metadata": f"http://{self.cbs.host}/$metadata#Cbs.OData", "value": rows}
        if top is None and end < len(found):
            if fault == "missing_page":
                end += page
            elif fault == "circle":
                end = skip
            follow = {**asked, "$skip": str(end)}
            if end < len(found):
                answer["odata.nextLink"] = self._next(follow)
        return self._json(answer)

    # --- OData v4 ---------------------------------------------------------------------------------------------

    def _v4(self, table: FakeTable, entity: str, asked: dict[str, str], fault: str) -> None:
        dims = {f"{dim.name}Codes": dim for dim in table.dims}
        groups = shapes.v4_groups(table)
        if entity == "Properties":
            return self._json(
                {"Identifier": table.id, "Title": table.title, "Modified": table.modified, "Status": "Regulier"}
            )
        if entity == "Observations/$count" and table.has_count:
            return self._send(200, str(len(self.cbs.observed(table, asked.get("$filter", "")))).encode(), "text/plain")
        if entity == "Observations":
            return self._v4_rows(table, asked, fault)
        if entity == "Dimensions":
            rows: list[dict[str, Any]] = [
                {"Identifier": dim.name, "Title": dim.title, "Kind": dim.kind, "ContainsGroups": False}
                for dim in table.dims
            ]
        elif entity == "MeasureGroups" and groups:
            rows = groups
        elif entity == "MeasureCodes":
            rows = [shapes.v4_measure(place, topic) for place, topic in enumerate(table.topics, start=1)]
        elif entity in dims:
            rows = [shapes.v4_code(dims[entity], code) for code in dims[entity].codes]
        else:
            return self._send(404, b'{"error":{"code":"404","message":"Resource not found"}}')
        return self._json({"@odata.context": f"http://{self.cbs.host}/$metadata", "value": rows})

    def _v4_rows(self, table: FakeTable, asked: dict[str, str], fault: str) -> None:
        names = [dim.name for dim in table.dims]
        places = {topic.measure(at): topic for at, topic in enumerate(table.topics, start=1)}
        chosen = [name for name in asked.get("$select", "").split(",") if name]
        found = self.cbs.observed(table, asked.get("$filter", ""))
        skip = int(asked.get("$skip", 0))
        rows = [
            shapes.v4_row(table, place, row, {name: row[name] for name in names}, places[row["Measure"]], chosen)
            for place, row in enumerate(found[skip : skip + self.cbs.page], start=skip)
        ]
        end = skip + self.cbs.page
        answer: dict[str, Any] = {"@odata.context": f"http://{self.cbs.host}/$metadata", "value": rows}
        if end < len(found):
            end = end + self.cbs.page if fault == "missing_page" else skip if fault == "circle" else end
            if end < len(found):
                answer["@odata.nextLink"] = self._next({**asked, "$skip": str(end)})
        return self._json(answer)

    def _catalogue(self, asked: dict[str, str], *, version: str) -> None:
        keep = keeps(asked.get("$filter", ""))
        infos = [shapes.v3_info(table) for table in self.cbs.tables.values()]
        rows = [{**info, "Status": info["OutputStatus"]} for info in infos if keep(info)]
        self._json({"odata.metadata" if version == "v3" else "@odata.context": "", "value": rows})

    def _next(self, asked: dict[str, str]) -> str:
        """Return where the next page is; v3 writes the path otherwise than it was asked."""
        query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
        path = urlsplit(self.path).path
        if path.startswith("/ODataFeed"):
            path = path.replace("/odata/", "/OData/").rstrip("/") + "/"
        return f"http://{self.cbs.host}{path}?{query}"

    def _json(self, content: dict[str, Any]) -> None:
        self._send(200, json.dumps(content, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, compresslevel=1)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
