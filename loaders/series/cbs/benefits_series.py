"""Persons with a benefit by municipality and month: WW, WAO, WGA, Wajong and bijstand.

Read: the v3 columns of table 80794ned (Werkloosheid, BijstandTotDeAOWLeeftijd, WAOUitkering,
WIAUitkeringWGARegeling, WajongUitkering) in sources.md; topics are found by those words, never by their ordinal.
Grain: region x scheme x month; persons.
Monthly; the last months are provisional, as Perioden says.
Trap: persons, not benefits or households; "WIA" here is the WGA only, so these never join the Atlas SV figures.
To discover live: the unit as written, and whether the table has labour-market regions (if not, they are sums).
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows, with_regions
from loaders.series.mergers import merge_municipalities
from snapshot.model import Column, Measure, key, observations, region_key

_SCHEMES = {
    "ww": ("WW", "Werkloosheid", "Werkloosheidsuitkering", "WW-uitkering"),
    "social_assistance_to_pension_age": (
        "Bijstand tot AOW-leeftijd", "BijstandTotDeAOWLeeftijd", "Bijstandsuitkering tot de AOW-leeftijd",
    ),
    "wao": ("WAO", "WAOUitkering"),
    "wga": ("WGA", "WIAUitkeringWGARegeling", "WGA-uitkering", "WIA-uitkering, WGA"),
    "wajong": ("Wajong", "WajongUitkering"),
}  # fmt: skip
SERIES = Series(
    dataset="benefits_series",
    table="80794ned",
    quantities=tuple(Quantity(scheme, title, also=tuple(also)) for scheme, (_, title, *also) in _SCHEMES.items()),
    wanted={"RegioS": ("GM*", "AM*", "NL01")},
    periods="MM",
    title_part="Personen met een uitkering; uitkeringsontvangers per regio",
)
DATASET = observations(
    name="benefits_series",
    title="Personen met een uitkering, reeks",
    description="Personen met een uitkering naar soort, per gemeente, arbeidsmarktregio en in Nederland, per maand.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("scheme", "Uitkering", {scheme: word for scheme, (word, *_) in _SCHEMES.items()})),
    measures=(Measure("recipients", "Personen met een uitkering", ("persons",), rounded_to=10),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    parts="gemeenten",
    frequency="per maand",
    warnings=(
        "Dit zijn personen. Andere tabellen tellen uitkeringen of huishoudens.",
        "WGA is een deel van de WIA.",
        "Gemeenten die later zijn samengegaan, tellen ook voor die tijd samen.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one year; each scheme is a topic of the table."""
    keyed = existing(cells).assign(scheme=lambda frame: frame["measure"], measure="recipients")
    keys = ("scheme",)
    return rows(with_regions(merge_municipalities(keyed, regions, keys), regions, keys), SERIES, keys, parts=True)


LIVE = LiveSeries(SERIES, DATASET, load)
