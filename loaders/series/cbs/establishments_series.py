"""Establishments of businesses by section of SBI 2008 and municipality.

Read: table 81575NED "Vestigingen van bedrijven; bedrijfstak, gemeente" in sources.md, rows of ten municipalities from
2007 to 2025 and totals of 2026: dimensions BedrijfstakkenBranchesSBI2008 and RegioS (municipalities only), topic
Vestigingen.
Grain: region x section x year; establishments, rounded to 5.
Yearly; the latest year can be provisional.
Trap: before 2015 there are no figures of O, P and Q, so the total jumps (Arnhem 11,600 in 2014, 14,810 in 2015). That
is a break and no growth: the total of a year in which a section was not counted anywhere is another section here.
An establishment is a place of business, with many people or none: never read it as jobs. Sums of figures that are
rounded to 5 differ a little from a total. Municipalities that are gone have empty cells.
To discover live: the moment of the year (the period stays a year, as published), and its successor in SBI 2025.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows, with_regions
from loaders.series.mergers import merge_municipalities
from loaders.series.sections import ASKED, WORDS, with_sections
from snapshot.model import Column, Measure, key, observations, region_key

COUNTED = "total_counted"
_WORDS = {**WORDS, COUNTED: "Alleen de sectoren die CBS dat jaar telde"}
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
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("section", "Bedrijfstak", _WORDS)),
    measures=(Measure("establishments", "Vestigingen van bedrijven", ("establishments",), rounded_to=5),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    parts="gemeenten",
    frequency="jaarlijks",
    warnings=(
        "Door de afronding is de som soms iets anders dan het totaal.",
        "Een vestiging is een plek, geen baan: zzp'ers zonder personeel tellen ook mee.",
        "Tot 2015 telde CBS openbaar bestuur, onderwijs en zorg niet mee. Dat eerdere totaal staat apart: vergelijk de "
        "twee niet.",
        "Gemeenten die later zijn samengegaan, tellen ook voor die tijd samen.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one year."""
    named = _apart(with_sections(existing(cells), "BedrijfstakkenBranchesSBI2008"))
    keys = ("section",)
    return rows(with_regions(merge_municipalities(named, regions, keys), regions, keys), SERIES, keys, parts=True)


def _apart(cells: pd.DataFrame) -> pd.DataFrame:
    """Give the total of a year in which a section has no figure anywhere a code of its own; T and U never have one."""
    counted = cells["value"].notna().groupby(cells["section"]).any().drop(["t", "u"], errors="ignore")
    if counted.all():
        return cells
    return cells.assign(section=cells["section"].replace("total", COUNTED))


LIVE = LiveSeries(SERIES, DATASET, load)
