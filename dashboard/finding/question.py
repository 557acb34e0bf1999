"""A question in parts: the period and the places that it names, and what its other words can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.finding.periods import Asked, asked_period
from dashboard.finding.vocabulary import TITLE, Facet, Phrase, Place, Vocabulary
from dashboard.words.stems import EXACT, LONGEST, MOST_TOKENS, alike, fold, stem, tells

SOMEWHERE = stem("ergens")  # in a synonym: one municipality or a few
MORE_WORDS = 0.1  # how much better a phrase fits for each word beyond the first


@dataclass(frozen=True, eq=False)
class Mention:
    """A word, or a few, of a question: the facets that it can mean, each with how well it fits, and the terms.

    `in_term` tells that it is one of the words of a longer term.
    """

    words: str
    facets: Mapping[Facet, float]
    terms: frozenset[str] = frozenset()
    in_term: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it names anything at all."""
        return bool(self.facets or self.terms or self.in_term)


@dataclass(frozen=True, eq=False)
class Question:
    """What a reader asks.

    Attributes:
        text: The question as it was typed, no longer than is read.
        period: The period that it names, or None.
        places: The places, in the order of the question.
        mentions: Its other words that say something.
        units: The units that it asks for, such as "pct", and the words that do so.
        stems: The stems of all its words that say something.
        terms: The anchors of the terms that it names.
    """

    text: str
    period: Asked | None
    places: tuple[Place, ...]
    mentions: tuple[Mention, ...]
    units: Mapping[str, str]
    stems: frozenset[str]
    terms: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that name nothing."""
        return tuple(one.words for one in self.mentions if not one.is_known)


def understand(known: Vocabulary, text: str) -> Question:
    """Return the parts of a question."""
    shown = text.strip()[:LONGEST]
    words = fold(shown)[:MOST_TOKENS]
    period, used = asked_period(words)
    ends = tuple(stem(word) for word in words)
    places: list[Place] = []
    mentions: list[Mention] = []
    units: dict[str, str] = {}
    spare: list[Mention] = []  # what units mean where nothing else is asked: "geld 2028"
    named = _terms(known, ends)
    for facets, those in _with_place(known, ends):
        if used.isdisjoint(those):
            told = " ".join(words[place] for place in those)
            mentions.append(Mention(told, dict.fromkeys(facets, EXACT + MORE_WORDS * (len(those) - 1)), frozenset()))
            used |= set(those)
    at = 0
    while at < len(words):
        if at in used:
            at += 1
            continue
        size = _phrase(known, ends, at, used)
        phrase = ends[at : at + size]
        if phrase in known.places:
            places.append(known.places[phrase])
        elif phrase in known.units:
            units.setdefault(known.units[phrase], " ".join(words[at : at + size]))
            spare += [found] if (found := _mention(known, words[at : at + size], phrase, is_term=False)) else []
        elif found := _mention(known, words[at : at + size], phrase, is_term=at in named):
            _add(known, found, places, mentions, units)
        at += size
    said = frozenset(end for word, end in zip(words, ends, strict=True) if tells(word))
    terms = dict.fromkeys(one for found in named.values() for one in found)
    terms |= dict.fromkeys(one for found in mentions for one in sorted(found.terms))
    asked = tuple(mentions or [one for one in spare if one.facets])
    return Question(shown, period, tuple(dict.fromkeys(places)), asked, units, said, tuple(terms))


def _terms(known: Vocabulary, ends: Phrase) -> dict[int, list[str]]:
    """Return the terms of several words that a question names, by the place of each of their words."""
    found: dict[int, list[str]] = {}
    for at in range(len(ends)):
        for size in range(min(known.longest, len(ends) - at), 1, -1):
            if terms := known.terms.get(ends[at : at + size]):
                for place in range(at, at + size):
                    found.setdefault(place, []).extend(sorted(terms))
    return found


def _with_place(known: Vocabulary, ends: Phrase) -> list[tuple[set[Facet], tuple[int, ...]]]:
    """Return what phrases with a place inside mean, and where their other words stand: "naar Arnhem werken".

    In the vocabulary SOMEWHERE stands for the place. The region is none: who works outside it is counted apart.
    """
    told: list[tuple[str, tuple[int, ...]]] = []
    at = 0
    while at < len(ends):
        sizes = range(min(known.longest, len(ends) - at), 0, -1)
        size = next((size for size in sizes if _is_town(known, ends[at : at + size])), 0)
        told.append((SOMEWHERE, ()) if size else (ends[at], (at,)))
        at += size or 1
    found = []
    for start in range(len(told)):
        for size in range(min(known.longest, len(told) - start), 1, -1):
            phrase = tuple(end for end, _ in told[start : start + size])
            if SOMEWHERE in phrase and phrase in known.phrases:
                found.append((known.phrases[phrase], tuple(at for _, ats in told[start : start + size] for at in ats)))
                break
    return found


def _is_town(known: Vocabulary, phrase: Phrase) -> bool:
    return phrase in known.places and all(code.startswith("GM") for code in known.places[phrase].codes)


def _phrase(known: Vocabulary, ends: Phrase, at: int, used: frozenset[int]) -> int:
    """Return of how many words the longest phrase is that starts here; 1 where there is none."""
    for size in range(min(known.longest, len(ends) - at), 1, -1):
        phrase = ends[at : at + size]
        if used.isdisjoint(range(at, at + size)) and any(
            phrase in one for one in (known.places, known.units, known.phrases, known.terms)
        ):
            return size
    return 1


def _mention(known: Vocabulary, words: tuple[str, ...], phrase: Phrase, *, is_term: bool) -> Mention | None:
    """Return what words mean; None for a word that says nothing by itself. `is_term` says: part of a term."""
    told = " ".join(words)
    is_phrase = phrase in known.phrases or phrase in known.terms
    if not is_phrase and not tells(words[0]):
        return None
    whole = EXACT + MORE_WORDS * (len(phrase) - 1)
    facets: dict[Facet, float] = dict.fromkeys(known.phrases.get(phrase, ()), whole)
    terms = set(known.terms.get(phrase, ()))
    if len(phrase) > 1:
        posted = [known.postings.get(end, set()) for word, end in zip(words, phrase, strict=True) if tells(word)]
        if posted and not (facets and all(facet.column == TITLE for facet in facets)):  # such words mean a whole table
            facets |= dict.fromkeys(set.intersection(*posted), whole)
        return Mention(told, facets, frozenset(terms), is_term)
    for other, fit in alike(phrase[0], known.words).items():
        if is_phrase and other != phrase[0] and fit < EXACT:
            continue
        own = (*known.postings.get(other, ()), *known.phrases.get((other,), ()))
        for facet in own:
            facets[facet] = max(fit, facets.get(facet, 0.0))
        terms |= known.terms.get((other,), set())
    return Mention(told, facets, frozenset(terms), is_term)


def _add(
    known: Vocabulary, found: Mention, places: list[Place], mentions: list[Mention], units: dict[str, str]
) -> None:
    """Note a mention; a misspelt name of a place or unit is that place or unit."""
    if not found.facets:
        near = alike(stem(found.words), {phrase[0] for phrase in (*known.places, *known.units) if len(phrase) == 1})
        best = max(near, key=lambda word: near[word], default="")
        if (best,) in known.places and near[best] > 0.7:
            places.append(known.places[(best,)])
            return
        if (best,) in known.units and near[best] > 0.7:
            units.setdefault(known.units[(best,)], found.words)
            return
    mentions.append(found)
