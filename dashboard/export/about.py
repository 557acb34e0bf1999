"""What every file says about its figures, in Dutch: selection, sources, dates, definitions, words for a status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.asking.queries import Result
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.figure.core import Figure
from dashboard.words import notation
from dashboard.words.periods import chronological
from snapshot.periods import UNDATED
from snapshot.region import Region

EMPTY_IS_NOT_ZERO = "Een leeg getal is geen nul: de status zegt waarom er geen getal is."
SHOWN_NAMES = 4


@dataclass(frozen=True)
class Item:
    """One figure of a file, the selection it was made with, and the note that a reader wrote to it."""

    figure: Figure
    selection: Selection
    note: str = ""


def regions(figure: Figure, selection: Selection) -> list[str]:
    """Return the names of the chosen municipalities, where the figure has municipalities and there is a choice."""
    if not by_municipality(figure):
        return []
    words = next(result.labels["region_code"] for result in figure.results if "region_code" in result.labels)
    return [words.get(code, code) for code in selection.municipalities]


def distinct(items: Sequence[Item]) -> list[tuple[Figure, Result]]:
    """Return each set of rows behind the figures once, with the first figure that shows it."""
    found: dict[tuple[Any, ...], tuple[Figure, Result]] = {}
    for item in items:
        for result in item.figure.results:
            key = (result.dataset.name, *(tuple(row.values()) for row in result.rows))
            found.setdefault(key, (item.figure, result))
    return list(found.values())


def by_municipality(figure: Figure) -> bool:
    """Whether the rows behind the figure tell municipalities apart."""
    rows = [row for result in figure.results for row in result.rows]
    return any(row.get("region_code", "").startswith("GM") for row in rows)


def sector(figure: Figure, selection: Selection) -> str:
    """Return the word of the chosen priority sector, where the figure has sectors and there is a choice."""
    for result in figure.results:
        for column in ("priority_sector", "sector"):
            if result.has(column) and selection.sector in result.labels.get(column, {}):
                return result.label(column, selection.sector)
    return ""


def selection_line(figure: Figure, selection: Selection) -> str:
    """Return the filters that this figure follows, in one line."""
    parts = []
    if by_municipality(figure):
        parts.append(f"Gemeenten: {notation.listing(regions(figure, selection)) or 'alle'}")
        parts.append(f"Vergelijking: {selection.compare}")
    else:
        parts.append(f"Gebied: {_area(figure, selection.region)}")
    if name := sector(figure, selection):
        parts.append(f"Sector: {name}")
    return " · ".join(parts)


def _area(figure: Figure, region: Region) -> str:
    """Return of where the rows behind a figure are, the Netherlands last; the region where they do not say it."""
    own = f"arbeidsmarktregio {region.name}"
    rows = [result for result in figure.results if result.has("region_code")]
    named = {code: result.label("region_code", code) for result in rows for code in result.codes("region_code")}
    found = [own if code == region.code else named[code] for code in sorted(named, key=lambda code: code == COUNTRY)]
    if len(found) > SHOWN_NAMES:
        return f"{own} en {len(found) - 1} andere gebieden" if region.code in named else f"{len(found)} gebieden"
    return notation.listing(found) or own


def maker(items: Sequence[Item]) -> str:
    """Return who made a file: the dashboard of this region."""
    return maker_of(items[0].selection.region)


def maker_of(region: Region) -> str:
    """Return the name of the dashboard of a region."""
    return f"Arbeidsmarktdashboard {region.name}"


def snapshot_line(figure: Figure) -> str:
    """Return which snapshot the figure was made of: "Momentopname 77a8387e3e3c van 24 november 2026"."""
    return f"Momentopname {_snapshot(figure)}"


def _snapshot(figure: Figure) -> str:
    first = figure.results[0]
    return f"{first.snapshot_id} van {notation.moment(first.built_at)}"


def foot(figure: Figure, selection: Selection) -> tuple[str, str, str]:
    """Return the three lines under a figure: source, dates with status, selection with snapshot."""
    return (
        f"Bron: {figure.source_line}",
        " · ".join(filter(None, (figure.dates_line, f"Status: {figure.status_line}"))),
        f"{selection_line(figure, selection)} · {snapshot_line(figure)}",
    )


def facts(figure: Figure, selection: Selection) -> list[tuple[str, str]]:
    """Return all that must be known of one figure, as pairs of a word and its text."""
    return [
        ("Titel", figure.title),
        ("Bevinding", figure.headline),
        ("Eenheid en groep", figure.subtitle),
        ("Filters", selection_line(figure, selection)),
        ("In één zin", figure.sentence),
        *(("Definitie", text) for text in definitions([figure])),
        *(("Opmerking", note) for note in figure.all_notes),
        *(("Bron", line) for line in sources([figure])),
        *figure.dates.items(),
        *((f"Status “{word}”", meaning) for word, meaning in statuses([figure])),
        ("Lege cellen", EMPTY_IS_NOT_ZERO),
        ("Momentopname", _snapshot(figure)),
    ]


def definitions(figures: Sequence[Figure]) -> list[str]:
    """Return title and description of each dataset behind the figures, each once."""
    datasets = [result.dataset for figure in figures for result in figure.results]
    return list(dict.fromkeys(f"{dataset.title}: {dataset.description}" for dataset in datasets))


def sources(figures: Sequence[Figure]) -> list[str]:
    """Return each source once: attribution, licence and page."""
    found = {source.id: source for figure in figures for source in figure.sources}
    lines = (
        ". ".join(
            part
            for part in (
                source.attribution,
                f"Licentie: {source.licence}" if source.licence else "",
                source.landing_page,
            )
            if part
        )
        for source in found.values()
    )
    return list(dict.fromkeys(lines))  # one table that was taken over twice has two sources with the same words


def statuses(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """Return word and meaning of each status that occurs."""
    return [pair for pair in {pair: None for figure in figures for pair in figure.statuses.items()} if pair[1]]


def file_stem(figure: Figure, selection: Selection) -> str:
    """Return the file name without ending: "bijstand-per-gemeente-arnhem-rheden-2024-12-31-77a8387e3e3c"."""
    names = regions(figure, selection)
    shown = few(names)
    return notation.slug(
        " ".join([figure.title, *shown, sector(figure, selection), *_span([figure]), figure.results[0].snapshot_id])
    )


def few(names: Sequence[str]) -> list[str]:
    """Return the names of municipalities as far as they fit the name of a file; of many only how many they are."""
    return list(names) if len(names) <= SHOWN_NAMES else [f"{len(names)} gemeenten"]


def package_stem(title: str, items: Sequence[Item]) -> str:
    """Return the file name without ending for several figures: title, municipalities, periods, snapshot."""
    names = next((found for item in items if (found := regions(item.figure, item.selection))), [])
    shown = few(names)
    figures = [item.figure for item in items]
    return notation.slug(" ".join([title, *shown, *_span(figures), figures[0].results[0].snapshot_id]))


def _span(figures: Sequence[Figure]) -> list[str]:
    found = chronological(period for figure in figures for result in figure.results for period in result.periods)
    periods = [period for period in found if period != UNDATED] or [notation.short_period(one) for one in found]
    return [] if not periods else [periods[0]] if len(periods) == 1 else [periods[0], "tm", periods[-1]]
