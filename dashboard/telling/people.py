"""Percentages in people: how many persons, or households, the difference between two shares means here."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.asking.queries import Cell
from dashboard.words import notation

FIRM = 2  # roundings that a difference must exceed before a number of people says something
STEPS = {1: "gehele getallen", 10: "tientallen", 100: "honderden", 1000: "duizenden"}
TOO_SMALL = "Het verschil met Nederland is te klein om in mensen uit te drukken: de percentages zijn afgerond."


@dataclass(frozen=True)
class Gap:
    """A difference in people: `number` is never negative, `more` tells whether the share here is the higher one.

    Attributes:
        number: People, households or benefits, rounded to what the shares can bear.
        more: Whether there are more here than with the share of the other.
        formula: How it was computed, in Dutch.
        least: The least that it can be, as the shares are rounded, and `most` the most; rounded away from each other.
    """

    number: int
    more: bool
    formula: str
    least: int
    most: int

    @property
    def text(self) -> str:
        """The number as it stands in a sentence: "ongeveer 2.300"."""
        return f"ongeveer {notation.number(self.number)}"

    @property
    def between(self) -> str:
        """Between which numbers it lies, as the shares are rounded: "tussen 2.080 en 2.600"."""
        return f"tussen {notation.number(self.least)} en {notation.number(self.most)}"


def gap(share: Cell, other: Cell, base: Cell, *, of_whom: str) -> Gap | None:
    """Return what `share` minus `other`, both in %, means for the people in `base`.

    Args:
        share: The share here.
        other: The share to compare with.
        base: How many people the share is of, in persons.
        of_whom: Dutch words for those people, such as "inwoners van 15 t/m 64 jaar".

    Returns:
        None where a number is suppressed or unknown, or where the rounding of the shares makes half the difference.
    """
    if share.value is None or other.value is None or not base.value:
        return None
    decimals = share.measure.decimals
    unit = 10.0**-decimals  # both shares may be half of it off
    points = round(share.value - other.value, decimals)
    margin = unit / 100 * base.value
    step = 10 ** max(round(math.log10(margin)), 0) if margin > 0 else 1
    number = round(abs(points) / 100 * base.value / step) * step
    if round(abs(points), decimals) <= FIRM * unit or number == 0:
        return None
    high, low = (share, other) if points > 0 else (other, share)
    formula = (
        f"Berekend: ({high.text} − {low.text}) × {base.text} {of_whom}, afgerond op "
        f"{STEPS.get(step, notation.number(step))}."
    )
    fine = max(step // 10, 1)
    least, most = ((abs(points) + sign * unit) / 100 * base.value / fine for sign in (-1, 1))
    return Gap(number, points > 0, formula, math.floor(least) * fine, math.ceil(most) * fine)
