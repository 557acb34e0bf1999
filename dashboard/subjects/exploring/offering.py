"""What can be chosen of a dataset: each list depends on the choices before it, and holds nothing impossible."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.asking.memory import once
from dashboard.asking.places import wider_areas
from dashboard.asking.queries import PERIOD, SMALL, Result, ask, holds, municipalities, occurring
from dashboard.asking.selection import COUNTRY
from dashboard.charts.shapes import has_shapes
from dashboard.words import notation
from dashboard.words.periods import chronological
from snapshot.model import Column, Dataset
from snapshot.periods import UNDATED
from snapshot.read import Row, Snapshot

REGION = "region_code"
COURSE, PLACES, MAP, LINES = "verloop", "plaatsen", "kaart", "regels"
BY, COURSE_BY = "naar-", "verloop-naar-"  # before the name of a column
LONGEST = 40  # characters of a code, which a meeting list can hold
NO_OTHER, ALL_OTHERS = "geen", "alle"
TOTALS = frozenset({"alle", "totaal", "totale"})
KINDS = {
    "year": "Per jaar", "quarter": "Per kwartaal", "month": "Per maand", "day": "Per peildatum",
    "end": "Per einde van een jaar", "school": "Per schooljaar", "span": "Per tijdvak",
}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What a reader asks for, in codes; '' for what was not chosen: then the first possibility.

    Attributes:
        dataset: The title of the dataset, and `measure` that of the quantity, as code_of writes them.
        view: How: COURSE, PLACES, MAP, LINES, or BY or COURSE_BY with the name of a column.
        period: One period; for a course the kind of the periods.
        rest: The codes of the columns that the view leaves, in one.
        also: NO_OTHER, ALL_OTHERS or the code of one region beside the own one.
    """

    dataset: str = ""
    measure: str = ""
    view: str = ""
    rest: str = ""
    period: str = ""
    also: str = ""


@dataclass(frozen=True)
class Offer:
    """What can be chosen, code to words, and `wish`: what is chosen of it, with nothing left open.

    `name` and `quantity` are the names of dataset and measure, `column` that of the column which the view shows,
    `combined` holds the values of the columns that it leaves by each code of `rests`, and `codes` those of the chosen.
    """

    datasets: Mapping[str, str]
    measures: Mapping[str, str]
    views: Mapping[str, str]
    rests: Mapping[str, str]
    periods: Mapping[str, str]
    others: Mapping[str, str]
    wish: Wish
    name: str
    quantity: str
    column: str
    combined: Mapping[str, tuple[tuple[str, object], ...]]
    codes: tuple[tuple[str, object], ...]

    @property
    def is_course(self) -> bool:
        """Whether it is shown over time."""
        return self.wish.view == COURSE or self.wish.view.startswith(COURSE_BY)


def code_of(words: str) -> str:
    """Return words as a code that an address and a meeting list can hold."""
    code = notation.slug(words)
    if 0 < len(code) <= LONGEST:
        return code
    return f"{code[: LONGEST - 9]}-{hashlib.sha256(words.encode()).hexdigest()[:8]}"


@once
def explorable(snapshot: Snapshot) -> dict[str, str]:
    """Return the titles of all datasets with figures by their names, in the order of the titles."""
    known = [one for name, one in snapshot.datasets.items() if one.is_observations and holds(snapshot, name)]
    return {one.name: one.title for one in sorted(known, key=lambda one: one.title.casefold())}


@once
def offer(snapshot: Snapshot, wish: Wish) -> Offer:
    """Return what can be chosen for a wish; what is impossible in it gives way to the first possibility."""
    datasets = _datasets(snapshot)
    return _offer(snapshot, datasets, replace(wish, dataset=_first(datasets, wish.dataset)))


@once
def _datasets(snapshot: Snapshot) -> dict[str, str]:
    """Return the titles by their codes, in their order but for the first: the one that tells most at once."""
    titles = {code_of(title): title for title in explorable(snapshot).values()}
    first = max(titles, key=lambda code: _telling(snapshot, _offer(snapshot, titles, Wish(code))), default="")
    return {first: titles[first], **titles} if first else titles


