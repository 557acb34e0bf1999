"""The growth of the number of inhabitants as a map."""

from __future__ import annotations

from dataclasses import replace

from dashboard.asking.memory import once
from dashboard.asking.queries import municipalities
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.map import Place
from dashboard.charts.shapes import region_map
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.figure.maps import as_map, chosen_places, on_map
from dashboard.subjects.population import growth
from dashboard.subjects.population.growth import Grid, grid_of
from dashboard.telling.tip import Tip
from dashboard.words import notation
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot


@figure(
    "inwoners-kaart",
    "Inwoners, op de kaart",
    needs=("population", "boundaries"),
    follows=BY_PLACE,
    shown_for=Option(choices.INHABITANTS_AS, as_map, ("map",)),
)
def population_growth(snapshot: Snapshot, selection: Selection) -> Figure:
    """Growth of the number of inhabitants since the first year on a map: %, by municipality, computed."""
    base = growth.growth(snapshot, selection, show=growth.INDEX)
    grid = grid_of(snapshot)
    first, last = grid.base, grid.periods[-1]
    places = chosen_places(_changes(snapshot), selection)
    codes = base.results[0].codes("region_code")
    rows = tuple(
        (
            f"{grid.names[code]}{' (berekend)' if code == snapshot.region.code else ''}",
            grid.text(code, first, index=False),
            grid.text(code, last, index=False),
            _signed(round(grid.growth(code), 1)),
        )
        for code in codes
    )
    strong = tuple(place for place, code in enumerate(codes) if code in (snapshot.region.code, COUNTRY))
    ranked = sorted(places, key=lambda place: -(place.value or 0))
    told = grid.grew([ranked[0].code, ranked[-1].code])
    others = grid.grew(selection.references)
    figure = replace(
        base,
        headline=base.headline if selection.municipalities else f"{notation.capital(grid.years)}: {told}",
        sentence=f"Ter vergelijking: {others}." if others and not selection.municipalities else base.sentence,
        subtitle=f"Verandering van het aantal inwoners, {notation.period(first)} t/m {notation.period(last)}",
        results=tuple(result.where(reference_period=(first, last)) for result in base.results),
        table=Table(("Gemeente of regio", first[:4], last[:4], "Verandering"), rows, numeric=(1, 2, 3), strong=strong),
        notes=("De verandering is berekend uit de aantallen inwoners.", *base.notes[1:]),
    )
    title = f"Groei van het aantal inwoners sinds {first[:4]}, op de kaart"
    return on_map(figure, region_map(snapshot), places, id="population-map", title=title)


@once
def _changes(snapshot: Snapshot) -> tuple[Place, ...]:
    """Return each municipality with its growth over all years, in %, computed."""
    changes = {code: round(grid_of(snapshot).growth(code), 1) for code in municipalities(snapshot)}
    return tuple(
        Place(code, name, changes[code], _signed(changes[code]), tip=_tip(grid_of(snapshot), code, changes[code]))
        for code, name in municipalities(snapshot).items()
    )


def _tip(grid: Grid, code: str, change: float) -> Tip:
    """Return what is told of a growth: ours, from two counts."""
    first, last = (grid.cells[code, period] for period in (grid.base, grid.periods[-1]))
    lines = (
        ("Verandering", f"{_signed(change)} {grid.years}"),
        (notation.period(first.period), first.amount),
        (notation.period(last.period), last.amount),
        ("Status", STATUS_WORDS["derived"]),
    )
    return Tip(grid.names[code], lines, code)


def _signed(change: float) -> str:
    return notation.Written(change, 1, before="+" if change > 0 else "", after="%")
