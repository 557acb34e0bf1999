"""All terms flat and in Dutch order, each with an anchor, and a search among them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.asking.memory import once
from dashboard.asking.queries import ask, holds
from dashboard.words.stems import stem, stems, tells
from snapshot.model import Source
from snapshot.read import Snapshot

SUGGESTIONS = 5
SYNONYMS = "synonyms"
LONGEST = 60  # characters of a search that are used and repeated


@dataclass(frozen=True)
class Term:
    """One term; `anchor` is its place on the page begrippen, `see_also` the anchors of others, `also` its synonyms."""

    anchor: str
    word: str
    definition: str
    see_also: tuple[str, ...]
    source: Source | None
    also: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter under which it stands."""
        return collation_key(self.word)[0].upper()


def collation_key(text: str) -> str:
    """Return `text` for sorting and searching: without capitals, accents and punctuation."""
    plain = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in ".’'")
    return re.sub(r"[^a-z0-9]+", " ", letters).strip()


@once
def all_terms(snapshot: Snapshot) -> tuple[Term, ...]:
    """Return every term in Dutch alphabetical order."""
    if not holds(snapshot, "terms"):
        return ()
    called: dict[str, list[str]] = {}
    for row in ask(snapshot, SYNONYMS, kind="term").rows if holds(snapshot, SYNONYMS) else ():
        called.setdefault(row["target"], []).append(row["word"])
    found = [
        Term(
            row["term_id"],
            row["term"],
            row["definition"],
            tuple(filter(None, (row["see_also"] or "").split(";"))),
            snapshot.sources.get(row["source"] or ""),
            tuple(called.get(row["term_id"], ())),
        )
        for row in snapshot.select("terms").to_dict("records")
    ]
    return tuple(sorted(found, key=lambda term: collation_key(term.word)))


def search(terms: Sequence[Term], wanted: str) -> list[Term]:
    """Return the terms in which every word of `wanted` occurs, in any form, those with it in their name first."""
    words = collation_key(wanted[:LONGEST]).split()
    words = [word for word in words if tells(word)] or words
    found = [term for term in terms if _has(f"{term.word} {' '.join(term.also)} {term.definition}", words)]
    return sorted(found, key=lambda term: not _has(f"{term.word} {' '.join(term.also)}", words))


def _has(text: str, words: Sequence[str]) -> bool:
    plain, ends = collation_key(text), set(stems(text))
    return all(word in plain or stem(word) in ends for word in words)


def nearest(terms: Sequence[Term], wanted: str) -> list[Term]:
    """Return terms whose name, or a word in it, looks like `wanted`."""
    names = {part: term for term in terms for part in (collation_key(term.word), *collation_key(term.word).split())}
    close = difflib.get_close_matches(collation_key(wanted[:LONGEST]), list(names), n=2 * SUGGESTIONS, cutoff=0.6)
    return list(dict.fromkeys(names[part] for part in close))[:SUGGESTIONS]
