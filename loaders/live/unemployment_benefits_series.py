"""Unemployment benefits (WW), seasonally adjusted, by labour-market region and month.

Read: dimensions and codes of table 85554NED in sources.md: Marges MW00000 is the value, MOG0095 and MBG0095 its
bounds, Leeftijd 10000 the total; AM codes, no municipalities; measure D001908.
Grain: region x month; benefits, rounded to 10.
Monthly, 2013 on; regions miss 2013; every period is provisional.
Trap: without the filter on Marges each figure comes three times.
To discover live: the v3 title of the topic and the code of all sexes.
"""

from __future__ import annotations

import pandas as pd

from loaders.derive import REASONS, existing, rows
from loaders.series import Quantity, Regions, Series
from snapshot.model import Column, Measure, observations, region_key

SERIES = Series(
    dataset="unemployment_benefits_series",
    table="85554NED",
    quantities=(Quantity("benefits", "WW-uitkeringen", unit_code="benefits"),),
    wanted={
        "RegioS": ("AM*", "NL01"),
        "Geslacht": ("T001038",),
        "Leeftijd": ("10000",),
        "Marges": ("MW00000",),
    },
    periods="MM",
    title_part="WW-uitkeringen; seizoengecorrigeerd",
)
DATASET = observations(
    name="unemployment_benefits_series",
    title="WW-uitkeringen, seizoengecorrigeerd, reeks",
    description="WW-uitkeringen zonder het effect van de seizoenen, per arbeidsmarktregio en in Nederland, per maand.",
    subject="uitkeringen",
    files=("raw/cbs/lock.json",),
    keys=(region_key(),),
    measures=(Measure("benefits", "WW-uitkeringen", ("benefits",)),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    live=True,
    frequency="per maand",
    warnings=("Gecorrigeerd voor de seizoenen: vergelijk niet met cijfers die dat niet zijn.",),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published."""
    return rows(existing(cells), SERIES, ())
