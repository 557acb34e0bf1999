"""The only module that knows OData v4 (datasets.cbs.nl): the same questions and answers as v3.

Read in the README and vignettes of CBS's own client cbsodata4 and in one real observation: `Observations` is long
(Measure, ValueAttribute, Value and a column per dimension), codes are not padded, pages hold up to 100,000 rows
with `@odata.nextLink`, and ValueAttribute names the reason of an empty cell.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import requests

from loaders.cbs.errors import SourceError, TableGone
from loaders.cbs.model import (
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
    filter_text,
)
from loaders.cbs.transport import Transport, cause_of

REASONS = {"None": "", "Impossible": IMPOSSIBLE, "Confidential": SECRET, "NotAvailable": NOT_AVAILABLE}


class ReaderV4:
    """Reads tables through OData v4."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._base = transport.settings.url

    def info(self, table: str) -> Info:
        """See Reader."""
        self._transport.begin()
        return _info(table, self._page(f"{self._base}/{table}/Properties", {}))

    def structure(self, table: str) -> Structure:
        """See Reader."""
        try:
            dimensions = tuple(self._dimension(table, entry) for entry in self._entity(table, "Dimensions"))
            groups = {entry["Id"]: entry for entry in self._entity(table, "MeasureGroups")}
            topics = tuple(_topic(entry, groups) for entry in self._entity(table, "MeasureCodes"))
        except (KeyError, TypeError) as error:
            raise SourceError(
                f"the description of table {table} cannot be read", cause="form_changed", evidence=repr(error)
            ) from error
        return Structure(table, dimensions, topics)

    def _dimension(self, table: str, entry: dict[str, Any]) -> Dimension:
        name = entry["Identifier"]
        codes = [
            Code(row["Identifier"].strip(), str(row["Title"]).strip(), row["Identifier"], str(row.get("Status") or ""))
            for row in self._entity(table, f"{name}Codes")
        ]
        return Dimension(name, str(entry["Title"]).strip(), entry["Kind"], {code.code: code for code in codes})

    def rows(self, structure: Structure, chosen: Slice) -> pd.DataFrame:
        """See Reader."""
        names = [dimension.name for dimension in structure.dimensions]
        content = "StringValue" if chosen.text else "Value"
        columns = ["Measure", "ValueAttribute", content, *names]
        measures = " or ".join(f"Measure eq '{topic.name}'" for topic in chosen.topics)
        dimensions = filter_text(structure, chosen, contains="contains({name},'{part}')")
        asked = {
            "$filter": f"({measures}) and {dimensions}" if dimensions else measures,
            "$select": ",".join(columns),
        }
        frame = pd.DataFrame.from_records(self._entity(structure.table, "Observations", asked), columns=columns)
        strange = sorted(set(frame["ValueAttribute"].dropna()) - set(REASONS))
        if strange:
            raise SourceError(
                f"table {structure.table} marks cells in an unknown way",
                cause="form_changed",
                evidence=", ".join(strange[:5]),
            )
        cells = pd.DataFrame({dim.name: coded(frame[dim.name], dim) for dim in structure.dimensions})
        cells["topic"] = frame["Measure"].to_numpy()
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
        return rows

    def _page(self, url: str, asked: dict[str, str]) -> dict[str, Any]:
        try:
            response = self._transport.send(requests.Request("GET", url, params=asked).prepare())
            if response.status_code == requests.codes.not_found:
                raise TableGone(f"{url} could not be read", evidence="HTTP 404")
            response.raise_for_status()
            page = json.loads(response.content)
        except (requests.RequestException, json.JSONDecodeError) as error:
            told = f"{type(error).__name__}: {error}"
            raise SourceError(f"{url} could not be read", cause=cause_of(error), evidence=told) from error
        return page if isinstance(page, dict) else {}


def _info(table: str, entry: dict[str, Any]) -> Info:
    return Info(table, str(entry.get("Title") or ""), str(entry.get("Modified") or ""), str(entry.get("Status") or ""))


def _topic(entry: dict[str, Any], groups: dict[Any, dict[str, Any]]) -> Topic:
    above: list[str] = []
    parent = groups.get(entry.get("MeasureGroupId"))
    while parent is not None and len(above) < 9:
        above.append(str(parent["Title"]))
        parent = groups.get(parent.get("ParentId"))
    unit, decimals = str(entry.get("Unit") or "").strip(), int(entry.get("Decimals") or 0)
    return Topic(entry["Identifier"], str(entry["Title"]).strip(), unit, decimals, tuple(above))
