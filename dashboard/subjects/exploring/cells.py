"""Which cells an exploring figure shows, as rows and columns with their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.asking.places import wider_areas
from dashboard.asking.queries import PERIOD, Cell, Result, ask, municipalities
from dashboard.asking.selection import Selection
from dashboard.subjects.exploring.offering import (
    ALL_OTHERS,
    COURSE,
    MAP,
    NO_OTHER,
    PLACES,
    REGION,
    Offer,
    code_of,
    keys,
    kind,
    offered_rows,
)
from dashboard.words import notation
from snapshot.periods import UNDATED
from snapshot.read import Row, Snapshot


@dataclass(frozen=True, eq=False)
class Strand:
    """The cells of one place, or of one value of a column, by their period; `code` is that of the place or value."""

    code: str
    name: str
    cells: dict[str, Cell]
    place: str = ""

    @property
    def newest(self) -> Cell:
        """The newest cell."""
        return self.cells[max(self.cells)]


@dataclass(frozen=True, eq=False)
class Chosen:
    """What is shown: `rows` in a Result, and the same as strands in the order in which they are told.

    `places` are the codes of the places, first those that the reader picked: so many as `picked`.
    """

    offered: Offer
    rows: Result
    strands: tuple[Strand, ...]
    places: tuple[str, ...]
    picked: int


def chosen(snapshot: Snapshot, selection: Selection, offered: Offer) -> Chosen:
    """Return the cells of what was offered and chosen, of the places of the selection.

    Where the chosen places have none, it is those of the places that have.
    """
    found = offered_rows(snapshot, offered)
    rows = found.only(row for row in found.rows if _is_of(row, offered))
    places: tuple[str, ...] = ()
    if rows.has(REGION):
        places = _places(snapshot, selection, rows, offered)
        rows = rows.where(region_code=places)
    picked = 0 if offered.wish.view == MAP else sum(code in selection.municipalities for code in places)
    return Chosen(offered, rows, _strands(rows, offered, places), places, picked)


def _is_of(row: Row, offered: Offer) -> bool:
    period = row[PERIOD]
    if offered.is_course:
        return period != UNDATED and kind(period) == offered.wish.period
    return code_of(notation.period(period)) == offered.wish.period


def _places(snapshot: Snapshot, selection: Selection, rows: Result, offered: Offer) -> tuple[str, ...]:
    """Return the places to show, of those with rows."""
    there = rows.codes(REGION)
    towns = [code for code in municipalities(snapshot) if code in there]
    if offered.wish.view == MAP:
        return tuple(towns)
    picked = [code for code in selection.municipalities if code in there]
    areas = [code for code in reversed(wider_areas(snapshot)) if code in there]
    own = next((code for code in (snapshot.region.code, *areas, *there) if code in there), "")
    references = [code for code in selection.references if code in there]
    if offered.wish.view not in (PLACES, COURSE):
        return tuple(picked or [own])
    others = _others(snapshot, rows, offered)
    if offered.wish.view == PLACES:
        main = picked or towns or [own]
        beside = [] if towns else areas
    else:
        main, beside = picked or [own], []
    return tuple(dict.fromkeys([*main, *references, *beside, *others]))


def _others(snapshot: Snapshot, rows: Result, offered: Offer) -> list[str]:
    if offered.wish.also in ("", NO_OTHER):
        return []
    kinds = {row["region_code"]: row["kind"] for row in ask(snapshot, "regions").rows}
    found = [code for code in rows.codes(REGION) if kinds.get(code) == "labour_market_region"]
    found.sort(key=lambda code: rows.label(REGION, code).casefold())
    return [code for code in found if offered.wish.also in (ALL_OTHERS, code_of(rows.label(REGION, code)))]


def _strands(rows: Result, offered: Offer, places: Sequence[str]) -> tuple[Strand, ...]:
    if offered.wish.view in (PLACES, MAP, COURSE):
        found = _grouped(rows, [REGION] if places else [])
        order = {code: at for at, code in enumerate(places)}
        return tuple(sorted(found, key=lambda one: order.get(one.code, 0)))
    shown = [offered.column] if offered.column else [one.name for one in keys(rows.dataset)]
    at = {code: place for place, code in enumerate(places)}
    known = {code: place for place, code in enumerate(rows.labels.get(offered.column, {}))}
    found = _grouped(rows, [*([REGION] if len(places) > 1 else []), *shown])
    return tuple(sorted(found, key=lambda one: (at.get(one.place, 0), known.get(one.code, 0))))


def _grouped(rows: Result, columns: Sequence[str]) -> list[Strand]:
    """Return the cells that agree in `columns` as one strand, named after what differs between the strands."""
    varying = [name for name in columns if len(rows.codes(name)) > 1]
    named = [name for name in varying if rows.dataset.column(name).dtype == "text"] or varying
    found: dict[tuple[object, ...], dict[str, Cell]] = {}
    names: dict[tuple[object, ...], tuple[str, str, str]] = {}
    for row, cell in rows.cells():
        group = tuple(row[name] for name in columns)
        found.setdefault(group, {})[cell.period] = cell
        place = row[REGION] if REGION in columns else ""
        words = [_word(rows, name, row[name]) for name in named if name != REGION or len(columns) == 1]
        told = " · ".join(words) or (_word(rows, columns[-1], row[columns[-1]]) if columns else cell.measure.title)
        names[group] = (str(row[columns[-1]]) if columns else "", told, place)
    return [Strand(code, name, found[group], place) for group, (code, name, place) in names.items()]


def _word(rows: Result, name: str, value: object) -> str:
    if isinstance(value, str):
        return rows.label(name, value)
    return f"{rows.dataset.column(name).title} {value}"
