"""A real HTTP server in a thread that speaks OData v3 and v4 as CBS does. EVERY FIGURE IN IT IS INVENTED.

Shapes as documented: padded keys, columns with an ordinal suffix, cells as padded text with `.` in the untyped set and
null in the typed one, absolute `odata.nextLink`, period status on Perioden; in v4 long observations with
ValueAttribute. `fault()` makes one table misbehave in one way; `publish()` says that a table was published anew.
"""

from __future__ import annotations

import gzip
import itertools
import json
import re
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

FAULTS = (
    "500",
    "abort",
    "html",
    "odata_error",
    "empty",
    "renamed_topic",
    "new_code",
    "vanished_code",
    "unit",
    "missing_page",
    "times100",
    "truncated",
    "circle",
    "slow",
)


@dataclass(frozen=True)
class Dim:
    """A dimension: `width` is how far v3 pads its keys; `codes` are (code, title) or (code, title, status)."""

    name: str
    title: str
    kind: str
    width: int
    codes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FakeTopic:
    """A topic; `group` is the title above it, `base` its size for the whole country."""

    title: str
    unit: str = "aantal"
    decimals: int = 0
    group: str = ""
    base: float = 1000.0

    def key(self, place: int) -> str:
        """The v3 column: the title without spaces, and an ordinal that shifts with every edition."""
        words = re.findall(r"[0-9A-Za-z]+", self.title)
        return "".join(word[0].upper() + word[1:] for word in words)[:27] + f"_{place}"


Hole = Callable[[dict[str, str], str], str]


def no_hole(_: dict[str, str], __: str) -> str:
    """Every cell is filled."""
    return ""


@dataclass(frozen=True)
class FakeTable:
    """One table. `hole` tells for codes and topic why a cell is empty: '', impossible, secret or not_available."""

    id: str
    title: str
    dims: tuple[Dim, ...]
    topics: tuple[FakeTopic, ...]
    hole: Hole = no_hole
    modified: str = "2026-06-30T02:00:00"
    first_ordinal: int = 1
    factor: float = 1.0
    rows_gone: bool = False
    exact: dict[tuple[str, ...], float] = field(default_factory=dict)
    words: dict[tuple[str, ...], str] = field(default_factory=dict)

    def combinations(self) -> Iterator[dict[str, str]]:
        """Every combination of codes, in the order of the dimensions."""
        if self.rows_gone:
            return
        names = [dim.name for dim in self.dims]
        for codes in itertools.product(*([code[0] for code in dim.codes] for dim in self.dims)):
            yield dict(zip(names, codes, strict=True))

    def value(self, codes: dict[str, str], topic: FakeTopic) -> float | None:
        """An invented figure: it grows 1 % a year and is a fixed share of the country for each code."""
        if self.hole(codes, topic.title):
            return None
        given = self.exact.get((topic.title, *codes.values()))
        if given is not None:
            return given
        share = 1.0
        year = 2015
        for name, code in codes.items():
            if name == "Perioden":
                year = int(code[:4])
            elif code not in TOTALS:
                share *= 0.01 + (zlib.crc32(code.encode()) % 1000) / 50_000
        growth = 1.01 ** (year - 2015) * (self.factor if self.factor != 1 and year == self._last_year() else 1.0)
        return round(topic.base * share * growth, topic.decimals)

    def _last_year(self) -> int:
        return max(int(code[0][:4]) for dim in self.dims if dim.name == "Perioden" for code in dim.codes)


TOTALS = {"NL01", "10000", "T001038", "T001019", "T001081", "MW00000", "T001129"}


def damaged(table: FakeTable, fault: str) -> FakeTable:
    """Return `table` as it looks with a fault of content."""
    if fault == "renamed_topic":
        return replace(table, topics=tuple(replace(topic, title=f"{topic.title} nieuw") for topic in table.topics))
    if fault == "unit":
        return replace(
            table,
            topics=tuple(
                replace(topic, unit="x 1 000" if topic.unit == "aantal" else "aantal") for topic in table.topics
            ),
        )
    if fault == "times100":
        return replace(table, factor=100.0)
    if fault == "empty":
        return replace(table, rows_gone=True)
    if fault in ("new_code", "vanished_code"):
        changed = (("GM9999", "Nieuwstad"),) if fault == "new_code" else ()
        dims = []
        for dim in table.dims:
            if dim.kind in ("GeoDimension", "GeoDetail"):
                last = [code for code in dim.codes if code[0].startswith(("GM", "AM"))][-1]
                dim = replace(dim, codes=(*(code for code in dim.codes if code != last), *changed))
            dims.append(dim)
        return replace(table, dims=tuple(dims))
    return table


