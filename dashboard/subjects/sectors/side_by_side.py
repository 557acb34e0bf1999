"""The priority sectors beside each other: whose they are, their work and its course, growth, vacancies and ageing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import priority_sectors
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.series import sector_facts as facts
from dashboard.series import telling
from dashboard.series.sector_facts import UNKNOWN, Fact
from dashboard.subjects.sectors.coverage import Coverage, coverage
from dashboard.subjects.sectors.owners import ALL, OWNER, SEVERAL, SOME, sectors_of
from dashboard.words import notation
from snapshot.read import Snapshot

NOT_HERE = "–"
OWNERS, JOBS, VACANCIES, GROWTH, PENSION, NAME = "speerpunt", "banen", "vacatures", "groei", "aow", "naam"
HEADER = (
    "Speerpuntsector",
    "Speerpunt van",
    "Gemeten als",
    "Banen",
    "Tegenover een jaar eerder",
    "Vacatures",
    "Kwartaal",
    "Groei",
    "Naar AOW",
)
ORDERS = {
    OWNERS: "Vaakst als speerpunt genoemd",
    JOBS: "Meeste banen",
    VACANCIES: "Meeste open vacatures",
    GROWTH: "Hoogste verwachte groei",
    NAME: "Naam",
}


@dataclass(frozen=True, eq=False)
class Row:
    """What is known of one priority sector."""

    code: str
    name: str
    owners: tuple[str, ...]
    jobs: tuple[Fact, ...]
    vacancies: tuple[Fact, ...]
    growth: tuple[Fact, ...]
    pension: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return (*self.jobs, *self.vacancies, *self.growth, *self.pension)


@figure(
    "sectoren-naast-elkaar",
    "De speerpuntsectoren naast elkaar",
    needs=("priority_sectors", "sector_crosswalk", "sector_owners"),
    beside=("ageing", "jobs", "jobs_series", "vacancies_series", "wider_areas"),
    follows=("municipalities",),
    chosen={
        "order": Option(choices.SECTOR_ORDER, ORDERS, in_files=(OWNERS,)),
        "owner": OWNER,
    },
    holds=lambda snapshot: bool(priority_sectors(snapshot)),
    when=lambda selection: not selection.sector,
)
def side_by_side(snapshot: Snapshot, selection: Selection, order: str = OWNERS, owner: str = ALL) -> Figure:
    """One row for each priority sector (of an owner, of two or more, or all), in the order that the reader asks for."""
    found = coverage(snapshot)
    codes = sectors_of(found, owner)
    rows = sorted((_row(snapshot, selection, found, code) for code in codes), key=_RANKS[order])
    known = [fact for row in rows for fact in row.facts]
    results = (found.sectors.where(priority_sector=codes), *(fact.rows for fact in known))
    headline = _headline(found, rows, owner)
    return Figure(
        id="sectors-side-by-side",
        title="De speerpuntsectoren naast elkaar",
        headline=headline,
        subtitle=_subtitle(rows) + _abbreviated(found, rows),
        chart=None,
        alt=f"Tabel met {notation.so_many(len(rows), 'sector', 'sectoren')}. {headline}.",
        sentence=_sentence(rows),
        table=_table(rows),
        results=results,
        cell_notes=False,
        computed=True,
        notes=(
            f"Groei: de verwachte groei van banen van werknemers{_when(rows)}. Naar AOW: werknemers die binnen zeven "
            "jaar de AOW-leeftijd bereiken.",
            "Achter wat er gemeten is staat van wie de indeling is, en hoe goed die past: volledig, deels of als "
            "benadering.",
            "Een speerpuntsector is meestal geen hele bedrijfstak (SBI) of sector van UWV. Wat erbij hoort staat onder "
            "elkaar en is niet op te tellen: het overlapt, en er hoort ook ander werk bij.",
            "Van de spanning op de arbeidsmarkt zijn geen cijfers per sector: UWV geeft die per beroepsgroep.",
        ),
    )


def _row(snapshot: Snapshot, selection: Selection, found: Coverage, code: str) -> Row:
    chosen = Selection(selection.municipalities, code, selection.compare, selection.region)
    return Row(
        code,
        found.sector(code),
        tuple(f"{found.short(owner)}{found.manner(code, owner)}" for owner in found.owners_of(code)),
        facts.jobs(snapshot, chosen),
        facts.vacancies(snapshot, chosen),
        facts.of_uwv(snapshot, code, "jobs", facts.GROWTH),
        facts.of_uwv(snapshot, code, "ageing", facts.PENSION),
    )


def _size(found: Sequence[Fact]) -> float:
    return max((fact.value for fact in found if fact.value is not None), default=float("-inf"))


_RANKS: dict[str, Callable[[Row], tuple[float | str, ...]]] = {
    OWNERS: lambda row: (-len(row.owners),),
    JOBS: lambda row: (-_size(row.jobs[:1]),),
    VACANCIES: lambda row: (-_size(row.vacancies[:1]),),
    GROWTH: lambda row: (-_size(row.growth[:1]),),
    NAME: lambda row: (row.name,),
}


def _table(rows: Sequence[Row]) -> Table:
    lines = [(row, *line) for row in rows for line in _measured(row)]
    return Table(
        HEADER,
        tuple((row.name, notation.listing(list(row.owners)), *_cells(name, told)) for row, name, told in lines),
        numeric=(3, 5),
        sparks=tuple(_spark(told.get(JOBS)) for _, _, told in lines),
        spark_at=4,
        links=tuple(row.name for row, *_ in lines),
    )


def _measured(row: Row) -> list[tuple[str, dict[str, Fact]]]:
    """Return what the sector is measured as, with what is known of each: "Industrie (SBI en UWV, benadering)"."""
    found: dict[tuple[str, str], dict[str, Fact]] = {}
    kinds: dict[tuple[str, str], list[str]] = {}
    for kind, topic, told in (
        ("SBI", JOBS, row.jobs),
        ("SBI", VACANCIES, row.vacancies),
        ("UWV", GROWTH, row.growth),
        ("UWV", PENSION, row.pension),
    ):
        for fact in told:
            found.setdefault((fact.name, fact.fit), {})[topic] = fact
            kinds.setdefault((fact.name, fact.fit), []).append(kind)
    lines = [
        (f"{name} ({notation.listing(list(dict.fromkeys(kinds[name, fit])))}, {fit})", known)
        for (name, fit), known in found.items()
    ]
    return lines or [(UNKNOWN, {})]


def _cells(name: str, told: Mapping[str, Fact]) -> tuple[str, ...]:
    jobs, vacancies, growth, pension = (told.get(topic) for topic in (JOBS, VACANCIES, GROWTH, PENSION))
    nothing = UNKNOWN if "(SBI" in name else NOT_HERE
    elsewhere = UNKNOWN if "UWV, " in name else NOT_HERE
    return (
        name,
        jobs.text if jobs else nothing,
        (telling.changed(jobs.track) if jobs and jobs.track else "") or nothing,
        vacancies.text if vacancies else nothing,
        notation.Moment(notation.short_period(vacancies.period), vacancies.period) if vacancies else nothing,
        growth.text if growth else elsewhere,
        pension.text if pension else elsewhere,
    )


def _when(rows: Sequence[Row]) -> str:
    periods = sorted({fact.period for row in rows for fact in row.growth})
    return f", {notation.listing([notation.period(period) for period in periods])}" if periods else ""


def _spark(fact: Fact | None) -> tuple[float, ...]:
    return tuple(cell.value for cell in fact.track.known if cell.value is not None) if fact and fact.track else ()


def _headline(found: Coverage, rows: Sequence[Row], owner: str) -> str:
    if owner in found.columns:
        names = notation.listing([row.name for row in rows])
        return f"De agenda noemt als speerpunt van {found.owner(owner)}: {names}"
    if owner == SEVERAL:
        names = notation.listing([f"{row.name} ({len(row.owners)})" for row in rows])
        return f"De agenda noemt {notation.counted(len(rows))} sectoren bij {notation.counted(SOME)} of meer: {names}"
    largest = sorted((fact for row in rows for fact in row.jobs), key=lambda fact: -(fact.value or 0))
    if not largest:
        return f"De agenda noemt {notation.counted(len(rows))} speerpuntsectoren"
    first = largest[0]
    early = " (voorlopig)" if first.is_open else ""
    return (
        f"Van de bedrijfstakken bij de {notation.counted(len(rows))} speerpuntsectoren heeft {first.name} de meeste "
        f"banen: {first.text} in {notation.period(first.period)}{early}, in {first.place}"
    )


def _subtitle(rows: Sequence[Row]) -> str:
    parts = [
        f"{title} in {notation.listing(sorted({fact.place for fact in found}))}"
        for title, found in (
            ("Banen van werknemers", [fact for row in rows for fact in row.jobs]),
            ("open vacatures", [fact for row in rows for fact in row.vacancies]),
            ("groei en vergrijzing", [fact for row in rows for fact in (*row.growth, *row.pension)]),
        )
        if found
    ]
    return "; ".join(parts) or "Speerpuntsectoren uit de agenda"


def _abbreviated(found: Coverage, rows: Sequence[Row]) -> str:
    """Return what the letters in the table stand for; '' where there are none."""
    shown = dict.fromkeys(owner for row in rows for owner in found.owners_of(row.code))
    letters = {found.short(owner): found.owner(owner) for owner in shown if found.short(owner).isupper()}
    told = [f"{short} is {whole}" for short, whole in letters.items()]
    has_sections = any(row.jobs or row.vacancies for row in rows)
    measured = ["SBI is de indeling van bedrijven van CBS"] if has_sections else []
    wider = any("COROP" in fact.place for row in rows for fact in row.jobs)
    area = ["een COROP-gebied is een groep gemeenten waarvan CBS cijfers geeft"] if wider else []
    return f". {notation.capital('; '.join([*told, *measured, *area]))}" if told or measured or area else ""


def _sentence(rows: Sequence[Row]) -> str:
    unknown = [row.name for row in rows if not row.jobs]
    told = "Kies een sector om alles te zien wat daarover bekend is."
    return f"Banen bij {notation.listing(unknown)} zijn hier niet bekend. {told}" if unknown else told
