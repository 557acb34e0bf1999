"""How wide the columns of a table are, measured in the typeface: no word runs into the next column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import ceil

from PIL import ImageFont

from dashboard.export.renderer import font_folder
from dashboard.figure.core import Table

LONGEST = 44  # characters of a text that asks for no more room: it breaks
MEASURED = 100  # pixels of type at which words are measured


def widths(table: Table, width: float, *, size: float, space: float) -> list[float]:
    """Return the width of each column; together they are `width`.

    Args:
        table: The texts.
        width: Points that the table takes.
        size: Points of its type.
        space: Points beside the text of a cell, both sides together.
    """
    least = [_longest_word(column) * size + space for column in _columns(table)]
    wished = [_wish(column) * size + space for column in _columns(table)]
    spare = width - sum(least)
    if spare < 0:  # only tables of long words: a PDF breaks those
        return [width * one / sum(least) for one in least]
    more = [max(wish - one, 0) for wish, one in zip(wished, least, strict=True)]
    share = min(1.0, spare / sum(more)) if sum(more) else 0.0
    spread = [one + extra * share for one, extra in zip(least, more, strict=True)]
    return [one * width / sum(spread) for one in spread]


def pieces(table: Table, width: float, *, size: float, space: float) -> list[Table]:
    """Return the table as tables that each fit in `width` points: the columns of numbers are spread evenly.

    Each begins with the columns of text before the first number.
    """
    least = [_longest_word(column) * size + space for column in _columns(table)]
    names = min(table.numeric, default=0)
    others = range(names, len(least))
    room = width - sum(least[:names])
    if not names or sum(least) <= width or room <= 0:
        return [table]
    for count in range(2, len(others) + 1):
        chosen = _spread(others, count)
        if all(sum(least[place] for place in places) <= room for places in chosen):
            return [_of(table, [*range(names), *places]) for places in chosen]
    return [table]


def _columns(table: Table) -> list[tuple[str, ...]]:
    return [(name, *(row[place] for row in table.rows)) for place, name in enumerate(table.header)]


def _of(table: Table, places: Sequence[int]) -> Table:
    """Return the table with only the columns at `places`."""
    return Table(
        tuple(table.header[place] for place in places),
        tuple(tuple(row[place] for place in places) for row in table.rows),
        numeric=tuple(new for new, place in enumerate(places) if place in table.numeric),
        strong=table.strong,
    )


def _spread(places: Sequence[int], count: int) -> list[Sequence[int]]:
    size = ceil(len(places) / count)
    return [places[start : start + size] for start in range(0, len(places), size)]


def _longest_word(cells: Sequence[str]) -> float:
    """Return the width of the longest word, in sizes of type."""
    return max((_measured(word) for cell in cells for word in re.split(r"[ \n]|(?<=[-/])", cell)), default=0.0)


def _wish(cells: Sequence[str]) -> float:
    return max(_measured(cell[:LONGEST]) for cell in cells)


@lru_cache(maxsize=8192)
def _measured(text: str) -> float:
    return _font().getlength(text) / MEASURED


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / "SourceSansPro-Semibold.ttf"), MEASURED)
