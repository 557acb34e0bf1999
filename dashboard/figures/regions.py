"""This region against another and the country: one table of the latest values, and a line figure per subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import notation
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
from dashboard.figures.series_chart import Moment as Point
from dashboard.figures.series_chart import Strand, trend
from dashboard.queries import Result
from dashboard.selection import COUNTRY, Selection
from dashboard.theme import palette
from snapshot.read import Snapshot

PER_HUNDRED, PER_THOUSAND = 100, 1000
UNKNOWN = "niet te zeggen"
SIZES = "Regio’s zijn niet even groot. Bij aantallen staat daarom het deel van Nederland, berekend."
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
    rows.sort(key=lambda row: not row.indicator.per)  # what can be compared comes first
    told = next((row for row in rows if row.indicator.per == PER_THOUSAND), rows[0])
    size = next((row for row in rows if not row.indicator.per), rows[0])
    sentence = f"{size.indicator.title}: {_ends(size, names)} ({notation.period(size.period)})"
    return Figure(
        id="regions-overview",
        title=f"{names[0]} naast {names[1]} en Nederland",
        headline=f"{told.indicator.title.split()[0]} per 1.000 inwoners: {_ends(told, names)}",
        subtitle="Personen per 1.000 inwoners van 15 t/m 64 jaar, percentages en aantallen; van elk het laatste cijfer",
        chart=None,
        alt=f"Tabel. {sentence}.",
        sentence=f"{sentence}.",
        table=Table(
            ("Onderwerp", *names, "Vergeleken", "Stand"),
            tuple(_cells(row, names) for row in rows),
            numeric=(1, 2, 3),
        ),
        results=tuple(result for row in rows for result in row.results),
        notes=(SIZES, *_notes([row.indicator for row in rows])),
        cell_notes=False,
    )


def _ends(row: Row, names: Sequence[str]) -> str:
    return notation.listing([f"{name} {cell.text}" for name, cell in zip(names, row.cells, strict=True) if cell])


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
    known = [cell for cell in row.cells if cell]
    everywhere = all(cell.provisional for cell in known)
    return (
        row.indicator.name_in_table,
        *(_text(cell, tell=not everywhere) for cell in row.cells),
        _difference(row, names),
        f"{_moment(row.period)}{', voorlopig' if everywhere else ''}",
    )


def _moment(period: str) -> str:
    """Return a period as short as a table can have it: "1 januari 2025", "dec 2025"."""
    return period if len(period) == 4 else notation.period(period)


def _text(cell: Moment | None, *, tell: bool = True) -> str:
    """Return a value as a table shows it; `tell` says so where it is provisional."""
    if cell is None:
        return notation.NO_VALUE
    return f"{cell.text} (voorlopig)" if cell.provisional and tell else cell.text


def _difference(row: Row, names: Sequence[str]) -> str:
    """Return how a rate differs from that of the others, or which part of the country a number is."""
    own, _, country = row.cells
    if not row.indicator.per:
        share = 100 * own.value / country.value if own and country and country.value else 0
        return f"{notation.percentage(share, 1)} van Nederland" if share else UNKNOWN
    said: dict[str, list[str]] = {}
    for name, cell in zip(names[1:], row.cells[1:], strict=True):
        if own and cell:
            said.setdefault(_against(row.indicator, own, cell), []).append(name)
    return notation.listing([f"{words} {notation.listing(among)}" for words, among in said.items()]) or UNKNOWN


def _against(found: Indicator, own: Moment, other: Moment) -> str:
    if found.per == PER_HUNDRED:
        return notation.than(notation.difference(own.value, other.value, "pct", 1))
    gap = round(own.value - other.value, 1)
    if not gap:
        return "evenveel als"
    size = notation.number(abs(gap), 0 if float(gap).is_integer() else 1)
    return f"{size} {'meer' if gap > 0 else 'minder'} dan"


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
    per = " per 1.000 inwoners" if found.per == PER_THOUSAND else ""
    ends = notation.listing([f"{name} {line.moments[-1].text}" for name, line in drawn])
    cells = tuple(line.moments[-1] if line.moments else None for line in lines)
    gap = _difference(Row(found, last.period, cells, results), names)
    return _figure(
        selection, found, drawn, results,
        headline=f"{found.title.removesuffix(' tot AOW-leeftijd')}{per}: {ends}",
        subtitle=f"{found.unit[0].upper()}{found.unit[1:]}, berekend, {_span(drawn)}",
        sentence=f"{notation.period(last.period)[0].upper()}{notation.period(last.period)[1:]}, {names[0]}: {gap}.",
        zero=True,
    )  # fmt: skip


def _index(snapshot: Snapshot, selection: Selection, found: Indicator, other: str) -> Figure:
    codes = (snapshot.region.code, another(snapshot, other), COUNTRY)
    lines, results = tracks(snapshot, found, codes)
    names = _names(snapshot, codes)
    pairs = [(name, line) for name, line in zip(names, lines, strict=True)]
    drawn, coarse = comparable(pairs, found)
    first, last = drawn[0][1].moments[0].period, drawn[0][1].moments[-1].period
    since = first[:4] if first[:4] != last[:4] else notation.period(first)
    grown = notation.listing([f"{name} {_grown(line.moments[-1], found)}" for name, line in drawn])
    ends = notation.listing([f"{name} {line.moments[-1].text}" for name, line in drawn])
    whole = () if found.decimals else ("De index is een heel getal, omdat de aantallen grof zijn afgerond.",)
    notes = (*whole, *(f"Van {name} is het cijfer te grof afgerond voor een index." for name in coarse))
    return _figure(
        selection, found, drawn, results,
        headline=f"{found.title} sinds {since}{'' if found.decimals else ', ongeveer'}: {grown}",
        subtitle=f"Index, berekend: {notation.period(first)} is 100; {found.unit}, {_span(drawn)}",
        sentence=f"Index ({notation.period(first)} is 100), stand van {notation.period(last)}: {ends}.",
        zero=False, notes=notes,
    )  # fmt: skip


def _grown(moment: Moment, found: Indicator) -> str:
    """Return an index as a change: 103.9 is "+3,9%"."""
    change = round(moment.value - 100, found.decimals)
    sign = "+" if change > 0 else ""
    return f"{sign}{notation.percentage(change, found.decimals)}"


def _figure(
    selection: Selection,
    found: Indicator,
    drawn: Sequence[tuple[str, Track]],
    results: tuple[Result, ...],
    *,
    headline: str,
    subtitle: str,
    sentence: str,
    zero: bool,
    notes: tuple[str, ...] = (),
) -> Figure:
    strands = [_strand(name, track, selection) for name, track in drawn]
    last = drawn[0][1].moments[-1].period
    return Figure(
        id=f"regions-{found.name.replace('_', '-')}",
        title=f"{found.title}, regio’s vergeleken",
        headline=headline,
        subtitle=subtitle,
        chart=trend(strands, dark=selection.dark, zero=zero),
        alt=f"Lijndiagram. {headline}. Laatste punt: {notation.period(last)}.",
        sentence=sentence,
        table=_table(drawn),
        results=results,
        notes=(*notes, *_notes([found], index=not found.per)),
        cell_notes=False,
    )


def _strand(name: str, track: Track, selection: Selection) -> Strand:
    colours = palette(selection.dark)
    own, country = track.code == selection.region.code, track.code == COUNTRY
    moments = tuple(Point(moment.period, moment.value, moment.text, moment.provisional) for moment in track.moments)
    colour = colours.region if own else colours.country if country else colours.accent
    return Strand(name, moments, colour, dashed=country, strong=own)


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
        notes.insert(0, "Index en verandering zijn berekend. De bestanden bevatten de aantallen zelf.")
    if any(one.per for one in found):
        notes.append("‘Berekend’: door dit dashboard, uit aantallen die precies zijn of op tientallen afgerond.")
    return tuple(dict.fromkeys(notes))


def _names(snapshot: Snapshot, codes: Sequence[str]) -> tuple[str, ...]:
    frame = snapshot.select("regions", {"region_code": list(codes)})
    titles = dict(zip(frame["region_code"], frame["title"], strict=True))
    return tuple(titles.get(code, code) for code in codes)
