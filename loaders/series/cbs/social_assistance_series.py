"""Households on social assistance (bijstand) by municipality and month.

Read: title, dimensions and topics of table 82015NED in sources.md; its exact keys were not stored anywhere.
Grain: region x month; households up to pension age, rounded to 10, by the municipality that pays.
Monthly; the last three months are provisional and empty for regions.
Trap: households, not persons, without institutions and homeless people: never one line with 80794ned.
To discover live: the title of the topic (total of the living situations) and of the dimension about the AOW.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows, with_regions
from loaders.series.mergers import merge_municipalities
from snapshot.model import Column, Measure, observations, region_key

_ALSO = (
    "Bijstandsuitkeringen", "Totaal uitkeringen", "Uitkeringen", "Totaal leefvormen", "Totaal leefvorm", "Totaal",
)  # fmt: skip
SERIES = Series(
    dataset="social_assistance_series",
    table="82015NED",
    quantities=(Quantity("households", "Totaal bijstandsuitkeringen", unit_code="households", also=_ALSO),),
    wanted={
        "RegioS": ("GM*", "AM*", "NL01"),
        "Uitkeringen in relatie met de AOW": ("~tot de AOW-leeftijd|~tot AOW-leeftijd",),
    },
    periods="MM",
    title_part="Bijstandsuitkeringen; uitkeringsgrondslag, regio",
)
DATASET = observations(
    name="social_assistance_series",
    title="Huishoudens met bijstand, reeks",
    description="Huishoudens met bijstand tot de AOW-leeftijd, per gemeente, arbeidsmarktregio en in Nederland.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(),),
    measures=(Measure("households", "Huishoudens met bijstand", ("households",), rounded_to=10),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    parts="gemeenten",
    frequency="per maand",
    warnings=(
        "Dit zijn huishoudens, geteld bij de gemeente die betaalt.",
        "De laatste drie maanden zijn er nog niet per gemeente.",
        "Gemeenten die later zijn samengegaan, tellen ook voor die tijd samen.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one year."""
    return rows(with_regions(merge_municipalities(existing(cells), regions, ()), regions, ()), SERIES, (), parts=True)


LIVE = LiveSeries(SERIES, DATASET, load)
