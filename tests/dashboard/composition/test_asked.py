"""What a figure asks, whatever is chosen: declared with it, and named in its source line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dashboard.asking.memory import MEMORY
from dashboard.asking.queries import ask, in_order, municipalities, priority_sectors
from dashboard.asking.selection import Selection, comparisons
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.composition.filtering import filters_of
from dashboard.figure.declare import ANYTHING, TODAY, Declaration
from dashboard.series.sector_facts import UNKNOWN
from dashboard.subjects.population import population_series
from snapshot.read import Row, Snapshot
from tests.helpers import SHOWN

LABELS = {"regions", "sources", "terms", "sectors", "wider_areas", "live_sources"}  # words, areas and what is stale
DRAWS = 8


class Recording(Snapshot):
    """Notes which datasets are read."""

    def rows(self, dataset: str, where: object = None) -> tuple[Row, ...]:
        getattr(self, "seen", set()).add(dataset)
        return super().rows(dataset, where)  # type: ignore[arg-type]

    def labels(self, dataset: str) -> dict[str, dict[str, str]]:
        getattr(self, "seen", set()).add(dataset)
        return super().labels(dataset)


def chosen(snapshot: Snapshot, entry: Declaration, draw: random.Random) -> tuple[Selection, dict[str, str]]:
    """Return a choice and options drawn at random."""
    towns, sectors = list(municipalities(snapshot)), ["", *priority_sectors(snapshot)]
    selection = Selection(
        tuple(draw.sample(towns, draw.randint(0, 3))),
        draw.choice(sectors),
        draw.choice(comparisons(snapshot.region)),
        snapshot.region,
    )
    options = {name: draw.choice(codes) for name, one in entry.chosen.items() if (codes := list(one.of(snapshot)))}
    return selection, options | ({"today": "2026-11-24"} if entry.of_today else {})


def check(folder: Path) -> int:
    """Draw every figure of the snapshot in `folder`; return how many there were."""
    draw, entries = random.Random(1506), []
    undeclared: dict[str, set[str]] = {}
    with Snapshot.open(folder) as plain:
        for entry in catalogue.FIGURES:
            if can_draw(plain, entry):
                entries.append((entry, [chosen(plain, entry, draw) for _ in range(DRAWS)]))
    with Recording.open(folder) as snapshot:
        for entry, choices in entries:
            seen: set[str] = set()
            vars(snapshot)["seen"] = seen
            declared = {need.partition(".")[0] for need in (*entry.needs, *entry.beside)}
            for selection, options in choices:
                MEMORY.forget(snapshot)  # what was read before is read again
                figure = entry.builder(snapshot, selection, **options)
                for result in (*figure.results, *figure.beside):
                    assert all(source.credit in figure.source_line for source in result.sources), entry.name
            if ANYTHING not in declared and (more := seen - LABELS - declared):
                undeclared[entry.name] = more
    assert undeclared == {}
    return len(entries)


def test_every_dataset_that_a_figure_asks_is_declared_and_its_sources_are_told(snapshot_folder: Path) -> None:
    assert check(snapshot_folder) > 25


@pytest.mark.slow
def test_also_those_of_live_series(live_folder: Path) -> None:
    assert check(live_folder) > 40


@pytest.mark.slow
def test_what_a_sentence_alone_is_made_of_stands_in_the_source_line(live: Snapshot) -> None:
    figure = population_series.population(live, Selection(("GM0202",)), age="15_64")
    residents = ask(live, "residents_15_64", region_code="GM0202")
    assert "De agenda rekent voor Arnhem met" in figure.sentence
    assert residents.sources
    assert all(source.credit in figure.source_line for source in residents.sources)
    assert "residents_15_64" not in {result.dataset.name for result in figure.results}  # no file, no period of its own


@pytest.mark.parametrize("seed", range(12))
def test_a_number_on_top_follows_the_chosen_municipalities_or_says_of_where_it_is(
    snapshot: Snapshot, seed: int
) -> None:
    drawn = random.Random(seed)
    towns = in_order(snapshot, set(drawn.sample(sorted(municipalities(snapshot)), drawn.randint(1, 4))))
    sector = drawn.choice(["", *priority_sectors(snapshot)])
    wider = (snapshot.region.title, "Hele regio", "Gelderland", "COROP-gebied")
    told = 0
    for info in SHOWN:
        row = catalogue.composition(info.path).key_figures if catalogue.on_page(info.path) else None
        if row is None or not filters_of(snapshot, info).works("municipalities"):
            continue
        on = {TODAY: "2026-11-27"} if row.of_today else {}
        of_all = row.builder(snapshot, Selection(sector=sector, region=snapshot.region), **on)
        for figure in row.builder(snapshot, Selection(towns, sector, region=snapshot.region), **on):
            words = f"{figure.label} {figure.period} {figure.comparison}"
            assert figure not in of_all or any(place in words for place in wider) or figure.number == UNKNOWN, figure
            told += 1
    assert told >= 8


@pytest.mark.parametrize("seed", range(4))
def test_a_headline_names_no_more_than_four_of_many_chosen_municipalities(snapshot: Snapshot, seed: int) -> None:
    drawn = random.Random(seed)
    towns = municipalities(snapshot)
    chosen = in_order(snapshot, set(drawn.sample(sorted(towns), drawn.randint(5, len(towns)))))
    told = 0
    for entry in catalogue.FIGURES:
        if not can_draw(snapshot, entry) or "municipalities" not in entry.follows or entry.name == "verkennen":
            continue
        for argument, codes in entry.options.items():
            for code in codes or ("2026-11-27",):
                options = entry.defaults | {argument: code}
                headline = entry.builder(
                    snapshot, entry.asked(Selection(chosen, region=snapshot.region)), **options
                ).headline
                assert sum(name in headline for name in towns.values()) <= 4, (entry.name, headline)
                told += 1
    assert told >= 5
    everyone = Selection(chosen, region=snapshot.region)
    aged = catalogue.entry("inwoners-15-64").builder(snapshot, everyone).headline.partition(";")[0]
    assert sum(name in aged for name in towns.values()) == 2
    counts = {code: ask(snapshot, "residents_15_64", region_code=code).cell().value or 0 for code in chosen}
    assert towns[max(counts, key=lambda code: counts[code])] in aged
    assert towns[min(counts, key=lambda code: counts[code])] in aged
