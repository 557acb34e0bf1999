"""What was spent per line of the budget against what was budgeted: sums, and none over a quarter that is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MARGIN = 0.1  # of the budget of a line: so far from its even share is still about even. A rule of this dashboard
OVER_BUDGET, MORE, LESS, EVEN = "boven het budget", "meer dan naar rato", "minder dan naar rato", "rond naar rato"
UNREPORTED, UNBUDGETED = "niet gemeld", "geen bedrag begroot"


@dataclass(frozen=True)
class LineSpent:
    """One line of the budget up to a quarter.

    Attributes:
        code: Its number.
        name: What it is called.
        budgeted: Euro over the whole term; None where no amount is known.
        quarters: The quarters of the term up to the one that is looked at.
        of: How many quarters the whole term has.
        spent: Euro by quarter, of the quarters that were reported.
    """

    code: str
    name: str
    budgeted: float | None
    quarters: Sequence[str]
    of: int
    spent: Mapping[str, float]

    @property
    def total(self) -> float | None:
        """What was reported up to the quarter, in euro; None where nothing was."""
        known = [self.spent[quarter] for quarter in self.quarters if quarter in self.spent]
        return round(sum(known), 2) if known else None  # to the cent: parts of euros do not add up exactly

    @property
    def missing(self) -> tuple[str, ...]:
        """The quarters of which nothing was reported."""
        return tuple(quarter for quarter in self.quarters if quarter not in self.spent)

    @property
    def share(self) -> float:
        """The part of the term that is over at the end of the quarter, from 0 to 1."""
        return len(self.quarters) / self.of

    @property
    def even(self) -> float | None:
        """The even share of the budget up to the quarter, in euro."""
        return None if self.budgeted is None else self.budgeted * self.share

    @property
    def verdict(self) -> str:
        """Whether more or less is spent than an even share; what is certain also with quarters that are missing."""
        if self.budgeted is None or self.even is None:
            return UNBUDGETED
        if self.total is None:
            return UNREPORTED
        if self.total > self.budgeted:
            return OVER_BUDGET
        if self.total > self.even + MARGIN * self.budgeted:
            return MORE
        if self.missing:
            return "niet te zeggen"
        return LESS if self.total < self.even - MARGIN * self.budgeted else EVEN
