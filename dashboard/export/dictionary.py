"""The dictionary that travels with datasets: what they hold, where it comes from, and what each column means."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import Result
from dashboard.telling.columns import TYPES, explained
from dashboard.words import notation
from snapshot.model import Column, Dataset

HEADER = ("Tabel", "Kolom", "Naam", "Soort", "Uitleg", "Mogelijke waarden")
WHOLE = "(de hele tabel)"


def dictionary_rows(results: Sequence[Result]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return header and rows: of each dataset what must be known of it, then each of its columns."""
    return HEADER, [row for result in results for row in (*_whole(result), *_columns(result))]


def _whole(result: Result) -> list[tuple[str, ...]]:
    dataset = result.dataset
    told = [dataset.description, *dataset.remarks()]
    told += [f"Bron: {source.attribution}" for source in result.sources]
    licences = dict.fromkeys(source.licence for source in result.sources if source.licence)
    told += [f"Licentie: {licence}" for licence in licences]
    told.append(f"Momentopname {result.snapshot_id} van {notation.moment(result.built_at)}.")
    return [(dataset.title, WHOLE, dataset.name, "", text, "") for text in told]


def _columns(result: Result) -> list[tuple[str, ...]]:
    dataset = result.dataset
    return [
        (dataset.title, column.title, column.name, TYPES[column.dtype], explained(column), _values(dataset, column))
        for column in dataset.columns
    ]


def _values(dataset: Dataset, column: Column) -> str:
    if column.role == "unit" and dataset.measures:
        used = {unit for measure in dataset.measures for unit in measure.units}
        return "; ".join(f"{code} = {word}" for code, word in column.labels.items() if code in used)
    return "; ".join(f"{code} = {word}" for code, word in column.labels.items())
