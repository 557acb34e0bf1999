"""What the fake service holds: tables with dimensions and topics, invented figures, and faults of content."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

FAULTS = (
    "500",
    "abort",
    "html",
    "odata_error",
    "empty",
    "renamed_topic",
    "new_code",
    "vanished_code",
    "unit",
    "missing_page",
    "times100",
    "truncated",
    "circle",
    "slow",
)


@dataclass(frozen=True)
class Dim:
    """A dimension: `width` is how far v3 pads its keys; `codes` are (code, title) or (code, title, status).

    `texts` are the descriptions of codes.
    """

    name: str
    title: str
    kind: str
    width: int
    codes: tuple[tuple[str, ...], ...]
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class FakeTopic:
    """A topic; `group` is the title above it, `base` its size for the whole country.

    `code` and `group_code` are what v4 calls it and its group; the latter sometimes ends in a space.
    """

    title: str
    unit: str = "aantal"
    decimals: int = 0
    group: str = ""
    base: float = 1000.0
    code: str = ""
    group_code: str = ""

    def measure(self, place: int) -> str:
        """The code of the measure in v4."""
        return self.code or f"M{place:06d}"

    def key(self, place: int) -> str:
        """The v3 column: the title without spaces, and an ordinal that shifts with every edition."""
        words = re.findall(r"[0-9A-Za-z]+", self.title)
        return "".join(word[0].upper() + word[1:] for word in words)[:27] + f"_{place}"


Hole = Callable[[dict[str, str], str], str]


def no_hole(_: dict[str, str], __: str) -> str:
    """Every cell is filled."""
    return ""


@dataclass(frozen=True)
class FakeTable:
    """One table. `hole` tells for codes and topic why a cell is empty: '', impossible, secret or not_available."""

    id: str
    title: str
    dims: tuple[Dim, ...]
    topics: tuple[FakeTopic, ...]
    hole: Hole = no_hole
    modified: str = "2026-06-30T02:00:00"
    first_ordinal: int = 1
    factor: float = 1.0
    rows_gone: bool = False
    exact: dict[tuple[str, ...], float] = field(default_factory=dict)
    words: dict[tuple[str, ...], str] = field(default_factory=dict)
    has_count: bool = True

    def combinations(self) -> Iterator[dict[str, str]]:
        """Every combination of codes, in the order of the dimensions."""
        if self.rows_gone:
            return
        names = [dim.name for dim in self.dims]
        for codes in itertools.product(*([code[0] for code in dim.codes] for dim in self.dims)):
            yield dict(zip(names, codes, strict=True))

    def value(self, codes: dict[str, str], topic: FakeTopic) -> float | None:
        """An invented figure: it grows 1 % a year and is a fixed share of the country for each code."""
        if self.hole(codes, topic.title):
            return None
        given = self.exact.get((topic.title, *codes.values()))
        if given is not None:
            return given
        share = 1.0
        year = 2015
        for name, code in codes.items():
            if name == "Perioden":
                year = int(code[:4])
            elif code not in TOTALS:
                share *= 0.01 + (zlib.crc32(code.encode()) % 1000) / 50_000
        growth = 1.01 ** (year - 2015) * (self.factor if self.factor != 1 and year == self._last_year() else 1.0)
        return round(topic.base * share * growth, topic.decimals)

    def _last_year(self) -> int:
        return max(int(code[0][:4]) for dim in self.dims if dim.name == "Perioden" for code in dim.codes)


TOTALS = {"NL01", "10000", "T001038", "T001019", "T001081", "MW00000", "T001129"}


def damaged(table: FakeTable, fault: str) -> FakeTable:
    """Return `table` as it looks with a fault of content."""
    if fault == "renamed_topic":
        return replace(table, topics=tuple(replace(topic, title=f"{topic.title} nieuw") for topic in table.topics))
    if fault == "unit":
        return replace(
            table,
            topics=tuple(
                replace(topic, unit="x 1 000" if topic.unit == "aantal" else "aantal") for topic in table.topics
            ),
        )
    if fault == "times100":
        return replace(table, factor=100.0)
    if fault == "empty":
        return replace(table, rows_gone=True)
    if fault in ("new_code", "vanished_code"):
        changed = (("GM9999", "Nieuwstad"),) if fault == "new_code" else ()
        dims = []
        for dim in table.dims:
            if dim.kind in ("GeoDimension", "GeoDetail"):
                last = [code for code in dim.codes if code[0].startswith(("GM", "AM"))][-1]
                dim = replace(dim, codes=(*(code for code in dim.codes if code != last), *changed))
            dims.append(dim)
        return replace(table, dims=tuple(dims))
    return table
