"""Begrippen: all terms flat and in Dutch order, each with an anchor, and a search that teaches when it finds none."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from dashboard.about.sections import contents, heading, outside_link
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


@once
def terms_page(snapshot: Snapshot, wanted: str) -> str:
    """Return the page as HTML: all terms by letter, or those that fit what is searched for."""
    terms = all_terms(snapshot)
    if not collation_key(wanted):
        return _by_letter(terms)
    found = search(terms, wanted)
    words = {term.anchor: term.word for term in terms}
    shown = escape(wanted.strip()[:LONGEST])
    if not found:
        return _nothing(terms, wanted, shown)
    count = "1 begrip" if len(found) == 1 else f"{len(found)} begrippen"
    here = {term.anchor for term in found}
    items = "".join(_term(term, words, here) for term in found)
    return f'<p class="mg-note" role="status">{count} gevonden met ‘{shown}’.</p><dl class="mg-terms">{items}</dl>'


def _by_letter(terms: Sequence[Term]) -> str:
    words = {term.anchor: term.word for term in terms}
    groups = [(letter, list(group)) for letter, group in groupby(terms, key=lambda term: term.letter)]
    index = contents("Begrippen per letter", [(_letter_anchor(letter), letter) for letter, _ in groups])
    lists = "".join(
        heading(letter, _letter_anchor(letter))
        + f'<dl class="mg-terms">{"".join(_term(term, words, set(words)) for term in group)}</dl>'
        for letter, group in groups
    )
    return f'{index}<section class="mg-text">{lists}</section>'


def _letter_anchor(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _term(term: Term, words: dict[str, str], here: set[str]) -> str:
    extra = [_link("Zie ook", [_to(anchor, words[anchor], here) for anchor in term.see_also if anchor in words])]
    if term.source:
        extra.append(f"Bron: {outside_link(term.source.attribution, term.source.landing_page)}")
    small = "".join(f'<span class="mg-under">{piece}</span>' for piece in extra if piece)
    return (
        f'<div id="{escape(term.anchor)}"><dt>{escape(term.word)}</dt><dd>{escape(term.definition)}{small}</dd></div>'
    )


def _link(label: str, html_links: list[str]) -> str:
    return f"{label}: {', '.join(html_links)}" if html_links else ""


def _to(anchor: str, word: str, here: set[str]) -> str:
    """Return a link to a term: on this page where it is shown, else to the page with all of them."""
    address = f"#{anchor}" if anchor in here else f"begrippen#{anchor}"
    return f'<a href="{escape(address)}">{escape(word)}</a>'


def _nothing(terms: Sequence[Term], wanted: str, shown: str) -> str:
    close = nearest(terms, wanted)
    meant = f"<p>Bedoel je {', '.join(_to(term.anchor, term.word, set()) for term in close)}?</p>" if close else ""
    return (
        f'<section class="mg-text"><p role="status"><strong>Geen begrip gevonden met ‘{shown}’.</strong></p>{meant}'
        "<p>Zoek met één woord of een deel van een woord: met ‘arbeid’ vind je ook ‘arbeidsmarktregio’. "
        f"We zoeken in de begrippen en in de uitleg. Maak het zoekveld leeg om alle {len(terms)} begrippen te zien.</p>"
        "</section>"
    )
