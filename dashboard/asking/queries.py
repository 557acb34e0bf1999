"""Questions to the snapshot. An answer is a Result, which knows its declaration, sources and labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import pandas as pd

from dashboard.asking.memory import once
from dashboard.asking.noting import note
from dashboard.words import notation
from dashboard.words.periods import chronological
from snapshot.model import STATUSES, UNITS, Dataset, Measure, Source
from snapshot.read import Row, Snapshot
from snapshot.region import DEFAULT, Region

OURS = "Ons voorstel, niet uit de agenda."
STATUS_ORDER = tuple(STATUSES)
SINGLE = {"persons_thousand": "persons", "benefits_thousand": "benefits"}
PERIOD = "reference_period"
AT_LEAST = "ten minste "
SMALL = 20_000  # rows of a dataset that is kept in memory, for each snapshot
PART, PARTS = 5_000, 24  # rows of one place that are kept of a larger one, and places that are looked up together


@dataclass(frozen=True)
class Cell:
    """One observation: `value` is None where the status says there is no number.

    A sum knows of how many published figures it is made, and how many of those have no number. `as_written` is how a
    report words a number: "ruim 9%".
    """

    value: float | None
    status: str
    unit: str
    measure: Measure
    period: str
    note: str
    parts: int = 1
    missing_parts: int = 0
    as_written: str = ""

    @property
    def single(self) -> Cell:
        """The same in single ones, where it counts thousands."""
        times = UNITS[self.unit].times
        if times == 1:
            return self
        measure = replace(self.measure, units=(SINGLE[self.unit],), decimals=0, rounded_to=self.measure.step * times)
        value = None if self.value is None else self.value * times
        return replace(self, value=value, unit=SINGLE[self.unit], measure=measure)

    @property
    def is_least(self) -> bool:
        """Whether there are at least so many: a sum of what is known, where a part has no number."""
        return self.value is not None and self.missing_parts > 0

    @property
    def text(self) -> str:
        """What a table shows: "1.900", "7,1%", "geheim", "ten minste 1.900"."""
        text = notation.cell(self.value, self.status, self.unit, self.measure.decimals)
        return notation.worded(text, before=self._least) if self._least else text

    @property
    def amount(self) -> str:
        """What a sentence says: "1.900 personen", "7,1%", "geheim", "ten minste 1.900 banen"."""
        if self.value is None:
            return self.text
        return self._least + notation.amount(self.value, self.unit, self.measure.decimals)

    @property
    def written(self) -> str:
        """What the agenda writes: "ruim 9%", "groeit licht", "2 keer"."""
        return self.as_written or (self.amount if self.unit == "ratio" else self.text)

    @property
    def _least(self) -> str:
        return AT_LEAST if self.is_least else ""


@dataclass(frozen=True, eq=False)
class Result:
    """Rows of one dataset with all that a card must show of them; each kind of look-up is indexed once."""

    dataset: Dataset
    rows: tuple[Row, ...]
    labels: dict[str, dict[str, str]]
    all_sources: dict[str, Source]
    snapshot_id: str
    built_at: str
    region: Region = DEFAULT
    towns: tuple[str, ...] = ()  # the codes of all municipalities of the region

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a table with the declared columns, for files."""
        frame = pd.DataFrame(self.rows, columns=[column.name for column in self.dataset.columns], dtype="object")
        numbers = [column.name for column in self.dataset.columns if column.dtype == "number"]
        return frame.astype(dict.fromkeys(numbers, "float64"))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of these rows, in order of appearance."""
        ids = dict.fromkeys(row.get("source") for row in self.rows)
        return tuple(self.all_sources[id_] for id_ in ids if id_ in self.all_sources)

    @property
    def publishers(self) -> str:
        """Who published these rows, in words."""
        return notation.names(list(dict.fromkeys(source.publisher for source in self.sources)))

    def paragraphs(self, source: Source) -> list[str]:
        """Return the paragraphs of the agenda in which the rows of `source` stand, in order of appearance."""
        found = (row.get("paragraph") for row in self.rows if row.get("source") == source.id)
        return list(dict.fromkeys(paragraph for paragraph in found if paragraph))

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that occur in these rows, in the order of the closed list."""
        found = {row.get("status") for row in self.rows}
        return tuple(status for status in STATUS_ORDER if status in found)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """The reference periods that occur, the newest last."""
        return chronological(row[PERIOD] for row in self.rows if row.get(PERIOD))

    @property
    def units(self) -> tuple[str, ...]:
        """The codes of the units that occur."""
        return tuple(dict.fromkeys(row["unit"] for row in self.rows if "unit" in row))

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What its declaration says of all these numbers: their rounding, and warnings."""
        return self.dataset.remarks({row["measure"] for row in self.rows} if self.dataset.is_observations else ())

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The remarks on single cells, each preceded by the names of the cell it is about."""
        return self.notes_beyond("")

    def notes_beyond(self, told: str) -> tuple[str, ...]:
        """Return the remarks on single cells that the text `told` does not have in it already."""
        known = told.casefold()
        new = {note: rows for note, rows in self._remarked.items() if note.casefold() not in known}
        return tuple(self._named(note, rows) for note, rows in new.items())

    def notes_on(self, told: str) -> tuple[str, ...]:
        """Return the remarks that matter beside the text `told`: on every cell, or on what it names.

        A remark on a cell that does not fit other numbers starts with its status.
        """
        keys = [c.name for c in self.dataset.columns if c.role == "key" and c.name != PERIOD]
        varying = [name for name in keys if len(self.codes(name)) > 1]

        def is_named(row: Row) -> bool:
            return all(str(self.label(name, row[name])).lower() in told.lower() for name in varying)

        return tuple(
            f"{'Twijfelachtig: ' if _in_doubt(rows) else ''}{self._named(note, rows)}"
            for note, rows in self._remarked.items()
            if len(rows) == len(self.rows) or any(map(is_named, rows))
        )

    @cached_property
    def _remarked(self) -> dict[str, list[Row]]:
        about: dict[str, list[Row]] = {}
        for row in self.rows:
            if remark := self.remark(row):
                about.setdefault(remark, []).append(row)
        return about

    def _named(self, note: str, rows: list[Row]) -> str:
        """Return a remark with the names of the cells it is about, but where it begins with the same name itself."""
        first = "" if len(rows) == len(self.rows) else next(iter(self._words(rows)), "")
        if not first or note.startswith(f"{first} "):
            return note
        names = self._names(rows)
        if self._names_told[names] > 1:
            names = self._names(rows, with_measure=True)
        return f"{notation.capital(names)}{self.inside(note)}"

    @cached_property
    def _names_told(self) -> Counter[str]:
        """How many remarks there are on cells of one name: more than one are on different measures."""
        return Counter(self._names(rows) for rows in self._remarked.values())

    def inside(self, note: str) -> str:
        """Return a remark as it stands behind a colon: with a small letter, but for a name or an abbreviation."""
        first = note.partition(" ")[0].rstrip(".,:;")
        return note if first.isupper() or first in self._names_in_labels else f"{note[:1].lower()}{note[1:]}"

    @cached_property
    def _names_in_labels(self) -> frozenset[str]:
        """The words of labels that are names, of places and sectors: those of a measure are none."""
        labels = (word for column, labels in self.labels.items() if column != "measure" for word in labels.values())
        return frozenset(found for word in labels for found in word.split(" "))

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """The remarks on cells that do not fit other numbers of their source."""
        rows = [row for row in self.rows if row.get("status") == "doubtful" and row.get("note")]
        return tuple(self._named(row["note"], [row]) for row in rows)

    def remark(self, row: Row) -> str:
        """Return what must be said of one row: that it is ours, of how many parts it is the sum, and its own remark."""
        told = OURS if row.get("is_proposal") else ""
        if self.dataset.parts and row["parts"] > 1:
            known = row["value"] is not None
            told = notation.sum_of(row["parts"], row["missing_parts"], self.dataset.parts, is_known=known)
        return f"{told} {row.get('note') or ''}".strip()

    def _names(self, rows: list[Row], *, with_measure: bool = False) -> str:
        """Return the names of the cells that share a remark: "Rozendaal (WW, WIA en Bijstand): "."""
        first, *others = self._words(rows, with_measure=with_measure) or [""]
        return f"{first} ({'; '.join(others)}): " if others else f"{first}: " if first else ""

    def _words(self, rows: list[Row], *, with_measure: bool = False) -> list[str]:
        keys = [c.name for c in self.dataset.columns if c.role == "key" and (c.labels or c.labels_from)]
        words = [self._gathered(name, rows) for name in keys]
        periods = sorted({row[PERIOD] for row in rows if row.get(PERIOD)})
        if 0 < len(periods) <= 2 < len(self.periods):
            words.append(notation.listing([notation.period(period) for period in periods]))
        if (with_measure or _in_doubt(rows)) and self.dataset.is_observations and len(self.codes("measure")) > 1:
            words += [self.dataset.measure(name).title for name in dict.fromkeys(row["measure"] for row in rows)]
        return list(dict.fromkeys(words))

    def _gathered(self, column: str, rows: list[Row]) -> str:
        """Return the words of a column in rows that share a remark; of most municipalities, which are shown without it.

        Whose own remark holds it among others is no exception.
        """
        codes = dict.fromkeys(row[column] for row in rows)
        shown = [code for code in self.codes(column) if code in self.towns]
        if len(codes) > notation.NAMED and shown:
            remark = self.remark(rows[0])
            codes |= {row[column]: None for row in self.rows if row[column] in shown and remark in self.remark(row)}
        label = partial(self.label, column)
        many = "gemeenten" if len(shown) == len(self.towns) else notation.SHOWN_TOWNS
        return notation.gathered([*map(label, codes)], [*map(label, shown)], many)

    def has(self, column: str) -> bool:
        """Return whether the rows have `column`."""
        return any(declared.name == column for declared in self.dataset.columns)

    def where(self, **wanted: str | Sequence[str]) -> Result:
        """Return the rows in which each named column equals, or is in, what is wanted."""
        for name in wanted:
            self.dataset.column(name)
        return self.only(self._found(wanted))

    def only(self, rows: Iterable[Row]) -> Result:
        """Return a result with just `rows`."""
        return replace(self, rows=tuple(rows))

    def _found(self, wanted: Mapping[str, str | Sequence[str]]) -> Sequence[Row]:
        single = {name: value for name, value in wanted.items() if isinstance(value, str)}
        several = {name: frozenset(value) for name, value in wanted.items() if not isinstance(value, str)}
        rows: Sequence[Row] = self.rows
        if single:
            rows = self._index(tuple(single)).get(tuple(single.values()), ())
        for name, values in several.items():
            rows = [row for row in rows if row[name] in values]
        return rows

    def _index(self, names: tuple[str, ...]) -> dict[tuple[Any, ...], list[Row]]:
        if names not in self._indexes:
            index: dict[tuple[Any, ...], list[Row]] = {}
            for row in self.rows:
                index.setdefault(tuple(row[name] for name in names), []).append(row)
            self._indexes[names] = index
        return self._indexes[names]

    @cached_property
    def _indexes(self) -> dict[tuple[str, ...], dict[tuple[Any, ...], list[Row]]]:
        return {}

    def ordered(self, column: str) -> Result:
        """Return the rows in the declared order of the codes of `column`."""
        place = {code: position for position, code in enumerate(self.labels[column])}
        return self.only(sorted(self.rows, key=lambda row: place.get(row[column], len(place))))

    def by(self, column: str) -> list[Row]:
        """Return the rows in ascending order of `column`."""
        return sorted(self.rows, key=lambda row: row[column])

    def label(self, column: str, code: str) -> str:
        """Return the Dutch word of `code`, or the code where there is none."""
        return self.labels.get(column, {}).get(code, code)

    def spoken(self, column: str, code: str) -> str:
        """Return the word of `code` inside a sentence: of a section of SBI 2008 without the letter that is its code."""
        return self.label(column, code).removeprefix(f"{code.upper()} ")

    def codes(self, column: str) -> list[str]:
        """Return the codes of `column` in order of appearance."""
        return list(dict.fromkeys(row[column] for row in self.rows))

    def cell(self, **wanted: str) -> Cell:
        """Return the one observation that is wanted; raise LookupError where there is not exactly one."""
        rows = self._found(wanted)
        if len(rows) != 1:
            raise LookupError(f"{self.dataset.name} has {len(rows)} rows for {wanted}, expected one")
        return self._cell(rows[0])

    def cells(self) -> list[tuple[Row, Cell]]:
        """Return every row as a dict of its columns, with its observation."""
        return [(row, self._cell(row)) for row in self.rows]

    def value(self, **wanted: str) -> float:
        """Return the number of the one observation that is wanted; raise LookupError where it has none."""
        found = self.cell(**wanted)
        if found.value is None:
            raise LookupError(f"{self.dataset.name} has no number for {wanted}: {found.status}")
        return found.value

    def _cell(self, row: Row) -> Cell:
        note, parts, missing = row["note"] or "", 1, 0
        if not self.dataset.parts:
            parts = parts_before(note)
        elif (parts := row["parts"]) > 1:
            note, missing = self.remark(row), row["missing_parts"]
        measure, written = self._measures[row["measure"]], row.get("as_written") or ""
        is_share = self._in_words and row["unit"] in ("pct", "pct_change") and row["value"] is not None
        if is_share and float(row["value"]).is_integer():
            measure = replace(measure, decimals=0)
        return Cell(row["value"], row["status"], row["unit"], measure, row[PERIOD], note, parts, missing, written)

    @cached_property
    def _in_words(self) -> bool:
        """Whether these figures stand in sentences of a report, which tells 7% beside 2,9%."""
        return self.has("as_written")

    @cached_property
    def _measures(self) -> dict[str, Measure]:
        return {measure.name: measure for measure in self.dataset.measures}


