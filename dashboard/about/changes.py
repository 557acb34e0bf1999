"""What changed between two snapshots: new periods, revised numbers, other statuses, thresholds and targets. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.asking.memory import once
from dashboard.asking.queries import Cell, Result, ask, holds, municipalities
from dashboard.asking.selection import COUNTRY
from dashboard.words import notation
from snapshot.model import Dataset
from snapshot.read import Snapshot

CROSSED, PERIOD, REVISED, STATUS = "Grens of doel", "Nieuwe periode", "Bijgesteld", "Andere status"
ADDED, GONE, TEXT, TABLE = "Nieuw cijfer", "Vervallen cijfer", "Andere tekst", "Andere tabel"
KINDS = (CROSSED, PERIOD, REVISED, STATUS, ADDED, GONE, TEXT, TABLE)
MEANINGS = {
    CROSSED: "Een doel is gehaald of niet meer gehaald, of een cijfer kwam aan de andere kant van een grens.",
    PERIOD: "Er zijn cijfers over een periode die er eerst niet was.",
    REVISED: "Hetzelfde cijfer, over dezelfde periode, heeft nu een andere waarde.",
    STATUS: "Het cijfer is gelijk, de status niet: het is bijvoorbeeld niet meer voorlopig.",
    ADDED: "Een cijfer over een periode die er al was.",
    GONE: "Een cijfer dat er niet meer is.",
    TEXT: "Een tekst, naam of datum is veranderd, toegevoegd of vervallen.",
    TABLE: "Een tabel is nieuw, vervallen of anders opgebouwd. De cijfers erin zijn niet vergeleken.",
}
COUNTED = {
    CROSSED: ("gepasseerde grens of gehaald doel", "gepasseerde grenzen of gehaalde doelen"),
    PERIOD: ("nieuwe periode", "nieuwe perioden"),
    REVISED: ("bijgesteld cijfer", "bijgestelde cijfers"),
    STATUS: ("andere status", "andere statussen"),
    ADDED: ("nieuw cijfer", "nieuwe cijfers"),
    GONE: ("vervallen cijfer", "vervallen cijfers"),
    TEXT: ("andere tekst", "andere teksten"),
    TABLE: ("andere tabel", "andere tabellen"),
}
NOTHING = "stond er niet"
# Nothing that anyone reads
MACHINERY = frozenset({"boundaries", "live_sources", "region_memberships", "regions", "synonyms"})


@dataclass(frozen=True)
class Change:
    """One change: `old` and `new` are Dutch words with their unit, `about` names the cell."""

    kind: str
    table: str
    about: str
    period: str
    old: str
    new: str


def changes(older: Snapshot, newer: Snapshot) -> tuple[Change, ...]:
    """Return every change from `older` to `newer`, in the order of `KINDS`, then of the tables."""
    found = [*_crossings(older, newer)]
    for name in dict.fromkeys((*newer.datasets, *older.datasets)):
        found += _of_table(name, older, newer)
    return tuple(sorted(found, key=lambda change: KINDS.index(change.kind)))


compared = once(changes)


def summary(found: tuple[Change, ...]) -> str:
    """Return how many changes there are of each kind: "2 nieuwe perioden en 1 bijgesteld cijfer"."""
    counts = {kind: sum(change.kind == kind for change in found) for kind in KINDS}
    told = [f"{notation.number(n)} {COUNTED[kind][n > 1]}" for kind, n in counts.items() if n]
    return notation.listing(told)


def _of_table(name: str, older: Snapshot, newer: Snapshot) -> Iterator[Change]:
    if name in MACHINERY:
        return
    before, now = older.datasets.get(name), newer.datasets.get(name)
    if before is None:
        yield Change(TABLE, newer.datasets[name].title, "Hele tabel", "", NOTHING, "nieuw")
    elif now is None:
        yield Change(TABLE, before.title, "Hele tabel", "", "stond er", "vervallen")
    elif older.hashes[name] == newer.hashes[name]:
        return
    elif before.key != now.key or before.is_observations != now.is_observations:
        yield Change(TABLE, now.title, "Hele tabel", "", "vorige opbouw", "nieuwe opbouw")
    else:
        here = [code for snapshot in (older, newer) for code in _places(snapshot)] if _is_regional(now) else []
        asked = {"region_code": tuple(dict.fromkeys(here))} if here else {}
        pair = ask(older, name, **asked), ask(newer, name, **asked)
        yield from _of_observations(*pair) if now.is_observations else _of_rows(*pair)


def _is_regional(dataset: Dataset) -> bool:
    return any(column.name == "region_code" for column in dataset.columns)


def _places(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the places of which changes are told: the region, its municipalities, and what it lies in."""
    return (*municipalities(snapshot), snapshot.region.code, COUNTRY)


