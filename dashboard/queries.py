"""Questions to the snapshot. An answer is a Result, which knows its declaration, sources and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard import notation
from snapshot.model import STATUSES, Dataset, Measure, Source
from snapshot.read import Snapshot
from snapshot.region import DEFAULT, Region

STATUS_ORDER = tuple(STATUSES)


@dataclass(frozen=True)
class Cell:
    """One observation: `value` is None where the status says there is no number."""

    value: float | None
    status: str
    unit: str
    measure: Measure
    period: str
    note: str

    @property
    def text(self) -> str:
        """What a table shows: "1.900", "7,1%", "geheim"."""
        return notation.cell(self.value, self.status, self.unit, self.measure.decimals)

    @property
    def amount(self) -> str:
        """What a sentence says: "1.900 personen", "7,1%", "geheim"."""
        if self.value is None:
            return self.text
        return notation.amount(self.value, self.unit, self.measure.decimals)


@dataclass(frozen=True, eq=False)
class Result:
    """Rows of one dataset with all that a card must show of them."""

    dataset: Dataset
    frame: pd.DataFrame
    labels: dict[str, dict[str, str]]
    all_sources: dict[str, Source]
    snapshot_id: str
    built_at: str
    region: Region = DEFAULT

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of these rows, in order of appearance."""
        ids = dict.fromkeys(self.frame["source"]) if "source" in self.frame else ()
        return tuple(self.all_sources[id_] for id_ in ids if id_ in self.all_sources)

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that occur in these rows, in the order of the closed list."""
        found = set(self.frame["status"]) if "status" in self.frame else set()
        return tuple(status for status in STATUS_ORDER if status in found)

    @property
    def periods(self) -> tuple[str, ...]:
        """The reference periods that occur, sorted."""
        column = "reference_period"
        return tuple(sorted(set(self.frame[column].dropna()))) if column in self.frame else ()

    @property
    def units(self) -> tuple[str, ...]:
        """The codes of the units that occur."""
        return tuple(dict.fromkeys(self.frame["unit"])) if "unit" in self.frame else ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks on single cells, each preceded by the names of the cell it is about."""
        if "note" not in self.frame:
            return ()
        about: dict[str, list[dict[str, Any]]] = {}
        for row in self._records():
            if row["note"]:
                about.setdefault(row["note"], []).append(row)
        everywhere = len(self.frame)
        return tuple(note if len(rows) == everywhere else f"{self._names(rows)}{note}" for note, rows in about.items())

    @property
    def doubts(self) -> tuple[str, ...]:
        """The remarks on cells that do not fit other numbers of their source."""
        if "status" not in self.frame or "note" not in self.frame:
            return ()
        rows = self.where(status="doubtful")._records()
        return tuple(f"{self._names([row])}{row['note']}" for row in rows if row["note"])

    def _names(self, rows: list[dict[str, Any]]) -> str:
        """Return the names of the cells that share a remark: "Rozendaal (WW, WIA en Bijstand): "."""
        keys = [c.name for c in self.dataset.columns if c.role == "key" and (c.labels or c.labels_from)]
        words = [notation.listing(list(dict.fromkeys(self.label(name, row[name]) for row in rows))) for name in keys]
        periods = sorted({row["reference_period"] for row in rows} - {None}) if "reference_period" in self.frame else []
        if 0 < len(periods) <= 2 < len(self.periods):
            words.append(notation.listing([notation.period(period) for period in periods]))
        words = list(dict.fromkeys(words))
        if not words:
            return ""
        first, *others = words
        return f"{first} ({'; '.join(others)}): " if others else f"{first}: "

    def where(self, **wanted: str | Sequence[str]) -> Result:
        """Return the rows in which each named column equals, or is in, what is wanted."""
        chosen = pd.Series(True, index=self.frame.index)
        for name, value in wanted.items():
            self.dataset.column(name)
            chosen &= self.frame[name].isin([value] if isinstance(value, str) else list(value))
        return replace(self, frame=self.frame[chosen])

    def ordered(self, column: str) -> Result:
        """Return the rows in the declared order of the codes of `column`."""
        place = {code: position for position, code in enumerate(self.labels[column])}
        return replace(self, frame=self.frame.sort_values(column, key=lambda codes: codes.map(place), kind="stable"))

    def label(self, column: str, code: str) -> str:
        """Return the Dutch word of `code`, or the code where there is none."""
        return self.labels.get(column, {}).get(code, code)

    def codes(self, column: str) -> list[str]:
        """Return the codes of `column` in order of appearance."""
        return list(dict.fromkeys(self.frame[column]))

    def cell(self, **wanted: str) -> Cell:
        """Return the one observation that is wanted; raise LookupError where there is not exactly one."""
        rows = self.where(**wanted)._records()
        if len(rows) != 1:
            raise LookupError(f"{self.dataset.name} has {len(rows)} rows for {wanted}, expected one")
        return self._cell(rows[0])

    def cells(self) -> list[tuple[dict[str, Any], Cell]]:
        """Return every row as a dict of its columns, with its observation."""
        return [(row, self._cell(row)) for row in self._records()]

    def value(self, **wanted: str) -> float:
        """Return the number of the one observation that is wanted; raise LookupError where it has none."""
        found = self.cell(**wanted)
        if found.value is None:
            raise LookupError(f"{self.dataset.name} has no number for {wanted}: {found.status}")
        return found.value

    def _records(self) -> list[dict[str, Any]]:
        return [{str(name): cell for name, cell in row.items()} for row in self.frame.to_dict("records")]

    def _cell(self, row: dict[str, Any]) -> Cell:
        value = None if pd.isna(row["value"]) else float(row["value"])
        measure = self.dataset.measure(row["measure"])
        return Cell(value, row["status"], row["unit"], measure, row["reference_period"], row["note"] or "")


def ask(snapshot: Snapshot, dataset: str, **wanted: str | Sequence[str]) -> Result:
    """Return the rows of `dataset` in which each named column equals, or is in, what is wanted.

    Raises:
        KeyError: The dataset or a column does not exist; the message names those that do.
    """
    frame = snapshot.select(dataset, wanted)
    labels = snapshot.labels(dataset)
    return Result(
        snapshot.datasets[dataset],
        frame,
        labels,
        snapshot.sources,
        snapshot.id,
        snapshot.built_at,
        snapshot.region,
    )


def municipalities(snapshot: Snapshot) -> dict[str, str]:
    """Return code and name of the municipalities of the region, in alphabetical order of their names."""
    return dict(_municipalities(snapshot))


@lru_cache(maxsize=8)
def _municipalities(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    frame = snapshot.select("regions", {"kind": "municipality", "part_of": snapshot.region.code})
    pairs = zip(frame["region_code"], frame["title"], strict=True)
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def priority_sectors(snapshot: Snapshot) -> dict[str, str]:
    """Return code and name of the priority sectors; empty where the region has no agenda."""
    if "priority_sectors" not in snapshot.datasets:
        return {}
    return snapshot.labels("priority_sectors")["priority_sector"]
