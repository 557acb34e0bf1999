"""Addresses drawn at random with a seed: links as people share them, and what else may stand in an address."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, urlencode

from benchmarks.session import Widget
from benchmarks.unseen import SEED

HOSTILE = 0.3  # of all addresses
CARRIED = ("lijst", "momentopname", "datum", "presenteren")
LONGEST = 4000  # characters of one value
ODD = (
    "", " ", "0", "-1", "None", "../../etc/passwd", "<script>alert(1)</script>", "'; DROP TABLE x; --", "\x00", "%00",
    "\u202e", "\ud55c\uad6d", "\U0001f4a5", "&amp;", "${7*7}", "{{7*7}}", "=1+1", "1e999", "9999-99-99",
)  # fmt: skip
Pairs = list[tuple[str, str]]


def addresses(pages: Mapping[str, Sequence[Widget]], *, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield a path and a query for ever: of each page, with the choices that are on it.

    Args:
        pages: The choices on each page, by its path.
        seed: Another seed gives other addresses.
    """
    draw = random.Random(seed)
    names = sorted({widget.name for widgets in pages.values() for widget in widgets} | set(CARRIED))
    while True:
        path = draw.choice(sorted(pages))
        pairs = _shared(pages[path], draw)
        if draw.random() < HOSTILE:
            pairs = _spoilt(pairs, names, draw)
        yield path, urlencode(pairs, quote_via=quote)


def _shared(widgets: Sequence[Widget], draw: random.Random) -> Pairs:
    """Return choices of a page: each of them in half of the addresses."""
    pairs: Pairs = []
    for widget in widgets:
        if draw.random() < 0.5:
            several = draw.randint(1, len(widget.options)) if widget.several else 1
            pairs += [(widget.name, value) for value in draw.sample(widget.options, several)]
    return pairs


def _spoilt(pairs: Pairs, names: Sequence[str], draw: random.Random) -> Pairs:
    """Return `pairs` with values that no page knows, and names too."""
    for _ in range(draw.randint(1, 4)):
        name = draw.choice(names) if draw.random() < 0.8 else _noise(draw, 20)
        value = draw.choice(ODD) if draw.random() < 0.5 else _noise(draw, draw.choice((3, 12, LONGEST)))
        pairs.insert(draw.randint(0, len(pairs)), (name, value))
    return pairs


def _noise(draw: random.Random, length: int) -> str:
    return "".join(draw.choices(string.printable + "\u00e9\u20ac\u2013\u4e2d", k=length))
