"""This region against another and the country over the years: a line figure per subject, as a rate or as an index."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import Result
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.lines import Line, Lines
from dashboard.charts.lines import Moment as Point
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.series import telling
from dashboard.subjects.regions import region_words as words
from dashboard.subjects.regions.region_series import (
    PER_THOUSAND,
    Indicator,
    Moment,
    Track,
    another,
    comparable,
    indicator,
    others,
    tracks,
)
from dashboard.subjects.regions.region_words import UNKNOWN, Row
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

SCHEMES = ("social_assistance_to_pension_age", "ww", "wga", "wajong", "wao")
UNTIL = "De grafiek loopt t/m {period}: daarna heeft niet elke regio een cijfer. De tabel bevat alle cijfers."


OTHER = Option(choices.OTHER_REGION, others)
NAMES = {
    "social_assistance_to_pension_age": "Bijstand",
    "ww": "WW",
    "wga": "WGA",
    "wajong": "Wajong",
    "wao": "WAO",
}


@figure(
    "regio-vergrijzing",
    "Vergrijzing, regio’s vergeleken",
    needs=("population_series",),
    chosen={"other": OTHER},
)
def ageing(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants of 65 and over as a share of all inhabitants on 1 January, in %, derived from exact counts."""
    return _rate(snapshot, selection, indicator("65_plus"), other)


@figure(
    "regio-uitkeringen",
    "Uitkeringen, regio’s vergeleken",
    needs=("benefits_series", "population_series"),
    chosen={"scheme": Option(choices.REGION_SCHEME, NAMES), "other": OTHER},
)
def benefits(snapshot: Snapshot, selection: Selection, scheme: str = SCHEMES[0], other: str = "") -> Figure:
    """Persons with a benefit per 1.000 inhabitants of 15 to 64, in one and the same month of each year; derived."""
    return _rate(snapshot, selection, indicator(scheme), other)


