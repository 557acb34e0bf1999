"""Open vacancies at the end of a quarter by section of SBI 2008, per province and part of the country.

Read: all rows of table 83599NED "Openstaande vacatures; SBI 2008, regio" as v3 gave them in 2020: the country, four
parts and twelve provinces, sections A to S and groups of them, topic OpenstaandeVacatures x 1 000, quarters.
Grain: province or part of the country x section x quarter; vacancies, in hundreds, multiplied once.
Quarterly; the latest quarters are provisional.
Trap: there is no figure of CBS below a province: this is Gelderland, never the labour-market region. A survey, so small
figures are coarse. Only the total and the sections are kept of a table that also holds groups of sections.
To discover live: the unit as written, and whether it still has all sections.
"""

from __future__ import annotations

import pandas as pd

from loaders.series.declare import LiveSeries, Quantity, Regions, Series
from loaders.series.derive import REASONS, existing, rows
from loaders.series.sections import ASKED, WORDS, with_sections
from snapshot.model import Column, Measure, key, observations, region_key

SERIES = Series(
    dataset="vacancies_series",
    table="83599NED",
    quantities=(
        Quantity("open_vacancies", "Openstaande vacatures", unit="x 1 000", unit_code="vacancies", factor=1000),
    ),
    wanted={"RegioS": ("PV*", "LD*", "NL01"), "BedrijfstakkenBranchesSBI2008": ASKED},
    periods="KW",
    title_part="Openstaande vacatures; SBI 2008, regio",
)
DATASET = observations(
    name="vacancies_series",
    title="Openstaande vacatures per provincie, reeks",
    description="Openstaande vacatures naar bedrijfstak (SBI 2008), per provincie, landsdeel en in Nederland.",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("section", "Bedrijfstak", WORDS)),
    measures=(Measure("open_vacancies", "Openstaande vacatures", ("vacancies",), rounded_to=100),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    frequency="per kwartaal",
    warnings=(
        "CBS geeft geen vacatures per gemeente of arbeidsmarktregio. Dit is de hele provincie.",
        "Kleine aantallen zijn grof.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:  # noqa: ARG001
    """Return the rows of one year, as published."""
    return rows(with_sections(existing(cells), "BedrijfstakkenBranchesSBI2008"), SERIES, ("section",))


LIVE = LiveSeries(SERIES, DATASET, load)
