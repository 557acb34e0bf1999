"""Periods and dates as files write them, as the snapshot writes them. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT = {name[:3]: place for place, name in enumerate(MONTHS, start=1)} | {"mrt": 3, "sept": 9}
_MONTH = "|".join((*MONTHS, *SHORT))
_DAY = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[-/. ](?:\d{{1,2}}|{_MONTH})[-/. ]\d{{4}})"
_QUARTER = (
    r"(?:(?P<y1>\d{4}) ?[-/ ]?(?:k|q|kw|kwartaal) ?0?(?P<q1>[1-4])"
    r"|(?:(?P<q2>[1-4])e? ?(?:kwartaal|kwrt|kw)|(?:kwartaal|[kq]) ?(?P<q3>[1-4]))(?: van)?[-/ ]*(?P<y2>\d{4}))"
)
STATED = (
    r"publicatiedatum|gepubliceerd(?: op)?|datum publicatie|bijgewerkt(?: op| tot)?|laatste update|laatst gewijzigd|"
    r"datum bestand|aanmaakdatum|gemaakt op|exportdatum|datum"
)


def quarter(text: str) -> str | None:
    """Return "2026-Q1" for "2026K1", "2026 Q1", "2026KW01", "1e kwartaal 2026", "K1-2026" or the quarter's last day."""
    plain = _plain(text)
    if match := re.fullmatch(_QUARTER, plain):
        return f"{match['y1'] or match['y2']}-Q{match['q1'] or match['q2'] or match['q3']}"
    end = day(plain)
    if end and end[5:] in ("03-31", "06-30", "09-30", "12-31"):
        return f"{end[:4]}-Q{int(end[5:7]) // 3}"
    return None


def month(text: str) -> str | None:
    """Return "2026-03" for "maart 2026", "2026-03", "202603" or any day in it; "mrt-26" is too short to trust."""
    plain = _plain(text)
    if match := re.fullmatch(r"(\d{4})[-/ ]?(?:mm|m)?(0?[1-9]|1[0-2])", plain):
        return f"{match[1]}-{int(match[2]):02d}"
    if match := re.fullmatch(rf"({_MONTH})\.?[-/ ](\d{{4}})", plain):
        return f"{match[2]}-{_number(match[1]):02d}"
    if match := re.fullmatch(rf"(\d{{4}})[-/ ]({_MONTH})", plain):
        return f"{match[1]}-{_number(match[2]):02d}"
    whole = day(plain)
    return whole[:7] if whole else None


def day(text: str) -> str | None:
    """Return "2026-03-31" for "31-3-2026", "31 maart 2026" or the ISO form; None for a day that does not exist."""
    plain = _plain(text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        parts = tuple(map(int, plain.split("-")))
    elif match := re.fullmatch(rf"(\d{{1,2}})[-/. ](\d{{1,2}}|{_MONTH})[-/. ](\d{{4}})", plain):
        parts = (int(match[3]), int(match[2]) if match[2].isdigit() else _number(match[2]), int(match[1]))
    else:
        return None
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


def year(text: str) -> str | None:
    """Return "2023" for a year, or "2023-12" for a month of it."""
    plain = _plain(text)
    return plain if re.fullmatch(r"(?:19|20)\d{2}", plain) else month(plain)


READERS = {"quarter": quarter, "month": month, "day": day, "year": year}
WORDS = {
    "quarter": "a quarter such as 1e kwartaal 2026",
    "month": "a month such as maart 2026",
    "day": "a day such as 31-12-2025",
    "year": "a year such as 2023",
}
_WITHIN = {
    "quarter": rf"{_QUARTER}|{_DAY}",
    "month": rf"{_DAY}|(?:{_MONTH})\.?[-/ ]\d{{4}}|\b20\d{{2}}-\d{{2}}\b",
    "day": _DAY,
    "year": rf"(?:{_MONTH})\.? (?:19|20)\d{{2}}|\b(?:19|20)\d{{2}}\b",
}


def periods_in(texts: Iterable[str], kind: str) -> list[str]:
    """Return the periods of `kind` that occur in `texts`, each once; dates of publication do not count."""
    found: list[str] = []
    for text in texts:
        plain = _plain(text)
        if re.match(rf"(?:{STATED})\b", plain):
            continue
        for match in re.finditer(_WITHIN[kind], plain):
            if read := READERS[kind](match[0]):
                found.append(read)
    return list(dict.fromkeys(found))


def stated_date(rows: Iterable[Iterable[str]]) -> str:
    """Return the latest date that a file gives as its own, beside or behind a word such as "Publicatiedatum"."""
    found = []
    for row in rows:
        cells = [_plain(cell) for cell in row]
        for place, cell in enumerate(cells):
            match = re.match(rf"(?:{STATED})\b[ :]*", cell)
            if not match:
                continue
            behind = [*re.findall(_DAY, cell[match.end() :]), *cells[place + 1 : place + 2]]
            found += [stated for text in behind if (stated := day(text))]
    return max(found, default="")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def _number(name: str) -> int:
    return SHORT.get(name) or MONTHS.index(name) + 1
