"""The only module that knows OData v4 (datasets.cbs.nl): the same questions and answers as v3.

Read in the README and vignettes of CBS's own client cbsodata4 and in real answers of six tables: `Observations` is long
(Measure, ValueAttribute, Value and a column per dimension), codes are not padded, pages hold up to 100,000 rows with
`@odata.nextLink`. A cell that cannot occur is there as Impossible; a cell that v3 gives as `.` is left out. So whether
all came does not follow from the grid: `Observations/$count` says how many rows an answer has, and where that is
refused each page has to begin where the one before it ended. Groups of measures can be absent, and ids can end in a
space.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import requests

from loaders.services.cbs.asking import questions
from loaders.services.cbs.model import (
    IMPOSSIBLE,
    NOT_AVAILABLE,
    SECRET,
    Code,
    Dimension,
    Info,
    Slice,
    Structure,
    Topic,
    coded,
)
from loaders.services.errors import NoAnswer, NotKept, SourceChanged, SourceError, TableGone
from loaders.services.http import Transport, cause_of, refused

REASONS = {"None": "", "Impossible": IMPOSSIBLE, "Confidential": SECRET, "NotAvailable": NOT_AVAILABLE}


class ReaderV4:
    """Reads tables through OData v4."""

    leaves_out = True  # what v3 gives as `.`

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._base = transport.settings.url
        self._counts = True

    def info(self, table: str) -> Info:
        """See Reader."""
        self._transport.begin()
        return _info(table, self._page(f"{self._base}/{table}/Properties", {}))

    def structure(self, table: str) -> Structure:
        """See Reader."""
        try:
            dimensions = tuple(self._dimension(table, entry) for entry in self._entity(table, "Dimensions"))
            groups = {str(entry["Id"]).strip(): entry for entry in self._groups(table)}
            topics = tuple(_topic(entry, groups) for entry in self._entity(table, "MeasureCodes"))
        except (KeyError, TypeError) as error:
            raise SourceError(
                f"the description of table {table} cannot be read", cause="form_changed", evidence=repr(error)
            ) from error
        return Structure(table, dimensions, topics)

    def _groups(self, table: str) -> list[dict[str, Any]]:
        try:
            return self._entity(table, "MeasureGroups")
        except (TableGone, NotKept):
            return []  # a table whose measures have no groups

    def _dimension(self, table: str, entry: dict[str, Any]) -> Dimension:
        name = entry["Identifier"]
        codes = [
            Code(
                row["Identifier"].strip(),
                str(row["Title"]).strip(),
                row["Identifier"],
                str(row.get("Status") or ""),
                str(row.get("Description") or ""),
            )
            for row in self._entity(table, f"{name}Codes")
        ]
        return Dimension(name, str(entry["Title"]).strip(), entry["Kind"], {code.code: code for code in codes})

    def rows(self, structure: Structure, chosen: Slice) -> pd.DataFrame:
        """See Reader."""
        names = [dimension.name for dimension in structure.dimensions]
        content = "StringValue" if chosen.text else "Value"
        columns = ["Measure", "ValueAttribute", content, *names]
        asked = questions(structure, chosen, contains="contains({name},'{part}')", measures="Measure")
        found = [self._observations(structure.table, question, columns) for question in asked]
        frame = pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]
        del found
        strange = sorted(set(frame["ValueAttribute"].dropna()) - set(REASONS))
        if strange:
            raise SourceError(
                f"table {structure.table} marks cells in an unknown way",
                cause="form_changed",
                evidence=", ".join(strange[:5]),
            )
        cells = pd.DataFrame({dim.name: coded(frame[dim.name], dim) for dim in structure.dimensions})
        cells["topic"] = frame["Measure"].str.strip().to_numpy()
        if chosen.text:
            return cells.assign(value=frame[content].fillna("").astype("string").str.strip().to_numpy(), reason="")
        cells["value"] = pd.to_numeric(frame[content], errors="coerce").astype("float64")
        cells["reason"] = frame["ValueAttribute"].fillna("None").map(REASONS)
        cells.loc[cells["value"].isna() & cells["reason"].eq(""), "reason"] = NOT_AVAILABLE
        return cells

    def catalogue(self, title_part: str) -> list[Info]:
        """See Reader."""
        quoted = title_part.replace("'", "''")
        root = self._base.rsplit("/", 1)[0]
        found = self._pages(f"{root}/Datasets", {"$filter": f"contains(Title,'{quoted}')"})
        return [_info(str(entry["Identifier"]), entry) for entry in found]

    def _observations(self, table: str, filter_: str, columns: list[str]) -> pd.DataFrame:
        """Return the rows that fit a filter; raise SourceChanged where some did not come."""
        expected = self._count(table, filter_)
        asked = {"$filter": filter_, "$select": ",".join(columns)}
        frame = pd.DataFrame.from_records(self._entity(table, "Observations", asked), columns=columns)
        if expected is not None and len(frame) != expected:
            raise _incomplete(table, len(frame), f"{expected}")
        return frame

    def _count(self, table: str, filter_: str) -> int | None:
        """Return how many rows fit a filter; None where that was known when they were kept, or is not told."""
        if self._transport.offline or not self._counts:
            return None
        url = f"{self._base}/{table}/Observations/$count"
        self._transport.begin()
        try:
            return int(self._ask(url, {"$filter": filter_}).decode("utf-8-sig"))
        except (SourceError, ValueError) as error:
            if isinstance(error, NoAnswer) and error.cause == "unreachable":
                raise
            self._counts = False  # then the places of the pages have to show it
            return None

    def _entity(self, table: str, name: str, asked: dict[str, str] | None = None) -> list[dict[str, Any]]:
        return self._pages(f"{self._base}/{table}/{name}", asked or {})

    def _pages(self, url: str | None, asked: dict[str, str]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        self._transport.begin()
        while url is not None:
            page = self._page(url, asked)
            if not isinstance(page.get("value"), list):
                raise SourceError("an answer holds no rows", cause="not_data", evidence=f"{url}: {str(page)[:120]}")
            rows += page["value"]
            url, asked = page.get("@odata.nextLink"), {}
            skipped = parse_qs(urlsplit(url or "").query).get("$skip", [str(len(rows))])[0]
            if skipped.isdigit() and int(skipped) > len(rows):
                raise _incomplete(str(url), len(rows), f"{skipped} before the next page")
        return rows

    def _page(self, url: str, asked: dict[str, str]) -> dict[str, Any]:
        body = self._ask(url, asked)
        try:
            page = json.loads(body)
        except json.JSONDecodeError as error:
            raise SourceError(f"{url} could not be read", cause=cause_of(error), evidence=str(error)) from error
        return page if isinstance(page, dict) else {}

    def _ask(self, url: str, asked: dict[str, str]) -> bytes:
        try:
            response = self._transport.send(requests.Request("GET", url, params=asked).prepare())
            response.raise_for_status()
        except requests.HTTPError as error:
            raise refused(url, error.response, f"{type(error).__name__}: {error}") from error
        except requests.RequestException as error:
            told = f"{type(error).__name__}: {error}"
            raise SourceError(f"{url} could not be read", cause=cause_of(error), evidence=told) from error
        return bytes(response.content)


def _incomplete(where: str, came: int, expected: str) -> SourceChanged:
    return SourceChanged(
        f"rows of {where} are missing",
        cause="incomplete",
        shown=f"{came} van {expected.split()[0]}",
        evidence=f"{came} rows came instead of {expected}: a page is missing",
        advice="refresh again",
    )


def _info(table: str, entry: dict[str, Any]) -> Info:
    return Info(table, str(entry.get("Title") or ""), str(entry.get("Modified") or ""), str(entry.get("Status") or ""))


def _topic(entry: dict[str, Any], groups: dict[Any, dict[str, Any]]) -> Topic:
    above: list[str] = []
    id_ = str(entry.get("MeasureGroupId") or "").strip()
    while id_ and len(above) < 9:
        parent = groups.get(id_, {})
        above += [title for title in (str(parent.get("Title") or "").strip(), id_) if title]
        id_ = str(parent.get("ParentId") or "").strip()
    unit, decimals = str(entry.get("Unit") or "").strip(), int(entry.get("Decimals") or 0)
    return Topic(str(entry["Identifier"]).strip(), str(entry["Title"]).strip(), unit, decimals, tuple(above))
