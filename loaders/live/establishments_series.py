"""Establishments of businesses by section of SBI 2008 and municipality.

Read: table 81575NED "Vestigingen van bedrijven; bedrijfstak, gemeente" in sources.md and in public code that reads it:
dimensions BedrijfstakkenBranchesSBI2008 and RegioS (municipalities only), topic Vestigingen, years 2007 to 2026.
Grain: region x section x year; establishments, rounded to 5.
Yearly; the latest year can be provisional.
Trap: an establishment is a place of business, with many people or none: never read it as jobs. Sums of figures that are
rounded to 5 differ a little from a total. Municipalities that are gone have empty cells.
To discover live: the moment of the year (the period stays a year, as published), and its successor in SBI 2025.
"""

from __future__ import annotations

import pandas as pd

from loaders.derive import REASONS, existing, rows, with_regions
from loaders.mergers import merge_municipalities
from loaders.sections import ASKED, WORDS, with_sections
from loaders.series import Quantity, Regions, Series
from snapshot.model import Column, Measure, key, observations, region_key

SERIES = Series(
    dataset="establishments_series",
    table="81575NED",
    quantities=(Quantity("establishments", "Vestigingen", unit_code="establishments"),),
    wanted={"RegioS": ("GM*", "AM*", "NL*"), "BedrijfstakkenBranchesSBI2008": ASKED},
    title_part="Vestigingen van bedrijven; bedrijfstak, gemeente",
)
DATASET = observations(
    name="establishments_series",
    title="Vestigingen van bedrijven, reeks",
    description="Vestigingen van bedrijven naar bedrijfstak (SBI 2008), per gemeente en arbeidsmarktregio.",
    subject="banen",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("section", "Bedrijfstak", WORDS)),
    measures=(Measure("establishments", "Vestigingen van bedrijven", ("establishments",)),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    live=True,
    frequency="jaarlijks",
    warnings=(
        "CBS rondt af op vijftallen. Daardoor is de som soms iets anders dan het totaal.",
        "Een vestiging is een plek, geen baan: zzp'ers zonder personeel tellen ook mee.",
        "Gemeenten die later zijn samengegaan, tellen ook voor die tijd samen.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one year."""
    named = with_sections(existing(cells), "BedrijfstakkenBranchesSBI2008")
    keys = ("section",)
    return rows(with_regions(merge_municipalities(named, regions, keys), regions, keys), SERIES, keys)
