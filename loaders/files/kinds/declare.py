"""What a kind of file is: which headings it must have, and what each column becomes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from snapshot.model import Dataset

LONGEST = 300  # characters of a heading; a longer text is none
PERSONS: Mapping[str, tuple[str, int]] = {
    "": ("persons", 1),
    "aantal": ("persons", 1),
    "personen": ("persons", 1),
    "x1000": ("persons", 1000),
}
JOBS: Mapping[str, tuple[str, int]] = {
    "": ("jobs", 1),
    "aantal": ("jobs", 1),
    "banen": ("jobs", 1),
    "x1000": ("jobs", 1000),
}
PERCENT: Mapping[str, tuple[str, int]] = {"%": ("pct", 1)}
TOWNS = ("gemeentecode", "gemeente", "gemeentenaam", "gemeenten", "woongemeente", "gemeentenummer")
AREAS = (
    "arbeidsmarktregiocode", "arbeidsmarktregio", "arbeidsmarktregionaam", "arbeidsmarktregio's", "amr", "regiocode",
    "regio", "regionaam", "regio's", "gebied",
)  # fmt: skip
YEARS = ("jaar", "jaartal", "verslagjaar")
QUARTERS = ("kwartaal", "kwartaalnummer", "kwartaal nr")
MONTHS = ("maand", "maandnummer", "maandnaam", "maand nr")
DAYS = ("peildatum", "peilmoment", "stand per", "stand op", "periode", "perioden", "verslagperiode")
_UNITS = {
    r"x ?1[ .]?000|duizend|duizendtallen|\* ?1[ .]?000": "x1000",
    r"%|in %|percentage|perc\.?|pct": "%",
    r"aantal|abs\.?|absoluut": "aantal",
    r"personen": "personen",
    r"uitkeringen": "uitkeringen",
    r"banen": "banen",
}


@dataclass(frozen=True)
class Heading:
    """A column that says what a row is about.

    Attributes:
        role: What it becomes: `region`, `period`, `year`, `part` (of the year), or a column of the dataset.
        words: Its spellings in a header; where several columns fit, the first of these that is filled counts.
        required: Whether a file without it is not of this kind.
        values: The code of each word that may stand in it; empty where any text may.
        default: Its value where the column is not there or its cell is empty.
    """

    role: str
    words: tuple[str, ...]
    required: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""


@dataclass(frozen=True)
class Amount:
    """A column with numbers: `units` maps the unit in its heading to a unit of the snapshot and a factor."""

    measure: str
    words: tuple[str, ...]
    units: Mapping[str, tuple[str, int]]
    decimals: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes:
        name: Short stable name; `title` and `publisher` are what a reader sees as its source.
        period: `quarter`, `month`, `day` or `year`: of each row, or stated once above the table.
        headings: The columns that say what a row is about.
        amounts: The columns with numbers, at least `needs` of which must be there.
        says: Words of which one must occur in the file, where headings alone are too general.
        matrix: Whether regions stand along both sides, homes down and work across.
        instead: A role that can stand in for columns with numbers.
        finish: Turns the rows into those of a dataset that is no observations.
        provisional_mark: Whether `*` behind a number means provisional, as with CBS.
        unclear_dash: Why a dash in its files is refused: its publisher writes one for zero and for no figure.
        since: The first day that its publisher has figures about; an earlier period is a slip of the pen.
        may_jump: Below this a figure may change ten-fold and still be true; more where a source rounds coarsely.
    """

    name: str
    dataset: Dataset
    title: str
    publisher: str
    landing_page: str
    licence: str
    period: str
    headings: tuple[Heading, ...]
    amounts: tuple[Amount, ...]
    needs: int = 1
    says: tuple[str, ...] = ()
    matrix: bool = False
    instead: str = ""
    finish: Callable[[pd.DataFrame], pd.DataFrame] | None = field(default=None, repr=False)
    provisional_mark: bool = False
    unclear_dash: str = ""
    since: str = "2010-01-01"
    may_jump: float = 100.0

    @property
    def declaration(self) -> str:
        """A short hash: what was read by another declaration is read again."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@lru_cache(maxsize=4096)  # every kind looks at the same cells
def plain(text: str) -> str:
    """Return a heading for comparison: case, line breaks, hyphenation and padded spaces do not count."""
    joined = re.sub(r"-\s*\n\s*", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", " ", joined).strip(" :").casefold()


@lru_cache(maxsize=4096)
def bare(heading: str) -> str:
    """Return a plain heading without the number of a footnote, and without what a pivot table puts before it."""
    noted = re.sub(r"\s*(?:\(\d\)|(?<![\d.])\d\)|\[\d\]|[¹²³⁴*]+)$", "", heading.strip())
    return re.sub(r"^(?:som|sum) (?:van|of) ", "", plain(noted))


@lru_cache(maxsize=4096)
def same(heading: str) -> str:
    """Return a heading for comparison with a known one: signs between its words and "en" do not count.

    "Jaar-kwartaal", "Jaar/kwartaal" and "Jaar en kwartaal" are one heading.
    """
    return re.sub(r"\ben\b|[^\w%<>()]", "", bare(heading).replace("_", " ")).replace(" ", "")


@lru_cache(maxsize=4096)
def split_unit(heading: str) -> tuple[str, str]:
    """Return a plain heading without its unit, and the unit: "banen (x 1 000)" is ("banen", "x1000")."""
    if len(heading) > LONGEST:
        return heading, ""
    for pattern, unit in _UNITS.items():
        if match := re.fullmatch(rf"(.*?)[ ,]*[(\[]?(?:{pattern})[)\]]?", heading):
            return match[1].strip(), unit
    return heading, ""


@lru_cache(maxsize=4096)
def unit_alone(text: str) -> str:
    """Return the unit that a cell states on its own, such as "x 1 000", or ""."""
    rest, unit = split_unit(plain(text))
    return unit if not rest else ""