def _telling(snapshot: Snapshot, found: Offer) -> tuple[int, str]:
    """Return how much an offer tells before a reader chooses, and of when it is.

    Municipalities beside each other tell most, then a course of several places.
    """
    rows = offered_rows(snapshot, found)
    known = rows.only(row for row in rows.rows if row["value"] is not None)
    if not known.rows or not known.has(REGION):
        return 0, ""
    places = set(known.codes(REGION))
    newest = max((period for period in known.periods if period != UNDATED), default="")
    if found.is_course:
        return int(len(places) > 1), newest
    return (2 if found.wish.view == PLACES and len(places & municipalities(snapshot).keys()) > 1 else 0), newest


def _offer(snapshot: Snapshot, datasets: Mapping[str, str], wish: Wish) -> Offer:
    chosen = wish.dataset
    names = {code_of(title): name for name, title in explorable(snapshot).items()}
    dataset = snapshot.datasets[names[chosen]]
    held = set(occurring(snapshot, dataset.name, "measure"))
    quantities = {code_of(one.title): one for one in dataset.measures if one.name in held}
    measures = {code: one.title for code, one in quantities.items()}
    measure = _first(measures, wish.measure)
    rows = _figures(snapshot, dataset.name, measure=quantities[measure].name)
    views = _views(snapshot, rows)
    view = _first(views, wish.view)
    column = _column(rows.dataset, view)
    combined = _combinations(snapshot, rows, view, column)
    rests = _rests(rows, combined)
    rest = _first(rests, wish.rest)
    codes = combined.get(rest, ())
    narrowed = rows.only(fitting(rows.rows, dict(codes)))
    if view == MAP:
        narrowed = narrowed.where(
            reference_period=[one for one in narrowed.periods if _on_map(snapshot, narrowed, one)]
        )
    is_course = view == COURSE or view.startswith(COURSE_BY)
    periods = _kinds(narrowed) if is_course else _periods(narrowed)
    others = _others(snapshot, narrowed)
    made = Wish(chosen, measure, view, rest, _first(periods, wish.period), _first(others, wish.also))
    return Offer(
        datasets=datasets,
        measures=measures,
        views=views,
        rests=rests,
        periods=periods,
        others=others,
        wish=made,
        name=dataset.name,
        quantity=quantities[measure].name,
        column=column,
        combined=combined,
        codes=codes,
    )


def offered_rows(snapshot: Snapshot, found: Offer) -> Result:
    """Return the rows of an offer: of its quantity, with what was chosen of the columns that its view leaves."""
    codes = {name: code for name, code in found.codes if isinstance(code, str)}
    rows = _figures(snapshot, found.name, measure=found.quantity, **codes)
    return rows.only(fitting(rows.rows, dict(found.codes)))


def _figures(snapshot: Snapshot, dataset: str, **wanted: str) -> Result:
    """Return the figures that are asked; of a large table with places, those of places that can be shown."""
    is_placed = any(column.name == REGION for column in snapshot.datasets[dataset].columns)
    if snapshot.row_counts[dataset] <= SMALL or not is_placed:
        return ask(snapshot, dataset, **wanted)
    return ask(snapshot, dataset, **wanted, region_code=_showable(snapshot, dataset))


@once
def _showable(snapshot: Snapshot, dataset: str) -> tuple[str, ...]:
    """Return the places of a table that the reader can choose or compare with; where it has none of them, all."""
    regions = (row["region_code"] for row in ask(snapshot, "regions").rows if row["kind"] == "labour_market_region")
    known = {snapshot.region.code, COUNTRY, *municipalities(snapshot), *wider_areas(snapshot), *regions}
    there = snapshot.values(dataset, REGION)
    return tuple(code for code in there if code in known) or there


def fitting(rows: Iterable[Row], codes: Mapping[str, object]) -> tuple[Row, ...]:
    """Return the rows with all of these values."""
    return tuple(row for row in rows if all(row[name] == code for name, code in codes.items()))


def _first(words: Mapping[str, str], wanted: str) -> str:
    return wanted if wanted in words else next(iter(words), "")


def keys(dataset: Dataset) -> tuple[Column, ...]:
    """Return the columns that tell figures of one quantity apart, beside place and period."""
    return tuple(one for one in dataset.columns if one.role == "key" and one.name not in (REGION, PERIOD))


