"""What a table of CBS is, whichever version of the service tells it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from loaders.services.cbs.meaning import nearest, slug, words
from loaders.services.errors import Problem

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
    """One code of a dimension: `code` without padding, `key` exactly as published; `status` only of periods.

    `description` is what the publisher tells of it, such as into which municipality another went.
    """

    code: str
    title: str
    key: str
    status: str = ""
    description: str = field(default="", repr=False)

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
    """A published quantity: `name` is the column or measure code, `groups` the titles and codes above it."""

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
        raise Problem(f"table {self.table} has no dimension {wanted!r} any more", "renamed", there, wanted).error()

    def topic(self, *wanted: str, group: str = "") -> Topic:
        """Return the topic that has one of the titles `wanted`, under `group` where several share the title.

        The first title that one topic has counts, or its name in full. Spelling is not looked at, nor the ordinal
        behind a column name. Where no title fits, a topic with the same words does, articles and plurals aside, if
        there is one only.

        Raises:
            SourceChanged: No topic, or more than one, has any of the titles.
        """
        most = 0
        for title in wanted:
            same = [topic for topic in self.topics if slug(title) in (slug(topic.title), slug(_stem(topic.name)))]
            found = [topic for topic in same if topic.name == title] or _under(same, group)
            if len(found) == 1:
                return found[0]
            most = max(most, len(found))
        for title in wanted:
            alike = [topic for topic in self.topics if words(title) in (words(topic.title), words(_stem(topic.name)))]
            found = _under(alike, group)
            if len(found) == 1:
                return found[0]
        there = nearest(wanted[0], [" / ".join((*topic.groups[:1], topic.title)) for topic in self.topics])
        known = " or ".join(map(repr, wanted))
        happened = f"table {self.table} has {most} topics titled {known} instead of one"
        raise Problem(happened, "renamed", "; ".join(there), wanted[0]).error()

    @property
    def periods(self) -> Dimension:
        """The dimension of time."""
        for dimension in self.dimensions:
            if dimension.kind == "TimeDimension" or dimension.name == "Perioden":
                return dimension
        raise Problem(f"table {self.table} has no dimension of time", "form_changed").error()


@dataclass(frozen=True)
class Slice:
    """What is asked of a table: patterns per dimension, and topics.

    A pattern is a code (`GM0202`), a start (`GM*`), a part (`*JJ*`), a piece of a title (`~tot de aow`) or the start of
    one (`^A `). Behind `|` stands what to look for where that is not there; a pattern that ends in `?` may fit nothing.
    With `text` the cells are words (codes and names of areas) and stay words.
    """

    label: str
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    text: bool = False


class Reader(Protocol):
    """The small interface behind which a version of the service hides.

    Attributes:
        leaves_out: Whether it gives no row for a cell without a figure; then `rows` proves that all it has came.
    """

    leaves_out: bool

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


def coded(codes: pd.Series, dimension: Dimension) -> pd.Series:
    """Return a column of codes without padding; raise SourceChanged where the dimension does not list one."""
    stripped = codes.astype("string").str.strip()
    strange = sorted(set(stripped.dropna().unique()) - set(dimension.codes))
    if strange or stripped.isna().any():
        codes_ = ", ".join(strange[:5])
        happened = f"rows have codes that dimension {dimension.name} does not list: {codes_ or 'an empty code'}"
        raise Problem(happened, "codes_changed", shown=codes_).error()
    return pd.Series(pd.Categorical(stripped, categories=list(dimension.codes)), index=codes.index)


def _under(topics: list[Topic], group: str) -> list[Topic]:
    return [topic for topic in topics if slug(group) in map(slug, topic.groups)] if group else topics


def _stem(name: str) -> str:
    return re.sub(r"_[0-9]+$", "", name)
