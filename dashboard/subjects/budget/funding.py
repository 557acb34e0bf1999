"""National money for the labour-market infrastructure: for the centre municipality, and for the whole country."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, Bars, spoken
from dashboard.charts.stacked import Topped, ToppedBars
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.read import Snapshot

IMPULSE, STEADY, NATIONAL = "impulse_budget", "structural", "work_to_work"
EMPTY = "leeg in de agenda"


@figure(
    "financiering",
    "Geld van het Rijk",
    needs=("funding",),
    chosen={"stream": Option(choices.STREAM, {"centre": "Centrumgemeente", "national": "Landelijk"})},
)
def funding(snapshot: Snapshot, _selection: Selection, stream: str = "centre") -> Figure:
    """Money from the state per year in euro; `stream` is "centre" (centre municipality) or "national"."""
    result = ask(snapshot, "funding").ordered("stream")
    return _national(result) if stream == "national" else _centre(result)


def _together(*cells: Cell) -> str:
    """Return the sum of amounts; nothing where one is not known."""
    values = [cell.value for cell in cells if cell.value is not None]
    return notation.euro(sum(values)) if len(values) == len(cells) else ""


def _centre(result: Result) -> Figure:
    shown = result.where(stream=(IMPULSE, STEADY))
    impulse, steady = _by_year(shown, IMPULSE), _by_year(shown, STEADY)
    years = list(steady)
    rows = [
        Topped(
            notation.period(year),
            steady[year].value,
            steady[year].text,
            impulse[year].value,
            _word(impulse[year]),
            total=_together(steady[year], impulse[year]),
        )
        for year in years
    ]
    names = (shown.label("stream", STEADY).split(" (")[0], shown.label("stream", IMPULSE).split(" (")[0])
    known = {year: cell.value for year, cell in impulse.items() if cell.value is not None}
    peak = max(known, key=lambda year: known[year])
    ends = [year for year, value in known.items() if value == 0]
    finish = f"; voor {ends[0]} staat er een streepje" if ends else ""
    last = steady[years[-1]].text
    headline = f"In de agenda is het impulsbudget het hoogst in {peak} ({notation.euro_short(known[peak])}){finish}"
    notes = [
        f"Bij het impulsbudget van {year} drukt de agenda een streepje. Dat telt hier als {impulse[year].text}."
        for year in ends
    ]
    notes.append("Het totaal achter elke staaf is berekend.")
    return Figure(
        id="funding",
        title="Geld van het Rijk",
        headline=headline,
        subtitle=f"Euro per jaar voor de centrumgemeente, {_span(shown)}",
        chart=ToppedBars(tuple(rows), names),
        alt=f"Gestapelde staven. {headline}. "
        + "; ".join(f"{r.name}: structureel {r.steady_text}, impulsbudget {r.extra_text}" for r in rows)
        + ".",
        sentence=f"Het structurele geld is elk jaar {last}.{_undated(years)}"
        if len({cell.value for cell in steady.values()}) == 1
        else f"Het structurele geld is {last} {notation.period(years[-1])}.",
        table=Table(
            ("Jaar", "Impulsbudget", "Structureel"),
            tuple((row.name, row.extra_text, row.steady_text) for row in rows),
            numeric=(1, 2),
        ),
        results=(shown,),
        notes=(
            *notes,
            "Later wordt het impulsbudget naar verwachting afgebouwd (paragraaf 4.2).",
            "De centrumgemeente zet het structurele geld helemaal in voor formatie: het Netwerkteam en de gidsen "
            "(paragraaf 4.1).",
            "UWV, SBB en de organisaties van werkgevers en werknemers krijgen ook structureel geld; dat staat hier "
            "niet bij (paragraaf 4.1).",
        ),
    )


def _undated(years: Sequence[str]) -> str:
    """Return that the agenda gives its last amount no year, and how we read that; '' where it has one."""
    if ".." not in years[-1]:
        return ""
    return f" De agenda drukt dat bedrag daarna ook zonder jaar; wij lezen dat als {notation.period(years[-1])}."


def _national(result: Result) -> Figure:
    shown = result.where(stream=NATIONAL)
    cells = _by_year(shown, NATIONAL)
    bars = [
        Bar(notation.period(year), cell.value, _word(cell), roles.COUNTRY, tip("Heel Nederland", cell))
        for year, cell in cells.items()
    ]  # fmt: skip
    known = [(year, cell.value) for year, cell in cells.items() if cell.value is not None]
    (first, start), (last, end) = known[0], known[-1]
    headline = (
        f"Landelijk loopt het geld voor van-werk-naar-werk af: {notation.euro_short(start)} in {first}, "
        f"{notation.euro_short(end)} in {last}"
    )
    return Figure(
        id="funding",
        title="Geld van het Rijk",
        headline=headline,
        subtitle=f"Euro per jaar voor heel Nederland, {_span(shown)}",
        chart=Bars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence="Dit is geen geld van deze regio: het is een landelijk bedrag, dat volgens de agenda niet evenredig "
        "aan elke regio kan worden toegekend (paragraaf 4.1).",
        table=Table(("Jaar", "Landelijk bedrag"), tuple((bar.name, bar.text) for bar in bars), numeric=(1,)),
        results=(shown,),
    )


def _by_year(result: Result, stream: str) -> dict[str, Cell]:
    return {cell.period: cell for _, cell in result.where(stream=stream).cells()}


def _word(cell: Cell) -> str:
    return EMPTY if cell.status == "not_applicable" else cell.text


def _span(result: Result) -> str:
    """Return the years of `result`, the open end apart: "2025 t/m 2034 en vanaf 2035"."""
    years = [period for period in result.periods if ".." not in period]
    later = [notation.period(period) for period in result.periods if ".." in period]
    return notation.listing([span(years), *later])
