"""Which figures of the data a question can mean, best first: each reading is one quantity with its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.asking.places import wider_areas
from dashboard.asking.queries import PERIOD, Cell, Result, ask, municipalities, occurring
from dashboard.finding.periods import answering, nearest
from dashboard.finding.question import Question
from dashboard.finding.vocabulary import MEASURE, TITLE, UNIT, Facet, Vocabulary
from dashboard.subjects.exploring.offering import REGION, is_total
from dashboard.words.periods import bounds, chronological
from dashboard.words.stems import fold, stem
from snapshot import clock
from snapshot.model import Dataset
from snapshot.periods import UNDATED
from snapshot.read import Row, Snapshot

CLOSE = 0.2  # readings of which the scores differ less are equally likely
MOST, WEIGHED = 5, 12  # readings that are told, and datasets that are looked into
UNCOVERED, UNNAMED = 0.8, 0.5  # taken off for a word that is not in it, and where no quantity is named
LEFTOVER, LEFT_TITLE = 0.1, 0.03  # taken off for each word of a label, and of a title, that the question does not have
HERE, ELSEWHERE, OWN = 0.5, 0.7, 0.1  # for the place that is asked, without it, and for the own region where none is
THEN, NEVER, NOT_UNIT = 0.4, 0.5, 0.6  # for the period that is asked, without it, and for another unit than is asked
UNDATED_TOO = 0.9  # taken off where a period is asked of what has none
IN_TITLE = 0.4  # how much a word counts for a label where the title of its dataset has it too
WHOLE = 0.25  # for the whole title of a dataset
MOST_LEFT = 3  # words of a label from which on more of them take no more off
SHARES = frozenset({"pct", "pct_change"})  # units that "hoeveel procent" asks for
NAMED, SHARE = 0.75, 3  # how well a word must fit to name a quantity, and of how many words of its name one is enough


@dataclass(frozen=True, eq=False)
class Reading:
    """One way to read a question.

    Attributes:
        result: The rows that answer it, of one measure of one dataset; or, where it lacks something, the nearest.
        score: How well it fits.
        is_named: Whether the question names what is counted, and not only a place or a branch.
        uncovered: The words of the question that are not in it.
        lacks: "place" or "period" where the data do not have the one that is asked; else ''.
        periods: All periods of these figures, the newest last.
        columns: The columns of which the question names a value.
    """

    result: Result
    score: float
    is_named: bool
    uncovered: tuple[str, ...]
    lacks: str
    periods: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        return self.result.dataset

    @property
    def cells(self) -> list[tuple[Row, Cell]]:
        """The rows with their cells."""
        return self.result.cells()

    @property
    def measure(self) -> str:
        """The name of the measure."""
        return str(self.result.rows[0][MEASURE])


@dataclass(frozen=True, eq=False)
class _Fit:
    """How the words of a question fit a dataset: the measures and codes that they name best, and what they leave.

    `told` are the columns that are named, also where it is all together: then there is no code to choose.
    """

    dataset: str
    measures: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    told: tuple[str, ...]
    score: float
    is_named: bool
    uncovered: tuple[str, ...]


def readings(snapshot: Snapshot, known: Vocabulary, question: Question) -> list[Reading]:
    """Return the readings of a question, best first; none where its words name no figure."""
    names = dict.fromkeys(facet.dataset for one in question.mentions for facet in one.facets)
    fits = sorted((_fit(snapshot, known, question, name) for name in names), key=lambda one: -one.score)
    found = [reading for fit in fits[:WEIGHED] for reading in _look(snapshot, question, fit)]
    found.sort(key=lambda one: (-one.score, not one.result.has(REGION), _age(one), one.dataset.title))
    return found[:MOST]


def _age(reading: Reading) -> tuple[int, ...]:
    newest = reading.periods[-1] if reading.periods else ""
    return (0,) if newest == UNDATED else tuple(-ord(sign) for sign in newest)


def _fit(snapshot: Snapshot, known: Vocabulary, question: Question, name: str) -> _Fit:
    columns = _columns(question, name)
    chosen = {column: _best(known, question, name, column, scored) for column, scored in columns.items()}
    facets = {Facet(name, column, code) for column, codes in chosen.items() for code in codes}
    covered, uncovered = 0.0, []
    for mention in question.mentions:
        fit = max((mention.facets.get(facet, 0.0) for facet in facets), default=0.0)
        covered += fit
        if not fit:
            uncovered.append(mention.words)
    is_named = any(_names(known, question, facet) for facet in facets)
    left = sum(
        min(_left(known, question, Facet(name, column, code)) for code in codes) for column, codes in chosen.items()
    )
    score = covered - UNCOVERED * len(uncovered) - left - (0.0 if is_named else UNNAMED)
    title = Facet(name, TITLE)
    score += WHOLE if title in facets and known.own[title] <= question.stems else 0.0
    codes = {
        column: found
        for column, found in chosen.items()
        if column not in (TITLE, MEASURE, UNIT) and not _are_totals(snapshot, name, column, found)
    }
    told = tuple(column for column in chosen if column not in (TITLE, MEASURE, UNIT))
    return _Fit(name, chosen.get(MEASURE, ()), codes, told, score, is_named, tuple(uncovered))


def _are_totals(snapshot: Snapshot, name: str, column: str, codes: Sequence[str]) -> bool:
    """Return whether all of these codes are of all together: then the question names no part."""
    words = snapshot.labels(name).get(column, {})
    return all(is_total(words.get(code, code)) for code in codes)


def _columns(question: Question, name: str) -> dict[str, dict[str, float]]:
    """Return how well each code of each column fits; a word counts less where several columns or the title have it."""
    columns: dict[str, dict[str, float]] = {}
    for mention in question.mentions:
        own = [(facet, fit) for facet, fit in mention.facets.items() if facet.dataset == name]
        hit = {facet.column for facet, _ in own}
        part = (IN_TITLE if TITLE in hit else 1.0) / max(len(hit - {TITLE, UNIT}), 1)
        for facet, fit in own:
            scored = columns.setdefault(facet.column, {})
            scored[facet.code] = scored.get(facet.code, 0.0) + fit * part
    return columns


def _left(known: Vocabulary, question: Question, facet: Facet) -> float:
    """Return what is taken off for the words of a facet that the question does not have."""
    each = {TITLE: LEFT_TITLE, UNIT: 0.0}.get(facet.column, LEFTOVER)
    return each * min(len(known.own[facet] - question.stems), MOST_LEFT)


def _names(known: Vocabulary, question: Question, facet: Facet) -> bool:
    """Return whether the question names what a facet counts: by a synonym, or by enough of the words of its name."""
    hits = [one for one in question.mentions if one.facets.get(facet, 0.0) >= NAMED]
    if not hits or not known.names_a_measure(facet):
        return False
    by_synonym = any(facet in known.phrases.get(tuple(map(stem, fold(one.words))), ()) for one in hits)
    enough = 2 if known.is_subject(facet) else SHARE
    return by_synonym or enough * len(hits) >= known.cores[facet]


def _best(
    known: Vocabulary, question: Question, name: str, column: str, scored: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the codes of a column that fit best: of those with as many words of the question the shortest."""

    def worth(code: str) -> float:
        return round(scored[code] - _left(known, question, Facet(name, column, code)), 6)

    most = max(map(worth, scored))
    return tuple(code for code in scored if worth(code) >= most)


