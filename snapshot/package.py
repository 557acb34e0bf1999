"""All datasets as files in memory: CSV in two forms, and the Frictionless data package that describes them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from snapshot import clock
from snapshot.export import KEPT, Labels, csv_dutch, csv_international, dutch_rows
from snapshot.model import UNITS, Column, Dataset, Measure, Source
from snapshot.read import Snapshot

DESCRIPTOR = "datapackage.json"
README = "leesmij.txt"
FIELD_TYPES = {"text": "string", "number": "number", "integer": "integer", "boolean": "boolean", "date": "date"}
LICENCES = {"CC BY 4.0": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}}


def package_name(snapshot: Snapshot) -> str:
    """Return the name of the package: that of the dashboard with its region."""
    return f"arbeidsmarktdashboard-{snapshot.region.slug}"


def _title(snapshot: Snapshot) -> str:
    return f"Arbeidsmarktdashboard {snapshot.region.name}"


def dutch_name(dataset: str) -> str:
    """Return the file name of a dataset for Dutch Excel."""
    return f"{dataset}.csv"


def international_name(dataset: str) -> str:
    """Return the file name of a dataset with codes, commas and decimal points."""
    return f"{dataset}-international.csv"


def dutch_csv(snapshot: Snapshot, dataset: str) -> bytes:
    """Return all rows of `dataset` as a CSV that Dutch Excel opens at a double click."""
    header, rows = dutch_rows(snapshot.datasets[dataset], snapshot.select(dataset), snapshot.labels(dataset))
    return csv_dutch(header, rows)


def international_csv(snapshot: Snapshot, dataset: str) -> bytes:
    """Return all rows of `dataset` as a CSV with codes and declared column names."""
    return csv_international(snapshot.datasets[dataset], snapshot.select(dataset))


def package_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Return name and content of every file of the data package: two CSVs per dataset, descriptor and read-me."""
    files: dict[str, bytes] = {}
    for name in snapshot.datasets:
        files[dutch_name(name)] = dutch_csv(snapshot, name)
        files[international_name(name)] = international_csv(snapshot, name)
    text = json.dumps(descriptor(snapshot), ensure_ascii=False, indent=2) + "\n"
    return {**files, DESCRIPTOR: text.encode(), README: _readme(snapshot).encode("utf-8-sig")}


def package_zip(snapshot: Snapshot) -> bytes:
    """Return the data package as one zip, the same bytes each time for the same snapshot."""
    return zipped(package_files(snapshot), snapshot.built_at)


def zipped(files: Mapping[str, bytes], built_at: str) -> bytes:
    """Return files as one zip, dated by the day of the ISO moment `built_at`, the same bytes each time."""
    day = clock.local_day(built_at)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def descriptor(snapshot: Snapshot) -> dict[str, Any]:
    """Return the content of datapackage.json: each CSV with its columns, types, allowed values and sources."""
    resources = [resource for name in snapshot.datasets for resource in _resources(snapshot, name)]
    return {
        "name": package_name(snapshot),
        "title": _title(snapshot),
        "version": snapshot.id,
        "created": snapshot.built_at,
        "resources": resources,
    }


def used_sources(snapshot: Snapshot, dataset: str) -> list[Source]:
    """Return the sources that the rows of `dataset` name, in order of appearance."""
    if "source" not in {column.name for column in snapshot.datasets[dataset].columns}:
        return []
    found = dict.fromkeys(snapshot.select(dataset)["source"])
    return [snapshot.sources[id_] for id_ in found if id_ in snapshot.sources]


def _resources(snapshot: Snapshot, name: str) -> Iterator[dict[str, Any]]:
    dataset, frame = snapshot.datasets[name], snapshot.select(name)
    yield from resources(
        dataset, frame, snapshot.labels(name), used_sources(snapshot, name), stem=name, title=dataset.title
    )