@figure(
    "regio-inwoners",
    "Inwoners, regio’s vergeleken",
    needs=("population_series",),
    chosen={"other": OTHER},
)
def inhabitants(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants on 1 January, first year = 100."""
    return _index(snapshot, selection, indicator("total"), other)


@figure(
    "regio-werkenden",
    "Werkenden, regio’s vergeleken",
    needs=("labour_participation_series",),
    chosen={"other": OTHER},
)
def employed(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants with paid work, first year = 100, in whole index points: the counts are whole thousands."""
    return _index(snapshot, selection, indicator("employed"), other)


@figure(
    "regio-banen",
    "Banen, regio’s vergeleken",
    needs=("jobs_series",),
    chosen={"other": OTHER},
)
def jobs(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Jobs of employees in December, first year = 100."""
    return _index(snapshot, selection, indicator("jobs"), other)


@figure(
    "regio-ww",
    "WW, regio’s vergeleken",
    needs=("unemployment_benefits_series",),
    chosen={"other": OTHER},
)
def unemployment(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Persons with WW after dismissal, seasonally adjusted, in the same month of each year; first year = 100."""
    return _index(snapshot, selection, indicator("ww_adjusted"), other)


def _rate(snapshot: Snapshot, selection: Selection, found: Indicator, other: str) -> Figure:
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    lines, results = tracks(snapshot, found, codes)
    names = words.region_names(snapshot, codes)
    drawn = [(name, line) for name, line in zip(names, lines, strict=True) if line.moments]
    if not drawn:
        raise LookupError(f"no region has a {found.name} per inhabitants that its rounding bears")
    last = words.common_period([line for _, line in drawn])
    cells = tuple(words.at(line, last) for line in lines)
    gap = words.difference(Row(found, last, cells, results), names)
    told = f"is dat in {names[0]} {gap}{', per 1.000 inwoners' if found.per == PER_THOUSAND else ''}"
    return _figure(
        selection, found, drawn, results, last,
        headline=f"{found.lead} {telling.moment(last)}: {words.ends(names, cells)}",
        subtitle=f"{notation.capital(found.unit)}, berekend, {_span(drawn)}",
        sentence=f"{telling.when(last)} {told if gap != UNKNOWN else 'is het verschil niet te zeggen'}.",
        zero=True,
    )  # fmt: skip


def _index(snapshot: Snapshot, selection: Selection, found: Indicator, other: str) -> Figure:
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    lines, results = tracks(snapshot, found, codes)
    names = words.region_names(snapshot, codes)
    drawn, coarse = comparable([(name, line) for name, line in zip(names, lines, strict=True)], found)
    last = words.common_period([line for _, line in drawn])
    cells = {name: cell for name, line in drawn if (cell := words.at(line, last))}
    start = notation.period(min(moment.period for _, line in drawn for moment in line.moments))
    grown = notation.listing([f"{name} {_grown(cell, found)}" for name, cell in cells.items()])
    about = "" if found.decimals else "ongeveer "
    whole = () if found.decimals else ("De index is een heel getal, omdat de aantallen grof zijn afgerond.",)
    notes = (*whole, *(f"Van {name} is het cijfer te grof afgerond voor een index." for name in coarse))
    return _figure(
        selection, found, drawn, results, last,
        headline=f"{found.title}, index {telling.moment(last)} ({start} = 100): "
        f"{about}{notation.listing([f'{cell.text} in {name}' for name, cell in cells.items()])}",
        subtitle=f"Index, berekend: {start} is 100; {found.unit}, {_span(drawn)}",
        sentence=f"Verandering van {start} tot {notation.period(last)}, berekend: {about}{grown}.",
        zero=False, notes=notes,
    )  # fmt: skip


def _grown(moment: Moment, found: Indicator) -> str:
    """Return an index as a change: 103.9 is "+3,9%"; 100 is "0%"."""
    change = round(moment.value - 100, found.decimals)
    if not change:
        return "0%"
    return f"{'+' if change > 0 else ''}{notation.percentage(change, found.decimals)}"


def _figure(
    selection: Selection,
    found: Indicator,
    drawn: Sequence[tuple[str, Track]],
    results: tuple[Result, ...],
    last: str,
    *,
    headline: str,
    subtitle: str,
    sentence: str,
    zero: bool,
    notes: tuple[str, ...] = (),
) -> Figure:
    """Return the figure with lines until `last`, the last period in which all are compared."""
    strands = [_strand(name, track, selection, last) for name, track in drawn]
    is_longer = any(moment.period > last for _, track in drawn for moment in track.moments)
    until = (UNTIL.format(period=notation.period(last)),) if is_longer else ()
    return Figure(
        id=f"regions-{found.name.replace('_', '-')}",
        title=f"{found.title}, regio’s vergeleken",
        headline=headline,
        subtitle=subtitle,
        chart=Lines(tuple(strands), zero=zero),
        alt=f"Lijndiagram. {headline}. Laatste punt: {notation.period(last)}.",
        sentence=sentence,
        table=_table(drawn),
        results=results,
        notes=(*until, *notes, *words.notes([found], index=not found.per)),
        cell_notes=False,
    )


def _strand(name: str, track: Track, selection: Selection, last: str) -> Line:
    own, country = track.code == selection.region.code, track.code == COUNTRY
    shown = [moment for moment in track.moments if moment.period <= last]
    points = tuple(Point(moment.period, moment.value, moment.text, moment.provisional) for moment in shown)
    colour = roles.REGION if own else roles.COUNTRY if country else roles.ACCENT
    return Line(name, points, colour, dashed=country, strong=own)


def _table(drawn: Sequence[tuple[str, Track]]) -> Table:
    """Return a row for each region and a column for each period."""
    periods = sorted({moment.period for _, track in drawn for moment in track.moments})
    rows = tuple((name, *(words.text(words.at(track, period)) for period in periods)) for name, track in drawn)
    header = ("Regio", *(notation.period(period) for period in periods))
    return Table(header, rows, numeric=tuple(range(1, len(header))), strong=(0,))


def _span(drawn: Sequence[tuple[str, Track]]) -> str:
    periods = [moment.period for _, track in drawn for moment in track.moments]
    early = any(moment.provisional for _, track in drawn for moment in track.moments)
    ends = f"{notation.period(min(periods))} t/m {notation.period(max(periods))}"
    return f"{ends}{'. Open punten zijn voorlopig' if early else ''}"
