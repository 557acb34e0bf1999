"""A dataset, or the rows of it that a reader chose, as a file: the same at an address and on the page Downloads."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.asking.memory import once
from dashboard.asking.queries import PERIOD, Result, ask
from dashboard.composition.addressing import MUNICIPALITY, SECTOR, ChoicesUnknown, Dimension, Values, codes
from dashboard.export import xlsx
from dashboard.export.dictionary import dictionary_rows
from dashboard.export.downloads import EXCEL
from dashboard.words import notation
from snapshot.export import csv_dutch, csv_international, dutch_rows
from snapshot.model import Dataset, to_dict
from snapshot.package import used_sources, zipped
from snapshot.read import Snapshot

REGION, PERIODS = "regio", "periode"
MUNICIPAL = "municipality"  # the kind of place that has a name of its own in the address
SECTORS = ("priority_sector", "sector", "section")  # the columns that tell sectors apart, each in its own words
MOST = 200_000  # rows of one answer; more takes seconds and hundreds of megabytes
YEAR = 4  # digits


@dataclass(frozen=True)
class Part:
    """Rows of a dataset: of each column that is filtered the wanted codes; all rows where there is none."""

    dataset: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Format:
    """One kind of file: what follows the name of the dataset, its name for the reader, its type, and how it is made."""

    suffix: str
    label: str
    media: str
    make: Callable[[Snapshot, Part], bytes]


@once
def dimensions(snapshot: Snapshot, dataset: str) -> tuple[Dimension, ...]:
    """Return what can be chosen of a dataset: those of its places, sectors and periods that occur in its rows."""
    declared = snapshot.datasets[dataset]
    found = [*_places(snapshot, declared)]
    for column in SECTORS:
        words = snapshot.labels(dataset).get(column)
        if words:
            present = snapshot.values(dataset, column)
            named = {word: code for code, word in words.items() if code in present}
            found.append(Dimension(SECTOR, declared.column(column).title, named, several=True))
            break
    if any(column.name == PERIOD for column in declared.columns):
        found.append(Dimension(PERIODS, "Periode", _periods(snapshot.values(dataset, PERIOD)), several=True))
    return tuple(one for one in found if one.words)


def _place_column(declared: Dataset) -> str:
    return next((column.name for column in declared.columns if column.labels_from == "regions"), "")


def _places(snapshot: Snapshot, declared: Dataset) -> Sequence[Dimension]:
    """Return municipalities under one name and all other places under another: Utrecht is both."""
    column = _place_column(declared)
    if not column:
        return ()
    present = set(snapshot.values(declared.name, column))
    rows = [row for row in ask(snapshot, "regions").by("title") if row["region_code"] in present]
    towns = {row["title"]: row["region_code"] for row in rows if row["kind"] == MUNICIPAL}
    others: dict[str, str] = {}
    for row in rows:
        if row["kind"] != MUNICIPAL:
            title = row["title"] if row["title"] not in others else f"{row['title']} ({row['region_code']})"
            others[title] = row["region_code"]
    return (
        Dimension(MUNICIPALITY, "Gemeenten", towns, several=True),
        Dimension(REGION, "Regio’s en gebieden", others, several=True),
    )


def _periods(present: Sequence[str]) -> dict[str, str]:
    """Return the periods that occur, and each year that is no period itself but holds some."""
    years = {period[:YEAR]: period[:YEAR] for period in present if period[:YEAR].isdigit()}
    return dict(sorted({**years, **{period: period for period in present}}.items()))


def part(snapshot: Snapshot, dataset: str, values: Values) -> Part:
    """Return the rows of a dataset that an address chooses; raise ChoicesUnknown where it cannot."""
    found = codes(dimensions(snapshot, dataset), values)
    declared = snapshot.datasets[dataset]
    wanted: dict[str, tuple[str, ...]] = {}
    if places := (*found.get(MUNICIPALITY, ()), *found.get(REGION, ())):
        wanted[_place_column(declared)] = places
    if sectors := found.get(SECTOR):
        wanted[next(name for name in SECTORS if name in snapshot.labels(dataset))] = sectors
    if periods := found.get(PERIODS):
        present = snapshot.values(dataset, PERIOD)
        exact = set(periods) & set(present)
        years = set(periods) - exact
        wanted[PERIOD] = tuple(one for one in present if one in exact or one[:YEAR] in years)
    return Part(dataset, tuple(wanted.items()))


def part_of(snapshot: Snapshot, dataset: str, values: Values) -> Part | None:
    """Return the rows of one of several datasets for which a reader chose together; None where it has none of them.

    What a dataset does not tell apart is not chosen in it.
    """
    known = {one.name: one for one in dimensions(snapshot, dataset)}
    wanted = {name: [*given] for name, given in values.items() if name in known and given}
    found = {name: [one for one in given if known[name].code(one) is not None] for name, given in wanted.items()}
    places = [name for name in (MUNICIPALITY, REGION) if name in found]
    if places and not any(found[name] for name in places):
        return None
    if any(not given for name, given in found.items() if name not in places):
        return None
    return part(snapshot, dataset, {name: given for name, given in found.items() if given})


def count(snapshot: Snapshot, wanted: Part) -> int:
    """Return how many rows a part has."""
    return snapshot.count(wanted.dataset, dict(wanted.where))


def check(snapshot: Snapshot, wanted: Part) -> None:
    """Raise ChoicesUnknown where a part has more rows than one answer can hold."""
    found = snapshot.row_counts[wanted.dataset]
    if found > MOST and (found := count(snapshot, wanted)) > MOST:
        names = ", ".join(one.name for one in dimensions(snapshot, wanted.dataset))
        told = f"Dit zijn {notation.number(found)} rijen; er passen er {notation.number(MOST)} in één bestand."
        raise ChoicesUnknown([f"{told} Kies minder met: {names}."])


def rows(snapshot: Snapshot, wanted: Part) -> Result:
    """Return the rows of a part; raise ChoicesUnknown where there are more than one answer can hold."""
    check(snapshot, wanted)
    return ask(snapshot, wanted.dataset, **dict(wanted.where))


def excel_csv(snapshot: Snapshot, wanted: Part) -> bytes:
    """Return the rows as a CSV that Dutch Excel opens at a double click."""
    result = rows(snapshot, wanted)
    return csv_dutch(*dutch_rows(result.dataset, result.frame, result.labels))


def plain_csv(snapshot: Snapshot, wanted: Part) -> bytes:
    """Return the rows as a CSV with codes, commas and decimal points."""
    result = rows(snapshot, wanted)
    return csv_international(result.dataset, result.frame)


def workbook(snapshot: Snapshot, wanted: Part) -> bytes:
    """Return the rows as a workbook with a sheet that explains its columns."""
    return xlsx.dataset_workbook([rows(snapshot, wanted)])


def dictionary(snapshot: Snapshot, parts: Sequence[Part]) -> bytes:
    """Return what the columns of several parts mean, as a CSV that Dutch Excel opens at a double click."""
    return csv_dutch(*dictionary_rows([rows(snapshot, one) for one in parts]))


def bundle(snapshot: Snapshot, parts: Sequence[Part], suffix: str) -> bytes:
    """Return several parts as one file: a workbook with a sheet for each, else a zip with their dictionary."""
    if suffix == ".xlsx":
        return xlsx.dataset_workbook([rows(snapshot, one) for one in parts])
    files = {f"{one.dataset}{suffix}": FORMATS[suffix].make(snapshot, one) for one in parts}
    return zipped({**files, "woordenboek.csv": dictionary(snapshot, parts)}, snapshot.built_at)


def parquet(snapshot: Snapshot, wanted: Part) -> bytes:
    """Return the rows as Parquet, with codes and the declared types."""
    result = rows(snapshot, wanted)
    text = {column.name: "string" for column in result.dataset.columns if column.dtype == "text"}
    buffer = io.BytesIO()
    result.frame.astype(text).to_parquet(buffer, index=False)  # an empty column is text too
    return buffer.getvalue()


def plain_json(snapshot: Snapshot, wanted: Part) -> bytes:
    """Return the rows as JSON, below what must be known of them: columns, words for codes, sources."""
    result = rows(snapshot, wanted)
    content = {
        **described(snapshot, wanted.dataset),
        "momentopname": {"id": snapshot.id, "gemaakt": snapshot.built_at},
        "keuze": {name: list(chosen) for name, chosen in wanted.where},
        "bronnen": [to_dict(source) for source in result.sources],
        "woorden": {name: words for name, words in result.labels.items() if result.dataset.column(name).labels},
        "rijen": [{name: _plain(cell) for name, cell in row.items()} for row in result.rows],
    }
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def described(snapshot: Snapshot, dataset: str) -> dict[str, Any]:
    """Return what a dataset is, in plain values: title, columns, measures with units, remarks, licences."""
    declared = snapshot.datasets[dataset]
    return {
        "naam": declared.name,
        "titel": declared.title,
        "beschrijving": declared.description,
        "verschijnt": declared.frequency,
        "opmerkingen": list(declared.remarks()),
        "kolommen": [
            {"naam": column.name, "titel": column.title, "soort": column.dtype, "sleutel": column.name in declared.key}
            for column in declared.columns
        ],
        "grootheden": [
            {"naam": one.name, "titel": one.title, "eenheden": list(one.units), "decimalen": one.decimals}
            for one in declared.measures
        ],
        "licenties": list(dict.fromkeys(one.licence for one in used_sources(snapshot, dataset) if one.licence)),
    }


def _plain(cell: object) -> object:
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


FORMATS: Mapping[str, Format] = {
    found.suffix: found
    for found in (
        Format(".xlsx", "Excel", EXCEL, workbook),
        Format(".csv", "CSV voor Excel", "text/csv; charset=utf-8", excel_csv),
        Format("-international.csv", "CSV internationaal", "text/csv; charset=utf-8", plain_csv),
        Format(".parquet", "Parquet", "application/vnd.apache.parquet", parquet),
        Format(".json", "JSON", "application/json", plain_json),
    )
}