class FakeCBS:
    """The running server. Use it as a context manager; `url(version)` is what CBS_URL must be."""

    def __init__(self, *tables: FakeTable, page: int = 500) -> None:
        self.page = page
        self.tables = {table.id: table for table in tables}
        self.faults: dict[str, tuple[str, int]] = {}
        self.slow_s = 5.0
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = 0
        self.on_request: Callable[[str], None] = lambda _: None
        self._at_once = 0
        self._guard = threading.Lock()
        self._filtered: dict[tuple[object, ...], list[dict[str, str]]] = {}
        handler = type("Handler", (_Handler,), {"cbs": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def host(self) -> str:
        """Address and port."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def url(self, version: str = "v3") -> str:
        """Return the base address for `version`."""
        return f"http://{self.host}" if version == "v3" else f"http://{self.host}/odata/v1/CBS"

    def __enter__(self) -> FakeCBS:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fault(self, table: str, name: str, times: int = 1_000_000) -> None:
        """Let `table` misbehave for the next `times` requests; content faults come with a new publication."""
        assert name in FAULTS, name
        self.faults[table] = (name, times)
        if name not in ("500", "abort", "html", "odata_error", "slow", "truncated"):
            self.publish(table)

    def heal(self, table: str | None = None) -> None:
        """End the fault of `table`, or of all."""
        for name in [table] if table else list(self.faults):
            self.faults.pop(name, None)
            self.publish(name)

    def publish(self, table: str, **changes: Any) -> None:
        """Publish `table` anew: Modified moves on, and `changes` of its fields."""
        old = self.tables[table]
        day = int(old.modified[8:10]) % 28 + 1
        month = int(old.modified[5:7]) % 12 + (day == 1)
        month = int(old.modified[5:7]) if day != 1 else month
        moved = f"{old.modified[:4]}-{min(month, 12):02d}-{day:02d}T02:00:{(int(old.modified[17:19]) + 1) % 60:02d}"
        self.tables[table] = replace(old, modified=moved, **changes)

    # --- what the handler asks ------------------------------------------------------------------------------

    def enter(self, path: str, headers: dict[str, str]) -> None:
        with self._guard:
            self.requests.append(path)
            self.headers.append(headers)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        self.on_request(path)

    def leave(self) -> None:
        with self._guard:
            self._at_once -= 1

    def fault_of(self, table: str) -> str:
        with self._guard:
            name, times = self.faults.get(table, ("", 0))
            if not name:
                return ""
            if times <= 1:
                del self.faults[table]
            else:
                self.faults[table] = (name, times - 1)
            return name

    def selected(self, table: FakeTable, filter_: str, padded: bool) -> list[dict[str, str]]:
        """Return the combinations that `filter_` lets through, cached for the pages that follow."""
        key = (table.id, table.dims, table.rows_gone, padded, filter_)
        with self._guard:
            if key not in self._filtered:
                self._filtered = {key: list(_chosen(table, filter_, padded=padded))}
            return self._filtered[key]


def _chosen(table: FakeTable, filter_: str, *, padded: bool) -> Iterator[dict[str, str]]:
    """Yield what the filter lets through; a clause about one dimension is tried once per code, not per row."""
    clauses = parse_filter(filter_)
    dims = []
    for dim in table.dims:
        mine = [test for names, test in clauses if names & {other.name for other in table.dims} == {dim.name}]
        width = dim.width if padded else 0
        codes = tuple(code for code in dim.codes if all(test({dim.name: code[0].ljust(width)}) for test in mine))
        dims.append(replace(dim, codes=codes))
    rest = [test for names, test in clauses if len(names & {dim.name for dim in table.dims}) != 1]
    for codes in replace(table, dims=tuple(dims)).combinations():
        if all(test(codes) for test in rest):
            yield codes


class BadFilter(ValueError):
    """A $filter that the service does not understand."""


TOKEN = re.compile(r"\s*(?:(\()|(\))|(,)|'((?:[^']|'')*)'|([A-Za-z_][A-Za-z0-9_]*))")


def parse_filter(text: str) -> list[tuple[frozenset[str], Callable[[dict[str, str]], bool]]]:
    """Compile eq, and, or, not, substringof, startswith, contains and parentheses.

    Returns:
        The clauses that must all hold, each with the columns that it looks at.
    """
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(text.rstrip()):
        match = TOKEN.match(text, place)
        if match is None:
            raise BadFilter(text)
        opening, closing, comma, literal, word = match.groups()
        mark = opening or closing or comma
        tokens.append(
            (mark, mark) if mark else ("text", literal.replace("''", "'")) if literal is not None else ("word", word)
        )
        place = match.end()
    if not tokens:
        return []
    test, rest = _either(tokens)
    if rest:
        raise BadFilter(text)
    clauses, left = [], tokens
    while left:
        one, after = _one(left)
        clauses.append((frozenset(word for kind, word in left[: len(left) - len(after)] if kind == "word"), one))
        if not after:
            return clauses
        if after[0] != ("word", "and"):
            break
        left = after[1:]
    return [(frozenset(word for kind, word in tokens if kind == "word"), test)]


def keeps(text: str) -> Callable[[dict[str, str]], bool]:
    """Return one test for all clauses."""
    clauses = parse_filter(text)
    return lambda row: all(test(row) for _, test in clauses)


Tokens = list[tuple[str, str]]
Test = Callable[[dict[str, str]], bool]


def _either(tokens: Tokens) -> tuple[Test, Tokens]:
    tests = []
    test, tokens = _both(tokens)
    tests.append(test)
    while tokens[:1] == [("word", "or")]:
        test, tokens = _both(tokens[1:])
        tests.append(test)
    return (tests[0] if len(tests) == 1 else lambda row: any(each(row) for each in tests)), tokens


def _both(tokens: Tokens) -> tuple[Test, Tokens]:
    tests = []
    test, tokens = _one(tokens)
    tests.append(test)
    while tokens[:1] == [("word", "and")]:
        test, tokens = _one(tokens[1:])
        tests.append(test)
    return (tests[0] if len(tests) == 1 else lambda row: all(each(row) for each in tests)), tokens


def _one(tokens: Tokens) -> tuple[Test, Tokens]:
    if tokens[:1] == [("(", "(")]:
        test, rest = _either(tokens[1:])
        if rest[:1] != [(")", ")")]:
            raise BadFilter("a parenthesis that never closes")
        return test, rest[1:]
    match tokens[:6]:
        case [("word", "not"), *_]:
            test, rest = _one(tokens[1:])
            return (lambda row: not test(row)), rest
        case [("word", name), ("word", "eq"), ("text", value), *_]:
            return (lambda row: row.get(name, "").rstrip() == value.rstrip()), tokens[3:]  # as SQL compares
        case [("word", "substringof"), ("(", _), ("text", part), (",", _), ("word", name), (")", _)]:
            return (lambda row: part in row.get(name, "")), tokens[6:]
        case [("word", "startswith"), ("(", _), ("word", name), (",", _), ("text", part), (")", _)]:
            return (lambda row: row.get(name, "").startswith(part)), tokens[6:]
        case [("word", "contains"), ("(", _), ("word", name), (",", _), ("text", part), (")", _)]:
            return (lambda row: part in row.get(name, "")), tokens[6:]
    raise BadFilter(str(tokens[:6]))


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that was killed; anything else is a mistake of this server."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
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
            rows = [_v3_info(table)]
        elif entity == "DataProperties":
            rows = _v3_properties(table)
        elif entity == "CategoryGroups":
            rows = []
        elif entity in dims:
            rows = [_v3_code(dims[entity], code) for code in dims[entity].codes]
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
        rows = [_v3_row(table, place, codes, typed, chosen) for place, codes in enumerate(found[skip:end], start=skip)]
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
        groups = sorted({topic.group for topic in table.topics if topic.group})
        if entity == "Properties":
            return self._json(
                {"Identifier": table.id, "Title": table.title, "Modified": table.modified, "Status": "Regulier"}
            )
        if entity == "Observations":
            return self._v4_rows(table, asked, fault)
        if entity == "Dimensions":
            rows: list[dict[str, Any]] = [
                {"Identifier": dim.name, "Title": dim.title, "Kind": dim.kind, "ContainsGroups": False}
                for dim in table.dims
            ]
        elif entity == "MeasureGroups":
            rows = [{"Id": group, "Title": group, "ParentId": None} for group in groups]
        elif entity == "MeasureCodes":
            rows = [_v4_measure(place, topic) for place, topic in enumerate(table.topics, start=1)]
        elif entity in dims:
            rows = [_v4_code(code) for code in dims[entity].codes]
        else:
            return self._send(404, b'{"error":{"code":"404","message":"Resource not found"}}')
        return self._json({"@odata.context": f"http://{self.cbs.host}/$metadata", "value": rows})

    def _v4_rows(self, table: FakeTable, asked: dict[str, str], fault: str) -> None:
        wide = replace(table, dims=(*table.dims, _measures(table)))
        names = [dim.name for dim in table.dims]
        places = {f"M{at:06d}": topic for at, topic in enumerate(table.topics, start=1)}
        chosen = [name for name in asked.get("$select", "").split(",") if name]
        found = self.cbs.selected(wide, asked.get("$filter", ""), padded=False)
        skip = int(asked.get("$skip", 0))
        rows = [
            _v4_row(table, place, row, {name: row[name] for name in names}, places[row["Measure"]], chosen)
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
        infos = [_v3_info(table) for table in self.cbs.tables.values()]
        rows = [{**info, "Status": info["OutputStatus"]} for info in infos if keep(info)]
        self._json({"odata.metadata" if version == "v3" else "@odata.context": "", "value": rows})

    def _next(self, asked: dict[str, str]) -> str:
        query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
        return f"http://{self.cbs.host}{urlsplit(self.path).path}?{query}"

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


V3_PATH = re.compile(r"/ODataFeed/odata/(?P<table>[^/]+)/(?P<entity>[^/]*)")
V4_PATH = re.compile(r"/odata/v1/CBS/(?P<table>[^/]+)/(?P<entity>[^/]*)")


def _v3_info(table: FakeTable) -> dict[str, Any]:
    return {
        "ID": 0,
        "Title": table.title,
        "ShortTitle": table.title,
        "Identifier": table.id,
        "Modified": table.modified,
        "OutputStatus": "Regulier",
        "Language": "nl",
        "Frequency": "Perjaar",
    }


def _v3_properties(table: FakeTable) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "ID": place,
            "ParentID": None,
            "Type": dim.kind,
            "Key": dim.name,
            "Title": dim.title,
            "Unit": "",
            "Decimals": 0,
        }
        for place, dim in enumerate(table.dims)
    ]
    groups: dict[str, int] = {}
    for place, topic in enumerate(table.topics, start=table.first_ordinal):
        if topic.group and topic.group not in groups:
            groups[topic.group] = len(rows)
            rows.append({"ID": len(rows), "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": topic.group})
        rows.append(
            {
                "ID": len(rows),
                "ParentID": groups.get(topic.group),
                "Type": "Topic",
                "Key": topic.key(place),
                "Title": topic.title,
                "Datatype": "Double" if topic.decimals else "Long",
                "Unit": topic.unit,
                "Decimals": topic.decimals,
                "Default": ".",
            }
        )
    return rows


def _v3_code(dim: Dim, code: tuple[str, ...]) -> dict[str, Any]:
    status = {"Status": code[2]} if len(code) > 2 else {}
    return {"Key": code[0].ljust(dim.width), "Title": code[1], "Description": "", "CategoryGroupID": None, **status}


def _v3_row(
    table: FakeTable, place: int, codes: dict[str, str], typed: bool, chosen: list[str]
) -> dict[str, int | float | str | None]:
    row: dict[str, int | float | str | None] = {"ID": place}
    row |= {dim.name: codes[dim.name].ljust(dim.width) for dim in table.dims}
    for at, topic in enumerate(table.topics, start=table.first_ordinal):
        value = table.value(codes, topic)
        word = table.words.get((topic.group, topic.title, *codes.values()))
        if word is not None:
            row[topic.key(at)] = word.ljust(10)
        elif typed:
            row[topic.key(at)] = value if topic.decimals or value is None else int(value)
        elif value is None:
            row[topic.key(at)] = None if table.hole(codes, topic.title) == "impossible" else "       ."
        else:
            row[topic.key(at)] = f"{value:8.{topic.decimals}f}"
    unknown = set(chosen) - set(row)
    if unknown:
        raise BadFilter(f"no such columns: {sorted(unknown)}")
    return {name: row[name] for name in chosen} if chosen else row


def _measures(table: FakeTable) -> Dim:
    codes = tuple((f"M{at:06d}", topic.title) for at, topic in enumerate(table.topics, start=1))
    return Dim("Measure", "Measure", "Dimension", 0, codes)


def _v4_measure(place: int, topic: FakeTopic) -> dict[str, Any]:
    return {
        "Identifier": f"M{place:06d}",
        "Title": topic.title,
        "Description": "",
        "MeasureGroupId": topic.group or None,
        "DataType": "Double" if topic.decimals else "Long",
        "Unit": topic.unit,
        "Decimals": topic.decimals,
    }


def _v4_code(code: tuple[str, ...]) -> dict[str, Any]:
    status = {"Status": code[2]} if len(code) > 2 else {}
    return {"Identifier": code[0], "Title": code[1], "Description": "", "DimensionGroupId": None, **status}


def _v4_row(
    table: FakeTable, place: int, row: dict[str, str], codes: dict[str, str], topic: FakeTopic, chosen: list[str]
) -> dict[str, Any]:
    value = table.value(codes, topic)
    marks = {"": "None", "impossible": "Impossible", "secret": "Confidential", "not_available": "NotAvailable"}
    mark = marks[table.hole(codes, topic.title)]
    word = table.words.get((topic.group, topic.title, *codes.values()))
    whole = {"Id": place, "ValueAttribute": mark, "Value": value, "StringValue": word, **row}
    return {name: whole[name] for name in chosen} if chosen else whole
