"""What a dataset is: one declaration from which schema, validation, dictionary and file headers follow.

Figures are stored as *observations*: one row per published cell, with its own unit, status and reference
period. That is how the sources speak too, and only so can one cell be suppressed beside a published one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Role = Literal["key", "measure", "value", "unit", "status", "label"]
Dtype = Literal["text", "number", "integer", "boolean", "date"]
Processing = Literal["as_published", "retold", "derived"]

SQL_TYPES: dict[str, str] = {
    "text": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@dataclass(frozen=True)
class Unit:
    """A unit of measurement.

    Attributes:
        label: What a visitor reads.
        lower: The least that a value in it can be, and `upper` the most.
        times: How many single ones it counts at once: 1000 for thousands.
    """

    code: str
    label: str
    lower: float | None = 0
    upper: float | None = None
    times: int = 1


@dataclass(frozen=True)
class Status:
    """What is known of one observation. `has_value` tells whether a number must stand beside it."""

    code: str
    word: str
    meaning: str
    has_value: bool


ROUNDED_BEFORE = {  # live series in snapshots of which the declarations did not say it yet, in their unit
    "benefits_series": 10, "social_assistance_series": 10, "unemployment_benefits_series": 10,
    "labour_participation_series": 1, "establishments_series": 5, "jobs_series": 100, "vacancies_series": 100,
    "vacancies_national_series": 100, "commuting_series": 100,
}  # fmt: skip

UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("persons", "personen"),
        Unit("persons_thousand", "x 1.000 personen", times=1000),
        Unit("households", "huishoudens"),
        Unit("benefits", "uitkeringen"),
        Unit("benefits_thousand", "x 1.000 uitkeringen", times=1000),
        Unit("jobs", "banen"),
        Unit("employees", "werknemers"),
        Unit("vacancies", "vacatures"),
        Unit("establishments", "vestigingen"),
        Unit("students", "studenten"),
        Unit("eur", "euro", lower=None),
        Unit("pct", "%", upper=100),
        Unit("pct_change", "% verandering", lower=-100),
        Unit("hours_per_month", "uren per maand"),
        Unit("ratio", "keer"),
        Unit("index", "index"),
    )
}

ROUNDINGS: dict[int, str] = {5: "vijftallen", 10: "tientallen", 100: "honderdtallen", 1000: "duizendtallen"}

STATUSES: dict[str, Status] = {
    status.code: status
    for status in (
        Status("published", "gepubliceerd", "Zo gegeven door de bron, zonder voorbehoud.", True),
        Status("provisional", "voorlopig", "De bron kan dit cijfer nog bijstellen.", True),
        Status("expected", "verwachting", "De bron verwacht dit; het is niet gemeten.", True),
        Status("derived", "berekend", "Door dit dashboard berekend uit gepubliceerde cijfers.", True),
        Status("inferred", "afgeleid", "Staat niet letterlijk in de bron, maar volgt uit wat er wel staat.", True),
        Status("rounded", "afgerond", "De bron geeft een afgerond getal.", True),
        Status(
            "doubtful",
            "twijfelachtig",
            "Zo gepubliceerd, maar het past niet bij andere cijfers of gaat misschien over een ander gebied.",
            True,
        ),
        Status("suppressed", "geheim", "De bron houdt dit cijfer achter om privacy te beschermen.", False),
        Status("to_be_determined", "n.t.b.", "Nader te bepalen: het bedrag staat nog niet vast.", False),
        Status("pro_memorie", "PM", "Pro memorie: de post is genoemd, het bedrag nog niet.", False),
        Status("not_applicable", "niet van toepassing", "Dit gegeven bestaat hier niet.", False),
        Status("not_available", "niet beschikbaar", "De bron heeft dit cijfer niet: onbekend of onzeker.", False),
    )
}

PROCESSINGS: dict[Processing, tuple[str, str]] = {  # what was done to a table, in a word and a sentence
    "as_published": ("overgenomen", "Overgenomen zoals de bron het geeft."),
    "retold": ("samengevat", "Samengevat in eigen woorden van dit dashboard."),
    "derived": ("eigen bewerking", "Gemaakt of bewerkt door dit dashboard."),
}

STATUS_WORDS: dict[str, str] = {code: status.word for code, status in STATUSES.items()}


@dataclass(frozen=True)
class Source:
    """Where a figure comes from. Three dates stay apart: reference period (per row), published, retrieved.

    `via` names the document in which its figures were read, and whose authors retrieved them; `state` is how far a
    document of its own is.
    """

    id: str
    publisher: str
    title: str
    table_id: str = ""
    landing_page: str = ""
    licence: str = ""
    published: str = ""
    retrieved: str = ""
    footnote: str = ""
    via: str = ""
    state: str = ""

    @property
    def attribution(self) -> str:
        """One Dutch line that credits the source, as its licence asks; said to be second hand where it is."""
        return f"{self.credit}{f', via {self.via}' if self.via else ''}"

    @property
    def credit(self) -> str:
        """Publisher, title and table, with the state of a document."""
        table = f" ({self.table_id})" if self.table_id else ""
        state = f" ({self.state})" if self.state else ""
        return f"{self.publisher}, {self.title}{table}{state}"


@dataclass(frozen=True)
class Measure:
    """A quantity that a dataset holds.

    Attributes:
        title: What it is called in Dutch.
        units: The codes of the units in which it is published.
        decimals: The published decimals.
        is_change: Whether it is a difference between two numbers: it may be negative where its unit may not.
        rounded_to: The step that its source rounds to, in its unit; None where the decimals are all its rounding.
    """

    name: str
    title: str
    units: tuple[str, ...]
    decimals: int = 0
    is_change: bool = False
    rounded_to: float | None = None

    @property
    def step(self) -> float:
        """The smallest difference that two published numbers can have, in its unit."""
        return self.rounded_to or 10.0**-self.decimals

    @property
    def rounding(self) -> str:
        """What its source rounds to in words: "tientallen"; '' where the decimals are all its rounding."""
        return ROUNDINGS[round(self.rounded_to * UNITS[self.units[0]].times)] if self.rounded_to else ""


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
    """The single declaration of one table: everything else about it is derived from this.

    `parts` is what the parts of a sum are, such as "gemeenten"; empty where no cell is a sum.
    """

    name: str
    title: str
    description: str
    files: tuple[str, ...]
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...] = ()
    frequency: str = "eenmalig"
    processing: Processing = "as_published"
    warnings: tuple[str, ...] = ()
    parts: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The grain: names of the columns that together identify a row."""
        return tuple(column.name for column in self.columns if column.role in ("key", "measure"))

    @property
    def is_observations(self) -> bool:
        """Whether rows are observations with value, unit and status."""
        return bool(self.measures)

    def remarks(self, measures: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return what a reader must know of these numbers: how they are rounded, and the warnings.

        `measures` are those that are shown; without them it is all of them.
        """
        names = {measure.name for measure in self.measures} if measures is None else set(measures)
        rounded: dict[str, list[str]] = {}
        for measure in self.measures:
            if measure.name in names and measure.rounding:
                rounded.setdefault(measure.rounding, []).append(measure.title)
        told = (f"{', '.join(titles)}: door de bron afgerond op {word}." for word, titles in rounded.items())
        return (*told, *self.warnings)

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


def observations(
    *,
    keys: tuple[Column, ...],
    measures: tuple[Measure, ...],
    extra: tuple[Column, ...] = (),
    parts: str = "",
    **declared: Any,
) -> Dataset:
    """Declare observations: `keys`, measure, period, value, unit, status, paragraph, source, note, then `extra`.

    `parts` says what the parts of a sum are where cells can be one: "gemeenten"; then each cell tells how many it has
    and misses.
    """
    columns = (
        *keys,
        Column("measure", "measure", "Grootheid", labels={m.name: m.title for m in measures}),
        Column("reference_period", "key", "Periode", description="Waarover of wanneer het cijfer geldt."),
        Column("value", "value", "Waarde", dtype="number", nullable=True),
        Column("unit", "unit", "Eenheid", labels={code: unit.label for code, unit in UNITS.items()}),
        Column("status", "status", "Status", labels=STATUS_WORDS),
        Column("paragraph", "label", "Paragraaf", nullable=True, description="Waar het in het brondocument staat."),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
        *(_part_columns(parts) if parts else ()),
        *extra,
    )
    return Dataset(columns=columns, measures=measures, parts=parts, **declared)


def _part_columns(parts: str) -> tuple[Column, Column]:
    of, without = f"Van hoeveel {parts} dit cijfer de som is.", f"Van hoeveel van die {parts} er geen cijfer is."
    return (
        Column("parts", "label", "Aantal delen", dtype="integer", description=of),
        Column("missing_parts", "label", "Delen zonder cijfer", dtype="integer", description=without),
    )


def to_dict(declared: Dataset | Source) -> dict[str, Any]:
    """Return the declaration as plain JSON values."""
    return asdict(declared)


GONE = ("subject",)  # what declarations held once and nobody reads


def dataset_from_dict(stored: dict[str, Any]) -> Dataset:
    """Rebuild a declaration that `to_dict` wrote, so that an old snapshot explains itself."""
    columns = tuple(Column(**column) for column in stored["columns"])
    measures = tuple(
        Measure(**{"rounded_to": ROUNDED_BEFORE.get(stored["name"]), **measure, "units": tuple(measure["units"])})
        for measure in stored["measures"]
    )
    stored = {name: value for name, value in stored.items() if name not in GONE}
    plain = {**stored, "files": tuple(stored["files"]), "warnings": tuple(stored["warnings"])}
    return Dataset(**{**plain, "columns": columns, "measures": measures})
