"""Where a figure of the data stands: the figure of a page that shows it with the fewest others, and the way there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import urlencode

from dashboard.asking.memory import once
from dashboard.asking.queries import PERIOD, Result, in_order, municipalities
from dashboard.asking.selection import Selection
from dashboard.composition.availability import figures
from dashboard.composition.catalogue import anchor_of, path_of
from dashboard.composition.site import PAGES, page
from dashboard.figure.declare import ANYTHING, TODAY, Declaration
from dashboard.subjects.exploring.explore import NAME, OPTIONS
from dashboard.subjects.exploring.offering import COURSE, REGION, keys, offer, wish_for
from snapshot import clock
from snapshot.read import Row, Snapshot

MOST_OPTIONS = 60  # combinations of choices of one figure that are looked at
TOWN = "gemeente"  # the filter in the address
IN_WORDS = ("title", "statement")  # the columns of a table of words that say what a row is


@dataclass(frozen=True)
class Spot:
    """A figure with its choices, as words in the address and as arguments without today."""

    title: str
    declared: Declaration
    choices: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """The path of its page."""
        return path_of(self.declared)


@dataclass(frozen=True)
class Way:
    """A link with its words."""

    words: str
    address: str


Ranked: TypeAlias = dict[tuple[object, ...], tuple[tuple[int, int], Spot]]  # how well a figure shows a thing: low


def _series(dataset: str, row: Mapping[str, object], names: tuple[str, ...]) -> tuple[object, ...]:
    return (dataset, row["measure"], *(row[name] for name in names))


@once
def spots(snapshot: Snapshot) -> dict[tuple[object, ...], Spot]:
    """Return of each quantity, number and sentence in the data the figure that shows it with the fewest others.

    A figure that tells the number itself goes before one that has it in its table, and that before one that shows
    something made of it, such as an index.
    """
    found: Ranked = {}
    selection = Selection(region=snapshot.region)
    for info in PAGES:
        for declared in figures(snapshot, info.path):
            if ANYTHING not in declared.beside and declared.when(selection):
                _look(snapshot, selection, declared, found)
    return {thing: spot for thing, (_, spot) in found.items()}


def _look(snapshot: Snapshot, selection: Selection, declared: Declaration, found: Ranked) -> None:
    for options, words in itertools.islice(_options(snapshot, declared), MOST_OPTIONS):
        if not declared.applies(snapshot, **options):
            continue
        try:
            made = declared.builder(snapshot, selection, **options)
        except (LookupError, ValueError):  # a page says so where it is drawn; no way leads there
            continue
        spoken = _numbers(made.alt)
        listed = _numbers(" ".join(cell for row in made.table.rows for cell in row))
        for result in made.results:
            asked = {name: code for name, code in options.items() if name != TODAY}
            chosen = tuple(sorted(words.items())), tuple(sorted(asked.items()))
            spot = Spot(made.title, declared, *chosen)
            is_counted = result.dataset.is_observations
            texts = [cell.text for _, cell in result.cells()] if is_counted else [""] * len(result.rows)
            for row, text in zip(result.rows, texts, strict=True):
                told = _numbers(text)
                rank = (0 if told <= spoken else 1 if told <= listed else 2, len(result.rows))
                for thing in _things(result, row):
                    if thing not in found or rank < found[thing][0]:
                        found[thing] = (rank, spot)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(word.strip(",.;:()") for word in text.split())


def _things(result: Result, row: Row) -> list[tuple[object, ...]]:
    """Return under what a row is found: its series, with and without its period, or what it says in words."""
    dataset = result.dataset
    if dataset.is_observations:
        series = _series(dataset.name, row, tuple(one.name for one in keys(dataset)))
        return [series, (*series, row[PERIOD])]
    return [(dataset.name, row[name]) for name in IN_WORDS if name in row]


def _options(snapshot: Snapshot, declared: Declaration) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Give each combination of choices as arguments of the builder, and as words in the address."""
    names = list(declared.chosen)
    lists = [list(option.of(snapshot).items()) for option in declared.chosen.values()]
    shown = declared.shown_for
    beside = {shown.choice.key: next(iter(shown.of(snapshot).values()), "")} if shown else {}
    for values in itertools.product(*lists):
        options = {name: code for name, (code, _) in zip(names, values, strict=True)}
        words = {declared.chosen[name].choice.key: word for name, (_, word) in zip(names, values, strict=True)}
        today = {TODAY: clock.today().isoformat()} if declared.of_today else {}
        yield options | today, words | beside


def spot_of(snapshot: Snapshot, rows: Result) -> Spot | None:
    """Return the figure that shows the number of the first row, or its quantity at other moments; None for neither."""
    dataset, row = rows.dataset.name, rows.rows[0]
    series = _series(dataset, row, tuple(one.name for one in keys(snapshot.datasets[dataset])))
    return spots(snapshot).get((*series, row[PERIOD])) or spots(snapshot).get(series)


def chosen_of(snapshot: Snapshot, rows: Result) -> Selection:
    """Return the selection that the way to these rows makes."""
    towns = in_order(snapshot, set(rows.codes(REGION)) if _towns(snapshot, rows) else set())
    return Selection(municipalities=towns, region=snapshot.region)


def to_figure(snapshot: Snapshot, rows: Result) -> Way | None:
    """Return the way to the figure of a page that shows these rows; None where no page shows the first of them."""
    spot = spot_of(snapshot, rows)
    if spot is None:
        return None
    return Way(f"{page(spot.path).title}: {spot.title}", address_of(spot, _towns(snapshot, rows)))


def address_of(spot: Spot, filters: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a figure with its choices: its page, at the question that it answers."""
    values = {**filters, **{name: [word] for name, word in spot.choices}}
    return f"{_address(spot.path, values)}#{anchor_of(spot.declared)}"


def to_explore(snapshot: Snapshot, rows: Result) -> Way:
    """Return the way to these rows on the page where every figure can be chosen: over time where there is a course."""
    dataset, row = rows.dataset.name, rows.rows[0]
    start = wish_for(snapshot, dataset, str(row["measure"]))
    views = offer(snapshot, start).views
    codes = {name: row[name] for name in (one.name for one in keys(snapshot.datasets[dataset]))}
    made = start
    for view in sorted(views, key=lambda one: one != COURSE):
        combined = offer(snapshot, replace(start, view=view)).combined or {"": ()}
        rest = next((code for code, pairs in combined.items() if _agree(pairs, codes)), None)
        if rest is not None:
            made = replace(start, view=view, rest=rest)
            break
    settled = offer(snapshot, made)
    words = {
        OPTIONS[part].choice.key: [word]
        for part, many in (("dataset", "datasets"), ("measure", "measures"), ("view", "views"), ("rest", "rests"))
        if (word := getattr(settled, many).get(getattr(settled.wish, part), ""))
    }
    return Way("Verken dit cijfer", _address(NAME, {**_towns(snapshot, rows), **words}))


def _agree(pairs: tuple[tuple[str, object], ...], codes: Mapping[str, object]) -> bool:
    return all(codes[name] == value for name, value in pairs)


def _towns(snapshot: Snapshot, rows: Result) -> dict[str, list[str]]:
    """Return the filter on the municipalities of rows; none where it is all of them."""
    towns = municipalities(snapshot)
    found = [towns[code] for code in (rows.codes(REGION) if rows.has(REGION) else []) if code in towns]
    return {TOWN: found} if 0 < len(found) < len(towns) else {}


def _address(path: str, values: Mapping[str, Sequence[str]]) -> str:
    return f"{path}?{urlencode(values, doseq=True)}" if values else path
