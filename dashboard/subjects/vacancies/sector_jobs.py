"""Jobs by sector on the page vacatures: only sectors that the agenda puts a number to, seen from a priority sector."""

from __future__ import annotations

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars, spoken
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

GROWTH, SHARE, SIZE = "employee_jobs_growth_pct", "share_pct", "relative_size"
ALL = "all"
NO_NUMBER = "geen getal"
WHOLE = "niet van toepassing"


@figure(
    "banen-per-sector",
    "Banen per sector",
    needs=("jobs", "sector_crosswalk", "statements"),
    follows=("sector",),
    chosen={"measure": Option(choices.SECTOR_MEASURE, {GROWTH: "Groei", SHARE: "Aandeel"})},
)
def by_sector(snapshot: Snapshot, selection: Selection, measure: str = GROWTH) -> Figure:
    """Expected growth of employee jobs, or share in them, by sector: %."""
    jobs = ask(snapshot, "jobs", measure=(GROWTH, SHARE, SIZE))
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="uwv")
    sectors = _sectors(jobs, fits, measure)
    bars = _bars(jobs, fits, sectors, measure=measure)
    headline = _headline(jobs, fits, selection, measure)
    results = (jobs, fits) if fits.codes("sector_code") else (jobs,)
    return Figure(
        id="jobs-by-sector",
        title="Banen per sector",
        headline=headline,
        subtitle=_subtitle(jobs, measure),
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=_sentence(snapshot, jobs, fits, selection),
        table=_table(jobs, fits, sectors),
        results=results,
        measure=measure,
        notes=(
            "Sectoren zonder getal kunnen hoger staan dan die met een getal: de agenda geeft ze alleen in een plaatje.",
        ),
    )


def _find(jobs: Result, sector: str, measure: str, region: str = "") -> Cell | None:
    """Return the observation of `region`, else of the whole region, or None where the agenda has no number."""
    rows = jobs.where(sector=sector, measure=measure, region_code=region or jobs.region.code)
    return rows.cell() if rows.periods else None


def _written(cell: Cell | None) -> str:
    """Return the number as the agenda writes it, such as "ruim 9%"."""
    if cell is None:
        return NO_NUMBER
    if cell.as_written:
        return cell.as_written
    if cell.unit == "ratio":
        return cell.amount
    decimals = 0 if cell.value is not None and cell.value.is_integer() else cell.measure.decimals
    return notation.percentage(cell.value or 0, decimals)  # the agenda prints 7% beside 2,9%


def _sectors(jobs: Result, fits: Result, measure: str) -> list[str]:
    """Return the sectors of the priority sector, then the others, each from high to low and without a number last."""
    known = [code for code in jobs.codes("sector") if code != ALL]
    focus = fits.codes("sector_code")
    codes = list(dict.fromkeys([*known, *focus]))

    def rank(code: str) -> tuple[bool, bool, float, str]:
        cell = _find(jobs, code, measure)
        return code not in focus, cell is None, -(cell.value or 0) if cell else 0, jobs.label("sector", code)

    return sorted(codes, key=rank)


def _bars(jobs: Result, fits: Result, sectors: list[str], *, measure: str) -> list[Bar]:
    focus = fits.codes("sector_code")
    rows = []
    for code in sectors:
        cell, size = _find(jobs, code, measure), _find(jobs, code, SIZE)
        text = f"{_written(size)} Nederland" if measure == SHARE and cell is None and size else _written(cell)
        shade = roles.ACCENT if code in focus or not focus else roles.CONTEXT
        rows.append(Bar(jobs.label("sector", code), cell.value if cell else None, text, shade))
        country = _find(jobs, code, measure, COUNTRY)
        if country:
            name = f"{jobs.label('sector', code)} in Nederland"
            rows.append(Bar(name, country.value, _written(country), roles.COUNTRY))
    whole = jobs.label("sector", ALL)
    for name, code, shade in (
        (whole, jobs.region.code, roles.REGION),
        (f"{whole} in Nederland", COUNTRY, roles.COUNTRY),
    ):
        total = _find(jobs, ALL, measure, code)
        if total:
            rows.append(Bar(name, total.value, _written(total), shade))
    return rows