def _in_doubt(rows: Iterable[Row]) -> bool:
    return any(row.get("status") == "doubtful" for row in rows)


def parts_before(note: str | None) -> int:
    """Return of how many figures a cell is the sum, in a snapshot that tells it in a remark only."""
    found = re.match(r"Som van (\d+) ", note) if note else None
    return int(found[1]) if found else 1


def holds(snapshot: Snapshot, need: str) -> bool:
    """Return whether a snapshot has what `need` names: a dataset, or one measure of it as "dataset.measure".

    A snapshot that was kept for its link may hold other measures than the present ones, and lack columns.
    """
    name, _, measure = need.partition(".")
    dataset = None if name in snapshot.outdated else snapshot.datasets.get(name)
    return dataset is not None and (not measure or any(known.name == measure for known in dataset.measures))


def ask(snapshot: Snapshot, dataset: str, **wanted: str | Sequence[str]) -> Result:
    """Return the rows of `dataset` in which each named column equals, or is in, what is wanted.

    A small dataset is read once for each snapshot, and of a large one each place: so a choice costs as much whatever
    the size of the table. Of places with very many rows just what is wanted is read. A figure that is being made
    notes the answer: see noting.

    Raises:
        KeyError: The dataset or a column does not exist; the message names those that do.
    """
    answer = _answer(snapshot, dataset, wanted)
    note(answer)
    return answer


