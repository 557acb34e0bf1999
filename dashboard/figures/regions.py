"""This region against another and the country: one table of the latest values, and a line figure per subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import notation
from dashboard.figures import charts
from dashboard.figures.core import Figure, Table
from dashboard.figures.region_series import (
    INDICATORS,
    Indicator,
    Moment,
    Track,
    another,
    comparable,
    indicator,
    tracks,
)
from dashboard.queries import Result
from dashboard.selection import COUNTRY, Selection
from dashboard.theme import palette
from snapshot.read import Snapshot

PER_HUNDRED, PER_THOUSAND = 100, 1000
SCHEMES = ("social_assistance_to_pension_age", "ww", "wga", "wajong", "wao")


@dataclass(frozen=True)
class Row:
    """One indicator at one moment: the latest of this region, with those of the others in that same moment."""

    indicator: Indicator
    period: str
    cells: tuple[Moment | None, ...]
    results: tuple[Result, ...]


def overview(snapshot: Snapshot, _selection: Selection, other: str = "") -> Figure:
    """The latest value of each indicator here, in region `other` (a code) and in the country; no chart."""
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    names = _names(snapshot, codes)
    rows = [row for found in INDICATORS if (row := _row(snapshot, found, codes))]
    if not rows:
        raise LookupError(f"no live series has a figure of {names[0]}")
    told = next((row for row in rows if row.indicator.per == PER_THOUSAND), rows[0])
    sentence = f"{rows[0].indicator.title}: {_ends(rows[0], names)} ({notation.period(rows[0].period)})"
    return Figure(
        id="regions-overview",
        title=f"{names[0]} naast {names[1]} en Nederland",
        headline=f"{told.indicator.title}{_of(told.indicator)}: {_ends(told, names)}",
        subtitle="Het laatste cijfer van elk onderwerp; eenheid, periode en bron staan in de rij",
        chart=None,
        alt=f"Tabel. {sentence}.",
        sentence=f"{sentence}.",
        table=Table(
            ("Onderwerp", "Periode", *names, "In woorden", "Bron"),
            tuple(_cells(row, names) for row in rows),
            numeric=(2, 3, 4),
        ),
        results=tuple(result for row in rows for result in row.results),
        notes=_notes([row.indicator for row in rows]),
        cell_notes=False,
    )


def _of(found: Indicator) -> str:
    return " per 1.000 inwoners van 15 t/m 64 jaar" if found.per == PER_THOUSAND else ""


def _ends(row: Row, names: Sequence[str]) -> str:
    return notation.listing([f"{cell.text} in {name}" for name, cell in zip(names, row.cells, strict=True) if cell])


def _row(snapshot: Snapshot, found: Indicator, codes: Sequence[str]) -> Row | None:
    """Return the latest value of the first of `codes` with those of the others; None where it has none."""
    lines, results = tracks(snapshot, found, codes)
    if not lines[0].moments:
        return None
    last = lines[0].moments[-1].period
    cells = tuple(next((m for m in line.moments if m.period == last), None) for line in lines)
    kept = (replace(r, frame=r.frame[r.frame["reference_period"].isin([last, f"{last[:4]}-01-01"])]) for r in results)
    return Row(found, last, cells, tuple(kept))


def _cells(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    source = row.results[0].sources[0]
    known = [cell for cell in row.cells if cell]
    everywhere = all(cell.provisional for cell in known)
    return (
        f"{row.indicator.title} ({row.indicator.unit}{', berekend' if row.indicator.per else ''})",
        f"{notation.period(row.period)}{', voorlopig' if everywhere else ''}",
        *(_text(cell, tell=not everywhere) for cell in row.cells),
        _difference(row, names) or notation.NO_VALUE,
        f"{source.publisher} {source.table_id}",
    )


def _text(cell: Moment | None, *, tell: bool = True) -> str:
    """Return a value as a table shows it; `tell` says so where it is provisional."""
    if cell is None:
        return notation.NO_VALUE
    return f"{cell.text} (voorlopig)" if cell.provisional and tell else cell.text


def _difference(row: Row, names: Sequence[str]) -> str:
    """Return how this region differs from the other one, and from the country where the two compare: in rates."""
    own, other, country = row.cells
    beside = [(names[1], other), *([(names[2], country)] if row.indicator.per else [])]
    said: dict[str, list[str]] = {}
    for name, cell in beside:
        if own and cell:
            said.setdefault(_against(row.indicator, own, cell), []).append(name)
    return notation.listing([f"{words} in {notation.listing(names)}" for words, names in said.items()])


def _against(found: Indicator, own: Moment, other: Moment) -> str:
    if found.per == PER_HUNDRED:
        return notation.than(notation.difference(own.value, other.value, "pct", 1))
    gap = round(own.value - other.value, 1 if found.per else 0) * found.times
    if not gap:
        return "evenveel als"
    size = notation.number(abs(gap), 0 if float(gap).is_integer() else 1)
    return f"{'ongeveer ' if found.times > 1 else ''}{size} {'meer' if gap > 0 else 'minder'} dan"


def ageing(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants of 65 and over as a share of all inhabitants on 1 January, in %, derived from exact counts."""
    return _rate(snapshot, selection, indicator("65_plus"), other)


def benefits(snapshot: Snapshot, selection: Selection, scheme: str = SCHEMES[0], other: str = "") -> Figure:
    """Persons with a benefit per 1.000 inhabitants of 15 to 64, in one and the same month of each year; derived."""
    return _rate(snapshot, selection, indicator(scheme), other)


