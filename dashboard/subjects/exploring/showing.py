"""The chart that fits what was chosen, and its table: a line over time, bars or a map for places, bars for parts."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars
from dashboard.charts.grouped import Grouped, Row
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.charts.map import Place, PlaceMap
from dashboard.charts.shapes import region_map
from dashboard.charts.types import Chart
from dashboard.figure.core import Table
from dashboard.figure.maps import chosen_places
from dashboard.subjects.exploring.cells import Chosen, Strand
from dashboard.subjects.exploring.offering import MAP, REGION, is_total
from dashboard.subjects.exploring.telling import by_size, is_of_places
from dashboard.telling import roles
from dashboard.telling.doubt import is_doubtful, marked
from dashboard.telling.focus import role
from dashboard.words import notation
from dashboard.words.periods import chronological, filled
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot

MOST_BARS, MOST_LABELS = 40, 6


def chart(snapshot: Snapshot, selection: Selection, found: Chosen) -> Chart | None:
    """Return the chart of the cells; None where a table tells more: no numbers, several units, or too many."""
    values = [cell.value for _, cell in found.rows.cells() if cell.value is not None]
    if not values:
        return None
    if found.offered.is_course:
        return _lines(snapshot, selection, found, zero=min(values) >= 0)
    if found.offered.wish.view == MAP:
        return _map(snapshot, selection, found)
    one_unit = len(found.rows.units) == 1
    if len(found.strands) > MOST_BARS or not one_unit:
        return None
    if len(found.places) > 1 and not is_of_places(found):
        return _grouped(snapshot, selection, found)
    return Bars(tuple(_bar(snapshot, selection, one, found) for one in _ranked(found)))


def _ranked(found: Chosen) -> Sequence[Strand]:
    """Return places from high to low, those without a number last; parts stay in their own order."""
    if not is_of_places(found):
        return found.strands
    return by_size(found.strands)


def _bar(snapshot: Snapshot, selection: Selection, strand: Strand, found: Chosen) -> Bar:
    cell = strand.newest
    return Bar(strand.name, cell.value, marked(cell), _shade(snapshot, selection, strand, found))


def _shade(snapshot: Snapshot, selection: Selection, strand: Strand, found: Chosen) -> str:
    if is_of_places(found) or found.offered.column == "":
        return role(strand.code, snapshot, selection) if found.places else roles.ACCENT
    return roles.CONTEXT if is_total(strand.name) else roles.ACCENT


def _grouped(snapshot: Snapshot, selection: Selection, found: Chosen) -> Grouped:
    """Return the parts of each of several places, under the name of the place."""
    rows: list[Row] = []
    last = ""
    for one in found.strands:
        heading = found.rows.label(REGION, one.place) if one.place != last else ""
        last = one.place
        cell = one.newest
        rows.append(Row(marked(cell), cell.value, role(one.place, snapshot, selection), one.name, heading))
    return Grouped(tuple(rows))


def _map(snapshot: Snapshot, selection: Selection, found: Chosen) -> PlaceMap:
    places = [
        Place(one.code, one.name, None if is_doubtful(one.newest) else one.newest.value, marked(one.newest))
        for one in found.strands
    ]
    unit = "%" if found.rows.units == ("pct",) else ""
    return PlaceMap(region_map(snapshot), tuple(chosen_places(places, selection)), unit)


def _lines(snapshot: Snapshot, selection: Selection, found: Chosen, *, zero: bool) -> Lines:
    drawn = [one for one in found.strands if any(cell.value is not None for cell in one.cells.values())]
    ranked = sorted(drawn, key=lambda one: (is_total(one.name), -(one.newest.value or 0)))
    labelled = {id(one) for one in (drawn if len(drawn) <= MOST_LABELS else ranked[: len(roles.PICKED)])}
    shades = {id(one): roles.PICKED[at] for at, one in enumerate(ranked[: len(roles.PICKED)])}
    lines = []
    for one in drawn:
        shade = _line_shade(snapshot, selection, one, found) or shades.get(id(one), roles.CONTEXT)
        is_beside = one.code == COUNTRY and len(drawn) > 1
        lines.append(
            Line(one.name, _moments(one), shade, dashed=is_beside, strong=not is_beside, labelled=id(one) in labelled)
        )
    return Lines(tuple(lines), zero=zero)


def _line_shade(snapshot: Snapshot, selection: Selection, strand: Strand, found: Chosen) -> str:
    """Return the role of a place; '' for what is no place."""
    if found.offered.column or not found.places:
        return ""
    shade = role(strand.code, snapshot, selection)
    return roles.ACCENT if shade == roles.CONTEXT and len(found.strands) == 1 else shade


def _moments(strand: Strand) -> tuple[Moment, ...]:
    return tuple(
        Moment(period, cell.value, cell.text, cell.status == "provisional")
        if (cell := strand.cells.get(period))
        else Moment(period, None, notation.NO_VALUE)
        for period in filled(strand.cells)
    )


def table(found: Chosen) -> Table:
    """Return every cell that is shown: a row per period, the newest first; or one per place or part with its status."""
    if found.offered.is_course:
        periods = chronological(found.rows.periods)[::-1]
        rows = tuple(
            (
                notation.period(period),
                *(one.cells[period].text if period in one.cells else notation.NO_VALUE for one in found.strands),
            )
            for period in periods
        )
        heads = tuple(_full_name(found, one) for one in found.strands)
        return Table(("Periode", *heads), rows, numeric=tuple(range(1, len(heads) + 1)))
    several = len(found.rows.units) > 1
    rows = tuple(
        (
            _full_name(found, one),
            one.newest.text,
            *((notation.unit(one.newest.unit),) if several else ()),
            STATUS_WORDS[one.newest.status],
        )
        for one in _ranked(found)
    )
    first = "Plaats" if is_of_places(found) else "Deel"
    measure = found.offered.measures[found.offered.wish.measure]
    head = (first, measure, *(("Eenheid",) if several else ()), "Status")
    return Table(head, rows, numeric=(1,))


def _full_name(found: Chosen, strand: Strand) -> str:
    """Return the name of a strand with its place, where there are several places and parts of each."""
    if len(found.places) < 2 or not strand.place or is_of_places(found) or strand.code == strand.place:
        return strand.name
    return f"{found.rows.label(REGION, strand.place)} · {strand.name}"
