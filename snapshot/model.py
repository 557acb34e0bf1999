"""What a dataset is: one declaration from which schema, validation, dictionary and file headers follow.

Figures are stored as *observations*: one row per published cell, with its own unit, status and reference
period. That is how the sources speak too, and only so can one cell be suppressed beside a published one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Role = Literal["key", "measure", "value", "unit", "status", "label"]
Dtype = Literal["text", "number", "integer", "boolean", "date"]
Processing = Literal["as_published", "derived"]

SQL_TYPES: dict[str, str] = {
    "text": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@dataclass(frozen=True)
class Unit:
    """A unit of measurement. `label` is what a visitor reads; `lower` and `upper` bound every value in it."""

    code: str
    label: str
    summable: bool
    symbol: str = ""
    lower: float | None = 0
    upper: float | None = None


@dataclass(frozen=True)
class Status:
    """What is known of one observation. `has_value` tells whether a number must stand beside it."""

    code: str
    word: str
    meaning: str
    has_value: bool


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("persons", "personen", summable=True),
        Unit("persons_thousand", "x 1.000 personen", summable=True),
        Unit("households", "huishoudens", summable=True),
        Unit("benefits", "uitkeringen", summable=True),
        Unit("benefits_thousand", "x 1.000 uitkeringen", summable=True),
        Unit("jobs", "banen", summable=True),
        Unit("employees", "werknemers", summable=True),
        Unit("vacancies", "vacatures", summable=True),
        Unit("establishments", "vestigingen", summable=True),
        Unit("students", "studenten", summable=True),
        Unit("eur", "euro", summable=True, symbol="€", lower=None),
        Unit("pct", "%", summable=False, symbol="%", upper=100),
        Unit("pct_change", "% verandering", summable=False, symbol="%", lower=-100),
        Unit("hours_per_month", "uren per maand", summable=False),
        Unit("ratio", "keer", summable=False),
        Unit("index", "index", summable=False),
    )
}

STATUSES: dict[str, Status] = {
    status.code: status
    for status in (
        Status("published", "definitief", "Zo gepubliceerd door de bron.", True),
        Status("provisional", "voorlopig", "De bron kan dit cijfer nog bijstellen.", True),
        Status("derived", "berekend", "Door dit dashboard berekend uit gepubliceerde cijfers.", True),
        Status("rounded", "afgerond", "De bron geeft een afgerond getal.", True),
        Status("doubtful", "twijfelachtig", "Zo gepubliceerd, maar het past niet bij andere cijfers.", True),
        Status("suppressed", "geheim", "De bron houdt dit cijfer achter om privacy te beschermen.", False),
        Status("to_be_determined", "n.t.b.", "Nader te bepalen: het bedrag staat nog niet vast.", False),
        Status("pro_memorie", "PM", "Pro memorie: de post is genoemd, het bedrag nog niet.", False),
        Status("not_applicable", "niet van toepassing", "Dit gegeven bestaat hier niet.", False),
        Status("not_available", "niet beschikbaar", "De bron heeft dit cijfer niet: onbekend of onzeker.", False),
    )
}


@dataclass(frozen=True)
class Source:
    """Where a figure comes from. Three dates stay apart: reference period (per row), published, retrieved."""

    id: str
    publisher: str
    title: str
    table_id: str = ""
    landing_page: str = ""
    licence: str = ""
    published: str = ""
    retrieved: str = ""
    footnote: str = ""

    @property
    def attribution(self) -> str:
        """One Dutch line that credits the source, as its licence asks."""
        table = f" ({self.table_id})" if self.table_id else ""
        return f"{self.publisher}, {self.title}{table}"


@dataclass(frozen=True)
class Measure:
    """A quantity that a dataset holds: Dutch `title`, `unit` code and published `decimals`.

    `is_change` is for a difference between two numbers: it may be negative where its unit may not.
    """

    name: str
    title: str
    units: tuple[str, ...]
    decimals: int = 0
    is_change: bool = False


@dataclass(frozen=True)
class Column:
    """One column. `labels` maps each allowed code to its Dutch word; `labels_from` takes them from a dataset."""

    name: str
    role: Role
    title: str
    dtype: Dtype = "text"
    description: str = ""
    nullable: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    labels_from: str = ""


@dataclass(frozen=True)
class Dataset:
    """The single declaration of one table: everything else about it is derived from this."""

    name: str
    title: str
    description: str
    subject: str
    files: tuple[str, ...]
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...] = ()
    frequency: str = "eenmalig"
    processing: Processing = "as_published"
    warnings: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """The grain: names of the columns that together identify a row."""
        return tuple(column.name for column in self.columns if column.role in ("key", "measure"))

    @property
    def is_observations(self) -> bool:
        """Whether rows are observations with value, unit and status."""
        return bool(self.measures)

    def column(self, name: str) -> Column:
        """Return the declared column `name`; raise KeyError with the known names otherwise."""
        for column in self.columns:
            if column.name == name:
                return column
        known = ", ".join(column.name for column in self.columns)
        raise KeyError(f"{self.name} has no column {name}; it has {known}")

    def measure(self, name: str) -> Measure:
        """Return the declared measure `name`; raise KeyError with the known names otherwise."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise KeyError(f"{self.name} has no measure {name}; it has {', '.join(m.name for m in self.measures)}")


def key(name: str, title: str, labels: dict[str, str] | None = None, **more: Any) -> Column:
    """Declare a key column; `labels` close the list of its values."""
    return Column(name, "key", title, labels=labels or {}, **more)


def region_key(title: str = "Regio") -> Column:
    """Declare the region column: codes of CBS, names from the dataset `regions`."""
    return key("region_code", title, labels_from="regions")


def status_words(*, live: bool = False) -> dict[str, str]:
    """Return the word of each status; only `live` data can be not available."""
    return {code: status.word for code, status in STATUSES.items() if live or code != "not_available"}


def observations(
    *,
    keys: tuple[Column, ...],
    measures: tuple[Measure, ...],
    extra: tuple[Column, ...] = (),
    live: bool = False,
    **declared: Any,
) -> Dataset:
    """Declare observations: `keys`, measure, period, value, unit, status, paragraph, source, note, then `extra`.

    Only `live` datasets, straight from a publisher's service, can hold a cell that is not available.
    """
    columns = (
        *keys,
        Column("measure", "measure", "Grootheid", labels={m.name: m.title for m in measures}),
        Column("reference_period", "key", "Periode", description="Waarover of wanneer het cijfer geldt."),
        Column("value", "value", "Waarde", dtype="number", nullable=True),
        Column("unit", "unit", "Eenheid", labels={code: unit.label for code, unit in UNITS.items()}),
        Column("status", "status", "Status", labels=status_words(live=live)),
        Column("paragraph", "label", "Paragraaf", nullable=True, description="Waar het in het brondocument staat."),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
        *extra,
    )
    return Dataset(columns=columns, measures=measures, **declared)


def to_dict(declared: Dataset | Source) -> dict[str, Any]:
    """Return the declaration as plain JSON values."""
    return asdict(declared)


def dataset_from_dict(stored: dict[str, Any]) -> Dataset:
    """Rebuild a declaration that `to_dict` wrote, so that an old snapshot explains itself."""
    columns = tuple(Column(**column) for column in stored["columns"])
    measures = tuple(Measure(**{**measure, "units": tuple(measure["units"])}) for measure in stored["measures"])
    plain = {**stored, "files": tuple(stored["files"]), "warnings": tuple(stored["warnings"])}
    return Dataset(**{**plain, "columns": columns, "measures": measures})
