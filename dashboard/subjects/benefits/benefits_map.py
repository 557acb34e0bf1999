"""The share of a benefit by municipality as a map: the same rows, sentence and sources as the bars."""

from __future__ import annotations

from dashboard.asking.memory import once
from dashboard.asking.queries import Cell, Result, ask, municipalities
from dashboard.asking.selection import Selection
from dashboard.charts.map import Place
from dashboard.charts.shapes import region_map
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.figure.maps import as_map, chosen_places, on_map
from dashboard.subjects.benefits import benefits
from dashboard.telling.doubt import is_doubtful, marked
from snapshot.read import Snapshot


@figure(
    "uitkering-kaart",
    "Uitkering per gemeente, op de kaart",
    needs=("benefits", "residents_15_64", "boundaries"),
    follows=BY_PLACE,
    chosen={"scheme": benefits.SCHEME},
    shown_for=Option(choices.PLACES_AS, as_map, ("map",)),
)
def benefit_shares(snapshot: Snapshot, selection: Selection, scheme: str = "social_assistance") -> Figure:
    """Share of one scheme by municipality on a map: % of inhabitants of 15-64."""
    base = benefits.share_by_municipality(snapshot, selection, scheme=scheme)
    places = chosen_places(_shares(snapshot, scheme), selection)
    return on_map(base, region_map(snapshot), places, id="benefits-map", title=f"{base.title}, op de kaart")


@once
def _shares(snapshot: Snapshot, scheme: str) -> tuple[Place, ...]:
    """Return each municipality with its share, in %; read once for every choice of the reader."""
    result = ask(snapshot, "benefits", scheme=scheme, measure="share_pct")
    cells = {row["region_code"]: cell for row, cell in result.cells()}
    return tuple(_place(code, name, cells[code], result) for code, name in municipalities(snapshot).items())


def _place(code: str, name: str, cell: Cell, shares: Result) -> Place:
    """Return a municipality with its share; a doubtful one has no colour, for a colour compares."""
    return Place(
        code, name, None if is_doubtful(cell) else cell.value, marked(cell), tip=benefits.share_tip(shares, code)
    )
