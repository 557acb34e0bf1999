"""This region against another and the country over the years: a line figure per subject, as a rate or as an index."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.places import area_of
from dashboard.asking.queries import Cell, Result
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.lines import Line, Lines
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.series import telling
from dashboard.series.course import line
from dashboard.series.index import bears, indexed
from dashboard.series.reading import yearly
from dashboard.series.subject import Subject
from dashboard.series.track import Track, common_period
from dashboard.subjects.regions import region_series as series
from dashboard.subjects.regions import region_words as words
from dashboard.subjects.regions.region_words import UNKNOWN, Row
from dashboard.telling import roles, tip
from dashboard.words import notation
from snapshot.read import Snapshot

UNTIL = "De grafiek loopt t/m {period}: daarna heeft niet elke regio een cijfer. De tabel bevat alle cijfers."
WHOLE = "De index is een heel getal, omdat de aantallen grof zijn afgerond."
TOO_COARSE = "Van {name} is het cijfer te grof afgerond voor een index."
OTHER = Option(choices.OTHER_REGION, series.others)
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
    beside=series.DATASETS,
    chosen={"other": OTHER},
)
def ageing(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants of 65 and over as a share of all inhabitants on 1 January, in %, derived from exact counts."""
    return _rate(snapshot, selection, series.AGEING, other)


@figure(
    "regio-uitkeringen",
    "Uitkeringen, regio’s vergeleken",
    needs=("benefits_series", "population_series"),
    beside=series.DATASETS,
    chosen={"scheme": Option(choices.REGION_SCHEME, NAMES), "other": OTHER},
)
def benefits(snapshot: Snapshot, selection: Selection, scheme: str = next(iter(NAMES)), other: str = "") -> Figure:
    """Persons with a benefit per 1.000 inhabitants of 15 to 64, in one and the same month of each year; derived."""
    return _rate(snapshot, selection, series.BENEFITS[scheme], other)