def inhabitants(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Inhabitants on 1 January, first year = 100."""
    return _index(snapshot, selection, indicator("total"), other)


def employed(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """The employed labour force, first year = 100, in whole index points: the counts are whole thousands."""
    return _index(snapshot, selection, indicator("employed"), other)


def jobs(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Jobs of employees in December, first year = 100."""
    return _index(snapshot, selection, indicator("jobs"), other)


def unemployment(snapshot: Snapshot, selection: Selection, other: str = "") -> Figure:
    """Unemployment benefits (WW), seasonally adjusted, in one and the same month of each year; first year = 100."""
    return _index(snapshot, selection, indicator("ww_adjusted"), other)


def _rate(snapshot: Snapshot, selection: Selection, found: Indicator, other: str) -> Figure:
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    lines, results = tracks(snapshot, found, codes)
    names = _names(snapshot, codes)
    drawn = [(name, line) for name, line in zip(names, lines, strict=True) if line.moments]
    if not drawn:
        raise LookupError(f"no region has a {found.name} per inhabitants that its rounding bears")
    last = drawn[0][1].moments[-1]
    ends = [f"{line.moments[-1].text} in {name}" for name, line in drawn]
    headline = f"{found.title}{_of(found)}: {notation.listing(ends)}"
    return _figure(selection, found, drawn, results, headline=headline, subtitle=(
        f"{found.unit[0].upper()}{found.unit[1:]}, berekend, {_span(drawn)}"
    ), last=last.period, ends=ends, zero=True)  # fmt: skip


def _index(snapshot: Snapshot, selection: Selection, found: Indicator, other: str) -> Figure:
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    lines, results = tracks(snapshot, found, codes)
    names = _names(snapshot, codes)
    pairs = [(name, line) for name, line in zip(names, lines, strict=True)]
    drawn, coarse = comparable(pairs, found)
    first, last = drawn[0][1].moments[0].period, drawn[0][1].moments[-1].period
    ends = [f"{line.moments[-1].text} in {name}" for name, line in drawn]
    headline = f"{found.title}: {notation.listing(ends)} ({notation.period(first)} is 100)"
    notes = tuple(f"Van {name} is het cijfer te grof afgerond voor een index." for name in coarse)
    return _figure(selection, found, drawn, results, headline=headline, subtitle=(
        f"Index, berekend: {notation.period(first)} is 100; {found.unit}, {_span(drawn)}"
    ), last=last, ends=ends, zero=False, notes=notes)  # fmt: skip


def _figure(
    selection: Selection,
    found: Indicator,
    drawn: Sequence[tuple[str, Track]],
    results: tuple[Result, ...],
    *,
    headline: str,
    subtitle: str,
    last: str,
    ends: Sequence[str],
    zero: bool,
    notes: tuple[str, ...] = (),
) -> Figure:
    series = [_line(name, track, selection) for name, track in drawn]
    return Figure(
        id=f"regions-{found.name.replace('_', '-')}",
        title=f"{found.title}, regio’s vergeleken",
        headline=headline,
        subtitle=subtitle,
        chart=charts.lines(series, dark=selection.dark, zero=zero),
        alt=f"Lijndiagram. {headline}. Laatste punt: {notation.period(last)}.",
        sentence=f"Stand van {notation.period(last)}: {notation.listing(list(ends))}.",
        table=_table(drawn),
        results=results,
        notes=(*notes, *_notes([found], index=not found.per)),
        cell_notes=False,
    )


def _line(name: str, track: Track, selection: Selection) -> charts.Line:
    colours = palette(selection.dark)
    own, country = track.code == selection.region.code, track.code == COUNTRY
    points = tuple(
        charts.Point(_label(moment.period), moment.value, moment.text, moment.provisional) for moment in track.moments
    )
    colour = colours.region if own else colours.country if country else colours.accent
    return charts.Line(name, points, colour, dashed=country, strong=own)


def _label(period: str) -> str:
    """Return a year for yearly figures and for those of one month a year: "2024"."""
    return period[:4]


def _table(drawn: Sequence[tuple[str, Track]]) -> Table:
    """Return a row for each region and a column for each period."""
    periods = sorted({moment.period for _, track in drawn for moment in track.moments})
    rows = []
    for name, track in drawn:
        found = {moment.period: moment for moment in track.moments}
        rows.append((name, *(_text(found.get(period)) for period in periods)))
    header = ("Regio", *(notation.period(period) for period in periods))
    return Table(header, tuple(rows), numeric=tuple(range(1, len(header))), strong=(0,))


def _span(drawn: Sequence[tuple[str, Track]]) -> str:
    first, last = drawn[0][1].moments[0].period, drawn[0][1].moments[-1].period
    early = any(moment.provisional for _, track in drawn for moment in track.moments)
    return f"{notation.period(first)} t/m {notation.period(last)}{'. Open punten zijn voorlopig' if early else ''}"


def _notes(found: Sequence[Indicator], *, index: bool = False) -> tuple[str, ...]:
    notes = [note for one in found for note in one.notes]
    if index:
        notes.insert(0, "De index is berekend. De bestanden bevatten de aantallen zelf.")
    if any(one.per for one in found):
        notes.append("‘Berekend’: door dit dashboard, uit aantallen die precies zijn of op tientallen afgerond.")
    return tuple(dict.fromkeys(notes))


def _names(snapshot: Snapshot, codes: Sequence[str]) -> tuple[str, ...]:
    frame = snapshot.select("regions", {"region_code": list(codes)})
    titles = dict(zip(frame["region_code"], frame["title"], strict=True))
    return tuple(titles.get(code, code) for code in codes)