def _differing(before: Result, now: Result) -> tuple[Result, Result]:
    """Return both sides without the rows that are the same in both: a revision touches few of many rows."""
    columns = [column.name for column in before.dataset.columns if now.has(column.name)]
    old, new = ({tuple(row[name] for name in columns): row for row in result.rows} for result in (before, now))
    left, right = ([row for key, row in mine.items() if key not in other] for mine, other in ((old, new), (new, old)))
    return before.only(left), now.only(right)


def _of_observations(before: Result, now: Result) -> Iterator[Change]:
    title = now.dataset.title
    fresh = [period for period in now.periods if period not in before.periods]
    counts = Counter(row["reference_period"] for row in now.rows)
    for period in fresh:
        yield Change(PERIOD, title, "Hele tabel", notation.period(period), NOTHING, _counted(counts[period]))
    old, new = map(_by_key, _differing(before, now))
    for key in dict.fromkeys((*new, *old)):
        if key not in new:
            row, cell = old[key]
            yield Change(GONE, title, _about(before, row), notation.period(cell.period), cell.amount, "vervallen")
        elif key not in old:
            row, cell = new[key]
            if cell.period not in fresh:
                yield Change(ADDED, title, _about(now, row), notation.period(cell.period), NOTHING, cell.amount)
        else:
            yield from _of_cell(now, new[key][0], old[key][1], new[key][1])


def _of_cell(now: Result, row: Mapping[str, Any], old: Cell, new: Cell) -> Iterator[Change]:
    about, period = _about(now, row), notation.period(new.period)
    if (old.value, old.unit) != (new.value, new.unit):
        yield Change(REVISED, now.dataset.title, about, period, _exact(old), _exact(new))
    if old.status != new.status:
        words = (now.label("status", status) for status in (old.status, new.status))
        yield Change(STATUS, now.dataset.title, about, period, *words)


def _exact(cell: Cell) -> str:
    """Return the amount with all decimals that it has, so that no revision hides in the rounding."""
    if cell.value is None:
        return cell.text
    printed = f"{cell.value:.4f}".rstrip("0").partition(".")[2]
    return notation.amount(cell.value, cell.unit, max(cell.measure.decimals, len(printed)))


def _counted(count: int) -> str:
    return "1 cijfer" if count == 1 else f"{notation.number(count)} cijfers"


def _by_key(result: Result) -> dict[tuple[Any, ...], tuple[dict[str, Any], Cell]]:
    return {tuple(row[name] for name in result.dataset.key): (row, cell) for row, cell in result.cells()}


def _about(result: Result, row: Mapping[str, Any]) -> str:
    """Return the names of a cell: "Bijstand, Arnhem: aandeel van inwoners van 15 t/m 64 jaar"."""
    names = [name for name in result.dataset.key if name not in ("measure", "reference_period")]
    words = str(row.get("title") or row.get("term") or "") if "measure" not in row else ""
    words = words or ", ".join(result.label(name, str(row[name])) for name in names)
    if "measure" not in row:
        return words
    title = result.dataset.measure(row["measure"]).title
    return f"{words}: {title[0].lower()}{title[1:]}" if words else title


