"""What a table of CBS is, whichever version of the service tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from loaders.causes import Cause
from loaders.cbs.errors import SourceChanged

IMPOSSIBLE, SECRET, NOT_AVAILABLE = "impossible", "secret", "not_available"
PROVISIONAL = ("voorlopig", "naderv")  # Voorlopig, NaderVoorlopig


@dataclass(frozen=True)
class Info:
    """A table as its publisher presents it; `modified` is an opaque mark that changes with every publication."""

    table: str
    title: str
    modified: str
    state: str = ""


@dataclass(frozen=True)
class Code:
    """One code of a dimension: `code` without padding, `key` exactly as published; `status` only of periods."""

    code: str
    title: str
    key: str
    status: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether figures of this period can still be revised."""
        return self.status.casefold().startswith(PROVISIONAL)


@dataclass(frozen=True)
class Dimension:
    """A dimension with its codes; `kind` is Dimension, TimeDimension, GeoDimension or GeoDetail."""

    name: str
    title: str
    kind: str
    codes: Mapping[str, Code]


@dataclass(frozen=True)
class Topic:
    """A published quantity: `name` is the column or measure code, `groups` the titles above it."""

    name: str
    title: str
    unit: str
    decimals: int
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Structure:
    """Dimensions and topics of one table."""

    table: str
    dimensions: tuple[Dimension, ...]
    topics: tuple[Topic, ...]

    def dimension(self, wanted: str) -> Dimension:
        """Return the dimension whose name or title is `wanted`; raise SourceChanged with what is there."""
        for dimension in self.dimensions:
            if slug(wanted) in (slug(dimension.name), slug(dimension.title)):
                return dimension
        there = ", ".join(dimension.name for dimension in self.dimensions)
        raise _changed(f"table {self.table} has no dimension {wanted!r} any more", there, cause="renamed", shown=wanted)

    def topic(self, wanted: str, *, group: str = "") -> Topic:
        """Return the topic titled `wanted`, under `group` where several share the title.

        Titles are compared without spaces and punctuation; the ordinal behind a column name is never looked at.

        Raises:
            SourceChanged: No topic, or more than one, has that title.
        """
        found = [topic for topic in self.topics if slug(wanted) in (slug(topic.title), slug(_stem(topic.name)))]
        if group:
            found = [topic for topic in found if slug(group) in map(slug, topic.groups)]
        if len(found) != 1:
            there = ", ".join(sorted({topic.title for topic in self.topics})[:20])
            raise _changed(
                f"table {self.table} has {len(found)} topics titled {wanted!r} instead of one",
                there,
                cause="renamed",
                shown=wanted,
            )
        return found[0]

    @property
    def periods(self) -> Dimension:
        """The dimension of time."""
        for dimension in self.dimensions:
            if dimension.kind == "TimeDimension" or dimension.name == "Perioden":
                return dimension
        raise _changed(f"table {self.table} has no dimension of time", "", cause="form_changed")


@dataclass(frozen=True)
class Slice:
    """What is asked of a table: patterns per dimension, and topics.

    A pattern is a code (`GM0202`), a start (`GM*`), a part (`*JJ*`) or a piece of a title (`~tot de aow`).
    With `text` the cells are words (codes and names of areas) and stay words.
    """

    label: str
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    text: bool = False


class Reader(Protocol):
    """The small interface behind which a version of the service hides."""

    def info(self, table: str) -> Info:
        """Return how the table presents itself now; raise SourceError."""

    def structure(self, table: str) -> Structure:
        """Return its dimensions, codes and topics; raise SourceError."""

    def rows(self, structure: Structure, chosen: Slice) -> pd.DataFrame:
        """Return a row per cell: dimension codes, `topic` (its name), `value`, `reason`; raise SourceError.

        `value` is a number or NaN, in the unit of the topic; `reason` tells why a cell is empty. A row with a code
        that its dimension does not list raises SourceChanged.
        """

    def catalogue(self, title_part: str) -> list[Info]:
        """Return the tables whose title holds `title_part`; raise SourceError."""


def matching(dimension: Dimension, patterns: Iterable[str]) -> list[Code]:
    """Return the codes that fit any of `patterns`, in published order."""
    return [code for code in dimension.codes.values() if any(_fits(code, pattern) for pattern in patterns)]


def _fits(code: Code, pattern: str) -> bool:
    if pattern.startswith("~"):
        return slug(pattern[1:]) in slug(code.title)
    if pattern.startswith("*") and pattern.endswith("*"):
        return pattern.strip("*") in code.code
    if pattern.endswith("*"):
        return code.code.startswith(pattern[:-1])
    return code.code == pattern


def cells_expected(structure: Structure, chosen: Slice) -> int:
    """Return how many rows the whole grid of `chosen` has, one per combination of codes."""
    count = 1
    for dimension in structure.dimensions:
        patterns = chosen.wanted.get(dimension.name)
        count *= len(matching(dimension, patterns)) if patterns else len(dimension.codes)
    return count


def filter_text(structure: Structure, chosen: Slice, *, contains: str) -> str:
    """Return `chosen` as an OData $filter; `contains` is the form of 'holds' with {name} and {part}."""
    clauses = []
    for dimension in structure.dimensions:
        patterns = chosen.wanted.get(dimension.name)
        if patterns:
            terms = [term for pattern in patterns for term in _terms(dimension, pattern, contains)]
            clauses.append("(" + " or ".join(terms) + ")" if len(terms) > 1 else terms[0])
    return " and ".join(clauses)


def _terms(dimension: Dimension, pattern: str, contains: str) -> list[str]:
    if pattern.startswith("*"):
        return [contains.format(name=dimension.name, part=pattern.strip("*"))]
    if pattern.endswith("*"):
        return [f"startswith({dimension.name},'{pattern[:-1]}')"]
    found = matching(dimension, [pattern])
    if not found:
        there = ", ".join(f"{code.code} {code.title}" for code in list(dimension.codes.values())[:12])
        raise _changed(
            f"dimension {dimension.name} has no code {pattern!r} any more",
            there,
            cause="codes_changed",
            shown=pattern.strip("~"),
        )
    return [f"{dimension.name} eq '{code.key}'" for code in found]


def coded(codes: pd.Series, dimension: Dimension) -> pd.Series:
    """Return a column of codes without padding; raise SourceChanged where the dimension does not list one."""
    stripped = codes.astype("string").str.strip()
    strange = sorted(set(stripped.dropna().unique()) - set(dimension.codes))
    if strange or stripped.isna().any():
        shown = ", ".join(strange[:5]) or "an empty code"
        raise _changed(
            f"rows have codes that dimension {dimension.name} does not list: {shown}",
            "",
            cause="codes_changed",
            shown=", ".join(strange[:5]),
        )
    return pd.Series(pd.Categorical(stripped, categories=list(dimension.codes)), index=codes.index)


def slug(text: str) -> str:
    """Return letters and digits of `text` only, in lower case."""
    return re.sub(r"[^0-9a-z]", "", text.casefold())


def _stem(name: str) -> str:
    return re.sub(r"_[0-9]+$", "", name)


def _changed(happened: str, there: str, *, cause: Cause, shown: str = "") -> SourceChanged:
    advice = "compare the declaration in loaders/live with the table, mend it and refresh again"
    told = f"there are: {there}" if there else ""
    return SourceChanged(happened, cause=cause, shown=shown, evidence=told, advice=advice)
