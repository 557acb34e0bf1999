"""The labour force by region and year: working, unemployed and who could do more.

Read: titles of the topics and dimensions of 86111NED (indeling 2024) in sources.md; 86276NED (indeling 2025) is its
successor, with the whole series on new boundaries. A new id comes every year: mend `table` below.
Grain: region x measure x year; x 1 000 persons, whole thousands.
Yearly; the latest year can be revised.
Trap: whole thousands, so small municipalities are coarse or empty; recoded boundaries, so nothing is merged or summed.
To discover live: the exact titles, the unit as written, and the code of all sexes.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows
from snapshot.model import Column, Measure, observations, region_key

_MEASURES = {
    "labour_force_and_not": ("Beroeps- en niet-beroepsbevolking", "Beroeps- en niet-beroepsbevolking"),
    "employed": ("Werkzame beroepsbevolking", "Werkzame beroepsbevolking"),
    "wants_more_hours": ("Wil meer uren werken, beschikbaar", "Wil meer uren werken, beschikbaar"),
    "unemployed": ("Werkloze beroepsbevolking", "Werkloze beroepsbevolking"),
    "not_in_labour_force": ("Niet-beroepsbevolking", "Niet-beroepsbevolking"),
    "available_not_searching": ("Beschikbaar, niet gezocht", "Beschikbaar, niet gezocht"),
    "searching_not_available": ("Gezocht, niet beschikbaar", "Gezocht, niet beschikbaar"),
}
SERIES = Series(
    dataset="labour_participation_series",
    table="86276NED",
    quantities=tuple(
        Quantity(name, title, unit="x 1 000", unit_code="persons_thousand") for name, (_, title) in _MEASURES.items()
    ),
    wanted={"RegioS": ("GM*", "AM*", "NL01"), "Geslacht": ("T001038",)},
    title_part="Arbeidsdeelname; binding arbeidsmarkt; regio",
    predecessors=("86111NED", "85969NED", "84915NED"),
)
DATASET = observations(
    name="labour_participation_series",
    title="Arbeidsdeelname, reeks",
    description="Werkenden, werklozen en mensen die meer willen werken, per gemeente, regio en in Nederland.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(),),
    measures=tuple(Measure(name, word, ("persons_thousand",), rounded_to=1) for name, (word, _) in _MEASURES.items()),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    frequency="jaarlijks",
    warnings=("Van kleine gemeenten is het cijfer grof.", "15 t/m 74 jaar."),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published."""
    return rows(existing(cells), SERIES, ())


LIVE = LiveSeries(SERIES, DATASET, load)
