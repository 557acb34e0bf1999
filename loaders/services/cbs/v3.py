"""The only module that knows OData v3, through the package cbsodata.

Read in its source (1.3.5, cbsodata3.py): `get_meta` passes `select`, `filters` and `catalog_url` on to the pager;
`get_data` and its `typed` are avoided (labels replace codes, `typed` is inverted). The untyped set is asked: it
holds every number as padded text, and `.` where a figure is unknown, unreliable or secret; the typed set has null
for both that and a cell that cannot occur. `options` are globals of the module and stay as they are.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import requests
from cbsodata import cbsodata3

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
from loaders.services.errors import SourceError
from loaders.services.http import Transport, cause_of, refused

_PlainSession = cbsodata3.Session
_current = threading.local()
MARKS = {"": IMPOSSIBLE, ".": NOT_AVAILABLE, "x": SECRET, "-": NOT_AVAILABLE}


def _session() -> requests.Session:
    """Return the transport of the thread that asks, or a plain session for any other user of the package."""
    transport: requests.Session | None = getattr(_current, "transport", None)
    return transport if transport is not None else _PlainSession()


cbsodata3.Session = _session  # the name that the package looks up for each page; per thread, so safe with threads


class ReaderV3:
    """Reads tables through OData v3."""

    leaves_out = False  # a row per combination of codes, with `.` where there is no figure

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        base = urlsplit(transport.settings.url)
        self._catalog = (base.netloc + base.path).rstrip("/")

    def info(self, table: str) -> Info:
        """See Reader."""
        found = self._entity(table, "TableInfos")
        if not found:
            raise SourceError(f"table {table} has no TableInfos", cause="not_data", evidence=self._catalog)
        return _info(table, found[0])

    def structure(self, table: str) -> Structure:
        """See Reader."""
        properties = self._entity(table, "DataProperties")
        try:
            dimensions = tuple(
                self._dimension(table, entry)
                for entry in properties
                if "Dimension" in entry["Type"] or entry["Type"] == "GeoDetail"
            )
            groups = {entry["ID"]: entry for entry in properties if entry["Type"] == "TopicGroup"}
            topics = tuple(_topic(entry, groups) for entry in properties if entry["Type"] == "Topic")
        except (KeyError, TypeError) as error:
            raise SourceError(
                f"the description of table {table} cannot be read", cause="form_changed", evidence=repr(error)
            ) from error
        return Structure(table, dimensions, topics)

    def _dimension(self, table: str, entry: dict[str, Any]) -> Dimension:
        codes = [
            Code(
                str(row["Key"]).strip(),
                str(row["Title"]).strip(),
                str(row["Key"]),
                str(row.get("Status") or ""),
                str(row.get("Description") or ""),
            )
            for row in self._entity(table, entry["Key"])
        ]
        return Dimension(entry["Key"], str(entry["Title"]).strip(), entry["Type"], {code.code: code for code in codes})

    def rows(self, structure: Structure, chosen: Slice) -> pd.DataFrame:
        """See Reader."""
        names = [dimension.name for dimension in structure.dimensions]
        columns = [*names, *(topic.name for topic in chosen.topics)]
        frames = [
            pd.DataFrame.from_records(
                self._entity(structure.table, "UntypedDataSet", select=columns, filters=question), columns=columns
            )
            for question in questions(structure, chosen, contains="substringof('{part}',{name})")
        ]
        frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
        del frames
        for dimension in structure.dimensions:
            frame[dimension.name] = coded(frame[dimension.name], dimension)
        parts = [_cells(frame, names, topic, chosen.text) for topic in chosen.topics]
        return pd.concat(parts, ignore_index=True)

    def catalogue(self, title_part: str) -> list[Info]:
        """See Reader."""
        quoted = title_part.replace("'", "''")
        wanted = ["Identifier", "Title", "Modified", "OutputStatus"]
        found = self._ask(
            "the catalogue",
            lambda: cbsodata3.get_table_list(
                select=wanted, filters=f"substringof('{quoted}',Title)", catalog_url=self._catalog
            ),
        )
        return [_info(str(entry["Identifier"]).strip(), entry) for entry in found]

    def _entity(self, table: str, name: str, **more: Any) -> list[dict[str, Any]]:
        return self._ask(
            f"{name} of table {table}", lambda: cbsodata3.get_meta(table, name, catalog_url=self._catalog, **more)
        )

    def _ask(self, what: str, question: Callable[[], Any]) -> list[dict[str, Any]]:
        before = getattr(_current, "transport", None)
        _current.transport = self._transport
        self._transport.begin()
        try:
            answer = question()
        except SourceError:
            raise
        except requests.HTTPError as error:
            raise refused(what, getattr(error.__cause__, "response", None), str(error)) from error
        except (requests.RequestException, json.JSONDecodeError, KeyError, TypeError) as error:
            told = f"{type(error).__name__}: {error}"
            raise SourceError(f"{what} could not be read", cause=cause_of(error), evidence=told) from error
        finally:
            _current.transport = before
        if not isinstance(answer, list):
            raise SourceError(f"{what} is no list of rows", cause="not_data", evidence=type(answer).__name__)
        return answer


def _info(table: str, entry: dict[str, Any]) -> Info:
    state = str(entry.get("OutputStatus") or "").strip()
    return Info(table, str(entry.get("Title") or "").strip(), str(entry.get("Modified") or "").strip(), state)


def _topic(entry: dict[str, Any], groups: dict[Any, dict[str, Any]]) -> Topic:
    above: list[str] = []
    parent = groups.get(entry.get("ParentID"))
    while parent is not None and len(above) < 9:
        above.append(str(parent["Title"]).strip())
        parent = groups.get(parent.get("ParentID"))
    unit, decimals = str(entry.get("Unit") or "").strip(), int(entry.get("Decimals") or 0)
    return Topic(str(entry["Key"]).strip(), str(entry["Title"]).strip(), unit, decimals, tuple(above))


def _cells(frame: pd.DataFrame, names: list[str], topic: Topic, as_text: bool) -> pd.DataFrame:
    text = frame[topic.name].astype("string").str.strip().fillna("")
    if as_text:
        return frame[names].assign(topic=topic.name, value=text, reason="")
    values = pd.to_numeric(text, errors="coerce")
    empty = values.isna()
    marks = text[empty].str.casefold()
    strange = sorted(set(marks) - set(MARKS))
    if strange:
        raise SourceError(
            f"{topic.title} holds cells that are no numbers",
            cause="form_changed",
            shown=topic.title,
            evidence=", ".join(map(repr, strange[:5])),
        )
    cells = frame[names].copy()
    cells["topic"] = topic.name
    cells["value"] = values.astype("float64")
    cells["reason"] = ""
    cells.loc[empty, "reason"] = marks.map(MARKS)
    return cells
