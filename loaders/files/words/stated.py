"""What a file says of itself above its table: the period it is about, and its own date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.files.words.moments import DAYS, END, NAMED_MONTHS, QUARTERS, READERS, YEAR, exact_day, signs

STATED = (
    r"publicatiedatum|gepubliceerd|datum publicatie|bijgewerkt(?: op| tot)?|laatste update|laatst gewijzigd|"
    r"datum bestand|aanmaakdatum|gemaakt op|exportdatum|datum"
)


def periods_in(texts: Iterable[str], kind: str) -> list[str]:
    """Return the periods of `kind` that occur in `texts`, each once; dates of publication do not count.

    A month by its name alone counts as the quarter or day that it closes only where nothing else is said.
    """
    told = [re.sub(rf"\b(?:{STATED}|publicatie)\b[ :]*(?:{_DAY}|{_NAMED})", " ", signs(text)) for text in texts]
    told = [text for text in told if not re.match(rf"(?:{STATED})\b", text)]
    for pattern in _WITHIN[kind]:
        found = [READERS[kind](match[0]) for text in told for match in re.finditer(_alone(pattern), text)]
        if any(found):
            return [period for period in dict.fromkeys(found) if period]
    return []


def stated_date(rows: Iterable[Iterable[str]]) -> str:
    """Return the latest date that a file gives as its own, beside or behind a word such as "Publicatiedatum"."""
    found = []
    for row in rows:
        cells = [signs(cell) for cell in row]
        for place, cell in enumerate(cells):
            match = re.match(rf"(?:{STATED})\b[ :]*", cell)
            if not match or "volgende" in cell:
                continue
            behind = [*re.findall(_alone(_DAY), cell[match.end() :]), *cells[place + 1 : place + 2]]
            found += [exact_day(text) for text in behind]
    return max(filter(None, found), default="")


def _any(forms: Iterable[str]) -> str:
    """Return one pattern for several forms within other text, where "mei 26 gemeenten" is no month of 2026."""
    return "(?:" + "|".join(re.sub(r"\(\?P<\w>", "(?:", form).replace("[-/, ])", "-)") for form in forms) + ")"


def _alone(pattern: str) -> str:
    return rf"(?<![\w'/.-])(?:{pattern})(?![\w/-])"


_DAY, _NAMED, _QUARTER = _any((DAYS[0], *DAYS[2:])), _any(NAMED_MONTHS), _any(QUARTERS)
_LAST = rf"{END}(?: van)?(?: het| de)? "
_WITHIN = {  # the first that occurs counts
    "quarter": (rf"(?:{_LAST})?(?:{_QUARTER}|{_DAY})|{_LAST}(?:{_NAMED}|{YEAR})", _NAMED),
    "month": (rf"(?:{_LAST})?(?:{_DAY}|{_NAMED}|20\d{{2}}-\d{{2}})|{_LAST}(?:{_QUARTER}|{YEAR})",),
    "day": (rf"{_DAY}|{_LAST}(?:{_QUARTER}|{_NAMED}|{YEAR})", _NAMED),
    "year": (rf"(?:{_LAST})?(?:{_NAMED}|{YEAR})",),
}