def _look(snapshot: Snapshot, question: Question, fit: _Fit) -> list[Reading]:
    """Return a reading for each measure that fits, of the rows that are there."""
    dataset, occurs = snapshot.datasets[fit.dataset], set(occurring(snapshot, fit.dataset, MEASURE))
    held = [one for one in dataset.measures if one.name in occurs]
    named = [one for one in held if one.name in fit.measures] or held
    codes = {**fit.codes, **_partners(snapshot, dataset, question)}
    found = []
    for place, measure in enumerate(named):
        rows = ask(snapshot, dataset.name, measure=measure.name, **codes)
        if not rows.rows:
            continue
        made = _reading(snapshot, question, fit, rows, codes)
        others = _other_units(question, made.result)
        penalty = 0.0 if not others and _is_counted(question, made.result) else NOT_UNIT
        later = 0.0 if fit.measures else min(place * 0.05, CLOSE) + (CLOSE if place else 0.0)
        found.append(replace(made, score=made.score - penalty - later, uncovered=(*made.uncovered, *others)))
    return found


def _other_units(question: Question, rows: Result) -> tuple[str, ...]:
    """Return the words of the question that ask for another unit than the rows are in; "hoeveel" asks for any."""
    asked = {unit: words for unit, words in question.units.items() if unit != "count"}
    held = {"pct" if unit in SHARES else unit for unit in rows.units}
    return () if held & asked.keys() else tuple(asked.values())


def _is_counted(question: Question, rows: Result) -> bool:
    """Return whether the rows are numbers of something, where those are asked and no other unit is."""
    return tuple(question.units) != ("count",) or not set(rows.units) <= SHARES


def _partners(snapshot: Snapshot, dataset: Dataset, question: Question) -> dict[str, tuple[str, ...]]:
    """Return the codes of columns other than the place that carry the name of a place in the question.

    Where rows have a place of their own, the first one that they have is that.
    """
    places = list(question.places)
    if any(column.name == REGION for column in dataset.columns):
        there = set(occurring(snapshot, dataset.name, REGION))
        own = next((place for place in places if there & set(place.codes)), None)
        places = [place for place in places if place is not own]
    names = {fold(place.name) for place in places}
    found: dict[str, tuple[str, ...]] = {}
    for column in dataset.columns:
        if names and column.role == "key" and column.name not in (REGION, PERIOD) and column.dtype == "text":
            words = snapshot.labels(dataset.name).get(column.name, {})
            there_too = occurring(snapshot, dataset.name, column.name)
            codes = tuple(code for code in there_too if fold(words.get(code, code)) in names)
            if codes:
                found[column.name] = codes
    return found


