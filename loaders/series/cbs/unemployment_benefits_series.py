"""Persons with an unemployment benefit (WW) after dismissal, seasonally adjusted, by labour-market region and month.

Read: the metadata of table 85554NED as v4 gave them: one topic "Personen met een werkloosheidsuitkering", in `aantal`;
Geslacht T001038 and Leeftijd 10000 in total; Marges MW00000 is the value, MOG0095 and MBG0095 its bounds; regions NL01,
provinces and AM01 to AM99, no municipalities; months since 2013.
Grain: region x month; persons, rounded to 10, on the last day of the month.
Monthly, 2013 on; regions miss 2013; every period is provisional.
Trap: without the filter on Marges each figure comes three times. Only unemployment after dismissal (the table says
"ontslagwerkloosheid"): never one line with the WW of 80794ned, nor with the benefits of 37789ksz.
To discover live: whether v3 has the same title.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows
from snapshot.model import Column, Measure, observations, region_key

SERIES = Series(
    dataset="unemployment_benefits_series",
    table="85554NED",
    quantities=(
        Quantity("recipients", "Personen met een werkloosheidsuitkering", also=("Personen met WW-uitkering",)),
    ),
    wanted={
        "RegioS": ("AM*", "NL01"),
        "Geslacht": ("T001038|~Totaal",),
        "Leeftijd": ("10000|^Totaal",),
        "Marges": ("MW00000|^Waarde",),
    },
    periods="MM",
    title_part="Personen met WW-uitkering, seizoengecorrigeerd",
)
DATASET = observations(
    name="unemployment_benefits_series",
    title="Personen met WW, seizoengecorrigeerd, reeks",
    description="Personen met WW na ontslag, zonder het effect van de seizoenen, per arbeidsmarktregio, per maand.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(),),
    measures=(Measure("recipients", "Personen met WW", ("persons",), rounded_to=10),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    frequency="per maand",
    warnings=(
        "Gecorrigeerd voor de seizoenen: vergelijk niet met cijfers die dat niet zijn.",
        "Alleen mensen die hun baan kwijt zijn door ontslag.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published."""
    return rows(existing(cells), SERIES, ())


LIVE = LiveSeries(SERIES, DATASET, load)
