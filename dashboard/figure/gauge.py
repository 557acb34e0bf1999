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
    return replace(
        figure,
        status=STATUS_WORDS[cell.status] if cell.status in TOLD else "",
        value=None if is_doubtful(cell) else cell.value,
        marks=_marks(others or {}),
        course=figure.course or (),
    )


def spread(figure: KeyFigure, values: Sequence[float], others: Mapping[str, Cell]) -> KeyFigure:
    """Return a key figure of several places with their numbers, and those they are compared with, by their codes."""
    return replace(figure, spread=tuple(values), marks=_marks(others), course=figure.course or ())


def _marks(others: Mapping[str, Cell]) -> tuple[Mark, ...]:
    return tuple(
        Mark(cell.value, roles.COUNTRY if code == COUNTRY else roles.REGION)
        for code, cell in others.items()
        if cell.value is not None and not is_doubtful(cell)
    )


def over_time(figure: KeyFigure, cells: Sequence[Cell]) -> KeyFigure:
    """Return a key figure with its course: those of `cells` that have a number, in their order."""
    return replace(figure, course=tuple(cell.value for cell in cells if cell.value is not None))
