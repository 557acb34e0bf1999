"""Jobs by sector on the page vacatures: what the agenda says of each, in a number or in words only.

Its shares are of two wholes, all jobs and the jobs of employees: one chart never holds both.
"""

from __future__ import annotations

from dashboard.asking.queries import Cell
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, CaptionedBars, spoken
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.vacancies import sector_words
from dashboard.telling import roles
from dashboard.telling.tip import tip
from snapshot.read import Snapshot

GROWTH, SHARE, OF_EMPLOYEES, SIZE = sector_words.MEASURES
ALL = sector_words.ALL
WHOLE = "niet van toepassing"
OTHER_WHOLE = {SHARE: "alleen bekend voor banen van werknemers", OF_EMPLOYEES: "alleen bekend voor alle banen"}


@figure(
    "banen-per-sector",
    "Banen per sector",
    needs=("jobs", "sector_crosswalk"),
    follows=("sector",),
    chosen={"measure": Option(choices.SECTOR_MEASURE, {GROWTH: "Groei", SHARE: "Aandeel"})},
)
def by_sector(snapshot: Snapshot, selection: Selection, measure: str = GROWTH) -> Figure:
    """Expected growth of employee jobs by sector, or the share of sectors in one whole: %.

    Args:
        snapshot: Holds `jobs`.
        selection: Its priority sector picks out the sectors of UWV that are proposed for it.
        measure: GROWTH, or SHARE for the shares: those of the jobs of employees, unless the chosen sector only has one
            in all jobs.
    """
    told = sector_words.read(snapshot, selection, measure)
    sectors = _sectors(told)
    bars = _bars(told, sectors)
    headline = sector_words.headline(told)
    fits = (told.fits,) if told.focus else ()
    return Figure(
        id="jobs-by-sector",
        title="Banen per sector",
        headline=headline,
        subtitle=_subtitle(told),
        chart=CaptionedBars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=sector_words.sentence(snapshot, told),
        table=_table(told),
        results=(told.jobs, *fits),
        measure=told.measure,
        notes=(
            "Sectoren zonder getal kunnen hoger staan dan die met een getal: de agenda geeft ze in een plaatje of in "
            "woorden.",
        ),
    )


def _sectors(told: sector_words.Told) -> list[str]:
    """Return the sectors of which the agenda says something here: those of the choice first, then the largest."""
    said = [code for code in told.jobs.codes("sector") if code != ALL and _text(told, code)]
    codes = list(dict.fromkeys([*said, *told.focus]))
    ahead = sector_words.strongest(told) if told.measure == GROWTH else []

    def rank(code: str) -> tuple[bool, bool, bool, bool, float, str]:
        cell = told.find(code)
        value = cell.value if cell else None
        return code not in told.focus, code not in ahead, cell is None, value is None, -(value or 0), told.name(code)

    return sorted(codes, key=rank)


def _text(told: sector_words.Told, code: str) -> str:
    """Return what stands at the bar of a sector; '' where the agenda says nothing of it here."""
    cell, size = told.find(code), told.find(code, SIZE)
    if cell:
        return sector_words.written(cell)
    if told.measure == GROWTH:
        return ""
    if any(told.find(code, whole) for whole in OTHER_WHOLE):
        return OTHER_WHOLE[told.measure]
    return f"{sector_words.written(size)} Nederland" if size else ""


def _bars(told: sector_words.Told, sectors: list[str]) -> list[Bar]:
    rows = []
    for code in sectors:
        cell, text = told.find(code), _text(told, code) or sector_words.NO_NUMBER
        shade = roles.ACCENT if code in told.focus or not told.focus else roles.CONTEXT
        rows.append(
            Bar(
                told.name(code), cell.value if cell else None, text, shade, tip(told.name(code), cell) if cell else None
            )
        )
        country = told.find(code, region=COUNTRY)
        if country:
            name = f"{told.name(code)} in Nederland"
            rows.append(Bar(name, country.value, sector_words.written(country), roles.COUNTRY, tip(name, country)))
    whole = told.name(ALL)
    for name, region, shade in ((whole, "", roles.REGION), (f"{whole} in Nederland", COUNTRY, roles.COUNTRY)):
        total = told.find(ALL, region=region)
        if total:
            rows.append(Bar(name, total.value, sector_words.written(total), shade, tip(name, total)))
    return rows


def _subtitle(told: sector_words.Told) -> str:
    where = told.jobs.region.title
    if told.measure == GROWTH:
        start, end = told.period.split("..")
        return f"Verwachte groei van het aantal banen van werknemers in procenten, van {start} op {end}, {where}"
    return f"Percentage van {sector_words.WHOLES[told.measure]} in {where}. De agenda noemt er geen jaar bij"


def _table(told: sector_words.Told) -> Table:
    drawn = _sectors(told)
    order = [*drawn, *sorted({*told.jobs.codes("sector")} - {*drawn, ALL}, key=told.name), ALL]
    columns = (
        ("Groei regio", GROWTH, ""), ("Groei Nederland", GROWTH, COUNTRY),
        ("Aandeel in alle banen, regio", SHARE, ""),
        ("Aandeel in banen van werknemers, regio", OF_EMPLOYEES, ""),
        ("Aandeel in banen van werknemers, Nederland", OF_EMPLOYEES, COUNTRY),
        ("Omvang tegenover Nederland", SIZE, ""),
    )  # fmt: skip

    def cell(code: str, measure: str, region: str) -> str:
        found: Cell | None = told.find(code, measure, region=region)
        return WHOLE if code == ALL and measure != GROWTH else sector_words.written(found)

    rows = tuple((told.name(code), *(cell(code, measure, region) for _, measure, region in columns)) for code in order)
    strong = tuple(place for place, code in enumerate(order) if code in told.focus)
    header = ("Sector", *(head for head, *_ in columns))
    return Table(header, rows, numeric=tuple(range(1, len(header))), strong=strong)
