"""Periods and dates as files write them, as the snapshot writes them. Pure functions."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_NUMBERS = {name: place for place, name in enumerate(MONTHS, start=1)}
_NUMBERS |= {name[:3]: place for name, place in _NUMBERS.items()} | {"mrt": 3, "sept": 9}
_NUMBERS |= {"january": 1, "february": 2, "march": 3, "mar": 3, "may": 5, "june": 6, "july": 7, "august": 8}
_NUMBERS |= {"october": 10, "oct": 10}  # Power BI writes the months of its reader's language
_ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
SERIALS = (36526, 73050)  # the numbers under which a spreadsheet keeps the days of 2000 to 2099
_BEFORE_DAY_ONE = date(1899, 12, 30)

YEAR = r"(?:19|20)\d{2}"
_ANY_YEAR = rf"(?:{YEAR}|'\d{{2}}|(?<=[-/, ])\d{{2}})"
_MONTH = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_WORD = r"(?:kwartaal|kwrt|kwt|kw|quarter|qtr|k|q)\.?"
_PART = r"(?:0?[1-4]|eerste|tweede|derde|vierde|iv|i{1,3})"
_ORDINAL = rf"{_PART}(?:e|de|ste|st|nd|rd|th)?"
DAYS = (
    rf"(?P<y>{YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})",
    rf"(?P<y>{YEAR})(?P<m>\d{{2}})(?P<d>\d{{2}})",
    rf"(?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<y>{YEAR})",
    rf"(?P<d>\d{{1,2}})[-/. ]{{0,2}}(?P<m>{_MONTH})\.?[-/, ]{{0,2}}(?P<y>{_ANY_YEAR})",
)
NAMED_MONTHS = (
    rf"(?P<m>{_MONTH})\.?[-/, ]{{0,2}}(?P<y>{_ANY_YEAR})",
    rf"(?P<y>{YEAR})[-/, ]{{0,2}}(?P<m>{_MONTH})\.?",
)
_MONTHS = (
    *NAMED_MONTHS,
    rf"(?P<y>{YEAR})(?:[-/. ]?mm?|[-/. ]| ?maand )(?P<m>\d{{1,2}})",
    rf"(?P<y>{YEAR})(?P<m>\d{{2}})",
    rf"(?P<m>\d{{1,2}})[-/. ](?P<y>{YEAR})",
)
QUARTERS = (
    rf"(?P<y>{YEAR})[-/, ]{{0,2}}{_WORD}[- ]?(?P<q>{_PART})",
    rf"(?P<y>{YEAR})[-/, ]{{1,2}}(?P<q>{_ORDINAL})[- ]?{_WORD}",
    rf"{_WORD}[- ]?(?P<q>{_PART})[-/, ]{{0,2}}(?P<y>{_ANY_YEAR})",
    rf"(?P<q>{_ORDINAL})[- ]?{_WORD}[-/, ]{{0,2}}(?P<y>{_ANY_YEAR})",
)
_YEARS = (rf"(?:jaar )?(?P<y>{YEAR})(?:jj00)?",)
_FORMS = tuple(re.compile(form) for form in (*DAYS, *_MONTHS, *QUARTERS, *_YEARS))
END = r"(?:ultimo|ult\.|eind|einde|laatste dag)"
_AROUND = r"\b(?:peildatum|peilmoment|periode|stand|situatie|per|op|van|het|de)\b:?"
_PROVISIONAL = r"\*+|\(?\b(?:nader )?voorlopige?(?: cijfers?)?\b\)?|\((?:v|p|nv)\)"
_REMARKS = rf"{_PROVISIONAL}|\(?\bdefinitieve?(?: cijfers?)?\b\)?|\(d\)|[¹²³⁴⁵]|\s+\(?\d\)$"


@dataclass(frozen=True)
class _Moment:
    """What a text names: a year, and a quarter, month or day in it; `is_end` where it says the end of that."""

    year: int
    quarter: int = 0
    month: int = 0
    day: int = 0
    is_named: bool = False
    is_end: bool = False


def quarter(text: str) -> str | None:
    """Return "2026-Q1" for "2026K1", "1e kwartaal 2026*", "2026 1e kwartaal", "Q1 '26", or the quarter's last day.

    Also for the month that closes it, by name: "ultimo maart 2026". "03-2026" can be a quarter and a month: None.
    """
    found = _moment(text)
    if found is None:
        return None
    last_month = found.month or (12 if found.is_end else 0)
    is_last_day = found.day == _length(found.year, found.month) if found.day else found.is_named or found.is_end
    if not found.quarter and (not last_month or last_month % 3 or not is_last_day):
        return None
    return f"{found.year}-Q{found.quarter or last_month // 3}"


def month(text: str) -> str | None:
    """Return "2026-03" for "maart 2026", "mrt-26", "03-2026", "202603", "ultimo maart 2026" or any day in it."""
    found = _moment(text)
    last = _closing(found) if found and found.is_end else 0
    return f"{found.year}-{found.month or last:02d}" if found and (found.month or last) else None


def day(text: str) -> str | None:
    """Return "2026-12-31" for "31-12-2026", "31 dec. 2026", the ISO form, "ultimo 2026" or "december 2026".

    None for a day that does not exist, and for a month that does not close a year where nothing says its end.
    """
    found = _moment(text)
    if found is None:
        return None
    if found.day:
        return f"{found.year}-{found.month:02d}-{found.day:02d}"
    last = _closing(found) if found.is_end or found.month == 12 else 0
    return f"{found.year}-{last:02d}-{_length(found.year, last):02d}" if last else None


def year(text: str) -> str | None:
    """Return "2023" for a year, or "2023-12" for a month of it or its end."""
    found = _moment(text)
    if found is None or found.quarter:
        return None
    last = found.month or (12 if found.is_end else 0)
    return f"{found.year}-{last:02d}" if last else str(found.year)


READERS = {"quarter": quarter, "month": month, "day": day, "year": year}
WORDS = {
    "quarter": "a quarter such as 1e kwartaal 2026, 2026-Q1 or 31-03-2026",
    "month": "a month such as maart 2026, 2026-03 or 31-03-2026",
    "day": "a day such as 31-12-2025, ultimo 2025 or december 2025",
    "year": "a year such as 2023",
}


def exact_day(text: str) -> str | None:
    """Return a day in ISO form for a text that names that day and no longer period."""
    found = _moment(text)
    return day(text) if found and found.day else None


def is_provisional(text: str) -> bool:
    """Return whether a period is marked as provisional: "3e kwartaal 2025*" or "2025 (voorlopig)"."""
    return bool(re.search(_PROVISIONAL, text.casefold()))


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period as the snapshot writes it."""
    start = int(period[:4])
    if "Q" in period:
        last = 3 * int(period[-1])
        return date(start, last - 2, 1), date(start, last, _length(start, last))
    if len(period) == 10:
        return date.fromisoformat(period), date.fromisoformat(period)
    first, last = (int(period[5:7]),) * 2 if len(period) > 4 else (1, 12)
    return date(start, first, 1), date(start, last, _length(start, last))


