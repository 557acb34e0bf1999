"""All that a question can name, read from a snapshot once: datasets, measures, labels, places, terms and synonyms."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from dashboard.asking.memory import once
from dashboard.asking.queries import PERIOD, ask, holds, municipalities, occurring
from dashboard.subjects.exploring.offering import REGION, explorable
from dashboard.words.stems import fold, stem, stems
from snapshot.model import UNITS
from snapshot.read import Snapshot

OWN, TOWNS = "region", "municipalities"  # places of synonyms: the region itself, and each of its municipalities
MEASURE, TITLE, UNIT = "measure", "", "unit"  # beside names of columns: what a facet is about
Phrase: TypeAlias = tuple[str, ...]
CLASSES = frozenset({"section"})  # columns of which a label tells a branch of the economy and not what is counted


@dataclass(frozen=True)
class Facet:
    """One thing of a dataset that words can name: its title, a measure, or a code of a column."""

    dataset: str
    column: str
    code: str = ""


@dataclass(frozen=True)
class Place:
    """One place, or several that a question names in one word: "de Liemers"."""

    name: str
    codes: tuple[str, ...]
    note: str = ""


@dataclass(eq=False)
class Vocabulary:
    """Words and what they name; each phrase is a tuple of stems.

    Attributes:
        postings: By stem, the facets in which it occurs.
        own: The stems of each facet.
        phrases: The facets to which a synonym leads, `terms` the anchors of terms, and `units` the unit.
        places: The places by their names.
        classes: The columns, with their dataset, of which a label tells of whom or where and not what is counted.
        cores: How many words a label has without what stands between brackets.
        longest: The most words of a phrase or the name of a place.
    """

    postings: dict[str, set[Facet]] = field(default_factory=dict)
    own: dict[Facet, frozenset[str]] = field(default_factory=dict)
    phrases: dict[Phrase, set[Facet]] = field(default_factory=dict)
    units: dict[Phrase, str] = field(default_factory=dict)
    terms: dict[Phrase, set[str]] = field(default_factory=dict)
    places: dict[Phrase, Place] = field(default_factory=dict)
    classes: set[tuple[str, str]] = field(default_factory=set)
    cores: dict[Facet, int] = field(default_factory=dict)
    longest: int = 1

    @cached_property
    def words(self) -> frozenset[str]:
        """Every stem that names something by itself."""
        named = (*self.phrases, *self.units, *self.terms, *self.places)
        return frozenset(self.postings) | {phrase[0] for phrase in named if len(phrase) == 1}

    def note(self, facet: Facet, text: str) -> None:
        """Let the words of a text name a facet."""
        found = frozenset(stems(text))
        self.cores[facet] = len(set(stems(text.split("(")[0])))
        self.own[facet] = self.own.get(facet, frozenset()) | found
        for word in found:
            self.postings.setdefault(word, set()).add(facet)
        whole = self.phrase(text)
        if len(whole) > 1 and whole not in self.places:
            self.phrases.setdefault(whole, set()).add(facet)

    def is_subject(self, facet: Facet) -> bool:
        """Return whether a facet is a label that tells what is counted, such as "Wajong"."""
        return facet.column not in (TITLE, MEASURE, UNIT) and (facet.dataset, facet.column) not in self.classes

    def names_a_measure(self, facet: Facet) -> bool:
        """Return whether a facet tells what is counted, and not only of whom, where or in which branch."""
        return facet.column in (TITLE, MEASURE, UNIT) or self.is_subject(facet)

    def phrase(self, text: str) -> Phrase:
        """Return a text as a phrase, and note how long phrases are."""
        found = tuple(stem(word) for word in fold(text))
        self.longest = max(self.longest, len(found))
        return found


@once
def vocabulary(snapshot: Snapshot) -> Vocabulary:
    """Return all that questions to this snapshot can name."""
    made = Vocabulary()
    _learn_places(made, snapshot)
    for name in explorable(snapshot):
        _learn(made, snapshot, name)
    _learn_synonyms(made, snapshot)
    for row in ask(snapshot, "terms").rows if holds(snapshot, "terms") else ():
        for name in _names(row["term"]):
            made.terms.setdefault(made.phrase(name), set()).add(row["term_id"])
    return made


def _names(term: str) -> tuple[str, ...]:
    """Return the names of a term: "GWU (Geregistreerd Werkzoekenden UWV)" has two, "Baan (banenafspraak)" is one."""
    first, *more = term.replace(")", "").split("(")
    has_two = any(len(fold(name)) > 1 for name in more)
    return (first, *more) if has_two else (term,)


def _learn(made: Vocabulary, snapshot: Snapshot, name: str) -> None:
    dataset, words = snapshot.datasets[name], snapshot.labels(name)
    made.note(Facet(name, TITLE), dataset.title)
    held = set(occurring(snapshot, name, MEASURE))
    for measure in dataset.measures:
        if measure.name in held:
            made.note(Facet(name, MEASURE, measure.name), measure.title)
    for unit in occurring(snapshot, name, UNIT):
        made.note(Facet(name, UNIT, unit), UNITS[unit].label)
    for column in dataset.columns:
        if column.role == "key" and column.name not in (REGION, PERIOD) and column.dtype == "text":
            known = words.get(column.name, {})
            labels = {code: known.get(code, code) for code in occurring(snapshot, name, column.name)}
            names_places = any(made.phrase(label) in made.places for label in labels.values())
            if column.labels_from or column.name in CLASSES or names_places:
                made.classes.add((name, column.name))
            for code, label in labels.items():
                made.note(Facet(name, column.name, code), label)


def _learn_places(made: Vocabulary, snapshot: Snapshot) -> None:
    for row in ask(snapshot, "regions").rows:
        made.places.setdefault(made.phrase(row["title"]), Place(row["title"], (row["region_code"],)))
    if not holds(snapshot, "sector_owners"):
        return
    owners = ask(snapshot, "sector_owners")
    for owner in owners.codes("owner"):
        rows = owners.where(owner=owner).rows
        if rows[0]["kind"] == "partnership":
            inside = tuple(row[REGION] for row in rows if row["in_region"])
            note = " ".join(dict.fromkeys(row["note"] for row in rows if row["note"]))
            made.places.setdefault(made.phrase(rows[0]["short"]), Place(f"de {rows[0]['short']}", inside, note))


def _learn_synonyms(made: Vocabulary, snapshot: Snapshot) -> None:
    if not holds(snapshot, "synonyms"):
        return
    names = {row["region_code"]: row["title"] for row in ask(snapshot, "regions").rows}
    coded: dict[str, set[Facet]] = {}
    for facet in made.own:
        for way in (facet.dataset, f"{facet.dataset}.{facet.code}", f"{facet.column}.{facet.code}"):
            coded.setdefault(way, set()).add(facet)
    kinds = {"dataset": (TITLE,), "measure": (MEASURE,)}
    for row in ask(snapshot, "synonyms").rows:
        words, kind, target = made.phrase(row["word"]), row["kind"], row["target"]
        if kind == "place":
            made.places.setdefault(words, _place(snapshot, target, names))
        elif kind == "unit":
            made.units[words] = target
        elif kind == "term":
            made.terms.setdefault(words, set()).add(target)
        else:
            found = coded.get(target, set())
            own = {one for one in found if one.column in kinds.get(kind, (one.column,))}
            if own:
                made.phrases.setdefault(words, set()).update(own)


def _place(snapshot: Snapshot, target: str, names: dict[str, str]) -> Place:
    if target == TOWNS:
        return Place("de gemeenten", tuple(municipalities(snapshot)))
    code = snapshot.region.code if target == OWN else target
    return Place(names.get(code, code), (code,))
