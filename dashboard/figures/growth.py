"""The figure of inhabitants since the first year: as an index, or as numbers of people."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import notation
from dashboard.figures import charts
from dashboard.figures.core import Figure, Table
from dashboard.figures.focus import colour, focused
from dashboard.figures.population import SUM_NOTE, inhabitants
from dashboard.queries import Result
from dashboard.selection import COUNTRY, REGION, Selection
from dashboard.theme import palette
from snapshot.read import Snapshot

INDEX, NUMBER = "index", "number"


def growth(snapshot: Snapshot, selection: Selection, show: str = INDEX) -> Figure:
    """Inhabitants on 1 January by municipality: first year = 100 (`show` "index") or persons ("number")."""
    result = inhabitants(snapshot)
    shown = focused(result, snapshot, selection)
    return _index(result, shown, selection) if show == INDEX else _number(result, shown, selection)


def _index(result: Result, shown: Result, selection: Selection) -> Figure:
    first, last = result.periods[0], result.periods[-1]
    ranked = sorted(_towns(result), key=lambda code: -_growth(result, code))
    extremes = (ranked[0], ranked[-1])
    named = (*(selection.municipalities or extremes), *selection.references)
    series = [_line(result, code, selection, index=True, labelled=code in named) for code in _drawn(ranked, named)]
    heads = [*selection.municipalities[:2], *selection.references] or extremes
    headline = f"Sinds {first[:4]}: {_grew(result, heads[:3])}"
    smallest = min(_towns(result), key=lambda code: result.value(region_code=code, reference_period=last))
    cell = result.cell(region_code=smallest, reference_period=last)
    return Figure(
        id="population",
        title=f"Inwoners, {first[:4]} is 100",
        headline=headline,
        subtitle=f"Inwoners op 1 januari, index: {first[:4]} = 100, {first[:4]} t/m {last[:4]}",
        chart=charts.lines(series, dark=selection.dark, zero=False),
        alt=f"Lijndiagram. {headline}. Stand op {notation.period(last)} met {first[:4]} als 100: "
        + ", ".join(f"{line.name} {line.points[-1].text}" for line in series)
        + ".",
        sentence=f"De uitersten van de negen gemeenten sinds {first[:4]}: {_grew(result, extremes)}.",
        table=_table(shown, index=True),
        results=(shown,),
        notes=(
            "De index is berekend uit de aantallen inwoners. De bestanden bevatten de aantallen zelf.",
            f"In een kleine gemeente is een klein verschil al snel een groot percentage: "
            f"{result.label('region_code', smallest)} telt {cell.text} inwoners.",
        ),
    )


def _number(result: Result, shown: Result, selection: Selection) -> Figure:
    """Show bars of the last date where nothing is chosen, else lines of the chosen municipalities."""
    first, last = result.periods[0], result.periods[-1]
    now, chosen = result.where(reference_period=last), selection.municipalities
    ranked = sorted(_towns(result), key=lambda code: -now.value(region_code=code))
    bars = [_bar(now, code, selection) for code in ranked]
    headline = f"{bars[0].name} telt de meeste inwoners: {bars[0].text}. {bars[-1].name} de minste: {bars[-1].text}"
    if chosen:
        told = [f"{bar.name} {bar.text}" for bar in (_bar(now, code, selection) for code in chosen)]
        headline = f"Inwoners op {notation.period(last)}: {notation.listing(told)}"
    region, start = (result.cell(region_code=REGION, reference_period=period) for period in (last, first))
    change = notation.difference(region.value or 0, start.value or 0, region.unit)
    series = [_line(result, code, selection, index=False, labelled=code in chosen) for code in _drawn(ranked, chosen)]
    others = notation.listing([result.label("region_code", code) for code in selection.references])
    left_out = f"Alleen in de tabel, omdat in de grafiek geen gemeente meer te zien zou zijn: {others}."
    derived = f"{result.label('region_code', REGION)}: {SUM_NOTE}"
    return Figure(
        id="population",
        title="Inwoners",
        headline=headline,
        subtitle=f"Aantal inwoners op 1 januari, {first[:4]} t/m {last[:4]}"
        if chosen
        else f"Aantal inwoners op {notation.period(last)}; de jaren vanaf {first[:4]} staan in de tabel",
        chart=charts.lines(series, dark=selection.dark, zero=True)
        if chosen
        else charts.bars(bars, dark=selection.dark),
        alt=f"{'Lijndiagram' if chosen else 'Staafdiagram'}. {headline}. Stand op {notation.period(last)}: "
        f"{charts.spoken(bars)}.",
        sentence=f"In de hele regio wonen op {notation.period(last)} {region.text} mensen, {notation.than(change)} op "
        f"{notation.period(first)} (berekend).",
        table=_table(shown, index=False),
        results=(shown,),
        notes=(left_out, derived) if others else (derived,),
    )


def _towns(result: Result) -> list[str]:
    return [code for code in result.codes("region_code") if code not in (REGION, COUNTRY)]


def _drawn(ranked: Sequence[str], named: Sequence[str]) -> list[str]:
    """Return all codes to draw, those that are named last, so that they lie on top."""
    return [*(code for code in ranked if code not in named), *named]


def _growth(result: Result, code: str) -> float:
    """Return the growth since the first period, in %."""
    return _at(result, code, result.periods[-1]) - 100


def _at(result: Result, code: str, period: str) -> float:
    """Return the index of `period`, the first period being 100."""
    start = result.value(region_code=code, reference_period=result.periods[0])
    return 100 * result.value(region_code=code, reference_period=period) / start


def _grew(result: Result, codes: Sequence[str]) -> str:
    """Return growth in words: "Arnhem groeide met 7,9%, Rheden met 0,5% en Duiven kromp met 1,9%"."""
    words, said = [], ""
    for code in codes:
        change, name = round(_growth(result, code), 1), result.label("region_code", code)
        verb = "groeide" if change > 0 else "kromp"
        if change:
            words.append(f"{name}{'' if verb == said else f' {verb}'} met {notation.percentage(abs(change), 1)}")
        else:
            words.append(f"{name} bleef even groot")
        said = verb if change else ""
    return notation.listing(words)


def _bar(now: Result, code: str, selection: Selection) -> charts.Bar:
    cell = now.cell(region_code=code)
    return charts.Bar(now.label("region_code", code), cell.value, cell.text, colour(code, selection))


def _line(result: Result, code: str, selection: Selection, *, index: bool, labelled: bool) -> charts.Line:
    points = []
    for _, cell in result.where(region_code=code).cells():
        if cell.value is not None:
            value = _at(result, code, cell.period) if index else cell.value
            text = notation.number(value, 1) if index else cell.text
            points.append(charts.Point(cell.period[:4], value, text, cell.status == "provisional"))
    return charts.Line(
        "Regio" if code == REGION else result.label("region_code", code),
        tuple(points),
        _line_colour(code, selection, labelled=labelled),
        dashed=code == COUNTRY,
        strong=code == REGION or code in selection.municipalities,
        labelled=labelled,
    )


def _line_colour(code: str, selection: Selection, *, labelled: bool) -> str:
    """Return the colour of a line: where nothing is chosen, municipalities are context."""
    if code in (REGION, COUNTRY) or selection.municipalities:
        return colour(code, selection)
    colours = palette(selection.dark)
    return colours.muted if labelled else colours.context


def _table(shown: Result, *, index: bool) -> Table:
    """Return a row for each region and a column for each year."""
    codes, periods = shown.codes("region_code"), shown.periods
    rows = []
    for code in codes:
        name = f"{shown.label('region_code', code)}{' (berekend)' if code == REGION else ''}"
        cells = [
            notation.number(_at(shown, code, period), 1)
            if index
            else shown.cell(region_code=code, reference_period=period).text
            for period in periods
        ]
        rows.append((name, *cells))
    return Table(
        ("Gemeente of regio", *(period[:4] for period in periods)),
        tuple(rows),
        numeric=tuple(range(1, len(periods) + 1)),
        strong=tuple(place for place, code in enumerate(codes) if code in (REGION, COUNTRY)),
    )
