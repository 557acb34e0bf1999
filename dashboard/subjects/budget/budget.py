"""Figures of the page begroting: the multi-year budget, with what is not settled shown as such."""

from __future__ import annotations

from dashboard.asking.queries import Cell, Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.grouped import Grouped, Row
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import figure
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.model import STATUSES
from snapshot.read import Snapshot

INCOME, EXPENSES, RESULT, CARRY_OVER = "total_income", "total_expenses", "result", "carry_over"
MEANING = "Wat het resultaat betekent"
GENERAL = (
    "‘Algemeen’ is voor kosten die niet bij één ambitie horen, zoals een heidag, vergaderlocaties en onverwachte "
    "uitgaven; het bedrag wordt elk jaar geïndexeerd (paragraaf 4.2)."
)
NO_SURPLUS = "geen overschot"
WHY_NOT = f"{NO_SURPLUS}: lasten n.t.b."  # where the bar of those expenses does not stand above it


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Income, expenses and what goes on to the next year, in euro, and until when expenses are settled."""
    del selection  # the budget holds for the region as a whole
    result = ask(snapshot, "budget")
    year, following, *_ = result.periods
    income, carried, left = (_cell(result, h, year) for h in (INCOME, CARRY_OVER, RESULT))
    settled, unsettled = _settled(result)
    return (
        KeyFigure(
            f"Baten {year}",
            _short(income),
            "",
            f"waarvan {_short(carried)} over uit de voorgaande periode{_indication(carried)}",
            _budgeted(year, income),
        ),
        expenses(snapshot),
        KeyFigure(
            f"Gaat door naar {following}", _short(left), "", "resultaat: baten min lasten", _budgeted(year, left)
        ),
        KeyFigure(
            "Lasten begroot t/m",
            settled[-1],
            "",
            f"vanaf {unsettled[0]} n.t.b. (nader te bepalen)" if unsettled else "alle jaren zijn ingevuld",
            f"begroting {span(result.periods)}",
        ),
    )  # fmt: skip


def _indication(cell: Cell) -> str:
    return ", een indicatie" if cell.status == "provisional" else ""


def _budgeted(year: str, cell: Cell) -> str:
    """Return that an amount is budgeted for `year`, and its status where it is not settled."""
    return f"begroting {year}{'' if cell.status == 'published' else f', {_status(cell)}'}"


def expenses(snapshot: Snapshot) -> KeyFigure:
    """Return the expenses of the first year and how the next one differs, in euro."""
    result = ask(snapshot, "budget")
    year, following, *_ = result.periods
    spent, later = (_cell(result, EXPENSES, moment) for moment in (year, following))
    change = _change(spent, later, following)
    return KeyFigure(f"Lasten {year}", _short(spent), "", change, f"begroting {year}", result.publishers)


def _change(cell: Cell, other: Cell, year: str) -> str:
    if cell.value is None or other.value is None:
        return f"{year}: {other.text}"
    return f"{notation.than(notation.difference(cell.value, other.value, 'eur'))} in {year} ({_short(other)})"


def _cell(result: Result, heading: str, year: str) -> Cell:
    return result.cell(heading=heading, reference_period=year)


def _short(cell: Cell) -> str:
    return cell.text if cell.value is None else notation.euro_short(cell.value)


def _status(cell: Cell) -> str:
    return STATUSES[cell.status].word


def _settled(result: Result) -> tuple[list[str], list[str]]:
    """Return the years whose total expenses are known, and those in which they are still to be determined."""
    known = {year: _cell(result, EXPENSES, year).value is not None for year in result.periods}
    return [year for year in known if known[year]], [year for year in known if not known[year]]


def _printed(result: Result, heading: str, year: str) -> str:
    """Return an amount as printed, with what makes it less than settled: status, and expenses that are missing."""
    found = _cell(result, heading, year)
    unsettled = _settled(result)[1]
    if heading == RESULT and year in unsettled:
        return f"{found.text} ({WHY_NOT})"
    if found.status != "provisional":
        return found.text
    before = str(int(year) - 1)
    rests_on = heading in (INCOME, CARRY_OVER) and before in unsettled
    return f"{found.text} ({_status(found)}{f', zonder lasten van {before}' if rests_on else ''})"


@figure(
    "baten-en-lasten",
    "Baten en lasten",
    needs=("budget",),
)
def income_and_expenses(snapshot: Snapshot, _selection: Selection) -> Figure:
    """Total income, total expenses and printed result per year, in euro; unsettled expenses are drawn as n.t.b."""
    result = ask(snapshot, "budget", heading=(INCOME, EXPENSES, RESULT))
    settled, unsettled = _settled(result)
    rows = [row for year in result.periods for row in _year(result, year, open_=year in unsettled)]
    headline = f"De lasten zijn begroot t/m {settled[-1]}"
    headline += f"; vanaf {unsettled[0]} zijn ze nog niet bepaald" if unsettled else ""
    spoken = "; ".join(
        f"{year}: baten {_printed(result, INCOME, year)}, lasten {_printed(result, EXPENSES, year)}, "
        f"resultaat {_printed(result, RESULT, year)}"
        for year in result.periods
    )
    first, last = settled[0], settled[-1]
    return Figure(
        id="budget-years",
        title="Baten en lasten per jaar",
        headline=headline,
        subtitle=f"Baten, lasten en resultaat in euro, begroting {span(result.periods)}{_early(result)}",
        chart=Grouped(tuple(rows)),
        alt=f"Staafdiagram. {headline}. {spoken}.",
        sentence=f"De begrote lasten dalen van {_short(_cell(result, EXPENSES, first))} in {first} naar "
        f"{_short(_cell(result, EXPENSES, last))} in {last}. Wat overblijft, gaat door naar het volgende jaar."
        if _drops(result, first, last)
        else "Wat in een jaar overblijft, gaat door naar het volgende jaar.",
        table=Table(
            ("Jaar", "Baten", "Lasten", "Resultaat", MEANING),
            tuple(
                (
                    year,
                    *(_printed(result, heading, year) for heading in (INCOME, EXPENSES, RESULT)),
                    words,
                )
                for year, words in zip(result.periods, _meaning(result), strict=True)
            ),
            numeric=(1, 2, 3, 4),
        ),
        results=(result,),
    )


def beyond(snapshot: Snapshot, last: str) -> str:
    """Return the printed expenses of the years after `last` that are settled, by heading; '' where there are none.

    For those years the budget tells no more than these totals.
    """
    if not holds(snapshot, "budget"):
        return ""
    result = ask(snapshot, "budget", side="expenses").ordered("heading")
    settled = [year for year in _settled(result)[0] if year > last]
    headings = [heading for heading in result.codes("heading") if heading != EXPENSES]
    return " ".join(
        f"Van {year} staan er alleen totalen in de begroting: "
        + notation.listing([f"{result.label('heading', h)} {_cell(result, h, year).text}" for h in headings])
        + f", samen {_cell(result, EXPENSES, year).text}."
        for year in settled
    )


def _drops(result: Result, first: str, last: str) -> bool:
    return (_cell(result, EXPENSES, first).value or 0) > (_cell(result, EXPENSES, last).value or 0)


def _early(result: Result) -> str:
    """Return that income and results are not settled; '' where they are."""
    return ". Baten en resultaat zijn voorlopig" if "provisional" in result.where(side="income").statuses else ""


def _year(result: Result, year: str, *, open_: bool) -> list[Row]:
    """Return the bars of a year; a result without expenses has words and no bar: it is no surplus."""
    income, spent, left = (_cell(result, heading, year) for heading in (INCOME, EXPENSES, RESULT))
    last = Row("Resultaat: nog niet te zeggen", None, roles.SOFT)
    return [
        Row(f"Baten {_short(income)}", income.value, roles.ACCENT, heading=year, tip=tip(year, income, word="Baten")),
        Row(f"Lasten {_short(spent)}", spent.value, roles.REGION, tip=tip(year, spent, word="Lasten")),
        last
        if open_
        else Row(f"Resultaat {_short(left)}", left.value, roles.SOFT, tip=tip(year, left, word="Resultaat")),
    ]


@figure(
    "hele-begroting",
    "De hele begroting",
    needs=("budget",),
)
def whole_budget(snapshot: Snapshot, selection: Selection) -> Figure:
    """The whole budget as printed: every heading by year, in euro, as a table."""
    del selection
    result = ask(snapshot, "budget").ordered("heading")
    years = result.periods
    _, unsettled = _settled(result)
    headings = result.codes("heading")
    rows = (
        *((result.label("heading", h), *(_printed(result, h, year) for year in years)) for h in headings),
        (MEANING, *_meaning(result)),
    )
    totals = (INCOME, EXPENSES, RESULT)
    largest = _largest(result, years[0])
    headline = (
        f"In {years[0]} is ‘{result.label('heading', largest)}’ de grootste last: "
        f"{_cell(result, largest, years[0]).text}"
    )
    return Figure(
        id="budget-table",
        title="De hele begroting",
        headline=headline,
        subtitle=f"Euro per post, begroting {span(years)}, zoals gedrukt",
        chart=None,
        alt=f"Tabel. {headline}.",
        sentence="De letters n.t.b. betekenen: nader te bepalen. Het is geen 0."
        if unsettled
        else "Alle bedragen zijn ingevuld.",
        table=Table(
            ("Post", *years),
            rows,
            numeric=tuple(range(1, len(years) + 1)),
            strong=tuple(place for place, heading in enumerate(headings) if heading in totals),
        ),
        results=(result,),
        notes=(GENERAL,) if "general" in headings else (),
    )  # fmt: skip


def _meaning(result: Result) -> tuple[str, ...]:
    """Return what the printed result of each year means."""
    settled, _ = _settled(result)
    return tuple(f"gaat door naar {int(year) + 1}" if year in settled else WHY_NOT for year in result.periods)


def _largest(result: Result, year: str) -> str:
    rows = result.where(side="expenses", reference_period=year).cells()
    sizes: dict[str, float] = {row["heading"]: cell.value or 0 for row, cell in rows if row["heading"] != EXPENSES}
    return max(sizes, key=lambda heading: sizes[heading])
