"""Dutch notation: numbers, dates, periods, and words for differences. Pure functions of their input."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Self

from snapshot import clock
from snapshot.model import STATUSES, UNITS
from snapshot.periods import UNDATED, vague

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NO_VALUE = "geen gegeven"
ONE_OF = {
    "persons": "persoon", "households": "huishouden", "benefits": "uitkering", "jobs": "baan", "employees": "werknemer",
    "vacancies": "vacature", "establishments": "vestiging", "students": "student",
}  # fmt: skip
MINUS = "−"
SHOWN_TOWNS = "getoonde gemeenten"  # of which the reader need not see all that there are
NAMED = 4  # names of one whole that are heard as easily as their number
EXCEPTIONS = 2  # names that can be left out of a whole: more of them are no exceptions
REPLACEMENT = "\ufffd"  # stands where a sign was that cannot be kept or shown
UNKEPT = ("Cc", "Cs")  # categories of signs that no file can hold: control signs, and halves of signs


def storable(text: str) -> str:
    """Return `text` in one line, with REPLACEMENT for each sign that an address and a file cannot hold."""
    line = " ".join(text.split())
    return "".join(REPLACEMENT if _unkept(sign) else sign for sign in line)


def _unkept(sign: str) -> bool:
    return unicodedata.category(sign) in UNKEPT or ord(sign) & 0xFFFE == 0xFFFE  # the latter never is a sign


class Written(str):
    """A number in Dutch notation that still knows the number, for files that calculate with it.

    With words before or behind it, it is a text like any other.

    Attributes:
        value: The number as it is written, so with these decimals.
        decimals: The decimals that are written.
        before: What stands before the number, such as "€ ".
        after: What stands behind it, such as "%".
    """

    value: float
    decimals: int
    before: str
    after: str

    __slots__ = ("after", "before", "decimals", "value")

    def __new__(cls, value: float, decimals: int = 0, *, before: str = "", after: str = "") -> Self:
        """Write a number."""
        rounded = float(f"{value:.{decimals}f}") or 0.0  # no minus before a zero
        text = f"{abs(rounded):,.{decimals}f}".replace(",", "\x00").replace(".", ",").replace("\x00", ".")
        made = super().__new__(cls, f"{MINUS if rounded < 0 else ''}{before}{text}{after}")
        made.value, made.decimals, made.before, made.after = rounded, decimals, before, after
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[float, int], dict[str, str]]:
        """Return what makes it again, for copies of it."""
        return (self.value, self.decimals), {"before": self.before, "after": self.after}


def number(value: float, decimals: int = 0) -> Written:
    """Return `value` with Dutch separators: 1234.5 with one decimal is "1.234,5"."""
    return Written(value, decimals)


def percentage(value: float, decimals: int = 0) -> Written:
    """Return `value`, a percentage, as "5,1%"."""
    return Written(value, decimals, after="%")


def euro(value: float) -> Written:
    """Return whole euros: "€ 1.163.658"."""
    return Written(value, before="€ ")


def euro_short(value: float) -> str:
    """Return euros for a headline: "€ 1,1 mln", "€ 649 duizend"."""
    sign = MINUS if value < 0 else ""
    if abs(value) >= 999_500:
        return f"{sign}€ {number(abs(value) / 1_000_000, 1)} mln"
    return f"{sign}€ {number(abs(value) / 1000)} duizend" if abs(value) >= 10_000 else euro(value)


def unbroken(text: str) -> str:
    """Return a text for a line of its own width: none ends between a currency and its amount."""
    return text.replace("€ ", "€\N{NO-BREAK SPACE}")


def amount(value: float, unit: str, decimals: int = 0) -> str:
    """Return a value in its unit as it stands in a sentence: "8.200 personen", "7,1%", "€ 827.390"."""
    if unit == "eur":
        return euro(value)
    if unit in ("pct", "pct_change"):
        return percentage(value, decimals)
    return f"{number(value, decimals)} {noun(value, unit)}"


def noun(value: float, unit: str) -> str:
    """Return the word of a unit that goes with a value: "persoon" with 1, "personen" with 0, 2 or 8.200."""
    return ONE_OF.get(unit, UNITS[unit].label) if value == 1 else UNITS[unit].label


def cell(value: float | None, status: str, unit: str, decimals: int = 0) -> str:
    """Return what a table shows: the number without its unit word, or the word of a status without a number."""
    if value is None or math.isnan(value):
        return STATUSES[status].word if status in STATUSES and not STATUSES[status].has_value else NO_VALUE
    if unit == "eur":
        return euro(value)
    return percentage(value, decimals) if unit in ("pct", "pct_change") else number(value, decimals)


def day(iso: str) -> str:
    """Return an ISO date, or year and month, in words: "31 december 2024", "december 2024"; else as it is."""
    if match := re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", iso):
        year, month, number_of_day = match.groups()
        prefix = f"{int(number_of_day)} " if number_of_day else ""
        return f"{prefix}{MONTHS[int(month) - 1]} {year}"
    return iso


def is_day(code: str) -> bool:
    """Return whether a period is one day, such as "2024-12-31"."""
    return len(code) == len("2024-12-31") and code[4] == code[7] == "-"


def moment(iso: str) -> str:
    """Return the day in the Netherlands of an ISO moment in words: "24 november 2026"; else the text as it is."""
    try:
        return day(clock.local_day(iso).isoformat())
    except ValueError:
        return iso


class Worded(str):
    """A number with words around it, such as "ten minste 1.900", that still knows the number for tables in its order.

    Attributes:
        value: The number.
    """

    value: float

    __slots__ = ("value",)

    def __new__(cls, text: str, value: float) -> Self:
        """Write a number with its words."""
        made = super().__new__(cls, text)
        made.value = value
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str, float], dict[str, str]]:
        """Return what makes it again, for copies of it."""
        return (str(self), self.value), {}


def worded(text: str, *, before: str = "", after: str = "") -> str:
    """Return `text` with words around it; where it is a number, it still knows which."""
    whole = f"{before}{text}{after}"
    return Worded(whole, text.value) if isinstance(text, Written | Worded) else whole


class Moment(str):
    """A reference period in words that still knows its code, for tables that are put in its order."""

    code: str

    __slots__ = ("code",)

    def __new__(cls, words: str, code: str) -> Self:
        """Write a period."""
        made = super().__new__(cls, words)
        made.code = code
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, str]]:
        """Return what makes it again, for copies of it."""
        return (str(self), self.code), {}


@lru_cache(maxsize=4096)
def period(code: str) -> Moment:
    """Return a reference period in words, such as "31 december 2024", "4e kwartaal 2024", "2025 t/m 2027".

    A source can say no more than "eind 2024", or nothing: then that is told.
    """
    return Moment(_period(code), code)


def _period(code: str) -> str:
    if words := vague(code):
        return words
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", code):
        return f"{match[2]}e kwartaal {match[1]}"
    if match := re.fullmatch(r"(\d{4})/(\d{4})", code):
        return f"schooljaar {code}"
    if match := re.fullmatch(r"(\d{4})\.\.(\d{4})?", code):
        return f"{match[1]} t/m {match[2]}" if match[2] else f"vanaf {match[1]}"
    return day(code)


@lru_cache(maxsize=4096)
def short_period(code: str) -> str:
    """Return a period as short as it can be told apart, the year last: "mrt 2026", "1e kw 2026", "2026"."""
    if code == UNDATED:
        return "zonder datum"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", code):
        return f"{match[2]}e kw {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", code):
        return f"{SHORT_MONTHS[int(match[2]) - 1]} {match[1]}"
    return code[:4]


def at(code: str) -> str:
    """Return when a figure counts, inside a sentence: "op 1 januari 2025", "in april 2026", "vanaf 2035"."""
    words = period(code)
    if code == UNDATED:
        return f"volgens de bron ({short_period(code)})"
    if is_day(code):
        return f"op {words}"
    return words if code.endswith(("-end", "..")) else f"in {'het ' if 'kwartaal' in words else ''}{words}"


def quarter_start(code: str) -> date:
    """Return the first day of a quarter such as "2026-Q2"; raise ValueError for anything else."""
    match = re.fullmatch(r"(\d{4})-Q([1-4])", code)
    if not match:
        raise ValueError(f"{code!r} is not a quarter such as 2026-Q2")
    return date(int(match[1]), 3 * int(match[2]) - 2, 1)


def difference(value: float, other: float, unit: str, decimals: int = 0) -> str:
    """Return how `value` differs from `other` in words: "0,4 procentpunt hoger", "388 banen meer", "gelijk"."""
    gap = round(value - other, decimals)
    if gap == 0:
        return "even hoog" if unit in ("pct", "pct_change") else "evenveel"
    size = number(abs(gap), decimals)
    if unit in ("pct", "pct_change"):
        return f"{size} procentpunt {'hoger' if gap > 0 else 'lager'}"
    if unit == "eur":
        return f"{euro(abs(gap))} {'meer' if gap > 0 else 'minder'}"
    return f"{size} {noun(abs(gap), unit)} {'meer' if gap > 0 else 'minder'}"


def than(words: str) -> str:
    """Return words of a difference with the particle that goes with them: "hoger dan", "even hoog als"."""
    return f"{words} {'als' if words.startswith('even') else 'dan'}"


def unit(code: str) -> str:
    """Return the Dutch word of a unit code."""
    return UNITS[code].label


@lru_cache(maxsize=4096)
def sum_of(parts: int, missing: int, noun: str, *, is_known: bool) -> str:
    """Return how a sum is made: "Som van 9 gemeenten."; or what it misses, and that it is the least, or none.

    Args:
        parts: Of how many figures it is the sum.
        missing: How many of those are empty.
        noun: What they are, such as "gemeenten".
        is_known: Whether there is a sum at all.
    """
    if not is_known:
        of = f"de {number(parts)} {noun}"
        return f"Niet te berekenen: van {number(missing)} van {of} is er geen cijfer."
    if missing:
        return f"Ten minste: som van {number(parts - missing)} van de {number(parts)} {noun}."
    return f"Som van {number(parts)} {noun}."


def counted(count: int) -> str:
    """Return a small number in words: "acht"; digits from thirteen on."""
    words = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
    return words[count] if count < len(words) else number(count)


def so_many(count: int, one: str, many: str) -> str:
    """Return how many things there are, with the noun that goes with it: "1 regel", "3 regels"."""
    return f"{number(count)} {one if count == 1 else many}"


def listing(words: Sequence[str], last: str = "en") -> str:
    """Return words as a Dutch enumeration: "a, b en c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def gathered(words: Sequence[str], whole: Sequence[str], many: str = "gemeenten") -> str:
    """Return names as an enumeration, or most of a whole as who is not in it: "alle 9 gemeenten behalve Rozendaal".

    Names from outside the whole come first, so that they are no exceptions.

    Args:
        words: The names, which may hold others than those of the whole.
        whole: All names that the reader sees beside them.
        many: What those are, such as "gemeenten".
    """
    left = [word for word in whole if word not in words]
    if len(whole) - len(left) <= NAMED or len(left) > EXCEPTIONS:
        return listing(words)
    told = f"alle {number(len(whole))} {many}"
    return listing(
        [*(word for word in words if word not in whole), f"{told} behalve {listing(left)}" if left else told]
    )


def names(words: Sequence[str]) -> str:
    """Return names as an enumeration; with semicolons where one of them is more than one: "CBS; SBB en UWV"."""
    return "; ".join(words) if any("," in word or " en " in word for word in words) else listing(words)


def capital(text: str) -> str:
    """Return `text` as it starts a sentence; only its first letter changes."""
    return text[:1].upper() + text[1:]


def inside(word: str) -> str:
    """Return a word as it stands inside a sentence: "bijstand", but "WW na ontslag" keeps its capitals."""
    first = word.partition(" ")[0]
    return word if first.isupper() or first == "Wajong" else word[0].lower() + word[1:]


def slug(text: str) -> str:
    """Return `text` for a file name or an anchor: lower case, letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
