"""What stands in words: pages and their questions, sectors, figures, titles of activities and goals, statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.asking.memory import once
from dashboard.asking.queries import ask, in_order, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition.addressing import SECTOR, read
from dashboard.composition.availability import figures, is_shown, lead
from dashboard.composition.catalogue import anchor_of, composition, on_page, path_of
from dashboard.composition.sections import drawable
from dashboard.composition.site import PAGES, PageInfo, page
from dashboard.figure.declare import Declaration
from dashboard.figure.making import built
from dashboard.finding.standing import IN_WORDS, Spot, Way, address_of, spots
from dashboard.words.stems import alike, stems
from snapshot.read import Snapshot

SOURCES, SOURCE_PAGE = "sources", "bronnen"
SECTORS, SECTOR_PAGE = "priority_sectors", "sectoren"
MOST, MOST_FINDINGS = 5, 2


@dataclass(frozen=True)
class Text:
    """One thing in words.

    Attributes:
        kind: What kind it is.
        words: Its words.
        path: Its page.
        address: Where it stands there.
        stems: What finds it.
        declared: The figure that it is, or that answers it first; None for another thing.
    """

    kind: str
    words: str
    path: str
    address: str
    stems: frozenset[str]
    declared: Declaration | None = None

    @property
    def way(self) -> Way:
        """The way to it."""
        return Way(self.words, self.address)


@once
def texts(snapshot: Snapshot) -> tuple[Text, ...]:
    """Return everything in words that can be found, pages and figures first."""
    shown = [info for info in PAGES if is_shown(snapshot, info)]
    declared = [one for info in shown for one in figures(snapshot, info.path)]
    found = [_text("Pagina", info.title, info.path, more=lead(snapshot, info)) for info in shown]
    found += _sectors(snapshot)
    found += [text for info in shown for text in _questions(snapshot, info)]
    found += [
        replace(_text("Figuur", one.title, path_of(one), f"{path_of(one)}#{anchor_of(one)}"), declared=one)
        for one in declared
    ]
    paths = {SOURCES: SOURCE_PAGE}
    for one in declared:
        for need in one.needs:
            paths.setdefault(need, path_of(one))
    for name, path in paths.items():
        found += _rows(snapshot, name, path) if name != SECTORS else ()
    return tuple(dict.fromkeys(found))


def _text(kind: str, words: str, path: str, address: str = "", more: str = "") -> Text:
    """Return a text that its own words find, and `more`."""
    return Text(kind, words, path, address or path, frozenset(stems(f"{words} {more}")))


def _sectors(snapshot: Snapshot) -> Iterator[Text]:
    """Give each priority sector, with all about it; what the agenda calls it finds it too."""
    for code, word in priority_sectors(snapshot).items() if is_shown(snapshot, page(SECTOR_PAGE)) else ():
        titles = ask(snapshot, SECTORS, priority_sector=code).codes("title")
        yield _text("Sector", word, SECTOR_PAGE, f"{SECTOR_PAGE}?{urlencode({SECTOR: word})}", " ".join(titles))


def _questions(snapshot: Snapshot, info: PageInfo) -> Iterator[Text]:
    """Give the questions of a page; the titles of page and figures find them too."""
    for section in composition(info.path).sections if on_page(info.path) else ():
        if drawn := drawable(snapshot, section, Selection(region=snapshot.region)):
            more = " ".join([info.title, *(one.title for one in drawn)])
            found = _text("Vraag", section.question, info.path, f"{info.path}#{section.anchor}", more)
            yield replace(found, declared=drawn[0])


def _rows(snapshot: Snapshot, name: str, path: str) -> Iterator[Text]:
    """Give the rows of a table of words, each where a figure shows it."""
    dataset = snapshot.datasets.get(name)
    column = next((c for c in IN_WORDS if dataset and any(one.name == c for one in dataset.columns)), "")
    if dataset is None or dataset.is_observations or not column:
        return
    for words in dict.fromkeys(row[column] for row in ask(snapshot, name).rows):
        spot: Spot | None = spots(snapshot).get((name, words))
        if spot is None:
            yield _text(dataset.title, words, path)
        else:
            yield _text(dataset.title, words, spot.path, address_of(spot, {}))


@once
def _known(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(word for one in texts(snapshot) for word in one.stems)


def texts_of(snapshot: Snapshot, wanted: Iterable[str], *, every: bool = True) -> list[Text]:
    """Return what has every one of these stems in it, or as many as there are in one, the shortest first."""
    asked = [set(alike(word, _known(snapshot))) for word in sorted(set(wanted))]
    hits = {one: sum(bool(one.stems & words) for words in asked) for one in texts(snapshot)}
    least = len(asked) if every else max(hits.values(), default=0)
    found = [one for one, count in hits.items() if count and count == least]
    return sorted(found, key=lambda one: len(stems(one.words)))[:MOST]


@dataclass(frozen=True)
class Finding:
    """What a figure says by itself: its finding, its source with dates and status, and the way to it."""

    sentence: str
    line: str
    way: Way


def findings_of(
    snapshot: Snapshot, found: Sequence[Text], wanted: Iterable[str], municipalities: Sequence[str]
) -> tuple[Finding, ...]:
    """Return the findings of the figures that texts lead to, each once.

    Args:
        snapshot: Holds what the figures read.
        found: The texts.
        wanted: The stems of the question; a figure with none of them in its title or question is about other things.
        municipalities: The codes that the reader names; a figure follows them or not.
    """
    selection = Selection(municipalities=in_order(snapshot, municipalities), region=snapshot.region)
    told: dict[str, Finding] = {}
    for text in found:
        if text.declared is None:
            continue
        own = frozenset(stems(f"{text.words} {text.declared.title}"))
        if not any(own & set(alike(word, own)) for word in wanted):
            continue
        try:
            asked = read(text.declared, snapshot, {})
            figure = built(text.declared.builder, snapshot, selection, asked.options)
        except (LookupError, ValueError):  # its page says why
            continue
        way = Way(f"{page_title(text.path)}: {text.words}", text.address)
        told.setdefault(figure.headline, Finding(f"{figure.headline}.", figure.origin, way))
    return tuple(told.values())[:MOST_FINDINGS]


def page_title(path: str) -> str:
    """Return the title of a page."""
    return page(path).title