def _of_rows(before: Result, now: Result) -> Iterator[Change]:
    """Compare a table of texts row by row, column by column."""
    old, new = map(_rows, _differing(before, now))
    shared = [c for c in now.dataset.columns if c.name in {column.name for column in before.dataset.columns}]
    for key in dict.fromkeys((*new, *old)):
        if key not in new:
            yield Change(TEXT, now.dataset.title, _about(before, old[key]), _period(old[key]), "stond er", "vervallen")
        elif key not in old:
            yield Change(TEXT, now.dataset.title, _about(now, new[key]), _period(new[key]), NOTHING, "nieuw")
        else:
            for column in shared:
                pair = [_word(result, column.name, rows[key]) for result, rows in ((before, old), (now, new))]
                if pair[0] != pair[1]:
                    about = f"{_about(now, new[key])}: {column.title.lower()}"
                    yield Change(TEXT, now.dataset.title, about, _period(new[key]), pair[0], pair[1])


def _period(row: Mapping[str, Any]) -> str:
    return notation.period(row["reference_period"]) if row.get("reference_period") else ""


def _rows(result: Result) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row[name] for name in result.dataset.key): row for row in result.rows}


def _word(result: Result, column: str, row: Mapping[str, Any]) -> str:
    value = row[column]
    if value is None:
        return "leeg"
    return result.label(column, str(value))


def _crossings(older: Snapshot, newer: Snapshot) -> Iterator[Change]:
    for state in (_target, _tightness, *(_side(scheme) for scheme in _schemes(older, newer))):
        before, now = (state(snapshot) for snapshot in (older, newer))
        if before and now and before[2] != now[2]:
            yield Change(CROSSED, now[0], now[1], now[3], before[2], now[2])


State = tuple[str, str, str, str]  # title of the table, about, in words, period


def _newest(result: Result, **wanted: str) -> tuple[str, dict[tuple[str, str], Cell]]:
    """Return the newest period with rows that are `wanted`, and its cells with a number by measure and region."""
    last = result.where(**wanted).periods[-1:]
    cells = result.where(reference_period=last).cells()
    known = {(row["measure"], row["region_code"]): cell for row, cell in cells if cell.value is not None}
    return "".join(last), known


def _target(snapshot: Snapshot) -> State | None:
    """Return whether the newest target of the region is met; None where the snapshot cannot tell."""
    if not holds(snapshot, "job_agreement"):
        return None
    code = snapshot.region.code
    result = ask(snapshot, "job_agreement", region_code=code, measure=("jobs", "target_jobs"))
    period, cells = _newest(result, measure="target_jobs")
    jobs, target = (cells.get((name, code)) for name in ("jobs", "target_jobs"))
    if jobs is None or target is None:
        return None
    word = "gehaald" if (jobs.value or 0) >= (target.value or 0) else "niet gehaald"
    return result.dataset.title, f"Indicatieve doelstelling van {target.amount}", word, notation.period(period)


def _tightness(snapshot: Snapshot) -> State | None:
    """Return the newest class of the region; None where the snapshot has none."""
    if not holds(snapshot, "tightness_class"):
        return None
    result = ask(snapshot, "tightness_class", region_code=snapshot.region.code)
    last = result.where(reference_period=result.periods[-1:])
    if not last.rows:
        return None
    word = last.label("tightness_class", last.codes("tightness_class")[0])
    return result.dataset.title, "Laatst bekende klasse", word, notation.period(result.periods[-1])


def _schemes(*snapshots: Snapshot) -> list[str]:
    found = [
        set(ask(snapshot, "benefits").codes("scheme")) for snapshot in snapshots if "benefits" in snapshot.datasets
    ]
    return sorted(set.intersection(*found)) if len(found) == len(snapshots) else []


def _side(scheme: str) -> Callable[[Snapshot], State | None]:
    """Return the state that tells on which side of the Netherlands the region is for one scheme."""

    def state(snapshot: Snapshot) -> State | None:
        code = snapshot.region.code
        result = ask(snapshot, "benefits", scheme=scheme, measure="share_pct", region_code=(code, COUNTRY))
        period, cells = _newest(result, region_code=code)
        shares = [cells.get(("share_pct", place)) for place in (code, COUNTRY)]
        if None in shares:
            return None
        here, there = (cell.value or 0 for cell in shares if cell)
        word = "even hoog" if here == there else "hoger" if here > there else "lager"
        about = (
            f"{result.label('scheme', scheme)}, {result.label('region_code', snapshot.region.code)} tegenover Nederland"
        )
        return result.dataset.title, about, word, notation.period(period)

    return state