def _left(dataset: Dataset, column: str) -> tuple[str, ...]:
    return tuple(one.name for one in keys(dataset) if one.name != column)


def _column(dataset: Dataset, view: str) -> str:
    """Return the column that a view shows: '' for places and lines."""
    for start in (COURSE_BY, BY):
        if view.startswith(start):
            return next(one.name for one in keys(dataset) if code_of(one.title) == view[len(start) :])
    return ""


def _views(snapshot: Snapshot, rows: Result) -> dict[str, str]:
    """Return the ways in which these rows can be shown; the one that fits most of them first."""
    dataset, found = rows.dataset, dict[str, str]()
    others = tuple(one.name for one in keys(dataset))
    place = (REGION,) if rows.has(REGION) else ()
    if _varies(rows, PERIOD, (*others, *place), alike=True):
        found[COURSE] = "Verloop"
    if place:
        found[PLACES] = "Plaatsen naast elkaar"
        if _can_map(snapshot, rows, others):
            found[MAP] = "Kaart"
    for one in keys(dataset):
        rest = tuple(name for name in (*others, *place, PERIOD) if name != one.name)
        if one.dtype != "text" or not _varies(rows, one.name, rest):
            continue
        word = notation.inside(one.title)
        found[f"{BY}{code_of(one.title)}"] = f"Naar {word}"
        if COURSE in found:
            found[f"{COURSE_BY}{code_of(one.title)}"] = f"Verloop naar {word}"
    if not found or _differ(rows, others):
        found[LINES] = "Alle regels"
    few = rows.has(REGION) and len(rows.periods) < 3
    return dict(sorted(found.items(), key=lambda pair: pair[0] == COURSE)) if few else found


def _varies(rows: Result, name: str, others: Sequence[str], *, alike: bool = False) -> bool:
    """Return whether rows that agree in `others` differ in `name`; `alike` asks for dated periods of one kind."""
    seen: dict[tuple[object, ...], object] = {}
    for row in rows.rows:
        if alike and row[name] == UNDATED:
            continue
        group = (*(row[other] for other in others), kind(row[name]) if alike else "")
        if seen.setdefault(group, row[name]) != row[name]:
            return True
    return False


def _differ(rows: Result, names: Sequence[str]) -> bool:
    return len({tuple(row[name] for name in names) for row in rows.rows}) > 1


def _can_map(snapshot: Snapshot, rows: Result, others: Sequence[str]) -> bool:
    """Return whether a map can be drawn of rows that agree in `others`, of one period."""
    if not has_shapes(snapshot):
        return False
    towns = municipalities(snapshot).keys()
    counted = Counter((*(row[name] for name in others), row[PERIOD]) for row in rows.rows if row[REGION] in towns)
    numbers = Counter(
        (*(row[name] for name in others), row[PERIOD])
        for row in rows.rows
        if row[REGION] in towns and row["value"] is not None
    )
    return any(count == len(towns) and numbers[group] > 1 for group, count in counted.items())


def _on_map(snapshot: Snapshot, rows: Result, period: str) -> bool:
    """Return whether every municipality has a row of a period, and at least two have a number."""
    towns = municipalities(snapshot).keys()
    of_period = [row for row in rows.rows if row[PERIOD] == period and row[REGION] in towns]
    return towns == {row[REGION] for row in of_period} and sum(row["value"] is not None for row in of_period) > 1


def _combinations(
    snapshot: Snapshot, rows: Result, view: str, column: str
) -> dict[str, tuple[tuple[str, object], ...]]:
    """Return which values the columns have together that a view leaves, by their code.

    Only those that have something to show in that view: totals first, then the region and its municipalities, then as
    the labels go.
    """
    names = () if view == LINES else _left(rows.dataset, column)
    if not names:
        return {}
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows.rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    fit = {values: held for values, held in found.items() if _shows(snapshot, rows.only(held), view, column)}
    places = {name: {code: at for at, code in enumerate(rows.labels.get(name, {}))} for name in names}
    own = {snapshot.region.code, *municipalities(snapshot)}
    is_place = [rows.dataset.column(name).labels_from == "regions" for name in names]

    def order(values: tuple[object, ...]) -> tuple[object, ...]:
        words = [rows.label(name, str(value)) for name, value in zip(names, values, strict=True)]
        told = [places[name].get(str(value), -1) for name, value in zip(names, values, strict=True)]
        foreign = sum(value not in own for value, place in zip(values, is_place, strict=True) if place)
        return (-sum(map(is_total, words)), foreign, *told, *words)

    return {
        code_of(_words(rows, names, values)): tuple(zip(names, values, strict=True))
        for values in sorted(fit or found, key=order)
    }


