"""Jobs of employees in December by section of SBI 2008 and municipality.

Read: real rows of table 83582NED of the COROP areas and the metadata of its sister 83583NED: sections A to S and groups
of them, A-U in total, `x 1 000`, 1 decimal; a year `2024JJ00` titled "2024 december"; empty cells are `.`.
Grain: region x section x December; jobs, published in hundreds (x 1 000 with one decimal), multiplied once.
Yearly; the latest year is provisional.
Trap: totals and leaves coexist: only the sections and the total A-U are asked, and they never join one sum. Many cells
are empty: a region is summed only where every municipality has a figure. Self-employed people are not in it.
To discover live: whether it has AM rows, and its successor in SBI 2025.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows, with_regions
from loaders.series.mergers import merge_municipalities
from loaders.series.sections import ASKED, WORDS, with_sections
from snapshot.model import Column, Measure, key, observations, region_key

SERIES = Series(
    dataset="jobs_series",
    table="83582NED",
    quantities=(Quantity("jobs", "Banen van werknemers in december", unit="x 1 000", unit_code="jobs", factor=1000),),
    wanted={"RegioS": ("GM*", "AM*", "NL01"), "BedrijfstakkenBranchesSBI2008": ASKED},
    periods="MM12",
    title_part="Banen van werknemers in december; economische activiteit",
)
DATASET = observations(
    name="jobs_series",
    title="Banen naar bedrijfstak, reeks",
    description="Banen van werknemers in december naar bedrijfstak (SBI 2008), per gemeente, regio en in Nederland.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("section", "Bedrijfstak", WORDS)),
    measures=(Measure("jobs", "Banen van werknemers", ("jobs",), rounded_to=100),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    parts="gemeenten",
    frequency="jaarlijks",
    warnings=(
        "CBS laat veel cellen leeg.",
        "Zelfstandigen tellen niet mee.",
        "Gemeenten die later zijn samengegaan, tellen ook voor die tijd samen.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one December."""
    named = with_sections(existing(cells), "BedrijfstakkenBranchesSBI2008")
    keys = ("section",)
    return rows(with_regions(merge_municipalities(named, regions, keys), regions, keys), SERIES, keys, parts=True)


LIVE = LiveSeries(SERIES, DATASET, load)
