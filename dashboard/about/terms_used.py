"""Which terms a figure uses, and which figures use a term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlencode

from dashboard.about.terms import Term, all_terms
from dashboard.asking.memory import once
from dashboard.composition import addressing, catalogue
from dashboard.composition.availability import can_draw
from dashboard.figure.core import Figure
from dashboard.figure.making import built
from snapshot.read import Snapshot

MOST = 4  # terms explained beside one figure
SHOWN, GENERAL = 2, 8  # figures named at a term; a term that more than so many use is about none of them


def read_of(figure: Figure) -> str:
    """Return what a reader reads of a figure, in order: what it is about, what it says, and the words of its table."""
    table = [*figure.table.header, *(row[0] for row in figure.table.rows)] if figure.table.rows else []
    return " · ".join([figure.title, figure.headline, figure.subtitle, figure.sentence, *table])


@once
def terms_in(snapshot: Snapshot, text: str) -> tuple[Term, ...]:
    """Return the terms that `text` uses as whole words, in order of appearance, the first few."""
    found = [(match.start(), term) for term in all_terms(snapshot) if (match := _use(term, text))]
    kept = [pair for pair in found if not any(_within(pair, other) for other in found)]
    return tuple(term for _, term in sorted(kept, key=lambda pair: pair[0])[:MOST])


def _use(term: Term, text: str) -> re.Match[str] | None:
    """Return where `text` uses a term first as whole words; None where it does not, or is about something else."""
    if _lowered(_plain(term.word)) not in _lowered(text):  # of nearly all terms, for a fiftieth of a pattern's cost
        return None
    return _pattern(term.word).search(text) if _is_about(term.word, text) else None


@lru_cache(maxsize=256)  # the words of all terms, and the texts that are being read
def _lowered(text: str) -> str:
    return text.lower()


@lru_cache(maxsize=1024)
def _plain(word: str) -> str:
    return re.sub(r"\s*\(.*\)$", "", word)


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(_plain(word))}(?!\w)", re.IGNORECASE)


def _is_about(word: str, text: str) -> bool:
    """Whether `text` is about the subject of a word such as "gemiddeld (spanning)"; other words have none."""
    subject = re.search(r"\((\w+)\)$", word)
    return subject is None or subject[1].lower() in _lowered(text)


def _within(one: tuple[int, Term], other: tuple[int, Term]) -> bool:
    """Whether the term at one place is only a part of a longer one."""
    (place, term), (start, longer) = one, other
    return len(longer.word) > len(term.word) and start <= place < start + len(longer.word)


@once
def figures_with(snapshot: Snapshot) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for each term, by anchor, the title and the address of the figures that use it; none of a general one."""
    read = tuple(_read(snapshot))
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for term in all_terms(snapshot):
        used = {title: to for title, to, text in read if _use(term, text)}
        names = _pattern(term.word).search
        if len(used) <= GENERAL or any(map(names, used)):
            named_first = sorted(used.items(), key=lambda one: not names(one[0]))
            found[term.anchor] = tuple(named_first[:SHOWN])
    return {anchor: used for anchor, used in found.items() if used}


def _read(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Return of each figure as its page first shows it: its title, its address and what it is about, in words."""
    for declared in catalogue.FIGURES:
        if not can_draw(snapshot, declared):
            continue
        try:
            asked = addressing.read(declared, snapshot, {})
            figure = built(declared.builder, snapshot, asked.selection, asked.options)
        except Exception:  # noqa: S112  its page shows it for a choice only, or its card says what is wrong
            continue
        pairs = addressing.written(declared, snapshot, asked.selection, dict(asked.options), for_page=True)
        page = catalogue.path_of(declared) + (f"?{urlencode(pairs)}" if pairs else "")
        words = " · ".join((figure.title, figure.headline, figure.subtitle, figure.sentence))
        yield figure.title, f"{page}#{catalogue.anchor_of(declared)}", words
