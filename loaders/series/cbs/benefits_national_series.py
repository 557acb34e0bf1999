"""National benefits by scheme, by month.

Read: table 37789ksz "Sociale zekerheid; kerncijfers, uitkeringen naar uitkeringssoort" in sources.md, in data/cbs and
in public code that reads it: only months and years, topics NietSeizoengecorrigeerd (of the WW), TotaalWIAUitkeringen,
WAOUitkeringen, WajongUitkeringen, TotaalArbeidsongeschiktheidsuitkeringen, TotaalBijstandsuitkeringen and
BijstandsuitkeringenTotDeAOWLeeftijd, x 1 000 with one decimal; they are found by those words, never by their ordinal.
Grain: scheme x month; x 1 000 benefits.
Monthly; the last months are provisional.
Trap: benefits, not persons. WIA is IVA and WGA together: another quantity than the WGA of 80794ned. Bijstand comes in
total and up to pension age: two series.
To discover live: the unit as written.
"""

from __future__ import annotations

import pandas as pd

from loaders.agenda.vocabulary import SCHEMES
from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, rows
from snapshot.model import Column, Measure, key, observations, region_key

_TOPICS = {
    "ww": "Niet seizoengecorrigeerd",
    "wia": "Totaal WIA-uitkeringen",
    "wao": "WAO-uitkeringen",
    "wajong": "Wajong-uitkeringen",
    "disability_total": "Totaal arbeidsongeschiktheidsuitkeringen",
    "social_assistance": "Totaal bijstandsuitkeringen",
    "social_assistance_to_pension_age": "Bijstandsuitkeringen tot de AOW-leeftijd",
}
_WORDS = {
    **SCHEMES,
    "wao": "WAO",
    "disability_total": "Arbeidsongeschiktheid totaal",
    "social_assistance_to_pension_age": "Bijstand tot AOW-leeftijd",
}
SERIES = Series(
    dataset="benefits_national_series",
    table="37789ksz",
    quantities=tuple(
        Quantity(scheme, title, unit="x 1 000", unit_code="benefits_thousand") for scheme, title in _TOPICS.items()
    ),
    periods="MM",
    region="",
    title_part="Sociale zekerheid; kerncijfers, uitkeringen naar uitkeringssoort",
)
DATASET = observations(
    name="benefits_national_series",
    title="Uitkeringen in Nederland, reeks",
    description="Aantal uitkeringen in Nederland naar soort, per maand.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("scheme", "Uitkering", _WORDS)),
    measures=(Measure("benefits", "Uitkeringen", ("benefits_thousand",), decimals=1),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    frequency="per maand",
    warnings=(
        "Dit zijn uitkeringen. Andere tabellen tellen personen of huishoudens.",
        "WIA is IVA en WGA samen.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published; each scheme is a topic of the table."""
    return rows(cells.assign(scheme=cells["measure"], measure="benefits"), SERIES, ("scheme",))


LIVE = LiveSeries(SERIES, DATASET, load)
