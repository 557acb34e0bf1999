"""What stands beside the number of a key figure: its doubt, other places on its scale, and its course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dashboard.asking.queries import Cell
from dashboard.asking.selection import COUNTRY
from dashboard.figure.core import KeyFigure, Mark
from dashboard.telling import roles
from dashboard.telling.doubt import is_doubtful
from snapshot.model import STATUS_WORDS

TOLD = ("doubtful", "provisional")  # the statuses that stand beside the number itself


def measured(figure: KeyFigure, cell: Cell, others: Mapping[str, Cell] | None = None) -> KeyFigure:
    """Return a key figure with the doubt of its cell and the places it is compared with, by their codes.

    What is doubtful is on no scale: nothing is compared with it.
    """
    firm = {code: other.value for code, other in (others or {}).items() if not is_doubtful(other)}
    return replace(
        figure,
        status=STATUS_WORDS[cell.status] if cell.status in TOLD else "",
        value=None if is_doubtful(cell) else cell.value,
        marks=tuple(
            Mark(value, roles.COUNTRY if code == COUNTRY else roles.REGION)
            for code, value in firm.items()
            if value is not None
        ),
        course=figure.course or (),
    )


def over_time(figure: KeyFigure, cells: Sequence[Cell]) -> KeyFigure:
    """Return a key figure with its course: those of `cells` that have a number, in their order."""
    return replace(figure, course=tuple(cell.value for cell in cells if cell.value is not None))
