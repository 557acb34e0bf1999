"""Numbers that do not fit other numbers of their source: shown as published, said so, and compared with nothing."""

from __future__ import annotations

from dashboard.asking.queries import Cell
from dashboard.words import notation

DOUBTFUL = "doubtful"


def is_doubtful(*cells: Cell) -> bool:
    """Return whether one of `cells` does not fit the other numbers of its source."""
    return any(cell.status == DOUBTFUL for cell in cells)


def doubt(cell: Cell) -> str:
    """Return what stands before a comparison of a doubtful number; '' for any other."""
    return "Twijfelachtig: past niet bij andere cijfers. " if is_doubtful(cell) else ""


def against_country(cell: Cell, country: Cell) -> str:
    """Return the share here against that of the Netherlands, both in %; no difference where either is doubtful."""
    if cell.value is None or country.value is None:
        return "om privacy niet gepubliceerd"
    if is_doubtful(cell):
        return f"{doubt(cell)}Nederland: {country.text}"
    if is_doubtful(country):
        return f"Nederland: {country.text} volgens de agenda, een twijfelachtig cijfer"
    gap = notation.difference(cell.value, country.value, "pct", 1)
    return f"{notation.than(gap)} Nederland ({country.text})"