def _reading(
    snapshot: Snapshot, question: Question, fit: _Fit, rows: Result, codes: Mapping[str, tuple[str, ...]]
) -> Reading:
    placed, score, lacks = _placed(snapshot, question, rows, codes)
    placed = _of_totals(placed, codes)
    periods = placed.periods
    kept, gained, late = _timed(question, placed)
    columns = tuple(dict.fromkeys((*fit.told, *codes)))
    gained += fit.score + score
    return Reading(kept, gained, fit.is_named, fit.uncovered, lacks or late, periods, columns)


def _of_totals(rows: Result, named: Mapping[str, Sequence[str]]) -> Result:
    """Return the rows of all together in each column that the question does not name, where there are such rows."""
    for column in rows.dataset.columns:
        if column.role != "key" or column.name in (REGION, PERIOD, *named) or column.dtype != "text":
            continue
        totals = [code for code in rows.codes(column.name) if is_total(rows.label(column.name, code))]
        if totals and len(rows.codes(column.name)) > len(totals):
            rows = rows.where(**{column.name: totals})
    return rows


def _placed(
    snapshot: Snapshot, question: Question, rows: Result, codes: Mapping[str, Sequence[str]]
) -> tuple[Result, float, str]:
    """Return the rows of the places that are asked, what that is worth, and whether they lack."""
    own = snapshot.region.code
    asked = list(dict.fromkeys(code for place in question.places for code in place.codes))
    others = [place for place in question.places if _is_partner(rows, place.name, codes)]
    if others:
        asked = [code for code in asked if code not in {c for place in others for c in place.codes}]
    if not rows.has(REGION):
        if not asked or asked == [own]:
            return rows, HERE if question.places else OWN, ""
        return rows, -ELSEWHERE, "place"
    there = rows.codes(REGION)
    if found := [code for code in asked if code in there]:
        return rows.only(sorted(rows.where(region_code=found).rows, key=lambda row: asked.index(row[REGION]))), HERE, ""
    areas = [code for code in reversed(wider_areas(snapshot)) if code in there]
    towns = [code for code in municipalities(snapshot) if code in there]
    near = [own] if own in there else towns or areas[:1] or there[:1]
    kept = rows.where(region_code=near)
    if asked:
        return kept, -ELSEWHERE - (0.0 if near in ([own], towns) else OWN), "place"
    return kept, OWN if near in ([own], towns) else 0.0, ""


def _is_partner(rows: Result, name: str, codes: Mapping[str, Sequence[str]]) -> bool:
    return any(fold(rows.label(column, code)) == fold(name) for column, found in codes.items() for code in found)


def _timed(question: Question, rows: Result) -> tuple[Result, float, str]:
    """Return of each series the row of the period that is asked, or the newest; what it is worth, and if it lacks."""
    asked = question.period
    if asked is None:
        return rows.only(_latest(rows, _current)), 0.0, ""
    if not answering(asked, rows.periods):
        far = UNDATED_TOO if set(rows.periods) == {UNDATED} else NEVER
        return rows.only(_latest(rows, lambda periods: nearest(asked, periods) or periods[-1])), -far, "period"
    kept = _latest(rows, lambda periods: (answering(asked, periods) or [""])[0])
    closest = answering(asked, [row[PERIOD] for row in kept])[0]
    if closest == asked.code:  # else a year stands beside the quarter in it that is asked
        kept = [row for row in kept if row[PERIOD] == asked.code]
    return rows.only(kept), THEN, ""


def _current(periods: tuple[str, ...]) -> str:
    """Return the newest period that has begun, or the first where none has: of a budget it is that of this year."""
    today = clock.today()
    begun = [code for code in periods if code == UNDATED or bounds(code)[0] <= today]
    return begun[-1] if begun else periods[0]


def _latest(rows: Result, choose: Callable[[tuple[str, ...]], str]) -> list[Row]:
    """Return of each series one row, of the period that `choose` takes out of its periods, the newest last."""
    keys = [name for name in rows.dataset.key if name != PERIOD]
    series: dict[tuple[object, ...], dict[str, Row]] = {}
    for row in rows.rows:
        series.setdefault(tuple(row[name] for name in keys), {})[row[PERIOD]] = row
    found = ((held, choose(chronological(held))) for held in series.values())
    return [held[period] for held, period in found if period in held]


def likely(found: Sequence[Reading]) -> list[Reading]:
    """Return the readings that are as likely as the best."""
    return [one for one in found if one.score > found[0].score - CLOSE]
