"""One dataset from several files: each region and period from the newest file that tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from loaders.files.table.account import Account
from loaders.services.errors import SourceError
from snapshot.model import Dataset


@dataclass(frozen=True, eq=False)
class Taken:
    """One file that was read: where it came from, what was found in it, its rows and what was passed over."""

    name: str
    sha256: str
    read_on: str
    stated: str
    kind: str
    sheet: str
    header: tuple[str, ...]
    dataset: Dataset
    rows: pd.DataFrame
    account: Account

    @property
    def source(self) -> str:
        """The id under which this file is listed as a source."""
        return source_of(self.sha256)

    @property
    def where(self) -> list[str]:
        """The columns that say which region and period a row is about."""
        return [next(name for name in self.dataset.key if name.endswith("region_code")), "reference_period"]

    @cached_property
    def units(self) -> frozenset[tuple[str, ...]]:
        """The regions and periods that this file tells of."""
        return frozenset(map(tuple, self.rows[self.where].to_numpy()))

    @property
    def skipped(self) -> Mapping[str, int]:
        """How many of its rows were passed over, by their label."""
        return self.account.skipped


def source_of(sha256: str) -> str:
    """Return the id under which the file with this hash is listed as a source."""
    return f"file-{sha256[:12]}"


def combine(files: Sequence[Taken]) -> pd.DataFrame:
    """Return the text rows of files of one dataset; where two tell of the same region and period, the newer counts.

    Raises:
        SourceError: Two files differ about the same cell, and their own dates do not tell which is newer.
    """
    dataset = files[0].dataset
    parts: list[pd.DataFrame] = []
    known: set[tuple[str, ...]] = set()
    for file in sorted(files, key=lambda file: (file.stated, file.name)):
        new = file.rows.assign(**dict.fromkeys(_missing(dataset, file.rows), ""))
        if not known.isdisjoint(file.units):
            rows = pd.concat(parts, ignore_index=True)
            again = rows.merge(new, on=list(dataset.key), suffixes=("", "_new"))
            _undecided(dataset, again, file, files)
            gone = set(map(tuple, again[file.where].to_numpy()))
            parts = [rows[[unit not in gone for unit in map(tuple, rows[file.where].to_numpy())]]]
        parts.append(new)
        known |= file.units
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[[column.name for column in dataset.columns]].fillna("").sort_values(list(dataset.key))
    return placed(rows, {file.source: file.name for file in files})


def placed(rows: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return rows that name their file and line as their place; `names` are those of the files, by their source."""
    places = [(f"raw/dropped {names[source]}", line) for line, source in enumerate(rows["source"], start=1)]
    return rows.set_axis(pd.MultiIndex.from_tuples(places, names=["file", "line"]))


def _missing(dataset: Dataset, rows: pd.DataFrame) -> list[str]:
    return [column.name for column in dataset.columns if column.name not in rows]


def _undecided(dataset: Dataset, again: pd.DataFrame, file: Taken, files: Sequence[Taken]) -> None:
    told = [column.name for column in dataset.columns if column.name in ("value", "ratio", "tightness_class", "status")]
    differ = pd.Series(False, index=again.index)
    for name in told:
        differ |= again[name].fillna("").ne(again[f"{name}_new"].fillna(""))
    dates = {other.source: other.stated for other in files}
    for source, part in again[differ].groupby("source"):
        if not file.stated or not dates[str(source)] or dates[str(source)] == file.stated:
            other = next(found for found in files if found.source == source)
            first = ", ".join(str(part.iloc[0][name]) for name in dataset.key)
            raise SourceError(
                f"{_called(other, file)} and {_called(file, other)} differ about the same figures",
                cause="clash",
                shown=f"{other.name} en {file.name}",
                evidence=f"{len(part)} cell(s), such as {first}; neither is newer by a date of its own",
                advice="use only the one that is right, or one that states its date of publication; "
                f"this takes the other out, where it is in use: python -m loaders remove {other.sha256[:12]}",
            )


def _called(file: Taken, other: Taken) -> str:
    return file.name if file.name != other.name else f"{file.name} {file.sha256[:12]}"
