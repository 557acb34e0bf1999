"""Begroting vooruit: when the reserve ends, with expenses that the reader assumes where the agenda has none."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.grouped import Grouped, Row
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.budget.assumption import (
    CHOSEN,
    EXPENSES,
    NONE,
    OWN,
    assumed,
    is_possible,
    note,
    rows_of,
    unsettled,
)
from dashboard.subjects.budget.outlook_sums import Year, ends, outlook
from dashboard.telling import roles
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.model import STATUSES
from snapshot.read import Snapshot

NEW, CARRIED, RESULT = "impulse_budget", "carry_over", "result"
UNKNOWN = "nog niet te zeggen"
EARLY = (
    "Hoeveel geld er over is uit de voorgaande periode, is nog een indicatie (paragraaf 4.2). De agenda noemt geen "
    "onder- of bovengrens. Elke euro die daar minder is, is er ook minder aan het einde van elk jaar."
)
DOWN = "Later wordt het impulsbudget naar verwachting afgebouwd (paragraaf 4.2). Ander geld staat hier niet bij."
FLAT = "De aanname is elk jaar hetzelfde bedrag, zonder indexering."


@dataclass(frozen=True)
class Line:
    """One year as it is shown: texts with their status, and what the bars of expenses and of what is left measure.

    `bar_text` is what stands at the bar of what is left.
    """

    year: str
    received: str
    carried: str
    spent: str
    left: str
    bar_text: str
    bars: tuple[float | None, float | None]
    is_assumed: bool

    @property
    def kind(self) -> str:
        """Whose the expenses are."""
        return OWN if self.is_assumed else "agenda"


@figure(
    "begroting-vooruit",
    "Begroting vooruit",
    needs=("budget",),
    chosen={"assumption": CHOSEN},
    holds=is_possible,
)
def ahead(snapshot: Snapshot, _selection: Selection, assumption: str = NONE) -> Figure:
    """What is left at the end of each year, in euro; `assumption` is a code of CHOSEN for the unsettled expenses."""
    result = ask(snapshot, "budget")
    open_ = unsettled(result)
    amount = assumed(result, assumption)
    years = _years(result, open_, amount)
    settled = [year for year in result.periods if year not in open_]
    lines = [_printed(result, year) for year in settled] + [
        _line(result, year, is_first=year is years[0]) for year in years
    ]
    printed = _rows(result, settled, open_)
    own = f"{OWN} over de lasten van {notation.listing(open_)}"
    told = f"zonder aanname over {notation.listing(open_)}" if amount is None else f"met een {own}"
    headline = _headline(years, amount)
    spoken = "; ".join(f"{line.year}: lasten {line.spent}, over {line.left}" for line in lines)
    return Figure(
        id="budget-ahead",
        title="Begroting vooruit" if amount is None else f"Begroting vooruit met {OWN}",
        headline=headline,
        subtitle=f"Lasten en wat aan het einde van het jaar over is, in euro, {span(result.periods)}, {told}",
        chart=Grouped(tuple(bar for line in lines for bar in _bars(line))),
        alt=f"Staafdiagram. {headline}. {spoken}.",
        sentence=_sentence(years, amount),
        table=Table(
            ("Jaar", "Nieuw geld", "Over uit het vorige jaar", "Lasten", "Over aan het einde", "Lasten volgens"),
            tuple((line.year, line.received, line.carried, line.spent, line.left, line.kind) for line in lines),
            numeric=(1, 2, 3, 4),
        ),
        results=(printed,) if amount is None else (printed, rows_of(years, result)),
        notes=(*((note(years), FLAT) if amount is not None else ()), EARLY, DOWN),
        cell_notes=False,
    )


def _years(result: Result, open_: list[str], amount: float | None) -> tuple[Year, ...]:
    return outlook(
        _cell(result, CARRIED, open_[0]).value,
        {year: result.value(heading=NEW, reference_period=year) for year in open_},
        dict.fromkeys(open_),
        amount,
    )


def _rows(result: Result, settled: list[str], open_: list[str]) -> Result:
    """Return the printed rows that are told: a printed result without expenses, and what rests on it, are not."""
    wanted = {(heading, year) for heading in (NEW, CARRIED, EXPENSES, RESULT) for year in settled}
    wanted |= {(heading, year) for heading in (NEW, EXPENSES) for year in open_} | {(CARRIED, open_[0])}
    return result.only(row for row in result.rows if (row["heading"], row["reference_period"]) in wanted)


def _cell(result: Result, heading: str, year: str) -> Cell:
    return result.cell(heading=heading, reference_period=year)


def _text(cell: Cell) -> str:
    return (
        notation.worded(cell.text, after=f" ({STATUSES[cell.status].word})")
        if cell.status == "provisional"
        else cell.text
    )


def _printed(result: Result, year: str) -> Line:
    cells = [_cell(result, heading, year) for heading in (NEW, CARRIED, EXPENSES, RESULT)]
    received, carried, spent, left = map(_text, cells)
    return Line(
        year, received, carried, spent, left, f"Over {left}", (cells[2].value, cells[3].value), is_assumed=False
    )


def _line(result: Result, year: Year, *, is_first: bool) -> Line:
    """Return a year whose expenses are not settled, with what the reader assumes or that it is not to be said."""
    carried = _text(_cell(result, CARRIED, year.year)) if is_first else _own(year.carried)
    received = _text(_cell(result, NEW, year.year))
    if year.spent is None:
        spent = _cell(result, EXPENSES, year.year).text
        return Line(year.year, received, carried, spent, UNKNOWN, f"Over: {UNKNOWN}", (None, None), is_assumed=False)
    bars = (year.spent, year.left if year.left is not None and year.left >= 0 else None)
    texts = (_own(year.spent), _own(year.left), _at_bar(year.left))
    return Line(year.year, received, carried, *texts, bars, is_assumed=True)


def _at_bar(left: float | None) -> str:
    return f"Tekort {_own(-left)}" if left is not None and left < 0 else f"Over {_own(left)}"


def _own(value: float | None) -> str:
    return UNKNOWN if value is None else f"{notation.euro(value)} ({OWN})"


def _euro(value: float) -> str:
    return notation.euro(value) if value >= 0 else f"{notation.euro(-value)} te weinig"


def _bars(line: Line) -> tuple[Row, Row]:
    spent, left = line.bars
    return (
        Row(f"Lasten {line.spent}", spent, roles.REGION, heading=line.year, is_assumed=line.is_assumed),
        Row(line.bar_text, left, roles.ACCENT, is_assumed=line.is_assumed),
    )


def _headline(years: tuple[Year, ...], amount: float | None) -> str:
    names = notation.listing([year.year for year in years])
    if amount is None:
        return f"Wat er in {names} overblijft, is nog niet te zeggen: de lasten staan nog niet vast"
    with_ = f"Met als {OWN} lasten van {notation.euro(amount)} per jaar"
    end, last = ends(years), years[-1]
    if end is None:
        return f"{with_} is er eind {last.year} nog {notation.euro(last.left or 0)} over"
    short = f": dan is er {_euro(end.left)}" if end.left else ""
    return f"{with_} is de reserve in {end.year} op{short}"


def _sentence(years: tuple[Year, ...], amount: float | None) -> str:
    first = years[0]
    if amount is None:
        return (
            f"Kies bij ‘{choices.ASSUMPTION.label}’ een eigen aanname, dan zie je wanneer de reserve op is. "
            "De keuze staat alleen in de link."
        )
    left = [f"eind {year.year} {_euro(year.left or 0)}{' over' if (year.left or 0) >= 0 else ''}" for year in years]
    return f"Met deze {OWN} is er {notation.listing(left)}. De agenda zelf noemt nog geen lasten vanaf {first.year}."
