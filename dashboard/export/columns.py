"""How wide the columns of a table are, in shares: as wide as their longest word at least, longer texts break."""

from __future__ import annotations

from dashboard.figure.core import Table

LONGEST, SPACE = 44, 3  # characters from which a text breaks, and of the space between columns


def shares(table: Table) -> list[float]:
    """Return the share of the width that each column takes; together they are 1."""
    columns = [(name, *(row[place] for row in table.rows)) for place, name in enumerate(table.header)]
    weights = [max(_longest_word(column), min(max(map(len, column)), LONGEST)) + SPACE for column in columns]
    return [weight / sum(weights) for weight in weights]


def _longest_word(cells: tuple[str, ...]) -> int:
    return max((len(word) for cell in cells for word in cell.replace("-", " ").split()), default=1)
