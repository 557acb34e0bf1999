"""Numbers that do not fit other numbers of their source: shown as published, said so, and compared with nothing."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.asking.queries import Cell
from dashboard.words import notation
from snapshot.model import STATUS_WORDS

DOUBTFUL, EXPECTED = "doubtful", "expected"
ALIKE = "ongeveer gelijk"


def is_doubtful(*cells: Cell) -> bool:
    """Return whether one of `cells` does not fit the other numbers of its source."""
    return any(cell.status == DOUBTFUL for cell in cells)


def marked(cell: Cell) -> str:
    """Return a number with its doubt beside it: "3,9% (twijfelachtig)"."""
    return notation.worded(cell.text, after=" (twijfelachtig)") if is_doubtful(cell) else cell.text


def withheld(cell: Cell) -> str:
    """Return why there is no number, as it stands after "is": "om privacy geheim", "niet in de agenda te vinden"."""
    return "om privacy geheim" if cell.status == "suppressed" else "niet in de agenda te vinden"


def qualified(cell: Cell) -> str:
    """Return a number with its unit, and that it is in doubt or only expected: "207.400 banen (verwachting)"."""
    told = cell.single.amount
    return f"{told} ({STATUS_WORDS[cell.status]})" if cell.status in (DOUBTFUL, EXPECTED) else told


def because(cell: Cell) -> str:
    """Return why there is no number, beside the word that says that there is none."""
    return "zo klein dat de bron het om privacy achterhoudt" if cell.status == "suppressed" else withheld(cell)


def against_country(cell: Cell, country: Cell) -> str:
    """Return the share here against that of the Netherlands, both in %; nothing is compared with what is doubtful.

    A gap that the rounding of the two can make is told as none.
    """
    return against(cell, {"Nederland": country})


def against(cell: Cell, others: Mapping[str, Cell]) -> str:
    """Return the share here against those of other places by their names, all in %; nothing is compared in doubt."""
    if cell.value is None:
        return because(cell)
    if is_doubtful(cell):
        return "dit cijfer past niet bij andere cijfers"
    gaps = {name: share_gap(cell, other) for name, other in others.items() if _is_firm(other)}
    told = [
        f"{'ongeveer gelijk aan' if gap == ALIKE else notation.than(gap)} {name} ({others[name].text})"
        for name, gap in gaps.items()
    ]
    apart = [uncompared(name) for name, other in others.items() if is_doubtful(other)]
    return "; ".join(filter(None, (notation.listing(told), *apart)))


def _is_firm(cell: Cell) -> bool:
    return cell.value is not None and not is_doubtful(cell)


def uncompared(name: str) -> str:
    """Return that nothing is compared with a place, as its number is doubtful."""
    return f"niet vergeleken met {name}: dat cijfer in de agenda is twijfelachtig"


def share_gap(cell: Cell, country: Cell) -> str:
    """Return how one share differs from another, both known: "0,4 procentpunt hoger", or ALIKE within the rounding."""
    here, there, decimals = cell.value or 0, country.value or 0, cell.measure.decimals
    if round(abs(here - there), decimals) <= cell.measure.step:
        return ALIKE
    return notation.difference(here, there, "pct", decimals)