def _headline(jobs: Result, fits: Result, selection: Selection, measure: str) -> str:
    chosen = fits.label("priority_sector", selection.sector)
    focus = fits.codes("sector_code")
    names = notation.listing([jobs.label("sector", code) for code in focus])
    if selection.sector and not focus:
        return f"Bij speerpunt {chosen} hoort geen sector van UWV in de agenda: dit zijn de sectoren met een getal"
    candidates = focus or [code for code in jobs.codes("sector") if code != ALL]
    known = _ranked(jobs, candidates, measure)
    what = "groei" if measure == GROWTH else "aandeel"
    sized = [code for code in focus if _find(jobs, code, SIZE)]
    if not known and sized:
        size = _written(_find(jobs, sized[0], SIZE))
        return f"{names} is hier naar verhouding {size} zo groot als in Nederland, maar de agenda noemt geen {what}"
    if not known:
        verb = "hoort" if len(focus) == 1 else "horen"
        return f"Bij speerpunt {chosen} {verb} {names}, maar de agenda noemt daar geen {what} in procenten bij"
    parts = [f"{jobs.label('sector', code)} {_written(_find(jobs, code, measure))}" for code in known]
    if measure == SHARE:
        return f"Aandeel in de banen van werknemers: {notation.listing(parts)}"
    total, growth = _find(jobs, ALL, GROWTH), _written(_find(jobs, known[0], GROWTH))
    end = total.period[-4:] if total else ""
    leader = jobs.label("sector", known[0])
    return f"{leader} groeit tot {end} naar verwachting met {growth}, alle sectoren samen met {_written(total)}"


def _ranked(jobs: Result, codes: list[str], measure: str) -> list[str]:
    """Return those of `codes` that have a number, from high to low."""
    known = {code: cell.value or 0 for code in codes for cell in [_find(jobs, code, measure)] if cell}
    return sorted(known, key=lambda code: -known[code])


def _subtitle(jobs: Result, measure: str) -> str:
    period = jobs.where(measure=measure).periods[-1]
    if measure == SHARE:
        return f"Percentage van alle banen van werknemers in {jobs.region.title}. De agenda noemt er geen jaar bij"
    start, end = period.split("..")
    where = jobs.region.title
    return f"Verwachte groei van het aantal banen van werknemers in procenten, van {start} op {end}, {where}"


def _sentence(snapshot: Snapshot, jobs: Result, fits: Result, selection: Selection) -> str:
    """Return how the sectors of UWV fit the priority sector, or why there is none."""
    chosen = fits.label("priority_sector", selection.sector)
    rows = fits.rows
    if rows:
        words = [f"{jobs.label('sector', row['sector_code'])} ({fits.label('fit', row['fit'])})" for row in rows]
        return f"Zo goed past de sector van UWV bij speerpunt {chosen}: {notation.listing(words)}."
    if selection.sector:
        other = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector)
        nearest = notation.listing(other.codes("sector_title"))
        return f"{chosen} past wel bij {nearest} in de indeling van CBS, maar daar heeft de agenda geen banen van."
    told = ask(snapshot, "statements", subject="jobs", reference_period=jobs.where(measure=GROWTH).periods[-1])
    most = f"{told.by('order')[0]['statement']} " if told.rows else ""
    size = _find(jobs, "energy", SIZE)
    return most + (
        f"{jobs.label('sector', 'energy')}: het deel van de werkenden is hier {_written(size)} zo groot als gemiddeld "
        "in Nederland. Een aandeel of groei noemt de agenda niet."
    )


def _table(jobs: Result, fits: Result, sectors: list[str]) -> Table:
    order = [*sectors, ALL]
    rows = tuple(
        (
            jobs.label("sector", code),
            _written(_find(jobs, code, GROWTH)),
            _written(_find(jobs, code, GROWTH, COUNTRY)),
            *(
                WHOLE if code == ALL else _written(cell)
                for cell in (
                    _find(jobs, code, SHARE),
                    _find(jobs, code, SHARE, COUNTRY),
                    _find(jobs, code, SIZE),
                )
            ),
        )
        for code in order
    )
    header = (
        "Sector",
        "Groei regio",
        "Groei Nederland",
        "Aandeel regio",
        "Aandeel Nederland",
        "Omvang tegenover Nederland",
    )
    focus = fits.codes("sector_code")
    strong = tuple(place for place, code in enumerate(order) if code in focus)
    return Table(header, rows, numeric=(1, 2, 3, 4, 5), strong=strong)