def signs(text: str) -> str:
    """Return a text for comparison: capitals, kinds of dashes and quotes, and footnote numbers do not count."""
    signs = re.sub("[‐‑‒–—−]", "-", re.sub("[’‘´`]", "'", text.translate(_SUPERSCRIPTS)))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", signs)).strip().casefold()


_SUPERSCRIPTS = dict.fromkeys(map(ord, "¹²³⁴⁵"), None)


@lru_cache(maxsize=4096)
def _moment(text: str) -> _Moment | None:
    """Return what the whole of a text names, or None where it names no moment or one that does not exist."""
    plain = re.sub(_REMARKS, " ", signs(text))
    plain = re.sub(r"[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$", "", plain)
    shorter = re.sub(rf"(?<!\w){END}(?!\w)", " ", plain)
    is_end = shorter != plain
    bare = re.sub(r"\s+", " ", re.sub(_AROUND, " ", shorter)).strip(" :,")
    if re.fullmatch(r"\d{5}(?:\.\d+)?", bare):
        return _of_serial(int(float(bare)))
    for form in _FORMS:
        if (match := form.fullmatch(bare)) and (found := _checked(match.groupdict(), is_end=is_end)):
            return found
    return None


def _of_serial(number: int) -> _Moment | None:
    if not SERIALS[0] <= number <= SERIALS[1]:
        return None
    whole = _BEFORE_DAY_ONE + timedelta(days=number)
    return _Moment(whole.year, month=whole.month, day=whole.day)


def _checked(parts: dict[str, str], *, is_end: bool) -> _Moment | None:
    written = parts["y"].lstrip("'")
    of_year = int(written) + (2000 if len(written) == 2 else 0)
    if part := parts.get("q"):
        bare = re.sub(r"(?<=\d)\D+$", "", part)
        bare = bare if bare.isdigit() or bare in _ORDINALS else re.sub(r"(?:e|de)$", "", bare)
        return _Moment(of_year, quarter=_ORDINALS.get(bare) or int(bare), is_end=is_end)
    name = parts.get("m") or "0"
    of_month = _NUMBERS.get(name) or int(name)
    of_day = int(parts.get("d") or 0)
    if of_month > 12 or (of_day and (not of_month or of_day > _length(of_year, of_month))):
        return None
    if ("m" in parts and not of_month) or ("d" in parts and not of_day):
        return None
    return _Moment(of_year, month=of_month, day=of_day, is_named=name in _NUMBERS, is_end=is_end)


def _closing(found: _Moment) -> int:
    """Return the last month of what is named."""
    return found.month or 3 * found.quarter or 12


def _length(of_year: int, of_month: int) -> int:
    return calendar.monthrange(of_year, of_month)[1]