def resources(
    dataset: Dataset, frame: pd.DataFrame, labels: Labels, sources: Sequence[Source], *, stem: str, title: str
) -> Iterator[dict[str, Any]]:
    """Describe the two CSVs of `frame`, rows of `dataset`, that are called after `stem`."""
    shared = {
        "description": " ".join((dataset.description, *dataset.remarks())),
        "format": "csv",
        "mediatype": "text/csv",
        **({"measures": [_measure(one) for one in dataset.measures]} if dataset.measures else {}),
        **_provenance(sources),
    }
    slug = stem.replace("_", "-")
    yield {
        "name": slug,
        "title": title,
        **shared,
        "path": dutch_name(stem),
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        "schema": {"fields": list(_dutch_fields(dataset, frame, labels)), "missingValues": [""]},
    }
    yield {
        "name": f"{slug}-international",
        "title": f"{title} (codes)",
        **shared,
        "path": international_name(stem),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": _international_schema(dataset, frame),
    }


def _measure(measure: Measure) -> dict[str, Any]:
    units = [{"name": unit, "title": UNITS[unit].label} for unit in measure.units]
    return {"name": measure.name, "title": measure.title, "units": units, "decimals": measure.decimals}


def _provenance(sources: Sequence[Source]) -> dict[str, Any]:
    if not sources:
        return {}
    licences = dict.fromkeys(source.licence for source in sources)
    return {
        "sources": [
            {"title": source.attribution, **({"path": source.landing_page} if source.landing_page else {})}
            for source in sources
        ],
        "licenses": [{"title": licence, **LICENCES.get(licence, {"name": "other"})} for licence in licences],
    }


def _dutch_fields(dataset: Dataset, frame: pd.DataFrame, labels: Labels) -> Iterator[dict[str, Any]]:
    """Describe the columns that `dutch_rows` writes, in the same order."""
    for column in dataset.columns:
        words = [*dict.fromkeys(column.labels.values())]
        if column.role == "value":
            for unit in dict.fromkeys(frame["unit"]):
                yield {
                    "name": f"{column.title} ({UNITS[unit].label})",
                    "type": "number",
                    "decimalChar": ",",
                    "unit": UNITS[unit].label,
                }
        elif column.role in ("unit", "measure", "status") and column.name in labels:
            yield _field(column, column.title, words)
        elif column.name in labels:
            yield _field(column, column.title, words)
            yield _field(column, f"{column.title} (code)", list(column.labels))
        elif column.dtype == "number":
            yield {**_field(column, column.title, []), "decimalChar": ","}
        elif column.dtype == "boolean":
            yield {**_field(column, column.title, []), "trueValues": ["ja"], "falseValues": ["nee"]}
        else:
            yield _field(column, column.title, [])


def _international_schema(dataset: Dataset, frame: pd.DataFrame) -> dict[str, Any]:
    units = list(dict.fromkeys(frame["unit"])) if dataset.is_observations else []
    names = {"value": f"value_{units[0]}"} if len(units) == 1 else {}
    fields = []
    for column in dataset.columns:
        field = _field(column, names.get(column.name, column.name), list(column.labels))
        if column.dtype == "boolean":
            field |= {"trueValues": ["True"], "falseValues": ["False"]}
        fields.append({**field, "title": column.title})
    return {"fields": fields, "missingValues": [""], "primaryKey": list(dataset.key)}


def _field(column: Column, name: str, allowed: list[str]) -> dict[str, Any]:
    constraints = {
        **({} if column.nullable else {"required": True}),
        **({"enum": allowed} if allowed else {}),
    }
    return {
        "name": name,
        "type": FIELD_TYPES[column.dtype],
        **({"description": column.description} if column.description else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _readme(snapshot: Snapshot) -> str:
    """Return what a reader must know who finds the files without the dashboard, in Dutch."""
    lines = [
        _title(snapshot),
        f"Momentopname {snapshot.id}, gemaakt op {clock.local_day(snapshot.built_at)}.",
        "",
        "<naam>.csv opent met een dubbelklik in Excel (Nederlands): puntkomma's en komma's in getallen.",
        KEPT,
        "<naam>-international.csv is voor andere programma's: codes, komma's en punten in getallen.",
        "datapackage.json beschrijft alle kolommen, codes, bronnen en licenties.",
        "",
        "Een leeg getal is geen nul: de kolom Status zegt waarom er geen getal is.",
        "Noem bij gebruik de bron die bij het cijfer staat (sources.csv).",
        "",
        *(f"{name}: {dataset.title}. {dataset.description}" for name, dataset in snapshot.datasets.items()),
    ]
    return "\r\n".join(lines) + "\r\n"
