"""What stands in words: titles of activities, goals and dates, statements, sources, figures and pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.asking.memory import once
from dashboard.asking.queries import ask
from dashboard.composition.availability import figures, is_shown
from dashboard.composition.catalogue import path_of
from dashboard.composition.site import PAGES, page
from dashboard.finding.words import alike, stems
from snapshot.read import Snapshot

COLUMNS = ("title", "statement")  # the columns of a table of words that say what a row is
SOURCES, SOURCE_PAGE = "sources", "bronnen"
MOST = 5


@dataclass(frozen=True)
class Text:
    """One thing in words: what kind it is, its words, and the page on which it stands."""

    kind: str
    words: str
    path: str
    stems: frozenset[str]


@once
def texts(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return everything in words that can be found, pages and figures first."""
    shown = [info for info in PAGES if is_shown(snapshot, info)]
    found = [_text("Pagina", info.title, info.path) for info in shown]
    declared = [one for info in shown for one in figures(snapshot, info.path)]
    found += [_text("Figuur", one.title, path_of(one)) for one in declared]
    paths = {SOURCES: SOURCE_PAGE}
    for one in declared:
        for need in one.needs:
            paths.setdefault(need, path_of(one))
    for name, path in paths.items():
        dataset = snapshot.datasets.get(name)
        column = next((c for c in COLUMNS if dataset and any(one.name == c for one in dataset.columns)), "")
        if dataset is None or dataset.is_observations or not column:
            continue
        told = dict.fromkeys(row[column] for row in ask(snapshot, name).rows)
        found += [_text(dataset.title, words, path) for words in told]
    return tuple(dict.fromkeys(found))


def _text(kind: str, words: str, path: str) -> Text:
    return Text(kind, words, path, frozenset(stems(words)))


@once
def _known(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(word for one in texts(snapshot) for word in one.stems)


def texts_of(snapshot: Snapshot, wanted: Iterable[str]) -> list[Text]:
    """Return what has every one of these stems in it, the shortest first."""
    asked = [set(alike(word, _known(snapshot))) for word in sorted(set(wanted))]
    if not asked or not all(asked):
        return []
    found = [one for one in texts(snapshot) if all(one.stems & words for words in asked)]
    return sorted(found, key=lambda one: len(one.stems))[:MOST]


def page_title(path: str) -> str:
    """Return the title of a page."""
    return page(path).title
