"""Rows of periods: every year, quarter or month between the first and the last, so that a hole is seen as a hole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def filled(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the periods of `codes`, in order, with those between them that are not there.

    The step is that of the periods: a year where all are the same day, month or whole year, else a quarter or a month.
    Periods of different kinds stay as they are.
    """
    return _filled(tuple(sorted(set(codes))))


@lru_cache(maxsize=256)
def _filled(known: tuple[str, ...]) -> tuple[str, ...]:
    if len(known) < 2:
        return known
    for pattern, number, name in _STEPS:
        matches = [re.fullmatch(pattern, code) for code in known]
        if all(matches) and len({match["rest"] for match in matches if match}) == 1:
            rest = matches[0]["rest"] if matches[0] else ""
            ends = [number(match) for match in (matches[0], matches[-1]) if match]
            return tuple(name(place) + rest for place in range(ends[0], ends[-1] + 1))
    return known


def _year(match: re.Match[str]) -> int:
    return int(match["year"])


def _quarter(match: re.Match[str]) -> int:
    return 4 * int(match["year"]) + int(match["part"]) - 1


def _month(match: re.Match[str]) -> int:
    return 12 * int(match["year"]) + int(match["part"]) - 1


_STEPS = (
    (r"(?P<year>\d{4})(?P<rest>|-\d{2}|-\d{2}-\d{2})", _year, str),
    (r"(?P<year>\d{4})-Q(?P<part>[1-4])(?P<rest>)", _quarter, lambda place: f"{place // 4}-Q{place % 4 + 1}"),
    (r"(?P<year>\d{4})-(?P<part>\d{2})(?P<rest>)", _month, lambda place: f"{place // 12}-{place % 12 + 1:02d}"),
)