@figure(
    "regio-inwoners",
    "Inwoners, regio’s vergeleken",
    needs=("population_series",),
    beside=series.DATASETS,
    chosen={"other": OTHER},
)
def inhabitants(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants on 1 January, first year = 100."""
    return _index(snapshot, selection, series.INHABITANTS, other)


@figure(
    "regio-werkenden",
    "Werkenden, regio’s vergeleken",
    needs=("labour_participation_series",),
    beside=series.DATASETS,
    chosen={"other": OTHER},
)
def employed(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants with paid work, first year = 100, in whole index points: the counts are whole thousands."""
    return _index(snapshot, selection, series.EMPLOYED, other)


def _has_jobs(snapshot: Snapshot) -> bool:
    """Return whether there are jobs of the region itself: without a refresh they are of a wider area."""
    return area_of(snapshot, "jobs_series") == snapshot.region.code


@figure(
    "regio-banen",
    "Banen, regio’s vergeleken",
    needs=("jobs_series",),
    beside=series.DATASETS,
    chosen={"other": OTHER},
    holds=_has_jobs,
)
def jobs(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Jobs of employees in December, first year = 100."""
    return _index(snapshot, selection, series.JOBS, other)


@figure(
    "regio-ww",
    "WW, regio’s vergeleken",
    needs=("unemployment_benefits_series.recipients",),
    beside=series.DATASETS,
    chosen={"other": OTHER},
)
def unemployment(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Persons with WW after dismissal, seasonally adjusted, in the same month of each year; first year = 100."""
    return _index(snapshot, selection, series.UNEMPLOYMENT, other)


def _rate(snapshot: Snapshot, selection: Selection, subject: Subject, other: str) -> Figure:
    codes = (snapshot.region.code, series.another(snapshot, other), COUNTRY)
    names = words.region_names(snapshot, codes)
    lines, results = yearly(snapshot, subject, codes)
    drawn = [track for track in lines if track.cells]
    if not drawn:
        raise LookupError(f"no region has a {subject.id} per inhabitants that its rounding bears")
    last = common_period(drawn)
    cells = tuple(track.cells.get(last) for track in lines)
    row = Row(subject, last, cells, results)
    gap = words.difference(row, names)
    told = f"is dat in {names[0]} {gap}{', per 1.000 inwoners' if subject.per == series.PER_THOUSAND else ''}"
    return _figure(
        selection, subject, drawn, results, last,
        headline=words.compared(row, names),
        subtitle=f"{notation.capital(subject.subtitle)}, berekend, {_span(drawn)}",
        sentence=f"{telling.when(last)} {told if gap != UNKNOWN else 'is het verschil niet te zeggen'}.",
        zero=True,
    )  # fmt: skip


def _index(snapshot: Snapshot, selection: Selection, subject: Subject, other: str) -> Figure:
    codes = (snapshot.region.code, series.another(snapshot, other), COUNTRY)
    counted, results = yearly(snapshot, subject, codes)
    drawn, base = indexed(counted, alike=True)
    if not drawn:
        raise LookupError(f"no region has a {subject.id} that bears an index")
    last = common_period(drawn)
    ends = {track.name: cell for track in drawn if (cell := track.cells.get(last))}
    by_code = {track.code: track.cells.get(last) for track in drawn}
    names, cells = words.region_names(snapshot, codes), tuple(by_code.get(code) for code in codes)
    is_whole = not drawn[0].newest.measure.decimals
    about, start = "ongeveer " if is_whole else "", notation.period(base)
    coarse = [TOO_COARSE.format(name=track.name) for track in counted if track.cells and not bears(track)]
    return _figure(
        selection, subject, drawn, results, last,
        headline=f"{telling.when(last)} was de index van {notation.inside(subject.title)} ({start} = 100) "
        f"{about}{words.ends(names, cells)}{words.early(cells)}",
        subtitle=f"Index, berekend: {start} is 100; {subject.subtitle}, {_span(drawn)}",
        sentence=f"De verandering van {start} tot {notation.period(last)} is {about}"
        f"{notation.listing([f'{grown(cell)} in {name}' for name, cell in ends.items()])} (berekend).",
        zero=False, notes=(*((WHOLE,) if is_whole else ()), *coarse),
    )  # fmt: skip


def grown(cell: Cell) -> str:
    """Return an index as a change: 103.9 is "+3,9%"; 100 is "0%"."""
    decimals = cell.measure.decimals
    change = round((cell.value or 0) - 100, decimals)
    if not change:
        return "0%"
    return f"{'+' if change > 0 else ''}{notation.percentage(change, decimals)}"


def _figure(
    selection: Selection,
    subject: Subject,
    drawn: Sequence[Track],
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
    is_longer = any(period > last for track in drawn for period in track.cells)
    until = (UNTIL.format(period=notation.period(last)),) if is_longer else ()
    return Figure(
        id=subject.id,
        title=f"{subject.title}, regio’s vergeleken",
        headline=headline,
        subtitle=subtitle,
        chart=Lines(tuple(_line(track, selection, last, drawn) for track in drawn), zero=zero),
        alt=f"Lijndiagram. {headline}. Laatste punt: {notation.period(last)}.",
        sentence=sentence,
        table=_table(drawn),
        results=results,
        notes=(*until, *notes, *words.notes([subject], index=not subject.per)),
        cell_notes=False,
    )


def _line(track: Track, selection: Selection, last: str, drawn: Sequence[Track]) -> Line:
    against = dict(zip((tip.COUNTRY,), (other for other in drawn if other.code == COUNTRY), strict=False))
    own, country = track.code == selection.region.code, track.code == COUNTRY
    role = roles.REGION if own else roles.COUNTRY if country else roles.ACCENT
    return line(track.until(last), role, beside=country, strong=own, against=against)


def _table(drawn: Sequence[Track]) -> Table:
    """Return a row for each region and a column for each period."""
    periods = sorted({period for track in drawn for period in track.cells})
    rows = tuple((track.name, *(words.text(track.cells.get(period)) for period in periods)) for track in drawn)
    header = ("Regio", *(notation.period(period) for period in periods))
    return Table(header, rows, numeric=tuple(range(1, len(header))), strong=(0,))


def _span(drawn: Sequence[Track]) -> str:
    periods = [period for track in drawn for period in track.cells]
    early = any(cell.status == "provisional" for track in drawn for cell in track.cells.values())
    ends = f"{notation.period(min(periods))} t/m {notation.period(max(periods))}"
    return f"{ends}{'. Open punten zijn voorlopig' if early else ''}"