def _answer(snapshot: Snapshot, dataset: str, wanted: Mapping[str, str | Sequence[str]]) -> Result:
    declared = snapshot.datasets.get(dataset)
    if declared and _is_text(declared, wanted):
        if snapshot.row_counts[dataset] <= SMALL:
            whole = _whole(snapshot, dataset)
            return whole.where(**wanted) if wanted else whole
        if (rows := _of_places(snapshot, declared, wanted)) is not None:
            return _result(snapshot, dataset, rows)
    return _result(snapshot, dataset, snapshot.rows(dataset, wanted))


@once
def occurring(snapshot: Snapshot, dataset: str, column: str) -> tuple[Any, ...]:
    """Return the values of a column that occur, in order of appearance or, of a large dataset, in ascending order.

    The rows of a large dataset are not read for it.
    """
    if snapshot.row_counts[dataset] > SMALL:
        return snapshot.values(dataset, column)
    return tuple(value for value in _whole(snapshot, dataset).codes(column) if value is not None)


def _of_places(
    snapshot: Snapshot, dataset: Dataset, wanted: Mapping[str, str | Sequence[str]]
) -> tuple[Row, ...] | None:
    """Return the wanted rows in the order of their key, of what is kept of each place; None where they are too many.

    Of a place with very many rows it is those of the same question. Rows of a place stand together: it comes first in
    the key.
    """
    first, others = dataset.key[0], dict(wanted)
    places = others.pop(first, ())
    places = sorted({places} if isinstance(places, str) else set(places))
    if not 0 < len(places) <= PARTS:
        return None
    found: list[Row] = []
    for place in places:
        part = _part(snapshot, dataset.name, place)
        if part is not None:
            found += part._found(others) if others else part.rows
        elif (narrow := _part(snapshot, dataset.name, place, _fixed(others))) is not None:
            found += narrow.rows
        else:
            return None
    return tuple(found)


