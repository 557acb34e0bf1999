"""Rows of periods: every year, quarter or month between the first and the last, so that a hole is seen as a hole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from dashboard.words import notation
from snapshot.periods import NO_DATE, UNDATED


def chronological(codes: Iterable[str]) -> tuple[str, ...]:
    """Return each period once, the newest last; that of figures without a date in their source comes first."""
    return tuple(sorted(set(codes), key=lambda code: (code != UNDATED, code)))


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


def bounds(code: str) -> tuple[date, date | None]:
    """Return first and last day of a period such as 2024, 2024-12, 2024-12-31, 2024-Q4, 2024/2025, 2026..2027, 2029..

    The last day is None where the period has no end; a school year counts from August to July, and the end of a year
    is its last month.

    Raises:
        ValueError: The text is no period.
    """
    match = re.fullmatch(
        r"(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?|(/)\d{4}|\.\.(\d{4})?|)", code.replace("-end", "-12")
    )
    if not match:
        raise ValueError(f"{code!r} is no period")
    year, (quarter, month, day, school, end) = int(match[1]), match.groups()[1:]
    if day:
        return (only := date(year, int(month), int(day))), only
    if school:
        return date(year, 8, 1), date(year + 1, 7, 31)
    if quarter or month:
        first, length = (3 * int(quarter) - 2, 3) if quarter else (int(month), 1)
        after = first + length
        return date(year, first, 1), date(year + after // 13, (after - 1) % 12 + 1, 1) - timedelta(days=1)
    if code.endswith(".."):
        return date(year, 1, 1), None
    return date(year, 1, 1), date(int(end or year), 12, 31)


@lru_cache(maxsize=4096)
def middle_day(code: str) -> date:
    """Return the day in the middle of a period; of one without an end its first.

    Raises:
        ValueError: The text is no period.
    """
    first, last = bounds(code)
    return first if last is None else first + (last - first) / 2


def middle(code: str) -> float:
    """Return the middle of a period as a number of years: 2024.5 for 2024; of one without an end its beginning.

    Raises:
        ValueError: The text is no period.
    """
    day = middle_day(code)
    begin, end = (date(year, 1, 1) for year in (day.year, day.year + 1))
    return round(day.year + (day - begin) / (end - begin), 4)


def from_known(newest_first: Sequence[str], unknown: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Return periods from the first of which anything is known, and a remark on the newer ones; '' without those.

    All of them stay where nothing is known of any: then that is what there is to tell. A hole stays as well.
    """
    start = next((place for place, period in enumerate(newest_first) if period not in unknown), 0)
    if not start:
        return tuple(newest_first), ""
    return tuple(
        newest_first[start:]
    ), f"Nieuwere cijfers zijn niet bekend en staan niet in de tabel: {span(newest_first[:start])}."


def runs(periods: Iterable[str]) -> list[tuple[str, ...]]:
    """Return periods in order, in parts: between two parts there are periods that are not there."""
    known = chronological(periods)
    whole = filled(known)
    ends = [place for place, code in enumerate(whole) if code not in known]
    parts = (whole[start + 1 : end] for start, end in pairwise((-1, *ends, len(whole))))
    return [part for part in parts if part]


def span(periods: Iterable[str]) -> str:
    """Return first and last of `periods` in words, and whether the source of a part gives no date."""
    periods = chronological(periods)
    if periods[0] == UNDATED:
        return f"{span(periods[1:])}; van een deel {NO_DATE}" if periods[1:] else NO_DATE
    days = [period.replace("-end", "-12-end") for period in periods]
    if all(days[-1].startswith(day) for day in days):  # one moment, told more or less precisely
        return notation.period(periods[-1])
    first, last = (notation.period(end) for end in (periods[0].split("..")[0], periods[-1].split("..")[-1]))
    if periods[-1].endswith(".."):
        return f"{first} en verder"
    return first if first == last else f"{first} t/m {last}"
