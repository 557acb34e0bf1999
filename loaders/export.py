"""Write every dataset of a snapshot as files, with a Frictionless data package that describes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from snapshot.export import csv_dutch, dutch_rows
from snapshot.model import Column, Dataset, Source
from snapshot.read import Snapshot

FIELD_TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "string", "date": "date"}


def export(snapshot: Snapshot, folder: Path) -> list[Path]:
    """Write `<name>.csv` (Dutch Excel), `<name>.parquet` and `datapackage.json` into `folder`.

    Returns:
        The paths written. Existing files of the same name are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    resources = []
    for name, dataset in snapshot.datasets.items():
        frame = snapshot.select(name)
        header, rows = dutch_rows(dataset, frame, snapshot.labels(name))
        table = folder / f"{name}.csv"
        table.write_bytes(csv_dutch(header, rows))
        parquet = folder / f"{name}.parquet"
        frame.to_parquet(parquet, index=False)
        written += [table, parquet]
        resources.append(_resource(snapshot, dataset, header))
    package = folder / "datapackage.json"
    content = {
        "name": "arbeidsmarktdashboard-midden-gelderland",
        "title": "Arbeidsmarktdashboard Midden-Gelderland",
        "version": snapshot.id,
        "created": snapshot.built_at,
        "resources": resources,
    }
    package.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*written, package]


def _resource(snapshot: Snapshot, dataset: Dataset, header: list[str]) -> dict[str, Any]:
    used = _sources(snapshot, dataset)
    return {
        "name": dataset.name.replace("_", "-"),
        "title": dataset.title,
        "description": " ".join((dataset.description, *dataset.warnings)),
        "path": f"{dataset.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "schema": {"fields": [_field(dataset, name) for name in header], "missingValues": [""]},
        "sources": [{"title": source.attribution, "path": source.landing_page or "-"} for source in used],
        "licenses": [
            {"name": "CC-BY-4.0", "title": "CC BY 4.0"}
            if licence == "CC BY 4.0"
            else {"name": "other", "title": licence}
            for licence in dict.fromkeys(source.licence for source in used)
        ],
    }


def _sources(snapshot: Snapshot, dataset: Dataset) -> list[Source]:
    if "source" not in {column.name for column in dataset.columns if column.labels_from == "sources"}:
        return []
    ids = dict.fromkeys(snapshot.select(dataset.name)["source"])
    return [snapshot.sources[id_] for id_ in ids]


def _field(dataset: Dataset, title: str) -> dict[str, Any]:
    column = next((c for c in dataset.columns if title in (c.title, f"{c.title} (code)")), None)
    if column is None:
        return {"name": title, "type": "number", "decimalChar": ",", "unit": title[title.index("(") + 1 : -1]}
    return {
        "name": title,
        "title": title,
        "type": FIELD_TYPES[column.dtype],
        **({"decimalChar": ","} if column.dtype == "number" else {}),
        **({"description": column.description} if column.description else {}),
        **_enumeration(column, title),
    }


def _enumeration(column: Column, title: str) -> dict[str, Any]:
    if not column.labels:
        return {}
    used_as_code = title.endswith("(code)")
    words = list(column.labels if used_as_code else column.labels.values())
    return {"constraints": {"enum": sorted(set(words))}}
