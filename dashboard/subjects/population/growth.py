"""The figure of inhabitants since the first year: as an index, or as numbers of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.asking.memory import once
from dashboard.asking.queries import Cell, Result
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars, spoken
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.subjects.population.population import TOLD, inhabitants
from dashboard.telling import roles
from dashboard.telling.counts import verb
from dashboard.telling.focus import focused, role
from dashboard.telling.tip import COUNTRY as NEDERLAND
from dashboard.telling.tip import REGION, Tip, points, tip
from dashboard.words import notation
from snapshot.read import Snapshot

INDEX, NUMBER = "index", "number"


@dataclass(frozen=True)
class Grid:
    """The observations by region and period, looked up once."""

    cells: dict[tuple[str, str], Cell]
    names: dict[str, str]
    periods: tuple[str, ...]
    base: str

    @classmethod
    def of(cls, result: Result) -> Grid:
        """Return the observations of `result`; its `base` is the first period of which every region has a number."""
        cells = {(row["region_code"], cell.period): cell for row, cell in result.cells()}
        codes = result.codes("region_code")
        known = {pair for pair, cell in cells.items() if cell.value}
        common = [period for period in result.periods if all((code, period) in known for code in codes)]
        return cls(cells, result.labels["region_code"], result.periods, (common or list(result.periods))[0])

    @property
    def years(self) -> str:
        """Between which years the growth lies: "van 2019 tot 2026"."""
        return f"van {self.base[:4]} tot {self.periods[-1][:4]}"

    def index(self, code: str, period: str) -> float | None:
        """Return the number of `period` where that of the base is 100; None where one of both lacks."""
        start, cell = self.cells.get((code, self.base)), self.cells.get((code, period))
        if start is None or cell is None or not start.value or cell.value is None:
            return None
        return 100 * cell.value / start.value

    def growth(self, code: str) -> float:
        """Return the growth since the base, in %; raise LookupError where it is not known."""
        last = self.index(code, self.periods[-1])
        if last is None:
            raise LookupError(f"no growth of {code} from {self.base} to {self.periods[-1]}")
        return last - 100

    def grew(self, codes: Sequence[str]) -> str:
        """Return growth in words: "Arnhem groeide met 7,9%, Rheden met 0,5% en Duiven kromp met 1,9%"."""
        words, said = [], ""
        for code in codes:
            change, name = round(self.growth(code), 1), self.names[code]
            verb = "groeide" if change > 0 else "kromp"
            if change:
                words.append(f"{name}{'' if verb == said else f' {verb}'} met {notation.percentage(abs(change), 1)}")
            else:
                words.append(f"{name} bleef even groot")
            said = verb if change else ""
        return notation.listing(words)

    def text(self, code: str, period: str, *, index: bool) -> str:
        """Return what a table shows of one region and period."""
        cell, value = self.cells.get((code, period)), self.index(code, period)
        if cell is None or cell.value is None or not index:
            return cell.text if cell else notation.NO_VALUE
        return notation.NO_VALUE if value is None else notation.number(value, 1)


@once
def grid_of(snapshot: Snapshot) -> Grid:
    """Return all observations of inhabitants."""
    return Grid.of(inhabitants(snapshot))


@figure(
    "inwoners",
    "Inwoners",
    needs=("population",),
    follows=BY_PLACE,
    chosen={"show": Option(choices.INHABITANTS_AS, {INDEX: "Index", NUMBER: "Aantal"})},
)
def growth(snapshot: Snapshot, selection: Selection, show: str = INDEX) -> Figure:
    """Inhabitants on 1 January by municipality: first year = 100 (`show` "index") or persons ("number")."""
    result = inhabitants(snapshot)
    shown = focused(result, snapshot, selection)
    return _index(snapshot, result, shown, selection) if show == INDEX else _number(snapshot, result, shown, selection)


def _index(snapshot: Snapshot, result: Result, shown: Result, selection: Selection) -> Figure:
    grid = grid_of(snapshot)
    first, base, last = result.periods[0], grid.base[:4], result.periods[-1]
    ranked = sorted(_towns(result), key=lambda code: -grid.growth(code))
    extremes = (ranked[0], ranked[-1])
    named = (*(selection.municipalities or extremes), *selection.references)
    series = [
        _line(grid, code, snapshot, selection, index=True, labelled=code in named) for code in _drawn(ranked, named)
    ]
    headline, told = _headline(grid, ranked, selection)
    smallest = min(_towns(result), key=lambda code: grid.cells[code, last].value or 0)
    return Figure(
        id="population",
        title=f"Inwoners, {base} is 100",
        headline=headline,
        subtitle=f"Inwoners op 1 januari, index: {base} = 100, {first[:4]} t/m {last[:4]}",
        chart=Lines(tuple(series), zero=False),
        alt=f"Lijndiagram. {headline}. Stand op {notation.period(last)} met {base} als 100: "
        + ", ".join(f"{line.name} {line.moments[-1].text}" for line in series)
        + ".",
        sentence=f"{_sentence(grid, ranked, selection, told)}{_remarks(result, told, grid.base)}",
        table=_table(shown, grid, index=True),
        results=(shown,),
        computed=True,  # the growth
        notes=(
            "De index is berekend uit de aantallen inwoners. De bestanden bevatten de aantallen zelf.",
            f"In een kleine gemeente is een klein verschil al snel een groot percentage: "
            f"{result.label('region_code', smallest)} telt {grid.cells[smallest, last].text} inwoners.",
        ),
    )


def _headline(grid: Grid, ranked: Sequence[str], selection: Selection) -> tuple[str, list[str]]:
    """Return the growth of what was chosen and compared, and of whom it tells.

    Of more than two municipalities it is the most and the least; of all of them that of the region, where it is chosen.
    """
    chosen = [code for code in ranked if code in selection.municipalities]
    if len(chosen) > 2:
        many = notation.counted(len(chosen))
        ends = [chosen[0], chosen[-1]]
        return f"De uitersten van de {many} gekozen gemeenten {grid.years}: {grid.grew(ends)}", ends
    heads = [*selection.municipalities, *selection.references]
    heads = heads[:3] if chosen or selection.with_region else [ranked[0], ranked[-1]]
    return f"{notation.capital(grid.years)}: {grid.grew(heads)}", heads


def _sentence(grid: Grid, ranked: Sequence[str], selection: Selection, told: Sequence[str]) -> str:
    """Return what the headline does not tell of the choice: of the comparison, of all, or of the one or two chosen."""
    chosen = [code for code in ranked if code in selection.municipalities]
    if others := [code for code in selection.references if code not in told]:
        return f"Ter vergelijking: {grid.grew(others)}."
    if not chosen and ranked[0] not in told:
        many, ends = notation.counted(len(ranked)), (ranked[0], ranked[-1])
        return f"De uitersten van de {many} gemeenten {grid.years}: {grid.grew(ends)}."
    if 0 < len(chosen) <= 2:
        return _since(grid, selection.municipalities, grid.base, grid.periods[-1])
    return _directions(grid, chosen or ranked, "gekozen gemeenten" if chosen else "gemeenten")


def _directions(grid: Grid, codes: Sequence[str], kind: str) -> str:
    """Return how many of these grew and how many shrank: "Van de negen gemeenten groeiden er acht en kromp er één"."""
    changes = [round(grid.growth(code), 1) for code in codes]
    counts = {
        ("groeide er {}", "groeiden er {}"): sum(change > 0 for change in changes),
        ("kromp er {}", "krompen er {}"): sum(change < 0 for change in changes),
        ("bleef er {} even groot", "bleven er {} even groot"): sum(change == 0 for change in changes),
    }
    for word, alike in (("groeiden", all(c > 0 for c in changes)), ("krompen", all(c < 0 for c in changes))):
        if alike:
            return f"Alle {notation.counted(len(codes))} {kind} {word} {grid.years}."
    told = [verb(n, *words).format("één" if n == 1 else notation.counted(n)) for words, n in counts.items() if n]
    return f"Van de {notation.counted(len(codes))} {kind} {notation.listing(told)} {grid.years}."


def _number(snapshot: Snapshot, result: Result, shown: Result, selection: Selection) -> Figure:
    """Show bars of the last date where nothing is chosen, else lines of the chosen municipalities."""
    first, last = result.periods[0], result.periods[-1]
    grid, now, chosen = grid_of(snapshot), result.where(reference_period=last), selection.municipalities
    ranked = sorted(_towns(result), key=lambda code: -now.value(region_code=code))
    bars = [_bar(now, code, snapshot, selection) for code in ranked]
    headline = f"{bars[0].name} telt de meeste inwoners: {bars[0].text}. {bars[-1].name} de minste: {bars[-1].text}"
    if chosen:
        first_one, *rest = (_bar(now, code, snapshot, selection) for code in chosen)
        told = [f"{first_one.name} {first_one.text} inwoners", *(f"{bar.name} {bar.text}" for bar in rest)]
        headline = f"{notation.capital(notation.at(last))} telde {notation.listing(told)}"
    if len(chosen) > TOLD:
        most, *_, least = [bars[ranked.index(code)] for code in ranked if code in chosen]
        headline = (
            f"{notation.capital(notation.at(last))} telde {most.name} van de {notation.counted(len(chosen))} gekozen "
            f"gemeenten de meeste inwoners: {most.text}, en {least.name} de minste: {least.text}"
        )
    series = [
        _line(grid, code, snapshot, selection, index=False, labelled=code in chosen) for code in _drawn(ranked, chosen)
    ]
    told_of = chosen or selection.references[:1] or (ranked[0], ranked[-1])
    others = notation.listing([result.label("region_code", code) for code in selection.references])
    left_out = f"Alleen in de tabel, omdat in de grafiek geen gemeente meer te zien zou zijn: {others}."
    return Figure(
        id="population",
        title="Inwoners",
        headline=headline,
        subtitle=f"Aantal inwoners op 1 januari, {first[:4]} t/m {last[:4]}"
        if chosen
        else f"Aantal inwoners op {notation.period(last)}; de jaren vanaf {first[:4]} staan in de tabel",
        chart=Lines(tuple(series), zero=True) if chosen else Bars(tuple(bars)),
        alt=f"{'Lijndiagram' if chosen else 'Staafdiagram'}. {headline}. Stand op {notation.period(last)}: "
        f"{spoken(bars)}.",
        sentence=f"{_since(grid, told_of, first, last, is_told=bool(chosen))}{_remarks(result, told_of, first)}",
        table=_table(shown, grid, index=False),
        results=(shown,),
        computed=True,  # the growth
        notes=(left_out,) if others else (),
    )


def _since(grid: Grid, codes: Sequence[str], first: str, last: str, *, is_told: bool = False) -> str:
    """Return how many people more or fewer these places have than at the first date of each; computed.

    `is_told` says that the headline already tells how many they have: then only the change follows.
    """
    told: list[str] = []
    for code in codes:
        known = [
            cell for cell in (grid.cells.get((code, p)) for p in grid.periods if p >= first) if cell and cell.value
        ]
        if len(known) < 2 or known[-1].period != last:
            continue
        now, before = known[-1], known[0]
        change = notation.difference(now.value or 0, before.value or 0, now.unit)
        if not is_told or not told or before.period != first:  # else the date is that of the first of them
            change = f"{notation.than(change)} {notation.at(before.period)}"
        has = ("" if told else " heeft") if is_told else f" telde {now.text} inwoners {notation.at(last)},"
        told.append(f"{grid.names[code]}{has} {change}")
    return (
        f"{'; '.join(told)} (berekend)."
        if told
        else f"Van {notation.period(first)} is er geen cijfer om mee te vergelijken."
    )


def _remarks(result: Result, codes: Sequence[str], period: str) -> str:
    """Return the remarks on these municipalities at the date from which they are told, such as who joined one since."""
    towns = [code for code in codes if code in _towns(result)]
    return "".join(f" {note}" for note in result.where(region_code=towns, reference_period=period).notes)


def _towns(result: Result) -> list[str]:
    return [code for code in result.codes("region_code") if code not in (result.region.code, COUNTRY)]


def _drawn(ranked: Sequence[str], named: Sequence[str]) -> list[str]:
    """Return all codes to draw, those that are named last, so that they lie on top."""
    return [*(code for code in ranked if code not in named), *named]


def _bar(now: Result, code: str, snapshot: Snapshot, selection: Selection) -> Bar:
    cell = now.cell(region_code=code)
    name = now.label("region_code", code)
    return Bar(name, cell.value, cell.text, role(code, snapshot, selection), tip(name, cell, place=code))


@once
def _moments(snapshot: Snapshot, code: str, region: str, *, index: bool) -> tuple[Moment, ...]:
    """Return what is drawn and told of one place, which is the same whatever else is chosen."""
    grid, found = grid_of(snapshot), []
    for period in grid.periods:
        cell = grid.cells.get((code, period))
        value = grid.index(code, period) if index else cell.value if cell else None
        if cell is not None and value is not None:
            text = grid.text(code, period, index=index)
            told = tip(grid.names[code], cell, place=code, word="Inwoners")
            told = _with_index(told, grid, code, period, region) if index else told
            found.append(Moment(period, value, text, cell.status == "provisional", told))
    return tuple(found)


def _line(grid: Grid, code: str, snapshot: Snapshot, selection: Selection, *, index: bool, labelled: bool) -> Line:
    return Line(
        "Regio" if code == selection.region.code else grid.names[code],
        _moments(snapshot, code, selection.region.code, index=index),
        _line_role(code, snapshot, selection, labelled=labelled),
        dashed=code == COUNTRY,
        strong=code == selection.region.code or code in selection.municipalities,
        labelled=labelled,
        place=code,
    )


def _with_index(told: Tip, grid: Grid, code: str, period: str, region: str) -> Tip:
    """Return what is told of a number of inhabitants, with its index against that of the region and the country."""
    own, beside = grid.index(code, period) or 0, ((REGION, region), (NEDERLAND, COUNTRY))
    indexes = ((word, grid.index(other, period)) for word, other in beside if other != code)
    gaps = ((f"Tegenover {word}", points(own, other, 1)) for word, other in indexes if other is not None)
    *first, status = told.lines
    return replace(told, lines=(*first, ("Index", grid.text(code, period, index=True)), *gaps, status))


def _line_role(code: str, snapshot: Snapshot, selection: Selection, *, labelled: bool) -> str:
    """Return the role of a line: where nothing is chosen, municipalities are context."""
    if code in (selection.region.code, COUNTRY) or selection.municipalities:
        return role(code, snapshot, selection)
    return roles.MUTED if labelled else roles.CONTEXT


def _table(shown: Result, grid: Grid, *, index: bool) -> Table:
    """Return a row for each region and a column for each year."""
    codes = shown.codes("region_code")
    rows = tuple(
        (
            f"{grid.names[code]}{' (berekend)' if code == shown.region.code else ''}",
            *(grid.text(code, period, index=index) for period in grid.periods),
        )
        for code in codes
    )
    return Table(
        ("Gemeente of regio", *(period[:4] for period in grid.periods)),
        rows,
        numeric=tuple(range(1, len(grid.periods) + 1)),
        strong=tuple(place for place, code in enumerate(codes) if code in (shown.region.code, COUNTRY)),
    )
