"""Begrippen: all terms by letter, or those that are searched for; a search that finds none teaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from dashboard.about.sections import contents, heading, outside_link
from dashboard.about.terms import LONGEST, Term, all_terms, collation_key, nearest, search
from dashboard.about.terms_used import figures_with
from dashboard.asking.memory import once
from snapshot.read import Snapshot

Used = Mapping[str, tuple[tuple[str, str], ...]]  # title and address of figures, by the anchor of a term


@once
def terms_page(snapshot: Snapshot, wanted: str) -> str:
    """Return the page as HTML: all terms by letter, or those that fit what is searched for."""
    terms, used = all_terms(snapshot), figures_with(snapshot)
    if not collation_key(wanted):
        return _by_letter(terms, used)
    found = search(terms, wanted)
    words = {term.anchor: term.word for term in terms}
    shown = escape(wanted.strip()[:LONGEST])
    if not found:
        return _nothing(terms, wanted, shown)
    count = "1 begrip" if len(found) == 1 else f"{len(found)} begrippen"
    here = {term.anchor for term in found}
    items = "".join(_term(term, words, here, used) for term in found)
    return f'<p class="mg-note" role="status">{count} gevonden met ‘{shown}’.</p><dl class="mg-terms">{items}</dl>'


def _by_letter(terms: Sequence[Term], used: Used) -> str:
    words = {term.anchor: term.word for term in terms}
    groups = [(letter, list(group)) for letter, group in groupby(terms, key=lambda term: term.letter)]
    index = contents("Begrippen per letter", [(_letter_anchor(letter), letter) for letter, _ in groups])
    lists = "".join(
        heading(letter, _letter_anchor(letter))
        + f'<dl class="mg-terms">{"".join(_term(term, words, set(words), used) for term in group)}</dl>'
        for letter, group in groups
    )
    return f'{index}<section class="mg-text">{lists}</section>'


def _letter_anchor(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _term(term: Term, words: dict[str, str], here: set[str], used: Used) -> str:
    extra = [_link("Zie ook", [_to(anchor, words[anchor], here) for anchor in term.see_also if anchor in words])]
    figures = [f'<a href="{escape(to)}" target="_self">{escape(title)}</a>' for title, to in used.get(term.anchor, ())]
    extra.append(_link("In cijfers", figures))
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
