"""Figures by municipality as a map: the same rows, sentence and sources as their bars or lines, drawn by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard import notation
from dashboard.charts.map import Place, PlaceMap
from dashboard.charts.shapes import Map, region_map
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import BY_PLACE, Option, figure
from dashboard.figures import benefits, choices, growth
from dashboard.figures.growth import Grid
from dashboard.figures.population import inhabitants
from dashboard.memory import once
from dashboard.queries import ask, municipalities
from dashboard.selection import COUNTRY, Selection
from snapshot.read import Snapshot

SCHEMATIC = "De kaart is schematisch: elke gemeente is een even groot vierkant, ongeveer op haar plek."


@figure(
    "uitkering-kaart",
    "Uitkering per gemeente, op de kaart",
    needs=("benefits", "residents_15_64"),
    follows=BY_PLACE,
    chosen={"scheme": benefits.SCHEME},
    shown_for=Option(choices.PLACES_AS, {"map": "Kaart"}),
)
def benefit_shares(snapshot: Snapshot, selection: Selection, scheme: str = "social_assistance") -> Figure:
    """Share of one scheme by municipality on a map: % of inhabitants of 15-64."""
    base = benefits.share_by_municipality(snapshot, selection, scheme=scheme)
    places = _chosen(_shares(snapshot, scheme), selection)
    return _on_map(base, region_map(snapshot), places, id="benefits-map", title=f"{base.title}, op de kaart")


@figure(
    "inwoners-kaart",
    "Inwoners, op de kaart",
    needs=("population",),
    follows=BY_PLACE,
    shown_for=Option(choices.INHABITANTS_AS, {"map": "Kaart"}),
)
def population_growth(snapshot: Snapshot, selection: Selection) -> Figure:
    """Growth of the number of inhabitants since the first year on a map: %, by municipality, computed."""
    base = growth.growth(snapshot, selection, show=growth.INDEX)
    grid = _grid(snapshot)
    first, last = grid.periods[0], grid.periods[-1]
    places = _chosen(_changes(snapshot), selection)
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
        headline=base.headline if selection.municipalities else f"Sinds {first[:4]}: {told}",
        sentence=f"Ter vergelijking: {others}." if others and not selection.municipalities else base.sentence,
        subtitle=f"Verandering van het aantal inwoners, {notation.period(first)} t/m {notation.period(last)}",
        table=Table(("Gemeente of regio", first[:4], last[:4], "Verandering"), rows, numeric=(1, 2, 3), strong=strong),
        notes=("De verandering is berekend uit de aantallen inwoners.", *base.notes[1:]),
    )
    title = f"Groei van het aantal inwoners sinds {first[:4]}, op de kaart"
    return _on_map(figure, region_map(snapshot), places, id="population-map", title=title)


@once
def _shares(snapshot: Snapshot, scheme: str) -> tuple[Place, ...]:
    """Return each municipality with its share, in %; read once for every choice of the reader."""
    result = ask(snapshot, "benefits", scheme=scheme, measure="share_pct")
    cells = {row["region_code"]: cell for row, cell in result.cells()}
    return tuple(
        Place(code, name, cells[code].value, cells[code].text) for code, name in municipalities(snapshot).items()
    )


@once
def _grid(snapshot: Snapshot) -> Grid:
    return Grid.of(inhabitants(snapshot))


@once
def _changes(snapshot: Snapshot) -> tuple[Place, ...]:
    """Return each municipality with its growth over all years, in %, computed."""
    changes = {code: round(_grid(snapshot).growth(code), 1) for code in municipalities(snapshot)}
    return tuple(
        Place(code, name, changes[code], _signed(changes[code])) for code, name in municipalities(snapshot).items()
    )


def _chosen(places: Sequence[Place], selection: Selection) -> list[Place]:
    return [replace(place, chosen=place.code in selection.municipalities) for place in places]


def _signed(change: float) -> str:
    return f"{'+' if change > 0 else ''}{notation.percentage(change, 1)}"


def _on_map(base: Figure, drawn: Map, places: Sequence[Place], *, id: str, title: str) -> Figure:
    """Return `base` with a map as its chart, and the words that belong to a map."""
    ranked = sorted(places, key=lambda place: (place.value is None, -(place.value or 0), place.name))
    told = ", ".join(f"{place.name} {place.text}" for place in ranked)
    kind = "Schematische kaart" if drawn.is_schematic else "Kaart"
    return replace(
        base,
        id=id,
        title=title,
        subtitle=f"{base.subtitle}. {drawn.credit or 'Schematische kaart'}",
        chart=PlaceMap(drawn, tuple(places), unit="%"),
        alt=f"{kind} van de gemeenten. {base.headline}. {told}.",
        notes=(drawn.attribution or SCHEMATIC, *base.notes),
    )