def _fixed(wanted: Mapping[str, str | Sequence[str]]) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """Return what is wanted of columns as an argument that can be remembered."""
    return tuple((name, one if isinstance(one, str) else tuple(one)) for name, one in sorted(wanted.items()))


@once
def _part(
    snapshot: Snapshot, dataset: str, place: str, others: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
) -> Result | None:
    """Return the rows of one place, of `others` where they are named; None where they are too many to keep."""
    wanted = {snapshot.datasets[dataset].key[0]: place, **dict(others)}
    rows = snapshot.rows(dataset, wanted, most=PART + 1)
    return _result(snapshot, dataset, rows) if len(rows) <= PART else None


def _is_text(dataset: Dataset, names: Iterable[str]) -> bool:
    return all(dataset.column(name).dtype == "text" for name in names)


@once
def _whole(snapshot: Snapshot, dataset: str) -> Result:
    return _result(snapshot, dataset, snapshot.rows(dataset))


def _result(snapshot: Snapshot, dataset: str, rows: tuple[Row, ...]) -> Result:
    return Result(
        snapshot.datasets[dataset],
        rows,
        snapshot.labels(dataset),
        snapshot.sources,
        snapshot.id,
        snapshot.built_at,
        snapshot.region,
        tuple(municipalities(snapshot)) if holds(snapshot, "regions") else (),
    )


def municipalities(snapshot: Snapshot) -> dict[str, str]:
    """Return code and name of the municipalities of the region, in alphabetical order of their names."""
    return dict(_municipalities(snapshot))


def in_order(snapshot: Snapshot, codes: Collection[str]) -> tuple[str, ...]:
    """Return chosen municipalities in the order of their names, each once: a choice is a set, however it was made."""
    return tuple(code for code in municipalities(snapshot) if code in codes)


@once
def _municipalities(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    rows = snapshot.rows("regions", {"kind": "municipality", "part_of": snapshot.region.code})
    pairs = ((row["region_code"], row["title"]) for row in rows)
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def priority_sectors(snapshot: Snapshot) -> dict[str, str]:
    """Return code and name of the priority sectors; empty where the region has no agenda."""
    if not holds(snapshot, "priority_sectors"):
        return {}
    return snapshot.labels("priority_sectors")["priority_sector"]
