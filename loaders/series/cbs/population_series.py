"""Inhabitants on 1 January by age band: every municipality, labour-market region and the country, ten years.

Read: table 03759ned, its dimensions and the codes of age (10000 total, 10010 age 0, 10100 + 100 a year, 22000 for
95 and over), in CBS's own metadata as carried over in July 2026; totals checked against 88 carried-over figures.
Grain: region x age band x year; persons, exact.
Yearly; CBS calls every period final.
Trap: no labour-market regions, so they are sums; each year has its own boundaries, so Rijnwaarden joins Zevenaar.
To discover live: whether a topic or a code of age was renamed; then the refresh refuses the table.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, band, existing, rows, with_regions
from loaders.series.mergers import merge_municipalities
from snapshot.model import Column, Measure, key, observations, region_key

_TOTAL, _NINETY_FIVE = "10000", "22000"


def _age(year: int) -> str:
    return "10010" if year == 0 else _NINETY_FIVE if year == 95 else str(10000 + 100 * year)


def _ages(first: int, last: int) -> tuple[str, ...]:
    return tuple(_age(year) for year in range(first, last + 1))


_BANDS = {
    "total": (_TOTAL,),
    "0_14": _ages(0, 14),
    "15_25": _ages(15, 25),
    "15_64": _ages(15, 64),
    "15_74": _ages(15, 74),
    "65_plus": _ages(65, 95),
    "75_plus": _ages(75, 95),
}
SERIES = Series(
    dataset="population_series",
    table="03759ned",
    quantities=(Quantity("persons", "Bevolking op 1 januari"),),
    wanted={
        "RegioS": ("GM*", "NL01"),
        "Geslacht": ("T001038",),
        "Leeftijd": (_TOTAL, *_ages(0, 95)),
        "BurgerlijkeStaat": ("T001019",),
    },
    first_of_january=True,
    title_part="Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio",
)
DATASET = observations(
    name="population_series",
    title="Inwoners naar leeftijd, reeks",
    description="Inwoners op 1 januari per leeftijdsgroep, per gemeente, arbeidsmarktregio en in Nederland.",
    files=("raw/cbs/lock.json",),
    keys=(
        region_key(),
        key(
            "age",
            "Leeftijd",
            {
                "total": "alle leeftijden",
                "0_14": "0 t/m 14 jaar",
                "15_25": "15 t/m 25 jaar",
                "15_64": "15 t/m 64 jaar",
                "15_74": "15 t/m 74 jaar",
                "65_plus": "65 jaar en ouder",
                "75_plus": "75 jaar en ouder",
            },
        ),
    ),
    measures=(Measure("persons", "Inwoners", ("persons",)),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    parts="gemeenten",
    frequency="jaarlijks",
    warnings=(
        "Gemeenten die later zijn samengegaan, tellen ook voor die tijd samen.",
        "Leeftijdsgroepen overlappen: tel ze niet bij elkaar op.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one year: bands of age, with Rijnwaarden in Zevenaar and a sum per region."""
    banded = band(existing(cells.rename(columns={"Leeftijd": "age"})), "age", _BANDS)
    return rows(
        with_regions(merge_municipalities(banded, regions, ("age",)), regions, ("age",)), SERIES, ("age",), parts=True
    )


LIVE = LiveSeries(SERIES, DATASET, load)
