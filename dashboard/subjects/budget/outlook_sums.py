"""What is left per year where expenses are not settled: sums alone, and none around an amount that is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Year:
    """One year, in euro. None is not known, and what rests on it is not known either.

    Attributes:
        year: Such as "2029".
        received: New income, without what comes over from the year before.
        carried: What comes over from the year before; below 0 it is a shortage.
        spent: The expenses.
        is_assumed: Whether those expenses are an assumption, and no amount of the budget.
    """

    year: str
    received: float
    carried: float | None
    spent: float | None
    is_assumed: bool = False

    @property
    def left(self) -> float | None:
        """What is left at the end of the year; below 0 it is a shortage."""
        return None if self.carried is None or self.spent is None else self.carried + self.received - self.spent


def outlook(
    carried: float | None, received: Mapping[str, float], spent: Mapping[str, float | None], assumed: float | None
) -> tuple[Year, ...]:
    """Return the years in order, each beginning with what the one before left.

    Args:
        carried: What comes over into the first year.
        received: New income per year.
        spent: Expenses per year; None where they are not settled.
        assumed: What stands in for expenses that are not settled; None where nobody assumes anything.
    """
    years: list[Year] = []
    for year in sorted(received):
        known = spent[year]
        years.append(Year(year, received[year], carried, assumed if known is None else known, known is None))
        carried = years[-1].left
    return tuple(years)


def ends(years: tuple[Year, ...]) -> Year | None:
    """Return the first year at the end of which nothing is left; None where there is none."""
    return next((year for year in years if year.left is not None and year.left <= 0), None)
