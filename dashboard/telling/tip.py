"""What a mark of a chart says to who points at it: place, period, number, difference, status, always in this order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.asking.queries import Cell
from dashboard.telling.doubt import is_doubtful, share_gap
from dashboard.words import notation
from snapshot.model import STATUS_WORDS

VALUE = "Waarde"
REGION, COUNTRY = "de regio", "Nederland"
SHARES = ("pct", "pct_change", "index")  # units in which a part can be held against the whole
ALIKE = "gelijk"


@dataclass(frozen=True)
class Tip:
    """What stands beside the pointer.

    Attributes:
        name: Its heading: the place, or what the mark stands for.
        lines: Pairs of a word and what is told of it.
        place: The code of the place that the mark belongs to: it lights up in every chart of the page. Empty for none.
    """

    name: str
    lines: tuple[tuple[str, str], ...]
    place: str = ""


def plain(name: str, text: str, *, word: str = VALUE, place: str = "") -> Tip:
    """Return a tip of a name and one text."""
    return Tip(name, ((word, text),), place)


def tip(
    name: str, cell: Cell, *, place: str = "", word: str = VALUE, against: Mapping[str, Cell | None] | None = None
) -> Tip:
    """Return all that is known of one number.

    Args:
        name: The heading.
        cell: The number, with its unit, period and status.
        place: The code of the place that it is of.
        word: What the number is called.
        against: The same number of other places, by the words behind "Tegenover": told where both are shares.
    """
    gaps = ((other, _gap(cell, beside)) for other, beside in (against or {}).items() if beside is not None)
    return Tip(
        name,
        (
            ("Periode", notation.period(cell.period)),
            (word, cell.amount),
            *((f"Tegenover {other}", gap) for other, gap in gaps if gap),
            ("Status", STATUS_WORDS[cell.status]),
        ),
        place,
    )


def _gap(cell: Cell, other: Cell) -> str:
    """Return how a share differs from another; nothing where one is in doubt or not known, or where it is no share."""
    alike = cell.unit in SHARES and cell.unit == other.unit and cell.period == other.period
    if not alike or cell is other or cell.value is None or other.value is None or is_doubtful(cell, other):
        return ""
    if cell.unit == "index":
        return points(cell.value, other.value, min(cell.measure.decimals, other.measure.decimals))
    return share_gap(cell, other)


def points(value: float, other: float, decimals: int) -> str:
    """Return how one index differs from another: "3,2 punten hoger"."""
    gap = round(value - other, decimals)
    return f"{notation.number(abs(gap), decimals)} punten {'hoger' if gap > 0 else 'lager'}" if gap else ALIKE
