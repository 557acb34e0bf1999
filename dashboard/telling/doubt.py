"""Numbers that do not fit other numbers of their source: shown as published, said so, and compared with nothing."""

from __future__ import annotations

from dashboard.asking.queries import Cell
from dashboard.words import notation

DOUBTFUL = "doubtful"


def is_doubtful(*cells: Cell) -> bool:
    """Return whether one of `cells` does not fit the other numbers of its source."""
    return any(cell.status == DOUBTFUL for cell in cells)


def marked(cell: Cell) -> str:
    """Return a number with its doubt beside it: "3,9% (twijfelachtig)"."""
    return f"{cell.text} (twijfelachtig)" if is_doubtful(cell) else cell.text


def withheld(cell: Cell) -> str:
    """Return why there is no number, as it stands after "is": "om privacy geheim", "niet in de agenda te vinden"."""
    return "om privacy geheim" if cell.status == "suppressed" else "niet in de agenda te vinden"


def against_country(cell: Cell, country: Cell) -> str:
    """Return the share here against that of the Netherlands, both in %; nothing is compared with what is doubtful.

    A gap that the rounding of the two can make is told as none.
    """
    if cell.value is None or country.value is None:
        return withheld(cell)
    if is_doubtful(cell):
        return "twijfelachtig: dit cijfer past niet bij andere cijfers"
    if is_doubtful(country):
        return "niet vergeleken met Nederland: dat cijfer in de agenda is twijfelachtig"
    decimals = cell.measure.decimals
    if round(abs(cell.value - country.value), decimals) <= cell.measure.step:
        return f"ongeveer gelijk aan Nederland ({country.text})"
    gap = notation.difference(cell.value, country.value, "pct", decimals)
    return f"{notation.than(gap)} Nederland ({country.text})"
