"""The national labour force by quarter, with and without the effect of the seasons.

Read: table 85224NED "Arbeidsdeelname; kerncijfers seizoengecorrigeerd" in sources.md, in data/cbs and in public code
that reads it: dimension SeizoenEnWerkdagcorrectie (A050903 adjusted, A042501 not), topics Werkloosheidspercentage,
BrutoArbeidsparticipatie and others, found by title.
Grain: adjustment x measure x quarter; x 1 000 persons, or % with one decimal.
Quarterly; the last quarters can be revised.
Trap: adjusted and unadjusted figures stand side by side and never join one series; a percentage stays as published.
To discover live: the titles of the topics as written, and the units.
"""

from __future__ import annotations

import pandas as pd

from loaders.agenda.vocabulary import ADJUSTMENTS
from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, rows
from snapshot.model import Column, Measure, key, observations, region_key

_ADJUSTED = {"A050903": "seasonal", "A042501": "none"}
_COUNTS = {
    "employed": "Werkzame beroepsbevolking",
    "wants_more_hours": "Wil meer uren werken, beschikbaar",
    "unemployed": "Werkloze beroepsbevolking",
    "available_not_searching": "Beschikbaar, niet gezocht",
    "searching_not_available": "Gezocht, niet beschikbaar",
}
_SHARES = {
    "unemployment_rate_pct": "Werkloosheidspercentage",
    "net_participation_pct": "Netto arbeidsparticipatie",
}
SERIES = Series(
    dataset="labour_national_series",
    table="85224NED",
    quantities=(
        *(Quantity(name, title, unit="x 1 000", unit_code="persons_thousand") for name, title in _COUNTS.items()),
        *(Quantity(name, title, unit="%", unit_code="pct") for name, title in _SHARES.items()),
    ),
    wanted={"SeizoenEnWerkdagcorrectie": tuple(_ADJUSTED)},
    periods="KW",
    region="",
    title_part="Arbeidsdeelname; kerncijfers seizoengecorrigeerd",
)
DATASET = observations(
    name="labour_national_series",
    title="Beroepsbevolking in Nederland, reeks",
    description="Werkenden, werklozen en arbeidsparticipatie in Nederland, met en zonder seizoencorrectie.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("adjustment", "Seizoencorrectie", ADJUSTMENTS)),
    measures=(
        *(Measure(name, title, ("persons_thousand",), rounded_to=1) for name, title in _COUNTS.items()),
        *(Measure(name, title, ("pct",), decimals=1) for name, title in _SHARES.items()),
    ),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    frequency="per kwartaal",
    warnings=("Met en zonder seizoencorrectie zijn twee reeksen: vergelijk ze niet met elkaar.",),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published."""
    keyed = cells.rename(columns={"SeizoenEnWerkdagcorrectie": "adjustment"})
    keyed["adjustment"] = keyed["adjustment"].astype("object").map(_ADJUSTED)
    return rows(keyed, SERIES, ("adjustment",))


LIVE = LiveSeries(SERIES, DATASET, load)
