"""The period that a question names, and which periods of the data answer it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.words import notation
from dashboard.words.periods import bounds
from snapshot.periods import UNDATED

MONTHS = {name: number for number, name in enumerate(notation.MONTHS, start=1)} | {
    name: number for number, name in enumerate(notation.SHORT_MONTHS, start=1)
}
YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")
QUARTER = re.compile(r"q([1-4])|([1-4])(?:e|de|ste)?")
ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}


@dataclass(frozen=True)
class Asked:
    """A period that is asked for: its code as the data write it, and its first and last day."""

    code: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """The period in words."""
        return notation.period(self.code)


def asked_period(words: Sequence[str]) -> tuple[Asked | None, frozenset[int]]:
    """Return the period that folded words name, and at which places; the first where there are several."""
    years = [at for at, word in enumerate(words) if YEAR.fullmatch(word)]
    if not years:
        return None, frozenset()
    at = years[0]
    year, used = words[at], {at}
    if at + 1 in years or (at + 3 in years and tuple(words[at + 1 : at + 3]) in (("t", "m"), ("tot", "en"))):
        other = at + 1 if at + 1 in years else at + 3
        used |= set(range(at, other + 1))
        code = f"{year}/{words[other]}" if "schooljaar" in words[:at] else f"{year}..{words[other]}"
        if int(words[other]) > int(year):
            used |= {place for place in range(at) if words[place] == "schooljaar"}
            return _asked(code), frozenset(used)
    code = year
    if at and words[at - 1] in MONTHS:
        code, used = f"{year}-{MONTHS[words[at - 1]]:02d}", used | {at - 1}
        if at > 1 and words[at - 2].isdigit() and 1 <= int(words[at - 2]) <= 31:
            code, used = f"{code}-{int(words[at - 2]):02d}", used | {at - 2}
    elif quarter := _quarter(words, at):
        number, places = quarter
        code, used = f"{year}-Q{number}", used | places
    elif at and words[at - 1] in ("eind", "einde"):
        code, used = f"{year}-end", used | {at - 1}
    return _asked(code) or _asked(year), frozenset(used)


def _quarter(words: Sequence[str], at: int) -> tuple[int, set[int]] | None:
    """Return the quarter that stands beside a year: "4e kwartaal 2025", "q4 2025", "2025 q4"."""
    for place in (at - 1, at + 1):
        if 0 <= place < len(words) and words[place].startswith("q") and (match := QUARTER.fullmatch(words[place])):
            return int(match[1]), {place}
    if at > 1 and words[at - 1] in ("kwartaal", "kw"):
        before = words[at - 2]
        if before in ORDINALS:
            return ORDINALS[before], {at - 1, at - 2}
        if match := QUARTER.fullmatch(before):
            return int(match[1] or match[2]), {at - 1, at - 2}
    return None


def _asked(code: str) -> Asked | None:
    try:
        first, last = bounds(code)
    except ValueError:
        return None
    return Asked(code, first, last or date.max)


def answering(asked: Asked, periods: Iterable[str]) -> list[str]:
    """Return the periods that answer what is asked, best first: that one, the newest inside it, one that it lies in."""
    found: list[tuple[int, date, str]] = []
    for code in periods:
        if code == UNDATED:
            continue
        first, last = _span(code)
        if code == asked.code:
            found.append((0, last, code))
        elif asked.first <= first and last <= asked.last:
            found.append((1, last, code))
        elif first <= asked.first and asked.last <= last:
            found.append((2, last, code))
    found.sort(key=lambda one: (one[0], -one[1].toordinal()))
    return [code for _, _, code in found]


def nearest(asked: Asked, periods: Iterable[str]) -> str:
    """Return the dated period that lies closest to what is asked; '' where there is none."""
    dated = [code for code in periods if code != UNDATED]

    def gap(code: str) -> int:
        first, last = _span(code)
        return max((first - asked.last).days, (asked.first - last).days, 0)

    return min(dated, key=gap, default="")


def _span(code: str) -> tuple[date, date]:
    first, last = bounds(code)
    return first, last or date.max
