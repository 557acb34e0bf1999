"""Whether two titles of CBS mean the same, whatever their spelling, and which titles are nearest to one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

EMPTY_WORDS = frozenset(("aantal", "de", "het", "een", "en", "in", "met", "op", "van", "voor", "per"))


def slug(text: str) -> str:
    """Return letters and digits of `text` only, in lower case and without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^0-9a-z]", "", plain)


def words(text: str) -> tuple[str, ...]:
    """Return the words of `text` that carry meaning, in their order and in the singular.

    A name of a column counts as its words: `WIAUitkeringWGARegeling` is wia, uitkering, wga and regeling. The order
    stays: "beschikbaar, niet gezocht" is not "gezocht, niet beschikbaar".
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
    plain = unicodedata.normalize("NFKD", spaced.casefold())
    found = re.findall(r"[0-9]+|[a-z]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return tuple(_singular(word) for word in found if word not in EMPTY_WORDS)


def _singular(word: str) -> str:
    return re.sub(r"(?<=[a-z]{4})(?:en|s)$", "", word)


def nearest(wanted: str, there: Iterable[str], most: int = 5) -> list[str]:
    """Return the titles that look most like `wanted`, nearest first."""
    known = {title: (slug(title), set(words(title))) for title in dict.fromkeys(there)}
    spelled, meant = slug(wanted), set(words(wanted))

    def likeness(title: str) -> float:
        other, others = known[title]
        shared = len(meant & others) / max(1, len(meant | others))
        return shared + difflib.SequenceMatcher(None, spelled, other).ratio()

    return sorted(known, key=lambda title: (-likeness(title), title))[:most]