def _shows(snapshot: Snapshot, rows: Result, view: str, column: str) -> bool:
    """Return whether rows of one quantity have something to show in a view."""
    place = (REGION,) if rows.has(REGION) else ()
    if view == COURSE:
        return _varies(rows, PERIOD, place, alike=True)
    if view == PLACES:
        return _varies(rows, REGION, (PERIOD,))
    if view == MAP:
        return any(_on_map(snapshot, rows, period) for period in rows.periods)
    return _varies(rows, column, (*place, PERIOD)) if column else True


def is_total(words: str) -> bool:
    """Return whether a label names all together, such as "Alle sectoren" or "Totale lasten"."""
    return any(word.casefold() in TOTALS for word in words.split()[:2])


def _rests(rows: Result, combined: Mapping[str, tuple[tuple[str, object], ...]]) -> dict[str, str]:
    return {
        code: _words(rows, [name for name, _ in pairs], [value for _, value in pairs])
        for code, pairs in combined.items()
    }


def _words(rows: Result, names: Sequence[str], values: Sequence[object]) -> str:
    """Return values in words; a bare number with the title of its column."""
    told = []
    for name, value in zip(names, values, strict=True):
        column = rows.dataset.column(name)
        word = rows.label(name, value) if isinstance(value, str) else str(value)
        told.append(
            word if column.labels or column.labels_from else f"{column.title} {word}" if word.isdigit() else word
        )
    return " · ".join(dict.fromkeys(told))


def kind(period: str) -> str:
    """Return what kind of period a code is: a key of KINDS."""
    for mark, name in (("..", "span"), ("Q", "quarter"), ("-end", "end"), ("/", "school")):
        if mark in period:
            return name
    return {4: "year", 7: "month", 10: "day"}.get(len(period), "span")


def _kinds(rows: Result) -> dict[str, str]:
    """Return the kinds of periods that make a course, the one with most periods first."""
    counted = Counter(kind(period) for period in rows.periods if period != UNDATED)
    several = {name: count for name, count in counted.items() if count > 1} or counted
    return {name: KINDS[name] for name in sorted(several, key=lambda one: -counted[one])}


def _periods(rows: Result) -> dict[str, str]:
    """Return the periods, the newest first; before it stands none of which there are less than half of the figures."""
    counted = Counter(row[PERIOD] for row in rows.rows)
    found = chronological(counted)[::-1]
    most = max(counted.values(), default=0)
    first = next((one for one in found if 2 * counted[one] >= most), "")
    return {code_of(notation.period(one)): notation.period(one) for one in dict.fromkeys((first, *found)) if one}


def _others(snapshot: Snapshot, rows: Result) -> dict[str, str]:
    """Return the other regions of which there are figures, after none of them and before all of them."""
    if not rows.has(REGION):
        return {}
    kinds = {row["region_code"]: row["kind"] for row in ask(snapshot, "regions").rows}
    own = (snapshot.region.code, COUNTRY)
    found = [code for code in rows.codes(REGION) if kinds.get(code) == "labour_market_region" and code not in own]
    if not found:
        return {}
    words = sorted((rows.label(REGION, code) for code in found), key=str.casefold)
    return {NO_OTHER: "Geen andere regio", **{code_of(word): word for word in words}, ALL_OTHERS: "Alle andere regio’s"}


def wish_for(snapshot: Snapshot, dataset: str, measure: str, **more: str) -> Wish:
    """Return the wish for a dataset and a measure by their names; the rest as codes of the wish."""
    declared = snapshot.datasets[dataset]
    made = Wish(code_of(declared.title), code_of(declared.measure(measure).title))
    return replace(made, **more)
