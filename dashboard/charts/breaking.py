"""Names in a chart: on one line where there is room, else on two lines of about the same length."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from itertools import count

from dashboard.charts.drawing import CONTAINER, LETTER, looked_up
from dashboard.charts.theme import LABEL

LEAST = 15  # characters of a line at least
SHARE = 3  # a line beside rows takes at most one part of so many of the width of the chart
LINE = LABEL + 2  # pixels of a line


def in_lines(name: str, characters: int) -> list[str]:
    """Return a name in lines of at most so many characters; a longer word stays whole."""
    return textwrap.wrap(name, characters, break_long_words=False)


def narrowest(names: Iterable[str], least: int = LEAST) -> int:
    """Return the fewest characters of a line, from `least`, in which none of the names takes more than two lines."""
    asked = list(names)
    return next(size for size in count(least) if all(len(in_lines(name, size)) <= 2 for name in asked))


def broken(names: Sequence[str]) -> dict[str, list[str]]:
    """Return the two lines of each name that breaks where there is no room for the longest."""
    size = narrowest(names)
    lines = {name: in_lines(name, size) for name in names}
    return {name: parts for name, parts in lines.items() if len(parts) == 2}


def beside(names: Sequence[str]) -> dict[str, str]:
    """Return Vega expressions of the names beside rows as lines, and of how far two lines go up."""
    longest = max(map(len, names), default=0)
    narrow = f"{CONTAINER} < {SHARE * longest * LETTER:.0f} && {looked_up(broken(names))}[datum.value]"
    return {"name_lines": f"{narrow} || datum.label", "name_shift": f"{narrow} ? -{LINE / 2} : 0"}


def above(room: str, *, name: str = "datum.name", whole: str = "datum.name", lines: str = "datum.lines") -> str:
    """Return a Vega expression of the lines of a text: `lines`, broken by line ends, where there is no room for `name`.

    Args:
        room: A Vega expression of the pixels that there are.
        name: The longest line of `whole`.
        whole: The text where there is room.
        lines: The text where there is none.
    """
    return f"split(length({name}) * {LETTER} > {room} ? {lines} : {whole}, '\\n')"
