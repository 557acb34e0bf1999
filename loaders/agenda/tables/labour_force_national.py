"""The national labour force by quarter and year: the background of the region's one moment.

CBS 85224NED, opendata.cbs.nl, CC BY 4.0; values as the service answered in July 2026.
Grain: measure x adjustment x period; x 1 000 persons or %.
Quarterly; the last quarters can be revised.
Trap: seasonally adjusted and unadjusted series stand side by side and never mix.
"""

from __future__ import annotations

from loaders.agenda.vocabulary import ADJUSTMENTS
from snapshot.model import Measure, key, observations, region_key

DATASET = observations(
    name="labour_force_national",
    title="Beroepsbevolking in Nederland",
    description="Werkenden, werklozen en arbeidsparticipatie in Nederland, per kwartaal en per jaar.",
    files=("cbs/labour_force_national.csv",),
    keys=(region_key(), key("adjustment", "Seizoencorrectie", ADJUSTMENTS)),
    measures=(
        Measure("employed", "Werkzame beroepsbevolking", ("persons_thousand",)),
        Measure("wants_more_hours", "Wil meer uren werken, beschikbaar", ("persons_thousand",)),
        Measure("unemployed", "Werkloze beroepsbevolking", ("persons_thousand",)),
        Measure("unemployment_rate_pct", "Werkloosheidspercentage", ("pct",), decimals=1),
        Measure("available_not_searching", "Beschikbaar, niet gezocht", ("persons_thousand",)),
        Measure("searching_not_available", "Gezocht, niet beschikbaar", ("persons_thousand",)),
        Measure("net_participation_pct", "Netto arbeidsparticipatie", ("pct",), decimals=1),
    ),
    frequency="per kwartaal",
)
