"""Numbers of a table back from their Dutch notation, for programs that calculate with them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.words import notation

NUMBER = re.compile(
    rf"(?P<minus>[{notation.MINUS}-])?(?P<euro>€ )?(?P<whole>\d{{1,3}}(\.\d{{3}})*|\d+)(,(?P<decimals>\d+))?(?P<pct>%)?"
)


@dataclass(frozen=True)
class Number:
    """A number and the number format in which Excel writes it as the page does."""

    value: float
    number_format: str


def in_notation(text: str) -> Number | None:
    """Return the number that `text` is, such as "€ 1.163.658" or "7,1%"; None where it says more or something else."""
    match = NUMBER.fullmatch(text)
    if not match:
        return None
    decimals = match["decimals"] or ""
    value = float(f"{match['whole'].replace('.', '')}.{decimals or 0}") * (-1 if match["minus"] else 1)
    digits = "#,##0" + (f".{'0' * len(decimals)}" if decimals else "")
    before, after = ('"€ "' if match["euro"] else ""), ('"%"' if match["pct"] else "")
    return Number(value, f"{before}{digits}{after}")
